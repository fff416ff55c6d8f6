"""The card that says where a return was saved, and what can be done with the file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from natpatsip_desktop.actions.returns import Exported
from natpatsip_desktop.core.records import ReturnState
from natpatsip_desktop.errors import CannotOpen
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.session import Session

DRAFT = "A draft is for your own team: do not send it."
CHECK = "Check what is listed below."
Open = Callable[[QUrl], bool]


class DoneCard(QFrame):
    """Shows an export; `sent` carries the id of its record when it is marked as sent.

    `open_url` hands a file or folder to the program for it.
    """

    words: QLabel
    open_button: QPushButton
    folder_button: QPushButton
    copy_button: QPushButton
    sent_button: QPushButton

    sent = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        load_form(self)
        self.session = session
        self.open_url: Open = QDesktopServices.openUrl
        self.exported: Exported | None = None
        self.open_button.clicked.connect(lambda: self._open(self._path))
        self.folder_button.clicked.connect(lambda: self._open(self._path.parent))
        self.copy_button.clicked.connect(self._copy)
        self.sent_button.clicked.connect(self._send)
        self.hide()

    def show_export(self, exported: Exported) -> None:
        """Say where the file is, and have it spoken."""
        self.exported = exported
        draft = exported.record.state is ReturnState.DRAFT
        words = [exported.words, DRAFT if draft else "", CHECK if exported.problems else ""]
        self.words.setText(" ".join(part for part in words if part))
        self.words.setToolTip(QDir.toNativeSeparators(str(exported.path)))
        self.sent_button.setHidden(draft or exported.record.state is ReturnState.SENT)
        self.show()
        announce(self, self.words.text())

    def forget(self) -> None:
        """Go away: what was exported is no longer what is shown."""
        self.exported = None
        self.hide()

    @property
    def _path(self) -> Path:
        assert self.exported is not None
        return self.exported.path

    def _open(self, path: Path) -> None:
        if not self.open_url(QUrl.fromLocalFile(str(path))):
            raise CannotOpen(
                f"This computer has no program that opens {path.name}.",
                "Copy the path and open it another way.",
            )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(QDir.toNativeSeparators(str(self._path)))
        self.session.tell("Copied the path of the file.", kind=Kind.ANSWER)

    def _send(self) -> None:
        assert self.exported is not None
        self.sent_button.hide()
        self.sent.emit(self.exported.record.id)
