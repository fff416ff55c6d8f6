"""What may be wrong with the numbers of one point, in words that say what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from natpatsip_desktop.core.records import Measure, Unit
from natpatsip_desktop.core.values import COUNTED, RATIOS, exact

NO_DATA = "No data this "  # begins the note on a period for which there are no numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberNames:
    """What the three numbers of a point are called where something is said about them."""

    numerator: str = "the numerator"
    denominator: str = "the denominator"
    value: str = "the number"


def names_of(measure: Measure) -> NumberNames:
    """Call the numbers of a measure by its own labels, where it has some."""
    otherwise = NumberNames()
    return NumberNames(
        numerator=measure.numerator_label or otherwise.numerator,
        denominator=measure.denominator_label or otherwise.denominator,
        value=measure.numerator_label or otherwise.value,
    )


def wrong_numbers(
    unit: Unit | None,
    names: NumberNames,
    numerator: float | None,
    denominator: float | None,
    value: float | None,
) -> Iterator[str]:
    """Say what is wrong with the numbers of one point; nothing about those that are missing.

    Without a unit, as in a spreadsheet of nobody's measure, two numbers are taken for a ratio.
    """
    if unit is None or unit in RATIOS:
        yield from _negative(denominator, names.denominator)
        yield from _negative(numerator, names.numerator)
    if unit is Unit.PERCENT:
        yield from _too_many(numerator, denominator, names)
    if unit in RATIOS or unit in COUNTED:
        yield from _negative(value, names.value)


def _negative(number: float | None, name: str) -> Iterator[str]:
    if number is not None and number < 0:
        yield f"{capital(name)} must be 0 or more"


def _too_many(
    numerator: float | None, denominator: float | None, names: NumberNames
) -> Iterator[str]:
    if numerator is None or denominator is None or not numerator > denominator >= 0:
        return
    name = inside(names.denominator)
    number_of = name if name.startswith("the ") else f"the number of {name}"
    yield f"{capital(names.numerator)} must be {exact(denominator)} or fewer, {number_of}"


def capital(words: str) -> str:
    """Write a name at the start of a sentence."""
    return words[:1].upper() + words[1:]


def inside(words: str) -> str:
    """Write a name inside a sentence; an abbreviation keeps its capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
