"""Constants of control charts against high-precision tables."""

from math import isnan, pi, sqrt

import numpy as np
import pytest
from oracle_vectors import vectors

from natpatsip_desktop.core.constants import (
    D2,
    MDC_FACTOR,
    RANGE_LIMIT,
    a3,
    b3,
    b4,
    by_size,
    c4,
    c5,
)

TABLES = vectors()["constants"]


@pytest.mark.parametrize("row", [*TABLES["table"], *TABLES["large"]], ids=lambda row: str(row["n"]))
def test_constants_equal_the_published_tables(row: dict[str, float]) -> None:
    size = int(row["n"])
    ours = {"c4": c4(size), "c5": c5(size), "A3": a3(size), "B3": b3(size), "B4": b4(size)}
    for name, value in ours.items():
        assert value == pytest.approx(row[name], rel=1e-9, abs=1e-12), name


def test_the_rounded_constants_of_two_points_are_those_of_the_table() -> None:
    two = next(row for row in TABLES["table"] if row["n"] == 2)
    assert round(two["d2"], 3) == D2 and two["d2"] == pytest.approx(2 / sqrt(pi))
    assert round(two["D4"], 3) == RANGE_LIMIT
    assert round(3 / D2, 2) == MDC_FACTOR


def test_both_ways_to_c4_meet() -> None:
    # c4(n) c4(n + 1) is sqrt((n - 1) / n), whatever way either was found.
    for size in (2, 50, 100, 101, 1000, 100_000):
        assert c4(size) * c4(size + 1) == pytest.approx(sqrt((size - 1) / size), rel=1e-13)


def test_one_value_has_no_constants() -> None:
    assert all(isnan(constant(1)) for constant in (c4, c5, a3, b3, b4))


def test_constants_are_looked_up_for_each_size() -> None:
    found = by_size(np.array([5.0, np.nan, 2.0, 0.0, 5.0]))(a3, 3)
    np.testing.assert_allclose(found, [a3(5), np.nan, a3(2), np.nan, a3(5)])
    assert a3(5, 2) == pytest.approx(a3(5) * 2 / 3)
