"""What is your aim? Four boxes that build one sentence."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from natpatsip_desktop.core import programmes as national
from natpatsip_desktop.core.aims import aim_lacks, aim_sentence, example_day
from natpatsip_desktop.core.answers import Answers, aim_of
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.aim_band import AimBand
from natpatsip_desktop.gui.pages.fields import align_fields
from natpatsip_desktop.gui.pages.new_project.step import Step, put
from natpatsip_desktop.gui.pages.patient_note import watch_for_patients

PARTS = ("aim_what", "aim_whom", "aim_how_much", "aim_by")


class AimStep(Step):
    """The sentence above, its four parts below."""

    question = "What is your aim?"
    hint = "Only the first box is needed. The sentence builds itself."
    asks = ("aim_what", "aim_by")

    column: QVBoxLayout
    aim_what: QLineEdit
    aim_what_wrong: QLabel
    aim_whom: QLineEdit
    aim_whom_wrong: QLabel
    aim_how_much: QLineEdit
    aim_how_much_wrong: QLabel
    aim_by: QLineEdit
    aim_by_wrong: QLabel
    patient: QLabel
    national: QLabel

    def __init__(self) -> None:
        super().__init__()
        load_form(self)
        align_fields(self)
        self.band = AimBand()
        self.column.insertWidget(0, self.band)
        self.aim_whom_wrong.hide()
        self.aim_how_much_wrong.hide()
        for box in self._boxes().values():
            box.textEdited.connect(self._say_aim)
            box.textEdited.connect(self.edited)
        watch_for_patients(self.patient, list(self._boxes().values()))

    def _boxes(self) -> dict[str, QLineEdit]:
        return {name: getattr(self, name) for name in PARTS}

    def fill(self) -> None:
        """Show the aim so far, and what was wanted nationally."""
        for name, box in self._boxes().items():
            put(box, getattr(self.answers, name))
        wanted = passed = ""
        if self.answers.driver_id:
            driver = national.driver(self.answers.driver_id)
            wanted = "; ".join(f"{one.text}, {one.by}" for one in driver.ambitions)
            if all(one.by_date < self.today for one in driver.ambitions):
                passed = ". Every date there has passed."
        self.national.setText(f"What was wanted nationally: {wanted}{passed}")
        self.national.setVisible(bool(wanted))
        self.aim_by.setPlaceholderText(f"like {example_day(self.today)}")
        self._say_aim()

    def given(self) -> Answers:
        """Return the answers with what is typed."""
        typed: dict[str, Any] = {name: box.text() for name, box in self._boxes().items()}
        self.answers = replace(self.answers, **typed)
        return self.answers

    def first_focus(self) -> QWidget:
        """Begin with what will be better."""
        return self.aim_what

    def _say_aim(self) -> None:
        aim = aim_of(self.given(), self.today)
        lacks = aim_lacks(aim, self.today)
        self.band.show_aim(aim_sentence(aim), lacks[0] if lacks else "", ())
