"""Saving by itself: a moment after the last edit, in another thread, and at close."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.tasks import Tasks
from natpatsip_desktop.store.state import Saving

if TYPE_CHECKING:
    from natpatsip_desktop.store.document import Document

MOMENT = 1_500  # ms after the last edit
AGAIN = 30_000  # ms until the next try after a save that did not work
UNSAVED = (Saving.RECOVERED, Saving.DIRTY, Saving.NOT_SAVED)
SLOW = 500  # ms after which «Saving…» is worth saying


class Autosave(QObject):
    """Saves the document that it watches and says how that stands.

    `state` carries the `SaveState` to show; `failed` carries the error of a save once, not at
    every try again.
    """

    state = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._document: Document | None = None
        self._busy = False
        self._wanted = False
        self._complained = False
        self._answers: list[Callable[[str], object]] = []
        self._soon = _timer(self, self.save)
        self._slow = _timer(self, self._say_saving)

    def watch(self, document: "Document | None") -> None:
        """Save this document from now on; None saves nothing."""
        self._soon.stop()
        self._document = document
        self._complained = False
        if document is not None and document.state.kind in UNSAVED:
            self.expect()
        self._say()

    def expect(self) -> None:
        """Save a moment after this edit, unless another edit comes first."""
        if self._document is not None and not self._document.read_only:
            self._soon.start(MOMENT)

    def save(self, answer: Callable[[str], object] | None = None) -> None:
        """Save now, in another thread; `answer` gets the words of how it went."""
        self._soon.stop()
        if answer is not None:
            self._answers.append(answer)
        if self._document is None or self._busy:
            self._wanted = self._busy
            return
        self._busy = True
        self._slow.start(SLOW)
        self._tasks.run(self._document.save, then=self._saved, fail=self._not_saved)

    def finish(self) -> None:
        """Save what is not saved yet, before the document is closed."""
        self._soon.stop()
        self._tasks.wait()

    def _saved(self, _result: object) -> None:
        self._complained = False
        self._settle()

    def _not_saved(self, error: BaseException) -> None:
        if not isinstance(error, WorkbookError):
            self._settle()
            raise error
        if not self._complained:
            self.failed.emit(error)
        self._complained = True
        self._settle()
        self._soon.start(AGAIN)

    def _settle(self) -> None:
        self._busy = False
        self._slow.stop()
        self._say()
        words = self._document.state.words() if self._document else ""
        answers, self._answers = self._answers, []
        for answer in answers:
            answer(words)
        if self._wanted:
            self._wanted = False
            self.save()

    def _say(self) -> None:
        # An edit that came while saving is saved in a moment: no words for that moment.
        if self._document is not None and self._document.state.kind is not Saving.DIRTY:
            self.state.emit(self._document.state)

    def _say_saving(self) -> None:
        if self._document is not None and self._busy:
            self.state.emit(replace(self._document.state, kind=Saving.SAVING))


def _timer(parent: QObject, slot: Callable[[], object]) -> QTimer:
    timer = QTimer(parent, singleShot=True)
    timer.timeout.connect(lambda: slot())
    return timer
