"""A box of some lines that is as high as its text, and says when it is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

LEAST, MOST = 1, 6
AIR = 20


class TextBox(QPlainTextEdit):
    """Says `left` when the focus goes elsewhere and the text is another than before."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        self._fit()

    def put(self, text: str) -> None:
        """Show a text, unless somebody is typing here."""
        if self.hasFocus() and self.document().isModified():
            return
        if text != self.toPlainText():
            self.setPlainText(text)
        self.document().setModified(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand the text on."""
        super().focusOutEvent(event)
        if self.document().isModified():
            self.document().setModified(False)
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew in the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = max(LEAST, round(self.document().size().height()))
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if wanted <= MOST else needed)
        high = min(MOST, wanted) * self.fontMetrics().lineSpacing() + AIR
        if high != self.height():
            self.setFixedHeight(high)
