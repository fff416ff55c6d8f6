"""What is offered about a chart: a phase at a sustained shift, a chart that fits, doubts."""

from collections.abc import Sequence
from datetime import date

import pytest

from natpatsip_desktop.actions.advising import (
    Answers,
    can_use,
    chart_advice,
    chart_doubts,
    cycle_near,
    first_answers,
    phase_offer,
)
from natpatsip_desktop.actions.charts import judge
from natpatsip_desktop.actions.cycles import plan_cycle
from natpatsip_desktop.actions.measures import add_own_measure, start_phase
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.actions.set_up import choose_chart, choose_rules
from natpatsip_desktop.core.advice import Number
from natpatsip_desktop.core.records import Better, Measure, Point, Unit
from natpatsip_desktop.store.workbook import Workbook

BEFORE = [5.0, 3.0, 6.0, 4.0] * 4
AFTER = [9.0, 8.0, 9.0, 10.0, 8.0, 9.0, 8.0, 9.0, 10.0, 9.0]
SHIFT = date(2025, 5, 1)


def month(number: int) -> date:
    return date(2024 + number // 12, number % 12 + 1, 1)


def measure_of(
    workbook: Workbook,
    values: Sequence[float],
    unit: Unit = Unit.COUNT,
    sizes: Sequence[float] = (),
) -> Measure:
    """Add a project with one monthly measure that has these numbers."""
    project = start_project(workbook, "MN-SFP", "Smoke-free pregnancies")
    measure = add_own_measure(workbook, project.id, "Falls", unit, Better.DOWN)
    with workbook.edit("Add points"):
        for n, value in enumerate(values):
            cells = (
                {"numerator": value, "denominator": sizes[n]} if len(sizes) else {"value": value}
            )
            workbook.insert(Point(measure_id=measure.id, starts=month(n), **cells))
    return measure


def test_a_sustained_shift_is_offered_with_its_date_in_words(workbook: Workbook) -> None:
    measure = measure_of(workbook, BEFORE + AFTER)
    offer = phase_offer(judge(workbook, measure.id))
    assert offer is not None
    assert offer.starts == SHIFT
    assert "Start a phase at 1 May 2025?" in offer.words
    assert len(judge(workbook, measure.id).analysis.parts) == 1  # offered, not applied


def test_the_newest_cycle_before_the_shift_comes_with_the_offer(workbook: Workbook) -> None:
    measure = measure_of(workbook, BEFORE + AFTER)
    for starts in (date(2025, 3, 3), date(2025, 4, 7), date(2025, 6, 2)):
        plan_cycle(workbook, measure.project_id, f"Test of {starts}", starts=starts)
    cycle = cycle_near(workbook, measure, SHIFT)
    assert cycle is not None and cycle.starts == date(2025, 4, 7)
    assert cycle_near(workbook, measure, date(2025, 1, 1)) is None


@pytest.mark.parametrize("how", ["started", "off", "steady"])
def test_nothing_is_offered_where_there_is_nothing_to_start(workbook: Workbook, how: str) -> None:
    measure = measure_of(workbook, BEFORE if how == "steady" else BEFORE + AFTER)
    if how == "started":
        start_phase(workbook, measure.id, SHIFT)
    if how == "off":
        choose_rules(workbook, measure.id, "none")
    assert phase_offer(judge(workbook, measure.id)) is None


def test_a_run_that_speaks_now_is_offered_where_it_began(
    workbook: Workbook,
) -> None:
    # 12 points fix the level before, and only 8 of the run come after them.
    measure = measure_of(workbook, [5.0, 3.0] * 5 + [9.0, 8.0] * 5)
    choose_rules(workbook, measure.id, "perla")
    offer = phase_offer(judge(workbook, measure.id))
    assert offer is not None
    assert offer.starts == month(10)
    assert offer.words.startswith("10 points in a row from 1 November 2024")


@pytest.mark.parametrize(
    ("unit", "sizes", "answers"),
    [
        (Unit.PERCENT, [50, 55] * 8, Answers(number=Number.PERCENTAGE)),
        (Unit.PERCENT, [20, 80] * 8, Answers(number=Number.PERCENTAGE, steady=False)),
        (Unit.DAYS, [], Answers(number=Number.TIME_BETWEEN)),
    ],
)
def test_what_is_known_already_answers_the_questions(
    workbook: Workbook, unit: Unit, sizes: list[float], answers: Answers
) -> None:
    measure = measure_of(workbook, BEFORE, unit, sizes)
    assert first_answers(judge(workbook, measure.id)) == answers


def test_two_answers_give_a_chart_and_few_points_a_run_chart(workbook: Workbook) -> None:
    measure = measure_of(workbook, BEFORE)
    judged = judge(workbook, measure.id)
    assert chart_advice(judged, Answers(number=Number.COUNT)).chart == "c"
    changing = chart_advice(judged, Answers(number=Number.COUNT, steady=False))
    assert changing.chart == "u" and not can_use(judged, "u")
    few = judge(workbook, measure_of(workbook, BEFORE[:11]).id)
    advice = chart_advice(few, Answers(number=Number.COUNT))
    assert (advice.chart, advice.later) == ("run", "c")


def test_doubts_are_about_the_present_chart(workbook: Workbook) -> None:
    wobbly = [5600.0, 4400.0] * 12
    measure = measure_of(workbook, wobbly, Unit.PERCENT, [20000] * 24)
    assert chart_doubts(judge(workbook, measure.id)) is None
    choose_chart(workbook, measure.id, "p")
    doubt = chart_doubts(judge(workbook, measure.id))
    assert doubt is not None and doubt.chart == "pp"
    choose_chart(workbook, measure.id, "pp")
    assert chart_doubts(judge(workbook, measure.id)) is None


def test_rare_events_and_few_points_are_doubted(workbook: Workbook) -> None:
    rare = measure_of(workbook, [0.0, 1.0, 0.0, 2.0] * 6)
    choose_chart(workbook, rare.id, "c")
    doubt = chart_doubts(judge(workbook, rare.id))
    assert doubt is not None and doubt.chart == "t"
    few = measure_of(workbook, BEFORE[:8])
    choose_chart(workbook, few.id, "i")
    doubt = chart_doubts(judge(workbook, few.id))
    assert doubt is not None and doubt.chart == "run"


def test_large_denominators_are_advised_the_wider_limits_at_once(workbook: Workbook) -> None:
    shares = [8000.0 + 400 * (at % 5) for at in range(24)]
    measure = measure_of(workbook, shares, Unit.PERCENT, [12000.0] * 24)
    judged = judge(workbook, measure.id)
    advice = chart_advice(judged, first_answers(judged))
    assert advice.chart == "pp"
    assert advice.reason.startswith("Your denominators are large")
