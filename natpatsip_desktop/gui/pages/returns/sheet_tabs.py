"""The tabs of the sheets of a return, below the preview as in a spreadsheet."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.tokens import SPACE, tokens

PAD = 14


class SheetTabs(QTabBar):
    """Chooses the sheet that is shown; a tab with problems says how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sheets")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)

    def show_sheets(self, names: Sequence[str], problems: Sequence[int]) -> None:
        """Show these sheets with the numbers of their problems; the one chosen stays chosen."""
        self.blockSignals(True)
        if [self.tabText(at) for at in range(self.count())] != list(names):
            while self.count():
                self.removeTab(0)
            for name in names:
                self.addTab(name)
        self.blockSignals(False)
        for at, count in enumerate(problems):
            many = "1 problem" if count == 1 else f"{count} problems"
            self.setAccessibleTabName(at, f"{names[at]}, {many}" if count else names[at])

    def tabSizeHint(self, at: int) -> QSize:
        """Return the room of a tab: its bold name and its air."""
        metrics = QFontMetrics(dress.font("body", bold=True))
        high = max(SPACE["button"], metrics.height() + 8)
        return QSize(metrics.horizontalAdvance(self.tabText(at)) + 2 * PAD, high)

    def minimumTabSizeHint(self, at: int) -> QSize:
        """Return the same: a tab that is cut says too little."""
        return self.tabSizeHint(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names, the chosen one bold on a tint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        for at in range(self.count()):
            chosen, area = at == self.currentIndex(), QRectF(self.tabRect(at))
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours["tint"]))
                painter.drawRoundedRect(area.adjusted(1, 0, -1, 0), 4, 4)
            painter.setFont(dress.font("body", bold=chosen))
            painter.setPen(QColor(colours["link" if chosen else "ink2"]))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.tabText(at))
