"""The table of projects on the screen: columns that share the width, rows two lines high."""

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.project_delegate import ProjectDelegate, row_height
from natpatsip_desktop.gui.pages.project_table import LATEST, SPARK

# Shares of the width: name, sparkline, latest, signal, next.
SHARES = (0.266, 0.146, 0.094, 0.24, 0.254)
ROWS_AT_LEAST = 3
LONGEST = "target 1,000"
AIR = 20  # px beside a value


class ProjectView(QTableView):
    """Shows projects, or the measures of one; `chosen` says that one is to be opened."""

    chosen = Signal(QModelIndex)

    def __init__(self, table: QAbstractTableModel, paints: ProjectDelegate | None = None) -> None:
        super().__init__()
        self.setAccessibleName("Projects")
        self.setModel(table)
        self._delegate = paints or ProjectDelegate()
        self._delegate.setParent(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # Tab leaves the table; inside it the arrows move.
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setFixedHeight(36)
        self.doubleClicked.connect(self.chosen)
        self.set_short(False)

    def set_short(self, short: bool) -> None:
        """Make rows lower in a short window."""
        self._delegate.short = short
        high = row_height(short)
        self.verticalHeader().setDefaultSectionSize(high)
        self.setMinimumHeight(high * ROWS_AT_LEAST + self.horizontalHeader().height())

    def changeEvent(self, event: QEvent) -> None:
        """Grow the rows with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_short(self._delegate.short)
            self._share()

    def select(self, row: int) -> None:
        """Select a row and make sure it is seen."""
        index = self.model().index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def visible_rows(self) -> range:
        """Return the rows that can be seen now."""
        count = self.model().rowCount()
        if not count:
            return range(0)
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else count - 1) + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the selected project with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        wide = self.viewport().width()
        widths = [int(wide * share) for share in SHARES]
        # A value that is cut says another number; the line beside it can be shorter.
        metrics = QFontMetrics(dress.font("caption"))
        short = metrics.horizontalAdvance(LONGEST) + AIR - widths[LATEST]
        if short > 0:
            widths[LATEST] += short
            widths[SPARK] -= short
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
