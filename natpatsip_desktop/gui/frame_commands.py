"""What the frame does for each command that works on every page."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QApplication

from natpatsip_desktop.gui import panes, verbs
from natpatsip_desktop.gui.blank import BlankCover
from natpatsip_desktop.gui.command_box import CommandBox
from natpatsip_desktop.gui.header import HeaderFrame
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.notices import Banner
from natpatsip_desktop.gui.page_area import PageArea
from natpatsip_desktop.gui.pages.registry import PAGES
from natpatsip_desktop.gui.rail import RailFrame
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.standing import StandingStrip

Receivers = dict[str, Callable[[], object]]


class Frame(Protocol):
    """What commands need of the window."""

    session: Session
    navigator: Navigator
    rail: RailFrame
    header: HeaderFrame
    standing: StandingStrip
    banner: Banner
    pages: PageArea
    box: CommandBox
    cover: BlankCover

    def fold(self) -> None:
        """Fold or unfold the rail."""

    def close(self) -> bool:
        """Close the window."""


def receivers(window: Frame, go: Callable[[str], object]) -> Receivers:
    """Return the receivers of the frame's commands, by name."""
    session, navigator = window.session, window.navigator
    found: Receivers = {
        f"go_{entry.name}": partial(go, entry.name) for entry in PAGES if entry.keys
    }
    found |= {
        "new_project": partial(navigator.go, "new_project"),
        "open": lambda: verbs.open_workbook(session, window.header),
        "example": lambda: verbs.open_example(session),
        "save": session.save_now,
        "save_copy": lambda: verbs.save_copy(session, window.header),
        "bring_in": lambda: verbs.bring_in_project(session, navigator, window.header),
        "check_file": lambda: verbs.check_file(session, navigator, window.header),
        "settings": partial(navigator.go, "settings"),
        "quit": window.close,
        "back": navigator.back,
        "forward": navigator.forward,
        "find": lambda: window.box.enter(QApplication.focusWidget()),
        "fold_rail": window.fold,
        "blank": window.cover.cover,
        "next_pane": lambda: panes.step(_panes(window), 1),
        "previous_pane": lambda: panes.step(_panes(window), -1),
        "enter_data": partial(navigator.go, "due"),
        "help": lambda: navigator.go("help", item=_topic(window)),
    }
    found |= {
        f"help_{topic}": partial(navigator.go, "help", item=topic)
        for topic in ("keyboard", "signals")
    }
    for page in ("versions", "changes", "deleted", "unsaved"):
        found[page] = partial(navigator.go, page)
    found["about"] = partial(navigator.go, "help", item="about")
    return found


def project_receivers(window: Frame, current: Callable[[], int | None]) -> Receivers:
    """Return the receivers of commands about the project that `current` names when they run."""
    session, navigator = window.session, window.navigator

    def about(do: Callable[[int], object]) -> Callable[[], object]:
        def run() -> None:
            project_id = current()
            if project_id is not None:
                do(project_id)

        return run

    return {
        "plan_cycle": about(lambda id: navigator.go("cycles", id, item="new")),
        "add_measure": about(lambda id: navigator.go("measures", id, item="new")),
        "rename_project": about(lambda id: verbs.rename_project(session, id, window.header)),
        "hand_over": about(lambda id: verbs.hand_over_project(session, id, window.header)),
        "delete_project": about(lambda id: verbs.put_away(session, navigator, id)),
    }


def _panes(window: Frame) -> list[panes.Pane]:
    return [window.rail, window.header, window.standing, window.banner, window.pages]


def _topic(window: Frame) -> str:
    """Return the help topic of the page that is shown."""
    place = window.navigator.place
    return place.page if place and place.page != "help" else ""
