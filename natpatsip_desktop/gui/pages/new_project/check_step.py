"""Check your answers: each with a link to change it."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from natpatsip_desktop.core import programmes as national
from natpatsip_desktop.core.aims import aim_lacks, aim_sentence
from natpatsip_desktop.core.answers import Answers, aim_of, title_of
from natpatsip_desktop.core.periods import how_often
from natpatsip_desktop.core.programmes import library_measure
from natpatsip_desktop.core.records import Unit
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.aim_band import AimBand
from natpatsip_desktop.gui.pages.new_project.measure_step import BETTER
from natpatsip_desktop.gui.pages.new_project.step import Step
from natpatsip_desktop.gui.pages.parts import button, empty_layout
from natpatsip_desktop.gui.tokens import SPACE

NOTHING = "–"


class CheckStep(Step):
    """The aim as it will stand, and a row for each question; `change` carries its number."""

    question = "Check your answers"
    hint = "Then type or paste your first numbers. Everything can be changed later, and undone."

    change = Signal(int)

    column: QVBoxLayout
    rows: QGridLayout
    first: QLabel

    def __init__(self) -> None:
        super().__init__()
        load_form(self)
        self.band = AimBand()
        self.column.insertWidget(0, self.band)
        self.rows.setColumnStretch(1, 1)
        self._links: list[QPushButton] = []

    def fill(self) -> None:
        """Write every answer in words."""
        aim = aim_of(self.answers, self.today)
        lacks = aim_lacks(aim, self.today)
        self.band.show_aim(aim_sentence(aim), lacks[0] if lacks else "", ())
        empty_layout(self.rows)
        self._links = []
        for at, (step, label, answer) in enumerate(said(self.answers, self.today)):
            self._add(at, step, label, answer)

    def _add(self, at: int, step: int, label: str, answer: str) -> None:
        name = dress.words(label, tone="quiet")
        value = dress.words(answer or NOTHING, bold=True, wrap=True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        link = button("Change", lambda: self.change.emit(step), kind="link")
        link.setAccessibleName(f"Change: {label}")
        link.setAccessibleDescription(answer)
        for words in (name, value):
            # So that all three stand on one line: the link is higher than its text.
            air = max(0, (SPACE["target"] - words.fontMetrics().height()) // 2)
            words.setContentsMargins(0, air, 0, air)
        self.rows.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addWidget(value, at, 1)
        self.rows.addWidget(link, at, 2, Qt.AlignmentFlag.AlignTop)
        self._links.append(link)

    def first_focus(self) -> QWidget:
        """Begin at the first link; the page goes on with Enter from its own button."""
        return self._links[0]


def said(answers: Answers, today: date) -> Iterator[tuple[int, str, str]]:
    """Yield for each answer the number of its question, its name, and it in words."""
    start = national.driver(answers.driver_id).title if answers.driver_id else "An aim of your own"
    yield 0, "Starting from", start
    ideas = len(answers.ideas)
    words = f"{ideas} change idea{'' if ideas == 1 else 's'}" if ideas else "None yet"
    yield 1, "To test", words
    yield 2, "Aim", aim_sentence(aim_of(answers, today)) or answers.aim_what
    yield 3, "Main measure", main_words(answers)
    if answers.more:
        names = [library_measure(one).short_name for one in answers.more]
        yield 3, "Measured too", ", ".join(names)
    yield 4, "Title", title_of(answers, today)
    who = (answers.team, answers.place, answers.site_code.upper())
    yield 4, "Who and where", ", ".join(part.strip() for part in who if part.strip())


def main_words(answers: Answers) -> str:
    """Say the main measure with how often, which way is better, and the target."""
    shipped = library_measure(answers.library_id) if answers.library_id else None
    name = shipped.name if shipped else answers.measure.strip()
    unit = shipped.unit if shipped else answers.unit
    better = shipped.better if shipped else answers.better
    parts = [how_often(answers.frequency).lower(), BETTER[better].lower()]
    target = answers.target.strip().rstrip("%")
    if target:
        parts.append(f"target {target}{'%' if unit is Unit.PERCENT else ''}")
    return f"{name} ({', '.join(parts)})" if name else ""
