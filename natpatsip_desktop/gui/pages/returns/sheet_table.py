"""One sheet of a return as a table model: what will be written, and the problems of its cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from natpatsip_desktop.core.number_formats import shown
from natpatsip_desktop.core.returns.tables import ReturnTable
from natpatsip_desktop.core.sheets import Look, SheetCell, SheetOut, address, column_letters
from natpatsip_desktop.gui.pages.returns.numbered import Numbered, Place

AnyIndex = QModelIndex | QPersistentModelIndex

BLANK_ROWS, BLANK_COLUMNS = 8, 2  # shown after the last ones, so that it looks like a sheet
_EMPTY = SheetCell()
_OVER_THE_SHEET = (Look.TITLE, Look.BANNER, Look.LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSheet:
    """A sheet with the tables that stand on it and the problems of its cells."""

    out: SheetOut
    tables: tuple[ReturnTable, ...] = ()
    marks: Mapping[Place, tuple[Numbered, ...]] = field(default_factory=dict)


NO_SHEET = ShownSheet(out=SheetOut(name="", rows=()))


class SheetTable(QAbstractTableModel):
    """Shows a `ShownSheet`; nothing in it is changed here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = NO_SHEET
        self._columns = 0

    def show(self, sheet: ShownSheet) -> bool:
        """Show a sheet; tell whether its shape is another one than before."""
        columns = max((len(row) for row in sheet.out.rows), default=0)
        new_shape = (sheet.out.name, len(sheet.out.rows), columns) != (
            self.sheet.out.name,
            len(self.sheet.out.rows),
            self._columns,
        )
        if new_shape:
            self.beginResetModel()
        self.sheet, self._columns = sheet, columns
        if new_shape:
            self.endResetModel()
        else:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return new_shape

    # -- what a cell holds ---------------------------------------------------------------------

    def cell(self, row: int, column: int) -> SheetCell:
        """Return a cell; an empty one beyond the last."""
        rows = self.sheet.out.rows
        if row < len(rows) and column < len(rows[row]):
            return rows[row][column]
        return _EMPTY

    def text(self, row: int, column: int) -> str:
        """Return what a spreadsheet shows in a cell."""
        cell = self.cell(row, column)
        return shown(cell.value, cell.number_format)

    def marks(self, row: int, column: int) -> tuple[Numbered, ...]:
        """Return the problems of a cell, the worst first."""
        return self.sheet.marks.get((row, column), ())

    def lines_above(self) -> Iterable[int]:
        """Return the rows whose one text runs over the cells to its right."""
        return (row for row in range(len(self.sheet.out.rows)) if self.is_over_the_sheet(row))

    def is_over_the_sheet(self, row: int) -> bool:
        """Tell whether the text of a row runs over the cells to its right."""
        return self.cell(row, 0).look in _OVER_THE_SHEET

    @property
    def used_columns(self) -> int:
        """Return how many columns have anything in them."""
        return self._columns

    def title_of(self, row: int, column: int) -> str:
        """Return the heading of the table that a cell belongs to; empty above and below tables."""
        for table in self.sheet.tables:
            if table.head <= row < table.last and column < len(table.headers):
                return table.headers[column]
        return ""

    def spoken(self, row: int, column: int) -> str:
        """Say a cell: its address, the heading of its column, its value and its problems."""
        parts = [address(row + 1, column + 1), self.title_of(row, column)]
        parts.append(self.text(row, column) or "blank")
        parts += [one.spoken for one in self.marks(row, column)]
        return ", ".join(part for part in parts if part)

    # -- Qt's questions ------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.sheet.out.rows) + BLANK_ROWS

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns are shown."""
        return 0 if parent.isValid() else self._columns + BLANK_COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the letters of a column or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return column_letters(section + 1)
        return str(section + 1)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as text, and as it is spoken."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            said = [one.problem.what for one in self.marks(row, column)]
            return "\n".join([self.text(row, column), *said]).strip() or None
        return None
