"""Says what was decided about a sheet, and what is doubtful about it as a whole."""

from collections.abc import Sequence

from natpatsip_desktop.core.periods import noun
from natpatsip_desktop.core.records import Frequency, Measure
from natpatsip_desktop.core.understanding.columns import Guess
from natpatsip_desktop.core.understanding.period_column import PeriodColumn
from natpatsip_desktop.core.understanding.rows import Gathered
from natpatsip_desktop.core.understanding.series import Chosen
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.core.understanding.understood import Columns
from natpatsip_desktop.core.values import plain
from natpatsip_desktop.errors import Problem, Severity


def about_periods(periods: PeriodColumn, table: Table, measure: Measure | None) -> list[Problem]:
    """Say what is doubtful about the periods, and where they are not those of the measure."""
    where = table.column_place(table.period) if table.period is not None else ""
    doubts = list(periods.doubts)
    if measure and periods.frequency is not measure.frequency:
        what = f"The rows are {noun(periods.frequency, 2)}, but {measure.name} is counted by"
        doubts.insert(0, f"{what} {noun(measure.frequency)}")
    elif (
        measure
        and periods.guessed in (Frequency.QUARTER, Frequency.YEAR)
        and (periods.guessed is not measure.frequency)
    ):
        long = noun(periods.guessed)
        doubts.append(
            f"The dates are a {long} apart, but {measure.name} is counted by"
            f" {noun(measure.frequency)}. If each row is a {long}, change that first"
        )
    return [Problem(where=where, what=what, severity=Severity.WARNING) for what in doubts]


def no_numbers(columns: Columns, found: Gathered, measure: Measure | None) -> list[Problem]:
    """Say why nothing came of a sheet in which nothing else was wrong."""
    if found.rows or found.problems:
        return []
    if not columns.numbers:
        of = f" of {measure.name}" if measure and measure.name else ""
        what = f"There is no column of numbers{of}. Add one beside the dates"
    else:
        what = "No row has both a period and a number. Fill the numbers in, then choose it again"
    return [Problem(where="", what=what)]


def notes_of(
    table: Table,
    guess: Guess,
    periods: PeriodColumn,
    chosen: Chosen,
    found: Gathered,
    scale: float,
) -> tuple[str, ...]:
    """Say aloud what was decided, in the order in which a person would check it."""
    notes = [*table.sheet.notes, *_column_notes(table, guess.columns)]
    if table.across:
        notes.append("The periods run across, so rows and columns were swapped")
    notes += [*periods.notes, *chosen.notes]
    if scale != 1.0:
        value = next((row.value for row in found.rows if row.value is not None), 88.0)
        example = f"{plain(round(value / scale, 12))} is {plain(value)}%"
        notes.append(f"Fractions were read as percentages: {example}")
    if found.totals:
        notes.append(f"Left out as totals: {_some(found.totals)}")
    if found.blank:
        plural = noun(periods.frequency, found.blank)
        verbs = ("has", "stays") if found.blank == 1 else ("have", "stay")
        told = f"{found.blank} {plural} {verbs[0]} no number and {verbs[1]} missing, not 0"
        notes.append(told)
    return (*notes, *guess.notes)


def _column_notes(table: Table, columns: Columns) -> list[str]:
    """Say which column was read as what."""
    roles = (
        ("Period", columns.period),
        ("Numerator", columns.numerator),
        ("Denominator", columns.denominator),
        ("Value", columns.value if columns.numerator is None else None),
        ("Note", columns.note),
    )
    told = [f"{role}: {table.column_place(c)}" for role, c in roles if c is not None]
    return [" · ".join(told)] if told else []


def _some(places: Sequence[str]) -> str:
    more = f" and {len(places) - 3} more" if len(places) > 3 else ""
    return ", ".join(places[:3]) + more
