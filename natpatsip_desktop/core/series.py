"""From the points of a measure to the series the maths reads: gaps, subgroups and phases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from natpatsip_desktop.core.analysis import Flags, Floats, Ints, PhaseStart, Series
from natpatsip_desktop.core.grouping import group_sums, group_values
from natpatsip_desktop.core.periods import fill_gaps, start_of
from natpatsip_desktop.core.records import Frequency, Measure, Phase, Target, Unit
from natpatsip_desktop.core.values import RATIOS

NUMERATOR, DENOMINATOR, VALUE, LEFT_OUT = range(4)
SUBGROUPS = ("xbar", "s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """Numbers with one entry for each period; `sd` and sizes in `n` on subgroup charts."""

    starts: tuple[date, ...]
    y: Floats
    n: Floats | None
    sd: Floats | None
    left_out: Flags


def series_of(
    measure: Measure,
    starts: Sequence[date],
    cells: Floats,
    phases: Sequence[Phase] = (),
    targets: Sequence[Target] = (),
) -> Series:
    """Make the series of a measure from its numbers.

    Days between events are counted from the dates where the events have no numbers of their own.
    `cells` has a row for each point and the columns numerator, denominator, value, left out, as
    `Workbook.numbers` gives them, in the order of `starts`.
    """
    y, n = fractions(measure, cells)
    if counts_days(measure) and np.isnan(y).all():
        y = days_between(starts)
    left_out = cells[:, LEFT_OUT] == 1
    whole = by_period(starts, y, n, left_out, measure.chart, measure.frequency)
    return Series(
        y=whole.y,
        n=whole.n,
        sd=whole.sd,
        starts=whole.starts,
        left_out=whole.left_out,
        phases=phase_starts(phases, whole.starts),
        multiplier=measure.multiplier if n is not None else 1.0,
        target=target_now(targets, whole.starts[-1] if whole.starts else None),
        better=measure.better.value,
    )


def by_period(
    starts: Sequence[date],
    y: Floats,
    n: Floats | None,
    left_out: Flags,
    chart: str,
    frequency: Frequency,
) -> Periods:
    """Put numbers on a calendar of periods: none left out, several of one period made one.

    A period without a point becomes a missing point, so that the line breaks there; events have
    no calendar. Numerators and denominators of one period are added up, and so are counts on a C
    chart; other values are averaged. Xbar and S charts keep each period's size and deviation. A
    row that is left out does not count towards its period, unless all rows of the period are.
    """
    calendar = _calendar(starts, frequency)
    single = frequency is Frequency.EVENT or list(calendar) == list(starts)
    if single and chart not in SUBGROUPS:
        return Periods(starts=tuple(starts), y=y, n=n, sd=None, left_out=left_out)
    place = {start: i for i, start in enumerate(calendar)}
    # A day inside a period is there when a measure went from months to weeks, say.
    days = (start if start in place else start_of(start, frequency) for start in starts)
    group = np.array([place[day] for day in days], dtype=np.intp)
    out = np.ones(len(calendar), dtype=np.bool_)
    np.logical_and.at(out, group, left_out)
    out[~np.isin(np.arange(len(calendar)), group)] = False
    counted = np.where(left_out & ~out[group], np.nan, y)
    y, n, sd = _grouped(group, len(calendar), counted, n, chart)
    return Periods(starts=tuple(calendar), y=y, n=n, sd=sd, left_out=out)


def _calendar(starts: Sequence[date], frequency: Frequency) -> Sequence[date]:
    if frequency is Frequency.EVENT:
        return sorted(set(starts))
    return fill_gaps(starts, frequency) if starts else ()


def _grouped(
    group: Ints, groups: int, y: Floats, n: Floats | None, chart: str
) -> tuple[Floats, Floats | None, Floats | None]:
    if n is not None:
        sums = group_sums(group, groups, y, n)
        return sums.y, sums.n, None
    values = group_values(group, groups, y, "sum" if chart == "c" else "mean")
    return (values.y, values.n, values.sd) if chart in SUBGROUPS else (values.y, None, None)


def fractions(measure: Measure, cells: Floats) -> tuple[Floats, Floats | None]:
    """Split numbers into what is plotted, or numerators and denominators.

    A percentage that came without its two numbers counts as that share of 1.
    """
    has_both = ~np.isnan(cells[:, NUMERATOR]) & ~np.isnan(cells[:, DENOMINATOR])
    if measure.unit not in RATIOS or not has_both.any():
        return cells[:, VALUE].copy(), None
    y = np.where(has_both, cells[:, NUMERATOR], cells[:, VALUE] / measure.multiplier)
    n = np.where(has_both, cells[:, DENOMINATOR], 1.0)
    return y, n


def counts_days(measure: Measure) -> bool:
    """Tell whether a measure is of the days between events, which their dates alone can give."""
    return measure.unit is Unit.DAYS and measure.frequency is Frequency.EVENT


def days_between(starts: Sequence[date]) -> Floats:
    """Give the days from each event to the one before it; the first event has none."""
    days = np.array([start.toordinal() for start in starts], dtype=np.float64)
    return days - np.concatenate(([np.nan], days[:-1])) if len(days) else days


def phase_starts(phases: Sequence[Phase], starts: Sequence[date]) -> tuple[PhaseStart, ...]:
    """Find the first point of each phase; a phase after the last point does not count yet."""
    found = []
    for phase in sorted(phases, key=lambda phase: phase.starts):
        first = next((i for i, start in enumerate(starts) if start >= phase.starts), None)
        if first is not None:
            found.append(
                PhaseStart(
                    first=first, baseline=phase.baseline, name=phase.name, reason=phase.reason
                )
            )
    return tuple(found)


def target_now(targets: Sequence[Target], today: date | None) -> float | None:
    """Return the target in force on a day: the one that started last."""
    begun = [t for t in targets if t.starts is None or (today and t.starts <= today)]
    if not begun:
        return None
    return max(begun, key=lambda t: t.starts or date.min).value
