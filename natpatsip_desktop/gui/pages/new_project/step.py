"""What every question about a new project has: its words, its answers, and its boxes."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from natpatsip_desktop.core.answers import Answers


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

    def form_loaded(self) -> None:
        """Keep label, hint and box of each field together, however high its neighbour is."""
        for field in self.findChildren(QVBoxLayout):
            if field.objectName().endswith("_field"):
                field.setAlignment(Qt.AlignmentFlag.AlignTop)

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

    def first_focus(self) -> QWidget:
        """Return the box to begin with."""
        raise NotImplementedError

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say at each box what has to be put right there."""
        for name in self.asks:
            box, words = self.box(name), getattr(self, f"{name}_wrong")
            assert isinstance(words, QLabel)
            fault = faults.get(name, "")
            words.setText(fault)
            words.setVisible(bool(fault))
            box.setProperty("wrong", bool(fault))
            box.setAccessibleDescription(fault)
            box.style().unpolish(box)
            box.style().polish(box)

    def box(self, name: str) -> QWidget:
        """Return the box of an answer."""
        found: QWidget = getattr(self, name)
        return found


def put(box: QLineEdit, text: str) -> None:
    """Show a text from its beginning."""
    if box.text() != text:
        box.setText(text)
        box.setCursorPosition(0)
