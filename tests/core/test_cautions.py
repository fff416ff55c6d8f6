"""What a reader is told to bear in mind, and bad rows as problems."""

import numpy as np
import pytest

from natpatsip_desktop.core.analysis import Floats, Options, PhaseStart, Series
from natpatsip_desktop.core.checks import check_series
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.errors import Severity

NAN = float("nan")


def row(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


def cautions(series: Series, chart: str = "run", rules: str | None = None) -> tuple[str, ...]:
    return analyse(series, chart, rules).cautions


STEADY = row(*[1, 9, 2, 8] * 8)


def test_enough_steady_points_need_no_caution() -> None:
    for chart in ("run", "i", "c", "g", "mr"):
        assert cautions(Series(y=STEADY), chart) == ()
    assert cautions(Series(y=STEADY), "i", "mdc") == ()


def test_few_useful_points_are_counted() -> None:
    nine = row(1, 9, 2, 8, 3, 7, 4, 6, 5)
    assert cautions(Series(y=nine)) == ("8 of the 10 points needed",)  # one is on the median
    assert cautions(Series(y=nine), "run", "perla") == ("8 of the 10 points needed",)


def test_few_points_make_trial_limits() -> None:
    assert cautions(Series(y=STEADY[:11]), "i") == ("trial limits, 11 points",)
    assert cautions(Series(y=STEADY[:12]), "i") == ()
    assert cautions(Series(y=STEADY[:12]), "i", "mdc") == ("trial limits, 12 points",)
    baseline = (PhaseStart(first=0, baseline=5),)
    assert cautions(Series(y=STEADY, phases=baseline), "i") == ("trial limits, 5 points",)


def test_no_limits_are_told_from_trial_limits() -> None:
    assert cautions(Series(y=row(5)), "i", "mdc") == ("no limits yet",)
    assert cautions(Series(y=row(NAN, NAN)), "i", "mdc") == ()
    alone = row(*[5, NAN] * 13)
    assert "no limits yet" in cautions(Series(y=alone), "i")


def test_each_phase_of_several_names_its_own() -> None:
    phases = (PhaseStart(first=24),)
    assert cautions(Series(y=STEADY[:29], phases=phases), "i") == (
        "phase 2: 5 of the 10 points needed",
        "phase 2: trial limits, 5 points",
    )


def test_a_baseline_still_filling_up_says_so() -> None:
    phases = (PhaseStart(first=0, baseline=20),)
    assert cautions(Series(y=STEADY[:14], phases=phases), "i") == (
        "14 of the 20 points of the baseline so far",
    )


def test_left_out_points_are_counted() -> None:
    left_out = np.zeros(32, dtype=np.bool_)
    left_out[4] = True
    assert cautions(Series(y=STEADY, left_out=left_out)) == ("1 point left out",)
    left_out[7] = True
    assert cautions(Series(y=STEADY, left_out=left_out)) == ("2 points left out",)


def test_rows_read_as_missing_are_counted() -> None:
    n = np.full(32, 20.0)
    n[3] = 0
    assert cautions(Series(y=STEADY, n=n), "p") == (
        "1 point with a denominator of 0 read as missing",
    )
    zero = STEADY.copy()
    zero[:2] = 0
    assert cautions(Series(y=zero), "t") == ("2 points at 0 or below read as missing",)


def test_screening_that_leaves_no_variation_says_so() -> None:
    mostly_zero = row(*[0] * 10, 7, *[0] * 10)
    words = "screening left no variation, so the limits lie on the centre line"
    assert words in cautions(Series(y=mostly_zero), "i")
    assert words not in analyse(Series(y=mostly_zero), "i", options=Options(screen=False)).cautions
    assert words not in cautions(Series(y=row(*[5] * 20)), "i")  # nothing was screened away


# -- bad rows ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chart", "y", "n", "where", "words"),
    [
        ("p", row(1, 6), row(5, 5), "row 2", "The numerator must be 5 or less"),
        ("pp", row(6, 1), row(5, 5), "row 1", "5 or less"),
        ("c", row(1, -1), None, "row 2", "0 or more"),
        ("g", row(-3), None, "row 1", "0 or more"),
        ("u", row(1, -1), row(5, 5), "row 2", "0 or more"),
        ("t", row(1, 2, 0), None, "row 3", "above 0"),
        ("i", row(1, float("inf")), None, "row 2", "Enter a number"),
        ("u", row(1, 1), row(-5, 5), "row 1", "denominator above 0"),
        ("u", row(1, 1), row(5, float("inf")), "row 2", "denominator above 0"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(
    chart: str, y: Floats, n: Floats | None, where: str, words: str
) -> None:
    [problem] = check_series(Series(y=y, n=n), chart)
    assert problem.where == where and words in problem.what
    assert problem.severity is Severity.ERROR


def test_missing_and_zero_denominators_are_warnings() -> None:
    problems = check_series(Series(y=row(1, 2, NAN, 4), n=row(0, NAN, NAN, 5)), "u")
    assert [problem.where for problem in problems] == ["row 1", "row 2"]
    assert all(problem.severity is Severity.WARNING for problem in problems)


def test_all_problems_are_listed_in_the_order_of_rows() -> None:
    problems = check_series(Series(y=row(9, -1, 3, 8), n=row(5, 5, 0, 5)), "p")
    assert [problem.where for problem in problems] == ["row 1", "row 2", "row 3", "row 4"]


def test_what_a_chart_can_use_is_no_problem() -> None:
    assert not check_series(Series(y=row(-1, NAN, 0)), "i")
    assert not check_series(Series(y=row(9, 5), n=row(5, 5)), "u")  # a rate may be above 1
    assert not check_series(Series(y=row(5, 0), n=row(5, 5)), "p")


@pytest.mark.parametrize("chart", ["p", "pp", "u", "up", "ip"])
def test_a_ratio_without_denominators_has_no_limits_instead_of_wrong_ones(chart: str) -> None:
    analysis = analyse(Series(y=np.array([3.2, 4.1, 2.8] * 5)), chart)
    assert np.isnan(analysis.upper).all() and np.isnan(analysis.lower).all()
    assert analysis.centre[0] == pytest.approx(10.1 / 3)
    assert "no limits, since there are no denominators" in analysis.cautions
