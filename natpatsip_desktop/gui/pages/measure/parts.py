"""Small widgets of the Measure page: a title that is cut where it must be, and the tabs."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QTabBar, QWidget

LEAST = 120


class ElidedLabel(QLabel):
    """A label of one line that is cut with dots where there is no room; its tip says it all."""

    def minimumSizeHint(self) -> QSize:
        """Return a width that can still be read."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        text, room = self.text(), self.contentsRect()
        cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(text if cut != text else "")
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), cut)


class PaneTabs(QTabBar):
    """Chooses between parts that do not fit beside each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)

    def offer(self, *words: str) -> None:
        """Offer parts by these words."""
        for one in words:
            self.addTab(one)
