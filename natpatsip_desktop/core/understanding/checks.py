"""Checks of the numbers of one row, in words that say what to do."""

from collections.abc import Iterator
from datetime import date, timedelta

from natpatsip_desktop.core.cells import Cell, text_of
from natpatsip_desktop.core.periods import label
from natpatsip_desktop.core.point_checks import NumberNames, capital, inside, wrong_numbers
from natpatsip_desktop.core.records import Frequency, Measure, Unit
from natpatsip_desktop.core.understanding.numbers import NumberRead, Sort, read_number
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.core.understanding.understood import Columns, PointRow
from natpatsip_desktop.core.values import plain
from natpatsip_desktop.errors import Problem, Severity

FAR_AHEAD = timedelta(days=2 * 366)
LONG_AGO = 1980
# A worked-out percentage or rate may differ from a rounded one by half a unit or 2%.
ROUNDING, RELATIVE = 0.51, 0.02


def names_in(table: Table, columns: Columns, measure: Measure | None) -> NumberNames:
    """Call the numbers by the labels of a measure, else by the headings of a table."""
    top, below, short = ("", "", "")
    if measure:
        top, below = measure.numerator_label, measure.denominator_label
        short = measure.short_name or measure.name

    def name(column: int | None, label: str, otherwise: str) -> str:
        heading = table.headings[column] if column is not None else ""
        return label or heading or otherwise

    return NumberNames(
        numerator=name(columns.numerator, top, "the numerator"),
        denominator=name(columns.denominator, below, "the denominator"),
        value=name(columns.value, short, "the value"),
    )


def cell_problem(
    where: str, read: NumberRead, cell: Cell, name: str, *, percent_fits: bool
) -> Problem | None:
    """Say what is in the place of a number, if it is not a number."""
    if read.percent and not percent_fits:
        what = f"«{text_of(cell)}» is a percentage, but {inside(name)} must be a number, like 41"
        return Problem(where=where, what=what)
    if read.sort in (Sort.NUMBER, Sort.EMPTY):
        return None
    shown = _cut(text_of(cell))
    if read.sort is Sort.TEXT:
        what = f"«{shown}» is not a number. {capital(name)} must be a number, like 41"
        return Problem(where=where, what=what)
    why = "hides a small number" if read.sort is Sort.HIDDEN else "is not a number"
    what = f"«{shown}» {why}, so {inside(name)} stays missing here, not 0"
    return Problem(where=where, what=what, severity=Severity.WARNING)


def row_problems(
    row: PointRow, names: NumberNames, measure: Measure | None, given: float | None
) -> Iterator[Problem]:
    """Check the numbers of a row against each other; `given` is a percentage that stands beside.

    An error means that the row cannot become a point.
    """
    n, d = row.numerator, row.denominator
    unit = measure.unit if measure else None
    wrong = list(wrong_numbers(unit, names, n, d, row.value))
    for what in wrong:
        yield Problem(where=row.where, what=what)
    if d == 0 and not wrong:
        name = inside(names.denominator)
        none = "The denominator is 0" if name == "the denominator" else f"There were 0 {name}"
        what = f"{none}, so there is no {_ratio(unit)}"
        yield Problem(where=row.where, what=what, severity=Severity.WARNING)
    elif n is not None and d and measure and given is not None and not wrong:
        yield from _differs(row.where, n / d * measure.multiplier, given)
    if unit is Unit.PERCENT and row.value is not None and not 0 <= row.value <= 100:
        what = f"{plain(row.value)}% is outside 0% to 100%"
        yield Problem(where=row.where, what=what, severity=Severity.WARNING)


def date_problem(where: str, starts: date, frequency: Frequency, today: date) -> Problem | None:
    """Look at a date that may have a wrong year."""
    shown = label(starts, frequency)
    if starts > today + FAR_AHEAD:
        return Problem(where=where, what=f"{shown} is far in the future. Check the year")
    if starts.year < LONG_AGO:
        return Problem(where=where, what=f"{shown} is long ago. Check the year")
    if starts > today:
        what = f"{shown} has not begun yet. Check the date"
        return Problem(where=where, what=what, severity=Severity.WARNING)
    return None


def read_cells(
    table: Table, row: int, columns: Columns, names: NumberNames
) -> tuple[dict[str, NumberRead], list[Problem]]:
    """Read the numbers of one row, with what stands where a number belongs."""
    reads: dict[str, NumberRead] = {}
    problems = []
    for role in ("numerator", "denominator", "value"):
        column: int | None = getattr(columns, role)
        cell = table.cell(row, column)
        reads[role] = read_number(cell)
        if column is None or (reads[role].sort is Sort.NUMBER and not reads[role].percent):
            continue
        place, name = table.place(row, column), getattr(names, role)
        fits = role == "value"
        problem = cell_problem(place, reads[role], cell, name, percent_fits=fits)
        if problem:
            problems.append(problem)
            reads[role] = NumberRead(reads[role].sort)
    return reads, problems


def _differs(where: str, worked_out: float, given: float) -> Iterator[Problem]:
    if abs(worked_out - given) > max(ROUNDING, RELATIVE * abs(worked_out)):
        what = (
            f"{plain(round(given, 2))} stands here, but the two numbers give"
            f" {plain(round(worked_out, 2))}, which was taken"
        )
        yield Problem(where=where, what=what, severity=Severity.WARNING)


def _ratio(unit: Unit | None) -> str:
    return "rate" if unit is Unit.RATE else "percentage"


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
