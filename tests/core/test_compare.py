"""Values are compared with lines unrounded, and rounding noise is no difference."""

import numpy as np
import pytest

from natpatsip_desktop.core.compare import beyond, sides


def test_rounding_noise_lies_on_the_line_and_a_true_difference_does_not() -> None:
    values = np.array([0.1 + 0.2, 0.3, 0.3 + 1e-11, 0.3 - 1e-11, np.nan])
    assert sides(values, 0.3).tolist() == [0, 0, 1, -1, 0]
    assert sides(values * 1e12, 0.3e12).tolist() == [0, 0, 1, -1, 0]
    assert sides(values, float("nan")).tolist() == [0] * 5


def test_a_line_at_zero_has_no_noise() -> None:
    assert sides(np.array([0.0, -0.0, 1e-300, -1e-300]), 0.0).tolist() == [0, 0, 1, -1]


@pytest.mark.parametrize("as_line", [float, lambda value: np.full(5, value)])
def test_a_limit_is_as_noisy_as_its_centre(as_line: object) -> None:
    lower, upper, centre = (as_line(v) for v in (1e-17, 18.0, 9.0))  # type: ignore[operator]
    values = np.array([0.0, 1e-11 - 2e-11, 18.0, 18.1, -5])
    assert beyond(values, lower, upper, centre).tolist() == [0, -1, 0, 1, -1]
