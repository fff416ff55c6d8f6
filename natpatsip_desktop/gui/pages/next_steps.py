"""The cards at the right of an overview: what to do next, and the cycles in progress."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from natpatsip_desktop.actions.overview import Goal, Step
from natpatsip_desktop.core.periods import short_date
from natpatsip_desktop.core.records import Cycle, Stage
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.elided import ElidedLink
from natpatsip_desktop.gui.pages.parts import card, pill, rule

ICONS = {
    Goal.AIM: "target",
    Goal.MEASURE: "chart-line",
    Goal.DATA: "calendar-clock",
    Goal.STUDY: "eye",
    Goal.LOOK: "triangle-alert",
    Goal.CYCLE: "refresh-cw",
}
PILLS = {Stage.PLAN: "info", Stage.DO: "warn", Stage.STUDY: "neutral", Stage.ACT: "ok"}
SHOWN = 5


def steps_card(steps: Sequence[Step], do: Callable[[Step], object]) -> QFrame:
    """Return the card of what to do next, each step a link."""
    made = card()
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(7)
    for at, step in enumerate(steps[:SHOWN]):
        if at:
            column.addWidget(rule())
        column.addLayout(_step_row(step, do))
    if not steps:
        column.addWidget(dress.words("Nothing is waiting for you.", tone="quiet", wrap=True))
    return made


def _step_row(step: Step, do: Callable[[Step], object]) -> QHBoxLayout:
    icon = QLabel()
    icon.setProperty(dress.ICON, f"{ICONS[step.goal]}:ink2")
    dress.dress_one(icon)
    link = ElidedLink(step.text)
    link.clicked.connect(lambda: do(step))
    link.setProperty(dress.TEXT_SIZE, "body bold")
    link.setAccessibleDescription(step.why)
    dress.dress_one(link)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(link)
    words.addWidget(dress.words(step.why, "caption", tone="quiet", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row


def cycles_card(cycles: Sequence[Cycle], go: Callable[[], object]) -> QFrame:
    """Return the card of the cycles in progress."""
    made = card()
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(8)
    for cycle in cycles[:SHOWN]:
        column.addLayout(_cycle_row(cycle, go))
    if not cycles:
        column.addWidget(dress.words("No PDSA cycle is in progress.", tone="quiet", wrap=True))
    return made


def _cycle_row(cycle: Cycle, go: Callable[[], object]) -> QHBoxLayout:
    number = dress.words(str(cycle.number), "head", bold=True)
    number.setProperty("pill", "badge")
    number.setAlignment(Qt.AlignmentFlag.AlignCenter)
    title = ElidedLink(cycle.title)
    title.clicked.connect(lambda: go())
    title.setAccessibleName(f"Cycle {cycle.number}, {cycle.title}, {cycle.stage.value}")
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(title)
    words.addWidget(dress.words(_when(cycle), "caption", tone="quiet", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    row.addWidget(pill(cycle.stage.value.capitalize(), PILLS[cycle.stage]))
    return row


def _when(cycle: Cycle) -> str:
    if cycle.stage is Stage.PLAN:
        return f"starts {short_date(cycle.starts)}" if cycle.starts else "no date yet"
    if cycle.stage is Stage.STUDY and cycle.ends:
        return f"ended {short_date(cycle.ends)}"
    return f"since {short_date(cycle.starts)}" if cycle.starts else ""
