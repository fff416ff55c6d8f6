"""Help with a measure's chart: a phase to start, a chart that fits, doubts about the present one.

Everything here is an offer; a person decides, and nothing is applied.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from natpatsip_desktop.actions.charts import Judged
from natpatsip_desktop.core.advice import Advice, Number, advise, second_thoughts
from natpatsip_desktop.core.offers import charts_for
from natpatsip_desktop.core.reading import cycle_before
from natpatsip_desktop.core.records import Cycle, Measure, Unit
from natpatsip_desktop.core.shift import Suggestion, offered_phase
from natpatsip_desktop.store.workbook import Workbook

# Denominators within a quarter of their mean draw limits that look straight (Provost and Murray).
STEADY = 0.25
NUMBERS = {
    Unit.PERCENT: Number.PERCENTAGE,
    Unit.RATE: Number.RATE,
    Unit.COUNT: Number.COUNT,
    Unit.VALUE: Number.VALUE,
    Unit.DAYS: Number.TIME_BETWEEN,
    Unit.CASES: Number.CASES_BETWEEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers to the two questions: what each number is, is its denominator steady?"""

    number: Number
    steady: bool = True


def phase_offer(judged: Judged) -> Suggestion | None:
    """Offer to start a phase at a sustained shift; its words name the date and what was seen.

    None where nothing is offered, or where the numbers have no dates to start at.
    """
    suggestion = offered_phase(judged.analysis)
    return suggestion if suggestion is not None and suggestion.starts is not None else None


def cycle_near(workbook: Workbook, measure: Measure, starts: date) -> Cycle | None:
    """Return the newest PDSA cycle that started before a phase would, if it was not long before."""
    cycles = workbook.all(Cycle, "number", project_id=measure.project_id, deleted_at=None)
    return cycle_before(starts, cycles)


def first_answers(judged: Judged) -> Answers:
    """Answer the two questions as far as the measure and its numbers do already."""
    n = judged.series.n
    known = np.zeros(0) if n is None else n[np.isfinite(n) & (n > 0)]
    steady = not len(known) or bool(np.all(np.abs(known / known.mean() - 1) <= STEADY))
    return Answers(number=NUMBERS[judged.measure.unit], steady=steady)


def chart_advice(judged: Judged, answers: Answers) -> Advice:
    """Suggest a chart with its reason; while there are too few points it is a run chart.

    Where the numbers that are there already do not suit it, it is the chart that they suit.
    """
    points = int(np.count_nonzero(np.isfinite(judged.series.y)))
    advice = advise(answers.number, answers.steady, points)
    if advice.chart not in ("p", "u") or judged.series.n is None:
        return advice
    return second_thoughts(judged.series, advice.chart) or advice


def chart_doubts(judged: Judged) -> Advice | None:
    """Suggest another chart where the numbers do not suit the present one."""
    return second_thoughts(judged.series, judged.measure.chart)


def can_use(judged: Judged, chart: str) -> bool:
    """Tell whether the numbers of a measure, as they are entered now, can be drawn so."""
    return chart in charts_for(judged.measure.unit)
