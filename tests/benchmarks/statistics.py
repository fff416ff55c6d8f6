"""How long an analysis takes, against plain numpy that does the bare sums on the same numbers.

    python tests/bench.py statistics

The bare sums are a median, a mean absolute difference and a cumulative sum. One series of a
million points, and 10,000 series of 52 points one at a time, go through the public `analyse`.
"""

from collections.abc import Callable
from time import perf_counter

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Series
from natpatsip_desktop.core.judge import analyse

WAYS = [("run", "anhoej"), ("run", "perla"), ("i", "shewhart"), ("i", "mdc")]
LONG, SHORT, SERIES, ROUNDS = 1_000_000, 52, 10_000, 3
SEED = 20250908


def main() -> int:
    """Print the times and their ratios, a row for each chart and rule set."""
    random = np.random.default_rng(SEED)
    long = [random.normal(50, 5, LONG)]
    short = list(random.normal(50, 5, (SERIES, SHORT)))
    print(f"{'chart':6} {'rules':9} {'one of 1,000,000':>28} {'10,000 of 52':>28}")
    for chart, rules in WAYS:
        print(f"{chart:6} {rules:9} {_ratio(long, chart, rules)} {_ratio(short, chart, rules)}")
    return 0


def _ratio(arrays: list[Floats], chart: str, rules: str) -> str:
    """Time both in turn, so that whatever else the computer does meets both; keep the best."""
    series = [Series(y=y) for y in arrays]
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(_seconds(lambda: [_bare_sums(y) for y in arrays]))
        ours.append(_seconds(lambda: [analyse(each, chart, rules) for each in series]))
    return f"{min(ours):7.3f} s /{min(bare):6.3f} s = {min(ours) / min(bare):5.2f}"


def _bare_sums(y: Floats) -> None:
    np.median(y)
    np.mean(np.abs(np.diff(y)))
    np.cumsum(y)


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
