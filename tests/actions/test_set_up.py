"""How a measure is charted and judged, its phases and its place in the list."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from natpatsip_desktop.actions.charts import chart, options_of
from natpatsip_desktop.actions.measures import add_own_measure, measures, start_phase
from natpatsip_desktop.actions.points import set_point
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.actions.set_up import (
    change_phase,
    choose_chart,
    choose_rules,
    choose_unit,
    move_measure,
    set_main_measure,
    set_options,
)
from natpatsip_desktop.core.analysis import Options
from natpatsip_desktop.core.periods import next_start
from natpatsip_desktop.core.records import Better, Frequency, Measure, Phase, Project, Unit
from natpatsip_desktop.store.workbook import Workbook

MONDAY = date(2025, 1, 6)


@pytest.fixture
def project(workbook: Workbook) -> Project:
    return start_project(workbook, "", "Fewer falls")


def add(workbook: Workbook, project: Project, name: str) -> Measure:
    return add_own_measure(
        workbook, project.id, name, Unit.VALUE, Better.DOWN, frequency=Frequency.WEEK
    )


@pytest.fixture
def falls(workbook: Workbook, project: Project) -> Measure:
    return add(workbook, project, "Falls")


def fill(workbook: Workbook, measure: Measure, count: int = 14) -> None:
    day = MONDAY
    for i in range(count):
        set_point(workbook, measure.id, day, value=10.0 + i % 3)
        day = next_start(day, Frequency.WEEK)


def test_a_new_chart_brings_rules_that_fit_it(workbook: Workbook, falls: Measure) -> None:
    assert choose_chart(workbook, falls.id, "i").rules == "shewhart"
    assert choose_rules(workbook, falls.id, "mdc").rules == "mdc"
    assert choose_chart(workbook, falls.id, "run").rules == "anhoej"
    assert workbook.undo() == "Chart of Falls: Run chart"
    assert workbook.one(Measure, falls.id).rules == "mdc"


def test_another_unit_brings_its_multiplier_and_a_chart_that_suits_it(
    workbook: Workbook, falls: Measure
) -> None:
    choose_chart(workbook, falls.id, "xbar")
    changed = choose_unit(workbook, falls.id, Unit.PERCENT)
    assert (changed.multiplier, changed.chart, changed.rules) == (100, "run", "anhoej")
    choose_chart(workbook, falls.id, "i")
    assert choose_unit(workbook, falls.id, Unit.RATE).chart == "i"


def test_two_sigma_lines_are_drawn_on_request_only(workbook: Workbook, falls: Measure) -> None:
    fill(workbook, falls)
    choose_chart(workbook, falls.id, "i")
    assert not [x for x in chart(workbook, falls.id).levels if x.role in ("lower2", "upper2")]
    set_options(workbook, falls.id, "Show two-sigma lines", two_sigma=True)
    levels = {x.role: x for x in chart(workbook, falls.id).levels}
    assert levels["upper2"].label == ""
    assert levels["upper"].ys[-1] > levels["upper2"].ys[-1] > levels["centre"].ys[-1]  # type: ignore[operator]


def test_options_are_set_one_by_one(workbook: Workbook, falls: Measure) -> None:
    set_options(workbook, falls.id, "Keep outliers", screen=False)
    measure = set_options(workbook, falls.id, "6 points", points_for_shift=6)
    assert options_of(measure).screen is False
    assert options_of(measure).points_for_shift == 6
    assert workbook.undo_label == "6 points"


def test_a_period_under_correction_is_left_out_of_the_chart(
    workbook: Workbook, falls: Measure
) -> None:
    fill(workbook, falls, 3)
    shown = chart(workbook, falls.id, without=[MONDAY])
    assert [dot.y for dot in shown.dots] == [None, 11.0, 12.0]


def test_a_phase_is_given_a_name_a_reason_and_a_baseline(
    workbook: Workbook, falls: Measure
) -> None:
    phase = start_phase(workbook, falls.id, MONDAY)
    change_phase(workbook, phase.id, name="New beds", reason="All wards", baseline=12)
    kept = workbook.one(Phase, phase.id)
    assert (kept.name, kept.reason, kept.baseline) == ("New beds", "All wards", 12)
    assert workbook.undo() == "Change the phase from 6 January 2025"


def test_a_measure_is_moved_and_made_the_main_one(workbook: Workbook, project: Project) -> None:
    first, second, third = (add(workbook, project, name) for name in ("A", "B", "C"))
    move_measure(workbook, third.id, -1)
    assert [m.name for m in measures(workbook, project.id)] == ["A", "C", "B"]
    move_measure(workbook, first.id, -1)
    assert [m.name for m in measures(workbook, project.id)] == ["A", "C", "B"]
    workbook.undo()
    assert [m.name for m in measures(workbook, project.id)] == ["A", "B", "C"]
    assert set_main_measure(workbook, second.id).main_measure_id == second.id


def test_each_is_one_step_back(
    workbook: Workbook, project: Project, falls: Measure, one_step: Callable[..., Any]
) -> None:
    other = add(workbook, project, "Harm")
    phase = start_phase(workbook, falls.id, MONDAY)
    one_step(choose_chart, falls.id, "i")
    one_step(choose_rules, falls.id, "mdc")
    one_step(choose_unit, falls.id, Unit.RATE)
    one_step(set_options, falls.id, "6 points", points_for_shift=6)
    one_step(change_phase, phase.id, reason="New beds")
    one_step(set_main_measure, other.id)
    one_step(move_measure, other.id, -1)


@pytest.mark.parametrize(
    "text", ["{", "[1]", "7", "null", '{"screen": "no", "centre": {}, "enough": 1e99, "odd": 1}']
)
def test_options_that_make_no_sense_are_passed_over(
    workbook: Workbook, falls: Measure, text: str
) -> None:
    with workbook.edit("As another program might"):
        measure = workbook.change(falls, options=text)
    assert options_of(measure) == Options()
    assert chart(workbook, falls.id)
    measure = set_options(workbook, falls.id, "6 points", points_for_shift=6)
    assert options_of(measure).points_for_shift == 6
