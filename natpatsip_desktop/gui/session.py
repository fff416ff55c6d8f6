"""Session: the open document as Qt sees it, with one signal for every change."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from natpatsip_desktop.gui.autosave import Autosave
from natpatsip_desktop.gui.comfort import Comfort
from natpatsip_desktop.gui.messages import Kind, Message
from natpatsip_desktop.gui.tasks import Tasks
from natpatsip_desktop.gui.theme import Theme

if TYPE_CHECKING:
    # The store is loaded when a workbook is opened, after the window can be seen.
    from natpatsip_desktop.store.document import Document
    from natpatsip_desktop.store.workbook import Notice, Workbook


class Session(QObject):
    """The document that is open, its undo and redo commands, and what there is to tell.

    `theme` and `comfort` are how this person likes to work.
    `changed` carries the workbook's notice of every edit, undo and redo; `opened` says that
    another document is open now; `told` carries a `Message`.
    """

    changed = Signal(object)
    opened = Signal()
    told = Signal(object)

    def __init__(self, theme: Theme, comfort: Comfort, *, today: date | None = None) -> None:
        super().__init__()
        self.theme = theme
        self.comfort = comfort
        self._today = today
        self._document: Document | None = None
        self.tasks = Tasks(self)
        self.autosave = Autosave(self.tasks, self)
        self.autosave.state.connect(self._tell_notices)
        self.undo_action = QAction("&Undo", self, shortcut=QKeySequence("Ctrl+Z"))
        self.redo_action = QAction("&Redo", self, shortcut=QKeySequence("Ctrl+Y"))
        self.undo_action.triggered.connect(self.undo)
        self.redo_action.triggered.connect(self.redo)
        self._label_actions()

    @property
    def document(self) -> "Document":
        """Return the open document; asking before there is one is a bug."""
        if self._document is None:
            raise RuntimeError("no workbook is open yet")
        return self._document

    @property
    def workbook(self) -> "Workbook":
        """Return the workbook of the open document."""
        return self.document.workbook

    @property
    def is_open(self) -> bool:
        """Tell whether a document is open."""
        return self._document is not None

    def today(self) -> date:
        """Return the date that counts as today; tests and pictures fix it."""
        return self._today or date.today()

    def open(self, path: Path) -> None:
        """Open a workbook in place of the one that is open; that one is saved first.

        Raise CannotOpen, and leave everything as it was, if the file cannot be opened.
        """
        # Here and not above: see the note at the imports.
        from natpatsip_desktop.store.document import open_document  # noqa: PLC0415

        self.take(open_document(path))

    def take(self, document: "Document") -> None:
        """Work on this document from now on."""
        self.close()
        self._document = document
        self._label_actions()
        document.workbook.on_change.append(self._hear)
        self.opened.emit()
        self.autosave.watch(document)

    def close(self) -> None:
        """Save and close the open document, if there is one."""
        if self._document is not None:
            self.autosave.finish()
            self._document.close()
            self._document = None

    def undo(self) -> None:
        """Take back the newest edit and say what it was."""
        label = self.workbook.undo()
        if label:
            self.tell(f"Taken back: {label}", kind=Kind.ANSWER)

    def redo(self) -> None:
        """Do the edit again that was taken back last and say what it was."""
        label = self.workbook.redo()
        if label:
            self.tell(f"Done again: {label}", kind=Kind.ANSWER)

    def save_now(self) -> None:
        """Save at once and answer."""
        self.autosave.save(answer=lambda words: self.tell(words, kind=Kind.ANSWER))

    def tell(
        self, text: str, hint: str = "", *, kind: Kind = Kind.NEWS, undo: bool = False
    ) -> None:
        """Tell the person something, where the window shows such things."""
        self.told.emit(Message(text=text, hint=hint, kind=kind, undo=undo))

    def _tell_notices(self) -> None:
        """Tell once what the document has to say: brought back, taken over, or kept twice."""
        notices = self.document.notices
        while notices:
            self.tell(notices.pop(0))

    def _hear(self, notice: "Notice") -> None:
        self._label_actions()
        self.autosave.expect()
        self.changed.emit(notice)

    def _label_actions(self) -> None:
        undo = self._document.workbook.undo_label if self._document else ""
        redo = self._document.workbook.redo_label if self._document else ""
        _label(self.undo_action, "&Undo", undo)
        _label(self.redo_action, "&Redo", redo)


def _label(action: QAction, verb: str, label: str) -> None:
    plain = verb.replace("&", "")
    shown = label.replace("&", "&&")
    action.setText(f"{verb}: {shown}" if label else verb)
    action.setToolTip(f"{plain}: {label}" if label else plain)
    action.setEnabled(bool(label))
