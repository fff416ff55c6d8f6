"""How a reading was worked out: every number and rule behind it, and the whole in one text."""

from collections.abc import Callable

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Part
from natpatsip_desktop.core.limits import CHARTS as LIMITS

RULE_SETS = {
    "anhoej": "Anhøj rules",
    "perla": "Perla and Provost run chart rules",
    "mdc": "NHS Making Data Count rules",
    "shewhart": "Shewhart limits with the Anhøj rules",
    "none": "Rules off",
}
SOURCES = {
    "anhoej": "Anhøj and Olesen, PLoS ONE 2014;9(11):e113825",
    "perla": "Perla, Provost and Murray, BMJ Quality & Safety 2011;20:46-51",
    "mdc": "NHS England, Making Data Count",
    "shewhart": "Shewhart 1931 for the limits; Anhøj and Olesen, PLoS ONE 2014 for the runs",
}
CHARTS = {
    "run": "Run chart",
    "i": "XmR chart",
    "mr": "Moving range chart",
    "xbar": "Xbar chart",
    "s": "S chart",
    "t": "T chart",
    "p": "P chart",
    "pp": "P′ chart",
    "c": "C chart",
    "u": "U chart",
    "up": "U′ chart",
    "g": "G chart",
    "ip": "I′ chart",
}


def method(analysis: Analysis) -> str:
    """Name the chart and the rule set, as every chart and export shows them."""
    name = RULE_SETS[analysis.rules]
    if analysis.rules == "none":
        name = name.lower()
    elif analysis.rules == "shewhart" and not LIMITS[analysis.chart].runs:
        name = "Shewhart limits"
    return f"{CHARTS[analysis.chart]}, {name}"


def screening(analysis: Analysis) -> str:
    """Say how many moving ranges were kept out of the limits; empty where none are behind them."""
    if not any(part.mean_range is not None for part in analysis.parts):
        return ""
    if not analysis.options.screen:
        return "no screening of moving ranges"
    screened = sum(part.screened for part in analysis.parts)
    ranges = f"{screened} moving range{'' if screened == 1 else 's'} screened out"
    return ranges if screened else "no moving range screened out"


def rests_on(part: Part) -> str:
    """Say how many points fix the lines of a phase: «first 12 points» of a frozen baseline."""
    count = part.baseline_observed or part.observed
    frozen = "first " if part.baseline is not None else ""
    return f"{frozen}{count} point{'' if count == 1 else 's'}"


def workings(
    analysis: Analysis, level: Callable[[float], str], centre_word: str
) -> tuple[tuple[str, str], ...]:
    """List label and value of each number the verdict on the newest phase rests on."""
    if not analysis.parts:
        return ()
    part = analysis.parts[-1]
    rows = [("Chart and rules", method(analysis)), ("Points with a value", _with_value(analysis))]
    if part.baseline is not None:
        rows.append(("Baseline", rests_on(part)))
    rows += _lines(analysis, part, level, centre_word)
    judges_runs = analysis.rules in ("anhoej", "shewhart") and LIMITS[analysis.chart].runs
    if part.longest_run is not None and judges_runs:
        rows += _runs(part, analysis.options.enough, centre_word)
    rows += _least(analysis) + _ranges(analysis, part)
    if analysis.rules in SOURCES:
        rows.append(("Source of the rules", SOURCES[analysis.rules]))
    return tuple(rows)


def _with_value(analysis: Analysis) -> str:
    """Count the points of the newest phase that count, and its periods without a number."""
    part = analysis.parts[-1]
    gaps = int(np.count_nonzero(np.isnan(analysis.y[part.first : part.last + 1])))
    have = "1 period has" if gaps == 1 else f"{gaps} periods have"
    return f"{part.observed} ({have} none)" if gaps else str(part.observed)


def _runs(part: Part, enough: int, centre_word: str) -> list[tuple[str, str]]:
    longest = f"more than {part.longest_run_limit} is a signal"
    fewest = f"fewer than {part.crossings_limit} is a signal"
    if part.useful < enough:
        longest = fewest = f"not judged before {enough} useful points"
    return [
        ("Useful points", f"{part.useful}{_on_line(part.observed - part.useful, centre_word)}"),
        ("Longest run", f"{part.longest_run} ({longest})"),
        ("Crossings", f"{part.crossings} ({fewest})"),
    ]


def _least(analysis: Analysis) -> list[tuple[str, str]]:
    """Say from how many points on a shift and a trend are signals, where a person can choose."""
    if analysis.rules != "mdc":
        return []
    options = analysis.options
    return [
        ("Points on one side", f"{options.points_for_shift} or more is a signal"),
        ("Points going one way", f"{options.points_for_trend} or more is a signal"),
    ]


def _ranges(analysis: Analysis, part: Part) -> list[tuple[str, str]]:
    """Say whether large moving ranges were kept out of the limits that rest on them."""
    if part.mean_range is None:
        return []
    if not analysis.options.screen:
        return [("Moving ranges", "all used, as the Excel tool does (no screening)")]
    return [("Moving ranges", f"screened: {part.screened or 'none'} kept out of the limits")]


def _on_line(count: int, centre_word: str) -> str:
    if not count:
        return ""
    lie = "1 lies" if count == 1 else f"{count} lie"
    return f" ({lie} on the {centre_word} and {'does' if count == 1 else 'do'} not count)"


def _lines(
    analysis: Analysis, part: Part, level: Callable[[float], str], centre_word: str
) -> list[tuple[str, str]]:
    span = slice(part.first, part.last + 1)
    lines = (
        (centre_word.capitalize(), analysis.centre),
        ("Lower limit", analysis.lower),
        ("Upper limit", analysis.upper),
    )
    # A newest point without a denominator has no limits; those of the one before it are told.
    there = {name: np.flatnonzero(~np.isnan(line[span])) for name, line in lines}
    return [
        (name, level(float(line[span][there[name][-1]])))
        for name, line in lines
        if len(there[name])
    ]
