"""Suggests a new phase where a shift has been sustained; a person decides, nothing is applied."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import isclose

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Floats, Side, Signal
from natpatsip_desktop.core.compare import TOLERANCE
from natpatsip_desktop.core.limits.values import median_of
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.phase_answers import QUESTIONS
from natpatsip_desktop.core.verdict import RUN_RULES, Case, verdict_of

BASELINE = 12  # points before a suggestion makes sense
RUN_LENGTH = 9  # points in a row on one side that count as sustained


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Points (0-based, inclusive) whose median is a level: the baseline, or a sustained run."""

    first: int
    last: int
    median: float
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An offer to start a phase at a point (0-based), with the questions to ask first."""

    first: int
    starts: date | None
    side: Side
    median: float
    words: str
    questions: tuple[str, ...] = tuple(QUESTIONS.values())


def sustained_levels(
    y: Floats, baseline: int, run_length: int, wanted: tuple[Side, ...] = (Side.ABOVE, Side.BELOW)
) -> Iterator[Level]:
    """Give the baseline, then each sustained run after it, whose median is the next level.

    The median of the first `baseline` rows is the first level. After it `run_length` observed
    values in a row on a wanted side make a new level: the median of exactly these values.
    Values on the median are passed over; the search goes on after the run (as runcharter and
    NHS Scotland re-base run charts).
    """
    observed = np.isfinite(y)
    if not observed[:baseline].any():
        return
    median = median_of(y[:baseline][observed[:baseline]])
    yield Level(first=0, last=min(baseline, len(y)) - 1, median=median)
    run: list[int] = []
    run_side: Side | None = None
    for position in (observed[baseline:].nonzero()[0] + baseline).tolist():
        side = _side(float(y[position]), median)
        if side is None:
            continue
        if side is not run_side:
            run, run_side = [], side
        run.append(position)
        if len(run) == run_length and side in wanted:
            median = median_of(y[run])
            yield Level(first=run[0], last=position, median=median, side=side)
            run, run_side = [], None


def _side(value: float, median: float) -> Side | None:
    if isclose(value, median, rel_tol=TOLERANCE):
        return None
    return Side.ABOVE if value > median else Side.BELOW


def suggest_phase(analysis: Analysis) -> Suggestion | None:
    """Offer to start a phase where the newest phase shows its first sustained shift.

    The level before is the median of the phase's baseline, or of its first 12 points. None where
    no 9 points in a row since then lie on one side of it.
    """
    if not analysis.parts:
        return None
    part = analysis.parts[-1]
    y = np.where(analysis.left_out, np.nan, analysis.y)[part.first :]
    levels = islice(sustained_levels(y, part.baseline or BASELINE, RUN_LENGTH), 1, 2)
    return next((_offer(analysis, part.first, level) for level in levels), None)


def _offer(analysis: Analysis, offset: int, level: Level) -> Suggestion:
    first = level.first + offset
    starts = analysis.starts[first] if analysis.starts else None
    side = level.side or Side.ABOVE
    since = long_date(starts) if starts else f"point {first + 1}"
    return Suggestion(
        first=first,
        starts=starts,
        side=side,
        median=level.median,
        words=f"{RUN_LENGTH} points in a row from {since} are {side} the level before. "
        f"Start a phase at {since}?",
    )


def offered_phase(analysis: Analysis) -> Suggestion | None:
    """Offer a phase where the newest phase has a signal: the one offer that a person meets.

    It starts where the run that speaks now began, so that the offer and the headline agree; else
    at the first sustained shift of the phase. None where nothing is offered.
    """
    verdict = verdict_of(analysis)
    signal, part = verdict.signal, verdict.part
    if verdict.case not in (Case.NOW, Case.MIXED, Case.PAST) or part is None:
        return None
    run = verdict.case is Case.NOW and signal is not None and signal.rule in RUN_RULES
    if run and signal is not None and signal.points[0] > part.first:
        return _at_run(analysis, signal)
    return suggest_phase(analysis)


def _at_run(analysis: Analysis, signal: Signal) -> Suggestion:
    points = list(signal.points)
    first = points[0]
    starts = analysis.starts[first] if analysis.starts else None
    since = long_date(starts) if starts else f"point {first + 1}"
    return Suggestion(
        first=first,
        starts=starts,
        side=Side(signal.side),
        median=median_of(analysis.y[points]),
        words=f"{len(points)} points in a row from {since} are {signal.side} the centre line. "
        f"Start a phase at {since}?",
    )
