"""Finds the table in a sheet: where the periods are, which row heads it, where its rows begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from natpatsip_desktop.core.cells import Cell, Row, Sheet, is_empty, text_of
from natpatsip_desktop.core.privacy import names_a_patient
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.understanding.folding import Origin, fold
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.core.understanding.period_text import Reading, read_period
from natpatsip_desktop.core.understanding.words import about_periods, tokens
from natpatsip_desktop.core.understanding.years import bare_month

# How much of a sheet is looked at to find the table in it.
LOOKED_AT_ROWS, LOOKED_AT_COLUMNS, ABOVE = 300, 200, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with one period in each row, whichever way it lies in its sheet.

    `across` tells that rows and columns were swapped, since the periods run across. `headings`
    are what a person reads above each column, `words` all that is written there (groups, units).
    `period` is None where no column holds periods; `header` is None where nothing heads the rows.
    `origins` say where the cells stood, if the table was folded.
    """

    sheet: Sheet
    rows: tuple[Row, ...]
    across: bool
    period: int | None
    header: int | None
    first: int
    headings: tuple[str, ...]
    words: tuple[str, ...]
    origins: tuple[tuple[Origin, ...], ...] = ()

    def cell(self, row: int, column: int | None) -> Cell:
        """Return a cell of the table; None for no column."""
        return None if column is None else _at(self.rows[row], column)

    def column(self, column: int) -> list[Cell]:
        """Return the cells of a column, from the first row of the table on."""
        return [self.cell(row, column) for row in range(self.first, len(self.rows))]

    def sample(self, column: int) -> list[Cell]:
        """Return the first cells of a column, which is enough to know what it holds."""
        last = min(len(self.rows), self.first + LOOKED_AT_ROWS)
        return [self.cell(row, column) for row in range(self.first, last)]

    def place(self, row: int, column: int) -> str:
        """Name a cell where it is in the sheet."""
        if self.origins:
            row, column = self.origins[row][column]
        if self.across:
            return self.sheet.place(column, row)
        return self.sheet.place(row, column)

    def row_place(self, row: int) -> str:
        """Name a row of the table where it is in the sheet."""
        if self.origins:
            return self.place(row, len(self.origins[row]) - 1)
        return self.sheet.column_place(row) if self.across else self.sheet.row_place(row)

    def column_place(self, column: int) -> str:
        """Name a column of the table by its heading, or where it is in the sheet."""
        if self.headings[column]:
            return f"«{self.headings[column]}»"
        return self.sheet.row_place(column) if self.across else self.sheet.column_place(column)


def find_table(sheet: Sheet, period: int | None = None) -> Table | None:
    """Find the table in a sheet; `period` names the column of periods, if a person chose it.

    None if the sheet holds no number.
    """
    down, over = _strong(sheet.rows), _strong(_swapped(sheet.rows[:LOOKED_AT_COLUMNS]))
    across = _runs_across(down, over)
    rows = tuple(zip_longest(*sheet.rows)) if across else sheet.rows
    if period is None:
        counts = over if across else down
        period = _choose(rows, counts) if counts else _weak_column(rows)
    first = _first_row(rows, period)
    return None if first is None else _table(sheet, rows, across, period, first)


def _table(
    sheet: Sheet, rows: tuple[Row, ...], across: bool, period: int | None, first: int
) -> Table:
    folded = fold(rows, period, first) if across and period is not None else None
    if folded:
        rows, period, first = folded.rows, 0, 1
    header = _header_row(rows, first)
    headings, words = _headings(rows, header, first)
    return Table(
        sheet=sheet,
        rows=rows,
        across=across,
        period=period,
        header=header,
        first=first,
        headings=headings,
        words=words,
        origins=folded.origins if folded else (),
    )


