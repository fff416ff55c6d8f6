"""Asks, before a cycle moves on, what was found, or what was decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QWidget

from natpatsip_desktop.core.records import Cycle, Decision, Stage
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.patient_note import watch_for_patients

FOUND = "What did you find?"
DECIDE = "Adopt, adapt or abandon?"


class MoveStrip(QFrame):
    """One question in the page; `studied` carries what was found, `decided` the decision too."""

    ask: QLabel
    predicted: QLabel
    found_part: QWidget
    found: QLineEdit
    act_part: QWidget
    reason: QLineEdit
    adopt_button: QPushButton
    adapt_button: QPushButton
    abandon_button: QPushButton
    wrong: QLabel
    patient: QLabel
    save_button: QPushButton
    leave_button: QPushButton

    studied = Signal(str)
    decided = Signal(object, str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self)
        self.stage = Stage.STUDY
        self.wrong.hide()
        for decision, button in self._buttons().items():
            button.clicked.connect(lambda _=False, decision=decision: self._decide(decision))
        self.save_button.clicked.connect(self._study)
        self.leave_button.clicked.connect(self.left)
        watch_for_patients(self.patient, [self.found, self.reason])
        self.hide()

    def _buttons(self) -> dict[Decision, QPushButton]:
        return {
            Decision.ADOPT: self.adopt_button,
            Decision.ADAPT: self.adapt_button,
            Decision.ABANDON: self.abandon_button,
        }

    def ask_for(self, cycle: Cycle, stage: Stage) -> None:
        """Ask what a cycle needs to move to Study or to Act."""
        self.stage = stage
        acts = stage is Stage.ACT
        self.ask.setText(f"Cycle {cycle.number}: {DECIDE if acts else FOUND}")
        self.predicted.setText(f"You predicted: {cycle.prediction}")
        self.predicted.setVisible(bool(cycle.prediction))
        self.found.setText(cycle.found)
        self.found_part.setVisible(not acts or not cycle.found)
        self.reason.setText(cycle.decision_reason)
        self.act_part.setVisible(acts)
        self.save_button.setHidden(acts)
        self.show()
        asks_found = not self.found_part.isHidden()
        first = self.found if asks_found else self.reason
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.ask.text()} {self.predicted.text()}")

    def _study(self) -> None:
        self.studied.emit(" ".join(self.found.text().split()))

    def _decide(self, decision: Decision) -> None:
        found = " ".join(self.found.text().split())
        self.decided.emit(decision, self.reason.text().strip(), found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, stay where the cycle is with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        if self.stage is Stage.STUDY:
            self._study()
        elif self.found.hasFocus():
            self.reason.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.adopt_button.setFocus(Qt.FocusReason.TabFocusReason)
