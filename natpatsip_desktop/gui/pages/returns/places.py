"""Where a return is found: its format and period in the place of its page."""

from natpatsip_desktop.gui.navigator import Place

_BETWEEN = " "  # neither a format's id nor a period's code has one


def return_place(format_id: str, period: str, project_id: int | None) -> Place:
    """Return the place of one return of a project, or of the whole workbook."""
    page = "return" if project_id is None else "project_return"
    return Place(page=page, project_id=project_id, item=f"{format_id}{_BETWEEN}{period}")


def list_place(project_id: int | None) -> Place:
    """Return the place where returns are chosen."""
    return Place(page="returns" if project_id is None else "project_returns", project_id=project_id)


def format_and_period(place: Place) -> tuple[str, str]:
    """Return the format and the period of a place; empty where it names none."""
    format_id, _, period = str(place.item or "").partition(_BETWEEN)
    return format_id, period
