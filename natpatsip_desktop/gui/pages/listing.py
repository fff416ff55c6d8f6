"""A plain list of rows in columns, the newest on top: versions, changes, deleted things."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.row_table import LEFT, RIGHT, AnyIndex, RowModel, RowView
from natpatsip_desktop.gui.tokens import SPACE

AT_ONCE = 200
ROWS_AT_LEAST = 3
CELLS = (
    "QTableView::item { padding: 0 8px 0 12px; }"
    "QHeaderView::section, QHeaderView::section:first { padding: 4px 11px 4px 15px; }"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its share of the width, and whether it holds numbers."""

    head: str
    share: float
    number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it is about, and its cells."""

    about: Any
    cells: tuple[str, ...]


Fetch = Callable[[int, int], Sequence[Line]]


class ListingModel(RowModel):
    """Rows that are fetched a page at a time; the first cell of a row speaks all of it."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.heads = [column.head for column in columns]
        self.numbers = [at for at, column in enumerate(columns) if column.number]
        self.lines: list[Line] = []
        self._fetch: Fetch = lambda _offset, _limit: ()
        self._more = False

    def show(self, fetch: Fetch) -> None:
        """Show what `fetch(offset, limit)` gives, from its beginning."""
        self.beginResetModel()
        self._fetch = fetch
        self.lines = list(fetch(0, AT_ONCE))
        self._more = len(self.lines) == AT_ONCE
        self.endResetModel()

    def change(self, row: int, line: Line) -> None:
        """Show other cells in a row."""
        self.lines[row] = line
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def held(self) -> Sequence[object]:
        """Return the lines that are known so far."""
        return self.lines

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Tell whether there may be rows beyond those that are known."""
        return self._more and not parent.isValid()

    def fetchMore(self, _parent: AnyIndex) -> None:
        """Fetch the next page."""
        more = list(self._fetch(len(self.lines), AT_ONCE))
        self._more = len(more) == AT_ONCE
        if more:
            first = len(self.lines)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self.lines += more
            self.endInsertRows()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, or says."""
        line = self.lines[index.row()]
        text = line.cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[index.column()].number else LEFT
        if role == Qt.ItemDataRole.FontRole:
            return dress.font("grid")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._whole(line) if index.column() == 0 else text or "empty"
        return None

    def _whole(self, line: Line) -> str:
        pairs = zip(self.columns, line.cells, strict=True)
        return ", ".join(f"{column.head} {cell}" for column, cell in pairs if cell)


class ListingView(RowView):
    """Shows a list; `chosen` says that another row is the current one."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(CELLS)

    def set_columns(self, *columns: Column) -> ListingModel:
        """Give the list its columns, and return the model that holds its rows."""
        made = ListingModel(columns, self)
        self.setModel(made)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())
        made.modelReset.connect(self._select_first)
        return made

    @property
    def listing(self) -> ListingModel:
        """Return the model."""
        found = self.model()
        assert isinstance(found, ListingModel)
        return found

    @property
    def current(self) -> Line | None:
        """Return the current row."""
        row = self.currentIndex().row()
        return self.listing.lines[row] if 0 <= row < len(self.listing.lines) else None

    def _select_first(self) -> None:
        if self.listing.lines:
            self.go_to_row(0)
        else:
            self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns, and keep a few rows in view at any text size."""
        super().resizeEvent(event)
        if isinstance(self.model(), ListingModel):
            columns = self.listing.columns
            wide, whole = self.viewport().width(), sum(column.share for column in columns)
            for at, column in enumerate(columns):
                self.setColumnWidth(at, int(wide * column.share / whole))
        high = max(SPACE["row_grid"], self.fontMetrics().height() + 12)
        if high != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(high)
            self.setMinimumHeight(high * (ROWS_AT_LEAST + 1))
