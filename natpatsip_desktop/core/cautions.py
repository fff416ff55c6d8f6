"""What a reader should bear in mind about an analysis, in a few words each."""

import numpy as np

from natpatsip_desktop.core.analysis import Options, Part, Series
from natpatsip_desktop.core.limits import Chart
from natpatsip_desktop.core.limits.rows import Lines
from natpatsip_desktop.core.limits.values import mean_alone

RUNS_RULE_SETS = ("anhoej", "shewhart", "perla")
TRIAL = 12  # points below which limits are trial limits (Provost and Murray 2011)
TRIAL_MDC = 13  # the same in Making Data Count


def series_cautions(series: Series, chart: Chart, rules: str) -> list[str]:
    """Name what holds for the whole series: rules off, points left out, rows read as missing."""
    cautions = ["rules off"] if rules == "none" else []
    left_out = int(np.count_nonzero(series.left_out))
    if left_out:
        cautions.append(f"{points(left_out)} left out")
    if chart.ratio and series.n is None and len(series.y):
        cautions.append("no limits, since there are no denominators")
    if series.n is not None and chart.plots in ("value", "range"):
        zeros = int(np.count_nonzero(series.n == 0))
        cautions += [f"{points(zeros)} with a denominator of 0 read as missing"] if zeros else []
    if chart.plots == "time":
        zeros = int(np.count_nonzero(series.y <= 0))
        cautions += [f"{points(zeros)} at 0 or below read as missing"] if zeros else []
    return cautions


def part_cautions(
    part: Part, lines: Lines, chart: Chart, rules: str, options: Options
) -> list[str]:
    """Name what holds for one phase: too few points for rules, limits or baseline."""
    cautions = []
    if rules in RUNS_RULE_SETS and chart.runs and part.useful < options.enough:
        cautions.append(f"{part.useful} of the {options.enough} points needed")
    if part.baseline is not None and part.baseline > part.last - part.first + 1:
        so_far = part.last - part.first + 1
        cautions.append(f"{so_far} of the {part.baseline} points of the baseline so far")
    if chart.limits and part.baseline_observed and chart.lines is not mean_alone:
        cautions += _limits_cautions(part.baseline_observed, lines, rules)
    return cautions


def _limits_cautions(observed: int, lines: Lines, rules: str) -> list[str]:
    if not np.isfinite(lines.upper).any():
        return ["no limits yet"]
    cautions = []
    if observed < (TRIAL_MDC if rules == "mdc" else TRIAL):
        cautions.append(f"trial limits, {points(observed)}")
    if lines.spread.collapsed:
        cautions.append("screening left no variation, so the limits lie on the centre line")
    return cautions


def points(number: int) -> str:
    """Say how many points, as «1 point» or «5 points»."""
    return "1 point" if number == 1 else f"{number} points"
