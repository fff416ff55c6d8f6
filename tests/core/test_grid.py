"""The rows of the data grid: order, gaps, the next due period, and what belongs to each."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from natpatsip_desktop.core.charts import Badge, ChartSpec, Tone
from natpatsip_desktop.core.grid import GridRow, grid_rows, next_due
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.offers import charts_for, rule_sets_for, rules_after
from natpatsip_desktop.core.records import Better, Frequency, Measure, Point, Unit
from natpatsip_desktop.core.series import series_of
from natpatsip_desktop.core.spec import chart_of

MONDAY = date(2025, 1, 6)
WEEKLY = Measure(
    name="Births", unit=Unit.PERCENT, multiplier=100, frequency=Frequency.WEEK, better=Better.UP
)
EVENTS = Measure(name="Days between falls", unit=Unit.DAYS, frequency=Frequency.EVENT)


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def points_at(*numbers: int) -> list[Point]:
    return [Point(starts=week(n), numerator=8.0, denominator=10.0) for n in numbers]


def spec_of(measure: Measure, points: list[Point]) -> ChartSpec:
    cells = np.array(
        [[p.numerator, p.denominator, p.value, bool(p.left_out)] for p in points], dtype=float
    ).reshape(len(points), 4)
    series = series_of(measure, [p.starts for p in points], cells)
    return chart_of(analyse(series), measure)


def rows_of(measure: Measure, points: list[Point], today: date, *extra: date) -> list[GridRow]:
    return grid_rows(measure, points, spec_of(measure, points), today, extra)


def test_the_newest_period_comes_first_below_the_one_to_fill_in() -> None:
    rows = rows_of(WEEKLY, points_at(0, 1), week(2))
    assert [row.period for row in rows] == ["20 Jan 2025", "13 Jan 2025", "6 Jan 2025"]
    assert rows[0].point is None
    assert rows[1].result == "80"
    assert [row.dot for row in rows] == [-1, 1, 0]


def test_a_period_without_a_point_has_its_row() -> None:
    rows = rows_of(WEEKLY, points_at(0, 2), week(2))
    assert [(row.starts, row.point is None) for row in rows] == [
        (week(2), False),
        (week(1), True),
        (week(0), False),
    ]


def test_no_row_is_made_for_a_period_that_has_not_begun() -> None:
    points = points_at(0, 1)
    assert next_due(WEEKLY, points, week(1) + timedelta(days=6)) is None
    assert next_due(WEEKLY, points, week(2)) == week(2)


def test_an_empty_measure_starts_with_the_last_finished_period() -> None:
    rows = rows_of(WEEKLY, [], week(3) + timedelta(days=2))
    assert [row.starts for row in rows] == [week(2)]


def test_a_period_that_was_asked_for_has_its_row_with_those_between() -> None:
    rows = rows_of(WEEKLY, points_at(3), week(3), week(1))
    assert [row.starts for row in rows] == [week(3), week(2), week(1)]


def test_events_have_a_row_for_the_next_and_no_gaps() -> None:
    points = [Point(starts=week(0), value=4.0), Point(starts=week(5), value=9.0)]
    rows = rows_of(EVENTS, points, week(5))
    assert [(row.starts, row.item) for row in rows] == [(week(5), 1), (week(5), 0), (week(0), 0)]
    assert rows[0].period == "10 Feb 2025 (2)"
    assert [row.dot for row in rows] == [-1, 1, 0]


def test_a_row_carries_the_tone_of_its_dot_and_why_it_does_not_count() -> None:
    low = [Point(starts=week(n), numerator=5.0 + n % 3, denominator=10.0) for n in range(12)]
    high = [Point(starts=week(n), numerator=9.0, denominator=10.0) for n in range(12, 22)]
    rows = rows_of(WEEKLY, [*low, *high], week(21))
    assert rows[0].tone is Tone.IMPROVE
    assert rows[-1].tone is Tone.ORDINARY
    out = Point(starts=week(0), numerator=1.0, denominator=10.0, left_out="Forms lost", note="x")
    row = rows_of(WEEKLY, [out], week(0))[0]
    assert (row.left_out, row.text("note"), row.text("numerator")) == ("Forms lost", "x", "1")


def test_charts_and_rules_on_offer_fit_the_measure() -> None:
    assert "p" in charts_for(Unit.PERCENT)
    assert "p" not in charts_for(Unit.VALUE)
    assert "g" in charts_for(Unit.PERCENT, now="g")
    assert rule_sets_for("run")[0] == "anhoej"
    assert "mdc" in rule_sets_for("i")
    assert rule_sets_for("mr") == ("shewhart", "none")
    assert rules_after("i", "anhoej") == "shewhart"
    assert rules_after("p", "mdc") == "mdc"


def test_a_row_says_which_cycles_start_and_what_is_noted_in_its_period() -> None:
    points = points_at(0, 1)
    badges = (
        Badge(on=week(1) + timedelta(days=2), text="Reminders", number=4),
        Badge(on=week(1) + timedelta(days=4), text="Visits", number=5),
        Badge(on=week(0), text="Bank holiday"),
        Badge(on=week(1), text="Clinic shut"),
    )
    spec = replace(spec_of(WEEKLY, points), badges=badges)
    rows = grid_rows(WEEKLY, points, spec, week(1))
    assert [row.cycles for row in rows] == ["PDSA 4 and 5 start; Clinic shut", "Bank holiday"]


def test_a_median_of_few_points_is_one_so_far() -> None:
    few = spec_of(WEEKLY, points_at(0, 1, 2))
    assert [x.label for x in few.levels if x.role == "centre"] == ["Median so far 80%"]
