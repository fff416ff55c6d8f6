"""Which measure tells whether you get there? One of the driver's, or one of the team's own."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from natpatsip_desktop.core.answers import Answers, choose_measure, main_candidates
from natpatsip_desktop.core.national import LibraryMeasure
from natpatsip_desktop.core.periods import how_often
from natpatsip_desktop.core.programmes import library_measure
from natpatsip_desktop.core.records import Better, Frequency, Unit
from natpatsip_desktop.core.values import BETWEEN_EVENTS, RATIOS
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.fields import align_fields
from natpatsip_desktop.gui.pages.list_rows import UNDER, dress_list, is_ticked, make_tickable
from natpatsip_desktop.gui.pages.new_project.step import Step, put
from natpatsip_desktop.gui.pages.patient_note import watch_for_patients

MEASURE = Qt.ItemDataRole.UserRole
OWN = "A measure of your own"
OWN_BOXES = ("measure", "unit", "better", "numerator", "denominator")
UNITS = {
    Unit.PERCENT: "Percentage",
    Unit.RATE: "Rate per 1,000",
    Unit.COUNT: "Count",
    Unit.VALUE: "Plain number",
    Unit.DAYS: "Days between events",
}
BETTER = {
    Better.UP: "Higher is better",
    Better.DOWN: "Lower is better",
    Better.NEITHER: "Neither way is better",
}


class MeasureStep(Step):
    """The measures at the left; how often, target and companions of the chosen one beside."""

    question = "Which measure tells whether you get there?"
    hint = "An outcome is best. You can add more measures at any time."
    asks = ("measure", "target")

    list_card: QFrame
    main: QListWidget
    shipped: QWidget
    shipped_name: QLabel
    shipped_how: QLabel
    shipped_note: QLabel
    measure_label: QLabel
    measure: QLineEdit
    measure_wrong: QLabel
    unit_label: QLabel
    unit: QComboBox
    better_label: QLabel
    better: QComboBox
    numerator_label: QLabel
    numerator: QLineEdit
    denominator_label: QLabel
    denominator: QLineEdit
    both: QGridLayout
    frequency: QComboBox
    target: QLineEdit
    target_wrong: QLabel
    others: QWidget
    more: QListWidget
    patient: QLabel

    def __init__(self) -> None:
        super().__init__()
        load_form(self)
        align_fields(self)
        dress_list(self.main)
        dress_list(self.more)
        _offer(self.unit, UNITS)
        _offer(self.better, BETTER)
        _offer(self.frequency, {one: how_often(one) for one in Frequency})
        self.main.currentItemChanged.connect(self._choose)
        self.more.itemChanged.connect(self.edited)
        for combo in (self.unit, self.better, self.frequency):
            combo.activated.connect(self.edited)
        self.unit.activated.connect(self._choose_unit)
        texts = (self.measure, self.numerator, self.denominator, self.target)
        for box in texts:
            box.textEdited.connect(self.edited)
        watch_for_patients(self.patient, texts)

    # -- the answer --------------------------------------------------------------------------

    def fill(self) -> None:
        """List what the driver has to offer, and show the answers so far."""
        offered = main_candidates(self.answers.driver_id) if self.answers.driver_id else []
        with QSignalBlocker(self.main):
            self.main.clear()
            for one in offered:
                self._add(one.id, one.name, _under(one))
            self._add("", OWN, "You say what is counted")
            ids = [one.id for one in offered]
            at = ids.index(self.answers.library_id) if self.answers.library_id in ids else len(ids)
            self.main.setCurrentRow(at)
        self.list_card.setVisible(bool(offered))
        self._show_choice()

    def _add(self, library_id: str, name: str, under: str) -> None:
        item = QListWidgetItem(name, self.main)
        item.setData(MEASURE, library_id)
        item.setData(UNDER, under)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {under}")
        item.setToolTip(name)

    def given(self) -> Answers:
        """Return the answers with what is chosen and typed."""
        rows = (self.more.item(at) for at in range(self.more.count()))
        self.answers = replace(
            self.answers,
            measure=self.measure.text(),
            unit=Unit(self.unit.currentData()),
            better=Better(self.better.currentData()),
            numerator=self.numerator.text(),
            denominator=self.denominator.text(),
            frequency=Frequency(self.frequency.currentData()),
            target=self.target.text(),
            more=tuple(str(item.data(MEASURE)) for item in rows if is_ticked(item)),
        )
        return self.answers

    def first_focus(self) -> QWidget:
        """Begin in the list, or with the name where there is none."""
        return self.measure if self.list_card.isHidden() else self.main

    def _choose(self) -> None:
        """Take another main measure; how often and the target come with it."""
        item = self.main.currentItem()
        self.answers = choose_measure(self.given(), str(item.data(MEASURE)) if item else "")
        self._show_choice()
        self.edited.emit()

    # -- what is shown of it -----------------------------------------------------------------

    def _show_choice(self) -> None:
        answers = self.answers
        self.shipped.setVisible(bool(answers.library_id))
        for name in OWN_BOXES:
            for widget in (getattr(self, name), getattr(self, f"{name}_label")):
                widget.setHidden(bool(answers.library_id))
        self.both.setColumnStretch(2, 0 if answers.library_id else 1)
        if answers.library_id:
            self._describe(library_measure(answers.library_id))
        for name in ("measure", "numerator", "denominator", "target"):
            box: QLineEdit = getattr(self, name)
            put(box, getattr(answers, name))
        for name in ("unit", "better", "frequency"):
            combo: QComboBox = getattr(self, name)
            combo.setCurrentIndex(combo.findData(getattr(answers, name).value))
        self._fit_unit()
        self._list_others()

    def _describe(self, measure: LibraryMeasure) -> None:
        self.shipped_name.setText(measure.name)
        how = measure.numerator
        if measure.denominator:
            how = f"{measure.numerator}, out of: {measure.denominator}"
        self.shipped_how.setText(how)
        notes = [BETTER[measure.better], measure.caution]
        if measure.suggested:
            notes.insert(0, "Suggested: look at it with your team first")
        self.shipped_note.setText(". ".join(note.rstrip(".") for note in notes if note))

    def _choose_unit(self) -> None:
        if Unit(self.unit.currentData()) in BETWEEN_EVENTS:
            self.frequency.setCurrentIndex(self.frequency.findData(Frequency.EVENT.value))
        self._fit_unit()

    def _fit_unit(self) -> None:
        """Ask for one number or for two."""
        unit = Unit(self.unit.currentData())
        ratio = unit in RATIOS and not self.answers.library_id
        self.denominator.setVisible(ratio)
        self.denominator_label.setVisible(ratio)
        below = "Per 1,000 of what" if unit is Unit.RATE else "Out of how many"
        self.denominator_label.setText(below)
        self.denominator.setAccessibleName(below)

    def _list_others(self) -> None:
        driver_id = self.answers.driver_id
        offered = main_candidates(driver_id) if driver_id else []
        with QSignalBlocker(self.more):
            self.more.clear()
            for one in offered:
                if one.id != self.answers.library_id:
                    self._add_other(one)
        self.others.setVisible(bool(offered))

    def _add_other(self, one: LibraryMeasure) -> None:
        item = QListWidgetItem(f"{one.name} ({one.role.value})", self.more)
        make_tickable(item, one.id in self.answers.more)
        item.setData(MEASURE, one.id)
        item.setToolTip(_under(one))


def _under(measure: LibraryMeasure) -> str:
    """Say in a line what a measure is: its role, its two numbers, and how sure it is."""
    numbers = [measure.numerator_label, measure.denominator_label]
    said = [measure.role.value.capitalize(), " out of ".join(one for one in numbers if one)]
    if measure.suggested:
        said.append("suggested")
    return " · ".join(part for part in said if part)


def _offer(
    box: QComboBox, words: dict[Unit, str] | dict[Better, str] | dict[Frequency, str]
) -> None:
    for value, text in words.items():
        box.addItem(text, value.value)
