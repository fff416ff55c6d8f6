"""How long an analysis takes, against plain numpy that does the bare sums on the same numbers.

    python tests/bench.py statistics

The bare sums are a median, a mean absolute difference and a cumulative sum. One series of a
million points, and 10,000 series of 52 points one at a time, go through the public `analyse`.
"""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Series
from natpatsip_desktop.core.judge import analyse

WAYS = [("run", "anhoej"), ("run", "perla"), ("i", "shewhart"), ("i", "mdc")]
LONG, SHORT, SERIES, ROUNDS, CHUNKS = 1_000_000, 52, 10_000, 5, 20
SEED = 20250908


def main() -> int:
    """Print the times and their ratios, a row for each chart and rule set."""
    random = np.random.default_rng(SEED)
    long = [[random.normal(50, 5, LONG)]]
    short = [list(random.normal(50, 5, (SERIES // CHUNKS, SHORT))) for _ in range(CHUNKS)]
    print(f"{'chart':6} {'rules':9} {'one of 1,000,000':>28} {'10,000 of 52':>28}")
    for chart, rules in WAYS:
        print(f"{chart:6} {rules:9} {_ratio(long, chart, rules)} {_ratio(short, chart, rules)}")
    return 0


def _ratio(chunks: list[list[Floats]], chart: str, rules: str) -> str:
    """Time both in turn and in small chunks, keeping the best of each chunk.

    So whatever else the computer does meets both, and hardly counts.
    """
    bare = ours = 0.0
    for arrays in chunks:
        series = [Series(y=y) for y in arrays]
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
