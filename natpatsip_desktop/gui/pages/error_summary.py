"""«There is a problem»: everything to put right on a page, each line a link to its box."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from natpatsip_desktop.errors import Problem
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.parts import button, empty_layout

TITLE = "There is a problem"


class ErrorSummary(QFrame):
    """Takes the focus when problems are shown; `chosen` carries where the chosen one is."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "error")
        self._links: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(2)
        column.addWidget(dress.words(TITLE, "section", bold=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems and take the focus, or go away if there are none."""
        empty_layout(self._lines)
        self._links = [self._line(problem) for problem in problems]
        self.setVisible(bool(problems))
        if problems:
            self._links[0].setFocus(Qt.FocusReason.OtherFocusReason)
            said = ". ".join(problem.what for problem in problems)
            announce(self, f"{TITLE}. {said}")

    def _line(self, problem: Problem) -> QPushButton:
        link = button(problem.what, lambda: self.chosen.emit(problem.where), kind="link")
        link.setProperty("tone", "error")
        link.setProperty(dress.TEXT_SIZE, "body bold")
        link.setToolTip(problem.what)
        link.setMinimumWidth(40)
        dress.dress_one(link)
        self._lines.addWidget(link)
        return link
