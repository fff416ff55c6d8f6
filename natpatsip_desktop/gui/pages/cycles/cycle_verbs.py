"""What can be done to the chosen cycle: move it, decide it, change it, delete it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from natpatsip_desktop.actions.cycle_rows import CycleRow
from natpatsip_desktop.actions.cycles import (
    change_cycle,
    choose_idea,
    decide,
    delete_cycle,
    move_cycle,
    stage_beside,
)
from natpatsip_desktop.core.records import Cycle, Decision, Stage
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.pages.cycles.looks import DECISIONS, STAGES
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Workbook

FIELD_WORDS = {
    "did": "what happened",
    "found": "what was found",
    "plan_who": "who",
    "plan_what": "what",
    "plan_where": "where",
    "plan_when": "when",
    "measure_id": "measure",
    "decision_reason": "reason",
}


class CycleVerbs(QObject):
    """Each verb is one step of undo on the cycle that `chosen` returns.

    `asks` carries a stage that needs an answer before the cycle moves there; `done` says that the
    cycle moved.
    """

    asks = Signal(object)
    done = Signal()

    def __init__(self, session: Session, chosen: Callable[[], CycleRow | None]) -> None:
        super().__init__()
        self._session = session
        self._chosen = chosen
        self._workbook: Workbook | None = None

    def watch(self, workbook: Workbook) -> None:
        """Work on the cycles of this workbook: in another one their ids mean nothing."""
        self._workbook = workbook

    def cycle(self) -> Cycle | None:
        """Return the chosen cycle; None without one, or if its workbook is not open any more."""
        row = self._chosen()
        there = self._session.is_open and self._session.workbook is self._workbook
        return row.cycle if row is not None and there else None

    # -- moving ------------------------------------------------------------------------------

    def move_by(self, by: int) -> None:
        """Move the cycle one stage on or back."""
        cycle = self.cycle()
        stage = stage_beside(cycle.stage, by) if cycle else None
        if stage is not None:
            self.move_to(stage)

    def move_to(self, stage: Stage) -> None:
        """Move the cycle; Study asks first what was found, Act what was decided."""
        cycle = self.cycle()
        if cycle is None or self._workbook is None:
            return
        onward = list(Stage).index(stage) > list(Stage).index(cycle.stage)
        if onward and stage in (Stage.STUDY, Stage.ACT):
            self.asks.emit(stage)
        else:
            move_cycle(self._workbook, cycle.id, stage)
            self._say_moved(cycle, STAGES[stage].word)

    def study(self, found: str) -> None:
        """Move the cycle to Study with what was found."""
        cycle = self.cycle()
        if cycle is not None and self._workbook is not None:
            move_cycle(self._workbook, cycle.id, Stage.STUDY, found=found)
            self._say_moved(cycle, STAGES[Stage.STUDY].word)

    def decide(self, decision: Decision, reason: str, found: str) -> None:
        """Adopt, adapt or abandon what was tested."""
        cycle = self.cycle()
        if cycle is not None and self._workbook is not None:
            decide(self._workbook, cycle.id, decision, reason, found=found)
            self._say_moved(cycle, f"Act: {DECISIONS[decision].word}")

    def _say_moved(self, cycle: Cycle, where: str) -> None:
        self.done.emit()
        words = f"Cycle {cycle.number} moved to {where}"
        self._session.tell(words, kind=Kind.ANSWER, undo=True)

    # -- changing ----------------------------------------------------------------------------

    def change(self, name: str, value: object) -> None:
        """Change one field of the record."""
        cycle = self.cycle()
        if cycle is not None and self._workbook is not None:
            what = f"Change {FIELD_WORDS.get(name, name)} of cycle {cycle.number}"
            change_cycle(self._workbook, cycle.id, what, **{name: value})

    def change_idea(self, text: str) -> None:
        """Say which change idea is tested; a new one is added to the driver diagram."""
        cycle = self.cycle()
        if cycle is not None and self._workbook is not None:
            choose_idea(self._workbook, cycle.id, text)

    def delete(self) -> None:
        """Put the cycle away."""
        cycle = self.cycle()
        if cycle is not None and self._workbook is not None:
            delete_cycle(self._workbook, cycle.id)
            words = f"Cycle {cycle.number} deleted"
            self._session.tell(words, kind=Kind.ANSWER, undo=True)