def _swapped(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(zip_longest(*(row[:LOOKED_AT_ROWS] for row in rows)))


def _strong(rows: Sequence[Row]) -> dict[int, int]:
    """Count in each column the cells that are periods beyond doubt, which bare numbers are not."""
    counts: dict[int, int] = {}
    for row in rows[:LOOKED_AT_ROWS]:
        for column, cell in enumerate(row[:LOOKED_AT_COLUMNS]):
            if _is_period(cell):
                counts[column] = counts.get(column, 0) + 1
    return counts


def _is_period(cell: Cell) -> bool:
    if isinstance(cell, str) and cell.strip().isdigit():
        return False
    return isinstance(read_period(cell), Reading) or bare_month(cell) is not None


def _runs_across(down: dict[int, int], over: dict[int, int]) -> bool:
    """Tell whether periods run across: a row with more of them than any column has."""
    most_down, most_over = max(down.values(), default=0), max(over.values(), default=0)
    return most_over > max(most_down, 1) and (most_over > 2 or most_down < 2)


def _choose(rows: Sequence[Row], counts: dict[int, int]) -> int:
    """Choose the column of periods: many, finer than years, well headed, further to the left."""
    most = max(counts.values())

    def fitness(column: int) -> tuple[float, int]:
        first = _first_row(rows, column) or 0
        header = _header_row(rows, first)
        heading = "" if header is None else text_of(_at(rows[header], column))
        finer = 0.0 if _is_year(_at(rows[first], column)) else 0.6
        return counts[column] / most + about_periods(heading) + finer, -column

    fit = [column for column in counts if not _about_patients(rows, column)]
    return max(fit or counts, key=fitness)


def _is_year(cell: Cell) -> bool:
    read = read_period(cell)
    return isinstance(read, Reading) and read.frequency is Frequency.YEAR


def _about_patients(rows: Sequence[Row], column: int) -> bool:
    first = _first_row(rows, column) or 0
    above = (_at(row, column) for row in rows[:first])
    return any(isinstance(cell, str) and names_a_patient(cell) for cell in above)


def _weak_column(rows: Sequence[Row]) -> int | None:
    """Find periods that are bare numbers (202509, 2025, a serial) by the heading above them."""
    for row in rows[:LOOKED_AT_ROWS]:
        for column, cell in enumerate(row[:LOOKED_AT_COLUMNS]):
            if isinstance(cell, str) and about_periods(cell) > 0 and len(tokens(cell)) < 4:
                return column
    return None


def _first_row(rows: Sequence[Row], period: int | None) -> int | None:
    """Return the first row with a period and a number, or of dates alone the first of them.

    So a title like «September 2025» above the table does not begin it.
    """
    lone: int | None = None
    for number, row in enumerate(rows):
        if period is not None and not (period < len(row) and _may_be_period(row[period])):
            continue
        if any(_stands_for_number(cell) for i, cell in enumerate(row) if i != period):
            return _back_over_blanks(rows, period, number)
        if lone is None and period is not None:
            lone = number
    return lone


def _back_over_blanks(rows: Sequence[Row], period: int | None, first: int) -> int:
    """Step back over the periods right above the first number, whose numbers are missing."""
    if period is None:
        return first
    while first > 0 and isinstance(read_period(_at(rows[first - 1], period)), Reading):
        first -= 1
    return first


def _at(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None


def _stands_for_number(cell: Cell) -> bool:
    return read_number(cell).sort not in (Sort.EMPTY, Sort.TEXT)


def _may_be_period(cell: Cell) -> bool:
    """Tell whether a cell may begin the periods; a date that does not exist may, a title not."""
    answer = read_period(cell)
    if isinstance(answer, Reading) or answer:
        return True
    return read_number(cell).sort is Sort.NUMBER


# -- what heads the table ------------------------------------------------------------------


def _header_row(rows: Sequence[Row], first: int) -> int | None:
    """Return the row that heads the table: the one above it with the most words of its own."""
    best, best_score = None, 0.0
    for row in range(max(0, first - ABOVE), first):
        labels = sum(1 for cell in rows[row] if _is_label(cell))
        score = labels + 0.5 * any(about_periods(text_of(cell)) > 0 for cell in rows[row])
        if labels and score >= best_score:
            best, best_score = row, score
    return _above_units(rows, best, best_score)


def _above_units(rows: Sequence[Row], row: int | None, score: float) -> int | None:
    """Step over a row of units («n», «%») to the headings right above it."""
    if not row:
        return row
    short = all(len(text_of(cell).strip("()[] ")) < 3 for cell in rows[row])
    above = sum(1 for cell in rows[row - 1] if _is_label(cell))
    return row - 1 if short and above >= score - 0.5 else row


def _is_label(cell: Cell) -> bool:
    return isinstance(cell, str) and not is_empty(cell) and read_number(cell).sort is Sort.TEXT


def _headings(
    rows: Sequence[Row], header: int | None, first: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the headings, and all words above each column: merged groups, headings, units."""
    width = max((len(row) for row in rows), default=0)
    if header is None:
        return ("",) * width, ("",) * width
    main = _texts(rows[header], width)
    group = [""] * width
    if header > 0 and len({text for text in main if text}) < sum(1 for text in main if text):
        group = _filled_right(_texts(rows[header - 1], width))
    units = _texts(rows[header + 1], width) if header + 1 < first else [""] * width
    words = tuple(" ".join(filter(None, parts)) for parts in zip(group, main, units, strict=True))
    shown = tuple(
        f"{above}, {text}" if above and main.count(text) > 1 and text else text
        for above, text in zip(group, main, strict=True)
    )
    return shown, words


def _texts(row: Row, width: int) -> list[str]:
    texts = [text_of(cell) for cell in row]
    return texts + [""] * (width - len(texts))


def _filled_right(texts: list[str]) -> list[str]:
    """Repeat the text of a merged cell over the columns it stands above."""
    filled: list[str] = []
    for text in texts:
        filled.append(text or (filled[-1] if filled else ""))
    return filled
