"""How numbers are written for people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natpatsip_desktop.core.records import Measure, Unit
from natpatsip_desktop.core.values import (
    decimals_for,
    exact,
    number,
    plain,
    plotted,
    show,
    show_level,
    unit_words,
)


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (86.5, 0, "87"),
        (-86.5, 0, "\N{MINUS SIGN}87"),
        (2.675, 2, "2.68"),
        (1234567.0, 0, "1,234,567"),
        (-0.2, 0, "0"),
        (0.0, 1, "0.0"),
        (1e15, 0, "1,000,000,000,000,000"),
        (1e30, 3, f"1{',000' * 10}.000"),
    ],
)
def test_numbers_round_as_by_hand(value: float, decimals: int, words: str) -> None:
    assert number(value, decimals) == words


@given(st.floats(allow_nan=False, allow_infinity=False, width=32), st.integers(0, 3))
def test_any_finite_number_is_written_close_to_itself(value: float, decimals: int) -> None:
    back = float(number(value, decimals).replace(",", "").replace("\N{MINUS SIGN}", "-"))
    assert abs(back - value) <= 0.5 * 10**-decimals * (1 + 1e-9) + abs(value) * 1e-12


@pytest.mark.parametrize(
    ("unit", "values", "decimals"),
    [
        (Unit.COUNT, [3.0, 41.0], 0),
        (Unit.PERCENT, [60.0, 96.0], 0),
        (Unit.PERCENT, [1.2, 3.4], 1),
        (Unit.PERCENT, [99.81, 99.93], 2),
        (Unit.RATE, [2.1, 10.9], 1),
        (Unit.RATE, [120.0, 900.0], 0),
        (Unit.VALUE, [0.02, 0.05], 3),
        (Unit.VALUE, [5.0, 5.0], 0),
        (Unit.VALUE, [], 0),
    ],
)
def test_decimals_tell_values_apart(unit: Unit, values: list[float], decimals: int) -> None:
    assert decimals_for(unit, values) == decimals


def test_units_and_levels() -> None:
    assert show(88.0, Unit.PERCENT) == "88%"
    assert show(10.94, Unit.RATE, 1) == "10.9"
    assert show_level(12.5, Unit.COUNT) == "12.5"
    assert show_level(12.0, Unit.COUNT) == "12"
    assert show_level(85.4, Unit.PERCENT) == "85%"


def test_plain_numbers_look_as_typed() -> None:
    assert [plain(v) for v in (41.0, 0.5, None, float("nan"))] == ["41", "0.5", "", ""]


def test_a_ratio_needs_both_numbers_and_a_denominator() -> None:
    measure = Measure(unit=Unit.PERCENT, multiplier=100.0)
    assert plotted(measure, 1.0, 4.0, None) == 25.0
    assert plotted(measure, 0.0, 0.0, None) is None
    assert plotted(measure, None, 4.0, None) is None
    assert plotted(measure, None, None, 88.0) == 88.0


def test_the_unit_in_words() -> None:
    assert unit_words(Measure(unit=Unit.PERCENT, unit_label="%")) == "%"
    assert unit_words(Measure(unit=Unit.RATE, unit_label="per 1,000 births")) == "per 1,000 births"
    assert unit_words(Measure(unit=Unit.COUNT)) == "count"
    assert unit_words(Measure(unit=Unit.VALUE)) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1510.0, "1,510"),
        (0.5, "0.5"),
        (12.25, "12.25"),
        (1e6, "1,000,000"),
        (-3.0, "−3"),
        (0.0, "0"),
    ],
)
def test_an_exact_number_has_its_commas_and_every_decimal(value: float, text: str) -> None:
    assert exact(value) == text


def test_a_number_without_end_is_shown_and_never_a_fault() -> None:
    assert number(float("inf")) == "\N{INFINITY}"
    assert show_level(float("-inf"), Unit.COUNT) == "\N{MINUS SIGN}\N{INFINITY}"
    assert show(float("nan"), Unit.DAYS) == ""
