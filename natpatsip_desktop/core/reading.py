"""A chart in words: the headline, one sentence of evidence, one next step."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from natpatsip_desktop.core.analysis import Analysis, Side, Signal
from natpatsip_desktop.core.charts import Glyph, Reading, Tone
from natpatsip_desktop.core.paragraph import paragraph
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.quiet import said_without_signal
from natpatsip_desktop.core.records import Cycle, Measure, Role
from natpatsip_desktop.core.sentences import said_of, why
from natpatsip_desktop.core.verdict import RUN_RULES, Case, Verdict, verdict_of
from natpatsip_desktop.core.wording import Words
from natpatsip_desktop.core.workings import workings

NO_REASONS: Mapping[int, str] = MappingProxyType({})
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
        target_sentence=_against_target(words),
        workings=workings(analysis, words.level, words.centre_word),
        why=tuple(why(words, signal) for signal in analysis.signals),
        cautions=words.cautions(),
        paragraph=paragraph(words, sentence, reasons),
    )


def _say(words: Words) -> tuple[str, str, str, str]:
    """Return headline, sentence, and both again in short."""
    verdict = words.verdict
    if verdict.case is Case.NOW and verdict.signal is not None:
        return said_of(words, verdict.signal)
    return said_without_signal(words)


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


def _against_target(words: Words) -> str:
    """Say how the newest limits stand to the target; nothing before there are enough points."""
    sentences = {
        "pass": "Meets the target every time.",
        "fail": "Misses the target unless something changes.",
        "inconsistent": "Will meet or miss the target by chance.",
    }
    if words.verdict.case is Case.EARLY:
        return ""
    return sentences.get(words.analysis.assurance, "")
