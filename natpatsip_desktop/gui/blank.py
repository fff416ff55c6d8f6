"""The blank window: hides everything when somebody walks past; any key brings it back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from natpatsip_desktop.gui import dress


class BlankCover(QWidget):
    """Covers the whole window until a key or a click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("pages")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("The window is blank. Press any key to go on.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        column = QVBoxLayout(self)
        words = dress.words("Press any key to go on", "body", tone="quiet")
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def cover(self) -> None:
        """Hide the window's content."""
        self._before = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self._uncover()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._uncover()

    def _uncover(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
