"""From the points of a measure to the series the maths reads, gaps and phases included."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from natpatsip_desktop.core.analysis import Floats, PhaseStart, Series
from natpatsip_desktop.core.periods import fill_gaps
from natpatsip_desktop.core.records import Frequency, Measure, Phase, Target
from natpatsip_desktop.core.values import RATIOS

NUMERATOR, DENOMINATOR, VALUE, LEFT_OUT = range(4)


def series_of(
    measure: Measure,
    starts: Sequence[date],
    cells: Floats,
    phases: Sequence[Phase] = (),
    targets: Sequence[Target] = (),
) -> Series:
    """Make the series of a measure from its numbers.

    `cells` has a row for each point and the columns numerator, denominator, value, left out, as
    `Workbook.numbers` gives them. Periods without a point become missing points, so that the
    line breaks there.
    """
    starts, cells = with_gaps(starts, cells, measure.frequency)
    y, n = fractions(measure, cells)
    return Series(
        y=y,
        n=n,
        starts=tuple(starts),
        left_out=cells[:, LEFT_OUT] == 1,
        phases=phase_starts(phases, starts),
        multiplier=measure.multiplier if n is not None else 1.0,
        target=target_now(targets, starts[-1] if starts else None),
        better=measure.better.value,
    )


def with_gaps(
    starts: Sequence[date], cells: Floats, frequency: Frequency
) -> tuple[Sequence[date], Floats]:
    """Put a missing row into each period that has none; events have no calendar."""
    if frequency is Frequency.EVENT or len(starts) < 2:
        return starts, cells
    calendar = fill_gaps(starts, frequency)
    if len(calendar) == len(starts):
        return starts, cells
    row_of = {start: row for row, start in enumerate(starts)}
    filled = np.full((len(calendar), cells.shape[1]), np.nan)
    there = [i for i, start in enumerate(calendar) if start in row_of]
    filled[there] = cells[[row_of[calendar[i]] for i in there]]
    return calendar, filled


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
