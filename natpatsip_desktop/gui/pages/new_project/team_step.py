"""Who and where? Title, team, place and the code of the place."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from natpatsip_desktop.core.answers import Answers, odd_code, title_of
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.fields import align_fields
from natpatsip_desktop.gui.pages.new_project.step import Step, put
from natpatsip_desktop.gui.pages.patient_note import watch_for_patients

BOXES = ("title", "team", "place", "site_code")


class TeamStep(Step):
    """Four boxes, none of which is needed."""

    question = "Who and where?"
    hint = "None of it is needed now. The code goes into returns, the rest into lists and reports."

    title: QLineEdit
    team: QLineEdit
    place: QLineEdit
    site_code: QLineEdit
    odd: QLabel
    patient: QLabel

    def __init__(self) -> None:
        super().__init__()
        load_form(self)
        align_fields(self)
        boxes = [getattr(self, name) for name in BOXES]
        for box in boxes:
            box.textEdited.connect(self.edited)
        self.site_code.textChanged.connect(lambda: self.odd.setText(""))
        self.site_code.editingFinished.connect(self._look_at_code)
        watch_for_patients(self.patient, boxes)

    def fill(self) -> None:
        """Show what is known; an empty title shows the one it would have."""
        for name in BOXES:
            put(getattr(self, name), getattr(self.answers, name))
        self.title.setPlaceholderText(title_of(replace(self.answers, title=""), self.today))
        self._look_at_code()

    def given(self) -> Answers:
        """Return the answers with what is typed."""
        self.answers = replace(self.answers, **{name: getattr(self, name).text() for name in BOXES})
        return self.answers

    def first_focus(self) -> QWidget:
        """Begin with the title."""
        return self.title

    def _look_at_code(self) -> None:
        self.odd.setText(odd_code(self.site_code.text()))
