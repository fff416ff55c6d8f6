"""Rule sets: which points a named rule marks, and why."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from natpatsip_desktop.core.analysis import (
    Analysis,
    Floats,
    Ints,
    Options,
    Rule,
    Side,
    Signal,
    Signs,
)
from natpatsip_desktop.core.compare import sides
from natpatsip_desktop.core.limits.rows import Lines, Rows
from natpatsip_desktop.core.runs import RunsVerdict, judge_runs, longest_run_limit


@dataclass(frozen=True, slots=True)
class PartView:
    """What rules look at in one part; `points` and `useful` are positions in the whole series.

    `beyond` has an entry for every point of the part: 1 above the upper limit, -1 below the
    lower one. The rest is about observed points: their positions, values and sides of the
    centre line, and the positions and sides of the useful ones, which are not on the line.
    """

    number: int
    first: int
    lines: Lines
    beyond: Signs
    points: Ints
    values: Floats
    signs: Signs
    useful: Ints
    useful_signs: Signs
    verdict: RunsVerdict


RuleSet = Callable[[PartView, Options], list[Signal]]


def view_part(
    number: int, first: int, rows: Rows, lines: Lines, multiplier: float, options: Options
) -> PartView:
    """Compare the points of one part with its lines, once for all rules."""
    y = rows.y if multiplier == 1 else rows.y * multiplier
    points = rows.observed.nonzero()[0]
    values = y[points]
    signs = sides(values, lines.centre)
    off_line = signs.nonzero()[0]
    useful_signs = signs[off_line]
    beyond = (sides(y, lines.upper) > 0).view(np.int8) - (sides(y, lines.lower) < 0).view(np.int8)
    if not options.judge_left_out:
        beyond *= rows.kept
    return PartView(
        number,
        first,
        lines,
        beyond,
        points + first,
        values,
        signs,
        points[off_line] + first,
        useful_signs,
        judge_runs(useful_signs),
    )


def no_rules(view: PartView, options: Options) -> list[Signal]:
    """Give no signals: a person switched the rules off."""
    return []


def anhoej(view: PartView, options: Options) -> list[Signal]:
    """Apply the Anhøj rules (Anhøj and Olesen, PLoS ONE 2014;9(11):e113825)."""
    if view.verdict.useful < options.enough:
        return []
    long_runs = _long_runs(view) if view.verdict.too_long else []
    return [*long_runs, _few_crossings(view)] if view.verdict.too_few else long_runs


def _long_runs(view: PartView) -> list[Signal]:
    runs, limit = view.verdict.runs, longest_run_limit(view.verdict.useful)
    reason = f"with {view.verdict.useful} useful points more than {limit} is a signal."
    found = []
    for which in (runs.length > limit).nonzero()[0].tolist():
        first, length = int(runs.first[which]), int(runs.length[which])
        side = Side.ABOVE if view.useful_signs[first] > 0 else Side.BELOW
        why = f"{length} points in a row are {side} the centre line; {reason}"
        points = tuple(view.useful[first : first + length].tolist())
        found.append(
            Signal(rule=Rule.LONGEST_RUN, points=points, part=view.number, side=side, why=why)
        )
    return found


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


RULE_SETS: dict[str, RuleSet] = {
    "anhoej": anhoej,
    "none": no_rules,
}


def rules_at(analysis: Analysis, position: int) -> tuple[Signal, ...]:
    """Give every signal that the point at `position` (0-based) takes part in."""
    return tuple(signal for signal in analysis.signals if position in signal.points)
