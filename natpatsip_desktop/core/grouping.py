"""Gathers rows of one period into one plotted point."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Ints


@dataclass(frozen=True, slots=True)
class Grouped:
    """One entry for each group of rows, in the order of the groups.

    `n` holds summed denominators, or the number of values where there are none; `sd` is the
    standard deviation within the group, NaN for fewer than 2 values.
    """

    y: Floats
    n: Floats
    sd: Floats


def group_sums(group: Ints, groups: int, y: Floats, n: Floats) -> Grouped:
    """Add up numerators and denominators; a row that lacks either counts for nothing."""
    whole = np.isfinite(y) & np.isfinite(n)
    rows = np.bincount(group[whole], minlength=groups)
    missing = np.where(rows == 0, np.nan, 0.0)
    numerators, denominators = (
        np.bincount(group[whole], column[whole], groups).astype(np.float64) + missing
        for column in (y, n)
    )
    return Grouped(numerators, denominators, np.full(groups, np.nan))


def group_values(group: Ints, groups: int, y: Floats, how: str = "mean") -> Grouped:
    """Summarise the values of each group: their "mean", "median", "sum" or "sd".

    Missing values are passed over; a group without values is missing.
    """
    there = np.isfinite(y)
    group, y = group[there], y[there]
    size = np.bincount(group, minlength=groups)
    order = np.argsort(group, kind="stable")
    members = np.split(y[order], np.cumsum(size)[:-1])
    sd = np.array([_sd(values) for values in members], dtype=np.float64)
    summary = [SUMMARIES[how](values) if len(values) else np.nan for values in members]
    return Grouped(np.array(summary, dtype=np.float64), size.astype(np.float64), sd)


def group_numbers(keys: Sequence[object], order: Sequence[object]) -> Ints:
    """Give for each row the position of its key in `order`."""
    place = {key: i for i, key in enumerate(order)}
    return np.array([place[key] for key in keys], dtype=np.intp)


def _sd(values: Floats) -> float:
    return float(np.std(values, ddof=1)) if len(values) > 1 else np.nan


SUMMARIES: dict[str, Callable[[Floats], float]] = {
    "mean": lambda values: float(np.mean(values)),
    "median": lambda values: float(np.median(values)),
    "sum": lambda values: float(np.sum(values)),
    "sd": _sd,
}
