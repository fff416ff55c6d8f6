"""The table of projects on the screen: columns that share the width, rows two lines high."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent

from natpatsip_desktop.gui.pages.project_delegate import ProjectDelegate, row_height
from natpatsip_desktop.gui.pages.project_table import COLUMNS
from natpatsip_desktop.gui.pages.row_table import RowModel, RowView

# Shares of the width: name, sparkline, latest, signal, next.
SHARES = (0.266, 0.146, 0.094, 0.24, 0.254)
ROWS_AT_LEAST = 3


class ProjectView(RowView):
    """Shows projects, or the measures of one."""

    def __init__(self, table: RowModel, paints: ProjectDelegate | None = None) -> None:
        super().__init__()
        self.setAccessibleName("Projects")
        self.setModel(table)
        self._delegate = paints or ProjectDelegate()
        self._delegate.setParent(self)
        self.setItemDelegate(self._delegate)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().setFixedHeight(36)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        wide = self.viewport().width()
        for column in range(len(COLUMNS)):
            self.setColumnWidth(column, int(wide * SHARES[column]))
