"""A sheet as it was read: typed cells, and the place of each in words a person can follow."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from natpatsip_desktop.core.sheets import address, column_letters

Cell = str | float | int | bool | date | datetime | time | timedelta | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The cells of one sheet from its cell A1, or of a pasted block; an empty cell is None.

    `percents` are the columns that Excel shows as percentages, so that 0.88 there is 88%.
    `notes` say what was decided while reading (separators, a name that does not fit).
    """

    rows: tuple[Row, ...] = ()
    name: str = ""
    pasted: bool = False
    percents: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, counting from 0; None outside what was read."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    @property
    def width(self) -> int:
        """The number of cells in the longest row."""
        return max((len(row) for row in self.rows), default=0)

    def place(self, row: int, column: int) -> str:
        """Name a cell as Excel does («cell B7»), or by its row and column in a pasted block."""
        if self.pasted:
            return f"row {row + 1}, column {column + 1}"
        return f"cell {address(row + 1, column + 1)}"

    def row_place(self, row: int) -> str:
        """Name a row."""
        return f"row {row + 1}"

    def column_place(self, column: int) -> str:
        """Name a column as Excel does («column B»), or by its number in a pasted block."""
        return f"column {column + 1 if self.pasted else column_letters(column + 1)}"


def text_of(cell: Cell) -> str:
    """Return what a person reads in a cell, on one line, without spaces around it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return " ".join(str(cell).split())


def is_empty(cell: Cell) -> bool:
    """Tell whether a cell holds nothing, or only spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
