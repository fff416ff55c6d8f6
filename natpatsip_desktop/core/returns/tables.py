"""The collected values of a return, each with the measure and point it came from."""

from collections.abc import Iterator
from dataclasses import dataclass

from natpatsip_desktop.core.returns.data import PeriodRow
from natpatsip_desktop.core.returns.layout import FieldsBlock, SheetLayout, TableBlock
from natpatsip_desktop.core.returns.sources import About
from natpatsip_desktop.core.sheets import GENERAL, Value, address


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnCell:
    """One value that goes out, and its lineage: its source, measure and point."""

    value: Value
    number_format: str = GENERAL
    source: str = ""
    measure_id: int | None = None
    point_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """One row of a block, and what it is about."""

    about: About
    cells: tuple[ReturnCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTable:
    """A table of a return; `head` is the number of the row with its headings."""

    sheet: str
    block: TableBlock
    head: int
    rows: tuple[ReturnRow, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """The headings in order."""
        return tuple(column.header for column in self.block.columns)

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.head + len(self.rows)

    def columns_of(self, source: str) -> list[int]:
        """Return the positions (from 0) of the columns that show a source."""
        return [i for i, column in enumerate(self.block.columns) if column.source == source]

    def cell_at(self, row: int, column: int) -> str:
        """Name the cell at a position (from 0) below the headings, like G7."""
        return address(self.head + 1 + row, column + 1)

    def periods(self) -> Iterator[tuple[int, PeriodRow]]:
        """Go through the rows that are about one period of a measure, with their positions."""
        for position, row in enumerate(self.rows):
            if isinstance(row.about, PeriodRow):
                yield position, row.about


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFields:
    """The labels and values of a cover; `first` is the number of its first row."""

    sheet: str
    block: FieldsBlock
    first: int
    rows: tuple[ReturnRow, ...]

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.first + len(self.rows) - 1


Collected = ReturnTable | ReturnFields


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line above the blocks of a sheet; the banner is told apart, since a draft changes it."""

    text: str
    is_banner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSheet:
    """One sheet of a return with its lines and its blocks, each where it will stand."""

    layout: SheetLayout
    lines: tuple[Line, ...]
    blocks: tuple[Collected, ...]

    @property
    def tables(self) -> tuple[ReturnTable, ...]:
        """The tables among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, ReturnTable))


def tables_in(sheets: tuple[ReturnSheet, ...]) -> tuple[ReturnTable, ...]:
    """Return every table of a return."""
    return tuple(table for sheet in sheets for table in sheet.tables)
