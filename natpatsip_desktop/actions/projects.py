"""Start, change and put away projects."""

from datetime import date, datetime
from typing import Any

from natpatsip_desktop.core.national import NationalDriver
from natpatsip_desktop.core.programmes import driver as national_driver
from natpatsip_desktop.core.records import Driver, DriverKind, DriverLink, NationalLink, Project
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.workbook import Workbook

IDEAS_AT_START = 5


def start_project(workbook: Workbook, driver_id: str, title: str, **fields: Any) -> Project:
    """Start a project from a national secondary driver, with the first nodes of its diagram.

    An empty `driver_id` starts a blank project. Raise NotThere for an unknown driver.
    """
    title = title.strip()
    if not title:
        raise BadInput("The project needs a title.", "Give it a short name, like «Warm babies».")
    national = national_driver(driver_id) if driver_id else None
    now = datetime.now()
    with workbook.edit(f"Start the project {title}"):
        project = workbook.insert(Project(title=title, created_at=now, edited_at=now, **fields))
        root = workbook.insert(Driver(project_id=project.id, kind=DriverKind.AIM, text=title))
        if national is not None:
            _plant(workbook, root, national)
    return project


def _plant(workbook: Workbook, root: Driver, national: NationalDriver) -> None:
    """Hang the national driver and the first of its change ideas under the aim."""
    project_id = root.project_id
    workbook.insert(NationalLink(project_id=project_id, driver_code=national.id))
    driver = _node(workbook, root, DriverKind.PRIMARY, national.title, 0, national.id)
    for position, idea in enumerate(national.ideas[:IDEAS_AT_START]):
        _node(workbook, driver, DriverKind.IDEA, idea.text, position, national.id)


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
