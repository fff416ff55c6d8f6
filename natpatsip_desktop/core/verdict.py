"""What the newest phase of an analysis amounts to: one signal to speak of, or a reason for none."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Part, Rule, Side, Signal
from natpatsip_desktop.core.charts import Tone

ENOUGH_POINTS = 10
RUN_RULES = (Rule.LONGEST_RUN, Rule.SHIFT)
# What is said first when several rules speak: a run, since a far point in it does not stand
# out alone; then one far point, then the rest.
FAR = (Rule.OUTSIDE, Rule.ASTRONOMICAL)
ORDER = (*RUN_RULES, *FAR, Rule.TREND, Rule.TWO_OF_THREE, Rule.CROSSINGS, Rule.RUNS)


class Case(StrEnum):
    """The kinds of verdict; each has its own words."""

    EMPTY = "empty"
    OFF = "rules off"
    EARLY = "too early"
    NONE = "no change"
    HOLDING = "holding"
    NOW = "signal now"
    PAST = "signal past"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The case, the signal it speaks of (if any), its tone, and the part and points behind it.

    `newest` is the position of the newest observed point; `run` the positions the signal marks.
    """

    case: Case
    tone: Tone = Tone.ORDINARY
    signal: Signal | None = None
    part: Part | None = None
    newest: int = -1


def verdict_of(analysis: Analysis) -> Verdict:
    """Judge the newest phase by the signals that were found in it."""
    observed = np.flatnonzero(~np.isnan(analysis.y) & ~analysis.left_out)
    if not len(observed) or not analysis.parts:
        return Verdict(case=Case.EMPTY)
    newest, part = int(observed[-1]), analysis.parts[-1]
    if analysis.rules == "none":
        return Verdict(case=Case.OFF, part=part, newest=newest)
    signals = [s for s in analysis.signals if s.part == len(analysis.parts) - 1]
    if not signals:
        return Verdict(case=_quiet(analysis, part), part=part, newest=newest)
    edge = _edge(analysis, part)
    now = [s for s in signals if speaks_now(s, newest, edge)]
    chosen = (
        min(now, key=_rank) if now else max(signals, key=lambda s: (s.points[-1], -_rank(s)[0]))
    )
    case = Case.NOW if now else _past(signals)
    tone = tone_of(chosen, analysis.better) if now else Tone.ORDINARY
    return Verdict(case=case, tone=tone, signal=chosen, part=part, newest=newest)


def _rank(signal: Signal) -> tuple[int, int]:
    return ORDER.index(Rule(signal.rule)), -signal.points[-1]


def speaks_now(signal: Signal, newest: int, edge: int) -> bool:
    """Tell whether a signal reaches the newest point; `edge` is the newest one off the line."""
    if signal.rule in (Rule.CROSSINGS, Rule.RUNS):
        return True
    return signal.points[-1] >= (edge if signal.rule in RUN_RULES else newest)


def tone_of(signal: Signal, better: str) -> Tone:
    """Say whether a signal is good news, given which way is better."""
    if better == "neither" or signal.side in (Side.FEW, Side.MANY):
        return Tone.NEUTRAL
    high = signal.side in (Side.ABOVE, Side.UP)
    return Tone.IMPROVE if high == (better == "up") else Tone.CONCERN


def _quiet(analysis: Analysis, part: Part) -> Case:
    """Tell no change from too few points to know."""
    runs_only = analysis.rules in ("anhoej", "perla")
    counted = part.useful if runs_only else part.observed
    if counted < ENOUGH_POINTS and not _all_on_line(part):
        return Case.EARLY
    return Case.HOLDING if len(analysis.parts) > 1 else Case.NONE


def _all_on_line(part: Part) -> bool:
    """Know a series that never moves: many points, none off the line, and nothing to wait for."""
    return part.observed >= ENOUGH_POINTS and part.useful == 0


def _past(signals: list[Signal]) -> Case:
    runs = [s for s in signals if s.rule in (*RUN_RULES, Rule.TREND)]
    return Case.MIXED if len(runs) > 1 else Case.PAST


def _edge(analysis: Analysis, part: Part) -> int:
    """Return the newest point of the part that counts for runs, which skip points on the line."""
    span = slice(part.first, part.last + 1)
    y, centre = analysis.y[span], analysis.centre[span]
    counts = ~np.isnan(y) & ~analysis.left_out[span]
    counts &= ~np.isclose(y, centre, rtol=1e-12, atol=0.0)
    places = np.flatnonzero(counts)
    return part.first + int(places[-1]) if len(places) else part.last
