"""The rules and icons of NHS England's Making Data Count, as NHSRplotthedots draws them."""

from collections.abc import Iterable
from dataclasses import replace
from math import isnan

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Floats, Rule, Side, Signal, Signs
from natpatsip_desktop.core.compare import sides
from natpatsip_desktop.core.runs import Stretches, long_runs

PRECEDENCE = (Rule.OUTSIDE, Rule.TREND, Rule.TWO_OF_THREE, Rule.SHIFT)
HIGH = (Side.ABOVE, Side.UP)


def strict_trends(values: Floats, least: int) -> Stretches:
    """Find `least` or more observed values strictly going one way; a repeated value breaks it."""
    steps = long_runs(sides(values[1:], values[:-1]), least - 1)
    return Stretches(steps.first, steps.after + 1, steps.length + 1, steps.signs)


def two_of_three(signs: Signs, close: Signs) -> Stretches:
    """Find windows of 3 points on one side of the mean of which 2 or 3 are close to a limit.

    Windows that follow each other make one stretch. `close` is not 0 where a point lies between
    2 and 3 sigma; a point beyond a limit is not close to it.
    """
    near = (close != 0).view(np.int8)
    enough = near[:-2] + near[1:-1] + near[2:] >= 2
    together = (signs[:-2] == signs[1:-1]) & (signs[1:-1] == signs[2:])
    windows = long_runs(signs[:-2] * (enough & together), 1)
    return Stretches(windows.first, windows.after + 2, windows.length + 2, windows.signs)


def foremost(signals: Iterable[Signal]) -> Signal | None:
    """Give the one signal a point is shown as: outside, trend, 2 of 3 or shift, in this order.

    Of two trends that share a turning point it is the one that follows.
    """
    ranked = [signal for signal in signals if signal.rule in PRECEDENCE]
    if not ranked:
        return None
    return min(ranked, key=lambda signal: (PRECEDENCE.index(Rule(signal.rule)), -signal.points[0]))


def with_icons(analysis: Analysis) -> Analysis:
    """Add the icons: variation of the newest observed point, assurance of the newest phase.

    There are none where nothing was observed. Assurance compares the newest phase's limits with
    the target, whether the newest point meets it or not; a phase without a point has no limits.
    """
    observed = (np.isfinite(analysis.y) & ~analysis.left_out).nonzero()[0]
    if not len(observed):
        return analysis
    newest = int(observed[-1])
    shown = foremost(signal for signal in analysis.signals if newest in signal.points)
    variation, assurance = variation_icon(shown, analysis.better), ""
    if newest >= analysis.parts[-1].first:
        limits = float(analysis.lower[newest]), float(analysis.upper[newest])
        assurance = assurance_icon(*limits, analysis.target, analysis.better)
    return replace(analysis, variation=variation, assurance=assurance)


def variation_icon(signal: Signal | None, better: str) -> str:
    """Name the variation icon for what the newest observed point is shown as."""
    if signal is None:
        return "common_cause"
    high = signal.side in HIGH
    height = "high" if high else "low"
    if better not in ("up", "down"):
        return f"neutral_{height}"
    return f"{'improvement' if high == (better == 'up') else 'concern'}_{height}"


def assurance_icon(lower: float, upper: float, target: float | None, better: str) -> str:
    """Name the assurance icon: will the process reach its target always, never or by chance?

    Empty without a target, a direction or limits. A target on a limit is reached by chance;
    on limits of no width it is reached («pass»).
    """
    if target is None or better not in ("up", "down") or isnan(lower) or isnan(upper):
        return ""
    above, below = (int(sides(np.array([target]), line)[0]) for line in (upper, lower))
    if above <= 0 <= below:
        return "pass" if not sides(np.array([lower]), upper)[0] else "inconsistent"
    return "pass" if (above > 0) == (better == "down") else "fail"
