"""Words of one line that are cut with dots where there is no room, and still said whole."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton

LEAST = 120
LEAST_LINK = 40


class ElidedLabel(QLabel):
    """A label of one line that is cut with dots where there is no room; its tip says it all."""

    def minimumSizeHint(self) -> QSize:
        """Return a width that can still be read."""
        least = min(LEAST, super().minimumSizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        text, room = self.text(), self.contentsRect()
        cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(text if cut != text else "")
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), cut)


class ElidedLink(QPushButton):
    """A link of one line; `words` is what it says in full, also to a screen reader."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
        self.setProperty("kind", "link")
        self.setAutoDefault(True)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Ask for room for all the words, however few are shown now."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        more = metrics.horizontalAdvance(self.words) - metrics.horizontalAdvance(self.text())
        return QSize(hint.width() + more, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return a width that can still be read."""
        return QSize(min(LEAST_LINK, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many of the words as there is room for."""
        super().resizeEvent(event)
        cut = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, self.width())
        if cut != self.text():
            self.setText(cut)
        self.setToolTip(self.words if cut != self.words else "")
