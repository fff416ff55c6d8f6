"""Centre lines and limits of every chart type, from the formulas of the literature."""

from collections.abc import Callable
from dataclasses import dataclass

from natpatsip_desktop.core.analysis import Options
from natpatsip_desktop.core.limits import counts, subgroups, values
from natpatsip_desktop.core.limits.rows import Lines, Rows


@dataclass(frozen=True, slots=True)
class Chart:
    """What makes a chart type: how its lines are drawn, and what of the series is plotted.

    `plots` is "value" (numerator over denominator where there is one), "count" (y as it is),
    "time" (y above 0), "range" (successive differences) or "sd". `limits` says whether it has
    limits, `runs` whether rules about runs make sense on it.
    """

    lines: Callable[[Rows, Options], Lines]
    plots: str = "value"
    limits: bool = True
    runs: bool = True


CHARTS: dict[str, Chart] = {
    "run": Chart(values.run, limits=False),
    "i": Chart(values.individuals),
    "mr": Chart(values.moving_ranges, plots="range", runs=False),
    "xbar": Chart(subgroups.means, plots="count"),
    "s": Chart(subgroups.deviations, plots="sd"),
    "t": Chart(values.time_between, plots="time"),
    "p": Chart(counts.proportions),
    "pp": Chart(counts.proportions_laney),
    "c": Chart(counts.counts, plots="count"),
    "u": Chart(counts.rates),
    "up": Chart(counts.rates_laney),
    "g": Chart(counts.cases_between, plots="count"),
    "ip": Chart(counts.normalised_individuals),
}
MDC_INDIVIDUALS = Chart(values.individuals_mdc)


def chart_for(chart: str, rules: str) -> Chart:
    """Give the chart type; the Making Data Count rules bring their own limits on an I chart."""
    return MDC_INDIVIDUALS if (chart, rules) == ("i", "mdc") else CHARTS[chart]
