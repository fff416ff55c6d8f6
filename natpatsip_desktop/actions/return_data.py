"""Gathers from a workbook what a return is made of, and the periods there is anything for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from natpatsip_desktop.core.periods import ReturnPeriod, end_of, return_period, start_of
from natpatsip_desktop.core.records import (
    Annotation,
    Frequency,
    Measure,
    Organisation,
    Phase,
    Point,
    Project,
    Target,
)
from natpatsip_desktop.core.returns.data import MeasureSeries, ReturnData, plotted_value, with_days
from natpatsip_desktop.errors import NotThere
from natpatsip_desktop.store.workbook import Workbook

OfMeasure = TypeVar("OfMeasure", Point, Phase, Target)

RETURN_PERIODS = (Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR)


def gather(
    workbook: Workbook, period: ReturnPeriod, project_id: int | None, made_on: date | None
) -> ReturnData:
    """Read what a return of one project, or of all, can draw on; deleted things stay out."""
    projects = _projects(workbook, project_id)
    return ReturnData(
        organisation=workbook.find(Organisation) or Organisation(),
        period=period,
        series=_series(workbook, projects),
        project=projects[0] if project_id is not None else None,
        made_on=made_on,
    )


def periods_with_data(
    workbook: Workbook,
    project_id: int | None = None,
    frequencies: Sequence[Frequency] = RETURN_PERIODS,
) -> list[ReturnPeriod]:
    """Return the periods in which some number ends, newest first.

    Of periods that end on the same day, those of the frequency named first come first.
    """
    months = {
        ends.replace(day=1)
        for series in _series(workbook, _projects(workbook, project_id))
        for ends in _ends(series)
    }
    periods = {
        period.code: period
        for month in months
        for period in (return_period(month, frequency) for frequency in frequencies)
    }
    order = {frequency: place for place, frequency in enumerate(frequencies)}
    return sorted(periods.values(), key=lambda one: (-one.ends.toordinal(), order[one.frequency]))


def _ends(series: MeasureSeries) -> set[date]:
    """Return the last days of the periods in which a measure has a value."""
    frequency = series.measure.frequency
    starts = {
        start_of(point.starts, frequency)
        for point in series.points
        if plotted_value(series.measure, point) is not None
    }
    return {end_of(start, frequency) for start in starts}


def _projects(workbook: Workbook, project_id: int | None) -> list[Project]:
    if project_id is None:
        return workbook.all(Project, "title", deleted_at=None)
    project = workbook.one(Project, project_id)
    if project.deleted_at is not None:
        raise NotThere(f"The project {project.title} is deleted.", "Bring it back first.")
    return [project]


def _series(workbook: Workbook, projects: list[Project]) -> tuple[MeasureSeries, ...]:
    by_id = {project.id: project for project in projects}
    measures = workbook.all(Measure, "position", deleted_at=None, project_id=list(by_id))
    ids = [measure.id for measure in measures]
    points = _by_measure(workbook.all(Point, "starts", "item", measure_id=ids, stratum_id=None))
    phases = _by_measure(workbook.all(Phase, "starts", measure_id=ids))
    targets = _by_measure(workbook.all(Target, measure_id=ids))
    notes: defaultdict[int, list[Annotation]] = defaultdict(list)
    for note in workbook.all(Annotation, "on", project_id=list(by_id)):
        notes[note.project_id].append(note)
    place = {project_id: number for number, project_id in enumerate(by_id)}
    in_order = sorted(measures, key=lambda measure: place[measure.project_id])
    return tuple(
        MeasureSeries(
            project=by_id[measure.project_id],
            measure=measure,
            points=with_days(measure, tuple(points[measure.id])),
            phases=tuple(phases[measure.id]),
            targets=tuple(targets[measure.id]),
            # The notes on its own chart, and those on the charts of its whole project.
            annotations=tuple(
                note for note in notes[measure.project_id] if note.measure_id in (None, measure.id)
            ),
        )
        for measure in in_order
    )


def _by_measure(records: Iterable[OfMeasure]) -> defaultdict[int, list[OfMeasure]]:
    found: defaultdict[int, list[OfMeasure]] = defaultdict(list)
    for record in records:
        found[record.measure_id].append(record)
    return found
