"""A sheet of a return on the screen, with column letters and row numbers, to look at only."""

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from natpatsip_desktop.core.sheets import Look
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.returns.badge import badge_size
from natpatsip_desktop.gui.pages.returns.numbered import Place
from natpatsip_desktop.gui.pages.returns.sheet_delegate import (
    DRESSINGS,
    PAD,
    SheetDelegate,
    cell_font,
    row_height,
)
from natpatsip_desktop.gui.pages.returns.sheet_table import AnyIndex, SheetTable, ShownSheet
from natpatsip_desktop.gui.tokens import tokens

SAMPLE = 200  # rows that column widths are measured on
NARROWEST, WIDEST = 56, 232  # px of a column, at 100% text size
WIDEST_ENTRY = 560
BLANK_WIDTH = 90
ROWS_AT_LEAST = 4
BESIDE = 2  # columns at the right of a cell that are seen with it


class SheetView(QTableView):
    """Shows a `SheetTable`; `opened` carries the number of the problem to put right."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lit: Place | None = None  # the cell whose editor is open
        self.table = SheetTable(self)
        self.setModel(self.table)
        self.setItemDelegate(SheetDelegate(self))
        self.setAccessibleName("Preview")
        self._look()
        self.clicked.connect(self._open_at)

    def _look(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Tab leaves the sheet; inside it the arrows move.
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # The sheet shows its own cell, so the ring of the window would say it twice.
        self.setProperty("ownRing", True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
            head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
            head.setMinimumSectionSize(24)
        self.horizontalHeader().setObjectName("letters")
        self.verticalHeader().setObjectName("numbers")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setCornerWidget(QWidget())

    # -- what is shown -------------------------------------------------------------------------

    def show_sheet(self, sheet: ShownSheet) -> None:
        """Show a sheet; while its shape stays the same, so do the current cell and the place."""
        if self.table.show(sheet):
            self.fit()
            self.scrollToTop()
            self.go_to((0, 0))
        self.viewport().update()

    def go_to(self, place: Place) -> None:
        """Make a cell the current one and bring its row to the middle."""
        index = self.table.index(*place)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            # Sideways as little as can be: the columns at the left say what the row is about.
            self.horizontalScrollBar().setValue(0)
            if self.table.is_over_the_sheet(place[0]):
                return
            for column in (min(place[1] + BESIDE, self.table.columnCount() - 1), place[1]):
                self.scrollTo(self.table.index(place[0], column))

    def cell_rect(self, place: Place) -> QRect:
        """Return where a cell is within this view."""
        rect = self.visualRect(self.table.index(*place))
        return rect.translated(self.viewport().pos())

    def light(self, place: Place | None) -> None:
        """Ring the cell whose editor is open, or none."""
        self.lit = place
        self.viewport().update()

    # -- keys and mouse ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put a problem right with Enter, copy cells."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_at(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _open_at(self, index: AnyIndex) -> None:
        marks = self.table.marks(index.row(), index.column()) if index.isValid() else ()
        if marks:
            self.opened.emit(marks[0].number)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as Excel does: tabs and lines."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column())):
            rows.setdefault(index.row(), []).append(self.table.text(index.row(), index.column()))
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows.values()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which cell is the current one."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the ring around the current one over them all."""
        super().paintEvent(event)
        current = self.currentIndex()
        here = (current.row(), current.column()) if self.hasFocus() and current.isValid() else None
        place = self.lit or here
        if place is None:
            return
        rect = self.visualRect(self.table.index(*place))
        painter = QPainter(self.viewport())
        for token, wide, out in (("focus", 3, 2), ("focus_ink", 2, 0)):
            painter.setPen(QPen(QColor(tokens()[token]), wide))
            painter.drawRect(rect.adjusted(-out, -out, out - 1, out - 1))

    # -- room ----------------------------------------------------------------------------------

    def fit(self) -> None:
        """Take up the text size in use, and give each column and row what it needs."""
        high = row_height()
        heads = self.verticalHeader()
        heads.setDefaultSectionSize(high)
        self.horizontalHeader().setFixedHeight(high)
        heads.setFixedWidth(QFontMetrics(dress.font("grid")).horizontalAdvance("00000") + 6)
        self.setMinimumHeight(high * (ROWS_AT_LEAST + 1))
        self.clearSpans()
        above = list(self.table.lines_above())
        for row in above:
            self.setSpan(row, 0, 1, self.table.columnCount())
        for column in range(self.table.columnCount()):
            self.setColumnWidth(column, self._column_width(column, set(above)))
        for row in range(min(self.table.rowCount(), SAMPLE)):
            self.setRowHeight(row, self._row_height(row))

    def _column_width(self, column: int, above: set[int]) -> int:
        """Return the width of the widest text there; what is wrapped or cut needs less."""
        if column >= self.table.used_columns:
            return BLANK_WIDTH
        rows = range(min(len(self.table.sheet.out.rows), SAMPLE))
        wanted = [self._cell_width(row, column) for row in rows if row not in above]
        entry = any(self.table.cell(row, column).look is Look.ENTRY for row in rows)
        widest = WIDEST_ENTRY if entry else WIDEST
        scale = dress.scale()
        return round(min(max([NARROWEST * scale, *wanted]), widest * scale))

    def _cell_width(self, row: int, column: int) -> float:
        text, look = self.table.text(row, column), self.table.cell(row, column).look
        metrics = QFontMetrics(cell_font(look))
        # A heading may wrap, so it needs the room of its longest word.
        words = text.split() if DRESSINGS[look].ground else [text]
        marks = self.table.marks(row, column)
        badge = badge_size(marks[0].number).width() + 4 if marks else 0
        return max(map(metrics.horizontalAdvance, words), default=0) + 2 * PAD + 4 + badge

    def _row_height(self, row: int) -> int:
        """Return the height of a row: one line, or as many as its wrapped texts need."""
        columns = range(self.table.used_columns)
        return max((self._cell_height(row, column) for column in columns), default=row_height())

    def _cell_height(self, row: int, column: int) -> int:
        look = self.table.cell(row, column).look
        metrics = QFontMetrics(cell_font(look))
        if not DRESSINGS[look].wrap:
            return max(row_height(), metrics.height() + 10)
        room = QRect(0, 0, self.columnWidth(column) - 2 * PAD, 2000)
        flags = int(Qt.TextFlag.TextWordWrap)
        wrapped = metrics.boundingRect(room, flags, self.table.text(row, column))
        return max(row_height(), wrapped.height() + 10)
