"""Cases of Making Data Count charts (sections `xmr_mdc` and `xmr_mdc_six`)."""

from bisect import bisect_left
from collections import Counter
from typing import Any

import numpy as np

from natpatsip_desktop.actions.cases.values import numbers, plain
from natpatsip_desktop.core.analysis import (
    Analysis,
    Flags,
    Options,
    Part,
    PhaseStart,
    Rule,
    Series,
    Side,
    Signal,
    Signs,
)
from natpatsip_desktop.core.compare import beyond, sides
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.mdc import HIGH, foremost
from natpatsip_desktop.errors import BadInput

Case = dict[str, Any]
BETTER = {"increase": "up", "decrease": "down", "neutral": "neither"}
SHORT = 13  # rows below which a group's limits deserve a warning
LEAST_BASELINE = 12


def answer_mdc(case: Case) -> Case:
    """Draw the chart of a case and give its groups, points and icons."""
    options, series = case.get("options", {}), _series(case)
    analysis = analyse(series, "i", "mdc", _options(options))
    shown = shown_as(analysis)
    kinds = [_point_type(signal, series.better) for signal in shown]
    return {
        "groups": [_group(part, analysis, kinds) for part in analysis.parts],
        "points": _points(analysis)
        | {
            "special_cause_type": [_special_cause(signal, analysis.options) for signal in shown],
            "point_type": kinds,
        },
        "icons": {"variation": analysis.variation, "assurance": analysis.assurance or None},
    }


def _series(case: Case) -> Series:
    dates, options = case["input"]["date"], case["options"]
    order = sorted(range(len(dates)), key=lambda row: str(dates[row]))
    days = [dates[row] for row in order]
    firsts = {0} | {bisect_left(days, day) for day in options.get("rebase", [])}
    baseline = options.get("fix_after_n_points")
    if baseline is not None and baseline < LEAST_BASELINE:
        raise BadInput(f"A baseline needs {LEAST_BASELINE} points or more, not {baseline}.")
    return Series(
        y=numbers(case["input"]["y"])[order],
        phases=tuple(PhaseStart(first=first, baseline=baseline) for first in sorted(firsts)),
        target=options.get("target"),
        better=BETTER[options["direction"]],
    )


def _options(options: Case) -> Options:
    return Options(
        screen=options.get("screen", True),
        points_for_shift=options.get("points_for_shift", 7),
        points_for_trend=options.get("points_for_trend", 7),
    )


def shown_as(analysis: Analysis) -> list[Signal | None]:
    """Give for each point the one signal it is shown as."""
    at: list[list[Signal]] = [[] for _ in analysis.y]
    for signal in analysis.signals:
        for position in signal.points:
            at[position].append(signal)
    return [foremost(signals) for signals in at]


def _group(part: Part, analysis: Analysis, kinds: list[str]) -> Case:
    first, rows = part.first, part.last - part.first + 1
    lines = {
        "mean": analysis.centre,
        "lpl": analysis.lower,
        "upl": analysis.upper,
        "nlpl": analysis.lower2,
        "nupl": analysis.upper2,
    }
    return {
        "first": first + 1,
        "last": part.last + 1,
        "n": rows,
        **{name: plain(line[first : first + 1])[0] for name, line in lines.items()},
        "short_group_warning": rows < SHORT,
        "counts": dict(Counter(kinds[first : part.last + 1])),
    }


def _points(analysis: Analysis) -> Case:
    y, observed = analysis.y, np.isfinite(analysis.y)
    limited = observed & np.isfinite(analysis.upper)
    outside = beyond(y, analysis.lower, analysis.upper, analysis.centre) != 0
    near = beyond(y, analysis.lower2, analysis.upper2, analysis.centre) != 0
    return {
        "outside_limits": _where(limited, outside),
        "relative_to_mean": _where(observed, sides(y, analysis.centre)),
        "close_to_limits": _where(limited, near & ~outside),
    }


def _where(known: Flags, values: Flags | Signs) -> list[Any]:
    pairs = zip(known.tolist(), values.tolist(), strict=True)
    return [value if here else None for here, value in pairs]


def _special_cause(signal: Signal | None, options: Options) -> str:
    if signal is None:
        return "Common Cause"
    if signal.rule == Rule.OUTSIDE:
        return "Above UCL" if signal.side == Side.ABOVE else "Below LCL"
    if signal.rule == Rule.TREND:
        going = "Increasing" if signal.side == Side.UP else "Decreasing"
        return f"{options.points_for_trend} Point Trend ({going})"
    side = "Above" if signal.side == Side.ABOVE else "Below"
    if signal.rule == Rule.TWO_OF_THREE:
        return f"2 in 3 {side} CL"
    return f"{options.points_for_shift} Points {side} CL"


def _point_type(signal: Signal | None, better: str) -> str:
    if signal is None:
        return "common_cause"
    high = signal.side in HIGH
    if better == "neither":
        return f"special_cause_neutral_{'high' if high else 'low'}"
    good = high == (better == "up")
    return f"special_cause_{'improvement' if good else 'concern'}"
