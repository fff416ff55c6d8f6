"""Understands a sheet of numbers that nobody made for this program.

It finds the table, its columns and periods, and says aloud what it decided; every problem is
listed, and none stops the rest.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from natpatsip_desktop.core.cells import Sheet
from natpatsip_desktop.core.periods import label, next_start, noun, previous_start, start_of
from natpatsip_desktop.core.records import Frequency, Measure, Unit
from natpatsip_desktop.core.understanding.columns import Guess, guess_columns, take_columns
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.core.understanding.period_column import PeriodColumn, read_column
from natpatsip_desktop.core.understanding.rows import Gathered, RowReader
from natpatsip_desktop.core.understanding.series import Chosen, choose_series
from natpatsip_desktop.core.understanding.table import Table, find_table
from natpatsip_desktop.core.understanding.understood import (
    Choices,
    Columns,
    PointRow,
    Understood,
)
from natpatsip_desktop.errors import Problem, Severity

__all__ = ["Choices", "Columns", "PointRow", "Understood", "understand"]


def understand(
    sheet: Sheet, measure: Measure | None = None, *, today: date, choices: Choices | None = None
) -> Understood:
    """Understand a sheet as the points of a measure, or of any measure if none is given.

    `choices` are what a person decided in place of a guess. Never raises for what a sheet holds.
    """
    said = choices or Choices()
    table = find_table(sheet, said.columns.period if said.columns else None)
    if table is None:
        return _nothing(
            sheet, "There are no numbers here. Choose a sheet with a row for each period"
        )
    guess = _guess(table, measure, said)
    periods = _periods(table, measure, said)
    if periods is None:
        what = "There is no column of dates. Add one beside the numbers, with a heading like Month"
        return replace(_nothing(sheet, what), headings=table.headings, columns=guess.columns)
    chosen = choose_series(table, guess.columns, periods.starts, measure, said.series)
    scale, about_scale = _percent_scale(table, guess.columns.value, measure)
    reader = RowReader(
        table=table,
        columns=guess.columns,
        periods=periods,
        measure=measure,
        today=today,
        scale=scale,
        only=chosen.rows,
    )
    found = reader.read()
    problems = [
        *guess.problems,
        *about_scale,
        *_about_periods(periods, table, measure),
        *([chosen.problem] if chosen.problem else []),
        *_no_numbers(guess.columns, found, measure),
        *found.problems,
    ]
    return Understood(
        sheet=sheet.name,
        columns=replace(guess.columns, series=chosen.column),
        headings=table.headings,
        across=table.across,
        rows=tuple(found.rows),
        unread=tuple(found.unread),
        blank=found.blank,
        problems=tuple(problems),
        notes=_notes(table, guess, periods, chosen, found, scale),
        series=chosen.names,
        frequency=periods.frequency,
    )


def _nothing(sheet: Sheet, what: str) -> Understood:
    where = f"sheet «{sheet.name}»" if sheet.name else ""
    problem = Problem(where=where, what=what)
    return Understood(sheet=sheet.name, problems=(problem,), notes=sheet.notes)


def _guess(table: Table, measure: Measure | None, said: Choices) -> Guess:
    if said.columns is None:
        return guess_columns(table, measure)
    return take_columns(table, said.columns)


def _periods(table: Table, measure: Measure | None, said: Choices) -> PeriodColumn | None:
    """Read the column of periods, or count them on from the period that was given."""
    wanted = measure.frequency if measure else None
    if table.period is not None:
        heading = table.words[table.period]
        return read_column(table.column(table.period), heading, wanted, said.day_first)
    if said.first is None or wanted is None:
        return None
    starts = _count_on(said.first, wanted, len(table.rows) - table.first, said.newest_first)
    return PeriodColumn(
        starts=starts,
        reasons=("",) * len(starts),
        frequency=wanted,
        guessed=None,
        notes=(f"Counted on from {label(starts[0], wanted)}",),
        doubts=(),
    )


def _count_on(first: date, frequency: Frequency, count: int, backwards: bool) -> tuple[date, ...]:
    step = previous_start if backwards else next_start
    starts = [start_of(first, frequency)]
    while len(starts) < count:
        starts.append(step(starts[-1], frequency))
    return tuple(starts)


# -- percentages ---------------------------------------------------------------------------


def _percent_scale(
    table: Table, column: int | None, measure: Measure | None
) -> tuple[float, list[Problem]]:
    """Decide for a whole column whether 0.88 stands for 88%."""
    percent = measure is not None and (
        measure.unit is Unit.PERCENT
        or (measure.unit is Unit.VALUE and measure.unit_label.strip() == "%")
    )
    if column is None or not percent:
        return 1.0, []
    if not table.across and column in table.sheet.percents:
        return 100.0, []
    reads = [read_number(cell) for cell in table.column(column)]
    numbers = {abs(read.value) for read in reads if read.value is not None and not read.percent}
    signed = any(read.percent for read in reads if read.sort is Sort.NUMBER)
    if signed or not numbers or max(numbers) > 1 or max(numbers) == 0:
        return 1.0, []
    if numbers <= {0.0, 1.0}:
        what = "Every number is 0 or 1, and was read as 0% or 100%. Check that this is meant"
        where = table.column_place(column)
        return 100.0, [Problem(where=where, what=what, severity=Severity.WARNING)]
    return 100.0, []


# -- words ---------------------------------------------------------------------------------


def _about_periods(periods: PeriodColumn, table: Table, measure: Measure | None) -> list[Problem]:
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


def _no_numbers(columns: Columns, found: Gathered, measure: Measure | None) -> list[Problem]:
    if found.rows or found.problems:
        return []
    if not columns.numbers:
        of = f" of {measure.name}" if measure and measure.name else ""
        what = f"There is no column of numbers{of}. Add one beside the dates"
    else:
        what = "No row has both a period and a number. Fill the numbers in, then choose it again"
    return [Problem(where="", what=what)]


def _notes(
    table: Table,
    guess: Guess,
    periods: PeriodColumn,
    chosen: Chosen,
    found: Gathered,
    scale: float,
) -> tuple[str, ...]:
    notes = [*table.sheet.notes, *_column_notes(table, guess.columns)]
    if table.across:
        notes.append("The periods run across, so rows and columns were swapped")
    notes += [*periods.notes, *chosen.notes]
    if scale != 1.0:
        notes.append("Fractions were read as percentages, so 0.88 is 88%")
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
