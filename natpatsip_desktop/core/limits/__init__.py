"""Centre lines and limits of every chart type, from the formulas of the literature."""

from collections.abc import Callable
from dataclasses import dataclass

from natpatsip_desktop.core.analysis import Options
from natpatsip_desktop.core.limits.rows import Lines, Rows
from natpatsip_desktop.core.limits.values import median_line


@dataclass(frozen=True, slots=True)
class Chart:
    """What makes a chart type: how its lines are drawn, and what of the series is plotted.

    `plots` is "value" (numerator over denominator where there is one), "count" (y as it is),
    "range" (successive differences) or "sd". `runs` says whether runs rules make sense on it.
    """

    lines: Callable[[Rows, Options], Lines]
    plots: str = "value"
    runs: bool = True


CHARTS: dict[str, Chart] = {
    "run": Chart(median_line),
}
