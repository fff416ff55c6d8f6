"""Asks before a phase is started: what changed, why, and the four questions to think of first."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QLineEdit, QPushButton, QToolButton

from natpatsip_desktop.actions.advising import cycle_near
from natpatsip_desktop.actions.measures import start_phase
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.phase_answers import QUESTIONS, written
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.session import Session

ALL_THE_SAME = "You can start the phase all the same, and undo it."


class PhaseCard(QFrame):
    """Starts a phase when a person says so; nothing in it is compulsory, the answers are kept.

    `left` says that it is done with, `cycle_wanted` carries a PDSA cycle to be looked at.
    """

    heading: QLabel
    name_box: QLineEdit
    reason_box: QLineEdit
    ask: QLabel
    question_1: QCheckBox
    question_2: QCheckBox
    question_3: QCheckBox
    question_4: QCheckBox
    cycle_button: QPushButton
    wrong: QLabel
    start_button: QPushButton
    cancel_button: QPushButton
    open_label: QLabel
    close_button: QToolButton

    left = Signal()
    cycle_wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._measure = Measure()
        self._starts = date.min
        self._cycle = 0
        load_form(self)
        self.boxes = (self.question_1, self.question_2, self.question_3, self.question_4)
        for box, question in zip(self.boxes, QUESTIONS.values(), strict=True):
            box.setText(question)
            box.toggled.connect(self._say_open)
        self.name_box.setAccessibleName("What changed?")
        self.reason_box.setAccessibleName("Why you think so")
        self.reason_box.setPlaceholderText("If you like")
        self._connect()
        self.hide()

    def _connect(self) -> None:
        for box in (self.name_box, self.reason_box):
            box.returnPressed.connect(self._start)
        self.start_button.clicked.connect(self._start)
        self.cancel_button.clicked.connect(self.left)
        self.close_button.clicked.connect(self.left)
        self.cycle_button.clicked.connect(lambda: self.cycle_wanted.emit(self._cycle))

    def prepare(self, measure: Measure, starts: date) -> None:
        """Get ready to start a phase of a measure at a period."""
        self._measure, self._starts = measure, starts
        self.heading.setText(f"Start a phase at {long_date(starts)}")
        self.name_box.clear()
        self.reason_box.clear()
        for box in self.boxes:
            box.setChecked(False)
        self.wrong.hide()
        self._show_cycle()
        self._say_open()

    def _show_cycle(self) -> None:
        """Point to the PDSA cycle before the phase: it may be what changed, or may not."""
        cycle = cycle_near(self.session.workbook, self._measure, self._starts)
        self.cycle_button.setVisible(cycle is not None)
        example = cycle.title if cycle else "opt-out referral"
        self.name_box.setPlaceholderText(f"Like {example}")
        if cycle is not None and cycle.starts is not None:
            self._cycle = cycle.id
            words = f"Before it: PDSA {cycle.number}, {cycle.title} ({long_date(cycle.starts)})"
            self.cycle_button.setText(words)

    def enter(self) -> None:
        """Put the focus where Enter starts the phase, and say what is asked."""
        self.name_box.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.heading.text()}. {self.ask.text()} {' '.join(QUESTIONS.values())}")

    def _open_questions(self) -> list[str]:
        return [box.text() for box in self.boxes if not box.isChecked()]

    def _say_open(self) -> None:
        still = self._open_questions()
        if not still:
            words = "All four are answered."
        elif len(still) == len(self.boxes):
            words = f"No question is answered yet. {ALL_THE_SAME}"
        else:
            words = f"Still open: {' '.join(still)} {ALL_THE_SAME}"
        self.open_label.setText(words)

    def _start(self) -> None:
        try:
            start_phase(
                self.session.workbook,
                self._measure.id,
                self._starts,
                name=self.name_box.text().strip(),
                reason=self.reason_box.text().strip(),
                sure_of=written(box.isChecked() for box in self.boxes),
            )
        except WorkbookError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            announce(self, str(error))
            return
        self.left.emit()
        still = len(self._open_questions())
        questions = f". {still} of the 4 questions still open" if still else ""
        words = f"A phase starts at {long_date(self._starts)}{questions}"
        self.session.tell(words, kind=Kind.ANSWER, undo=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
