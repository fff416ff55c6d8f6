"""A chart in words: the headline, one sentence of evidence, one next step."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Rule, Side, Signal
from natpatsip_desktop.core.charts import Glyph, Reading, Tone
from natpatsip_desktop.core.paragraph import paragraph
from natpatsip_desktop.core.periods import long_date, noun, short_date
from natpatsip_desktop.core.records import Cycle, Frequency, Measure, Role
from natpatsip_desktop.core.verdict import ENOUGH_POINTS, RUN_RULES, Case, Verdict, verdict_of
from natpatsip_desktop.core.wording import Words
from natpatsip_desktop.core.workings import workings

HEADLINES = {
    Tone.IMPROVE: ("The measure has improved", "Improved"),
    Tone.CONCERN: ("The measure is getting worse", "Getting worse"),
    Tone.NEUTRAL: ("The measure has changed", "Changed"),
    Tone.ORDINARY: ("The measure has changed", "Changed"),
}
NO_REASONS: Mapping[int, str] = MappingProxyType({})
SAY_WHICH = "Say which way is better to see if this is good."
NOT_PROOF = "That does not prove the test did it: check what else changed."


def read(
    analysis: Analysis,
    measure: Measure,
    cycles: Sequence[Cycle] = (),
    reasons: Mapping[int, str] = NO_REASONS,
) -> Reading:
    """Say what an analysis of a measure means, in the words of the field.

    `cycles` are the project's PDSA cycles: a run that starts after one mentions it, with care.
    `reasons` say why points, by position, were left out.
    """
    verdict = verdict_of(analysis)
    words = Words(analysis, measure, verdict)
    headline, sentence, short, evidence = _say(words)
    return Reading(
        tone=_tone(verdict),
        glyph=_glyph(words),
        headline=headline,
        sentence=sentence,
        next_step=_next_step(words, cycles),
        short=short,
        short_sentence=evidence,
        target_sentence=_against_target(analysis),
        workings=workings(analysis, words.level, words.centre_word),
        why=tuple(signal.why for signal in analysis.signals),
        cautions=analysis.cautions,
        paragraph=paragraph(words, sentence, reasons),
    )


def _say(words: Words) -> tuple[str, str, str, str]:
    """Return headline, sentence, and both again in short."""
    verdict = words.verdict
    if verdict.case is Case.NOW and verdict.signal is not None:
        return SENTENCES[Rule(verdict.signal.rule)](words, verdict.signal)
    if verdict.case is Case.PAST and verdict.signal is not None:
        return _past(words, verdict.signal)
    return QUIET[verdict.case](words)


# -- a signal that speaks now ------------------------------------------------------------------


def _run(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    headline, short = HEADLINES[words.verdict.tone]
    side, line = signal.side, f"{words.centre_word} of {words.centre()}"
    sentence = f"{_last_of_run(words, signal)} {side} the {line}. {_chance(words, signal)}"
    if words.verdict.tone is Tone.NEUTRAL:
        sentence = f"{sentence} {SAY_WHICH}"
    evidence = f"{words.periods(len(signal.points))} {side} the {words.centre_word}"
    return headline, sentence, short, evidence


def _last_of_run(words: Words, signal: Signal) -> str:
    """Count the periods of a run honestly: those on the line lie inside it without counting."""
    first = signal.points[0]
    span = words.analysis.y[first : words.verdict.newest + 1]
    left_out = words.analysis.left_out[first : words.verdict.newest + 1]
    seen = int((~np.isnan(span) & ~left_out).sum())
    if seen == len(signal.points):
        return f"The last {words.periods(seen)} are all"
    return f"Of the last {words.periods(seen)}, {len(signal.points)} are"


def _chance(words: Words, signal: Signal) -> str:
    part = words.verdict.part
    if signal.rule == Rule.LONGEST_RUN and part is not None:
        return (
            f"With {part.useful} points, chance alone rarely gives more than "
            f"{part.longest_run_limit} in a row."
        )
    least = 6 if words.analysis.rules == "perla" else words.analysis.options.points_for_shift
    return f"{least} or more in a row on one side is a signal."


def _crossings(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    part = words.verdict.part
    assert part is not None and part.crossings is not None
    times = "once" if part.crossings == 1 else f"{part.crossings} times"
    if part.crossings == 0:
        times = "0 times"
    sentence = (
        f"The line crosses the {words.centre_word} {times}. With {part.useful} points chance "
        f"alone usually gives at least {part.crossings_limit}. Look for a slow drift or two "
        "different levels."
    )
    evidence = f"Crosses the {words.centre_word} only {times}"
    return "The measure has shifted", sentence, "Shifted", evidence


def _runs(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    meaning = (
        "Too many often means two groups mixed together."
        if signal.side == Side.MANY
        else "Too few often means a shift."
    )
    short = f"Too {signal.side} runs"
    return "Unusual pattern", f"{signal.why} {meaning}", "Unusual pattern", short


def _trend(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    headline, short = HEADLINES[words.verdict.tone]
    least = 5 if words.analysis.rules == "perla" else words.analysis.options.points_for_trend
    count, way = len(signal.points), signal.side
    sentence = f"{count} points in a row go {way} ({least} or more is a signal)."
    return headline, sentence, short, f"{count} points in a row go {way}"


def _outside(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    at, noun_one = signal.points[-1], noun(words.measure.frequency, 1)
    lower, upper = words.analysis.lower[at], words.analysis.upper[at]
    sentence = (
        f"{_capital(words.when(at))}: {words.value(at)} is outside the limits "
        f"{words.between(lower, upper)}. "
        f"Find out what was different that {noun_one}."
    )
    return (
        f"One {noun_one} stands out",
        sentence,
        "Stands out",
        f"Latest {noun_one} is {'above' if signal.side == Side.ABOVE else 'below'} the limits",
    )


def _two_of_three(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    limit = "upper" if signal.side == Side.ABOVE else "lower"
    sentence = f"2 of the last 3 points are near the {limit} limit."
    return "Close to the limit", sentence, "Close to the limit", f"2 of 3 near the {limit} limit"


SENTENCES = {
    Rule.LONGEST_RUN: _run,
    Rule.SHIFT: _run,
    Rule.CROSSINGS: _crossings,
    Rule.RUNS: _runs,
    Rule.TREND: _trend,
    Rule.OUTSIDE: _outside,
    Rule.TWO_OF_THREE: _two_of_three,
}


# -- a signal that is over, or none ------------------------------------------------------------


def _past(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    first, last = signal.points[0], signal.points[-1]
    since = "Since then there is no signal."
    if signal.rule == Rule.OUTSIDE:
        one = noun(words.measure.frequency, 1)
        sentence = f"{_capital(words.when(last))}: {words.value(last)} was outside the limits."
        return f"One {one} stood out", f"{sentence} {since}", "No change now", "One point stood out"
    where = (
        f"were {signal.side} the {words.centre_word}"
        if signal.rule in RUN_RULES
        else ("went " + str(signal.side))
        if signal.rule == Rule.TREND
        else "were near a limit"
    )
    dates = f"{words.when(first)} to {words.when(last)}"
    sentence = f"{words.periods(len(signal.points))} in a row {where}, {dates}. {since}"
    short = f"{words.periods(len(signal.points))}, then no signal"
    return "The measure changed for a while", sentence, "Changed for a while", short


def _mixed(words: Words) -> tuple[str, str, str, str]:
    sentence = "Start a phase at each change to see the levels."
    return "The measure has changed more than once", sentence, "Changed more than once", sentence


def _none(words: Words) -> tuple[str, str, str, str]:
    if words.analysis.target is None:
        step = "Say what you want to reach, and compare it with that."
    else:
        step = "Compare it with your target."
    sentence = f"The points go up and down as this process usually does. {step}"
    rhythm = noun(words.measure.frequency, 1)
    return "No change", sentence, "No change", f"Ordinary {rhythm}-to-{rhythm} variation"


def _holding(words: Words) -> tuple[str, str, str, str]:
    part = words.verdict.part
    began = words.start(part.first) if part is not None else None
    since = f"the phase started on {long_date(began)}" if began else "the phase started"
    return (
        "Holding at the new level",
        f"No signal since {since}.",
        "Holding at the new level",
        "No signal since the new phase",
    )


def _early(words: Words) -> tuple[str, str, str, str]:
    part, frequency = words.verdict.part, words.measure.frequency
    assert part is not None
    runs_only = words.analysis.rules in ("anhoej", "perla")
    have = part.useful if runs_only else part.observed
    began = words.start(part.first) if len(words.analysis.parts) > 1 else None
    since = f" since {short_date(began)}" if began else ""
    keep = "" if frequency is Frequency.EVENT else f" Keep adding one each {noun(frequency, 1)}."
    on_line = part.observed - have
    skipped = (
        f" Points exactly on the {words.centre_word} do not count ({on_line} so far)."
        if on_line
        else ""
    )
    return (
        "Too early to say",
        f"You have {have} of the {ENOUGH_POINTS} points needed to look for a signal{since}."
        f"{skipped}{keep}",
        "Too early to say",
        f"{have} of the {ENOUGH_POINTS} points needed",
    )


def _empty(words: Words) -> tuple[str, str, str, str]:
    sentence = "Add your first number, or paste from Excel."
    return "No numbers yet", sentence, "No numbers yet", sentence


def _off(words: Words) -> tuple[str, str, str, str]:
    sentence = "The rules are switched off for this chart, so it is not judged."
    return "Rules off", sentence, "Rules off", "Not judged"


QUIET = {
    Case.NONE: _none,
    Case.HOLDING: _holding,
    Case.EARLY: _early,
    Case.EMPTY: _empty,
    Case.OFF: _off,
    Case.MIXED: _mixed,
}


# -- tone, icon, next step ---------------------------------------------------------------------


def _tone(verdict: Verdict) -> Tone:
    if verdict.case in (Case.EARLY, Case.EMPTY, Case.OFF):
        return Tone.EARLY
    return verdict.tone


def _glyph(words: Words) -> Glyph:
    verdict = words.verdict
    if verdict.case in (Case.EARLY, Case.EMPTY, Case.OFF):
        return Glyph.EARLY
    if verdict.case is not Case.NOW or verdict.signal is None:
        return Glyph.WAVE
    if verdict.signal.side in (Side.ABOVE, Side.UP):
        return Glyph.UP
    return Glyph.DOWN if verdict.signal.side in (Side.BELOW, Side.DOWN) else Glyph.WAVE


def _next_step(words: Words, cycles: Sequence[Cycle]) -> str:
    verdict = words.verdict
    if verdict.case is not Case.NOW or verdict.signal is None:
        return ""
    if verdict.tone is Tone.CONCERN:
        return _about_concern(words, verdict.signal)
    if verdict.signal.rule not in RUN_RULES:
        return ""
    cycle = cycle_before(words.start(verdict.signal.points[0]), cycles)
    link = f"The run starts after PDSA {cycle.number}, {cycle.title}. {NOT_PROOF} " if cycle else ""
    return f"{link}If the new level holds, start a new phase."


def _about_concern(words: Words, signal: Signal) -> str:
    if words.measure.role is Role.BALANCING:
        return "This was meant to stay the same. Is the change causing harm elsewhere?"
    began = words.start(signal.points[0])
    notes = f"; look at the notes from {long_date(began)}" if began else ""
    return f"Talk to the team this week{notes}."


def cycle_before(day: date | None, cycles: Sequence[Cycle]) -> Cycle | None:
    """Return the newest cycle that started before a run did, if it was not long before."""
    if day is None:
        return None
    near = [c for c in cycles if c.starts and c.starts <= day and (day - c.starts).days <= 120]
    return max(near, key=lambda c: c.starts or date.min, default=None)


def _against_target(analysis: Analysis) -> str:
    """Say how the newest limits stand to the target; nothing without limits and direction."""
    sentences = {
        "pass": "Meets the target every time.",
        "fail": "Misses the target unless something changes.",
        "inconsistent": "Will meet or miss the target by chance.",
    }
    return sentences.get(analysis.assurance, "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
