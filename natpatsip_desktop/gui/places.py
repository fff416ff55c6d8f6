"""What the frame says about a place: breadcrumb, window title, and the counts in the rail."""

from natpatsip_desktop.core.records import Cycle, Measure, Project
from natpatsip_desktop.gui.header import Crumb
from natpatsip_desktop.gui.main_window import PROGRAM
from natpatsip_desktop.gui.navigator import Place
from natpatsip_desktop.gui.pages.registry import entry_of
from natpatsip_desktop.store.workbook import Workbook


def crumbs(workbook: Workbook, place: Place, last: str = "") -> list[Crumb]:
    """Return the way to a place; `last` is what its page says about itself."""
    entry = entry_of(place.page)
    if place.page == "home":
        return [Crumb(text="Home")]
    if place.project_id is None:
        steps = [Crumb(text="Home", place=Place(page="home"))]
        if entry.under and entry.under != "home":
            above = Place(page=entry.under)
            steps.append(Crumb(text=entry_of(entry.under).title, place=above))
        return [*steps, Crumb(text=last or entry.title)]
    steps = [Crumb(text="Projects", place=Place(page="home"))]
    title = project_title(workbook, place.project_id)
    overview = Place(page="overview", project_id=place.project_id)
    if place.page == "overview":
        return [*steps, Crumb(text=title)]
    steps.append(Crumb(text=title, place=overview))
    if entry.under:
        above = Place(page=entry.under, project_id=place.project_id)
        steps.append(Crumb(text=entry_of(entry.under).title, place=above))
    return [*steps, Crumb(text=last or _own_name(workbook, place) or entry.title)]


def project_title(workbook: Workbook, project_id: int) -> str:
    """Return a project's title, also of one that was just deleted."""
    project = workbook.find(Project, id=project_id)
    return project.title if project else ""


def window_title(steps: list[Crumb]) -> str:
    """Return the window's title: what is shown first, the program last."""
    shown = [step.text for step in reversed(steps) if step.text != "Projects"][:2]
    return " – ".join([*dict.fromkeys(shown), PROGRAM])


def project_counts(workbook: Workbook, project_id: int) -> dict[str, int]:
    """Return how many measures and cycles a project has, by the page that shows them."""
    return {
        "measures": workbook.count(Measure, project_id=project_id, deleted_at=None),
        "cycles": workbook.count(Cycle, project_id=project_id, deleted_at=None),
    }


def still_there(workbook: Workbook, place: Place) -> bool:
    """Tell whether the records of a place are in the workbook and not deleted."""
    if place.project_id and not workbook.count(Project, id=place.project_id, deleted_at=None):
        return False
    return not place.measure_id or bool(
        workbook.count(Measure, id=place.measure_id, deleted_at=None)
    )


def _own_name(workbook: Workbook, place: Place) -> str:
    measure = workbook.find(Measure, id=place.measure_id) if place.measure_id else None
    return measure.name if measure else ""
