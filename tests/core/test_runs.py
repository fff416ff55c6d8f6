"""Runs of points and the Anhøj rules, against the tables and against counting one by one."""

from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle_vectors import vectors

from natpatsip_desktop.core.runs import (
    EXACT_UP_TO,
    crossings_limit,
    exact_quantile,
    fast_quantile,
    judge_runs,
    long_runs,
    longest_run_limit,
    runs_of,
)

ANHOEJ = vectors()["anhoej"]
signs_of = st.lists(st.sampled_from([-1, 0, 1]), max_size=60).map(
    lambda signs: np.array(signs, dtype=np.int8)
)


def test_limits_equal_the_table_of_200_useful_points() -> None:
    for row in ANHOEJ["limits"]:
        useful = row["n_useful"]
        assert longest_run_limit(useful) == row["longest_run_max"], useful
        assert crossings_limit(useful) == row["n_crossings_min"], useful


def test_signals_equal_the_truth_table() -> None:
    for row in ANHOEJ["signals"]:
        too_long = row["longest_run"] > longest_run_limit(row["n_useful"])
        too_few = row["n_crossings"] < crossings_limit(row["n_useful"])
        assert (too_long or too_few) is row["signal"], row


def test_the_fast_way_to_the_crossings_limit_equals_whole_numbers() -> None:
    for steps in (*range(30, 1500), 4999, 5000, 12_345):
        assert fast_quantile(steps) == exact_quantile(steps), steps


def test_a_million_points_have_a_limit() -> None:
    # 500,000 less 1.6449 standard deviations of 500: within one of the normal approximation.
    assert crossings_limit(1_000_000) == pytest.approx(499_999.5 - 1.6448536 * 500, abs=1)
    assert longest_run_limit(1_000_000) == 23
    assert EXACT_UP_TO < 1500  # so that the test above crosses from one way to the other


@given(signs_of)
def test_runs_are_what_one_counts(signs: np.ndarray) -> None:
    runs = runs_of(signs)
    counted = [len(list(group)) for _, group in groupby(signs.tolist())]
    assert runs.length.tolist() == counted
    assert runs.first.tolist() == [sum(counted[:i]) for i in range(len(counted))]
    assert runs.longest == max(counted, default=0)
    assert runs.crossings == max(len(counted) - 1, 0)


@given(signs_of, st.integers(1, 5))
def test_long_runs_lie_on_one_side_and_could_not_be_longer(signs: np.ndarray, least: int) -> None:
    padded = [0, *signs.tolist(), 0]
    for first, after, length, sign in long_runs(signs, least).rows():
        assert length == after - first >= least and sign != 0
        assert padded[first + 1 : after + 1] == [sign] * length
        assert padded[first] != sign != padded[after + 1]
    covered = sum(length for _, _, length, _ in long_runs(signs, 1).rows())
    assert covered == np.count_nonzero(signs)


def test_nothing_useful_has_no_numbers_and_no_signal() -> None:
    verdict = judge_runs(np.zeros(0, dtype=np.int8))
    assert (verdict.longest, verdict.crossings) == (None, None)
    assert not verdict.too_long and not verdict.too_few


@pytest.mark.parametrize(("run", "too_long"), [(8, False), (9, True)])
def test_only_more_than_the_limit_is_a_signal(run: int, too_long: bool) -> None:
    signs = np.array([1] * run + [-1, 1] * ((24 - run) // 2 + 1), dtype=np.int8)[:24]
    assert judge_runs(signs).longest_limit == 8
    assert judge_runs(signs).too_long is too_long
