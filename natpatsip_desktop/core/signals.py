"""Rule sets: which points a named rule marks, and why."""

from collections.abc import Callable
from functools import cache

import numpy as np

from natpatsip_desktop.core import mdc, perla
from natpatsip_desktop.core.analysis import Analysis, Ints, Options, Rule, Side, Signal
from natpatsip_desktop.core.limits import Chart
from natpatsip_desktop.core.part_view import PartView
from natpatsip_desktop.core.runs import Stretches, long_runs, longest_run_limit

LEVEL = Side.ABOVE, Side.BELOW
SLOPE = Side.UP, Side.DOWN

RuleSet = Callable[[PartView, Options], list[Signal]]


def no_rules(view: PartView, options: Options) -> list[Signal]:
    """Give no signals: a person switched the rules off."""
    return []


def anhoej(view: PartView, options: Options) -> list[Signal]:
    """Apply the Anhøj rules (Anhøj and Olesen, PLoS ONE 2014;9(11):e113825)."""
    if view.verdict.useful < options.enough:
        return []
    long = _unusually_long_runs(view) if view.verdict.too_long else []
    return [*long, _few_crossings(view)] if view.verdict.too_few else long


def shewhart(view: PartView, options: Options) -> list[Signal]:
    """Mark points outside the 3-sigma limits, and apply the Anhøj rules to the runs."""
    return [*outside(view, options), *anhoej(view, options)]


def outside(view: PartView, options: Options) -> list[Signal]:
    """Mark each point outside the 3-sigma limits."""
    found = view.outside.nonzero()[0]
    return [
        Signal(
            rule=Rule.OUTSIDE,
            points=(position,),
            part=view.number,
            side=Side.ABOVE if sign > 0 else Side.BELOW,
            why="The point is above the upper limit."
            if sign > 0
            else "The point is below the lower limit.",
        )
        for position, sign in zip((found + view.first).tolist(), view.outside[found], strict=True)
    ]


def perla_provost(view: PartView, options: Options) -> list[Signal]:
    """Apply the run chart rules of Perla, Provost and Murray (BMJ Qual Saf 2011;20:46-51)."""
    shifts = long_runs(view.useful_signs, perla.SHIFT)
    return [
        *_shifts(view, shifts, view.useful, perla.SHIFT),
        *_trends(view, perla.trends(view.values), perla.TREND),
        *_number_of_runs(view),
        *_astronomical(view),
    ]


def making_data_count(view: PartView, options: Options) -> list[Signal]:
    """Apply the four rules of Making Data Count (NHSRplotthedots; SPC.md section 5)."""
    trends = mdc.strict_trends(view.values, options.points_for_trend)
    shifts = long_runs(view.signs, options.points_for_shift)
    return [
        *outside(view, options),
        *_trends(view, trends, options.points_for_trend),
        *_two_of_three(view),
        *_shifts(view, shifts, view.points, options.points_for_shift),
    ]


RULE_SETS: dict[str, RuleSet] = {
    "anhoej": anhoej,
    "perla": perla_provost,
    "mdc": making_data_count,
    "shewhart": shewhart,
    "none": no_rules,
}


def rule_set_for(rules: str, chart: Chart) -> RuleSet:
    """Give the rule set; on a chart where runs mean nothing only its limits are looked at."""
    return RULE_SETS[rules] if chart.runs or rules == "none" else outside


def rules_at(analysis: Analysis, position: int) -> tuple[Signal, ...]:
    """Give every signal that the point at `position` (0-based) takes part in."""
    return tuple(signal for signal in analysis.signals if position in signal.points)


def _unusually_long_runs(view: PartView) -> list[Signal]:
    limit = longest_run_limit(view.verdict.useful)
    reason = f"with {view.verdict.useful} useful points more than {limit} is a signal."
    runs = long_runs(view.useful_signs, limit + 1)
    return _signals(
        view.number,
        Rule.LONGEST_RUN,
        runs,
        view.useful,
        LEVEL,
        lambda length, side: f"{length} points in a row are {side} the centre line; {reason}",
    )


def _few_crossings(view: PartView) -> Signal:
    verdict = view.verdict
    times = "once" if verdict.crossings == 1 else f"{verdict.crossings} times"
    return Signal(
        rule=Rule.CROSSINGS,
        points=tuple(view.useful.tolist()),
        part=view.number,
        side=Side.FEW,
        why=f"The line crosses the centre line {times}; with {verdict.useful} useful points "
        f"fewer than {verdict.crossings_limit} is a signal.",
    )


def _shifts(view: PartView, shifts: Stretches, points: Ints, least: int) -> list[Signal]:
    reason = f"{least} or more is a signal."
    return _signals(
        view.number,
        Rule.SHIFT,
        shifts,
        points,
        LEVEL,
        lambda length, side: f"{length} points in a row are {side} the centre line; {reason}",
    )


def _trends(view: PartView, trends: Stretches, least: int) -> list[Signal]:
    return _signals(
        view.number,
        Rule.TREND,
        trends,
        view.points,
        SLOPE,
        lambda length, side: f"{length} points in a row go {side}; {least} or more is a signal.",
    )


def _two_of_three(view: PartView) -> list[Signal]:
    close = view.close()
    if np.count_nonzero(close) < 2:
        return []
    found = []
    for first, after, length, sign in mdc.two_of_three(view.signs, close).rows():
        near = close[first:after] != 0
        side, limit = (Side.ABOVE, "upper") if sign > 0 else (Side.BELOW, "lower")
        why = (
            f"{np.count_nonzero(near)} of {length} points in a row {side} the centre line are "
            f"close to the {limit} limit; 2 of 3 is a signal."
        )
        points = tuple(view.points[first:after][near].tolist())
        found.append(
            Signal(rule=Rule.TWO_OF_THREE, points=points, part=view.number, side=side, why=why)
        )
    return found


def _number_of_runs(view: PartView) -> list[Signal]:
    above = int(np.count_nonzero(view.useful_signs > 0))
    useful, runs = view.verdict.useful, len(view.verdict.runs.first)
    limits = perla.runs_limits(above, useful - above)
    if limits is None or limits[0] <= runs <= limits[1]:
        return []
    return [
        Signal(
            rule=Rule.RUNS,
            points=tuple(view.useful.tolist()),
            part=view.number,
            side=Side.FEW if runs < limits[0] else Side.MANY,
            why=f"The points make {runs} runs either side of the centre line; with {useful} "
            f"useful points fewer than {limits[0]} or more than {limits[1]} is a signal.",
        )
    ]


def _astronomical(view: PartView) -> list[Signal]:
    """Mark the points that a person takes for unusual; nothing about them is computed."""
    return [
        Signal(
            rule=Rule.ASTRONOMICAL,
            points=(int(view.points[at]),),
            part=view.number,
            side=Side.BELOW if view.signs[at] < 0 else Side.ABOVE,
            why="You marked this point as unusual (an astronomical point).",
        )
        for at in view.marked.tolist()
    ]


def _signals(
    part: int,
    rule: Rule,
    stretches: Stretches,
    points: Ints,
    either: tuple[Side, Side],
    words: Callable[[int, Side], str],
) -> list[Signal]:
    """Make a signal of each stretch; those of one length and side share their words."""
    if not len(stretches.first):
        return []
    why, found = cache(words), []
    for first, after, length, sign in stretches.rows():
        side = either[sign < 0]
        marked = tuple(points[first:after].tolist())
        found.append(Signal(rule=rule, points=marked, part=part, side=side, why=why(length, side)))
    return found
