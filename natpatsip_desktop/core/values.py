"""How numbers are written for people: decimals by what the data can tell, units in short."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite

from natpatsip_desktop.core.records import Measure, Unit

COUNTED = (Unit.COUNT, Unit.DAYS, Unit.CASES)
LARGEST = 1e300  # nothing as large is a number that anybody meant
RATIOS = (Unit.PERCENT, Unit.RATE)
BETWEEN_EVENTS = (Unit.DAYS, Unit.CASES)  # what lies between one event and the next
# Digits enough for any float: a number nobody would type must still be shown.
BY_HAND = Context(prec=400, rounding=ROUND_HALF_UP)


def decimals_for(unit: Unit, values: Iterable[float]) -> int:
    """Choose how many decimals tell these values apart without false exactness."""
    seen = [value for value in values if isfinite(value)]
    if not seen:
        return 0
    if unit not in RATIOS and all(value == int(value) for value in seen):
        return 0
    spread = (max(seen) - min(seen)) or abs(seen[0]) or 1.0
    bounds = (5.0, 0.5) if unit is Unit.PERCENT else (50.0, 1.0, 0.1)
    return next((i for i, bound in enumerate(bounds) if spread >= bound), len(bounds))


def number(value: float, decimals: int = 0) -> str:
    """Write a number with a thousands comma and a true minus sign; halves go away from 0.

    The shortest decimal form of the value is rounded: 86.5 is 87, as anybody would do by hand.
    """
    if not isfinite(value):  # from a file; nobody can type it
        return "\N{INFINITY}" if value > 0 else "\N{MINUS SIGN}\N{INFINITY}" if value < 0 else ""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), context=BY_HAND)
    text = f"{rounded:,f}" if rounded else f"{abs(rounded):,f}"
    return text.replace("-", "\N{MINUS SIGN}")


def exact(value: float) -> str:
    """Write a number with thousands commas and every decimal it has."""
    decimals = max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent))
    return number(value, decimals)


def plain(value: float | None) -> str:
    """Write a number as a person would type it: no needless decimals; empty if missing."""
    if value is None or not isfinite(value):
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def show(value: float, unit: Unit, decimals: int = 0) -> str:
    """Write a plotted value with its sign of unit, like 88% or 10.9."""
    text = number(value, decimals)
    return f"{text}%" if unit is Unit.PERCENT else text


def show_level(value: float, unit: Unit, decimals: int = 0) -> str:
    """Write a centre or limit; the half of a median of counts is kept."""
    exact = decimals or unit in RATIOS or not isfinite(value) or value == int(value)
    return show(value, unit, decimals if exact else 1)


def plotted(
    measure: Measure, numerator: float | None, denominator: float | None, value: float | None
) -> float | None:
    """Work out the value a point is plotted at; None where it is missing.

    Numerator over denominator times the multiplier where both are there, else the value.
    """
    if measure.unit in RATIOS and numerator is not None and denominator is not None:
        return numerator / denominator * measure.multiplier if denominator else None
    return value


def unit_words(measure: Measure) -> str:
    """Say what one value is, for a chart's title: «per 1,000 bed days», «days»."""
    if measure.unit is Unit.PERCENT:
        return "%"
    return measure.unit_label or ("" if measure.unit is Unit.VALUE else measure.unit.value)
