"""One row for each project: how it stands, what is due, what comes next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from natpatsip_desktop.actions.charts import quick_chart
from natpatsip_desktop.core.charts import ChartSpec, Reading, Tone
from natpatsip_desktop.core.periods import (
    end_of,
    last_finished,
    next_start,
    noun,
    periods_between,
    short_date,
)
from natpatsip_desktop.core.point_checks import NO_DATA
from natpatsip_desktop.core.records import Cycle, Frequency, Measure, Project
from natpatsip_desktop.core.values import show, show_level
from natpatsip_desktop.store.workbook import Workbook

SOON = timedelta(days=7)


class Due(StrEnum):
    """How a project stands with its numbers."""

    OVERDUE = "overdue"
    NOW = "due"
    SOON = "soon"
    NOTHING = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow:
    """What a list of projects shows of one project; `chart` is None without a main measure."""

    project: Project
    measure: Measure | None = None
    chart: ChartSpec | None = None
    reading: Reading = field(default_factory=Reading)
    latest_text: str = ""
    target_text: str = ""
    due: Due = Due.NOTHING
    due_text: str = "Nothing due"
    next_text: str = ""

    @property
    def spoken(self) -> str:
        """Say the whole row in one sentence for a screen reader."""
        name = self.measure.name if self.measure else "No measure yet"
        latest = ", ".join(text for text in (self.latest_text, self.target_text) if text)
        parts = [self.project.title, f"{name} {latest}".strip()]
        parts += [f"{self.reading.short}, {self.reading.short_sentence}", self.due_text]
        return ". ".join(part for part in parts if part.strip(", "))


def project_ids(workbook: Workbook) -> list[int]:
    """Return the ids of the projects that are not deleted, last edited first."""
    return [p.id for p in workbook.all(Project, "-edited_at", deleted_at=None)]


def project_rows(
    workbook: Workbook, today: date, ids: Sequence[int] | None = None
) -> list[ProjectRow]:
    """Make the rows of these projects (all by default), in the order of `ids`."""
    wanted = list(ids) if ids is not None else project_ids(workbook)
    return [project_row(workbook, workbook.one(Project, id), today) for id in wanted]


def project_row(workbook: Workbook, project: Project, today: date) -> ProjectRow:
    """Make the row of one project."""
    measure = main_measure(workbook, project)
    next_text = _cycle_text(workbook, project)
    if measure is None:
        reading = Reading(
            tone=Tone.EARLY, short="No measure yet", short_sentence="Add the main measure"
        )
        return ProjectRow(project=project, reading=reading, next_text=next_text)
    return measure_row(workbook, project, measure, today, next_text)


def measure_row(
    workbook: Workbook, project: Project, measure: Measure, today: date, next_text: str = ""
) -> ProjectRow:
    """Make the row of one measure of a project."""
    chart = quick_chart(workbook, measure.id)
    answered = {starts for _, starts in workbook.answered_periods(NO_DATA, measure.id)}
    due, due_text = due_for(measure, chart, today, answered)
    return ProjectRow(
        project=project,
        measure=measure,
        chart=chart,
        reading=chart.reading,
        latest_text=_latest(chart, measure),
        target_text=_target(chart, measure),
        due=due,
        due_text=due_text,
        next_text=next_text,
    )


def main_measure(workbook: Workbook, project: Project) -> Measure | None:
    """Return the measure that tells whether the aim is met, or the first there is."""
    if project.main_measure_id is not None:
        found = workbook.find(Measure, id=project.main_measure_id, deleted_at=None)
        if found is not None:
            return found
    others = workbook.page(Measure, "position", limit=1, project_id=project.id, deleted_at=None)
    return others[0] if others else None


def _latest(chart: ChartSpec, measure: Measure) -> str:
    values = [dot.y for dot in chart.dots if dot.y is not None]
    return show(values[-1], measure.unit, chart.decimals) if values else ""


def _target(chart: ChartSpec, measure: Measure) -> str:
    target = next((level.ys[0] for level in chart.levels if level.role == "target"), None)
    return "no target" if target is None else f"target {show_level(target, measure.unit, 0)}"


def due_for(
    measure: Measure, chart: ChartSpec, today: date, answered: Collection[date] = ()
) -> tuple[Due, str]:
    """Say which period still has no number, and how late it is.

    A period is due from the day after it ends; it is overdue when the next one has ended too.
    The `answered` ones have no number, and wait for none.
    """
    if measure.frequency is Frequency.EVENT:
        return Due.NOTHING, "Nothing due"
    seen = [dot.starts for dot in chart.dots if dot.y is not None]
    if not seen:
        return Due.NOW, "Data due now"
    newest, wanted = seen[-1], last_finished(today, measure.frequency)
    following = next_start(newest, measure.frequency)
    missing = periods_between(following, wanted, measure.frequency) if newest < wanted else []
    late = sum(starts not in answered for starts in missing)
    if late:
        return _late(measure.frequency, late, wanted, today)
    newest = max(newest, wanted)
    ready = end_of(next_start(newest, measure.frequency), measure.frequency) + timedelta(days=1)
    if ready - today <= SOON:
        return Due.SOON, f"Data due {ready:%A}"
    return Due.SOON, f"Data due {ready.day} {ready:%B}"


def _late(frequency: Frequency, missing: int, wanted: date, today: date) -> tuple[Due, str]:
    if missing == 1:
        since = end_of(wanted, frequency) + timedelta(days=1)
        return (
            Due.NOW,
            "Data due today" if since == today else f"Data due since {short_date(since)}",
        )
    late = missing - 1
    return Due.OVERDUE, f"{late} {noun(frequency, late)} overdue"


def _cycle_text(workbook: Workbook, project: Project) -> str:
    """Name the newest PDSA cycle with its stage."""
    newest = workbook.page(Cycle, "-number", limit=1, project_id=project.id, deleted_at=None)
    if not newest:
        return "No PDSA cycle yet"
    cycle = newest[0]
    return f"Cycle {cycle.number} · {cycle.stage.value.capitalize()} · {cycle.title}"
