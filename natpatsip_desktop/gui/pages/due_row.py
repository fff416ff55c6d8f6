"""One missing period of one measure: its boxes, what is wrong with them, and the result."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from natpatsip_desktop.actions.due import DueMeasure
from natpatsip_desktop.actions.entry import Entry, field_label
from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.core.periods import long_label, noun
from natpatsip_desktop.core.point_checks import NO_DATA
from natpatsip_desktop.core.records import Measure, Point
from natpatsip_desktop.core.values import RATIOS, decimals_for, plain, plotted, show
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.charts.sparkline import SparklineWidget
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.due_note import DueNote
from natpatsip_desktop.gui.pages.parts import button

BOX = 74
SIDE = 128
NO_DATA_SHORT = "No data"
ADD_NOTE, CHANGE_NOTE = "Add a note", "Change the note"
LABEL = 104
LABEL_NARROW = 82
ROOMY = 1080  # px of page width from which the last numbers have a column of their own
NARROW = 900  # px under which the sparkline is left out
STATES = {"waiting": "circle:ctrl", "done": "circle-check:ok", "wrong": "circle-alert:error"}


class NumberBox(QLineEdit):
    """A box for one number; Enter goes on, Shift+Enter back, Esc leaves the row."""

    forward = Signal()
    backward = Signal()
    skipped = Signal()

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.name = name
        self.setAccessibleName(spoken)
        self.setFixedWidth(round(BOX * dress.scale()))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that go to other boxes."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.backward if back else self.forward).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.skipped.emit()
        else:
            super().keyPressEvent(event)

    def mark(self, fault: str) -> None:
        """Show that the number has a fault, or none."""
        self.setProperty("wrong", bool(fault))
        self.setAccessibleDescription(fault)
        self.style().unpolish(self)
        self.style().polish(self)


class DueRow(QFrame):
    """A row of the page; `left` says that a box with a new number was left.

    `none` says that there is no number for the period, `noted` that a note is to be kept;
    `onward` that the next row is to follow.
    """

    left = Signal(object)
    none = Signal(object)
    noted = Signal(object, str)
    onward = Signal()

    def __init__(self, due: DueMeasure, starts: date, chart: ChartSpec | None) -> None:
        super().__init__()
        self.measure, self.starts = due.measure, starts
        self.done = False
        self._labels: list[QLabel] = []
        self.setAccessibleName(f"{due.measure.name}, {self._period()}")
        self._state = QLabel()
        self._state.setProperty(dress.ICON_SIZE, 22)
        self._fault = dress.words("", "body", bold=True, tone="error", wrap=True)
        self._fault.hide()
        self._result = dress.words("", "value", bold=True)
        self._result.setMinimumWidth(52)
        last = _last(due.measure, due.newest)
        self._when = dress.words("", "caption", tone="quiet", wrap=True)
        self._last = dress.words(last, "caption", tone="quiet", wrap=True)
        self._make_answers()
        self._last_below = dress.words(last.capitalize(), "caption", tone="quiet", wrap=True)
        self._spark = SparklineWidget()
        self._spark.setFixedWidth(140)
        self._spark.set_spec(chart)
        self.boxes = [self._box(name) for name in _fields(due.measure)]
        self._arrange(due)
        self.set_room(ROOMY)
        self._set_state("waiting")

    def _make_answers(self) -> None:
        """Make what answers the period in other ways than by a number."""
        self.no_data_words = f"{NO_DATA}{noun(self.measure.frequency)}"
        self.no_data = button(self.no_data_words, lambda: self.none.emit(self), kind="link")
        said = f"{self.no_data_words}: {self.measure.name}, {self._period()}"
        self.no_data.setAccessibleName(said)
        self.note = DueNote(f"Note: {self.measure.name}, {self._period()}")
        self.note.noted.connect(lambda text: self.noted.emit(self, text))
        self.note.left.connect(self.onward)
        self._noted = ""
        self.note_button = button(ADD_NOTE, self.ask_note, kind="link")
        self.note_button.hide()
        for link in (self.no_data, self.note_button):
            link.setProperty(dress.TEXT_SIZE, "caption")
            dress.dress_one(link)

    def _box(self, name: str) -> NumberBox:
        said = f"{field_label(self.measure, name)}, {self.measure.name}, {self._period()}"
        box = NumberBox(name, said)
        box.editingFinished.connect(self._leave)
        return box

    def _arrange(self, due: DueMeasure) -> None:
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addStretch(1)
        right.addWidget(self._fault)
        right.addLayout(self._fields_in_line())
        right.addWidget(self.note)
        right.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 9, 14, 9)
        grid.setHorizontalSpacing(16)
        grid.addWidget(self._state, 0, 0)
        grid.addLayout(self._names(due), 0, 1)
        grid.addWidget(self._spark, 0, 2)
        grid.addLayout(right, 0, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def _names(self, due: DueMeasure) -> QVBoxLayout:
        """Stack project, measure, period and, where there is little room, the last numbers."""
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(dress.words(due.project.title, "caption", tone="quiet", wrap=True))
        names.addWidget(dress.words(due.measure.name, "body", bold=True, wrap=True))
        when = self._period()
        self._when.setText(f"{when[:1].upper()}{when[1:]}")
        names.addWidget(self._when)
        names.addWidget(self._last_below)
        return names

    def _fields_in_line(self) -> QHBoxLayout:
        """Put each box after its label, then the result, then what else there is to do."""
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addStretch(1)
        for box in self.boxes:
            label = dress.words(field_label(self.measure, box.name), wrap=True)
            label.setBuddy(box)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._labels.append(label)
            fields.addWidget(label)
            fields.addWidget(box)
            fields.addSpacing(8)
        fields.addWidget(self._result)
        side = QVBoxLayout()
        side.setSpacing(0)
        for widget in (self._last, self.no_data, self.note_button):
            side.addWidget(widget)
        fields.addLayout(side)
        return fields

    def show_stored(self, point: Point | None) -> None:
        """Begin with what is kept already: numbers that wait for others, and a note."""
        if point is None:
            return
        numbers = {box: getattr(point, box.name) for box in self.boxes}
        for box, number in numbers.items():
            box.setText("" if number is None else plain(number))
        self.no_data.setHidden(any(number is not None for number in numbers.values()))
        self.note_button.show()
        self.show_note(point.note)

    def unkept(self) -> dict[str, str]:
        """Return what was typed and could not be kept, by field."""
        return self.typed() if any(box.isModified() for box in self.boxes) else {}

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed and not kept, as it stood before the page was filled anew."""
        for box in self.boxes:
            if box.name in typed:
                box.setText(typed[box.name])
                box.setModified(True)

    def typed(self) -> dict[str, str]:
        """Return what stands in the boxes that were typed in, by field."""
        return {
            box.name: box.text() for box in self.boxes if box.text().strip() or box.isModified()
        }

    def show_entry(self, entry: Entry, chart: ChartSpec | None) -> None:
        """Show what became of the numbers."""
        for box in self.boxes:
            box.mark(entry.faults.get(box.name, ""))
            box.setModified(bool(entry.faults))
        words = next(iter(entry.faults.values()), entry.remark)
        self._fault.setText(words)
        # A number that is kept all the same is no error.
        dress.mark(self._fault, "tone", "error" if entry.faults else "warn")
        self._fault.setVisible(bool(words))
        value = _value(self.measure, entry.point) if not entry.faults else ""
        self._result.setText(value)
        self.done = bool(value)
        self.no_data.setHidden(entry.point is not None)
        self.note_button.setHidden(entry.point is None)
        self.show_note(entry.point.note if entry.point else "")
        self._set_state("wrong" if entry.faults else "done" if self.done else "waiting")
        if chart is not None:
            self._spark.set_spec(chart)
        if words or value:
            announce(self, words or f"{self.measure.name} {value}")

    def ask_note(self) -> None:
        """Let the person say what was different in this period."""
        self.note.ask(self._noted)

    def answer(self) -> str:
        """Return the note that answers the period without a number; what is noted stays in it."""
        return f"{self.no_data_words}. {self._noted}" if self._noted else self.no_data_words

    def show_note(self, text: str) -> None:
        """Offer to change what is noted, or to note something."""
        self._noted = text
        words = CHANGE_NOTE if text else ADD_NOTE
        self.note_button.setText(words)
        self.note_button.setAccessibleName(f"{words}: {self.measure.name}, {self._period()}")
        self.note_button.setToolTip(text)

    def show_no_data(self) -> None:
        """Show that the period is answered without a number."""
        self.done = True
        self.no_data.hide()
        self._fault.hide()
        self._result.setText("–")
        self._set_state("done")
        announce(self, self.no_data_words)

    def _period(self) -> str:
        return long_label(self.starts, self.measure.frequency)

    def set_room(self, wide: float) -> None:
        """Leave the sparkline out, and put the last numbers below, where there is little room."""
        narrow, roomy = wide < NARROW, wide >= ROOMY
        self._spark.setHidden(narrow)
        self._last.setVisible(roomy)
        self._last_below.setHidden(roomy)
        self._last.setFixedWidth(round(SIDE * dress.scale()))
        self.no_data.setText(self.no_data_words if roomy else NO_DATA_SHORT)
        for label in self._labels:
            label.setFixedWidth(round((LABEL_NARROW if narrow else LABEL) * dress.scale()))

    def _leave(self) -> None:
        if any(box.isModified() for box in self.boxes):
            self.left.emit(self)

    def _set_state(self, state: str) -> None:
        self._state.setProperty(dress.ICON, STATES[state])
        dress.dress_one(self._state)


def _fields(measure: Measure) -> tuple[str, ...]:
    return ("numerator", "denominator") if measure.unit in RATIOS else ("value",)


def _value(measure: Measure, point: Point | None) -> str:
    if point is None:
        return ""
    value = plotted(measure, point.numerator, point.denominator, point.value)
    return "" if value is None else show(value, measure.unit, decimals_for(measure.unit, [value]))


def _last(measure: Measure, newest: Point | None) -> str:
    """Write the last numbers as a memory aid: «last week 36 of 41»."""
    if newest is None:
        return ""
    said = plain(newest.value)
    if newest.numerator is not None:
        said = f"{plain(newest.numerator)} of {plain(newest.denominator)}"
    return f"last {noun(measure.frequency)} {said}"
