"""Every statistics vector, through the one entry point that scripts use."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle_vectors import FREE, FULL, SECTIONS, cases, differences

from natpatsip_desktop.actions.cases import answer, answer_lines

FILES = [FREE, *([FULL] if FULL.exists() else [])]
EVERY = [(path.stem, section) for path in FILES for section in SECTIONS]
PATHS = {path.stem: path for path in FILES}


def wrong(case: dict[str, Any]) -> list[str]:
    """List what is wrong with the answer to a case; an error is right where it is expected."""
    right, got = case.get("recommended", case["expected"]), answer(case)
    if isinstance(right, dict) and "error" in right:
        return [] if isinstance(got, dict) and "error" in got else ["no error"]
    return differences(right, got)


@pytest.mark.parametrize(("name", "section"), EVERY)
def test_every_vector_is_answered_as_it_should_be(name: str, section: str) -> None:
    chosen = [case for case in cases(PATHS[name]) if case["section"] == section]
    failures = {case["id"]: lines for case in chosen if (lines := wrong(case))}
    assert chosen and not failures


def test_the_free_vectors_cover_every_chart() -> None:
    charts = {case["chart"] for case in cases(FREE) if case["section"] == "qic"}
    assert len(charts) == 13


def test_a_difference_beyond_the_tolerance_is_seen() -> None:
    right = {"y": [1.0, None, 3], "flag": True, "name": "up"}
    assert not differences(right, {"y": [1.0 + 1e-10, None, 3], "flag": True, "name": "up"})
    assert differences(right, right | {"y": [1.0 + 1e-8, None, 3]})
    assert differences(right, right | {"y": [1.0, 0.0, 3]})
    assert differences(right, right | {"y": [1.0, None]})
    assert differences(right, right | {"flag": 1})
    assert differences(right, right | {"name": "down"})
    assert differences(right, {"y": [1.0, None, 3], "flag": True})


def test_a_bad_line_has_an_error_and_the_next_line_is_answered() -> None:
    good = {
        "section": "sustained_shift",
        "input": {"y": [1, 2, 3]},
        "options": {"direction": "both", "baseline_n": 3, "run_length": 2},
    }
    lines = ["{", "[1]", '{"section": "tarot"}', '{"section": "qic"}', "", json.dumps(good)]
    answers = [json.loads(line) for line in answer_lines(lines)]
    assert [set(each) for each in answers[:4]] == [{"error"}] * 4
    assert answers[4] == [{"type": "baseline", "first": 1, "last": 3, "median": 2.0}]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({"section": "qic", "chart": "run", "input": {}}, "no input «y»"),
        ({"section": "qic", "chart": "pie", "input": {"y": [1]}}, 'no chart "pie"'),
        (
            {"section": "qic", "chart": "run", "input": {"y": ["5"]}},
            'must be a list of numbers, null for missing, not ["5"]',
        ),
        ({"section": "qic", "chart": "run", "input": {"y": 5}}, "must be a list of numbers"),
        ({"section": "qic", "chart": "p", "input": {"y": [1, 6], "n": [5, 5]}}, "row 2"),
        (
            {"section": "qic", "chart": "i", "input": {"y": [1]}, "options": {"freeze": "x"}},
            "«freeze» must be a whole number above 0",
        ),
        (
            {"section": "qic", "chart": "i", "input": {"y": [1]}, "options": [1]},
            "«options» must be an object",
        ),
        (
            {"section": "qic", "chart": "i", "input": {"y": [1, 2], "n": [1]}},
            "«n» has 1 rows, but «y» has 2",
        ),
        (
            {
                "section": "xmr_mdc",
                "input": {"date": ["2025-01-01"], "y": [1]},
                "options": {"direction": "increase", "fix_after_n_points": 3},
            },
            "12 points or more",
        ),
    ],
)
def test_a_case_that_cannot_be_answered_says_why(case: dict[str, Any], words: str) -> None:
    assert words in answer(case)["error"]


def test_an_option_that_is_not_known_is_not_passed_over() -> None:
    case = {"section": "qic", "chart": "i", "input": {"y": [1, 2]}, "options": {"exlcude": [1]}}
    assert answer(case)["error"].startswith('There is no option "exlcude". Known here: ')


def test_an_option_that_is_null_counts_as_left_out() -> None:
    case = {"section": "qic", "chart": "i", "input": {"y": [1, 2, 4]}}
    none = {"multiply": None, "freeze": None, "exclude": None}
    assert answer(case | {"options": none}) == answer(case | {"options": None}) == answer(case)


@pytest.mark.parametrize("chart", ["p", "pp", "u", "up", "ip"])
def test_a_ratio_needs_its_denominators(chart: str) -> None:
    case = {"section": "qic", "chart": chart, "input": {"y": [1, 2]}}
    assert answer(case)["error"] == f"A chart «{chart}» needs «n», the denominators."


def test_a_case_may_hold_more_than_is_known() -> None:
    case = {"section": "qic", "chart": "run", "input": {"y": [1, 2, 3]}, "colour": "red"}
    assert answer(case)["points"]["cl"] == [2.0, 2.0, 2.0]


def test_infinity_is_refused_and_never_written() -> None:
    line = '{"section": "qic", "chart": "run", "input": {"y": [1, Infinity, 3]}}'
    assert "row 2" in json.loads(next(iter(answer_lines([line]))))["error"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-50, 50) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)
NUMBERS = st.lists(st.none() | st.integers(-9, 99) | st.floats(), max_size=12)
INPUT = ("y", "n", "x", "x_type", "date", "centre")
OPTIONS = (
    *("screen_mr", "multiply", "part", "exclude", "cl", "freeze", "agg", "x_period", "y_neg"),
    *("direction", "screen", "target", "rebase", "fix_after_n_points", "points_for_shift"),
    *("points_for_trend", "baseline_n", "run_length"),
)
MENDED = {"direction": "increase", "baseline_n": 3, "run_length": 2}


@settings(max_examples=400)
@given(
    section=st.sampled_from(SECTIONS) | ANYTHING,
    chart=st.sampled_from(["run", "i", "p", "t", "xbar", "ip", "pie"]) | ANYTHING,
    given_input=st.dictionaries(st.sampled_from(INPUT), NUMBERS | ANYTHING, max_size=4) | ANYTHING,
    options=st.dictionaries(st.sampled_from(OPTIONS), ANYTHING, max_size=2) | ANYTHING,
)
def test_whatever_a_line_holds_it_has_one_answer(
    section: Any, chart: Any, given_input: Any, options: Any
) -> None:
    if isinstance(options, dict):
        options = MENDED | options
    case = {"section": section, "chart": chart, "input": given_input, "options": options}
    assert len(list(answer_lines([json.dumps(case)]))) == 1


def test_huge_numbers_have_a_median_and_nan_for_a_name_has_an_error() -> None:
    case = {"section": "run_rules", "input": {"y": [1.7e308, 1.7e308]}}
    assert answer(case)["median"] == 1.7e308
    line = '{"section": "qic", "chart": "xbar", "input": {"x": [NaN, 1], "y": [1, 2]}}'
    assert "error" in json.loads(next(iter(answer_lines([line]))))


def test_a_line_nested_too_deep_has_an_error() -> None:
    [line] = answer_lines(["[" * 100_000])
    assert "error" in json.loads(line)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"x": ["2025-01-01", "2025-13-01"], "x_type": "date"}, "Row 2: «x» must be a date"),
        ({"x": ["2025-02-30", "2025-01-01"], "x_type": "date"}, "Row 1: «x» must be a date"),
        ({"x": ["one", 2]}, "The rows cannot be put in order by «x»."),
    ],
)
def test_an_order_that_cannot_be_kept_is_refused_with_its_row(
    given: dict[str, Any], words: str
) -> None:
    case = {"section": "qic", "chart": "i", "input": {"y": [1, 2], **given}}
    assert answer(case)["error"].startswith(words)


def test_rows_without_x_are_dropped() -> None:
    case = {"section": "qic", "chart": "p"}
    whole = answer(case | {"input": {"x": [2, 1, 3], "y": [1, 2, 3], "n": [10, 10, 10]}})
    given = {"x": [2, None, 1, 3], "y": [1, 9, 2, 3], "n": [10, 10, 10, 10]}
    assert answer(case | {"input": given}) == whole
