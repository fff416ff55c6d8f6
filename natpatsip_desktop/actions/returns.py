"""Prepare a return, check it, write its file, keep what went out, and say that it was sent."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from natpatsip_desktop.actions.return_data import gather
from natpatsip_desktop.actions.return_files import file_kind, refuse_place, write_file
from natpatsip_desktop.core.periods import ReturnPeriod, noun, parse_return_period
from natpatsip_desktop.core.records import Return, ReturnState
from natpatsip_desktop.core.returns.catalogue import format_of, formats
from natpatsip_desktop.core.returns.collect import collect
from natpatsip_desktop.core.returns.data import ReturnData
from natpatsip_desktop.core.returns.findings import CellProblem
from natpatsip_desktop.core.returns.layout import FileKind, ReturnFormat, RowsOf
from natpatsip_desktop.core.returns.naming import draft_name, file_name
from natpatsip_desktop.core.returns.preview import sheets_out
from natpatsip_desktop.core.returns.rules import RULES, check
from natpatsip_desktop.core.returns.snapshot import digest, freeze
from natpatsip_desktop.core.returns.sources import organisation_code
from natpatsip_desktop.core.returns.tables import ReturnSheet, tables_in
from natpatsip_desktop.core.sheets import SheetOut
from natpatsip_desktop.errors import BadInput, Problem, Severity
from natpatsip_desktop.store.workbook import Workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A return that is collected and checked but not yet written."""

    definition: ReturnFormat
    data: ReturnData
    sheets: tuple[ReturnSheet, ...]
    problems: tuple[CellProblem, ...]
    file_name: str

    @property
    def errors(self) -> tuple[CellProblem, ...]:
        """The problems that stop the export."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[CellProblem, ...]:
        """The problems to look at that do not stop the export."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)

    @property
    def rows(self) -> int:
        """How many rows with numbers it holds."""
        tables = tables_in(self.sheets)
        return sum(len(table.rows) for table in tables if table.block.rows is RowsOf.PERIOD)

    @property
    def words(self) -> str:
        """What was prepared and what is left to do, in words."""
        return f"{self.definition.title}, {self.data.period.words}: {self.summary}"

    @property
    def summary(self) -> str:
        """How much was prepared and what is left to do: «3 sheets, 29 rows. Ready to export.»"""
        left = [
            f"{_many(len(self.errors), 'thing')} to put right" if self.errors else "",
            f"{_many(len(self.warnings), 'thing')} to check" if self.warnings else "",
        ]
        todo = ", ".join(part for part in left if part)
        return f"{_counted(self)}. {todo}." if todo else f"{_counted(self)}. Ready to export."

    def preview(self, *, draft: bool = False) -> tuple[SheetOut, ...]:
        """Return the sheets exactly as they will be written."""
        return sheets_out(self.sheets, draft=draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The file of a return that is written but not yet kept in the workbook."""

    path: Path
    draft: bool
    noticed: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A return that is written and kept: its file, its record, and what was noticed."""

    path: Path
    record: Return
    problems: tuple[Problem, ...]
    words: str


def prepare(
    workbook: Workbook,
    format_id: str,
    period: str | ReturnPeriod,
    project_id: int | None = None,
    *,
    today: date | None = None,
) -> Prepared:
    """Collect and check a return of one project or of the whole workbook; nothing is written.

    Raises WorkbookError for an unknown format, period or project, and for a period of a kind that
    the format does not take.
    """
    wanted = parse_return_period(period) if isinstance(period, str) else period
    definition = format_of(format_id, wanted.ends)
    if wanted.frequency not in definition.periods:
        kinds = " or ".join(f"a {noun(frequency)}" for frequency in definition.periods)
        raise BadInput(
            f"{definition.title} is for {kinds}, not a {noun(wanted.frequency)}.",
            "Choose another period, like 2025-Q2.",
        )
    data = gather(workbook, wanted, project_id, today or date.today())
    sheets = collect(definition, data)
    return Prepared(
        definition=definition,
        data=data,
        sheets=sheets,
        problems=tuple(check(definition, data, sheets)),
        file_name=file_name(definition, data),
    )


def export(
    workbook: Workbook,
    prepared: Prepared,
    path: Path,
    *,
    draft: bool = False,
    overwrite: bool = False,
    now: datetime | None = None,
) -> Exported:
    """Write the file of a return and keep a frozen copy of its values, in one undo step.

    Errors stop it unless it is a draft, which says so in its name and on its sheets. A file that is
    there already is replaced only if `overwrite` says so. Raises BadInput or CannotSave.
    """
    target = _target(prepared, path, draft, overwrite)
    with workbook.edit(_label(target)):
        record = _keep(workbook, prepared, target.name, draft, now or datetime.now())
        noticed = _write(prepared, target, draft)
    return _exported(prepared, target, record, noticed)


def write(
    prepared: Prepared, path: Path, *, draft: bool = False, overwrite: bool = False
) -> Written:
    """Write the file of a return and nothing else, as `export` does; in any thread."""
    target = _target(prepared, path, draft, overwrite)
    return Written(path=target, draft=draft, noticed=tuple(_write(prepared, target, draft)))


def keep(
    workbook: Workbook, prepared: Prepared, written: Written, *, now: datetime | None = None
) -> Exported:
    """Keep a frozen copy of a return whose file is written, in one undo step, as `export` does."""
    path = written.path
    with workbook.edit(_label(path)):
        record = _keep(workbook, prepared, path.name, written.draft, now or datetime.now())
    return _exported(prepared, path, record, written.noticed)


def mark_sent(workbook: Workbook, return_id: int, *, now: datetime | None = None) -> Return:
    """Note that a return went to those who asked for it; raise BadInput for a draft."""
    record = workbook.one(Return, return_id)
    if record.state is ReturnState.DRAFT:
        raise BadInput("A draft cannot be marked as sent.", "Put its problems right and export it.")
    with workbook.edit(f"Mark the return {record.file_name} as sent"):
        return workbook.change(record, state=ReturnState.SENT, sent_at=now or datetime.now())


def list_formats() -> list[dict[str, object]]:
    """Return what there is to know about each return format, as plain values."""
    return [_described(one) for one in formats()]


def _described(one: ReturnFormat) -> dict[str, object]:
    return {
        "id": one.id,
        "version": one.version,
        "title": one.title,
        "about": one.about,
        "owner": one.owner,
        "status": one.status.value,
        "official": one.official,
        "certainty": one.certainty.value,
        "banner": one.banner,
        "periods": [period.value for period in one.periods],
        "levels": [level.value for level in one.levels],
        "files": [kind.value for kind in one.files],
        "valid_from": one.valid_from.isoformat() if one.valid_from else None,
        "valid_to": one.valid_to.isoformat() if one.valid_to else None,
        "supersedes": one.supersedes or None,
        "sources": [{"what": o.what, "seen": o.seen.isoformat()} for o in one.origins],
        "route": list(one.route),
        "sheets": [sheet.name for sheet in one.sheets],
    }


def _target(prepared: Prepared, path: Path, draft: bool, overwrite: bool) -> Path:
    """Return where the file will be, or refuse what cannot be written or must not go out."""
    file_kind(prepared.definition, path)
    _refuse_errors(prepared, draft)
    target = draft_name(path) if draft else path
    refuse_place(target, overwrite)
    return target


def _write(prepared: Prepared, target: Path, draft: bool) -> list[Problem]:
    return write_file(
        prepared.definition,
        prepared.preview(draft=draft),
        target,
        title=f"{prepared.definition.title}, {prepared.data.period.words}",
        made_on=prepared.data.made_on,
    )


def _label(target: Path) -> str:
    return f"Export the return {target.name}"


def _exported(
    prepared: Prepared, target: Path, record: Return, noticed: Iterable[Problem]
) -> Exported:
    kind = file_kind(prepared.definition, target)
    return Exported(
        path=target,
        record=record,
        problems=(*prepared.problems, *noticed),
        words=f"Saved as {target.name}. {_counted(prepared, kind)}.",
    )


def _refuse_errors(prepared: Prepared, draft: bool) -> None:
    stopping = [p for p in prepared.errors if not draft or RULES[p.rule].stops_drafts]
    if not stopping:
        return
    count = _many(len(stopping), "problem")
    if draft:
        raise BadInput(
            f"The draft has {count} that must not leave your team.",
            "Put it right first.",
            tuple(stopping),
        )
    raise BadInput(
        f"The return has {count} to put right first.",
        "Put them right, or export a draft.",
        prepared.problems,
    )


# -- the record ----------------------------------------------------------------------------


def _keep(workbook: Workbook, prepared: Prepared, name: str, draft: bool, now: datetime) -> Return:
    """Keep what went out.

    The same values again are the same revision, only exported anew; other values are the next one,
    and the one before becomes «revised». A draft is kept until the export that takes its place.
    """
    earlier = _earlier(workbook, prepared)
    final = [record for record in earlier if record.state is not ReturnState.DRAFT]
    drafts = [record for record in earlier if record.state is ReturnState.DRAFT]
    newest = final[-1] if final else None
    record = _record(prepared, name, draft, now)
    for old in drafts:
        workbook.delete(old)
    if newest is not None and not draft:
        if newest.digest == record.digest:
            return workbook.change(newest, exported_at=now, file_name=name)
        workbook.change(newest, state=ReturnState.REVISED)
    return workbook.insert(replace(record, revision=newest.revision + 1 if newest else 1))


def _earlier(workbook: Workbook, prepared: Prepared) -> list[Return]:
    project = prepared.data.project
    return workbook.all(
        Return,
        "revision",
        project_id=project.id if project else None,
        format_id=prepared.definition.id,
        organisation_code=organisation_code(prepared.data),
        period=prepared.data.period.code,
    )


def _record(prepared: Prepared, name: str, draft: bool, now: datetime) -> Return:
    frozen = freeze(prepared.sheets)
    project = prepared.data.project
    return Return(
        project_id=project.id if project else None,
        format_id=prepared.definition.id,
        format_version=prepared.definition.version,
        organisation_code=organisation_code(prepared.data),
        period=prepared.data.period.code,
        state=ReturnState.DRAFT if draft else ReturnState.EXPORTED,
        exported_at=now,
        file_name=name,
        rows=frozen,
        digest=digest(frozen),
    )


def _counted(prepared: Prepared, kind: FileKind = FileKind.XLSX) -> str:
    rows = _many(prepared.rows, "row")
    sheets = len(prepared.sheets)
    return rows if kind is FileKind.CSV else f"{_many(sheets, 'sheet')}, {rows}"


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
