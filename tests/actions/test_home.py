"""What is due, and how a project's row reads."""

from datetime import date

import pytest

from natpatsip_desktop.actions.charts import quick_chart
from natpatsip_desktop.actions.home import Due, due_for, project_row
from natpatsip_desktop.actions.measures import add_own_measure
from natpatsip_desktop.actions.points import set_point
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Better, Frequency, Measure, Project, Unit
from natpatsip_desktop.store.workbook import Workbook


@pytest.fixture
def project(workbook: Workbook) -> Project:
    return start_project(workbook, "", "Warm babies")


def weekly(workbook: Workbook, project: Project, newest: date | None) -> Measure:
    measure = add_own_measure(
        workbook, project.id, "Babies", Unit.COUNT, Better.UP, frequency=Frequency.WEEK
    )
    if newest:
        set_point(workbook, measure.id, newest, value=7.0)
    return measure


@pytest.mark.parametrize(
    ("newest", "today", "due", "words"),
    [
        (date(2025, 9, 29), date(2025, 10, 13), Due.NOW, "Data due today"),
        (date(2025, 9, 29), date(2025, 10, 15), Due.NOW, "Data due since 13 Oct 2025"),
        (date(2025, 9, 22), date(2025, 10, 13), Due.OVERDUE, "1 week overdue"),
        (date(2025, 9, 8), date(2025, 10, 13), Due.OVERDUE, "3 weeks overdue"),
        (date(2025, 10, 6), date(2025, 10, 16), Due.SOON, "Data due Monday"),
        (None, date(2025, 10, 16), Due.NOW, "Data due now"),
    ],
)
def test_a_number_is_due_when_its_period_is_over(
    workbook: Workbook, project: Project, newest: date | None, today: date, due: Due, words: str
) -> None:
    measure = weekly(workbook, project, newest)
    assert due_for(measure, quick_chart(workbook, measure.id), today) == (due, words)


def test_a_month_far_off_is_named_by_its_date(workbook: Workbook, project: Project) -> None:
    measure = add_own_measure(workbook, project.id, "Babies", Unit.COUNT, Better.UP)
    set_point(workbook, measure.id, date(2025, 9, 1), value=7.0)
    chart = quick_chart(workbook, measure.id)
    assert due_for(measure, chart, date(2025, 10, 13)) == (Due.SOON, "Data due 1 November")


def test_events_are_never_due(workbook: Workbook, project: Project) -> None:
    measure = add_own_measure(
        workbook, project.id, "Days", Unit.DAYS, Better.UP, frequency=Frequency.EVENT
    )
    chart = quick_chart(workbook, measure.id)
    assert due_for(measure, chart, date(2025, 10, 13)) == (Due.NOTHING, "Nothing due")


def test_a_project_without_a_measure_says_what_to_do(workbook: Workbook, project: Project) -> None:
    row = project_row(workbook, project, date(2025, 10, 13))
    assert row.reading.short == "No measure yet"
    assert row.spoken.startswith("Warm babies. No measure yet")
