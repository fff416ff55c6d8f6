"""Plan PDSA cycles, move them on, and say what was found."""

from datetime import date, datetime
from typing import Any

from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.records import Cycle, Decision, Driver, DriverKind, Stage
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.workbook import Workbook


def plan_cycle(workbook: Workbook, project_id: int, title: str, **fields: Any) -> Cycle:
    """Log a PDSA cycle; its number is given once in the project and never used again."""
    title = title.strip()
    if not title:
        raise BadInput("The cycle needs a title.", "Say what you will test, like «Bag at birth».")
    _check_dates(fields.get("starts"), fields.get("ends"))
    with workbook.edit(f"Plan the cycle {title}"):
        number = _next_number(workbook, project_id)
        return workbook.insert(Cycle(project_id=project_id, number=number, title=title, **fields))


def _next_number(workbook: Workbook, project_id: int) -> int:
    newest = workbook.page(Cycle, "-number", limit=1, project_id=project_id)
    return newest[0].number + 1 if newest else 1


def _check_dates(starts: date | None, ends: date | None) -> None:
    if starts and ends and ends < starts:
        raise BadInput(
            "The cycle ends before it starts.", f"The end date must be after {long_date(starts)}."
        )


def change_cycle(workbook: Workbook, cycle_id: int, what: str = "", **fields: Any) -> Cycle:
    """Change fields of a cycle; `what` names the edit for undo."""
    cycle = workbook.one(Cycle, cycle_id)
    _check_dates(fields.get("starts", cycle.starts), fields.get("ends", cycle.ends))
    with workbook.edit(what or f"Change cycle {cycle.number}"):
        return workbook.change(cycle, **fields)


def move_cycle(workbook: Workbook, cycle_id: int, stage: Stage, **found: Any) -> Cycle:
    """Move a cycle to another stage; Study brings `found`, Act brings `decision`."""
    cycle = workbook.one(Cycle, cycle_id)
    label = f"Move cycle {cycle.number} to {stage.value.capitalize()}"
    return change_cycle(workbook, cycle_id, label, stage=stage, **found)


def decide(workbook: Workbook, cycle_id: int, decision: Decision, reason: str = "") -> Cycle:
    """Adopt, adapt or abandon what a cycle tested."""
    return move_cycle(
        workbook, cycle_id, Stage.ACT, decision=decision, decision_reason=reason.strip()
    )


def delete_cycle(workbook: Workbook, cycle_id: int) -> Cycle:
    """Put a cycle away; it is kept for 30 days, and its number stays taken."""
    number = workbook.one(Cycle, cycle_id).number
    return change_cycle(workbook, cycle_id, f"Delete cycle {number}", deleted_at=datetime.now())


def cycles(workbook: Workbook, project_id: int) -> list[Cycle]:
    """Return the cycles of a project that are not deleted, in their order."""
    return workbook.all(Cycle, "number", project_id=project_id, deleted_at=None)


def change_ideas(workbook: Workbook, project_id: int) -> list[Driver]:
    """Return the change ideas of the project's driver diagram."""
    return workbook.all(Driver, "position", project_id=project_id, kind=DriverKind.IDEA)
