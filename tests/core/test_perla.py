"""The number of runs against published and exact tables; shifts and trends by example."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from oracle_vectors import vectors

from natpatsip_desktop.core.perla import (
    PUBLISHED,
    exact_limits,
    runs_limits,
    tails_of_runs,
    trends,
)

TABLES = vectors()["runs_tables"]


def test_the_published_table_is_the_one_in_the_handbooks() -> None:
    rows = {
        row["n_useful"]: (row["lower"], row["upper"])
        for row in TABLES["published_5_percent_limits"]
    }
    assert rows == PUBLISHED


def test_exact_limits_equal_the_tables() -> None:
    for row in (*TABLES["exact_balanced"], *TABLES["exact_unbalanced"]):
        above, below = row["n_above"], row["n_below"]
        assert exact_limits(above, below) == (row["lower"], row["upper"]), row
        if "n_runs" in row:
            at_most, at_least = tails_of_runs(above, below)
            assert at_most[row["n_runs"] - 2] == pytest.approx(row["p_le"], rel=1e-9)
            assert at_least[row["n_runs"] - 2] == pytest.approx(row["p_ge"], rel=1e-9)


def chance(above: int, below: int, runs: int) -> Fraction:
    """Give P(R = runs) in fractions, straight from the formula of Wald and Wolfowitz."""

    def ways(pieces_above: int, pieces_below: int) -> int:
        return comb(above - 1, pieces_above - 1) * comb(below - 1, pieces_below - 1)

    half = runs // 2
    number = 2 * ways(half, half) if runs % 2 == 0 else ways(half + 1, half) + ways(half, half + 1)
    return Fraction(number, comb(above + below, above))


@pytest.mark.parametrize(("above", "below"), [(1, 1), (1, 7), (5, 5), (9, 4), (30, 33), (80, 61)])
def test_tails_equal_fractions(above: int, below: int) -> None:
    at_most, at_least = tails_of_runs(above, below)
    for place, (low, high) in enumerate(zip(at_most, at_least, strict=True)):
        runs = place + 2
        assert low == pytest.approx(
            float(sum(chance(above, below, r) for r in range(2, runs + 1))), rel=1e-9
        )
        assert high == pytest.approx(
            float(sum(chance(above, below, r) for r in range(runs, above + below + 1))), rel=1e-9
        )


def test_limits_are_published_to_60_points_and_exact_beyond() -> None:
    assert runs_limits(4, 5) is None
    assert runs_limits(30, 30) == (24, 38)
    assert runs_limits(31, 30) == exact_limits(31, 30)
    assert runs_limits(0, 80) is None
    limits = runs_limits(500_000, 500_000)
    assert limits is not None
    assert limits[0] == pytest.approx(500_001 - 1.959964 * 500, abs=2)


def spans(values: list[float]) -> list[tuple[int, int, int, int]]:
    return list(trends(np.array(values, dtype=np.float64)).rows())


def test_a_trend_needs_5_values_that_differ() -> None:
    assert spans([1, 2, 3, 4]) == []
    assert spans([1, 2, 3, 4, 5]) == [(0, 5, 5, 1)]
    assert spans([5, 5, 4, 3, 3, 2, 1, 1, 9]) == [(0, 8, 5, -1)]
    assert spans([]) == [] and spans([1]) == [] and spans([2, 2, 2, 2, 2, 2]) == []


def test_a_turning_point_belongs_to_both_trends() -> None:
    assert spans([1, 2, 3, 4, 5, 4, 3, 2, 1]) == [(0, 5, 5, 1), (4, 9, 5, -1)]
