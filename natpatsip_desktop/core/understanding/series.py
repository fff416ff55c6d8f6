"""Tells apart several series in one sheet: measures, wards or sites below each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from natpatsip_desktop.core.cells import is_empty, text_of
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.core.series import SUBGROUPS
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.core.understanding.understood import Columns
from natpatsip_desktop.errors import Problem

MOST_SERIES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which rows belong to the series that is read; `names` are all there are to choose from."""

    column: int | None = None
    rows: frozenset[int] | None = None
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: Problem | None = None


def choose_series(
    table: Table,
    columns: Columns,
    starts: Sequence[date | None],
    measure: Measure | None,
    wanted: str = "",
) -> Chosen:
    """Choose the rows of one series, by a person's choice or by the name of the measure."""
    named = {wanted.strip().casefold()} if wanted else _names(measure)
    for column in _text_columns(table, columns):
        values = _distinct(table, column)
        match = next((value for value in values if value.casefold() in named), None)
        if match is not None:
            return _one(table, column, match, values)
    if wanted:
        where = table.sheet.name or "here"
        what = f"There is no «{wanted}» in the columns of text. Choose a name that stands there"
        return Chosen(rows=frozenset(), problem=Problem(where=where, what=what))
    return _must_choose(table, columns, starts, measure)


def _one(table: Table, column: int, name: str, values: Sequence[str]) -> Chosen:
    if len(values) == 1:
        return Chosen(column=column, names=tuple(values))
    rows = range(table.first, len(table.rows))
    mine = (row for row in rows if text_of(table.cell(row, column)).casefold() == name.casefold())
    note = f"Only the rows of «{name}» were read ({table.column_place(column)})"
    return Chosen(column=column, rows=frozenset(mine), names=tuple(values), notes=(note,))


def _must_choose(
    table: Table, columns: Columns, starts: Sequence[date | None], measure: Measure | None
) -> Chosen:
    """Find the column that tells rows of one period apart, if there are such rows."""
    if measure is not None and measure.chart in SUBGROUPS:
        return Chosen()
    dated = [(table.first + i, start) for i, start in enumerate(starts) if start is not None]
    if len({start for _, start in dated}) == len(dated):
        return Chosen()
    for column in _text_columns(table, columns):
        values = _distinct(table, column)
        keys = {(start, text_of(table.cell(row, column)).casefold()) for row, start in dated}
        if 1 < len(values) <= MOST_SERIES and len(keys) == len(dated):
            shown = ", ".join(f"«{value}»" for value in values[:5])
            more = f" and {len(values) - 5} more" if len(values) > 5 else ""
            what = (
                f"There are {len(values)} rows for one period: {shown}{more}."
                " Choose which of them to read, or keep only one in the file"
            )
            problem = Problem(where=table.column_place(column), what=what)
            return Chosen(column=column, rows=frozenset(), names=tuple(values), problem=problem)
    return Chosen()


def _names(measure: Measure | None) -> set[str]:
    if measure is None:
        return set()
    names = (measure.name, measure.short_name, measure.library_id)
    return {name.casefold() for name in names if name}


def _text_columns(table: Table, columns: Columns) -> list[int]:
    taken = {columns.period, columns.note, *columns.numbers}
    first = table.rows[table.first : table.first + 50]
    return [
        column
        for column in range(len(table.headings))
        if column not in taken
        and any(column < len(row) and isinstance(row[column], str) for row in first)
    ]


def _distinct(table: Table, column: int) -> list[str]:
    """Return the different texts of a column, in their order; none if there are too many."""
    seen: dict[str, str] = {}
    for cell in table.column(column):
        if not is_empty(cell):
            text = text_of(cell)
            seen.setdefault(text.casefold(), text)
            if len(seen) > MOST_SERIES:
                return []
    return list(seen.values())
