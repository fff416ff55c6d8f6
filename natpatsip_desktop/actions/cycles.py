"""Plan PDSA cycles, move them on, and say what was found."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from natpatsip_desktop.core.days import read_day
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.records import (
    Cycle,
    Decision,
    Driver,
    DriverKind,
    DriverLink,
    Stage,
)
from natpatsip_desktop.errors import BadInput, Problem
from natpatsip_desktop.store.workbook import Workbook

STAGES = tuple(Stage)


# -- planning ------------------------------------------------------------------------------


def read_plan(typed: Mapping[str, str], today: date) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Read what was typed about a new cycle: its fields, and what has to be put right.

    `starts` and `ends` become dates; a title and a prediction are needed.
    """
    fields: dict[str, Any] = {name: " ".join(text.split()) for name, text in typed.items()}
    problems = []
    if not fields.get("title"):
        problems.append(Problem(where="title", what="Say what you will test, like «Bag at birth»"))
    if not fields.get("prediction"):
        what = "Say what you predict, like «9 of 10 women are tested»"
        problems.append(Problem(where="prediction", what=what))
    for name in ("starts", "ends"):
        read = read_day(fields[name], today, ends=name == "ends") if fields.get(name) else None
        if isinstance(read, str):
            problems.append(Problem(where=name, what=read.rstrip(".")))
        fields[name] = read if isinstance(read, date) else None
    starts, ends = fields["starts"], fields["ends"]
    if starts and ends and ends < starts:
        what = f"The end date must be after {long_date(starts)}"
        problems.append(Problem(where="ends", what=what))
    return fields, tuple(problems)


def plan_cycle(
    workbook: Workbook, project_id: int, title: str, *, idea: str = "", **fields: Any
) -> Cycle:
    """Log a PDSA cycle; its number is given once in the project and never used again.

    `idea` names its change idea, which is added to the driver diagram if it is new.
    """
    title = title.strip()
    if not title:
        raise BadInput("The cycle needs a title.", "Say what you will test, like «Bag at birth».")
    _check_dates(fields.get("starts"), fields.get("ends"))
    with workbook.edit(f"Plan the cycle {title}"):
        if idea.strip():
            fields["idea_id"] = _idea_called(workbook, project_id, idea).id
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


def _idea_called(workbook: Workbook, project_id: int, text: str) -> Driver:
    """Find a change idea by its words, or hang a new one on the project's first driver."""
    words = " ".join(text.split())
    known = change_ideas(workbook, project_id)
    for idea in known:
        if idea.text.casefold() == words.casefold():
            return idea
    new = Driver(project_id=project_id, kind=DriverKind.IDEA, text=words, position=len(known))
    idea = workbook.insert(new)
    above = _first_driver(workbook, project_id)
    if above is not None:
        workbook.insert(DriverLink(parent_id=above.id, child_id=idea.id))
    return idea


def _first_driver(workbook: Workbook, project_id: int) -> Driver | None:
    """Return the driver that is nearest to change ideas, the aim if there is no driver yet."""
    for kind in (DriverKind.SECONDARY, DriverKind.PRIMARY, DriverKind.AIM):
        found = workbook.page(Driver, "position", limit=1, project_id=project_id, kind=kind)
        if found:
            return found[0]
    return None


# -- changing ------------------------------------------------------------------------------


def change_cycle(workbook: Workbook, cycle_id: int, what: str = "", **fields: Any) -> Cycle:
    """Change fields of a cycle; `what` names the edit for undo."""
    cycle = workbook.one(Cycle, cycle_id)
    _check_dates(fields.get("starts", cycle.starts), fields.get("ends", cycle.ends))
    with workbook.edit(what or f"Change cycle {cycle.number}"):
        return workbook.change(cycle, **fields)


def choose_idea(workbook: Workbook, cycle_id: int, text: str) -> Cycle:
    """Say which change idea a cycle tests, by its words; none if they are empty."""
    cycle = workbook.one(Cycle, cycle_id)
    label = f"Change the change idea of cycle {cycle.number}"
    with workbook.edit(label):
        idea = _idea_called(workbook, cycle.project_id, text).id if text.strip() else None
        return change_cycle(workbook, cycle_id, label, idea_id=idea)


def stage_beside(stage: Stage, by: int) -> Stage | None:
    """Return the stage so many steps on (or back), or None beyond the first and the last."""
    at = STAGES.index(stage) + by
    return STAGES[at] if 0 <= at < len(STAGES) else None


def move_cycle(workbook: Workbook, cycle_id: int, stage: Stage, **found: Any) -> Cycle:
    """Move a cycle to another stage; Study brings `found`, Act brings `decision`.

    A cycle that is taken back from Act is undecided again; the reason stays for the next time.
    """
    cycle = workbook.one(Cycle, cycle_id)
    if stage is not Stage.ACT:
        found["decision"] = Decision.NONE
    label = f"Move cycle {cycle.number} to {stage.value.capitalize()}"
    return change_cycle(workbook, cycle_id, label, stage=stage, **found)


def decide(
    workbook: Workbook, cycle_id: int, decision: Decision, reason: str = "", **found: Any
) -> Cycle:
    """Adopt, adapt or abandon what a cycle tested; `found` may be said with it."""
    return move_cycle(
        workbook, cycle_id, Stage.ACT, decision=decision, decision_reason=reason.strip(), **found
    )


def delete_cycle(workbook: Workbook, cycle_id: int) -> Cycle:
    """Put a cycle away; it is kept for 30 days, and its number stays taken."""
    number = workbook.one(Cycle, cycle_id).number
    return change_cycle(workbook, cycle_id, f"Delete cycle {number}", deleted_at=datetime.now())


# -- reading -------------------------------------------------------------------------------


def cycles(workbook: Workbook, project_id: int) -> list[Cycle]:
    """Return the cycles of a project that are not deleted, in their order."""
    return workbook.all(Cycle, "number", project_id=project_id, deleted_at=None)


def change_ideas(workbook: Workbook, project_id: int) -> list[Driver]:
    """Return the change ideas of the project's driver diagram."""
    return workbook.all(Driver, "position", project_id=project_id, kind=DriverKind.IDEA)
