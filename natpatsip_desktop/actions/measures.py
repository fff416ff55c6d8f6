"""Add, define and put away measures, their targets and phases."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.programmes import library_measure
from natpatsip_desktop.core.records import (
    Better,
    Frequency,
    Measure,
    Phase,
    Project,
    Role,
    Target,
    Unit,
)
from natpatsip_desktop.core.values import BETWEEN_EVENTS
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.workbook import Workbook

MULTIPLIERS = {Unit.PERCENT: 100.0, Unit.RATE: 1000.0}


def add_library_measure(
    workbook: Workbook,
    project_id: int,
    library_id: str,
    *,
    target: float | None = None,
    **fields: Any,
) -> Measure:
    """Add a measure that ships; `target` and `fields` override what is shipped.

    Without `target`, the shipped one is taken where it is one clear number.
    """
    shipped = library_measure(library_id)
    measure = Measure(
        project_id=project_id,
        library_id=shipped.id,
        name=shipped.name,
        short_name=shipped.short_name,
        role=shipped.role,
        numerator=shipped.numerator,
        numerator_label=shipped.numerator_label,
        denominator=shipped.denominator,
        denominator_label=shipped.denominator_label,
        unit=shipped.unit,
        unit_label=shipped.unit_label,
        multiplier=shipped.multiplier,
        better=shipped.better,
        frequency=shipped.frequency,
        source=shipped.data_source,
    )
    measure = replace(measure, **fields)
    return add_measure(workbook, measure, shipped.target if target is None else target)


def add_own_measure(
    workbook: Workbook,
    project_id: int,
    name: str,
    unit: Unit,
    better: Better,
    *,
    frequency: Frequency | None = None,
    target: float | None = None,
    **fields: Any,
) -> Measure:
    """Add a measure of the team's own.

    Without `frequency` it has a number each month, or one for each event where its unit is what
    lies between events.
    """
    usual = Frequency.EVENT if unit in BETWEEN_EVENTS else Frequency.MONTH
    measure = Measure(
        project_id=project_id,
        name=name,
        unit=unit,
        better=better,
        frequency=frequency or usual,
        **{"multiplier": MULTIPLIERS.get(unit, 1.0), "role": Role.OUTCOME, **fields},
    )
    return add_measure(workbook, measure, target)


def add_measure(workbook: Workbook, measure: Measure, target: float | None = None) -> Measure:
    """Add a measure as it is given; the first of a project becomes its main measure."""
    name = measure.name.strip()
    if not name:
        raise BadInput("The measure needs a name.", "Say what is counted, like «Births».")
    project = workbook.one(Project, measure.project_id)
    with workbook.edit(f"Add the measure {name}"):
        position = workbook.count(Measure, project_id=project.id)
        new = replace(measure, name=name, position=position, created_at=datetime.now())
        added = workbook.insert(new)
        if target is not None:
            workbook.insert(Target(measure_id=added.id, value=target))
        main = added.id if project.main_measure_id is None else project.main_measure_id
        workbook.change(project, main_measure_id=main, edited_at=datetime.now())
    return added


def change_measure(workbook: Workbook, measure_id: int, what: str = "", **fields: Any) -> Measure:
    """Change fields of a measure; `what` names the edit for undo.

    A change of what is counted raises the definition's version, so that returns can tell.
    """
    measure = workbook.one(Measure, measure_id)
    if any(
        fields.get(name, getattr(measure, name)) != getattr(measure, name)
        for name in ("definition", "numerator", "denominator", "unit", "multiplier")
    ):
        fields.setdefault("definition_version", _next_version(measure.definition_version))
    with workbook.edit(what or f"Change the measure {measure.name}"):
        return workbook.change(measure, **fields)


def _next_version(version: str) -> str:
    return str(int(version) + 1) if version.isdigit() else f"{version} (changed)"


def delete_measure(workbook: Workbook, measure_id: int) -> Measure:
    """Put a measure away; it is kept for 30 days."""
    name = workbook.one(Measure, measure_id).name
    return change_measure(
        workbook, measure_id, f"Delete the measure {name}", deleted_at=datetime.now()
    )


def measures(workbook: Workbook, project_id: int) -> list[Measure]:
    """Return the measures of a project that are not deleted, in their order."""
    return workbook.all(Measure, "position", project_id=project_id, deleted_at=None)


def set_target(
    workbook: Workbook, measure_id: int, value: float | None, starts: date | None = None
) -> None:
    """Set what a measure should reach from a date on (from the beginning if none).

    None takes the target of that date away.
    """
    measure = workbook.one(Measure, measure_id)
    words = (
        f"Remove the target of {measure.name}" if value is None else f"Set the target to {value:g}"
    )
    with workbook.edit(words):
        for old in workbook.all(Target, measure_id=measure_id, starts=starts):
            workbook.delete(old)
        if value is not None:
            workbook.insert(Target(measure_id=measure_id, starts=starts, value=value))


def start_phase(
    workbook: Workbook,
    measure_id: int,
    starts: date,
    *,
    reason: str = "",
    name: str = "",
    baseline: int | None = None,
    sure_of: str = "",
) -> Phase:
    """Start a phase with its own centre and limits, because a person decided so.

    `sure_of` are the answers to the four questions, as `core.phase_answers` writes them.
    """
    for phase in workbook.all(Phase, measure_id=measure_id, starts=starts):
        raise BadInput(
            f"A phase starts on {long_date(phase.starts)} already.",
            "Change that phase, or choose another date.",
        )
    phase = Phase(
        measure_id=measure_id,
        starts=starts,
        baseline=baseline,
        name=name,
        reason=reason,
        sure_of=sure_of,
    )
    with workbook.edit(f"Start a phase on {long_date(starts)}"):
        return workbook.insert(phase)


def remove_phase(workbook: Workbook, phase_id: int) -> None:
    """Join a phase to the one before it."""
    phase = workbook.one(Phase, phase_id)
    with workbook.edit(f"Remove the phase from {long_date(phase.starts)}"):
        workbook.delete(phase)
