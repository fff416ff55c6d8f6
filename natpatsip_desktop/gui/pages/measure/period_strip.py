"""Asks for a period that has no row yet, above the grid."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QWidget

from natpatsip_desktop.core.periods import label, long_date, noun, previous_start, start_of
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.understanding.period_text import Reading, read_period
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce


class PeriodStrip(QFrame):
    """Reads a period as people write it; `named` carries its first day."""

    ask: QLabel
    box: QLineEdit
    add_button: QPushButton
    leave_button: QPushButton
    wrong: QLabel

    named = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self)
        self._frequency = Frequency.MONTH
        self._today = date.max
        self.box.setAccessibleName("Period")
        self.box.textEdited.connect(self.wrong.hide)
        self.box.returnPressed.connect(self._read)
        self.add_button.clicked.connect(self._read)
        self.leave_button.clicked.connect(self.left)
        self.hide()

    def open(self, frequency: Frequency, before: date, today: date) -> None:
        """Ask for a period; the one before `before` stands as the example."""
        self._frequency, self._today = frequency, today
        example = label(previous_start(before, frequency), frequency)
        one = "day" if frequency is Frequency.EVENT else noun(frequency)
        self.ask.setText(f"Which {one} do you have numbers for?")
        self.box.setPlaceholderText(f"Like {example}")
        self.box.setAccessibleName(f"{self.ask.text()} Like {example}")
        self.box.clear()
        self.wrong.hide()
        self.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        found = day_of(self.box.text(), self._frequency, self._today)
        if isinstance(found, date):
            self.named.emit(found)
            return
        self.wrong.setText(found)
        self.wrong.show()
        announce(self, found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def day_of(text: str, frequency: Frequency, today: date) -> date | str:
    """Read the first day of a period from a text, or say what to write instead."""
    example = long_date(today) if frequency is not Frequency.MONTH else f"{today:%B %Y}"
    answer = read_period(text)
    if not isinstance(answer, Reading):
        return f"{answer}." if answer else f"Write a date, like {example}."
    starts = start_of(answer.starts, frequency)
    return starts if starts <= today else f"{long_date(starts)} has not come yet."
