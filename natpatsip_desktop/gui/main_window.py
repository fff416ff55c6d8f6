"""The window: menu bar, rail, header and page area; it puts them together and owns no verb."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QMessageBox, QWidget

from natpatsip_desktop.actions.due import due_measures
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui import places
from natpatsip_desktop.gui.blank import BlankCover
from natpatsip_desktop.gui.command_box import CommandBox
from natpatsip_desktop.gui.commands import Commands
from natpatsip_desktop.gui.entries import entries
from natpatsip_desktop.gui.focus_ring import FocusRing
from natpatsip_desktop.gui.frame_commands import project_receivers, receivers
from natpatsip_desktop.gui.header import HeaderFrame
from natpatsip_desktop.gui.messages import Kind, Message, from_error
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.notices import Banner, Toast
from natpatsip_desktop.gui.page_area import SHORT, PageArea
from natpatsip_desktop.gui.pages.registry import Rail, can_show, entry_of
from natpatsip_desktop.gui.rail import RailFrame
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.tokens import SPACE
from natpatsip_desktop.store.workbook import Notice

WIDE = 1280  # px of window width from which the rail has words
SIZE = (1366, 728)


class MainWindow(QMainWindow):
    """The one window of the program, showing one page of one session."""

    moved = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.comfort = session.comfort
        self.navigator = Navigator(self)
        self._last_project: int | None = None
        # Counting waits until the page is there: nobody opens the window for a badge.
        self._count_soon = QTimer(self, singleShot=True, interval=50)
        self._count_soon.timeout.connect(self._count)
        self._build()
        self.commands.bind_frame(receivers(self))
        self._connect()
        self.setWindowTitle(places.PROGRAM)
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        if not self.comfort.geometry.isEmpty():
            self.restoreGeometry(self.comfort.geometry)

    def _build(self) -> None:
        ready = {"undo": self.session.undo_action, "redo": self.session.redo_action}
        self.commands = Commands(self, ready)
        self.menuBar().setAccessibleName("Menus")
        self.commands.fill(self.menuBar())
        self.rail = RailFrame(self.go)
        self.box = CommandBox(lambda: entries(self.session.workbook, self.navigator, self.commands))
        self.box.recent = self.comfort.recent
        self.header = HeaderFrame(
            self.navigator.go_to, self.box, self.session.undo_action, self.session.redo_action
        )
        self.banner = Banner()
        self.pages = PageArea(self.session, self.navigator)
        self.setCentralWidget(self._arranged())
        self.toast = Toast(self, self.session.undo)
        self.cover = BlankCover(self)
        self.ring = FocusRing(self)

    def _arranged(self) -> QWidget:
        middle = QWidget()
        grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0, 3, 1)
        grid.addWidget(self.header, 0, 1)
        strip = QWidget()
        inside = QGridLayout(strip)
        inside.setContentsMargins(SPACE["page"], 10, SPACE["page"], 0)
        inside.addWidget(self.banner)
        self._strip = strip
        strip.hide()
        grid.addWidget(strip, 1, 1)
        grid.addWidget(self.pages, 2, 1)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
        return middle

    def _connect(self) -> None:
        self.navigator.moved.connect(self._arrive)
        self.session.changed.connect(self._hear)
        self.session.opened.connect(self._reopen)
        self.session.told.connect(self.tell)
        self.session.autosave.state.connect(self.header.show_state)
        self.session.autosave.failed.connect(lambda error: self.tell(from_error(error)))
        self.banner.shown.connect(self._strip.setVisible)

    # -- where we are ------------------------------------------------------------------------

    def current_project(self) -> int | None:
        """Return the project that commands are about: shown, selected, or shown last."""
        page = self.pages.page
        return (page.project_id() if page else None) or self._last_project

    def go(self, page: str) -> None:
        """Show a page for the project that commands are about; without one, Home."""
        entry = entry_of(page)
        project_id = self.current_project() if entry.needs or entry.rail is Rail.PROJECT else None
        place = Place(page=page, project_id=project_id)
        self.navigator.go_to(place if can_show(place) else Place(page="home"))

    def _arrive(self, place: Place) -> None:
        if not places.still_there(self.session.workbook, place):
            self.session.tell("That is no longer in the workbook.", "Ctrl+Z brings it back.")
            self.navigator.go("home")
            return
        page = self.pages.show_place(place)
        self._last_project = place.project_id or self._last_project
        self._frame_place()
        target = page.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(place)

    def _frame_place(self) -> None:
        """Make breadcrumb, title, rail and commands fit the place."""
        place, page = self.navigator.place, self.pages.page
        if place is None or page is None:
            return
        workbook = self.session.workbook
        steps = places.crumbs(workbook, place, page.crumb())
        self.header.crumbs.show_crumbs(steps)
        self.setWindowTitle(places.window_title(steps))
        entry = entry_of(place.page)
        self.rail.light(entry.under or entry.name)
        title = places.project_title(workbook, place.project_id) if place.project_id else ""
        self.rail.set_project(title)
        if place.project_id:
            for name, count in places.project_counts(workbook, place.project_id).items():
                self.rail.set_count(name, count)
        self.commands.bind_page({**project_receivers(self), **page.offers()})
        self.commands.actions["back"].setEnabled(self.navigator.can_go_back)
        self.commands.actions["forward"].setEnabled(self.navigator.can_go_forward)

    def _hear(self, notice: Notice) -> None:
        place, page = self.navigator.place, self.pages.page
        if place is None or page is None:
            return
        if not places.still_there(self.session.workbook, place):
            self.navigator.go("home")
            return
        if page.concerns(notice):
            page.reload()
        self._frame_place()
        self._count_soon.start()

    def _reopen(self) -> None:
        self.pages.forget()
        self.navigator.forget()
        self._last_project = None
        self.navigator.go("home")
        self._count_soon.start()
        self.comfort.workbook = self.session.document.target

    def _count(self) -> None:
        if self.session.is_open:
            waiting = due_measures(self.session.workbook, self.session.today())
            self.rail.set_count("due", len(waiting))

    def tell(self, message: Message) -> None:
        """Show a message: an answer in the toast, anything else in the banner."""
        if message.kind is Kind.ANSWER:
            self.toast.show_message(message)
        else:
            self.banner.show_message(message)

    def tell_error(self, error: WorkbookError) -> None:
        """Show what a person can put right."""
        self.tell(from_error(error))

    # -- the window itself -------------------------------------------------------------------

    def fold(self) -> None:
        """Fold the rail, or unfold it where there is room."""
        self.comfort.folded = not self.rail.folded
        self._fit()

    def _fit(self) -> None:
        self.rail.set_folded(self.width() < WIDE or self.comfort.folded)
        self.pages.set_short(self.height() < SHORT)
        self._frame_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was = event.oldSize()
        crossed = (was.width() < WIDE) != (self.width() < WIDE)
        if crossed or (was.height() < SHORT) != (self.height() < SHORT):
            self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WinIdChange or event.type() == QEvent.Type.Show:
            handle = self.windowHandle()
            if handle is not None:
                self.ring.watch_input(handle)
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.navigator.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.navigator.forward()
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _workbook_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _workbook_in(event)
        if path is not None:
            self.session.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.comfort.geometry = self.saveGeometry()
        self.comfort.recent = self.box.recent
        self.comfort.flush()
        try:
            self.session.close()
        except WorkbookError as error:
            # The one box to answer: the banner would close with the window.
            QMessageBox.information(self, places.PROGRAM, str(error))
        event.accept()
        QApplication.quit()


def _workbook_in(event: QDropEvent) -> Path | None:
    """Return the workbook that is dragged over the window, if that is what it is."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if path.suffix.lower() == ".qiw":
            return path
    return None
