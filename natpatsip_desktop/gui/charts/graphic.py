"""A widget that paints a picture, and that screen readers call a graphic."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget


class Graphic(QLabel):
    """A base for widgets that paint themselves and have their words as accessible name.

    Qt calls a plain widget «client», which tells nobody anything, and a label with a picture
    «graphic»; an accessible interface of our own would have to outlive its widget.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        blank = QPixmap(1, 1)
        blank.fill(Qt.GlobalColor.transparent)
        self.setPixmap(blank)
