"""Which change ideas do you take along? Those of the driver, and those of the team."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QWidget

from natpatsip_desktop.core import programmes as national
from natpatsip_desktop.core.answers import Answers
from natpatsip_desktop.core.national import ChangeIdea
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.list_rows import dress_list, is_ticked, make_tickable
from natpatsip_desktop.gui.pages.new_project.add_box import AddBox
from natpatsip_desktop.gui.pages.new_project.step import Step
from natpatsip_desktop.gui.pages.patient_note import watch_for_patients

IDEA = Qt.ItemDataRole.UserRole
OWN = "Your own change idea"


class IdeasStep(Step):
    """A list to tick, and a box for more."""

    question = "Which change ideas do you take along?"
    hint = "Tick with Space what you may want to test. 2 or 3 are enough to begin."

    count: QLabel
    all_button: QPushButton
    none_button: QPushButton
    ideas: QListWidget
    own: AddBox
    add_button: QPushButton
    patient: QLabel
    note_title: QLabel
    note: QLabel

    def __init__(self) -> None:
        super().__init__()
        load_form(self, AddBox)
        dress_list(self.ideas)
        self.all_button.clicked.connect(lambda: self._tick_all(True))
        self.none_button.clicked.connect(lambda: self._tick_all(False))
        self.ideas.itemChanged.connect(self._ticked)
        self.ideas.currentItemChanged.connect(self._describe)
        self.own.added.connect(self._add_own)
        self.add_button.clicked.connect(self.own.add)
        watch_for_patients(self.patient, [self.own])

    def fill(self) -> None:
        """List the driver's ideas and the team's own, the chosen ones ticked."""
        shipped = national.driver(self.answers.driver_id).ideas if self.answers.driver_id else ()
        known = [idea.text for idea in shipped]
        with QSignalBlocker(self.ideas):
            self.ideas.clear()
            for idea in shipped:
                self._add(idea.text, idea.text in self.answers.ideas, idea)
            for text in self.answers.ideas:
                if text not in known:
                    self._add(text, True)
        self.ideas.setCurrentRow(0)
        for link in (self.all_button, self.none_button):
            link.setVisible(bool(known))
        self._count()
        self._describe()

    def _add(self, text: str, ticked: bool, idea: ChangeIdea | None = None) -> None:
        suggested = " (suggested)" if idea and idea.suggested else ""
        item = QListWidgetItem(f"{text}{suggested}", self.ideas)
        make_tickable(item, ticked)
        item.setData(IDEA, text)
        item.setData(IDEA + 1, idea.note if idea else OWN)

    def given(self) -> Answers:
        """Return the answers with the ticked ideas, and one that was typed but not added."""
        typed = " ".join(self.own.text().split())
        chosen = [str(item.data(IDEA)) for item in self._items() if is_ticked(item)]
        if typed and typed not in chosen:
            chosen.append(typed)
        self.own.clear()
        self.answers = replace(self.answers, ideas=tuple(chosen))
        return self.answers

    def first_focus(self) -> QWidget:
        """Begin in the list, or in the box where there is none."""
        return self.ideas if self.ideas.count() else self.own

    def _items(self) -> list[QListWidgetItem]:
        return [self.ideas.item(at) for at in range(self.ideas.count())]

    def _tick_all(self, ticked: bool) -> None:
        with QSignalBlocker(self.ideas):
            for item in self._items():
                make_tickable(item, ticked)
        self._ticked()

    def _ticked(self) -> None:
        self._count()
        self.edited.emit()

    def _add_own(self, text: str) -> None:
        if text not in [item.data(IDEA) for item in self._items()]:
            self._add(text, True)
        self.ideas.setCurrentRow(self.ideas.count() - 1)
        self._ticked()

    def _count(self) -> None:
        ticked = sum(is_ticked(item) for item in self._items())
        self.count.setText(f"{ticked} of {self.ideas.count()} ticked" if self.ideas.count() else "")

    def _describe(self) -> None:
        item = self.ideas.currentItem()
        note = str(item.data(IDEA + 1) or "") if item else ""
        self.note_title.setText(str(item.data(IDEA)) if item and note else "")
        self.note.setText(note)
