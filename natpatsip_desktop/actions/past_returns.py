"""What went out before, and what can be chosen for the next return."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from natpatsip_desktop.actions.return_data import periods_with_data
from natpatsip_desktop.actions.returns import Prepared
from natpatsip_desktop.core.periods import ReturnPeriod, long_label, parse_return_period
from natpatsip_desktop.core.records import Frequency, Project, Return, ReturnState
from natpatsip_desktop.core.returns.catalogue import formats
from natpatsip_desktop.core.returns.layout import FormatStatus, ReturnFormat
from natpatsip_desktop.core.returns.snapshot import digest, freeze
from natpatsip_desktop.core.returns.sources import organisation_code
from natpatsip_desktop.errors import NotThere, WorkbookError
from natpatsip_desktop.store.workbook import Workbook

WHOLE = "Whole workbook"
_STATES = {
    ReturnState.DRAFT: "Draft",
    ReturnState.EXPORTED: "Exported",
    ReturnState.SENT: "Sent",
    ReturnState.REVISED: "Replaced",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReturn:
    """One return that was exported, in words; `period` is None for a code nobody can read."""

    record: Return
    format_title: str
    project: str
    period: ReturnPeriod | None

    @property
    def state(self) -> str:
        """How far it has come, in a word or two."""
        word = _STATES[self.record.state]
        return f"{word}, revision {self.record.revision}" if self.record.revision > 1 else word

    @property
    def period_words(self) -> str:
        """Its period with the months in words."""
        return self.period.words if self.period else self.record.period

    @property
    def short_period(self) -> str:
        """Its months, for a table: «July to September 2025»."""
        if self.period is None or self.period.frequency is Frequency.YEAR:
            return self.period_words.partition(" (")[0]
        return long_label(self.period.starts, self.period.frequency)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatChoice:
    """A format that can be chosen, and its newest export, if there was one."""

    format: ReturnFormat
    last: Return | None = None


def past_returns(workbook: Workbook, project_id: int | None = None) -> list[PastReturn]:
    """Return what was exported of one project, or of everything, the newest first."""
    where = {} if project_id is None else {"project_id": project_id}
    records = workbook.all(Return, **where)
    titles = {project.id: _title(project) for project in workbook.all(Project)}
    names = {one.id: one.title for one in formats()}
    found = [
        PastReturn(
            record=record,
            format_title=names.get(record.format_id, record.format_id),
            project=WHOLE if record.project_id is None else titles.get(record.project_id, ""),
            period=_period(record.period),
        )
        for record in records
    ]
    return sorted(found, key=lambda past: (_when(past.record), past.record.id), reverse=True)


def format_choices(workbook: Workbook) -> list[FormatChoice]:
    """Return the newest version of every format in use, the one used last on top."""
    newest = {one.id: one for one in formats() if one.status is FormatStatus.ACTIVE}
    last = {record.format_id: record for record in sorted(workbook.all(Return), key=_when)}
    choices = [FormatChoice(format=one, last=last.get(one.id)) for one in newest.values()]
    return sorted(choices, key=lambda one: _when(one.last) if one.last else datetime.min)[::-1]


def offered_periods(
    workbook: Workbook, definition: ReturnFormat, project_id: int | None = None
) -> list[ReturnPeriod]:
    """Return the periods a format takes that have numbers, newest first."""
    return periods_with_data(workbook, project_id, definition.periods)


def likely_return(
    workbook: Workbook,
    project_id: int | None,
    today: date,
    format_id: str = "",
    period: ReturnPeriod | None = None,
) -> tuple[ReturnFormat, ReturnPeriod]:
    """Choose a return: in the format named or the one used last, for the period if it takes it.

    Raises NotThere if there are no numbers for any.
    """
    choices = format_choices(workbook)
    choice = next((one for one in choices if one.format.id == format_id), choices[0])
    if period is not None and period.frequency in choice.format.periods:
        return choice.format, period
    periods = offered_periods(workbook, choice.format, project_id)
    likely = likely_period(periods, choice.last, today)
    if likely is None:
        raise NotThere("There are no numbers yet.", "Enter or import numbers first.")
    return choice.format, likely


def months_first(period: ReturnPeriod) -> str:
    """Name a period to choose by its months: «July to September 2025 (quarter 2, 2025 to 2026)».

    Not everybody counts quarters from April, and a list may cut what stands last.
    """
    name, _, months = period.words.partition(" (")
    return f"{months.rstrip(')')} ({name[:1].lower()}{name[1:]})" if months else name


def likely_period(
    periods: Sequence[ReturnPeriod], last: Return | None, today: date
) -> ReturnPeriod | None:
    """Choose what is probably wanted: the newest period that is over, of the kind used last.

    Without an earlier return that is a quarter, which national teams ask for most.
    """
    before = _period(last.period) if last else None
    kind = before.frequency if before else Frequency.QUARTER
    over = [period for period in periods if period.ends < today]
    for fitting in ([one for one in over if one.frequency is kind], over, periods):
        if fitting:
            return fitting[0]
    return None


def last_export(workbook: Workbook, prepared: Prepared) -> Return | None:
    """Return what was exported last of this very return; drafts do not count."""
    project = prepared.data.project
    records = workbook.all(
        Return,
        "revision",
        project_id=project.id if project else None,
        format_id=prepared.definition.id,
        organisation_code=organisation_code(prepared.data),
        period=prepared.data.period.code,
    )
    final = [record for record in records if record.state is not ReturnState.DRAFT]
    return final[-1] if final else None


def is_as_it_went_out(prepared: Prepared, record: Return) -> bool:
    """Tell whether a return still has the values that were exported."""
    return digest(freeze(prepared.sheets)) == record.digest


def _title(project: Project) -> str:
    return f"{project.title} (deleted)" if project.deleted_at else project.title


def _period(code: str) -> ReturnPeriod | None:
    try:
        return parse_return_period(code)
    except WorkbookError:
        return None


def _when(record: Return) -> datetime:
    return record.exported_at or datetime.min
