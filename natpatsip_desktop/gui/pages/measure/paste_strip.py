"""What a pasted block would change, shown above the grid until it is taken or left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.actions.importing import Fate, Preview, Rule
from natpatsip_desktop.errors import Problem
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce

MOST = 200  # problems that anybody would read
LINES = 4  # of problems and notes that are seen at once


class PasteStrip(QFrame):
    """Says «52 new, 3 already there, 1 cannot be read»; Enter takes it, Esc leaves it.

    `taken` carries the rule to go by, `ruled` that another rule is to be looked at.
    """

    summary: QLabel
    details: QLabel
    problem_area: QScrollArea
    inside: QWidget
    inside_column: QVBoxLayout
    problems: QLabel
    replace_box: QCheckBox
    take_button: QPushButton
    leave_button: QPushButton

    taken = Signal(str)
    ruled = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self)
        self.inside.setAutoFillBackground(False)
        # What was decided comes after what is wrong, and both scroll: room is short.
        self.inside_column.addWidget(self.details)
        self.replace_box.toggled.connect(lambda: self.ruled.emit(self.rule))
        self.take_button.clicked.connect(lambda: self.taken.emit(self.rule))
        self.leave_button.clicked.connect(self.left)
        self.hide()

    @property
    def rule(self) -> Rule:
        """Return what becomes of numbers that are there already."""
        return "replace" if self.replace_box.isChecked() else "new"

    def open(self, shown: Preview, notes: tuple[str, ...], source: str) -> None:
        """Show what would be taken from `source`, and give the keyboard to the answer."""
        self.replace_box.blockSignals(True)
        self.replace_box.setChecked(False)
        self.replace_box.blockSignals(False)
        there = shown.count(Fate.KEEP) + shown.count(Fate.REPLACE)
        self.replace_box.setVisible(there > 0)
        self.show_preview(shown, notes, source)
        self.show()
        button = self.take_button if shown.writes else self.leave_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.summary.text()}. {_keys(shown)}")

    def show_preview(self, shown: Preview, notes: tuple[str, ...], source: str) -> None:
        """Show what would be taken by the rule that is chosen."""
        self.summary.setText(f"{source}: {shown.words}" if shown.words else f"{source}: nothing")
        self.details.setText("\n".join(notes))
        self.details.setVisible(bool(notes))
        lines = [_line(problem) for problem in shown.problems[:MOST]]
        self.problems.setText("\n".join(lines))
        self.problems.setVisible(bool(lines))
        self.problem_area.setVisible(bool(lines or notes))
        wished = 2 * (len(lines) + len(notes))
        high = self.problems.fontMetrics().lineSpacing() * min(LINES, wished) + 6
        self.problem_area.setFixedHeight(high)
        self.take_button.setVisible(shown.writes > 0)
        many = "it" if shown.writes == 1 else f"these {shown.writes}"
        self.take_button.setText(f"Add {many} (Enter)")
        self.leave_button.setText("Cancel (Esc)" if shown.writes else "Close (Esc)")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter, leave with Esc, wherever the focus is in here."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self.take_button.isHidden():
            self.taken.emit(self.rule)
        elif event.key() == Qt.Key.Key_Escape or enter:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _line(problem: Problem) -> str:
    text = str(problem)
    return f"{text[:1].upper()}{text[1:]}"


def _keys(shown: Preview) -> str:
    return "Enter adds, Escape cancels" if shown.writes else "Escape closes"
