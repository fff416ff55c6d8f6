"""Which measures wait for a number, over all projects, oldest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from natpatsip_desktop.core.periods import (
    end_of,
    last_finished,
    next_start,
    periods_between,
)
from natpatsip_desktop.core.point_checks import NO_DATA
from natpatsip_desktop.core.records import Frequency, Measure, Point, Project
from natpatsip_desktop.store.workbook import Workbook

MOST = 6  # missing periods listed for one measure: more are a job for pasting


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMeasure:
    """A measure with periods that are over and have no number yet, oldest first.

    `ready` is the last day of the next period that is not over yet.
    """

    project: Project
    measure: Measure
    missing: tuple[date, ...]
    newest: Point | None
    ready: date

    @property
    def overdue(self) -> bool:
        """Tell whether more than the last finished period is missing."""
        return len(self.missing) > 1


def due_measures(workbook: Workbook, today: date) -> list[DueMeasure]:
    """Return the measures that wait for a number, the longest wait first."""
    found = [one for one in _all_measures(workbook, today) if one.missing]
    return sorted(found, key=lambda one: (one.missing[0], one.project.title, one.measure.position))


def coming_measures(workbook: Workbook, today: date) -> list[DueMeasure]:
    """Return the measures for which nothing is missing, the next one due first."""
    found = [one for one in _all_measures(workbook, today) if not one.missing]
    return sorted(found, key=lambda one: (one.ready, one.project.title, one.measure.position))


def _all_measures(workbook: Workbook, today: date) -> list[DueMeasure]:
    projects = {project.id: project for project in workbook.all(Project, deleted_at=None)}
    newest, answered = workbook.newest_points(), workbook.answered_periods(NO_DATA)
    return [
        _wait(projects[measure.project_id], measure, newest.get(measure.id), today, answered)
        for measure in workbook.all(Measure, "position", deleted_at=None)
        if measure.project_id in projects and measure.frequency is not Frequency.EVENT
    ]


def _wait(
    project: Project,
    measure: Measure,
    newest: Point | None,
    today: date,
    answered: Collection[tuple[int, date]],
) -> DueMeasure:
    wanted = last_finished(today, measure.frequency)
    first = next_start(newest.starts, measure.frequency) if newest else wanted
    missing = periods_between(first, wanted, measure.frequency) if first <= wanted else []
    missing = [starts for starts in missing if (measure.id, starts) not in answered]
    start = first if first > wanted else next_start(wanted, measure.frequency)
    return DueMeasure(
        project=project,
        measure=measure,
        missing=tuple(missing[-MOST:]),
        newest=newest,
        ready=end_of(start, measure.frequency),
    )
