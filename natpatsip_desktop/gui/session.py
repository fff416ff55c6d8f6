"""Session: the open document as Qt sees it, with one signal for every change."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from natpatsip_desktop.errors import CannotOpen, WorkbookError
from natpatsip_desktop.gui.autosave import Autosave
from natpatsip_desktop.gui.comfort import Comfort
from natpatsip_desktop.gui.messages import Act, Kind, Message
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
    another document is shown now; `told` carries a `Message`; `leaving` comes before the document
    is saved or put away, so that a box that is being typed in can hand in what it holds.
    `looking_at` names what is only looked at in place of the person's own document, and is empty
    otherwise.
    """

    changed = Signal(object)
    opened = Signal()
    told = Signal(object)
    leaving = Signal()

    def __init__(self, theme: Theme, comfort: Comfort, *, today: date | None = None) -> None:
        super().__init__()
        self.theme = theme
        self.comfort = comfort
        self._today = today
        self._document: Document | None = None
        self._own: Document | None = None
        self.looking_at = ""
        self.tasks = Tasks(self)
        self.autosave = Autosave(self.tasks, self)
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
    def own(self) -> "Document":
        """Return the person's own document, also while another one is looked at."""
        return self._own or self.document

    @property
    def is_open(self) -> bool:
        """Tell whether a document is open."""
        return self._document is not None

    def today(self) -> date:
        """Return the date that counts as today; tests and pictures fix it."""
        return self._today or date.today()

    def open(self, path: Path, *, take_over: bool = False, anew: bool = False) -> None:
        """Open a workbook in place of the one that is open; that one is saved first.

        Raise CannotOpen, and leave everything as it was, if the file cannot be opened. Opening the
        person's own document again only shows it, unless it is to be read `anew`.
        """
        mine = self.is_open and not self.own.read_only and self.own.target == path.resolve()
        if mine and not anew:
            self.go_back()
            return
        # Here and not above: see the note at the imports.
        from natpatsip_desktop.store.document import open_document  # noqa: PLC0415

        try:
            document = open_document(path, take_over=take_over)
        except CannotOpen as error:
            error.to_check = path if error.hint.startswith("Check the file") else None
            raise
        self.take(document)

    def take(self, document: "Document") -> None:
        """Work on this document from now on; what the one before could not save is kept here."""
        try:
            self.close()
        except WorkbookError as error:
            self.tell(error.message, error.hint, kind=Kind.ERROR)
        document.workbook.on_change.append(self._hear)
        self._show(document)

    def look_at(self, document: "Document", words: str) -> None:
        """Show another document to read; the person's own stays open behind it, undo and all.

        `words` name what is looked at, like «the version of 14:32, 3 November 2025».
        """
        self.leaving.emit()
        before, self.looking_at = self.document, words
        if self._own is None:
            self.autosave.finish()
            with suppress(WorkbookError):  # it is tried again after going back
                before.save()
            self._own = before
        else:
            before.close()
        self._show(document)

    def go_back(self) -> None:
        """Show the person's own document again, as it was left."""
        if self._own is not None:
            self.document.close()
            own, self._own, self.looking_at = self._own, None, ""
            self._show(own)

    def _show(self, document: "Document") -> None:
        self._document = document
        self._label_actions()
        self.opened.emit()
        self.autosave.watch(document)

    def close(self) -> None:
        """Save and close the open document, if there is one."""
        if self._document is not None:
            self.leaving.emit()
        if self._own is not None:
            self.document.close()
            self._document, self._own, self.looking_at = self._own, None, ""
        if self._document is not None:
            self.autosave.finish()
            document, self._document = self._document, None
            document.close()

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
        self.leaving.emit()
        self.autosave.save(answer=lambda words: self.tell(words, kind=Kind.ANSWER))

    def tell(
        self,
        text: str,
        hint: str = "",
        *,
        kind: Kind = Kind.NEWS,
        undo: bool = False,
        acts: tuple[Act, ...] = (),
    ) -> None:
        """Tell the person something, where the window shows such things."""
        self.told.emit(Message(text=text, hint=hint, kind=kind, undo=undo, acts=acts))

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
