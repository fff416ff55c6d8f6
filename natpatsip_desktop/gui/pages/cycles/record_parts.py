"""The four parts of a cycle's record, each box one step of undo when it is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from natpatsip_desktop.actions.cycle_rows import CycleRow
from natpatsip_desktop.core.days import read_day
from natpatsip_desktop.core.periods import long_date, short_date
from natpatsip_desktop.core.records import Cycle, Decision, Driver, Measure, Stage
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.cycles.idea_box import dress_idea_box, offer_ideas
from natpatsip_desktop.gui.pages.cycles.looks import DECISIONS, STAGES
from natpatsip_desktop.gui.pages.cycles.plan_panel import NO_MEASURE
from natpatsip_desktop.gui.pages.cycles.text_box import TextBox
from natpatsip_desktop.gui.pages.fields import align_fields, narrow_choices, say_fault
from natpatsip_desktop.gui.pages.patient_note import watch_for_patients

LINES = ("title", "scale", "plan_who", "plan_what", "plan_where", "plan_when")
DATES = ("starts", "ends")
BOXES = ("objective", "questions", "prediction", "did", "found", "decision_reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a cycle can hang on, the main measure's id, and the date that counts as today."""

    ideas: Sequence[Driver] = ()
    measures: Sequence[Measure] = ()
    main: int | None = None
    today: date = date.min


