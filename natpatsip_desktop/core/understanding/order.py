"""Knows a column that only puts rows in order: 1, 2, 3, or the numbers of subgroups."""

from collections.abc import Sequence

from natpatsip_desktop.core.cells import Cell, is_empty
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.core.understanding.words import tokens

# Headings of nothing else, and headings that need 1, 2, 3 below them to be sure.
ORDER = {"x", "index", "idx", "order", "sequence", "seq", "subgroup", "batch", "lot"}
PERHAPS_ORDER = {"i", "no", "nr", "number", "obs", "observation", "row", "point", "sample", "group"}
PERHAPS_ORDER |= {"event", "case", "day", "week", "month", "visit"}
ENOUGH = 3


def order_columns(table: Table) -> list[int]:
    """Find the columns that only number the rows, where numbers stand in another one too.

    A column without a heading counts if the others have one: R writes its row names like that.
    """
    columns = range(len(table.headings))
    found = [column for column in columns if _puts_in_order(table, column)]
    others = (column for column in columns if column not in (*found, table.period))
    return found if any(_holds_numbers(table, column) for column in others) else []


def order_column(table: Table) -> int | None:
    """Find the column that puts the rows in order: one with a heading, if there are several."""
    found = order_columns(table)
    return next((column for column in found if table.headings[column]), min(found, default=None))


def ranks(cells: Sequence[Cell]) -> list[int] | None:
    """Number the rows by a column of whole numbers, equal ones alike; None if it is not one."""
    numbers = [_whole(cell) for cell in cells]
    known = sorted({number for number in numbers if number is not None})
    if not known or None in numbers:
        return None
    place = {number: rank for rank, number in enumerate(known)}
    return [place[number] for number in numbers if number is not None]


def _puts_in_order(table: Table, column: int) -> bool:
    if column == table.period:
        return False
    numbers = _all_whole(table.column(column))
    if not numbers:
        return False
    heading = table.headings[column]
    if tokens(heading) and tokens(heading) <= ORDER:
        return True
    unnamed = not heading and table.header is not None and column == 0
    first = numbers[0]
    counts_up = first in (0, 1) and numbers == list(range(first, first + len(numbers)))
    named = bool(tokens(heading)) and tokens(heading) <= PERHAPS_ORDER
    return counts_up and len(numbers) >= ENOUGH and (named or unnamed)


def _all_whole(cells: Sequence[Cell]) -> list[int]:
    """Read whole numbers, or none at all: most columns are told apart by their first cell."""
    numbers = []
    for cell in cells:
        number = _whole(cell)
        if number is None:
            return []
        numbers.append(number)
    return numbers


def _holds_numbers(table: Table, column: int) -> bool:
    """Tell whether a column has numbers, or marks such as NA in the place of them."""
    sorts = (read_number(cell).sort for cell in table.sample(column))
    return any(sort not in (Sort.EMPTY, Sort.TEXT) for sort in sorts)


def _whole(cell: Cell) -> int | None:
    if is_empty(cell):
        return None
    read = read_number(cell)
    if read.value is None or read.percent or read.value != int(read.value):
        return None
    return int(read.value)
