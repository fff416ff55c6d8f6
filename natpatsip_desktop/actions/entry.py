"""Take what a person typed into the cells of one period: store it, or say what to put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from natpatsip_desktop.actions.points import check_numbers, point_at, set_point
from natpatsip_desktop.core.analysis import Side
from natpatsip_desktop.core.periods import long_label, noun, start_of
from natpatsip_desktop.core.records import Measure, Point
from natpatsip_desktop.core.series import fractions
from natpatsip_desktop.core.understanding.numbers import NumberRead, Sort, read_number
from natpatsip_desktop.core.unusual import unusual
from natpatsip_desktop.core.values import RATIOS, decimals_for, plotted, show
from natpatsip_desktop.store.workbook import Workbook

NUMBERS = ("numerator", "denominator", "value")
EXAMPLE = "41"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What became of typed cells: `faults` by field if nothing was stored, and a `remark`.

    A remark says what follows from numbers that are stored all the same.
    """

    point: Point | None = None
    faults: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""


def enter(
    workbook: Workbook, measure_id: int, day: date, typed: Mapping[str, str], item: int = 0
) -> Entry:
    """Store typed numbers and note for the period of `day`, or nothing if one has a fault.

    `typed` holds texts by field (numerator, denominator, value, note); other fields stay as they
    are. An emptied cell takes its number away.
    """
    measure = workbook.one(Measure, measure_id)
    before = point_at(workbook, measure_id, start_of(day, measure.frequency), item)
    numbers = {name: getattr(before, name) if before else None for name in NUMBERS}
    faults: dict[str, str] = {}
    for name in NUMBERS:
        if name in typed:
            numbers[name] = _number(measure, name, typed[name], faults)
    faults = faults or faults_of(measure, **numbers)
    if faults:
        return Entry(point=before, faults=faults)
    note = typed.get("note")
    point = set_point(workbook, measure_id, day, **numbers, note=note, item=item)
    remark = _no_percentage(measure, **numbers)
    if point is not None and any(name in typed for name in NUMBERS):
        remark = remark or _unusual(workbook, measure, point)
    return Entry(point=point, remark=remark)


def faults_of(
    measure: Measure, numerator: float | None, denominator: float | None, value: float | None
) -> dict[str, str]:
    """Check numbers together, and give each problem to the field it speaks of."""
    alone = {
        "denominator": check_numbers(measure, None, denominator, None),
        "numerator": check_numbers(measure, numerator, None, None),
        "value": check_numbers(measure, None, None, value),
    }
    faults = {name: problems[0].what for name, problems in alone.items() if problems}
    if faults:
        return faults
    together = check_numbers(measure, numerator, denominator, value)
    return {"numerator": together[0].what} if together else {}


def field_label(measure: Measure, name: str) -> str:
    """Name a field of a measure's points as its column does."""
    labels = {
        "numerator": measure.numerator_label or "Numerator",
        "denominator": measure.denominator_label or "Denominator",
        "value": measure.numerator_label or measure.short_name or "The value",
        "note": "Note",
    }
    return labels[name]


def _number(measure: Measure, name: str, text: str, faults: dict[str, str]) -> float | None:
    read = read_number(text)
    if read.sort in (Sort.EMPTY, Sort.MISSING):
        return None
    label = field_label(measure, name)
    if read.sort is Sort.HIDDEN:
        faults[name] = f"{label}: a hidden number cannot be charted. Leave the cell empty"
    elif read.sort is Sort.TEXT or _percent_of_people(read, name):
        faults[name] = f"{label} must be a number, like {EXAMPLE}"
    return read.value


def _percent_of_people(read: NumberRead, name: str) -> bool:
    """Know a percentage where a count of people belongs; as the value it is welcome."""
    return read.percent and name != "value"


def _no_percentage(
    measure: Measure, numerator: float | None, denominator: float | None, value: float | None
) -> str:
    if measure.unit not in RATIOS or denominator != 0:
        return ""
    what = "percentage" if measure.multiplier == 100 else "rate"
    below = field_label(measure, "denominator")
    words = below if below[:2].isupper() else below[:1].lower() + below[1:]
    return f"There were 0 {words}, so there is no {what} for this period."


def _unusual(workbook: Workbook, measure: Measure, point: Point) -> str:
    """Ask for a second look at a number that is far from all those before it."""
    value = plotted(measure, point.numerator, point.denominator, point.value)
    if value is None:
        return ""
    starts, cells = workbook.numbers(measure.id)
    before = np.array([start < point.starts for start in starts], dtype=np.bool_)
    y, n = fractions(measure, cells[before])
    if n is not None:
        y = np.divide(y, n, out=np.full_like(y, np.nan), where=n > 0) * measure.multiplier
    side = unusual(y, value)
    if side is None:
        return ""
    words = show(value, measure.unit, decimals_for(measure.unit, [value, *y.tolist()]))
    more = "Higher" if side is Side.ABOVE else "Lower"
    return f"{more} than ever before. Keep {words}?"


def clear(
    workbook: Workbook, measure_id: int, cells: Mapping[tuple[date, int], Sequence[str]]
) -> str:
    """Empty the named fields of periods (and items) in one step; return what was cleared."""
    measure = workbook.one(Measure, measure_id)
    days = sorted(day for day, _ in cells)
    what = long_label(days[0], measure.frequency) if len(days) == 1 else _many(measure, len(days))
    with workbook.edit(f"Clear {what}"):
        for (day, item), names in cells.items():
            enter(workbook, measure_id, day, dict.fromkeys(names, ""), item)
    return what


def fill(
    workbook: Workbook, measure_id: int, cells: Mapping[tuple[date, int], Mapping[str, str]]
) -> dict[tuple[date, int], Entry]:
    """Type the texts given by field into periods (and items), in one step.

    A period whose numbers have a fault stays as it is; its entry says what to put right.
    """
    measure = workbook.one(Measure, measure_id)
    days = sorted(day for day, _ in cells)
    what = long_label(days[0], measure.frequency) if len(days) == 1 else _many(measure, len(days))
    with workbook.edit(f"Fill down {what}"):
        return {key: enter(workbook, measure_id, *_typed(key, cells[key])) for key in cells}


def _typed(key: tuple[date, int], texts: Mapping[str, str]) -> tuple[date, Mapping[str, str], int]:
    return key[0], texts, key[1]


def _many(measure: Measure, count: int) -> str:
    return f"{count} {noun(measure.frequency, count)} of {measure.name}"
