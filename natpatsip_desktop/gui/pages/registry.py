"""Every page of the window in one table: its name, words, icon, place in the rail, and module."""

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from natpatsip_desktop.gui.navigator import Place
from natpatsip_desktop.gui.pages.page import Page


class Rail(StrEnum):
    """Where in the rail a page has its button."""

    TOP = "top"
    PROJECT = "project"
    BOTTOM = "bottom"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One page; `needs` names the record without which it cannot be shown.

    `module` and `kind` name its class, which is imported when the page is first shown. `under`
    is the rail button that is lit while a page without a button of its own is shown.
    """

    name: str
    title: str
    icon: str
    module: str
    kind: str
    rail: Rail = Rail.NONE
    keys: str = ""
    needs: str = ""
    under: str = ""


PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        name="home",
        title="Home",
        icon="house",
        module="home_page",
        kind="HomePage",
        rail=Rail.TOP,
        keys="Alt+1",
    ),
    PageEntry(
        name="due",
        title="Due for data",
        icon="calendar-clock",
        module="due_page",
        kind="DuePage",
        rail=Rail.TOP,
        keys="Alt+2",
    ),
    PageEntry(
        name="returns",
        title="Returns",
        icon="file-text",
        module="returns_page",
        kind="ReturnsPage",
        rail=Rail.TOP,
        keys="Alt+3",
    ),
    PageEntry(
        name="templates",
        title="Templates",
        icon="book-open",
        module="templates_page",
        kind="TemplatesPage",
        rail=Rail.TOP,
        keys="Alt+4",
    ),
    PageEntry(
        name="overview",
        title="Overview",
        icon="layout-dashboard",
        module="overview_page",
        kind="OverviewPage",
        rail=Rail.PROJECT,
        keys="Alt+5",
        needs="project",
    ),
    PageEntry(
        name="drivers",
        title="Driver diagram",
        icon="network",
        module="drivers_page",
        kind="DriversPage",
        rail=Rail.PROJECT,
        keys="Alt+6",
        needs="project",
    ),
    PageEntry(
        name="measures",
        title="Measures",
        icon="chart-line",
        module="measures_page",
        kind="MeasuresPage",
        rail=Rail.PROJECT,
        keys="Alt+7",
        needs="project",
    ),
    PageEntry(
        name="measure",
        title="Measure",
        icon="chart-line",
        module="measure_page",
        kind="MeasurePage",
        needs="measure",
        under="measures",
    ),
    PageEntry(
        name="cycles",
        title="PDSA cycles",
        icon="refresh-cw",
        module="cycles_page",
        kind="CyclesPage",
        rail=Rail.PROJECT,
        keys="Alt+8",
        needs="project",
    ),
    PageEntry(
        name="project_returns",
        title="Project returns",
        icon="file-output",
        module="returns_page",
        kind="ReturnsPage",
        rail=Rail.PROJECT,
        keys="Alt+9",
        needs="project",
    ),
    PageEntry(
        name="return",
        title="Return",
        icon="file-text",
        module="return_page",
        kind="ReturnPage",
        under="returns",
    ),
    PageEntry(
        name="project_return",
        title="Return",
        icon="file-output",
        module="return_page",
        kind="ReturnPage",
        needs="project",
        under="project_returns",
    ),
    PageEntry(
        name="new_project",
        title="New project",
        icon="plus",
        module="new_project_page",
        kind="NewProjectPage",
        under="home",
    ),
    PageEntry(
        name="settings",
        title="Settings",
        icon="settings",
        module="settings_page",
        kind="SettingsPage",
        rail=Rail.BOTTOM,
    ),
    PageEntry(
        name="versions",
        title="Versions",
        icon="rotate-ccw-clock",
        module="versions_page",
        kind="VersionsPage",
        under="settings",
    ),
    PageEntry(
        name="changes",
        title="Change log",
        icon="scroll-text",
        module="history_page",
        kind="HistoryPage",
        under="settings",
    ),
    PageEntry(
        name="deleted",
        title="Recently deleted",
        icon="archive-restore",
        module="deleted_page",
        kind="DeletedPage",
        under="settings",
    ),
    PageEntry(
        name="unsaved",
        title="Work that was not saved",
        icon="life-buoy",
        module="unsaved_page",
        kind="UnsavedPage",
        under="settings",
    ),
    PageEntry(
        name="bring_in",
        title="Bring in a project",
        icon="import",
        module="bring_in_page",
        kind="BringInPage",
        under="home",
    ),
    PageEntry(
        name="check",
        title="Check a file",
        icon="file-search",
        module="check_page",
        kind="CheckPage",
        under="home",
    ),
    PageEntry(
        name="help",
        title="Help",
        icon="circle-question-mark",
        module="help_page",
        kind="HelpPage",
        rail=Rail.BOTTOM,
    ),
)

_BY_NAME = {entry.name: entry for entry in PAGES}


def entry_of(name: str) -> PageEntry:
    """Return the entry of a page, or raise KeyError: a page's name is written by us only."""
    return _BY_NAME[name]


def page_class(entry: PageEntry) -> type[Page]:
    """Import and return the class of a page."""
    module = import_module(f"natpatsip_desktop.gui.pages.{entry.module}")
    kind: type[Page] = getattr(module, entry.kind)
    return kind


def can_show(place: Place) -> bool:
    """Tell whether a place names every record that its page needs."""
    needs = entry_of(place.page).needs
    if needs == "measure":
        return place.measure_id is not None
    return needs != "project" or place.project_id is not None
