"""The words where no signal speaks now: one that is over, none, too few points, or rules off."""

from natpatsip_desktop.core.analysis import Rule, Signal
from natpatsip_desktop.core.periods import long_date, noun
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.verdict import ENOUGH_POINTS, FAR, RUN_RULES, Case
from natpatsip_desktop.core.wording import Words, capital


def said_without_signal(words: Words) -> tuple[str, str, str, str]:
    """Return headline and sentence, and both again in short, where no signal speaks now."""
    verdict = words.verdict
    if verdict.case is Case.PAST and verdict.signal is not None:
        return _past(words, verdict.signal)
    return QUIET[verdict.case](words)


def _past(words: Words, signal: Signal) -> tuple[str, str, str, str]:
    first, last = signal.points[0], signal.points[-1]
    since = "Since then there is no signal."
    if signal.rule in FAR:
        one = noun(words.measure.frequency, 1)
        was = "outside the limits" if signal.rule == Rule.OUTSIDE else "marked as unusual"
        sentence = f"{capital(words.when(last))}: {words.value(last)} was {was}."
        return f"One {one} stood out", f"{sentence} {since}", "No change now", "One point stood out"
    where = (
        f"were {signal.side} the {words.centre_word}"
        if signal.rule in RUN_RULES
        else ("went " + str(signal.side))
        if signal.rule == Rule.TREND
        else "were near a limit"
    )
    dates = f", {words.span(first, last)}" if words.analysis.starts else ""
    sentence = f"{words.periods(len(signal.points))} in a row {where}{dates}. {since}"
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
    if words.never_moves():
        same = f"Every value is {words.value(words.verdict.newest)}"
        return "No change", f"{same}, so nothing goes up or down. {step}", "No change", same
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
    # A point that is alone is always its own median.
    have = part.useful if runs_only and part.observed > 1 else part.observed
    began = words.start(part.first) if len(words.analysis.parts) > 1 else None
    since = f" since {long_date(began)}" if began else ""
    keep = "" if frequency is Frequency.EVENT else f" Keep adding one each {noun(frequency, 1)}."
    counted = f"{have} of the {ENOUGH_POINTS} points needed"
    on_line = _on_line(part.observed - have, words.centre_word)
    sentence = f"You have {counted} to look for a signal{since}{on_line}.{keep}"
    return "Too early to say", sentence, "Too early to say", counted


def _on_line(count: int, line: str) -> str:
    if not count:
        return ""
    lie = "1 more lies" if count == 1 else f"{count} more lie"
    return f"; {lie} exactly on the {line} and {'does' if count == 1 else 'do'} not count"


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
