"""Decides for a whole column whether 0.88 stands for 88%."""

from natpatsip_desktop.core.records import Measure, Unit
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.errors import Problem, Severity


def percent_scale(
    table: Table, column: int | None, measure: Measure | None
) -> tuple[float, tuple[Problem, ...]]:
    """Return 100 if a column of percentages holds fractions, else 1, and what is doubtful.

    What Excel shows as a percentage is a fraction. Without that, a column is one of fractions if
    nothing in it is above 1 and nothing has a % sign.
    """
    if column is None or measure is None or not _is_percentage(measure):
        return 1.0, ()
    if not table.across and column in table.sheet.percents:
        return 100.0, ()
    reads = [read_number(cell) for cell in table.column(column)]
    numbers = {abs(read.value) for read in reads if read.value is not None and not read.percent}
    signed = any(read.percent for read in reads if read.sort is Sort.NUMBER)
    if signed or not numbers or max(numbers) > 1 or max(numbers) == 0:
        return 1.0, ()
    if numbers <= {0.0, 1.0}:
        what = "Every number is 0 or 1, and was read as 0% or 100%. Check that this is meant"
        where = table.column_place(column)
        return 100.0, (Problem(where=where, what=what, severity=Severity.WARNING),)
    return 100.0, ()


def _is_percentage(measure: Measure) -> bool:
    own = measure.unit is Unit.VALUE and measure.unit_label.strip() == "%"
    return own or measure.unit is Unit.PERCENT
