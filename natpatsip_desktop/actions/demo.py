"""The example workbook: invented projects whose numbers a seeded generator draws."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from natpatsip_desktop.actions.cycles import change_ideas, plan_cycle
from natpatsip_desktop.actions.measures import add_library_measure, add_own_measure, start_phase
from natpatsip_desktop.actions.projects import set_aim, start_project
from natpatsip_desktop.core.periods import last_finished, previous_start
from natpatsip_desktop.core.records import (
    Better,
    Decision,
    EnablerNote,
    Frequency,
    Measure,
    Organisation,
    Point,
    Project,
    Stage,
    Unit,
)
from natpatsip_desktop.core.values import RATIOS
from natpatsip_desktop.paths import shipped
from natpatsip_desktop.store.document import new_document
from natpatsip_desktop.store.workbook import Workbook

WEEKS = 104
OWN_WORDS = (
    "name",
    "short_name",
    "numerator_label",
    "denominator_label",
    "definition",
)


def write_demo(path: Path, today: date) -> str:
    """Write the example workbook, its data ending just before `today`; return what it holds.

    Raise CannotSave if there is a file already.
    """
    document = new_document(path)
    try:
        fill_demo(document.workbook, today)
        projects = document.workbook.count(Project)
        points = document.workbook.count(Point)
    finally:
        document.close()
    return f"{projects} projects, {points:,} points, everything in it invented"


def plans() -> dict[str, Any]:
    """Read what the example is made of."""
    return tomllib.loads((shipped("resources") / "examples" / "demo.toml").read_text("utf-8"))


def fill_demo(workbook: Workbook, today: date) -> None:
    """Put the example's projects into a workbook, as one edit."""
    plan = plans()
    with workbook.edit("Make the example"):
        workbook.insert(Organisation(**plan["organisation"]))
        for project in plan["project"]:
            _add_project(workbook, project, today)


def _add_project(workbook: Workbook, plan: dict[str, Any], today: date) -> None:
    started = today - timedelta(weeks=WEEKS)
    words = {name: plan[name] for name in ("reason", "team", "place", "site_code") if name in plan}
    project = start_project(workbook, plan["driver"], plan["title"], starts=started, **words)
    aim = plan["aim"]
    by = today + timedelta(weeks=aim["weeks"])
    set_aim(
        workbook,
        project.id,
        what=aim["what"],
        whom=aim["whom"],
        how_much=aim["how_much"],
        by=by,
    )
    for measure in plan["measure"]:
        _add_measure(workbook, project.id, measure, today)
    for code, text in plan.get("enablers", {}).items():
        workbook.insert(EnablerNote(project_id=project.id, enabler_code=code, text=text))
    for cycle in plan.get("cycle", []):
        _add_cycle(workbook, project.id, cycle, started)


def _add_cycle(workbook: Workbook, project_id: int, plan: dict[str, Any], started: date) -> None:
    ideas = change_ideas(workbook, project_id)
    starts = started + timedelta(weeks=plan["starts"])
    words = {k: plan[k] for k in ("prediction", "found", "scale") if k in plan}
    plan_cycle(
        workbook,
        project_id,
        plan["title"],
        idea_id=ideas[plan["idea"]].id if plan["idea"] < len(ideas) else None,
        starts=starts,
        ends=starts + timedelta(weeks=plan["weeks"]),
        stage=Stage(plan["stage"]),
        decision=Decision(plan.get("decision", "")),
        **words,
    )


def _add_measure(workbook: Workbook, project_id: int, plan: dict[str, Any], today: date) -> None:
    words: dict[str, Any] = {name: plan[name] for name in OWN_WORDS if name in plan}
    if "frequency" in plan:
        words["frequency"] = Frequency(plan["frequency"])
    target = plan.get("target")
    if "library" in plan:
        measure = add_library_measure(workbook, project_id, plan["library"], target=target, **words)
    else:
        unit, better = Unit(plan["unit"]), Better(plan["better"])
        measure = add_own_measure(
            workbook, project_id, words.pop("name"), unit, better, target=target, **words
        )
    points = list(_points(measure, plan, today))
    workbook.insert_many(points)
    for place, name in plan.get("phases", {}).items():
        start_phase(workbook, measure.id, points[int(place)].starts, name=name, reason=name)


def _points(measure: Measure, plan: dict[str, Any], today: date) -> Iterator[Point]:
    """Draw the points of one measure, oldest first."""
    random = Random(plan["seed"])
    notes, left_out = plan.get("notes", {}), plan.get("left_out", {})
    values = [_draw(random, measure, plan, i) for i in range(plan["periods"])]
    for i, starts in enumerate(_starts(measure, plan, values, today)):
        yield Point(
            measure_id=measure.id,
            starts=starts,
            note=notes.get(str(i), ""),
            left_out=left_out.get(str(i), ""),
            numerator=values[i].get("numerator"),
            denominator=values[i].get("denominator"),
            value=values[i].get("value"),
        )


def _starts(
    measure: Measure, plan: dict[str, Any], values: list[dict[str, float]], today: date
) -> list[date]:
    """Give each point its period: counted back from today, or by the days between events."""
    if measure.frequency is Frequency.EVENT:
        days = [today - timedelta(days=9)]
        for value in reversed(values[1:]):
            days.append(days[-1] - timedelta(days=value["value"]))
        return days[::-1]
    starts = [last_finished(today, measure.frequency)]
    for _ in range(plan.get("behind", 0)):
        starts[0] = previous_start(starts[0], measure.frequency)
    while len(starts) < plan["periods"]:
        starts.append(previous_start(starts[-1], measure.frequency))
    return starts[::-1]


def _draw(random: Random, measure: Measure, plan: dict[str, Any], i: int) -> dict[str, float]:
    """Draw the numbers of one point around the level of its time."""
    level = [level for first, level in plan["levels"] if first <= i][-1]
    if measure.unit not in RATIOS:
        spread = plan.get("spread", level * 0.15)
        return {"value": float(max(1, round(random.gauss(level, spread))))}
    size = random.randint(*plan["size"])
    if measure.unit is Unit.PERCENT:
        events = sum(random.random() < level for _ in range(size))
    else:
        events = _poisson(random, level * size / measure.multiplier)
    return {"numerator": float(events), "denominator": float(size)}


def _poisson(random: Random, mean: float) -> int:
    """Count events of a steady rate in one unit of time, by their exponential gaps."""
    count, time = 0, random.expovariate(mean)
    while time < 1.0:
        count += 1
        time += random.expovariate(mean)
    return count
