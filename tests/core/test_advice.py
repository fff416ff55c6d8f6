"""Help with choosing a chart: the two questions, and second thoughts once there are numbers."""

import numpy as np
import pytest

from natpatsip_desktop.core.advice import Advice, Number, advise, second_thoughts
from natpatsip_desktop.core.analysis import Floats, Series
from natpatsip_desktop.core.limits import CHARTS

MONTHS = 24


def wobbling(centre: float, amount: float) -> Floats:
    """Give values that step up and down round a centre."""
    return centre + amount * np.tile([1.0, -1.0, 0.5, -0.5], MONTHS // 4)


@pytest.mark.parametrize(
    ("number", "steady", "chart"),
    [
        (Number.PERCENTAGE, True, "p"),
        (Number.PERCENTAGE, False, "p"),
        (Number.RATE, False, "u"),
        (Number.COUNT, True, "c"),
        (Number.COUNT, False, "u"),
        (Number.VALUE, True, "i"),
        (Number.VALUE, False, "i"),
        (Number.TIME_BETWEEN, False, "t"),
        (Number.CASES_BETWEEN, True, "g"),
    ],
)
def test_two_questions_give_a_chart_with_its_reason(
    number: Number, steady: bool, chart: str
) -> None:
    advice = advise(number, steady)
    assert advice.chart == chart and advice.reason.endswith(".")


@pytest.mark.parametrize("number", Number)
def test_fewer_than_12_points_stay_a_run_chart(number: Number) -> None:
    advice = advise(number, points=11)
    assert advice.chart == "run" and advice.later == advise(number, points=12).chart
    assert "11" in advice.reason


def test_every_chart_advised_exists() -> None:
    assert {advise(number, steady).chart for number in Number for steady in (True, False)} <= set(
        CHARTS
    )


def thoughts(chart: str, y: Floats, n: float | None = None) -> Advice | None:
    return second_thoughts(Series(y=y, n=None if n is None else np.full(len(y), n)), chart)


@pytest.mark.parametrize("chart", ["p", "u"])
def test_limits_far_too_tight_for_large_denominators_suggest_laney(chart: str) -> None:
    advice = thoughts(chart, wobbling(5000, 600), 20000)
    assert advice is not None and advice.chart == f"{chart}p" and "times as much" in advice.reason


def test_limits_that_fit_are_left_alone() -> None:
    assert thoughts("p", wobbling(5000, 50), 20000) is None  # sigma of the count is about 61
    assert thoughts("p", wobbling(50, 20), 200) is None  # too tight, but the denominators are small
    assert thoughts("i", wobbling(50, 20)) is None


def test_rare_events_suggest_time_or_cases_between() -> None:
    rare = np.tile([0.0, 1.0, 0.0, 2.0], 6)
    for chart, n, suggested in (("c", None, "t"), ("u", 900.0, "t"), ("p", 40.0, "g")):
        advice = thoughts(chart, rare, n)
        assert advice is not None and advice.chart == suggested, chart
    assert thoughts("c", rare + 5) is None


def test_second_thoughts_come_from_observed_points_only() -> None:
    y = wobbling(50, 5)
    y[11:] = np.nan
    advice = thoughts("i", y)
    assert advice is not None and (advice.chart, advice.later) == ("run", "i")
    assert thoughts("run", y) is None
    assert thoughts("p", np.zeros(0), 5) is None
    assert thoughts("p", np.full(20, np.nan), 5) is None
    assert thoughts("p", np.full(20, 3.0), np.nan) is None
