"""Constants of control charts by subgroup size (Montgomery, Introduction to SQC)."""

from collections.abc import Callable
from functools import cache
from math import exp, lgamma, nan, sqrt

import numpy as np

from natpatsip_desktop.core.analysis import Floats

Constant = Callable[[int, float], float]  # of a subgroup size and a number of sigmas
D2 = 1.128  # mean range of 2 values in sigmas; 4 digits on purpose, as published and in all tools
MDC_FACTOR = 2.66  # 3 / D2 rounded: what Making Data Count multiplies the mean moving range by
RANGE_LIMIT = 3.267  # D4 of 2 values: upper limit of moving ranges, in mean moving ranges
RANGE_LIMIT_2 = 2.178  # the same for the 2-sigma line
T_POWER = 3.6  # time between events to this root is about normal (Nelson LS, 1994)
SERIES_BEYOND = 100  # from this size on lgamma cancels too many digits


@cache
def c4(size: int) -> float:
    """Give the mean standard deviation of `size` normal values, in sigmas; NaN below 2.

    sqrt(2/(n-1)) * gamma(n/2) / gamma((n-1)/2), and its asymptotic series for large n.
    """
    if size < 2:
        return nan
    if size > SERIES_BEYOND:
        x = 1 / (size - 1)
        tail = x * (1 / 32 + x * (5 / 128 - x * (21 / 2048 + x * (399 / 8192 - x * 869 / 65536))))
        return 1 - x * (1 / 4 - tail)
    return sqrt(2 / (size - 1)) * exp(lgamma(size / 2) - lgamma((size - 1) / 2))


@cache
def c5(size: int) -> float:
    """Give the standard deviation of the standard deviation of `size` normal values, in sigmas."""
    return sqrt(1 - c4(size) ** 2) if size >= 2 else nan


def a3(size: int, sigmas: float = 3) -> float:
    """Give the distance of Xbar limits from the centre, in mean standard deviations."""
    return sigmas / (c4(size) * sqrt(size)) if size >= 2 else nan


def b3(size: int, sigmas: float = 3) -> float:
    """Give the lower limit of an S chart, in mean standard deviations."""
    return max(0.0, 1 - sigmas * c5(size) / c4(size)) if size >= 2 else nan


def b4(size: int, sigmas: float = 3) -> float:
    """Give the upper limit of an S chart, in mean standard deviations."""
    return 1 + sigmas * c5(size) / c4(size) if size >= 2 else nan


def by_size(sizes: Floats) -> Callable[[Constant, float], Floats]:
    """Return a way to look constants up for these subgroup sizes, of which there are few.

    It gives a number for each size; NaN where a size is missing or below 2.
    """
    known, where = np.unique(np.nan_to_num(sizes).astype(np.intp), return_inverse=True)

    def look_up(constant: Constant, sigmas: float) -> Floats:
        return np.array([constant(size, sigmas) for size in known.tolist()], np.float64)[where]

    return look_up
