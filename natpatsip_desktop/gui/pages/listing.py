"""A plain list of rows in columns, the newest on top: versions, changes, deleted things."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.tokens import SPACE

AnyIndex = QModelIndex | QPersistentModelIndex
AT_ONCE = 200
ROWS_AT_LEAST = 3
CELLS = (
    "QTableView::item { padding: 0 8px 0 12px; }"
    "QHeaderView::section, QHeaderView::section:first { padding: 4px 11px 4px 15px; }"
)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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


class ListingModel(QAbstractTableModel):
    """Rows that are fetched a page at a time; the first cell of a row speaks all of it."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
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

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows are known so far."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's head."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].number else LEFT
        return None

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


class ListingView(QTableView):
    """Shows a list; `chosen` says that another row is the current one, `opened` wants it done."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab leaves the list; inside it the arrows move.
        self.setTabKeyNavigation(False)
        self.setStyleSheet(CELLS)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

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

    def go_to_row(self, row: int) -> None:
        """Make a row the current one and show it."""
        index = self.listing.index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def visible_rows(self) -> range:
        """Return the rows that can be seen now."""
        count = len(self.listing.lines)
        if not count:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(max(0, self.rowAt(0)), (last if last >= 0 else count - 1) + 1)

    def _select_first(self) -> None:
        if self.listing.lines:
            self.go_to_row(0)
        else:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do the usual thing with the current row on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

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
