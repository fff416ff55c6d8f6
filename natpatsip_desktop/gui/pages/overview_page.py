"""Overview of a project: its aim, every measure as a small chart, and what to do next."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from natpatsip_desktop.actions.overview import Goal, Overview, Step, overview
from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.core.periods import noun
from natpatsip_desktop.core.records import Frequency, Measure
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.charts.small_multiple import POINTS, SmallMultiple
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.aim_band import AimBand
from natpatsip_desktop.gui.pages.next_steps import cycles_card, steps_card
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.pages.parts import (
    button,
    card,
    empty_layout,
    page_column,
    pill,
    title_row,
)
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.tokens import SPACE

SIDE = 285  # px of the column at the right
ONE_COLUMN = 780  # px of page width under which the side stands below the charts
THREE_IN_A_ROW = 1040


class OverviewPage(Page):
    """Aim band, small multiples, next steps and cycles in progress."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        self._cards: list[QWidget] = []
        self._enter: QPushButton = button(
            "Enter data", lambda: navigator.go("due", item=self.place.project_id), kind="primary"
        )
        column = page_column(self)
        row, self.heading = title_row("", self._enter)
        self._stage = pill("", "info")
        row.insertWidget(1, self._stage)
        column.addLayout(row)
        self._band = AimBand()
        column.addWidget(self._band)
        self._body = QGridLayout()
        self._body.setHorizontalSpacing(SPACE["m"])
        self._body.setVerticalSpacing(SPACE["s"])
        column.addLayout(self._body, 1)
        self._title = dress.words("Measures", "section", bold=True)
        self._note = dress.words("", "caption", tone="quiet")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._note)
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE["m"])
        self._left = QVBoxLayout()
        self._left.setSpacing(SPACE["s"])
        self._left.addLayout(head)
        self._left.addLayout(self._grid, 1)
        self._right = QVBoxLayout()
        self._right.setSpacing(SPACE["s"])
        self._side = QWidget()
        self._side.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._shape = (0, False)
        self._wide = THREE_IN_A_ROW

    def reload(self) -> None:
        """Read how the project stands."""
        project_id = self.place.project_id
        assert project_id is not None
        shown = overview(self.workbook, project_id, self.session.today())
        assert self.heading is not None
        self.heading.setText(shown.project.title)
        self._stage.setText(shown.project.stage.capitalize())
        self._band.show_aim(shown.aim, shown.programme, shown.facts)
        self._fill_side(shown)
        self._fill_charts(shown)
        self._shape = (0, False)
        self._arrange()

    def first_focus(self) -> QWidget:
        """Begin at the button to enter data."""
        return self._enter

    def set_room(self, wide: int) -> None:
        """Put the cards into as many columns as there is room for."""
        self._wide = wide
        self._arrange()

    def _fill_charts(self, shown: Overview) -> None:
        for old in self._cards:
            old.hide()
            old.deleteLater()
        axes = {
            one.frequency: _axis(
                [spec for two, spec in shown.charts if two.frequency is one.frequency]
            )
            for one, _ in shown.charts
        }
        self._cards = [self._chart(one, spec, *axes[one.frequency]) for one, spec in shown.charts]
        self._note.setText(_note(list(axes), len(shown.charts)))
        if not self._cards:
            self._cards = [_no_measure()]

    def _chart(
        self, measure: Measure, spec: ChartSpec, begins: date | None, ends: date | None
    ) -> QWidget:
        made = SmallMultiple()
        role = measure.role.value.capitalize()
        made.set_spec(
            spec, name=measure.short_name or measure.name, role=role, begins=begins, ends=ends
        )
        made.opened.connect(lambda: self.navigator.go("measure", measure.project_id, measure.id))
        return made

    def _fill_side(self, shown: Overview) -> None:
        empty_layout(self._right)
        self._right.addWidget(dress.words("Next steps", "section", bold=True))
        self._right.addWidget(steps_card(shown.steps, self._do))
        self._right.addSpacing(SPACE["xs"])
        self._right.addWidget(dress.words("In progress", "section", bold=True))
        self._right.addWidget(
            cycles_card(shown.running, lambda: self.navigator.go("cycles", self.place.project_id))
        )
        self._right.addStretch(1)

    def _do(self, step: Step) -> None:
        project_id = self.place.project_id
        if step.goal is Goal.DATA:
            self.navigator.go("due", item=project_id)
        elif step.goal is Goal.LOOK:
            self.navigator.go("measure", project_id, step.id)
        elif step.goal is Goal.MEASURE:
            self.navigator.go("measures", project_id)
        elif step.goal is Goal.AIM:
            self.navigator.go("drivers", project_id)
        else:
            self.navigator.go("cycles", project_id, item=step.id)

    def _arrange(self) -> None:
        """Lay out charts and side for the width there is now."""
        beside = self._wide >= ONE_COLUMN * dress.scale()
        most = 3 if self._wide >= THREE_IN_A_ROW * dress.scale() else 2
        # One or two charts take the room there is: a third of it would make them towers.
        columns = min(most, max(1, len(self._cards)))
        if (columns, beside) == self._shape:
            return
        self._shape = (columns, beside)
        for at, one in enumerate(self._cards):
            self._grid.addWidget(one, at // columns, at % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._body.removeItem(self._left)
        self._body.removeWidget(self._side)
        side = round(SIDE * dress.scale())
        self._side.setMaximumWidth(side if beside else 16_777_215)
        self._side.setMinimumWidth(side if beside else 0)
        self._body.addLayout(self._left, 0, 0)
        self._body.addWidget(
            self._side, 0 if beside else 1, 1 if beside else 0, Qt.AlignmentFlag(0)
        )
        self._body.setColumnStretch(0, 1)


def _axis(specs: list[ChartSpec]) -> tuple[date | None, date | None]:
    """Return the first and last period of the last points of some charts together.

    Weeks and months do not share an axis: 26 months would squeeze 26 weeks into a corner.
    """
    starts = [dot.starts for spec in specs for dot in spec.dots[-POINTS:]]
    return (min(starts), max(starts)) if starts else (None, None)


def _note(frequencies: list[Frequency], count: int) -> str:
    """Say what the charts show; only those that share a time axis are said to."""
    if len(frequencies) == 1:
        same = ", same time axis" if count > 1 else ""
        return f"Last {POINTS} {noun(frequencies[0], POINTS)}{same}"
    return f"Last {POINTS} points of each" if frequencies else ""


def _no_measure() -> QWidget:
    made = card()
    inside = QVBoxLayout(made)
    inside.setContentsMargins(20, 16, 20, 16)
    inside.addWidget(dress.words("No measure yet", "body", bold=True))
    words = "Add the measure that tells whether the aim is met. Two or three more are enough."
    inside.addWidget(dress.words(words, tone="quiet", wrap=True))
    inside.addStretch(1)
    return made
