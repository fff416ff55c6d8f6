"""What a measure is: its name, what is counted, how often, and which way is better."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from natpatsip_desktop.actions.measures import change_measure
from natpatsip_desktop.actions.set_up import choose_unit
from natpatsip_desktop.core.periods import how_often
from natpatsip_desktop.core.records import Better, Frequency, Measure, Role, Unit
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.core.values import RATIOS, plain
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.pages.measure.shown import Shown
from natpatsip_desktop.gui.session import Session

UNITS = {
    Unit.PERCENT: "A percentage of people or things",
    Unit.RATE: "A rate, like per 1,000 bed days",
    Unit.COUNT: "A count",
    Unit.VALUE: "A time, score or other value",
    Unit.DAYS: "Days between events",
    Unit.CASES: "Cases between events",
}
BETTER = {
    Better.UP: "Higher is better",
    Better.DOWN: "Lower is better",
    Better.NEITHER: "No direction set",
}
ROLES = {role: role.value.capitalize() for role in Role}
TEXTS = (
    "name",
    "short_name",
    "numerator",
    "denominator",
    "numerator_label",
    "denominator_label",
    "unit_label",
    "source",
    "collector",
)


class DefinitionForm(QWidget):
    """Edits a measure in place: each box is one step of undo when it is left."""

    name: QLineEdit
    short_name: QLineEdit
    role: QComboBox
    definition: QPlainTextEdit
    ratio: QWidget
    single: QWidget
    rate: QWidget
    numerator: QLineEdit
    denominator: QLineEdit
    numerator_label: QLineEdit
    denominator_label: QLineEdit
    multiplier: QLineEdit
    unit_label: QLineEdit
    value_label: QLineEdit
    unit: QComboBox
    better: QComboBox
    frequency: QComboBox
    source: QLineEdit
    collector: QLineEdit
    version: QLabel

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._measure = Measure()
        load_form(self)
        fill(self.unit, UNITS)
        fill(self.better, BETTER)
        fill(self.role, ROLES)
        fill(self.frequency, {one: how_often(one) for one in Frequency})
        self._connect()

    def _connect(self) -> None:
        for name in TEXTS:
            box: QLineEdit = getattr(self, name)
            box.editingFinished.connect(lambda name=name: self._text_done(name))
        self.value_label.editingFinished.connect(
            lambda: self._keep("numerator_label", self.value_label.text().strip())
        )
        self.multiplier.editingFinished.connect(self._multiplier_done)
        self.definition.installEventFilter(self)
        self.unit.activated.connect(lambda: self._unit_done(Unit(self.unit.currentData())))
        for name, kind in (("better", Better), ("role", Role), ("frequency", Frequency)):
            self._on_choice(name, kind)

    def _on_choice(self, name: str, kind: Callable[[str], Any]) -> None:
        box: QComboBox = getattr(self, name)
        box.activated.connect(lambda: self._keep(name, kind(box.currentData())))

    def show_measure(self, shown: Shown) -> None:
        """Show a measure; a box that is being typed in is left alone."""
        self._measure = measure = shown.measure
        for name in TEXTS:
            put(getattr(self, name), getattr(measure, name))
        put(self.value_label, measure.numerator_label)
        put(self.multiplier, plain(measure.multiplier))
        if not self.definition.hasFocus():
            self.definition.setPlainText(measure.definition)
        for name in ("unit", "better", "role", "frequency"):
            box: QComboBox = getattr(self, name)
            box.setCurrentIndex(box.findData(getattr(measure, name).value))
        self.ratio.setVisible(measure.unit in RATIOS)
        self.rate.setVisible(measure.unit is Unit.RATE)
        self.single.setVisible(measure.unit not in RATIOS)
        # Numbers that are there belong to periods of this length.
        self.frequency.setEnabled(not shown.points)
        self.frequency.setToolTip("Can be changed while there are no numbers")
        shipped = f", from {measure.library_id}" if measure.library_id else ""
        self.version.setText(f"Definition version {measure.definition_version}{shipped}")

    # -- edits ---------------------------------------------------------------------------------

    def _text_done(self, name: str) -> None:
        box: QLineEdit = getattr(self, name)
        text = box.text().strip()
        if name == "name" and not text:
            box.setText(self._measure.name)
            self.session.tell("The measure needs a name.", "It keeps the one it had.")
            return
        self._keep(name, text)

    def _multiplier_done(self) -> None:
        read = read_number(self.multiplier.text())
        if read.sort is not Sort.NUMBER or not read.value or read.value < 0:
            self.multiplier.setText(plain(self._measure.multiplier))
            self.session.tell("The multiplier must be a number above 0, like 1,000.")
            return
        self._keep("multiplier", read.value)

    def _unit_done(self, unit: Unit) -> None:
        if unit is not self._measure.unit:
            choose_unit(self.session.workbook, self._measure.id, unit)

    def _keep(self, name: str, value: Any) -> None:
        if not self._measure.id or value == getattr(self._measure, name):
            return
        what = f"{name.replace('_', ' ').capitalize()} of {self._measure.name}"
        before = self._measure.definition_version
        changed = change_measure(self.session.workbook, self._measure.id, what, **{name: value})
        if changed.definition_version != before:
            words = f"Definition version {changed.definition_version} from now on"
            self.session.tell(words, kind=Kind.ANSWER, undo=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the definition when its box is left."""
        if watched is self.definition and event.type() == QEvent.Type.FocusOut:
            self._keep("definition", self.definition.toPlainText().strip())
        return super().eventFilter(watched, event)


def fill(box: QComboBox, words: dict[Any, str]) -> None:
    """Fill a box with choices; their values are the data of its items."""
    for value, text in words.items():
        box.addItem(text, str(value))


def put(box: QLineEdit, text: str) -> None:
    """Show a text, unless somebody is typing there."""
    if not (box.hasFocus() and box.isModified()):
        box.setText(text)
        box.setCursorPosition(0)
