"""Desk: what the window shows. It follows the session and the navigator, and fills the frame."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from natpatsip_desktop.actions.due import due_measures
from natpatsip_desktop.gui import places
from natpatsip_desktop.gui.access import Access
from natpatsip_desktop.gui.entries import entries
from natpatsip_desktop.gui.frame_commands import project_receivers, receivers
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.navigator import Place
from natpatsip_desktop.gui.page_area import focus_kept
from natpatsip_desktop.gui.pages.registry import Rail, can_show, entry_of
from natpatsip_desktop.gui.rest import Rest
from natpatsip_desktop.store.workbook import Notice

COUNT_AFTER = 60  # ms: nobody opens the window for a badge


class Desk(QObject):
    """Brings pages, breadcrumb, rail and commands in line with the place and the workbook.

    `arrived` carries the place once its page is shown.
    """

    arrived = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session, self._navigator = window.session, window.navigator
        self._last_project: int | None = None
        self._count_soon = QTimer(self, singleShot=True, interval=COUNT_AFTER)
        self._count_soon.timeout.connect(self._count)
        window.box.entries = lambda: entries(
            self._session.workbook, self._navigator, window.commands
        )
        window.commands.bind_frame(receivers(window, self.go))
        window.rail.chosen.connect(self.go)
        self._navigator.moved.connect(self._arrive)
        self._session.changed.connect(self._hear)
        self._session.opened.connect(self._reopen)
        self.access = Access(self, self._session, window.standing, self._navigator)
        self.rest = Rest(self, self._session, self.access.show_newest)

    def current_project(self) -> int | None:
        """Return the project that commands are about: shown, selected, or shown last."""
        page = self._window.pages.page
        return (page.project_id() if page else None) or self._last_project

    def go(self, page: str) -> None:
        """Show a page for the project that commands are about; without one, Home."""
        entry = entry_of(page)
        project_id = self.current_project() if entry.needs or entry.rail is Rail.PROJECT else None
        place = Place(page=page, project_id=project_id)
        self._navigator.go_to(place if can_show(place) else Place(page="home"))

    def _arrive(self, place: Place) -> None:
        if not places.still_there(self._session.workbook, place):
            self._session.tell("That is no longer in the workbook.", "Ctrl+Z brings it back.")
            self._navigator.go("home")
            return
        page = self._window.pages.show_place(place)
        self._last_project = place.project_id or self._last_project
        self.rest.watch(self._window)
        self._frame_place()
        target = page.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arrived.emit(place)

    def _frame_place(self) -> None:
        """Make breadcrumb, title, rail and commands fit the place."""
        place, page, window = self._navigator.place, self._window.pages.page, self._window
        if place is None or page is None:
            return
        workbook = self._session.workbook
        steps = places.crumbs(workbook, place, page.crumb())
        window.header.crumbs.show_crumbs(steps)
        window.setWindowTitle(places.window_title(steps))
        self._frame_rail(place)
        there = self.current_project() is not None
        mine = project_receivers(window, self.current_project) if there else {}
        window.commands.bind_page({**mine, **page.offers()})
        window.commands.actions["back"].setEnabled(self._navigator.can_go_back)
        window.commands.actions["forward"].setEnabled(self._navigator.can_go_forward)

    def _frame_rail(self, place: Place) -> None:
        workbook, rail, entry = self._session.workbook, self._window.rail, entry_of(place.page)
        rail.light(entry.under or entry.name)
        project_id = place.project_id
        rail.set_project(places.project_title(workbook, project_id) if project_id else "")
        if project_id:
            for name, count in places.project_counts(workbook, project_id).items():
                rail.set_count(name, count)

    def _hear(self, notice: Notice) -> None:
        place, page = self._navigator.place, self._window.pages.page
        if place is None or page is None:
            return
        if not places.still_there(self._session.workbook, place):
            self._navigator.go("home")
            return
        if page.concerns(notice):
            with focus_kept(page):
                page.reload()
        self._frame_place()
        self._count_soon.start()

    def _reopen(self) -> None:
        self._window.pages.forget()
        self._navigator.forget()
        self._last_project = None
        self._navigator.go("home")
        self._count_soon.start()
        self._session.comfort.workbook = self._session.own.target

    def _count(self) -> None:
        if self._session.is_open:
            waiting = due_measures(self._session.workbook, self._session.today())
            self._window.rail.set_count("due", len(waiting))
