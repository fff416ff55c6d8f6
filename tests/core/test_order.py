"""Columns that only number the rows: known, set aside, and used where there are no dates."""

from datetime import date

import pytest

from natpatsip_desktop.core.cells import Row, Sheet
from natpatsip_desktop.core.records import Frequency, Measure, Unit
from natpatsip_desktop.core.understanding import Choices, Understood, understand

TODAY = date(2026, 11, 23)
WEEKLY = Measure(name="Falls", unit=Unit.COUNT, frequency=Frequency.WEEK)


def read(*rows: Row, measure: Measure | None = None, **choices: object) -> Understood:
    return understand(Sheet(rows=rows), measure, today=TODAY, choices=Choices(**choices))


@pytest.mark.parametrize("heading", ["x", "Index", "subgroup", "no", "i", "Week", ""])
def test_numbers_of_rows_are_not_read_as_values(heading: str) -> None:
    rows = [(heading or None, "falls"), (1.0, 40.0), (2.0, 50.0), (3.0, 45.0)]
    found = read(*rows, first=date(2025, 1, 6))
    assert [row.value for row in found.rows] == [40, 50, 45]
    assert found.columns.value == 1


@pytest.mark.parametrize("numbers", [(3.0, 4.0, 9.0), (1.0, 2.5, 3.0), (2.0, 1.0, 3.0)])
def test_a_column_that_might_be_counts_is_no_order(numbers: tuple[float, ...]) -> None:
    rows = [(number, 10.0 * number) for number in numbers]
    found = read(("no", "births"), *rows, first=date(2025, 1, 6))
    assert found.columns.numbers[0] == 0


def test_a_column_named_like_an_order_is_a_value_if_it_stands_alone() -> None:
    found = read(("x",), (1.0,), (2.0,), (3.0,), first=date(2025, 1, 6))
    assert [row.value for row in found.rows] == [1, 2, 3]


def test_row_names_beside_dates_are_set_aside() -> None:
    months = [(float(i), date(2025, i, 1), 10.0 + i) for i in (1, 2, 3)]
    found = read((None, "date", "y"), *months)
    assert [row.value for row in found.rows] == [11, 12, 13]
    assert not found.problems


def test_periods_are_counted_on_in_the_order_that_a_column_gives() -> None:
    rows = [("week", "falls"), (3.0, 45.0), (1.0, 40.0), (2.0, 50.0)]
    found = read(*rows, measure=WEEKLY, first=date(2025, 1, 6))
    assert {row.starts: row.value for row in found.rows} == {
        date(2025, 1, 6): 40,
        date(2025, 1, 13): 50,
        date(2025, 1, 20): 45,
    }
    assert "Counted on from 6 Jan 2025" in found.notes


def test_every_row_stays_as_it_stands_if_that_is_asked_for() -> None:
    months = [date(2025, 1, 1), date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]
    rows = [("month", "falls"), *zip(months, (4.0, 6.0, None, 5.0), strict=True)]
    found = read(*rows, as_it_stands=True)
    assert [(row.item, row.value) for row in found.rows] == [(0, 4), (1, 6), (0, None), (0, 5)]
    refused = read(*rows)
    assert len(refused.unread) == 2


def test_the_values_of_a_subgroup_all_come_in() -> None:
    days = [date(2025, 1, 6), date(2025, 1, 6), date(2025, 1, 13), date(2025, 1, 13)]
    rows = [("week", "ward", "minutes"), *zip(days, "ABAB", (40.0, 60.0, 50.0, 30.0), strict=True)]
    waits = Measure(name="Minutes", unit=Unit.VALUE, frequency=Frequency.WEEK, chart="xbar")
    found = read(*rows, measure=waits)
    assert [(row.starts.day, row.item, row.value) for row in found.rows] == [
        (6, 0, 40),
        (6, 1, 60),
        (13, 0, 50),
        (13, 1, 30),
    ]
    assert not found.problems
