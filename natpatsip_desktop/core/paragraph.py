"""The whole reading as one text for reports, built from parts that can each be checked.

The parts, in order: data, phases with their baselines, latest value, verdict, target, method,
left-out points, cautions. Nothing here says «caused».
"""

from collections.abc import Mapping

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Rule
from natpatsip_desktop.core.periods import label, noun
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.verdict import Case
from natpatsip_desktop.core.wording import Words
from natpatsip_desktop.core.workings import method, rests_on, screening

ADJECTIVES = {
    Frequency.DAY: "daily ",
    Frequency.WEEK: "weekly ",
    Frequency.MONTH: "monthly ",
    Frequency.QUARTER: "quarterly ",
    Frequency.YEAR: "yearly ",
    Frequency.EVENT: "",
}
AGAINST_LIMITS = {
    "pass": "is met every time: the limits lie on its better side",
    "fail": "is missed unless something changes: the limits do not reach it",
    "inconsistent": "lies inside the limits: the process meets and misses it by chance",
}


def paragraph(words: Words, sentence: str, reasons: Mapping[int, str]) -> str:
    """Write the reading as one text; `sentence` is its evidence, `reasons` why points are out."""
    if words.verdict.newest < 0:
        return sentence
    parts = (
        about_data(words),
        *(about_phase(words, number) for number in range(len(words.analysis.parts))),
        about_latest(words),
        sentence,
        about_target(words),
        about_method(words.analysis),
        about_left_out(words, reasons),
        about_cautions(words),
    )
    return " ".join(part for part in parts if part)


def about_data(words: Words) -> str:
    """Say how many points there are, from when to when, and how many periods lack a number."""
    there = np.flatnonzero(~np.isnan(words.analysis.y))
    frequency = words.measure.frequency
    count = f"{len(there)} {ADJECTIVES[frequency]}point{'' if len(there) == 1 else 's'}"
    starts = words.analysis.starts
    if not starts:
        return f"{count}."
    first, last = (label(starts[at], frequency) for at in (there[0], there[-1]))
    to = "until" if frequency is Frequency.QUARTER else "to"
    gaps = int(there[-1] - there[0]) + 1 - len(there)
    without = f", {words.periods(gaps)} without a number" if gaps else ""
    return f"{count}, {first}." if first == last else f"{count}, {first} {to} {last}{without}."


def about_phase(words: Words, number: int) -> str:
    """Say the centre of one phase, on how many points it rests, and why the phase began."""
    analysis = words.analysis
    part = analysis.parts[number]
    centre = analysis.centre[part.last]
    if np.isnan(centre):
        return ""
    level, rests = words.level(centre), rests_on(part)
    if number == 0:
        name = f"Baseline {words.centre_word}" if len(analysis.parts) > 1 else words.centre_word
        return f"{name[:1].upper()}{name[1:]} {level} ({rests})."
    starts = analysis.starts
    since = f"Since {label(starts[part.first], words.measure.frequency)}" if starts else "Then"
    why = part.name or part.reason
    told = f", a phase you started for «{why}»" if why else ", a phase you started"
    return f"{since} the {words.centre_word} is {level} ({rests}){told}."


def about_latest(words: Words) -> str:
    """Say the latest value, and whether it lies inside the limits where there are some."""
    analysis, at = words.analysis, words.verdict.newest
    chosen = words.verdict.signal
    if chosen is not None and chosen.rule == Rule.OUTSIDE and at in chosen.points:
        return ""  # the evidence says it all
    value = f"Latest value {words.value(at)}"
    lower, upper = analysis.lower[at], analysis.upper[at]
    if np.isnan(lower) and np.isnan(upper):
        return f"{value}."
    inside = not any(signal.rule == Rule.OUTSIDE for signal in words.newest_signals())
    where = "inside" if inside else "outside"
    return f"{value}, {where} the limits {words.between(lower, upper)}."


def about_target(words: Words) -> str:
    """Say the target, and how the limits of the newest phase stand to it."""
    analysis = words.analysis
    if analysis.target is None:
        return ""
    early = words.verdict.case is Case.EARLY
    stands = None if early else AGAINST_LIMITS.get(analysis.assurance)
    level = words.level(analysis.target)
    return f"The target {level} {stands}." if stands else f"The target is {level}."


def about_method(analysis: Analysis) -> str:
    """Name chart, rule set and, where limits rest on moving ranges, the screening of them."""
    return f"{', '.join(part for part in (method(analysis), screening(analysis)) if part)}."


def about_left_out(words: Words, reasons: Mapping[int, str]) -> str:
    """Name the points that were left out, each with its period and reason."""
    places = np.flatnonzero(words.analysis.left_out).tolist()
    if not places:
        return ""
    each = [
        ", ".join(part for part in (_period(words, at), reasons.get(at, "")) if part)
        for at in places
    ]
    told = "; ".join(part for part in each if part)
    count = f"{len(places)} {noun(words.measure.frequency, len(places))} left out"
    return f"{count} ({told})." if told else f"{count}."


def _period(words: Words, at: int) -> str:
    starts = words.analysis.starts
    return label(starts[at], words.measure.frequency) if starts else ""


def about_cautions(words: Words) -> str:
    """Say what to bear in mind; left-out points have their own part."""
    said = [caution for caution in words.cautions() if not caution.endswith("left out")]
    return f"Bear in mind: {'; '.join(said)}." if said else ""
