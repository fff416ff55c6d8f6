"""The panel at the side: one cycle in full, its stages to move it to, and its record."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.actions.cycle_rows import CycleRow
from natpatsip_desktop.core.records import Stage
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.cycles.looks import STAGES
from natpatsip_desktop.gui.pages.cycles.move_strip import MoveStrip
from natpatsip_desktop.gui.pages.cycles.record_parts import Around, RecordParts
from natpatsip_desktop.gui.pages.parts import button

WIDTH = 392


class RecordPanel(QFrame):
    """Shows the chosen cycle; `stage_chosen` says where it should move."""

    number: QLabel
    name: QLabel
    delete_button: QToolButton
    stages: QHBoxLayout
    move_place: QVBoxLayout
    area: QScrollArea

    stage_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self)
        self.setAccessibleName("Record of the cycle")
        self.number.setProperty("pill", "badge")
        self.number.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.strip = MoveStrip()
        self.move_place.addWidget(self.strip)
        self.parts = RecordParts()
        self.area.setWidget(self.parts)
        for ground in (self.parts, self.area.viewport()):
            ground.setAutoFillBackground(False)
        self._stage = Stage.PLAN
        self._stages: dict[Stage, QPushButton] = {}
        for stage in Stage:
            self._stages[stage] = self._stage_button(stage)

    def _stage_button(self, stage: Stage) -> QPushButton:
        made = button(STAGES[stage].word, lambda: self._choose(stage))
        made.setCheckable(True)
        self.stages.addWidget(made, 1)
        return made

    def _choose(self, stage: Stage) -> None:
        # The button lights when the cycle has moved, not before.
        for one, made in self._stages.items():
            made.setChecked(one is self._stage)
        if stage is not self._stage:
            self.stage_chosen.emit(stage)

    def show_row(self, row: CycleRow, around: Around) -> None:
        """Show a cycle."""
        cycle = row.cycle
        self._stage = cycle.stage
        self.number.setText(str(cycle.number))
        self.name.setText(cycle.title)
        for stage, made in self._stages.items():
            here = stage is cycle.stage
            made.setChecked(here)
            words = f"Stage: {STAGES[stage].word}" if here else f"Move to {STAGES[stage].word}"
            made.setAccessibleName(words)
            made.setToolTip(words)
        self.delete_button.setAccessibleName(f"Delete cycle {cycle.number}")
        self.parts.show_row(row, around)

    def first_focus(self) -> QWidget:
        """Return the box to begin editing in: that of the stage the cycle is in."""
        first = {
            Stage.PLAN: self.parts.title,
            Stage.DO: self.parts.did,
            Stage.STUDY: self.parts.found,
            Stage.ACT: self.parts.decision_reason,
        }
        self.parts.unfold(self._stage, True)
        return first[self._stage]
