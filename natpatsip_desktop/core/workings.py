"""How a reading was worked out: every number and rule behind it, and the whole in one text."""

from collections.abc import Callable

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Part
from natpatsip_desktop.core.periods import long_label, noun
from natpatsip_desktop.core.records import Measure

RULE_SETS = {
    "anhoej": "Anhøj rules",
    "perla": "Perla and Provost run chart rules",
    "mdc": "NHS Making Data Count rules",
    "shewhart": "Shewhart limits with the Anhøj rules",
    "none": "Rules off",
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
    return f"{CHARTS[analysis.chart]}, {RULE_SETS[analysis.rules]}"


def workings(
    analysis: Analysis, level: Callable[[float], str], centre_word: str
) -> tuple[tuple[str, str], ...]:
    """List label and value of each number the verdict on the newest phase rests on."""
    if not analysis.parts:
        return ()
    part = analysis.parts[-1]
    rows = [("Chart and rules", method(analysis)), ("Points with a value", str(part.observed))]
    rows += _lines(analysis, part, level, centre_word)
    if part.longest_run is not None and analysis.rules in ("anhoej", "shewhart"):
        rows += _runs(part, centre_word)
    return tuple(rows)


def _runs(part: Part, centre_word: str) -> list[tuple[str, str]]:
    return [
        ("Useful points", f"{part.useful} (points on the {centre_word} do not count)"),
        ("Longest run", f"{part.longest_run} (more than {part.longest_run_limit} is a signal)"),
        ("Crossings", f"{part.crossings} (fewer than {part.crossings_limit} is a signal)"),
    ]


def _lines(
    analysis: Analysis, part: Part, level: Callable[[float], str], centre_word: str
) -> list[tuple[str, str]]:
    lines = (
        (centre_word.capitalize(), analysis.centre),
        ("Lower limit", analysis.lower),
        ("Upper limit", analysis.upper),
    )
    return [
        (label, level(float(values[part.last])))
        for label, values in lines
        if not np.isnan(values[part.last])
    ]


def paragraph(
    analysis: Analysis,
    measure: Measure,
    sentence: str,
    level: Callable[[float], str],
    centre_word: str,
) -> str:
    """Put the reading into one text for reports: data, phases, latest, target, rules, cautions."""
    parts = [
        _about_data(analysis, measure),
        _about_phases(analysis, level, centre_word),
        sentence,
        _about_target(analysis, level),
        f"{method(analysis)}.",
        *(f"{caution[:1].upper()}{caution[1:]}." for caution in analysis.cautions),
    ]
    return " ".join(part for part in parts if part)


def _about_data(analysis: Analysis, measure: Measure) -> str:
    there = np.flatnonzero(~np.isnan(analysis.y))
    if not len(there):
        return "No numbers yet."
    count = f"{len(there)} {noun(measure.frequency, len(there))}"
    if not analysis.starts:
        return f"{count}."
    first, last = (long_label(analysis.starts[i], measure.frequency) for i in (there[0], there[-1]))
    return f"{count}, {first} to {last}."


def _about_phases(analysis: Analysis, level: Callable[[float], str], centre_word: str) -> str:
    centres = [
        f"{centre_word} {level(float(analysis.centre[part.last]))}"
        + (f" ({part.name or part.reason})" if part.name or part.reason else "")
        for part in analysis.parts
        if not np.isnan(analysis.centre[part.last])
    ]
    return f"{'; then '.join(centres).capitalize()}." if centres else ""


def _about_target(analysis: Analysis, level: Callable[[float], str]) -> str:
    return "" if analysis.target is None else f"The target is {level(analysis.target)}."
