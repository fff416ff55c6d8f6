"""The window: menu bar, rail, header and page area, put together; it owns no verb and no data.

It must stay quick to import: it is painted before the store and the statistics are loaded. What
it shows comes from `desk.Desk`.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QMainWindow, QMessageBox, QWidget
from shiboken6 import isValid

from natpatsip_desktop.errors import CannotOpen, WorkbookError
from natpatsip_desktop.gui.blank import BlankCover
from natpatsip_desktop.gui.command_box import CommandBox
from natpatsip_desktop.gui.commands import Commands
from natpatsip_desktop.gui.focus_ring import FocusRing
from natpatsip_desktop.gui.header import HeaderFrame
from natpatsip_desktop.gui.messages import Act, Kind, Message, from_error
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.notices import Banner, Toast
from natpatsip_desktop.gui.page_area import SHORT, PageArea
from natpatsip_desktop.gui.rail import RailFrame
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.standing import StandingStrip
from natpatsip_desktop.gui.tokens import SPACE
from natpatsip_desktop.gui.undo_keys import UndoKeys

PROGRAM = "NatPatSIP workbook"
WIDE = 1280  # px of window width from which the rail has words
SIZE = (1366, 728)


class MainWindow(QMainWindow):
    """The one window of the program; `painted` says once that it can be seen."""

    painted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.comfort = session.comfort
        self.navigator = Navigator(self)
        self._seen = False
        self._room: tuple[bool, bool] | None = None
        self._build()
        self._connect()
        self.setWindowTitle(PROGRAM)
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        if not self.comfort.geometry.isEmpty():
            self.restoreGeometry(self.comfort.geometry)

    def _build(self) -> None:
        undo, redo = self.session.undo_action, self.session.redo_action
        self.commands = Commands(self, {"undo": undo, "redo": redo})
        self.menuBar().setAccessibleName("Menus")
        self.commands.fill(self.menuBar())
        self.rail = RailFrame()
        self.box = CommandBox()
        self.box.recent = self.comfort.recent
        self.header = HeaderFrame(self.navigator.go_to, self.box, undo, redo)
        self.standing = StandingStrip()
        self.banner = Banner()
        self.pages = PageArea(self.session, self.navigator)
        self.setCentralWidget(self._arranged())
        self.toast = Toast(self, self.session.undo)
        self.cover = BlankCover(self)
        self.ring = FocusRing(self)
        self.undo_keys = UndoKeys(self)

    def _arranged(self) -> QWidget:
        middle = QWidget()
        grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self._strip = QWidget()
        inside = QGridLayout(self._strip)
        inside.setContentsMargins(SPACE["page"], 10, SPACE["page"], 0)
        inside.addWidget(self.standing)
        inside.addWidget(self.banner)
        self._strip.hide()
        grid.addWidget(self.rail, 0, 0, 3, 1)
        grid.addWidget(self.header, 0, 1)
        grid.addWidget(self._strip, 1, 1)
        grid.addWidget(self.pages, 2, 1)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
        return middle

    def _connect(self) -> None:
        strip = self._strip
        self.session.told.connect(self.tell)
        self.session.leaving.connect(self._leave_the_box)
        self.session.autosave.state.connect(self.header.show_state)
        self.banner.shown.connect(lambda on: strip.setVisible(on or bool(self.standing.text)))
        self.standing.shown.connect(lambda on: strip.setVisible(on or bool(self.banner.text)))

    def tell(self, message: Message) -> None:
        """Show a message: an answer in the toast, anything else in the banner."""
        if message.kind is Kind.ANSWER:
            self.toast.show_message(message)
        else:
            self.banner.show_message(message)

    def tell_error(self, error: WorkbookError) -> None:
        """Show what a person can put right, and offer to check a workbook that is not whole."""
        path = error.to_check if isinstance(error, CannotOpen) else None
        check = Act("Check the file", lambda: self.navigator.go("check", item=str(path)))
        self.tell(from_error(error, (check,) if path else ()))

    def _leave_the_box(self) -> None:
        """Have what is being typed kept, as if the person had gone on and come back."""
        box = self.focusWidget()
        if box is not None and self.pages.isAncestorOf(box):
            box.clearFocus()
            if isValid(box):
                box.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Fold the rail, or unfold it where there is room."""
        self.comfort.folded = not self.rail.folded
        self._fit()

    def _fit(self) -> None:
        self.rail.set_folded(self.width() < WIDE or self.comfort.folded)
        self.pages.set_short(self.height() < SHORT)

    # -- events ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the window can be seen."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail and lower the rows where there is little room."""
        super().resizeEvent(event)
        room = (self.width() < WIDE, self.height() < SHORT)
        if room != self._room:
            self._room = room
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Have the focus ring watch the window's own input as soon as there is a window."""
        handle = self.windowHandle() if event.type() == QEvent.Type.Show else None
        if handle is not None:
            self.ring.watch_input(handle)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away with Esc what was told last."""
        told = [part for part in (self.toast, self.banner) if part.isVisible()]
        if event.key() == Qt.Key.Key_Escape and told:
            told[0].close_message()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back and forward with the buttons that mice have for it."""
        if event.button() == Qt.MouseButton.BackButton:
            self.navigator.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.navigator.forward()
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take workbooks that are dragged over the window."""
        if _workbook_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a workbook that is dropped on the window."""
        path = _workbook_in(event)
        if path is not None:
            self.session.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what the person likes, and save; the program ends with its last window."""
        self.comfort.geometry = self.saveGeometry()
        self.comfort.recent = self.box.recent
        self.comfort.flush()
        try:
            self.session.close()
        except WorkbookError as error:
            # The one box to answer: the banner would close with the window.
            QMessageBox.information(self, PROGRAM, str(error))
        event.accept()


def _workbook_in(event: QDropEvent) -> Path | None:
    """Return the workbook that is dragged over the window, if that is what it is."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if path.suffix.lower() == ".qiw":
            return path
    return None
