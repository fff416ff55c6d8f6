"""Makes what is plotted from what was counted, and cuts it into the rows of each part."""

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Series
from natpatsip_desktop.core.limits.rows import Rows


def plot(series: Series, plots: str, firsts: list[int]) -> Rows:
    """Give the whole series as rows: the plotted values beside what they were made from.

    `plots` is as in `limits.Chart`. A value that is not finite is missing; so is one with a
    missing, zero or negative denominator. `firsts` are the first positions of the parts, which
    no moving range spans.
    """
    counts = finite(series.y)
    sd = None if series.sd is None else finite(series.sd)
    n = np.ones(len(counts)) if series.n is None else finite(series.n)
    y = counts
    if series.n is not None and plots in ("value", "range"):
        n = np.where((n > 0) & ~np.isnan(counts), n, np.nan)
        y = counts / n
    if plots == "range":
        y = ranges_of(y, firsts)
    elif plots == "time":
        y = np.where(y > 0, y, np.nan)
    elif plots == "sd":
        y = np.full(len(counts), np.nan) if sd is None else sd
    kept = ~series.left_out if len(series.left_out) else np.ones(len(y), dtype=np.bool_)
    return Rows(y, counts, n, sd, kept, np.isfinite(y) & kept, len(y))


def finite(values: Floats) -> Floats:
    """Put NaN in place of infinities."""
    values = np.asarray(values, dtype=np.float64)
    infinite = np.isinf(values)
    return np.where(infinite, np.nan, values) if infinite.any() else values


def ranges_of(y: Floats, firsts: list[int]) -> Floats:
    """Give the absolute difference of each value from the one before it in its part."""
    ranges = np.full(len(y), np.nan)
    ranges[1:] = np.abs(y[1:] - y[:-1])
    ranges[firsts] = np.nan
    return ranges


def cut(rows: Rows, first: int, after: int, baseline: int | None) -> Rows:
    """Cut out the rows from `first` up to but not including `after`."""
    span, length = slice(first, after), after - first
    return Rows(
        rows.y[span],
        rows.counts[span],
        rows.n[span],
        None if rows.sd is None else rows.sd[span],
        rows.kept[span],
        rows.observed[span],
        length if baseline is None else min(max(baseline, 0), length),
    )
