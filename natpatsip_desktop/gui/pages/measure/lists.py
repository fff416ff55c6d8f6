"""The lists of the About card: targets, phases, and points that are left out."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.actions.measures import remove_phase, set_target, start_phase
from natpatsip_desktop.actions.points import take_back_in
from natpatsip_desktop.actions.set_up import change_phase
from natpatsip_desktop.core.periods import label, long_date
from natpatsip_desktop.core.phase_answers import QUESTIONS, ticked, written
from natpatsip_desktop.core.records import Measure, Phase, Point, Target
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.core.values import show_level
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.measure.definition_form import put
from natpatsip_desktop.gui.pages.measure.period_strip import day_of
from natpatsip_desktop.gui.pages.measure.shown import Shown
from natpatsip_desktop.gui.pages.parts import button, empty_layout
from natpatsip_desktop.gui.session import Session


class ListSection(QWidget):
    """A titled list with what can be added to it below; kinds of it say what a row holds."""

    title = ""
    empty = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.measure = Measure()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(dress.words(self.title, "section", bold=True))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(6)
        column.addLayout(self.rows)
        self.wrong = dress.words("", "caption", tone="error", wrap=True)
        self.wrong.hide()
        self.build_adding(column)
        column.addWidget(self.wrong)

    def build_adding(self, column: QVBoxLayout) -> None:
        """Add the boxes for a new row, if this list has any."""

    def begin(self, shown: Shown) -> None:
        """Empty the list before its rows are made anew."""
        self.measure = shown.measure
        self.wrong.hide()
        empty_layout(self.rows)

    def say_if_empty(self, count: int) -> None:
        """Say what the list is for, where it has no row."""
        if not count:
            self.rows.addWidget(dress.words(self.empty, "grid", tone="quiet", wrap=True))

    def add_row(self, words: str, verb: str, do: Callable[[], object]) -> None:
        """Add a row of words with one thing to do."""
        row = QHBoxLayout()
        row.addWidget(dress.words(words, "grid", wrap=True), 1)
        row.addWidget(_small(verb, words, do))
        self.rows.addLayout(row)

    def try_to(self, do: Callable[[], object]) -> None:
        """Do something, or say below the boxes what to put right."""
        self.wrong.hide()
        try:
            do()
        except WorkbookError as error:
            self.refuse(str(error))

    def refuse(self, words: str) -> None:
        """Say what to put right."""
        self.wrong.setText(words)
        self.wrong.show()
        announce(self, words)


class TargetSection(ListSection):
    """What a measure should reach, from which day on."""

    title = "Target"
    empty = "No target yet. The chart is compared with it."

    def build_adding(self, column: QVBoxLayout) -> None:
        """Ask for a value and the day it counts from."""
        self.value = box("Target, like 95", "Target")
        self.since = box("From the beginning", "Target counts from, like 1 April 2025")
        self.set_button = button("Set", self._add)
        for one in (self.value, self.since):
            one.returnPressed.connect(self._add)
        column.addLayout(line(self.value, self.since, self.set_button))

    def show_measure(self, shown: Shown) -> None:
        """List the targets, oldest first."""
        self.begin(shown)
        self.say_if_empty(len(shown.targets))
        for target in shown.targets:
            self.add_row(self._words(target), "Remove", partial(self._remove, target))

    def _words(self, target: Target) -> str:
        value = show_level(target.value, self.measure.unit, 0 if target.value % 1 == 0 else 1)
        since = f"from {long_date(target.starts)}" if target.starts else "from the beginning"
        return f"{value} {since}"

    def _add(self) -> None:
        read = read_number(self.value.text())
        if read.sort is not Sort.NUMBER or read.value is None:
            self.refuse("The target must be a number, like 95.")
            return
        since = self.since.text().strip()
        starts = day_of(since, self.measure.frequency, date.max) if since else None
        if isinstance(starts, str):
            self.refuse(starts)
            return
        self.value.clear()
        self.since.clear()
        set_target(self.session.workbook, self.measure.id, read.value, starts)

    def _remove(self, target: Target) -> None:
        set_target(self.session.workbook, self.measure.id, None, target.starts)


class PhaseRow(QWidget):
    """Name, baseline, reason and answers of one phase, kept when a box is left or ticked."""

    def __init__(
        self,
        phase: Phase,
        change: Callable[[Phase, str, object], object],
        refuse: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.phase = phase
        self._do, self._refuse = change, refuse
        when = f"From {long_date(phase.starts)}"
        self.name = box("Name", f"{when}: name")
        self.reason = box("Reason", f"{when}: reason")
        self.baseline = box("All points", f"{when}: how many points fix the limits")
        self.baseline.setFixedWidth(96)
        self.baseline.setToolTip("How many points from here on fix the median or the limits")
        self.name.editingFinished.connect(lambda: self._change("name", self.name.text().strip()))
        self.reason.editingFinished.connect(
            lambda: self._change("reason", self.reason.text().strip())
        )
        self.baseline.editingFinished.connect(self._baseline_done)
        self.answers = [_tick(words, when) for words in QUESTIONS]
        for tick in self.answers:
            tick.clicked.connect(self._answered)
        self._lay_out()
        self.show_phase(phase)

    def _lay_out(self) -> None:
        boxes = QGridLayout(self)
        boxes.setContentsMargins(0, 0, 0, 6)
        boxes.setHorizontalSpacing(8)
        boxes.setVerticalSpacing(2)
        places = (
            (self.name, "Name", 0, 0),
            (self.baseline, "Limits from", 0, 1),
            (self.reason, "Reason", 2, 0),
        )
        for field, words, row, column in places:
            label = dress.words(words, "caption", tone="quiet")
            label.setBuddy(field)
            wide = 2 if field is self.reason else 1
            boxes.addWidget(label, row, column, 1, wide)
            boxes.addWidget(field, row + 1, column, 1, wide)
        for at, tick in enumerate(self.answers):
            boxes.addWidget(tick, 4 + at // 2, at % 2)

    def show_phase(self, phase: Phase) -> None:
        """Show the phase as it is now."""
        self.phase = phase
        put(self.name, phase.name)
        put(self.reason, phase.reason)
        put(self.baseline, "" if phase.baseline is None else str(phase.baseline))
        for tick, sure in zip(self.answers, ticked(phase.sure_of), strict=True):
            tick.setChecked(sure)

    def _answered(self) -> None:
        self._change("sure_of", written(tick.isChecked() for tick in self.answers))

    def _change(self, field: str, value: object) -> None:
        if value != getattr(self.phase, field):
            self._do(self.phase, field, value)

    def _baseline_done(self) -> None:
        read = read_number(self.baseline.text())
        if read.sort is Sort.EMPTY:
            self._change("baseline", None)
        elif read.value is not None and read.value >= 1 and read.value % 1 == 0:
            self._change("baseline", int(read.value))
        else:
            self._refuse("The baseline must be a number of points, like 12. Empty means all.")


class PhaseSection(ListSection):
    """The phases of a measure: each has its own median or limits from its first point on."""

    title = "Phases"
    empty = "One phase so far. Start one where the process clearly changed."

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: list[PhaseRow] = []

    def build_adding(self, column: QVBoxLayout) -> None:
        """Ask for the period a phase begins with."""
        self.starts = box("Starts, like 10 March 2025", "A phase starts at")
        self.name = box("What changed", "What changed")
        self.start_button = button("Start", self._add)
        for one in (self.starts, self.name):
            one.returnPressed.connect(self._add)
        column.addLayout(line(self.starts, self.name, self.start_button))

    def show_measure(self, shown: Shown) -> None:
        """List the phases that a person started; boxes in use stay."""
        if [row.phase.id for row in self._shown] == [phase.id for phase in shown.phases] != []:
            self.measure = shown.measure
            for row, phase in zip(self._shown, shown.phases, strict=True):
                row.show_phase(phase)
            return
        self.begin(shown)
        self.say_if_empty(len(shown.phases))
        self._shown = [PhaseRow(phase, self._change, self.refuse) for phase in shown.phases]
        for row in self._shown:
            when = f"From {long_date(row.phase.starts)}"
            self.add_row(when, "Remove", partial(self._remove, row.phase))
            self.rows.addWidget(row)

    def _add(self) -> None:
        starts = day_of(self.starts.text(), self.measure.frequency, self.session.today())
        if isinstance(starts, str):
            self.refuse(starts)
            return
        name = self.name.text().strip()

        def start() -> None:
            start_phase(self.session.workbook, self.measure.id, starts, name=name)
            self.starts.clear()
            self.name.clear()

        self.try_to(start)

    def _change(self, phase: Phase, field: str, value: object) -> None:
        change_phase(self.session.workbook, phase.id, **{field: value})

    def _remove(self, phase: Phase) -> None:
        remove_phase(self.session.workbook, phase.id)


class LeftOutSection(ListSection):
    """The points that do not count, with their reasons."""

    title = "Left-out points"
    empty = "None. Leave a point out on its card (Enter on the point), with a reason."

    def show_measure(self, shown: Shown) -> None:
        """List the points that are left out, newest first."""
        self.begin(shown)
        out = [point for point in reversed(shown.points) if point.left_out]
        self.say_if_empty(len(out))
        for point in out:
            words = f"{label(point.starts, shown.measure.frequency)}: {point.left_out}"
            self.add_row(words, "Count again", partial(self._count, point))

    def _count(self, point: Point) -> None:
        take_back_in(self.session.workbook, point.id)


def box(placeholder: str, said: str) -> QLineEdit:
    """Return a box to type in, with what it shows while it is empty and how it is spoken."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(said)
    return made


def line(*widgets: QWidget) -> QHBoxLayout:
    """Put widgets beside each other."""
    made = QHBoxLayout()
    made.setSpacing(6)
    for widget in widgets:
        made.addWidget(widget)
    return made


def _tick(words: str, when: str) -> QCheckBox:
    """Make the box of one of the four questions, which can be answered later as well."""
    tick = QCheckBox(f"{words[:1].upper()}{words[1:]}")
    tick.setToolTip(QUESTIONS[words])
    tick.setAccessibleName(f"{when}: {QUESTIONS[words]}")
    return tick


def _small(verb: str, about: str, do: Callable[[], object]) -> QPushButton:
    made = button(verb, do, kind="quiet")
    made.setAccessibleName(f"{verb}: {about}")
    return made
