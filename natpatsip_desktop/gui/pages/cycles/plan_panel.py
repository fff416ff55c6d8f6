"""Plan a cycle: one panel in the page, which Enter saves."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QWidget

from natpatsip_desktop.actions.cycle_rows import CycleRow
from natpatsip_desktop.core.periods import short_date
from natpatsip_desktop.core.records import Driver, Measure
from natpatsip_desktop.errors import Problem
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.cycles.idea_box import dress_idea_box, offer_ideas
from natpatsip_desktop.gui.pages.fields import align_fields, narrow_choices, say_fault
from natpatsip_desktop.gui.pages.patient_note import watch_for_patients

TEXTS = (
    "title",
    "prediction",
    "objective",
    "scale",
    "starts",
    "ends",
    "plan_who",
    "plan_what",
    "plan_where",
    "plan_when",
)
CHECKED = ("title", "prediction", "starts", "ends")
NO_MEASURE = "No measure"


class PlanPanel(QFrame):
    """Says `saved` to plan what is typed; what is typed stays until it is planned."""

    title_line: QLabel
    title: QLineEdit
    title_wrong: QLabel
    idea: QComboBox
    prediction: QLineEdit
    prediction_wrong: QLabel
    objective: QLineEdit
    scale: QLineEdit
    starts: QLineEdit
    starts_wrong: QLabel
    ends: QLineEdit
    ends_wrong: QLabel
    measure: QComboBox
    plan_who: QLineEdit
    plan_what: QLineEdit
    plan_where: QLineEdit
    plan_when: QLineEdit
    patient: QLabel
    save_button: QPushButton
    leave_button: QPushButton

    saved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self)
        align_fields(self)
        narrow_choices(self)
        dress_idea_box(self.idea)
        self.previous: CycleRow | None = None
        self._chosen = False
        self.measure.activated.connect(self._keep_choice)
        self.save_button.clicked.connect(self.saved)
        self.leave_button.clicked.connect(self.left)
        boxes = list(self._boxes().values())
        watch_for_patients(self.patient, boxes)
        for box in boxes:
            box.textEdited.connect(self._forget_faults)
        self.show_faults(())
        self.hide()

    def _boxes(self) -> dict[str, QLineEdit]:
        return {name: getattr(self, name) for name in TEXTS}

    def open(
        self,
        ideas: Sequence[Driver],
        measures: Sequence[Measure],
        today: date,
        previous: CycleRow | None = None,
        main: int | None = None,
    ) -> None:
        """Ask for a new cycle; one that follows on another begins with its idea and measure.

        Without either the `main` measure is offered, until a person chooses another or none.
        """
        idea, measure = self.idea.currentText(), self.measure_id if self._chosen else main
        if previous is not None:
            self.clear()
            idea, measure = previous.idea, previous.cycle.measure_id
            self.objective.setText(previous.cycle.objective)
        self.previous = previous
        offer_ideas(self.idea, ideas, idea)
        self._offer_measures(measures, measure)
        if not self.starts.text():
            self.starts.setText(short_date(today))
        number = f": the next after cycle {previous.cycle.number}" if previous else ""
        self.title_line.setText(f"Plan a cycle{number}")
        self.show()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_measures(self, measures: Sequence[Measure], chosen: int | None) -> None:
        self.measure.clear()
        self.measure.addItem(NO_MEASURE, None)
        for one in measures:
            self.measure.addItem(one.short_name or one.name, one.id)
        self.measure.setCurrentIndex(max(0, self.measure.findData(chosen)))

    def _keep_choice(self) -> None:
        self._chosen = True

    @property
    def measure_id(self) -> int | None:
        """Return the measure that was chosen."""
        chosen = self.measure.currentData()
        return int(chosen) if chosen else None

    def typed(self) -> dict[str, str]:
        """Return what is typed, by the name of the cycle's field."""
        return {name: box.text() for name, box in self._boxes().items()}

    def clear(self) -> None:
        """Empty every box."""
        self.previous = None
        for box in self._boxes().values():
            box.clear()
        self.idea.setEditText("")
        self.measure.setCurrentIndex(0)
        self._chosen = False
        self.show_faults(())

    def show_faults(self, problems: Sequence[Problem]) -> None:
        """Say at each box what has to be put right, and put the focus into the first."""
        faults: Mapping[str, str] = {problem.where: problem.what for problem in problems}
        for name in CHECKED:
            say_fault(self, name, faults.get(name, ""))
        if problems:
            self._boxes()[problems[0].where].setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, ". ".join(faults.values()))

    def _forget_faults(self) -> None:
        if any(not getattr(self, f"{name}_wrong").isHidden() for name in CHECKED):
            self.show_faults(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plan with Enter, close with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
