"""Letting others have a workbook while nobody works here, and taking it again with the next key."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.session import Session

IDLE = 10 * 60 * 1_000  # ms without a key, a click or an edit
USED = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Rest(QObject):
    """Saves and unlocks the workbook after ten idle minutes; the page stays as it is.

    `reopen` shows the newest when somebody else has changed or opened the workbook meanwhile.
    """

    def __init__(self, parent: QObject, session: Session, reopen: Callable[[], object]) -> None:
        super().__init__(parent)
        self._session, self._reopen = session, reopen
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.begin)
        session.opened.connect(self._idle.start)
        session.changed.connect(lambda _notice: self._idle.start())

    def watch(self, window: QWidget) -> None:
        """Learn from the window's own events that somebody is there."""
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)  # once, however often it is asked for

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the workbook again before the key or the click arrives where it is meant for."""
        if event.type() in USED and self._session.is_open:
            self._idle.start()
            if self._session.own.resting:
                self.end()
        return False

    def begin(self) -> None:
        """Save, and let others have the workbook."""
        if self._session.is_open:
            try:
                self._session.own.rest()
            except WorkbookError:
                self._idle.start()  # it is not saved, so nobody else may have it yet

    def end(self) -> None:
        """Take the workbook again, or show what it has become."""
        if not self._session.own.wake():
            self._reopen()
