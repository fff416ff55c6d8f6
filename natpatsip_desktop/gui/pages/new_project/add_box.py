"""A box whose text is added to a list with Enter; an empty one lets Enter go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class AddBox(QLineEdit):
    """Says `added` with what was typed, and is empty again."""

    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def add(self) -> None:
        """Hand on what was typed."""
        text = " ".join(self.text().split())
        if text:
            self.clear()
            self.added.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.add()
        else:
            super().keyPressEvent(event)
