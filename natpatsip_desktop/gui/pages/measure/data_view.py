"""The data grid on the screen: Enter goes right and then to the next period, Tab leaves."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.measure.data_delegate import DataDelegate, row_height
from natpatsip_desktop.gui.pages.measure.data_table import AnyIndex, DataTable
from natpatsip_desktop.gui.pages.measure.data_widths import Wants, column_widths, wanted
from natpatsip_desktop.gui.pages.measure.drafts import Key

ROWS_AT_LEAST = 2


class DataView(QTableView):
    """Shows a `DataTable`.

    `rested` carries the row under the mouse or -1, `chosen` the row that became the current one,
    `menu_wanted` a row and where its menu belongs, `cleared` the cells that Del was pressed on
    as pairs of row and field, `pasted` that something is to be pasted at the current cell, and
    `ended` that Enter was pressed in the last cell there is.
    """

    rested = Signal(int)
    chosen = Signal(int)
    menu_wanted = Signal(int, QPoint)
    cleared = Signal(list)
    pasted = Signal()
    ended = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self._wants = Wants()
        self._scale = dress.scale()
        self._paints = DataDelegate(self)
        self._paints.stepped.connect(self._after_typing)
        self.setItemDelegate(self._paints)
        self.table = DataTable(self)
        self.setModel(self.table)
        self.setAccessibleName("Data")
        self._look()

    def _look(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        # Tab leaves the grid; inside it the arrows and Enter move.
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(24)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)

    # -- what is shown -------------------------------------------------------------------------

    def refresh(self, change: Callable[[], object]) -> None:
        """Change the table's rows; the current period and place stay the current ones."""
        key, column, top = self.current_key(), self.currentIndex().column(), self._top()
        self._quiet = True
        change()
        self._wants = wanted(self.table)
        self._share_width()
        if key is not None:
            self.go_to(key, column)
            self.verticalScrollBar().setValue(top)
        self._quiet = False
        self.viewport().update()

    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def current_key(self) -> Key | None:
        """Return period and item of the current row."""
        at = self.currentIndex().row()
        keys = self.table.keys()
        return keys[at] if 0 <= at < len(keys) else None

    def go_to(self, key: Key, column: int) -> None:
        """Make a cell of a period the current one, if the period is there."""
        index = self.table.index(self.table.row_of(key), max(0, column))
        if index.isValid():
            self.setCurrentIndex(index)

    def go_to_first_entry(self) -> None:
        """Make the first cell to fill in the current one: the newest period is on top."""
        columns = self.table.entry_columns()
        if columns and self.table.rows:
            self.setCurrentIndex(self.table.index(0, columns[0]))
            self.scrollToTop()

    def light(self, row: int) -> None:
        """Light the row of the point that the mouse is on."""
        if row != self._paints.lit:
            self._paints.lit = row
            self.viewport().update()

    def choose(self, row: int) -> None:
        """Make a row the current one because its point was picked, without saying so."""
        if row < 0:
            return
        self._quiet = True
        columns = self.table.entry_columns()
        self.setCurrentIndex(self.table.index(row, columns[0] if columns else 0))
        self._quiet = False

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Say which row is the current one now."""
        super().currentChanged(current, previous)
        self._paints.current = (current.row(), current.column())
        self.viewport().update()
        if not self._quiet and current.row() != previous.row():
            self.chosen.emit(current.row())

    def selectionChanged(self, chosen: QItemSelection, gone: QItemSelection) -> None:
        """Know whether more than the current cell is chosen."""
        super().selectionChanged(chosen, gone)
        self._paints.many = len(self.selectedIndexes()) > 1
        self.viewport().update()

    # -- Enter ---------------------------------------------------------------------------------

    def _after_typing(self, key: Qt.Key) -> None:
        """Go on after a number was typed; where it has a fault, stay to put it right."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        index = self.currentIndex()
        name = self.table.columns[index.column()].name if index.isValid() else ""
        fault = self.table.drafts.first_fault
        if fault and fault[0] == self.current_key():
            self.go_to(fault[0], self.table.column_of(fault[1]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_on()
        elif name:
            self._step_sideways(1 if key == Qt.Key.Key_Tab else -1)

    def step_on(self) -> None:
        """Go to the next number of this period, then to the first of the next period."""
        at, column = self.currentIndex().row(), self.currentIndex().column()
        columns = self.table.entry_columns()
        right = [one for one in columns if one > column]
        if right:
            self.setCurrentIndex(self.table.index(at, right[0]))
        elif at > 0:
            self.setCurrentIndex(self.table.index(at - 1, columns[0]))
        else:
            self.ended.emit()

    def _step_sideways(self, by: int) -> None:
        index = self.table.index(self.currentIndex().row(), self.currentIndex().column() + by)
        if index.isValid():
            self.setCurrentIndex(index)

    # -- keys and mouse ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step on with Enter, clear with Del, copy and paste."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_on()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit(self._chosen_cells())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _chosen_cells(self) -> list[tuple[int, str]]:
        indexes = self.selectedIndexes() or [self.currentIndex()]
        cells = [(index.row(), self.table.columns[index.column()].name) for index in indexes]
        # A whole row that is chosen by its period is cleared as a whole.
        typed = ("numerator", "denominator", "value", "note")
        whole = {row for row, name in cells if name == "period"}
        return [(row, name) for row, name in cells if name in typed and row not in whole] + [
            (row, name) for row in sorted(whole) for name in typed
        ]

    def fill_down_texts(self) -> dict[Key, dict[str, str]]:
        """Return what to type where, to fill the chosen cells with the topmost of each column.

        A single cell takes what is above it, as in Excel.
        """
        if self.state() == QAbstractItemView.State.EditingState:
            return {}
        chosen = self.selectedIndexes() or [self.currentIndex()]
        rows = sorted({index.row() for index in chosen})
        top, below = (rows[0], rows[1:]) if len(rows) > 1 else (rows[0] - 1, rows)
        if top < 0:
            return {}
        keys, found = self.table.keys(), dict[Key, dict[str, str]]()
        for column in sorted({index.column() for index in chosen}):
            name = self.table.columns[column].name
            for row in below:
                if name != "period" and self.table.takes(top, name) and self.table.takes(row, name):
                    found.setdefault(keys[row], {})[name] = self.table.text(top, name)
        return found

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as Excel does: tabs and lines."""
        indexes = self.selectedIndexes()
        if len(indexes) < 2:
            indexes = [self.table.index(self.currentIndex().row(), self.currentIndex().column())]
        rows: dict[int, list[str]] = {}
        for index in sorted(indexes, key=lambda one: (one.row(), one.column())):
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows.values()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which row the mouse is on."""
        super().mouseMoveEvent(event)
        row = self.rowAt(int(event.position().y()))
        if row != self._paints.lit:
            self.light(row)
            self.rested.emit(row)

    def leaveEvent(self, event: object) -> None:
        """Say that the mouse is on no row."""
        super().leaveEvent(event)  # type: ignore[arg-type]
        self.light(-1)
        self.rested.emit(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, or of the current one by key."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
        row = self.currentIndex().row()
        if row >= 0:
            place = self.visualRect(self.currentIndex()).bottomLeft()
            at = event.pos() if event.reason() == QContextMenuEvent.Reason.Mouse else place
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where typing goes."""
        super().focusInEvent(event)
        self._paints.focused = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that typing goes elsewhere."""
        super().focusOutEvent(event)
        self._paints.focused = False
        self.viewport().update()

    # -- room ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def sizeHint(self) -> QSize:
        """Ask for a few rows: the grid takes what the page has, and must not make it scroll."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def fit_text(self) -> None:
        """Take up the text size in use."""
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.horizontalHeader().setFixedHeight(max(36, row_height() + 7))
        self.setMinimumHeight(row_height() * ROWS_AT_LEAST + self.horizontalHeader().height())
        if self._scale != dress.scale():
            self._scale = dress.scale()
            self._wants = wanted(self.table)
        self._share_width()

    def _share_width(self) -> None:
        for column, width in enumerate(column_widths(self._wants, self.viewport().width())):
            self.setColumnWidth(column, width)
