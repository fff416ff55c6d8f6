"""Rows of one period become one point."""

import numpy as np
import pytest

from natpatsip_desktop.core.grouping import group_numbers, group_sums, group_values

NAN = float("nan")
GROUP = group_numbers(["a", "a", "b", "a", "c"], ["a", "b", "c", "d"])
Y = np.array([1.0, 2.0, 5.0, 6.0, NAN])


def test_numerators_and_denominators_are_added_up_where_both_are_known() -> None:
    sums = group_sums(GROUP, 4, Y, np.array([10.0, NAN, 20.0, 30.0, 40.0]))
    np.testing.assert_array_equal(sums.y, [7, 5, NAN, NAN])
    np.testing.assert_array_equal(sums.n, [40, 20, NAN, NAN])


@pytest.mark.parametrize(
    ("how", "first"), [("mean", 3.0), ("median", 2.0), ("sum", 9.0), ("sd", 7**0.5)]
)
def test_values_are_summarised(how: str, first: float) -> None:
    grouped = group_values(GROUP, 4, Y, how)
    assert grouped.y[0] == pytest.approx(first)
    assert np.isnan(grouped.y[2:]).all()
    np.testing.assert_array_equal(grouped.n, [3, 1, 0, 0])
    np.testing.assert_allclose(grouped.sd, [7**0.5, NAN, NAN, NAN])
