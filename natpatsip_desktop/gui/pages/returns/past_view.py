"""The returns that were exported before, as a table with the newest on top."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from natpatsip_desktop.actions.past_returns import PastReturn
from natpatsip_desktop.core.periods import short_date
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.row_table import AnyIndex, RowModel, RowView
from natpatsip_desktop.gui.tokens import SPACE

COLUMNS = ("Format", "Projects", "Period", "State", "File", "Exported on", "Sent on")
FORMAT, PROJECT, PERIOD, STATE, FILE, EXPORTED, SENT = range(len(COLUMNS))
SHARES = {FORMAT: 0.2, PROJECT: 0.2, PERIOD: 0.22, STATE: 0.14, FILE: 0.24}  # beside the dates
WIDEST_DATE = "28 Sep 2025"
ROWS_AT_LEAST = 2
PAD = 12


class PastTable(RowModel):
    """Past returns; the first cell of a row speaks all of it."""

    heads = COLUMNS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[PastReturn] = ()

    def show(self, rows: Sequence[PastReturn]) -> None:
        """Show these returns."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def held(self) -> Sequence[object]:
        """Return the returns."""
        return self.rows

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell in words."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            tip = role == Qt.ItemDataRole.ToolTipRole and index.column() == PERIOD
            return row.period_words if tip else cell_words(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == FORMAT:
                return spoken(row)
            return f"{COLUMNS[index.column()]}: {cell_words(row, index.column()) or 'none'}"
        return None


def cell_words(row: PastReturn, column: int) -> str:
    """Say one cell of a past return."""
    record = row.record
    exported, sent = record.exported_at, record.sent_at
    return (
        row.format_title,
        row.project,
        row.short_period,
        row.state,
        record.file_name,
        short_date(exported.date()) if exported else "",
        short_date(sent.date()) if sent else "",
    )[column]


def spoken(row: PastReturn) -> str:
    """Say a past return in one go."""
    said = [row.format_title, row.project, row.period_words, row.state, row.record.file_name]
    dates = [("exported on", EXPORTED), ("sent on", SENT)]
    said += [f"{words} {cell_words(row, at)}" for words, at in dates if cell_words(row, at)]
    return ", ".join(part for part in said if part)


class PastView(RowView):
    """Shows a `PastTable`; `opened` says that the current return is to be looked at again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = PastTable(self)
        self.setModel(self.table)
        self.setObjectName("past")
        self.setAccessibleName("Exported before")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setObjectName("pastHead")
        self.fit()

    def show_rows(self, rows: Sequence[PastReturn]) -> None:
        """Show these returns; the current one stays it."""
        now = self.current
        self.table.show(rows)
        self._share_width()
        ids = [row.record.id for row in rows]
        at = ids.index(now.record.id) if now and now.record.id in ids else 0
        self.setCurrentIndex(self.table.index(at, 0))

    @property
    def current(self) -> PastReturn | None:
        """Return the return of the current row."""
        at = self.currentIndex().row()
        return self.table.rows[at] if 0 <= at < len(self.table.rows) else None

    def fit(self) -> None:
        """Take up the text size in use."""
        high = max(SPACE["row_grid"] + 5, QFontMetrics(dress.font("grid")).height() + 14)
        self.setFont(dress.font("grid"))
        self.verticalHeader().setDefaultSectionSize(high)
        self.horizontalHeader().setFixedHeight(high)
        self.setMinimumHeight(high * (ROWS_AT_LEAST + 1))
        self._share_width()

    def sizeHint(self) -> QSize:
        """Return the least size: the table takes what room is left."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        dates = {column: self._date_width(column) for column in (EXPORTED, SENT)}
        for column, width in dates.items():
            self.setColumnWidth(column, width)
        rest = self.viewport().width() - sum(dates.values())
        shown = {at: share for at, share in SHARES.items() if not self.isColumnHidden(at)}
        for column, share in shown.items():
            self.setColumnWidth(column, int(rest * share / sum(shown.values())))

    def _date_width(self, column: int) -> int:
        head, cell = dress.font("head", bold=True), dress.font("grid")
        words = QFontMetrics(head).horizontalAdvance(COLUMNS[column])
        return max(words, QFontMetrics(cell).horizontalAdvance(WIDEST_DATE)) + 2 * PAD
