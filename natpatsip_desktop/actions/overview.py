"""How one project stands: its aim in numbers, its measures, and what to do next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from natpatsip_desktop.actions.charts import quick_chart
from natpatsip_desktop.actions.due import DueMeasure, due_measures
from natpatsip_desktop.actions.home import main_measure
from natpatsip_desktop.core.aims import aim_sentence, time_left
from natpatsip_desktop.core.charts import ChartSpec, Tone
from natpatsip_desktop.core.periods import noun, short_date
from natpatsip_desktop.core.programmes import driver, programmes
from natpatsip_desktop.core.records import (
    Cycle,
    Measure,
    NationalLink,
    Project,
    Role,
    Stage,
)
from natpatsip_desktop.core.values import show, show_level
from natpatsip_desktop.store.workbook import Workbook


class Goal(StrEnum):
    """What a next step is about, which says where it is done."""

    AIM = "aim"
    MEASURE = "measure"
    DATA = "data"
    STUDY = "study"
    LOOK = "look"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do next; `id` is the measure or the cycle it is about."""

    goal: Goal
    text: str
    why: str
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that the overview of a project shows.

    `facts` are number and words for the aim band; `charts` are in the order outcome, process,
    balancing; `running` are the cycles that are not decided.
    """

    project: Project
    aim: str
    programme: str
    facts: tuple[tuple[str, str], ...]
    charts: tuple[tuple[Measure, ChartSpec], ...]
    steps: tuple[Step, ...]
    running: tuple[Cycle, ...]


def overview(workbook: Workbook, project_id: int, today: date) -> Overview:
    """Read how a project stands."""
    project = workbook.one(Project, project_id)
    charts = [(one, quick_chart(workbook, one.id)) for one in _measures(workbook, project_id)]
    cycles = workbook.all(Cycle, "-number", project_id=project_id, deleted_at=None)
    running = tuple(cycle for cycle in cycles if cycle.stage is not Stage.ACT)
    due = [one for one in due_measures(workbook, today) if one.project.id == project_id]
    return Overview(
        project=project,
        aim=aim_sentence(project),
        programme=_programme(workbook, project_id),
        facts=_facts(project, main_measure(workbook, project), charts, today),
        charts=tuple(charts),
        steps=tuple(_steps(project, charts, due, cycles, today)),
        running=running,
    )


def _measures(workbook: Workbook, project_id: int) -> list[Measure]:
    order = list(Role)
    found = workbook.all(Measure, "position", project_id=project_id, deleted_at=None)
    return sorted(found, key=lambda one: (order.index(one.role), one.position))


def _programme(workbook: Workbook, project_id: int) -> str:
    link = workbook.find(NationalLink, project_id=project_id)
    if link is None:
        return ""
    wanted = driver(link.driver_code).programme_id
    name = next(one.name for one in programmes() if one.id == wanted)
    return f"Part of the {name}"


def _facts(
    project: Project,
    main: Measure | None,
    charts: list[tuple[Measure, ChartSpec]],
    today: date,
) -> tuple[tuple[str, str], ...]:
    spec = next((chart for one, chart in charts if main and one.id == main.id), None)
    facts: list[tuple[str, str]] = []
    if main is not None and spec is not None:
        values = [dot.y for dot in spec.dots if dot.y is not None]
        if values:
            latest = show(values[-1], main.unit, spec.decimals)
            facts.append((latest, f"latest {noun(main.frequency)}"))
        facts += _centres(main, spec)
    left = time_left(project.aim_by, today)
    if left:
        first, _, rest = left.partition(" ")
        facts.append((first, rest) if first.isdigit() else ("–", left))
    return tuple(facts)


def _centres(main: Measure, spec: ChartSpec) -> list[tuple[str, str]]:
    """Return the centre now, and that of the first phase where there was more than one."""
    word = "median" if spec.kind in ("run", "g") else "average"
    levels = [
        next((y for y in level.ys if y is not None), None)
        for level in spec.levels
        if level.role == "centre"
    ]
    known = [value for value in levels if value is not None]
    if not known:
        return []
    now = (show_level(known[-1], main.unit, spec.decimals), f"{word} now")
    if len(known) == 1:
        return [now]
    return [now, (show_level(known[0], main.unit, spec.decimals), "baseline")]


def _steps(
    project: Project,
    charts: list[tuple[Measure, ChartSpec]],
    due: list[DueMeasure],
    cycles: list[Cycle],
    today: date,
) -> list[Step]:
    steps = []
    if not project.aim_what:
        steps.append(Step(goal=Goal.AIM, text="Write the aim", why="What, for whom, by when"))
    if not charts:
        words = "So that you can see if anything changes"
        steps.append(Step(goal=Goal.MEASURE, text="Add the main measure", why=words))
    if due:
        steps.append(_data_step(due))
    steps += [
        Step(
            goal=Goal.STUDY,
            text=f"Study cycle {cycle.number}: {cycle.title}",
            why=f"Test ended {short_date(cycle.ends)}",
            id=cycle.id,
        )
        for cycle in cycles
        if cycle.stage in (Stage.DO, Stage.STUDY) and cycle.ends and cycle.ends <= today
    ]
    steps += [_look_step(one) for one, chart in charts if chart.reading.tone is Tone.CONCERN]
    if charts and not cycles:
        words = "1 person, 1 day: say what you predict first"
        steps.append(Step(goal=Goal.CYCLE, text="Test something small", why=words))
    return steps


def _data_step(due: list[DueMeasure]) -> Step:
    names = f"{len(due)} measure{'' if len(due) == 1 else 's'}"
    late = ", some overdue" if any(one.overdue for one in due) else ", due now"
    return Step(goal=Goal.DATA, text="Enter the data that is due", why=f"{names}{late}")


def _look_step(measure: Measure) -> Step:
    return Step(
        goal=Goal.LOOK,
        text=f"Look at {measure.short_name or measure.name}",
        why=f"{measure.role.value.capitalize()} measure getting worse",
        id=measure.id,
    )
