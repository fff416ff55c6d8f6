"""Helps to choose a chart: two plain questions, and second thoughts once there are numbers."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Series
from natpatsip_desktop.core.cautions import TRIAL
from natpatsip_desktop.core.judge import analyse

TOO_TIGHT = 1.5  # sigma_z from which limits are clearly too tight; about 1 means they fit
LARGE = 1000  # denominators from which such limits are the usual trouble
# Events that a typical row should have for the limits to say much (Montgomery; Provost and Murray).
FEWEST_EVENTS = {"p": 5, "pp": 5, "c": 2, "u": 2, "up": 2}


class Number(StrEnum):
    """What each number is: the first question."""

    PERCENTAGE = "a percentage of patients"
    RATE = "events for so many patients or days"
    COUNT = "a count"
    VALUE = "a time, a score or another measurement"
    TIME_BETWEEN = "days between rare events"
    CASES_BETWEEN = "cases between rare events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A chart to use, why, and the chart to turn to once there are enough points."""

    chart: str
    reason: str
    later: str = ""


BY_QUESTION = {
    (Number.PERCENTAGE, True): Advice(
        chart="p",
        reason="Each number is a share of patients: a P chart knows how such shares vary.",
    ),
    (Number.PERCENTAGE, False): Advice(
        chart="p",
        reason="Each number is a share of patients. The limits of a P chart are wider in months "
        "with fewer patients, so they look like steps.",
    ),
    (Number.RATE, True): Advice(
        chart="u", reason="Events for so many patients or days: a U chart knows how rates vary."
    ),
    (Number.RATE, False): Advice(
        chart="u",
        reason="Events for so many patients or days. The limits of a U chart are wider where the "
        "number of patients or days is small, so they look like steps.",
    ),
    (Number.COUNT, True): Advice(
        chart="c", reason="A count out of about the same number each time: a C chart fits."
    ),
    (Number.COUNT, False): Advice(
        chart="u",
        reason="A count means little if the number it comes from changes. Enter that number as "
        "the denominator and use a U chart.",
    ),
    (Number.VALUE, True): Advice(
        chart="i",
        reason="One measurement each time: an I chart (XmR) learns from the data how "
        "much it varies.",
    ),
    (Number.TIME_BETWEEN, True): Advice(
        chart="t",
        reason="The event is rare: the time between events says more than a row of zeros.",
    ),
    (Number.CASES_BETWEEN, True): Advice(
        chart="g",
        reason="The event is rare: the cases between events say more than a row of zeros.",
    ),
}


def advise(number: Number, steady: bool = True, points: int = TRIAL) -> Advice:
    """Suggest a chart from the two questions: what is each number, and is its denominator steady?

    Below 12 points it is a run chart, with the chart to turn to `later`.
    """
    advice = BY_QUESTION.get((number, steady)) or BY_QUESTION[number, True]
    return advice if points >= TRIAL else _run_chart_for_now(points, advice.chart)


def second_thoughts(series: Series, chart: str) -> Advice | None:
    """Suggest another chart if the numbers do not suit this one; None if they do.

    Fewer than 12 points: run chart. Too few events: T or G. Limits far too tight for large
    denominators: P' or U' (Laney 2002).
    """
    points = int(np.count_nonzero(np.isfinite(series.y)))
    if not points or chart == "run":
        return None
    if points < TRIAL:
        return _run_chart_for_now(points, chart)
    return _rare(series, chart) or _too_tight(series, chart)


def _run_chart_for_now(points: int, later: str) -> Advice:
    reason = (
        f"Limits need at least {TRIAL} points and you have {points}. A run chart works from the "
        "start."
    )
    return Advice(chart="run", reason=reason, later=later)


def _rare(series: Series, chart: str) -> Advice | None:
    """Look at how many events the newest phase expects in a typical row."""
    if chart not in FEWEST_EVENTS:
        return None
    analysis = analyse(replace(series, multiplier=1.0), chart, "none")
    sizes = 1.0 if analysis.n is None or chart == "c" else _typical(analysis.n)
    expected, fewest = float(analysis.centre[-1]) * sizes, FEWEST_EVENTS[chart]
    if not expected < fewest:
        return None
    rare = f"There are about {expected:.1f} events a row; below {fewest} the limits say little."
    if chart in ("p", "pp"):
        instead = "Record the cases between events and use a G chart."
        return Advice(chart="g", reason=f"{rare} {instead}")
    return Advice(chart="t", reason=f"{rare} Record the time between events and use a T chart.")


def _too_tight(series: Series, chart: str) -> Advice | None:
    """Compare the spread between rows with what the limits of a P or U chart allow."""
    if chart not in ("p", "u") or series.n is None or not _typical(series.n) >= LARGE:
        return None
    sigma_z = analyse(series, f"{chart}p", "none").parts[-1].sigma_z
    if sigma_z is None or sigma_z < TOO_TIGHT:
        return None
    return Advice(
        chart=f"{chart}p",
        reason=f"Your denominators are large, and the points vary {sigma_z:.1f} times as much as "
        f"the limits of a {chart.upper()} chart allow. A {chart.upper()}′ chart takes that into "
        "account.",
    )


def _typical(n: Floats) -> float:
    known = n[np.isfinite(n)]
    return float(np.median(known)) if len(known) else 0.0
