"""Centre lines and limits of every chart type, from the formulas of the literature."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from natpatsip_desktop.core.analysis import Options
from natpatsip_desktop.core.limits import counts, subgroups, values
from natpatsip_desktop.core.limits.rows import Lines, Rows


@dataclass(frozen=True, slots=True)
class Chart:
    """What makes a chart type: how its lines are drawn, and what of the series is plotted.

    `plots` is "value" (numerator over denominator where there is one), "count" (y as it is),
    "time" (y above 0), "range" (successive differences) or "sd". `limits` says whether it has
    limits, `runs` whether rules about runs make sense on it, `ratio` whether its limits come from
    the denominators.
    """

    lines: Callable[[Rows, Options], Lines]
    plots: str = "value"
    limits: bool = True
    runs: bool = True
    ratio: bool = False


CHARTS: dict[str, Chart] = {
    "run": Chart(values.run, limits=False),
    "i": Chart(values.individuals),
    "mr": Chart(values.moving_ranges, plots="range", runs=False),
    "xbar": Chart(subgroups.means, plots="count"),
    "s": Chart(subgroups.deviations, plots="sd"),
    "t": Chart(values.time_between, plots="time"),
    "p": Chart(counts.proportions, ratio=True),
    "pp": Chart(counts.proportions_laney, ratio=True),
    "c": Chart(counts.counts, plots="count"),
    "u": Chart(counts.rates, ratio=True),
    "up": Chart(counts.rates_laney, ratio=True),
    "g": Chart(counts.cases_between, plots="count"),
    "ip": Chart(counts.normalised_individuals, ratio=True),
}
MDC_INDIVIDUALS = Chart(values.individuals_mdc)


def chart_for(chart: str, rules: str) -> Chart:
    """Give the chart type; the Making Data Count rules bring their own limits on an I chart."""
    return MDC_INDIVIDUALS if (chart, rules) == ("i", "mdc") else CHARTS[chart]


def without_denominators(chart: Chart) -> Chart:
    """Give the chart type for numbers that came without denominators: a ratio has no limits then.

    A denominator of 1 in their place would draw limits, and they would be wrong.
    """
    return replace(chart, lines=values.mean_alone) if chart.ratio else chart
