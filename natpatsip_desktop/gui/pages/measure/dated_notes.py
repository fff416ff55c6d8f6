"""The dated notes of a chart, in the About card: written, changed and removed in place."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from natpatsip_desktop.actions.annotations import (
    annotate,
    change_annotation,
    move_annotation,
    remove_annotation,
)
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.privacy import nhs_numbers_in
from natpatsip_desktop.core.records import Annotation, Frequency
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.pages.measure.definition_form import put
from natpatsip_desktop.gui.pages.measure.lists import ListSection, box, line
from natpatsip_desktop.gui.pages.measure.period_strip import day_of
from natpatsip_desktop.gui.pages.measure.shown import Shown
from natpatsip_desktop.gui.pages.parts import button
from natpatsip_desktop.gui.session import Session

WHEN = 150  # px at 100% text: «28 September 2025»
EVERYWHERE = "On every chart of the project"
PERSON = "That looks like an NHS number. Do not name patients."


class NoteRow(QWidget):
    """Day, words and place of one dated note, kept when a box is left."""

    def __init__(self, note: Annotation, change: Callable[["NoteRow"], object]) -> None:
        super().__init__()
        self.note = note
        when = long_date(note.on)
        self.on = box("Date", f"{when}: date of the note")
        self.on.setFixedWidth(round(WHEN * dress.scale()))
        self.text = box("What happened", f"{when}: what happened")
        self.everywhere = QCheckBox(EVERYWHERE)
        self.everywhere.setAccessibleName(f"{when}: on every chart of the project")
        boxes = QGridLayout(self)
        boxes.setContentsMargins(0, 0, 0, 6)
        boxes.setHorizontalSpacing(8)
        boxes.addWidget(self.on, 0, 0)
        boxes.addWidget(self.text, 0, 1)
        boxes.addWidget(self.everywhere, 1, 0, 1, 2)
        self.on.editingFinished.connect(lambda: change(self))
        self.text.editingFinished.connect(lambda: change(self))
        self.everywhere.clicked.connect(lambda: change(self))
        self.show_note(note)

    def show_note(self, note: Annotation) -> None:
        """Show the note as it is now."""
        self.note = note
        put(self.on, long_date(note.on))
        put(self.text, note.text)
        self.everywhere.setChecked(note.measure_id is None)


class DatedNotes(ListSection):
    """What happened on which day: drawn above the data, whatever the period's numbers are."""

    title = "Notes on the chart"
    empty = "None. Write what happened on a day, like a new rota: it is drawn above the data."

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: list[NoteRow] = []

    def build_adding(self, column: QVBoxLayout) -> None:
        """Ask for a day and what happened on it."""
        self.on = box("Like 10 March 2025", "Date of the note")
        self.on.setFixedWidth(round(WHEN * dress.scale()))
        self.text = box("What happened", "What happened")
        self.add_button = button("Add", self._add)
        self.everywhere = QCheckBox(EVERYWHERE)
        for one in (self.on, self.text):
            one.returnPressed.connect(self._add)
        column.addLayout(line(self.on, self.text, self.add_button))
        column.addWidget(self.everywhere)

    def begin_note(self, on: date) -> None:
        """Ask what happened on a day, which can be changed too."""
        put(self.on, long_date(min(on, self.session.today())))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_measure(self, shown: Shown) -> None:
        """List the notes, oldest first; boxes in use stay."""
        if [row.note.id for row in self._shown] == [note.id for note in shown.notes] != []:
            self.measure = shown.measure
            for row, note in zip(self._shown, shown.notes, strict=True):
                row.show_note(note)
            return
        self.begin(shown)
        self.say_if_empty(len(shown.notes))
        self._shown = [NoteRow(note, self._change) for note in shown.notes]
        for row in self._shown:
            self.add_row(long_date(row.note.on), "Remove", partial(self._remove, row.note))
            self.rows.addWidget(row)

    def _day(self, text: str) -> date | None:
        day = day_of(text, Frequency.EVENT, self.session.today())
        if isinstance(day, date):
            return day
        self.refuse(day)
        return None

    def _add(self) -> None:
        on, text = self._day(self.on.text()), self.text.text()
        if on is None:
            return

        def add() -> None:
            everywhere = self.everywhere.isChecked()
            note = annotate(self.session.workbook, self.measure.id, on, text, everywhere=everywhere)
            self.on.clear()
            self.text.clear()
            announce(self, f"Note for {long_date(note.on)} is on the chart")
            self._look_at(text)

        self.try_to(add)

    def _change(self, row: NoteRow) -> None:
        """Store what is different now; a box that was only passed through changes nothing."""
        note, workbook = row.note, self.session.workbook
        on, text = self._day(row.on.text()), row.text.text().strip()
        everywhere = row.everywhere.isChecked()
        if on is None:
            return
        if (on, text) != (note.on, note.text):
            self.try_to(lambda: change_annotation(workbook, note.id, on=on, text=text))
            self._look_at(text)
        elif everywhere != (note.measure_id is None):
            move = partial(move_annotation, workbook, note.id, self.measure.id)
            self.try_to(lambda: move(everywhere=everywhere))

    def _remove(self, note: Annotation) -> None:
        remove_annotation(self.session.workbook, note.id)
        words = f"Note for {long_date(note.on)} removed"
        self.session.tell(words, kind=Kind.ANSWER, undo=True)

    def _look_at(self, text: str) -> None:
        if nhs_numbers_in(text):
            self.refuse(PERSON)
