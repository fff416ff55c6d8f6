"""What is said about the numbers of one point, the same while typing and while importing."""

import pytest

from natpatsip_desktop.core.point_checks import NumberNames, names_of, wrong_numbers
from natpatsip_desktop.core.records import Measure, Unit

BIRTHS = NumberNames(numerator="smoke-free", denominator="Births (known)", value="Falls")
NO_NAMES = NumberNames()
OF_BIRTHS = "the number of births (known)"


def said(unit: Unit | None, *numbers: float | None, names: NumberNames = NO_NAMES) -> list[str]:
    return list(wrong_numbers(unit, names, *numbers))


def test_right_and_missing_numbers_have_nothing_said_about_them() -> None:
    for unit in (*Unit, None):
        assert said(unit, 0, 5, 0) == said(unit, None, None, None) == said(unit, 5, 5, None) == []


@pytest.mark.parametrize(
    ("unit", "numbers", "sentence"),
    [
        (
            Unit.PERCENT,
            (52, 51, None),
            "Smoke-free must be 51 or fewer, the number of births (known)",
        ),
        (
            Unit.PERCENT,
            (1600, 1510, None),
            "Smoke-free must be 1,510 or fewer, the number of births (known)",
        ),
        (Unit.RATE, (-1, 51, None), "Smoke-free must be 0 or more"),
        (Unit.PERCENT, (None, -1, None), "Births (known) must be 0 or more"),
        (Unit.COUNT, (None, None, -1), "Falls must be 0 or more"),
        (None, (-1, 2, None), "Smoke-free must be 0 or more"),
    ],
)
def test_what_is_wrong_is_said_by_the_names_of_the_measure(
    unit: Unit | None, numbers: tuple[float | None, ...], sentence: str
) -> None:
    assert said(unit, *numbers, names=BIRTHS) == [sentence]


def test_a_rate_may_be_above_1_and_a_value_below_0() -> None:
    assert said(Unit.RATE, 60, 50, None) == []
    assert said(Unit.VALUE, None, None, -3.5) == []


def test_a_measure_without_labels_is_spoken_of_in_general() -> None:
    names = names_of(Measure(name="Seen in time", unit=Unit.PERCENT))
    assert said(Unit.PERCENT, 6, 5, None, names=names) == [
        "The numerator must be 5 or fewer, the denominator"
    ]
    assert said(Unit.PERCENT, -1, -2, None, names=names) == [
        "The denominator must be 0 or more",
        "The numerator must be 0 or more",
    ]
