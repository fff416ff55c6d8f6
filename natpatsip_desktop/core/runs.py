"""Runs of points, and the Anhøj rules: is a run too long, does the line cross too seldom?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log2

import numpy as np

from natpatsip_desktop.core.analysis import Ints, Signs

EXACT_UP_TO = 400  # useful points for which the crossings limit is summed in whole numbers


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of equal entries of an array: where each begins and how long it is."""

    first: Ints
    length: Ints

    @property
    def crossings(self) -> int:
        return max(len(self.first) - 1, 0)

    @property
    def longest(self) -> int:
        return int(self.length.max(initial=0))


def runs_of(signs: Signs) -> Runs:
    """Find the stretches of equal entries (run-length encoding)."""
    changes = (signs[1:] != signs[:-1]).nonzero()[0]
    edges = np.empty(len(changes) + 2, dtype=np.intp)
    edges[0], edges[-1] = 0, len(signs)
    np.add(changes, 1, out=edges[1:-1])
    first = edges[:-1] if len(signs) else edges[:0]
    return Runs(first, edges[1 : len(first) + 1] - first)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of points that a rule marks: from `first` up to but not including `after`.

    `length` is what the rule counts; `signs` is 1 for above or up and -1 for below or down.
    """

    first: Ints
    after: Ints
    length: Ints
    signs: Signs

    def rows(self) -> Iterator[tuple[int, int, int, int]]:
        """Give first, after, length and sign of each stretch."""
        columns = self.first, self.after, self.length, self.signs
        return zip(*(column.tolist() for column in columns), strict=True)


def long_runs(signs: Signs, least: int) -> Stretches:
    """Find the runs of `least` or more entries on one side; zeros belong to no side."""
    runs = runs_of(signs)
    long = ((runs.length >= least) & (signs[runs.first] != 0)).nonzero()[0]
    first, length = runs.first[long], runs.length[long]
    return Stretches(first, first + length, length, signs[first])


@cache
def longest_run_limit(useful: int) -> int:
    """Give the longest run that chance alone usually makes among `useful` points.

    round(log2(n)) + 3: Schilling MF, Math Mag 2012;85:141, as used by Anhøj and Olesen 2014.
    """
    return round(log2(useful)) + 3


@cache
def crossings_limit(useful: int) -> int:
    """Give the fewest crossings that chance alone usually makes among `useful` points.

    The 5 % quantile of the binomial distribution with n - 1 trials and p = 0.5: Chen Z, 2010,
    as used by Anhøj and Olesen, PLoS ONE 2014;9(11):e113825.
    """
    steps = useful - 1
    return exact_quantile(steps) if useful <= EXACT_UP_TO else fast_quantile(steps)


def exact_quantile(steps: int) -> int:
    """Give the smallest k with P(X <= k) >= 1/20 for X ~ Bin(steps, 1/2), in whole numbers."""
    ways = total = 1
    k = 0
    while 20 * total < 1 << steps:
        ways = ways * (steps - k) // (k + 1)
        k += 1
        total += ways
    return k


def fast_quantile(steps: int) -> int:
    """Give what `exact_quantile` gives, from the 10 standard deviations below the middle.

    Each probability is a product of ratios from the middle one, and the whole adds up to 1 by
    symmetry, so the relative error stays below 3e-16 for each factor. Whatever lies closer to
    1/20 than that is decided in whole numbers.
    """
    middle = steps // 2
    k = np.arange(middle, max(middle - 5 * int(steps**0.5) - 10, 0), -1, dtype=np.float64)
    weights = np.cumprod(np.concatenate(([1.0], k / (steps - k + 1))))
    centre_once = steps % 2 == 0
    below = np.cumsum(weights[::-1]) / (2 * weights.sum() - centre_once * weights[0])
    if np.abs(below - 0.05).min() < 3e-16 * len(k):
        return exact_quantile(steps)
    return middle - len(k) + int(np.searchsorted(below, 0.05))


@dataclass(frozen=True, slots=True)
class RunsVerdict:
    """Longest run and crossings of one part beside what chance usually makes.

    All numbers are None where no point is useful.
    """

    runs: Runs
    useful: int
    longest: int | None = None
    longest_limit: int | None = None
    crossings: int | None = None
    crossings_limit: int | None = None

    @property
    def too_long(self) -> bool:
        return self.useful > 0 and self.runs.longest > longest_run_limit(self.useful)

    @property
    def too_few(self) -> bool:
        return self.useful > 0 and self.runs.crossings < crossings_limit(self.useful)


def judge_runs(signs: Signs) -> RunsVerdict:
    """Compare the runs among the useful points with the Anhøj limits.

    `signs` holds 1 or -1 for every point that is neither missing, left out nor on the centre
    line (Anhøj and Olesen 2014: points on the line neither break nor lengthen a run).
    """
    useful, runs = len(signs), runs_of(signs)
    if not useful:
        return RunsVerdict(runs, 0)
    limits = longest_run_limit(useful), crossings_limit(useful)
    return RunsVerdict(runs, useful, runs.longest, limits[0], runs.crossings, limits[1])
