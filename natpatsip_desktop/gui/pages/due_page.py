"""Due for data: every missing number of every project in one list, for ten minutes' work."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.actions.charts import quick_chart
from natpatsip_desktop.actions.due import DueMeasure, coming_measures, due_measures
from natpatsip_desktop.actions.entry import Entry, enter
from natpatsip_desktop.actions.points import point_at
from natpatsip_desktop.core.records import Measure, Point, Project
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.due_row import NARROW, ROOMY, DueRow, NumberBox
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.pages.parts import (
    button,
    card,
    empty_layout,
    page_column,
    pill,
    rule,
    title_row,
)
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice

MOST = 60  # rows shown at once; the rest come when these are done
COMING = 6


class DuePage(Page):
    """One row for each missing period; each number is kept as its box is left."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        self.rows: list[DueRow] = []
        self._worked_on: DueRow | None = None
        self._entering = False
        self._wide: float = ROOMY
        column = page_column(self)
        self._hint = dress.words("Type a number, press Enter. Press Esc to skip.", tone="quiet")
        row, self.heading = title_row("Due for data", self._hint)
        self._progress = pill("", "ok")
        row.insertWidget(1, self._progress)
        column.addLayout(row)
        self._list = card()
        self._inside = QVBoxLayout(self._list)
        self._inside.setContentsMargins(1, 1, 1, 1)
        self._inside.setSpacing(0)
        column.addWidget(self._list)
        self._coming = QVBoxLayout()
        self._coming.setSpacing(10)
        column.addLayout(self._coming)
        column.addStretch(1)
        self._done: QPushButton | None = None
        self._reward = dress.words("", "body", wrap=True)

    def reload(self) -> None:
        """List what is missing now; rows that were filled in stay until the page is left."""
        today = self.session.today()
        due = due_measures(self.workbook, today)
        wanted = self.place.item
        due.sort(key=lambda one: one.project.id != wanted)
        unkept = {(row.measure.id, row.starts): row.unkept() for row in self.rows}
        self._fill(due)
        self._put_back({key: typed for key, typed in unkept.items() if typed})
        self._fill_coming(coming_measures(self.workbook, today))
        self._say_progress()

    def concerns(self, notice: Notice) -> bool:
        """Numbers that come from elsewhere; never those typed here, under the person's hands."""
        return not self._entering and notice.touches(Point, Measure, Project)

    def first_focus(self) -> QWidget | None:
        """Begin in the first empty box."""
        boxes = self._boxes()
        return next((box for box in boxes if not box.text()), self._done)

    def set_room(self, wide: int) -> None:
        """Leave out the sparklines where there is no room."""
        self._wide = wide / dress.scale()
        self._hint.setHidden(self._wide < NARROW)
        for row in self.rows:
            row.set_room(self._wide)

    # -- rows --------------------------------------------------------------------------------

    def _fill(self, due: Sequence[DueMeasure]) -> None:
        empty_layout(self._inside)
        self.rows = []
        for one in due:
            chart = quick_chart(self.workbook, one.measure.id) if one.newest else None
            self.rows += [DueRow(one, starts, chart) for starts in one.missing]
            if len(self.rows) >= MOST:
                break
        for at, row in enumerate(self.rows):
            if at:
                self._inside.addWidget(rule())
            self._inside.addWidget(row)
            row.show_stored(point_at(self.workbook, row.measure.id, row.starts))
            row.set_room(self._wide)
            row.left.connect(self._keep)
            row.none.connect(self._answer_none)
            row.noted.connect(self._note)
            for box in row.boxes:
                self._connect(box, row)
        if self.rows:
            self._inside.addWidget(rule())
            self._inside.addWidget(self._foot())
        else:
            self._inside.addWidget(self._nothing())

    def _put_back(self, unkept: Mapping[tuple[int, date], Mapping[str, str]]) -> None:
        """Put what was typed with a fault back into its row: an undo elsewhere is no reason."""
        for row in self.rows:
            typed = unkept.get((row.measure.id, row.starts))
            if typed:
                row.put_back(typed)
                self._keep(row)

    def _connect(self, box: NumberBox, row: DueRow) -> None:
        box.forward.connect(lambda: self._go(box, 1))
        box.backward.connect(lambda: self._go(box, -1))
        box.skipped.connect(lambda: self._go(row.boxes[-1], 1))
        if box is row.boxes[-1]:
            row.onward.connect(lambda: self._go(box, 1))

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(18, 9, 14, 9)
        self._reward = dress.words(
            "Each number is kept as you leave the box. You can stop at any time.",
            tone="quiet",
            wrap=True,
        )
        line.addWidget(self._reward, 1)
        self._done = button("Done", lambda: self.navigator.go("home"), kind="primary")
        line.addWidget(self._done)
        return foot

    def _nothing(self) -> QWidget:
        made = QWidget()
        inside = QVBoxLayout(made)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(10)
        inside.addWidget(dress.words("Nothing is due", "section", bold=True))
        words = "Every measure has its number. What comes next is listed below."
        if not self.workbook.count(Measure, deleted_at=None):
            words = (
                "There is no measure yet. Add one to a project and its numbers are asked for here."
            )
        inside.addWidget(dress.words(words, tone="quiet", wrap=True))
        self._done = button("Go to the projects", lambda: self.navigator.go("home"), kind="primary")
        inside.addWidget(self._done, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _boxes(self) -> list[NumberBox]:
        return [box for row in self.rows for box in row.boxes]

    def _go(self, box: NumberBox, by: int) -> None:
        """Leave a box for the next or the one before; after the last comes Done."""
        boxes = self._boxes()
        at = boxes.index(box) + by
        target: QWidget | None = boxes[at] if 0 <= at < len(boxes) else self._done
        if at >= 0 and target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self._at_hand(target)

    def offers(self) -> Offers:
        """Write a note on the period at hand."""
        return {"add_note": self._ask_note} if self.rows else {}

    def _ask_note(self) -> None:
        """Ask in the row that has the focus; a menu that has it now leaves the row as it was."""
        self._at_hand(QApplication.focusWidget())
        row = self._worked_on if self._worked_on in self.rows else self.rows[0]
        row.ask_note()

    def _at_hand(self, here: QWidget | None) -> None:
        """Remember the row that a box or a link lies in."""
        inside = (row for row in self.rows if here is not None and row.isAncestorOf(here))
        self._worked_on = next(inside, self._worked_on)

    def _enter(self, row: DueRow, typed: Mapping[str, str]) -> Entry:
        self._entering = True
        try:
            return enter(self.workbook, row.measure.id, row.starts, typed)
        finally:
            self._entering = False

    def _keep(self, row: DueRow) -> None:
        if not self.session.is_open:  # the window closes, and its boxes lose the focus
            return
        self._worked_on = row
        entry = self._enter(row, row.typed())
        kept = entry.point is not None and not entry.faults
        row.show_entry(entry, quick_chart(self.workbook, row.measure.id) if kept else None)
        self._say_progress()

    def _answer_none(self, row: DueRow) -> None:
        """Note that there is no number, so that the period is asked for no more; go on."""
        self._enter(row, {"note": row.answer()})
        self._go(row.boxes[-1], 1)
        row.show_no_data()
        self._say_progress()

    def _note(self, row: DueRow, text: str) -> None:
        row.show_entry(self._enter(row, {**row.typed(), "note": text}), None)
        self._say_progress()

    def _say_progress(self) -> None:
        done = sum(row.done for row in self.rows)
        self._progress.setText(f"{done} of {len(self.rows)} done")
        self._progress.setVisible(bool(self.rows))
        if self.rows and done == len(self.rows):
            self._reward.setText(self._all_done())

    def _all_done(self) -> str:
        """Say what the last numbers did: this is the reward."""
        measure = self.rows[-1].measure
        reading = quick_chart(self.workbook, measure.id).reading
        name = measure.short_name or measure.name
        return f"All done. {name}: {reading.short.lower()}, {reading.short_sentence.lower()}."

    # -- what comes --------------------------------------------------------------------------

    def _fill_coming(self, coming: Sequence[DueMeasure]) -> None:
        empty_layout(self._coming)
        if not coming:
            return
        self._coming.addWidget(dress.words("Coming up", "section", bold=True))
        frame = card()
        grid = QGridLayout(frame)
        grid.setContentsMargins(18, 12, 18, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for at, one in enumerate(coming[:COMING]):
            when = _day(one.ready + timedelta(days=1), self.session.today())
            grid.addWidget(dress.words(when), at, 0)
            grid.addWidget(dress.words(one.measure.name, bold=True, wrap=True), at, 1)
            grid.addWidget(dress.words(one.project.title, tone="quiet", wrap=True), at, 2)
            grid.addWidget(self._early(one.measure), at, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        self._coming.addWidget(frame)

    def _early(self, measure: Measure) -> QWidget:
        """Lead to the measure, whose first row waits for its next period."""
        go = partial(self.navigator.go, "measure", measure.project_id, measure.id)
        made = button("Enter early", go, kind="link")
        made.setAccessibleName(f"Enter early: {measure.name}")
        return made


def _day(day: date, today: date) -> str:
    """Write a day with its weekday if it is near: «Thursday 16 October»."""
    near = day - today < timedelta(days=14)
    return f"{day:%A} {day.day} {day:%B}" if near else f"{day.day} {day:%B}"
