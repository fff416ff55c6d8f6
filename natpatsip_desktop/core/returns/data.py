"""What a return is made from: the measures with their numbers, and the rows they give."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from natpatsip_desktop.core.periods import ReturnPeriod, end_of, periods_between, start_of
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
from natpatsip_desktop.core.returns.layout import Missing, Reach, TableBlock
from natpatsip_desktop.core.series import counts_days
from natpatsip_desktop.core.values import plotted


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSeries:
    """One measure with everything that belongs to it; the points are those of no stratum."""

    project: Project
    measure: Measure
    points: tuple[Point, ...] = ()
    phases: tuple[Phase, ...] = ()
    targets: tuple[Target, ...] = ()
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnData:
    """All that one return can draw on; `project` is None for the whole workbook."""

    organisation: Organisation
    period: ReturnPeriod
    series: tuple[MeasureSeries, ...] = ()
    project: Project | None = None
    made_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """One measure in one period: its point, if there is one, and the phase it lies in.

    `last_phase` is the phase in force at the last row of the measure.
    """

    series: MeasureSeries
    starts: date
    point: Point | None = None
    phase: Phase | None = None
    last_phase: Phase | None = None
    starts_phase: bool = False

    @property
    def ends(self) -> date:
        """The last day of the period."""
        return end_of(self.starts, self.series.measure.frequency)

    @property
    def value(self) -> float | None:
        """The value as the charts plot it; None where it is missing."""
        return None if self.point is None else plotted_value(self.series.measure, self.point)


def plotted_value(measure: Measure, point: Point) -> float | None:
    """Return what a point is plotted at; None where it is missing."""
    return plotted(measure, point.numerator, point.denominator, point.value)


def with_days(measure: Measure, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Give events that are only dates the days since the event before them, as the charts do.

    `points` are in the order of their dates. The first event has none before it and stays out.
    """
    if not counts_days(measure) or any(point.value is not None for point in points):
        return points
    return tuple(
        replace(point, value=float((point.starts - before.starts).days))
        for before, point in pairwise(points)
    )


def period_rows(
    series: MeasureSeries, period: ReturnPeriod, block: TableBlock
) -> tuple[PeriodRow, ...]:
    """Return the rows of one measure, oldest first; none if it has no point in the period.

    A point belongs to the return period in which its own period ends, since its number is
    complete only then. Two points in one period give two rows, for a check to find.
    """
    frequency = series.measure.frequency
    by_start: dict[date, list[Point]] = {}
    for point in series.points:
        by_start.setdefault(start_of(point.starts, frequency), []).append(point)
    phases = _Phases(series, by_start)
    wanted = _wanted(by_start, period, frequency, block.reach)
    rows = [
        PeriodRow(
            series=series,
            starts=starts,
            point=point,
            phase=phases.at(starts),
            last_phase=phases.at(wanted[-1]),
            starts_phase=starts in phases.firsts,
        )
        for starts in wanted
        for point in by_start.get(starts, [None])
    ]
    if block.missing is Missing.SKIP:
        return tuple(row for row in rows if row.value is not None)
    return tuple(rows)


def gaps(
    series: MeasureSeries, period: ReturnPeriod, block: TableBlock
) -> tuple[tuple[date, ...], int]:
    """Return the periods that have no value, and how many periods there are in all."""
    rows = period_rows(series, period, replace(block, missing=Missing.ROW))
    return tuple(row.starts for row in rows if row.value is None), len(rows)


def _wanted(
    by_start: dict[date, list[Point]], period: ReturnPeriod, frequency: Frequency, reach: Reach
) -> list[date]:
    """Return the periods that the return should hold, from the first point the measure has."""
    inside = [starts for starts in by_start if end_of(starts, frequency) in period]
    if not inside:
        return []
    first = min(by_start)
    if reach is Reach.PERIOD:
        first = max(first, period.starts)
    if frequency is Frequency.EVENT:
        return [starts for starts in sorted(by_start) if first <= starts <= period.ends]
    calendar = periods_between(first, period.ends, frequency)
    return [starts for starts in calendar if end_of(starts, frequency) <= period.ends]


class _Phases:
    """The phases of a series by date; `firsts` are the periods in which a new one begins."""

    def __init__(self, series: MeasureSeries, by_start: Mapping[date, Sequence[Point]]) -> None:
        self._phases = sorted(series.phases, key=lambda phase: phase.starts)
        self._starts = [phase.starts for phase in self._phases]
        valued = sorted(
            starts
            for starts, points in by_start.items()
            if any(plotted_value(series.measure, point) is not None for point in points)
        )
        # The first point of all starts nothing anew: there is nothing before it.
        self.firsts = {
            valued[position]
            for position in (bisect_left(valued, start) for start in self._starts)
            if 0 < position < len(valued)
        }

    def at(self, day: date) -> Phase | None:
        """Return the phase in force on a day."""
        position = bisect_right(self._starts, day)
        return self._phases[position - 1] if position else None
