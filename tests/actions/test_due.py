"""Which numbers are due: by the calendar of each measure, the longest wait first."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from natpatsip_desktop.actions.due import MOST, coming_measures, due_measures
from natpatsip_desktop.actions.entry import enter
from natpatsip_desktop.actions.home import project_rows
from natpatsip_desktop.actions.measures import add_own_measure, delete_measure
from natpatsip_desktop.actions.points import note_point, set_point
from natpatsip_desktop.actions.projects import delete_project, start_project
from natpatsip_desktop.core.point_checks import NO_DATA
from natpatsip_desktop.core.records import Better, Frequency, Measure, Project, Unit
from natpatsip_desktop.store.workbook import Workbook

OneStep = Callable[..., Any]
MONDAY = date(2025, 10, 13)


@pytest.fixture
def project(workbook: Workbook) -> Project:
    return start_project(workbook, "", "Warm babies")


def weekly(workbook: Workbook, project: Project, unit: Unit = Unit.COUNT) -> Measure:
    return add_own_measure(
        workbook, project.id, f"M {unit}", unit=unit, better=Better.DOWN, frequency=Frequency.WEEK
    )


def test_a_measure_without_numbers_waits_for_the_last_finished_period(
    workbook: Workbook, project: Project
) -> None:
    weekly(workbook, project)
    (due,) = due_measures(workbook, MONDAY)
    assert due.missing == (date(2025, 10, 6),)
    assert not due.overdue
    assert due.newest is None


def test_every_period_since_the_last_number_is_missing(
    workbook: Workbook, project: Project
) -> None:
    measure = weekly(workbook, project)
    set_point(workbook, measure.id, date(2025, 9, 22), value=4)
    (due,) = due_measures(workbook, MONDAY)
    assert due.missing == (date(2025, 9, 29), date(2025, 10, 6))
    assert due.overdue
    assert due.newest is not None
    assert due.newest.value == 4


def test_after_a_long_pause_only_the_last_periods_are_listed(
    workbook: Workbook, project: Project
) -> None:
    measure = weekly(workbook, project)
    set_point(workbook, measure.id, date(2024, 1, 1), value=4)
    (due,) = due_measures(workbook, MONDAY)
    assert len(due.missing) == MOST
    assert due.missing[-1] == date(2025, 10, 6)


def test_half_a_percentage_and_a_note_are_no_number(workbook: Workbook, project: Project) -> None:
    measure = weekly(workbook, project, Unit.PERCENT)
    point = set_point(workbook, measure.id, date(2025, 10, 6), numerator=3)
    assert point is not None
    note_point(workbook, point.id, "denominator to come")
    (due,) = due_measures(workbook, MONDAY)
    assert due.missing == (date(2025, 10, 6),)
    set_point(workbook, measure.id, date(2025, 10, 6), numerator=3, denominator=4)
    assert due_measures(workbook, MONDAY) == []


def test_what_is_up_to_date_comes_up_next(workbook: Workbook, project: Project) -> None:
    measure = weekly(workbook, project)
    set_point(workbook, measure.id, date(2025, 10, 6), value=1)
    assert due_measures(workbook, MONDAY) == []
    (coming,) = coming_measures(workbook, MONDAY)
    assert coming.ready == date(2025, 10, 19)


def test_the_longest_wait_comes_first(workbook: Workbook, project: Project) -> None:
    first, second = weekly(workbook, project), weekly(workbook, project, Unit.VALUE)
    set_point(workbook, first.id, date(2025, 9, 29), value=1)
    set_point(workbook, second.id, date(2025, 9, 15), value=1)
    assert [one.measure.id for one in due_measures(workbook, MONDAY)] == [second.id, first.id]


def test_nothing_is_due_for_what_is_deleted_or_has_no_calendar(
    workbook: Workbook, project: Project
) -> None:
    gone = weekly(workbook, project)
    delete_measure(workbook, gone.id)
    add_own_measure(
        workbook,
        project.id,
        "Days between",
        unit=Unit.DAYS,
        better=Better.UP,
        frequency=Frequency.EVENT,
    )
    other = start_project(workbook, "", "Put away")
    weekly(workbook, other)
    delete_project(workbook, other.id)
    assert due_measures(workbook, MONDAY) == []


def test_a_period_that_is_said_to_have_no_data_waits_no_more(
    workbook: Workbook, project: Project, one_step: OneStep
) -> None:
    measure = weekly(workbook, project)
    set_point(workbook, measure.id, date(2025, 9, 22), value=4)
    one_step(enter, measure.id, date(2025, 9, 29), {"note": f"{NO_DATA}week"})
    (due,) = due_measures(workbook, MONDAY)
    assert due.missing == (date(2025, 10, 6),)
    enter(workbook, measure.id, date(2025, 10, 6), {"note": "New rota"})
    assert due_measures(workbook, MONDAY), "any other note is no answer"
    enter(workbook, measure.id, date(2025, 10, 6), {"note": f"{NO_DATA}week"})
    assert due_measures(workbook, MONDAY) == []
    (row,) = project_rows(workbook, MONDAY)
    assert row.due_text == "Data due Monday"


def test_nobody_to_count_is_an_answer(workbook: Workbook, project: Project) -> None:
    measure = weekly(workbook, project, Unit.PERCENT)
    set_point(workbook, measure.id, date(2025, 9, 29), numerator=3, denominator=4)
    assert len(due_measures(workbook, MONDAY)) == 1
    set_point(workbook, measure.id, date(2025, 10, 6), numerator=0, denominator=0)
    assert due_measures(workbook, MONDAY) == []
