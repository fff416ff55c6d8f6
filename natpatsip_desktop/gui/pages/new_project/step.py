"""What every question about a new project has: its words, its answers, and its boxes."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from natpatsip_desktop.core.answers import Answers
from natpatsip_desktop.gui.pages.fields import say_fault


class Step(QWidget):
    """One question; `asks` names the answers that are checked here, which are also its boxes.

    `edited` says that something was typed or chosen. Where two answers lean on each other, the
    step keeps `answers` up to date by itself.
    """

    question = ""
    hint = ""
    asks: tuple[str, ...] = ()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answers = Answers()
        self.today = date.min

    def show_answers(self, answers: Answers, today: date) -> None:
        """Show the answers so far."""
        self.answers, self.today = answers, today
        self.fill()
        self.show_faults({})

    def fill(self) -> None:
        """Put `answers` into the boxes."""

    def given(self) -> Answers:
        """Return the answers with what stands in the boxes now."""
        return self.answers

    def lacks(self) -> str:
        """Say why nobody can go on from here, empty if they can."""
        return ""

    def first_focus(self) -> QWidget:
        """Return the box to begin with."""
        raise NotImplementedError

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say at each box what has to be put right there."""
        for name in self.asks:
            say_fault(self, name, faults.get(name, ""))

    def box(self, name: str) -> QWidget:
        """Return the box of an answer."""
        found: QWidget = getattr(self, name)
        return found


def put(box: QLineEdit, text: str) -> None:
    """Show a text from its beginning."""
    if box.text() != text:
        box.setText(text)
        box.setCursorPosition(0)
