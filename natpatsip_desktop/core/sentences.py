"""The words of a signal that speaks now: headline, sentence of evidence, and both in short."""

import numpy as np

from natpatsip_desktop.core.analysis import Rule, Side, Signal
from natpatsip_desktop.core.charts import Tone
from natpatsip_desktop.core.periods import noun
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.wording import Words, capital

HEADLINES = {
    Tone.IMPROVE: ("The measure has improved", "Improved"),
    Tone.CONCERN: ("The measure is getting worse", "Getting worse"),
    Tone.NEUTRAL: ("The measure has changed", "Changed"),
    Tone.ORDINARY: ("The measure has changed", "Changed"),
}
SAY_WHICH = "Say which way is better to see if this is good."


def said_of(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    """Return headline and sentence, and both again in short, of a signal that speaks now."""
    return SENTENCES[Rule(signal.rule)](words, signal)


def why(words: Words, signal: Signal) -> str:
    """Say why a rule speaks, with the line, the value and the periods that this chart has."""
    first, last = signal.points[0], signal.points[-1]
    if signal.rule == Rule.OUTSIDE:
        return _beyond_limit(words, signal, last)
    reason = signal.why.replace("centre line", words.centre_word)
    if signal.rule in (Rule.CROSSINGS, Rule.RUNS) or not words.analysis.starts:
        return reason
    return f"{capital(words.span(first, last))}: {reason}"


def _beyond_limit(words: Words, signal: Signal, at: int) -> str:
    above = signal.side == Side.ABOVE
    value, limit = words.apart(at, (words.analysis.upper if above else words.analysis.lower)[at])
    when = f"{capital(words.when(at))}: " if words.when(at) else ""
    return f"{when}{value} is {signal.side} the {'upper' if above else 'lower'} limit of {limit}."


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
    return "Unusual pattern", f"{why(words, signal)} {meaning}", "Unusual pattern", short


def _trend(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    headline, short = HEADLINES[words.verdict.tone]
    least = 5 if words.analysis.rules == "perla" else words.analysis.options.points_for_trend
    count, way = len(signal.points), signal.side
    sentence = f"{count} points in a row go {way} ({least} or more is a signal)."
    return headline, sentence, short, f"{count} points in a row go {way}"


def _outside(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    at, frequency = signal.points[-1], words.measure.frequency
    noun_one = noun(frequency, 1)
    then = "at that event" if frequency is Frequency.EVENT else f"that {noun_one}"
    value, limits = words.beside_limits(at)
    when = f"{capital(words.when(at))}: " if words.when(at) else ""
    sentence = f"{when}{value} is outside the limits {limits}. Find out what was different {then}."
    return (
        f"One {noun_one} stands out",
        sentence,
        "Stands out",
        f"Latest {noun_one} is {'above' if signal.side == Side.ABOVE else 'below'} the limits",
    )


def _astronomical(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    at, one = signal.points[-1], noun(words.measure.frequency, 1)
    when = f"{capital(words.when(at))}: " if words.when(at) else ""
    sentence = f"{when}you marked {words.value(at)} as unusual. Find out what was different then."
    return f"One {one} is unusual", sentence, "Unusual point", f"Latest {one} is marked as unusual"


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
    Rule.ASTRONOMICAL: _astronomical,
    Rule.TWO_OF_THREE: _two_of_three,
}
