"""The run chart rules of Perla, Provost and Murray: shift, trend, too few or too many runs.

Perla RJ, Provost LP, Murray SK. BMJ Qual Saf 2011;20:46-51. The fourth rule, an astronomical
point, is a judgement that a person makes and marks; nothing is computed for it.
"""

from functools import lru_cache

import numpy as np

from natpatsip_desktop.core.analysis import Floats
from natpatsip_desktop.core.compare import sides
from natpatsip_desktop.core.runs import Stretches, long_runs

SHIFT = 6  # successive points on one side of the centre line
TREND = 5  # successive points all going up, or all going down
TAIL = 0.025 * (1 + 1e-10)  # a chance of exactly 1/40 is not more than 1/40

# Fewest and most runs that are no signal, for 10 to 60 useful points (after Swed and Eisenhart
# 1943, at 5 %). It is not quite the exact distribution: some rows are one run wider or narrower.
PUBLISHED = dict(
    enumerate(
        [
            *((3, 9), (3, 10), (3, 11), (4, 11), (4, 12), (5, 12), (5, 13), (5, 13), (6, 14)),
            *((6, 15), (6, 16), (7, 16), (7, 17), (7, 17), (8, 18), (8, 18), (9, 19), (10, 19)),
            *((10, 20), (10, 20), (11, 21), (11, 22), (11, 23), (12, 23), (12, 24), (12, 24)),
            *((13, 25), (13, 25), (14, 26), (14, 26), (15, 27), (15, 27), (16, 28), (16, 28)),
            *((17, 29), (17, 30), (17, 31), (18, 31), (18, 32), (19, 32), (19, 33), (20, 33)),
            *((20, 34), (21, 34), (21, 35), (22, 35), (22, 36), (23, 36), (23, 37), (24, 38)),
            (24, 38),
        ],
        start=10,
    )
)


def trends(values: Floats) -> Stretches:
    """Find 5 or more successive observed values all going up or all going down.

    Like values that follow each other count once, but all of them belong to the trend; a
    turning point belongs to both its trends.
    """
    steps = sides(values[1:], values[:-1])
    changes = steps.nonzero()[0]
    found = long_runs(steps[changes], TREND - 1)
    edges = np.concatenate(([0], changes + 1, [len(values)]))  # where each new value begins
    return Stretches(edges[found.first], edges[found.after + 1], found.length + 1, found.signs)


@lru_cache(maxsize=1024)
def exact_limits(above: int, below: int) -> tuple[int, int] | None:
    """Give the fewest and most runs that are no signal, at 2.5 % in each tail.

    None where all points lie on one side: that can only be one run.
    """
    if not above or not below:
        return None
    at_most, at_least = tails_of_runs(above, below)
    fewest = int(np.argmax(at_most > TAIL))
    most = len(at_least) - 1 - int(np.argmax(at_least[::-1] > TAIL))
    return fewest + 2, most + 2


def tails_of_runs(above: int, below: int) -> tuple[Floats, Floats]:
    """Give P(R <= r) and P(R >= r) for r = 2, 3, 4 ... runs of points in random order.

    Wald and Wolfowitz, with a points above and b below: P(R = 2k) is in proportion to
    2 C(a-1, k-1) C(b-1, k-1) and P(R = 2k+1) to C(a-1, k) C(b-1, k-1) + C(a-1, k-1) C(b-1, k),
    which is (a + b - 2k) / 2k times as much. Going from k to k + 1 multiplies the former by
    (a - k)(b - k) / k^2, and all chances add up to 1.
    """
    k = np.arange(1, min(above, below) + 1, dtype=np.float64)
    ratios = (above - k[:-1]) * (below - k[:-1]) / k[:-1] ** 2
    logs = np.concatenate(([0.0], np.cumsum(np.log(ratios))))
    even = np.exp(logs - logs.max())
    odd = even * (above + below - 2 * k) / (2 * k)
    weights = np.column_stack((even, odd)).ravel()
    chances = weights / weights.sum()
    return np.cumsum(chances), np.cumsum(chances[::-1])[::-1]


def runs_limits(above: int, below: int) -> tuple[int, int] | None:
    """Give the fewest and most runs that are no signal: published to 60 points, exact beyond.

    None for fewer than 10 useful points.
    """
    useful = above + below
    return PUBLISHED.get(useful) if useful <= max(PUBLISHED) else exact_limits(above, below)
