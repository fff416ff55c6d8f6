"""From points to a series: gaps, subgroups, shares, phases and targets."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from natpatsip_desktop.core.records import Frequency, Measure, Phase, Target, Unit
from natpatsip_desktop.core.series import VALUE, by_period, series_of, target_now

NAN = np.nan
JAN, FEB, MAR, APR = (date(2025, month, 1) for month in (1, 2, 3, 4))


def percent(**words: object) -> Measure:
    return Measure(name="M", unit=Unit.PERCENT, multiplier=100.0, **words)


def values(*found: float) -> np.ndarray:
    return np.array([[NAN, NAN, value, 0.0] for value in found]).reshape(len(found), 4)


def test_a_period_without_a_point_is_a_gap_and_not_zero() -> None:
    series = series_of(Measure(unit=Unit.VALUE), [JAN, MAR], values(1.0, 3.0))
    assert series.starts == (JAN, FEB, MAR)
    np.testing.assert_array_equal(series.y, [1.0, NAN, 3.0])
    assert not series.left_out.any()


def test_events_have_no_calendar() -> None:
    measure = Measure(unit=Unit.DAYS, frequency=Frequency.EVENT)
    series = series_of(measure, [JAN, APR, APR], values(5.0, 90.0, 1.0))
    assert series.starts == (JAN, APR, APR)


def test_numerator_and_denominator_become_a_fraction_times_the_multiplier() -> None:
    cells = np.array([[1.0, 4.0, NAN, 0.0], [3.0, 4.0, NAN, 1.0]])
    series = series_of(percent(), [JAN, FEB], cells)
    assert series.n is not None
    np.testing.assert_array_equal(series.y / series.n * series.multiplier, [25.0, 75.0])
    assert series.left_out.tolist() == [False, True]


def test_a_percentage_without_its_numbers_stands_beside_those_with_them() -> None:
    cells = np.array([[1.0, 4.0, NAN, 0.0], [NAN, NAN, 88.0, 0.0]])
    series = series_of(percent(), [JAN, FEB], cells)
    assert series.n is not None
    np.testing.assert_allclose(series.y / series.n * series.multiplier, [25.0, 88.0])


def test_percentages_alone_are_values() -> None:
    series = series_of(percent(), [JAN, FEB], values(25.0, 88.0))
    assert (series.n, series.multiplier) == (None, 1.0)


@pytest.mark.parametrize(("chart", "expected"), [("run", 2.0), ("c", 6.0)])
def test_several_values_of_one_period_become_one_point(chart: str, expected: float) -> None:
    series = series_of(
        Measure(unit=Unit.COUNT, chart=chart), [JAN, JAN, JAN, MAR], values(1.0, 2.0, 3.0, 9.0)
    )
    np.testing.assert_array_equal(series.y, [expected, NAN, 9.0])


def test_subgroup_charts_keep_size_and_deviation() -> None:
    measure = Measure(unit=Unit.VALUE, chart="xbar")
    series = series_of(measure, [JAN, JAN, FEB], values(1.0, 3.0, 5.0))
    assert series.n is not None and series.sd is not None
    np.testing.assert_array_equal(series.y, [2.0, 5.0])
    np.testing.assert_array_equal(series.n, [2.0, 1.0])
    np.testing.assert_allclose(series.sd, [np.sqrt(2.0), NAN])


def test_a_period_is_left_out_when_all_its_values_are() -> None:
    cells = np.array([[NAN, NAN, 1.0, 1.0], [NAN, NAN, 2.0, 1.0], [NAN, NAN, 3.0, 1.0]])
    cells[2, 3] = 0.0
    series = series_of(Measure(unit=Unit.VALUE), [JAN, JAN, FEB], cells)
    assert series.left_out.tolist() == [True, False]


def test_a_phase_begins_at_the_first_point_on_or_after_its_day() -> None:
    phases = [Phase(starts=date(2025, 2, 10), baseline=12), Phase(starts=date(2030, 1, 1))]
    series = series_of(Measure(), [JAN, FEB, MAR], values(1.0, 2.0, 3.0), phases)
    assert [(p.first, p.baseline) for p in series.phases] == [(2, 12)]


def test_the_target_in_force_is_the_one_that_started_last() -> None:
    targets = [Target(value=80.0), Target(value=90.0, starts=FEB), Target(value=99.0, starts=APR)]
    assert target_now(targets, JAN) == 80.0
    assert target_now(targets, MAR) == 90.0
    assert target_now([], MAR) is None


def test_an_empty_measure_is_an_empty_series() -> None:
    series = series_of(percent(), [], np.empty((0, 4)))
    assert (len(series.y), series.starts) == (0, ())


def test_points_of_another_rhythm_fall_into_the_periods_they_lie_in() -> None:
    measure = Measure(unit=Unit.VALUE, frequency=Frequency.QUARTER)
    series = series_of(measure, [JAN, FEB, APR], values(1.0, 3.0, 5.0))
    assert series.starts == (JAN, APR)
    np.testing.assert_array_equal(series.y, [2.0, 5.0])


def test_days_between_events_are_counted_from_dates_alone() -> None:
    falls = Measure(name="Days between falls", unit=Unit.DAYS, frequency=Frequency.EVENT)
    days = [date(2025, 1, 5), date(2025, 1, 17), date(2025, 1, 20), date(2025, 1, 20)]
    bare = np.full((4, 4), np.nan)
    np.testing.assert_equal(series_of(falls, days, bare).y, [np.nan, 12, 3, 0])
    typed = bare.copy()
    typed[:, VALUE] = [np.nan, 11, 3, 1]
    np.testing.assert_equal(series_of(falls, days, typed).y, [np.nan, 11, 3, 1])
    monthly = replace(falls, frequency=Frequency.MONTH)
    assert np.isnan(series_of(monthly, days[:1], bare[:1]).y).all()


def test_subgroups_of_irregular_days_are_gathered_without_a_calendar() -> None:
    days = [date(2025, 1, 6), date(2025, 1, 6), date(2025, 3, 1)]
    out = np.zeros(3, dtype=np.bool_)
    found = by_period(days, np.array([4.0, 6.0, 7.0]), None, out, "xbar", Frequency.EVENT)
    assert found.starts == (date(2025, 1, 6), date(2025, 3, 1))
    np.testing.assert_equal(found.y, [5, 7])
    np.testing.assert_equal(found.n, [2, 1])


@pytest.mark.parametrize(("chart", "value"), [("xbar", 11.0), ("i", 11.0), ("c", 22.0)])
def test_a_row_that_is_left_out_does_not_count_towards_its_period(chart: str, value: float) -> None:
    days = [date(2025, 1, 1)] * 3 + [date(2025, 2, 1)] * 2
    y = np.array([10.0, 12.0, 500.0, 9.0, 7.0])
    out = np.array([False, False, True, True, True])
    whole = by_period(days, y, None, out, chart, Frequency.MONTH)
    assert whole.y[0] == value
    assert whole.left_out.tolist() == [False, True]
    assert whole.y[1] == (16.0 if chart == "c" else 8.0)
    if chart == "xbar":
        assert whole.n is not None and whole.n.tolist() == [2, 2]
