"""The note on a period that is being filled in: a box that is there only while it is wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit


class DueNote(QLineEdit):
    """A box for one note; `noted` says that it is to be kept, `left` that it is put away.

    Enter keeps it, and so does leaving it by any other way than Esc.
    """

    noted = Signal(str)
    left = Signal()

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self.setPlaceholderText("What was different?")
        self.hide()

    def ask(self, text: str) -> None:
        """Offer what is noted so far."""
        self.setText(text)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the note with Enter, put it away with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._put_away()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed: nothing is lost by a click elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self._keep()

    def _keep(self) -> None:
        if not self.isHidden():
            changed = self.isModified()
            self._put_away()
            if changed:
                self.noted.emit(self.text().strip())

    def _put_away(self) -> None:
        self.setModified(False)
        self.hide()