class RecordParts(QWidget):
    """Edits a cycle in place; `edited` carries a field and its new content.

    `idea_edited` carries the words of a change idea, `decided` a decision with the reason and the
    findings that stand here; `next_wanted` asks for the cycle after this one.
    """

    plan_head: QPushButton
    plan_part: QWidget
    do_head: QPushButton
    do_part: QWidget
    study_head: QPushButton
    study_part: QWidget
    act_head: QPushButton
    act_part: QWidget
    title: QLineEdit
    title_wrong: QLabel
    idea: QComboBox
    objective: TextBox
    questions: TextBox
    prediction: TextBox
    scale: QLineEdit
    measure: QComboBox
    starts: QLineEdit
    starts_wrong: QLabel
    ends: QLineEdit
    ends_wrong: QLabel
    plan_who: QLineEdit
    plan_what: QLineEdit
    plan_where: QLineEdit
    plan_when: QLineEdit
    did: TextBox
    predicted: QLabel
    found: TextBox
    adopt_button: QPushButton
    adapt_button: QPushButton
    abandon_button: QPushButton
    decision_reason: TextBox
    next_button: QPushButton
    patient: QLabel

    edited = Signal(str, object)
    idea_edited = Signal(str)
    decided = Signal(object, str, str)
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, TextBox)
        align_fields(self)
        narrow_choices(self)
        dress_idea_box(self.idea)
        self._cycle = Cycle()
        self._idea = ""
        self._around = Around()
        self._connect()
        texts = [getattr(self, name) for name in (*LINES, *BOXES)]
        watch_for_patients(self.patient, texts)

    def _connect(self) -> None:
        for name in LINES:
            box: QLineEdit = getattr(self, name)
            box.editingFinished.connect(lambda name=name: self._line_left(name))
        for name in DATES:
            box = getattr(self, name)
            box.editingFinished.connect(lambda name=name: self._date_left(name))
            self._say_wrong(name, "")
        self._say_wrong("title", "")
        for name in BOXES:
            text: TextBox = getattr(self, name)
            text.left.connect(lambda name=name: self._box_left(name))
        line = self.idea.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._idea_left)
        self.idea.activated.connect(self._idea_left)
        self.measure.activated.connect(
            lambda: self._hand_on("measure_id", self.measure.currentData() or None)
        )
        for decision, button in self._decisions().items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, decision=decision: self._decide(decision))
        for stage in Stage:
            self._head(stage).clicked.connect(lambda _=False, stage=stage: self._fold(stage))
        self.next_button.clicked.connect(self.next_wanted)

    def _decisions(self) -> dict[Decision, QPushButton]:
        return {one: getattr(self, f"{one.value}_button") for one in DECISIONS}

    # -- what is shown -----------------------------------------------------------------------

    def show_row(self, row: CycleRow, around: Around) -> None:
        """Show a cycle; a box that is being typed in is left alone."""
        another = row.cycle.id != self._cycle.id
        moved = row.cycle.stage is not self._cycle.stage
        self._cycle, self._idea, self._around = row.cycle, row.idea, around
        if another:
            self._forget_typing()
        for name in LINES:
            _put(getattr(self, name), getattr(row.cycle, name))
        for name in DATES:
            day = getattr(row.cycle, name)
            _put(getattr(self, name), short_date(day) if day else "")
        for name in BOXES:
            box: TextBox = getattr(self, name)
            box.put(getattr(row.cycle, name))
        if another or not self.idea.hasFocus():
            offer_ideas(self.idea, around.ideas, row.idea)
        self._show_measures()
        self._show_decision()
        if another or moved:
            for stage in Stage:
                self.unfold(stage, stage is row.cycle.stage)

    def _forget_typing(self) -> None:
        for name in (*LINES, *DATES):
            box: QLineEdit = getattr(self, name)
            box.setModified(False)
        for name in BOXES:
            text: TextBox = getattr(self, name)
            text.document().setModified(False)
        for name in ("title", *DATES):
            self._say_wrong(name, "")

    def _show_measures(self) -> None:
        self.measure.clear()
        self.measure.addItem(NO_MEASURE, None)
        for one in self._around.measures:
            self.measure.addItem(one.short_name or one.name, one.id)
        self.measure.setCurrentIndex(max(0, self.measure.findData(self._cycle.measure_id)))

    def _show_decision(self) -> None:
        cycle = self._cycle
        self.predicted.setText(f"You predicted: {cycle.prediction}")
        self.predicted.setVisible(bool(cycle.prediction))
        for decision, button in self._decisions().items():
            chosen = cycle.decision is decision
            button.setChecked(chosen)
            look = DECISIONS[decision]
            button.setProperty(dress.ICON, f"{look.icon}:{'on_primary' if chosen else 'ink'}")
            dress.dress_one(button)
        self.next_button.setVisible(bool(cycle.decision))

    # -- parts that open and close -----------------------------------------------------------

    def _head(self, stage: Stage) -> QPushButton:
        head: QPushButton = getattr(self, f"{stage.value}_head")
        return head

    def _fold(self, stage: Stage) -> None:
        part: QWidget = getattr(self, f"{stage.value}_part")
        self.unfold(stage, part.isHidden())

    def unfold(self, stage: Stage, opened: bool) -> None:
        """Open or close one of the four parts."""
        part: QWidget = getattr(self, f"{stage.value}_part")
        part.setHidden(not opened)
        head = self._head(stage)
        head.setProperty(dress.ICON, f"chevron-{'down' if opened else 'right'}:ink2")
        head.setProperty(dress.TEXT_SIZE, "body bold")
        dress.dress_one(head)
        word = STAGES[stage].word
        head.setAccessibleName(f"{word}, {'open' if opened else 'closed'}")

    # -- edits -------------------------------------------------------------------------------

    def _line_left(self, name: str) -> None:
        box: QLineEdit = getattr(self, name)
        text = " ".join(box.text().split())
        if name == "title":
            self._say_wrong("title", "" if text else "Say what is tested, like «Bag at birth»")
            if not text:
                return
        box.setModified(False)
        self._hand_on(name, text)

    def _box_left(self, name: str) -> None:
        box: TextBox = getattr(self, name)
        self._hand_on(name, box.toPlainText().strip())

    def _date_left(self, name: str) -> None:
        box: QLineEdit = getattr(self, name)
        day: date | str | None = None
        if box.text().strip():
            day = read_day(box.text(), self._around.today, ends=name == "ends")
        fault = day.rstrip(".") if isinstance(day, str) else self._out_of_order(name, day)
        self._say_wrong(name, fault)
        if not fault:
            box.setModified(False)
            self._hand_on(name, day)

    def _out_of_order(self, name: str, day: date | None) -> str:
        starts = day if name == "starts" else self._cycle.starts
        ends = day if name == "ends" else self._cycle.ends
        if not (starts and ends) or ends >= starts:
            return ""
        if name == "starts":
            return f"The start date must be before {long_date(ends)}"
        return f"The end date must be after {long_date(starts)}"

    def _say_wrong(self, name: str, fault: str) -> None:
        words: QLabel = getattr(self, f"{name}_wrong")
        if fault and fault != words.text():
            announce(self, fault)
        say_fault(self, name, fault)

    def _idea_left(self) -> None:
        text = " ".join(self.idea.currentText().split())
        if text != self._idea:
            self._idea = text
            self.idea_edited.emit(text)

    def _decide(self, decision: Decision) -> None:
        self._show_decision()
        if decision is not self._cycle.decision:
            reason, found = self.decision_reason.toPlainText(), self.found.toPlainText()
            self.decided.emit(decision, reason.strip(), found.strip())

    def _hand_on(self, name: str, value: object) -> None:
        if self._cycle.id and value != getattr(self._cycle, name):
            self.edited.emit(name, value)


def _put(box: QLineEdit, text: str) -> None:
    """Show a text, unless somebody is typing there or it still has to be put right."""
    if not box.isModified():
        box.setText(text)
        box.setCursorPosition(0)
