"""Puts the steps together: table, columns, periods, series, rows."""

from dataclasses import replace
from datetime import date

from natpatsip_desktop.core.cells import Sheet
from natpatsip_desktop.core.periods import label, next_start, previous_start, start_of
from natpatsip_desktop.core.records import Frequency, Measure
from natpatsip_desktop.core.understanding.columns import Guess, guess_columns, take_columns
from natpatsip_desktop.core.understanding.order import order_column, ranks
from natpatsip_desktop.core.understanding.percent import percent_scale
from natpatsip_desktop.core.understanding.period_column import PeriodColumn, read_column
from natpatsip_desktop.core.understanding.rows import RowReader
from natpatsip_desktop.core.understanding.series import choose_series
from natpatsip_desktop.core.understanding.table import Table, find_table
from natpatsip_desktop.core.understanding.telling import about_periods, no_numbers, notes_of
from natpatsip_desktop.core.understanding.understood import Choices, Understood
from natpatsip_desktop.core.understanding.years import Years, bare_month, find_years
from natpatsip_desktop.errors import Problem

NO_NUMBERS = "There are no numbers here. Choose a sheet with a row for each period"
NO_DATES = "There is no column of dates. Add one beside the numbers, with a heading like Month"


def understand(
    sheet: Sheet, measure: Measure | None = None, *, today: date, choices: Choices | None = None
) -> Understood:
    """Understand a sheet as the points of a measure, or of any measure if none is given.

    `choices` are what a person decided in place of a guess. Never raises for what a sheet holds.
    """
    said = choices or Choices()
    table = find_table(sheet, said.columns.period if said.columns else None)
    if table is None:
        return _nothing(sheet, NO_NUMBERS)
    guess = _guess(table, measure, said)
    periods = _periods(table, measure, said)
    if periods is None:
        bare = _nothing(sheet, NO_DATES)
        return replace(bare, headings=table.headings, columns=guess.columns)
    return _understood(table, guess, periods, measure, said, today)


def _understood(
    table: Table,
    guess: Guess,
    periods: PeriodColumn,
    measure: Measure | None,
    said: Choices,
    today: date,
) -> Understood:
    """Read the rows, now that the columns and the periods are known."""
    columns = guess.columns
    chosen = choose_series(table, columns, periods.starts, measure, said.series)
    scale, doubts = percent_scale(table, columns.value, measure)
    found = RowReader(
        table=table,
        columns=columns,
        periods=periods,
        measure=measure,
        today=today,
        scale=scale,
        only=chosen.rows,
        as_it_stands=said.as_it_stands,
    ).read()
    problems = [*guess.problems, *doubts, *about_periods(periods, table, measure)]
    problems += [chosen.problem] if chosen.problem else no_numbers(columns, found, measure)
    return Understood(
        sheet=table.sheet.name,
        columns=replace(columns, series=chosen.column),
        headings=table.headings,
        across=table.across,
        rows=tuple(found.rows),
        unread=tuple(found.unread),
        blank=found.blank,
        problems=(*problems, *found.problems),
        notes=notes_of(table, guess, periods, chosen, found, scale),
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
        cells = table.column(table.period)
        years = _years(table, table.period)
        read = read_column(cells, heading, wanted, said.day_first, years)
        if said.first is None or any(read.starts) or ranks(cells) is None:
            return read
    if said.first is None:
        return None
    return _counted_on(table, said.first, wanted or Frequency.DAY, said.newest_first)


def _counted_on(
    table: Table, first: date, frequency: Frequency, newest_first: bool
) -> PeriodColumn:
    """Give the rows periods in their order, or in that of a column of 1, 2, 3."""
    column = order_column(table) if table.period is None else table.period
    places = ranks(table.column(column)) if column is not None and not newest_first else None
    places = places or list(range(len(table.rows) - table.first))
    counted = _count_on(first, frequency, max(places) + 1, newest_first)
    starts = tuple(counted[place] for place in places)
    return PeriodColumn(
        starts=starts,
        reasons=("",) * len(starts),
        frequency=frequency,
        guessed=None,
        notes=(f"Counted on from {label(counted[0], frequency)}",),
        doubts=(),
        counted=True,
    )


def _years(table: Table, period: int) -> Years | None:
    """Look for the years of months that are written without one."""
    if all(bare_month(cell) is None for cell in table.sample(period)):
        return None
    return find_years(table.rows, table.first, period, table.headings, table.sheet.name)


def _count_on(first: date, frequency: Frequency, count: int, backwards: bool) -> tuple[date, ...]:
    step = previous_start if backwards else next_start
    starts = [start_of(first, frequency)]
    while len(starts) < count:
        starts.append(step(starts[-1], frequency))
    return tuple(starts)
