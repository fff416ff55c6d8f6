"""Start, change and put away projects."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from natpatsip_desktop.actions.drafts import drop_draft
from natpatsip_desktop.actions.measures import add_library_measure, add_own_measure, set_target
from natpatsip_desktop.core.answers import (
    IDEAS_AT_START,
    Answers,
    aim_of,
    problems,
    target_of,
    title_of,
)
from natpatsip_desktop.core.programmes import driver as national_driver
from natpatsip_desktop.core.records import (
    Driver,
    DriverKind,
    DriverLink,
    Measure,
    MeasureLink,
    NationalLink,
    Project,
    Unit,
)
from natpatsip_desktop.core.values import RATIOS
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.workbook import Workbook


def begin_project(workbook: Workbook, answers: Answers, today: date | None = None) -> Project:
    """Start a project with aim, change ideas and measures from answers; their draft goes.

    Raise BadInput with every problem if an answer that is needed is missing or cannot be used.
    """
    day = today or date.today()
    wrong = problems(answers, day)
    if wrong:
        raise BadInput(f"{wrong[0].what}.", problems=wrong)
    aim, title = aim_of(answers, day), title_of(answers, day)
    with workbook.edit(f"Start the project {title}"):
        project = start_project(
            workbook,
            answers.driver_id,
            title,
            answers.ideas,
            aim_what=aim.aim_what,
            aim_whom=aim.aim_whom,
            aim_how_much=aim.aim_how_much,
            aim_by=aim.aim_by,
            team=answers.team.strip(),
            place=answers.place.strip(),
            site_code=answers.site_code.strip().upper(),
            starts=day,
        )
        _measure_it(workbook, project.id, answers)
        drop_draft(workbook)
    return workbook.one(Project, project.id)


def _measure_it(workbook: Workbook, project_id: int, answers: Answers) -> None:
    """Add the measures; the main one hangs on the aim, the others on the driver."""
    nodes = workbook.all(Driver, project_id=project_id, kind=(DriverKind.AIM, DriverKind.PRIMARY))
    main = _add_main(workbook, project_id, answers)
    workbook.insert(MeasureLink(measure_id=main.id, driver_id=nodes[0].id))
    for library_id in answers.more:
        other = add_library_measure(workbook, project_id, library_id)
        workbook.insert(MeasureLink(measure_id=other.id, driver_id=nodes[-1].id))


def _add_main(workbook: Workbook, project_id: int, answers: Answers) -> Measure:
    target = target_of(answers)
    if answers.library_id:
        main = add_library_measure(
            workbook, project_id, answers.library_id, target=target, frequency=answers.frequency
        )
        if target is None:
            set_target(workbook, main.id, None)
        return main
    ratio = answers.unit in RATIOS
    below = answers.denominator.strip()
    return add_own_measure(
        workbook,
        project_id,
        answers.measure,
        answers.unit,
        answers.better,
        frequency=answers.frequency,
        target=target,
        numerator=answers.numerator.strip() if ratio else "",
        numerator_label=answers.numerator.strip(),
        denominator=below if ratio else "",
        denominator_label=below if ratio else "",
        unit_label=f"per 1,000 {below}".strip() if answers.unit is Unit.RATE else "",
    )


def start_project(
    workbook: Workbook,
    driver_id: str,
    title: str,
    ideas: Sequence[str] | None = None,
    **fields: Any,
) -> Project:
    """Start a project from a national secondary driver, with the first nodes of its diagram.

    An empty `driver_id` starts a blank project. `ideas` are the change ideas to begin with; if
    None, the first that ship with the driver. Raise NotThere for an unknown driver.
    """
    title = title.strip()
    if not title:
        raise BadInput("The project needs a title.", "Give it a short name, like «Warm babies».")
    national = national_driver(driver_id) if driver_id else None
    now = datetime.now()
    with workbook.edit(f"Start the project {title}"):
        project = workbook.insert(Project(title=title, created_at=now, edited_at=now, **fields))
        root = workbook.insert(Driver(project_id=project.id, kind=DriverKind.AIM, text=title))
        above, shipped = root, [idea.text for idea in national.ideas] if national else []
        if national is not None:
            workbook.insert(NationalLink(project_id=project.id, driver_code=national.id))
            above = _node(workbook, root, DriverKind.PRIMARY, national.title, 0, national.id)
        for place, idea in enumerate(shipped[:IDEAS_AT_START] if ideas is None else ideas):
            code = driver_id if idea in shipped else ""
            _node(workbook, above, DriverKind.IDEA, idea, place, code)
    return project


def _node(
    workbook: Workbook, parent: Driver, kind: DriverKind, text: str, position: int, national: str
) -> Driver:
    node = workbook.insert(
        Driver(
            project_id=parent.project_id,
            kind=kind,
            text=text,
            position=position,
            national_code=national,
        )
    )
    workbook.insert(DriverLink(parent_id=parent.id, child_id=node.id))
    return node


def change_project(workbook: Workbook, project_id: int, what: str = "", **fields: Any) -> Project:
    """Change fields of a project; `what` names the edit for undo."""
    project = workbook.one(Project, project_id)
    with workbook.edit(what or f"Change the project {project.title}"):
        return workbook.change(project, edited_at=datetime.now(), **fields)


def set_aim(
    workbook: Workbook, project_id: int, *, what: str, whom: str, how_much: str, by: date | None
) -> Project:
    """Set the four parts of the aim."""
    title = workbook.one(Project, project_id).title
    return change_project(
        workbook,
        project_id,
        f"Set the aim of {title}",
        aim_what=what.strip(),
        aim_whom=whom.strip(),
        aim_how_much=how_much.strip(),
        aim_by=by,
    )


def delete_project(workbook: Workbook, project_id: int) -> Project:
    """Put a project away; it is kept for 30 days."""
    title = workbook.one(Project, project_id).title
    label = f"Delete the project {title}"
    return change_project(workbook, project_id, label, deleted_at=datetime.now())


def projects(workbook: Workbook) -> list[Project]:
    """Return the projects that are not deleted, by title."""
    return workbook.all(Project, "title", deleted_at=None)
