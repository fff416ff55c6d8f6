"""Document: one open workbook on a private working copy, saved as a whole into its file."""

import getpass
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from natpatsip_desktop.errors import CannotOpen, CannotSave, WorkbookError
from natpatsip_desktop.store import checks, files, working
from natpatsip_desktop.store.faults import Doing, spoken
from natpatsip_desktop.store.state import SaveState, Saving
from natpatsip_desktop.store.workbook import Notice, Workbook
from natpatsip_desktop.store.working import Working


class Document:
    """One open workbook: every edit is on the disk at once, `save` carries it into its file.

    `save` may be called from any thread; everything else from the one that opened it.
    """

    def __init__(self, place: Working, target: Path, *, holder: str = "") -> None:
        self.target = target
        self.holder = holder
        self.read_only = place.about.read_only
        self.notices: list[str] = []
        self._working = place
        self._saving = threading.Lock()
        self._edits = self._saved_edits = 0
        self._closed = False
        self.workbook = Workbook(place.file)
        self.workbook.on_change.append(self._edited)
        self._state = self._first_state()

    def _first_state(self) -> SaveState:
        if self.read_only:
            return SaveState(kind=Saving.READ_ONLY, holder=self.holder)
        stamp = self._working.about.stamp
        saved_at = datetime.fromtimestamp(stamp.modified / 1e9) if stamp else None
        return SaveState(kind=Saving.SAVED, saved_at=saved_at)

    @property
    def state(self) -> SaveState:
        """Where saving stands now."""
        return self._state

    def _edited(self, notice: Notice) -> None:
        self._edits += 1
        self._state = SaveState(kind=Saving.DIRTY, saved_at=self._state.saved_at)

    def save(self) -> SaveState:
        """Carry the work into the file in one step; raise CannotSave, with the work kept here.

        The file before is kept as a dated version. Safe to call from a worker thread: it reads
        the working copy through a connection of its own.
        """
        if self.read_only:
            raise CannotSave("This workbook is open to read only.", "Save a copy instead.")
        with self._saving:
            edits, before = self._edits, self._state
            if edits == self._saved_edits and self._working.about.stamp:
                return before
            self._state = SaveState(kind=Saving.SAVING, saved_at=before.saved_at)
            try:
                self._write(self.target)
            except WorkbookError as error:
                self._state = SaveState(
                    kind=Saving.NOT_SAVED, saved_at=before.saved_at, why=str(error)
                )
                raise
            self._saved_edits = edits
            kind = Saving.SAVED if self._edits == edits else Saving.DIRTY
            self._state = SaveState(kind=kind, saved_at=datetime.now())
            return self._state

    def _write(self, target: Path) -> None:
        part = self._working.part(target)
        with spoken(Doing.SAVE, target.name):
            try:
                write_out(self._working.file, part)
                files.put_in_place(part, target)
            finally:
                part.unlink(missing_ok=True)
            self._working.note(stamp=files.Stamp.of(target))

    def save_copy(self, path: Path) -> None:
        """Write the workbook as it is now to another file; raise CannotSave if one is there."""
        if path.exists():
            raise CannotSave(f"{path.name} is already there.", "Choose another name.")
        with spoken(Doing.SAVE, path.name):
            part = self._working.part(path)
            try:
                write_out(self._working.file, part)
                files.put_in_place(part, path)
            finally:
                part.unlink(missing_ok=True)

    def close(self) -> None:
        """Save what is not saved and tidy up; what cannot be saved stays on this computer."""
        if self._closed:
            return
        try:
            if not self.read_only:
                self.save()
        except WorkbookError:
            self._let_go()
            self._working.release()
            raise
        self._let_go()
        self._working.remove()

    def _let_go(self) -> None:
        self._closed = True
        self.workbook.close()


def write_out(source: Path, part: Path) -> None:
    """Write a compact copy of a database that may be in use, through a connection of its own."""
    connection = sqlite3.connect(source, isolation_level=None)
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
    finally:
        connection.close()


def open_document(path: Path, *, who: str = "", read_only: bool = False) -> Document:
    """Open a workbook on a working copy of its own; raise CannotOpen, and never change the file."""
    target = path.resolve()
    checks.look(target)
    place = working.make(target, who=who or user_name(), read_only=read_only)
    try:
        with spoken(Doing.OPEN, target.name):
            shutil.copyfile(target, place.file)
            stamp = files.Stamp.of(target, place.file)
        checks.inspect(place.file, target.name)
        place.note(stamp=stamp)
        return Document(place, target)
    except BaseException:
        place.remove()
        raise


def new_document(path: Path, *, who: str = "") -> Document:
    """Start an empty workbook at `path`; raise CannotSave if something is there already."""
    target = path.resolve()
    if target.exists():
        raise CannotSave(
            f"{target.name} is already there.", "Choose another name, or open that one."
        )
    place = working.make(target, who=who or user_name())
    try:
        document = Document(place, target)
        document.save()
        return document
    except BaseException:
        place.remove()
        raise


@contextmanager
def workbook_at(path: Path, *, who: str = "") -> Iterator[Workbook]:
    """Open a workbook for one piece of work, then save and close it: the command line's way."""
    document = open_document(path, who=who)
    try:
        if document.read_only:
            raise CannotOpen(document.state.words() + ".", "Try again when it is closed there.")
        yield document.workbook
    finally:
        document.close()


@contextmanager
def read_workbook_at(path: Path) -> Iterator[Workbook]:
    """Open a workbook for reading only, whoever else has it open."""
    document = open_document(path, read_only=True)
    try:
        yield document.workbook
    finally:
        document.close()


def user_name() -> str:
    """Return the name under which this person is known to the computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
