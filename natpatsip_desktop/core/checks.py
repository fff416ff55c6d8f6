"""Checks a series before it is judged: what to put right, row by row."""

import numpy as np

from natpatsip_desktop.core.analysis import Flags, Floats, Series
from natpatsip_desktop.errors import Problem, Severity

PROPORTIONS = ("p", "pp")
COUNTS = (*PROPORTIONS, "u", "up", "c", "g")
TOO_SHORT = (
    "Enter a time above 0. If two events can fall on one day, count in hours or use a G chart."
)


def check_series(series: Series, chart: str) -> list[Problem]:
    """List everything in a series that its chart cannot use, each with its row («row 7»).

    Rows count from 1. A missing value is no problem but a gap; a missing or zero denominator is
    a warning, since the row is then treated as missing.
    """
    y = np.asarray(series.y, dtype=np.float64)
    found = _at(np.isinf(y), "Enter a number, or leave the cell empty if it is not known.")
    if chart in COUNTS:
        found += _at(y < 0, "Enter a count of 0 or more.")
    if chart == "t":
        found += _at(y <= 0, TOO_SHORT)
    if series.n is not None:
        found += _check_denominators(y, np.asarray(series.n, dtype=np.float64), chart)
    return [problem for _, problem in sorted(found, key=lambda each: each[0])]


def _check_denominators(y: Floats, n: Floats, chart: str) -> list[tuple[int, Problem]]:
    found = _at(np.isinf(n) | (n < 0), "Enter a denominator above 0.")
    unknown = ~np.isnan(y) & (np.isnan(n) | (n == 0))
    found += _at(
        unknown,
        "Enter the denominator. Without one, or with 0, this row counts as missing.",
        Severity.WARNING,
    )
    if chart in PROPORTIONS:
        for row in ((y > n) & (n > 0)).nonzero()[0].tolist():
            what = (
                f"The numerator must be {n[row]:.12g} or less, not {y[row]:.12g}: it cannot be "
                "more than the denominator."
            )
            found.append((row, Problem(where=f"row {row + 1}", what=what)))
    return found


def _at(wrong: Flags, what: str, severity: Severity = Severity.ERROR) -> list[tuple[int, Problem]]:
    """Give one problem for each wrong row, beside its position."""
    return [
        (row, Problem(where=f"row {row + 1}", what=what, severity=severity))
        for row in wrong.nonzero()[0].tolist()
    ]
