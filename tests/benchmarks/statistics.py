"""How long an analysis takes, against plain numpy that does the bare sums on the same numbers.

    python tests/bench.py statistics

The bare sums are a median, a mean absolute difference and a cumulative sum. One series of a
million points, and 10,000 series of 52 points one at a time, go through the public `analyse`, on
every chart with a rule set that suits it. The bare sums always have one column of numbers, also
where the chart has two.
"""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Series
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.limits import CHARTS

WAYS = [
    *(("run", "anhoej"), ("run", "perla"), ("i", "shewhart"), ("i", "mdc")),
    *((chart, "shewhart") for chart in CHARTS if chart not in ("run", "i")),
]
LONG, SHORT, SERIES, ROUNDS, CHUNKS = 1_000_000, 52, 10_000, 5, 20
RANDOM = np.random.default_rng(20250908)


def main() -> int:
    """Print the times and their ratios, a row for each chart and rule set."""
    print(f"{'chart':6} {'rules':9} {'one of 1,000,000':>28} {'10,000 of 52':>28}   (aim: < 10)")
    for chart, rules in WAYS:
        long = [[_series(chart, LONG)]]
        short = [[_series(chart, SHORT) for _ in range(SERIES // CHUNKS)] for _ in range(CHUNKS)]
        print(f"{chart:6} {rules:9} {_ratio(long, chart, rules)} {_ratio(short, chart, rules)}")
    return 0


def _series(chart: str, size: int) -> Series:
    """Make numbers that suit a chart."""
    y = RANDOM.normal(50, 5, size)
    if chart in ("p", "pp", "u", "up", "ip"):
        n = RANDOM.integers(100, 200, size).astype(np.float64)
        return Series(y=RANDOM.binomial(n.astype(np.intp), 0.3).astype(np.float64), n=n)
    if chart in ("xbar", "s"):
        n = RANDOM.integers(3, 8, size).astype(np.float64)
        return Series(y=RANDOM.normal(50, 4.5 / np.sqrt(n)), sd=RANDOM.uniform(3, 6, size), n=n)
    if chart in ("c", "g"):
        return Series(y=RANDOM.poisson(9, size).astype(np.float64))
    return Series(y=RANDOM.exponential(20, size) + 1 if chart == "t" else y)


def _ratio(chunks: list[list[Series]], chart: str, rules: str) -> str:
    """Time both in turn and in small chunks, keeping the best of each chunk.

    So whatever else the computer does meets both, and hardly counts.
    """
    bare = ours = 0.0
    for series in chunks:
        arrays = [each.y for each in series]
        times = [
            (
                _seconds(_bare_sums, arrays),
                _seconds(lambda each: analyse(each, chart, rules), series),
            )
            for _ in range(ROUNDS)
        ]
        bare += min(time for time, _ in times)
        ours += min(time for _, time in times)
    return f"{ours:7.3f} s /{bare:6.3f} s = {ours / bare:5.2f}"


def _bare_sums(y: Floats) -> None:
    np.median(y)
    np.mean(np.abs(np.diff(y)))
    np.cumsum(y)


def _seconds(work: Callable[[Any], object], items: Iterable[object]) -> float:
    start = perf_counter()
    for item in items:
        work(item)
    return perf_counter() - start
