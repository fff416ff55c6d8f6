"""Open a workbook, start one, bring one back, or use one for a moment: all ways to a Document."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from natpatsip_desktop.errors import CannotOpen, CannotSave
from natpatsip_desktop.store import (
    checks,
    files,
    known,
    locks,
    pages,
    places,
    recovery,
    saving,
    working,
)
from natpatsip_desktop.store.faults import Cause, Doing, cause_of, spoken
from natpatsip_desktop.store.locks import Holder, Lock
from natpatsip_desktop.store.opened import Document
from natpatsip_desktop.store.recovery import Fate, Recovery, recoverable
from natpatsip_desktop.store.workbook import Workbook
from natpatsip_desktop.store.working import Working

__all__ = [
    "Document",
    "Recovery",
    "new_document",
    "open_document",
    "read_workbook_at",
    "recover",
    "recoverable",
    "workbook_at",
]


def open_document(
    path: Path, *, who: str = "", read_only: bool = False, take_over: bool = False
) -> Document:
    """Open a workbook on a working copy of its own; raise CannotOpen, and never change the file.

    Whoever has it open already keeps it, and this document is read-only (`holder` says who),
    unless their lock is stale or `take_over`. Work that a killed process left is brought back.
    """
    target = places.real(path)
    checks.look(target)
    who = who or user_name()
    if read_only:
        return _open_to_read(target, who)
    document = _go_on(target)
    if document:
        return document
    place = working.make(target, who=who)
    try:
        return _open_to_change(place, take_over)
    except BaseException:
        place.remove()
        raise


def _open_to_change(place: Working, take_over: bool) -> Document:
    """Lock the workbook and open it on `place`; open it to read only where that cannot be done."""
    target, who = place.about.target, place.about.who
    before = _holder_before(target)
    if before and working.lives(before.token) is False:
        before = None  # a process of this person that ended: nobody to wait for
    try:
        lock = locks.acquire(target, who=who, token=place.token, take_over=take_over)
    except OSError as error:
        place.remove()
        words = NO_ROOM if cause_of(error) is Cause.FULL else MAY_NOT_WRITE
        return _open_to_read(target, who, notice=words.format(name=target.name))
    if isinstance(lock, Holder):
        place.remove()
        return _open_to_read(target, who, holder=lock.who)
    try:
        document = _open_copy(place, lock)
    except BaseException:
        lock.release()
        raise
    if before:
        document.notices.append(TAKEN_OVER.format(holder=before.words(), name=target.name))
    lock.keep_alive()
    return document


def _holder_before(target: Path) -> Holder | None:
    try:
        return locks.read_at_all(locks.lock_path(target))
    except OSError:
        return None  # out of reach; acquiring it will say so


MAY_NOT_WRITE = (
    "You are not allowed to write in the folder of {name}, so it is open to read only."
    " Save a copy to make changes in."
)
NO_ROOM = (
    "There is no room left in the folder of {name}, so it is open to read only."
    " Make room there, then open it again."
)
TAKEN_OVER = (
    "{holder}, did not close {name}. You have it now; if they still have changes, both are kept."
)


def _open_to_read(target: Path, who: str, *, holder: str = "", notice: str = "") -> Document:
    place = working.make(target, who=who, read_only=True)
    try:
        document = _open_copy(place, None, holder=holder)
    except BaseException:
        place.remove()
        raise
    document.notices.extend(filter(None, [notice]))
    return document


def _open_copy(place: Working, lock: Lock | None, *, holder: str = "") -> Document:
    """Copy the file to its working copy, check the copy, and open that."""
    target = place.about.target
    with spoken(Doing.OPEN, target.name):
        stamp = files.copy(target, place.incoming)
    if not known.is_known(stamp.digest):
        checks.inspect(place.incoming, target.name)
        known.remember(stamp.digest)
    with spoken(Doing.OPEN, target.name):
        pages.lay_out(place.incoming)
        if not place.about.read_only:
            files.sync(place.incoming)  # edits come on top of it, and must outlive a power cut
        # Only now does it count as a working copy: killed before, there is nothing to bring back.
        place.note(stamp=stamp, saved_change=saving.newest_change(place.incoming))
        place.incoming.rename(place.file)
        files.sync_folder(place.folder)
    document = Document(place, lock, holder=holder)
    if not place.about.read_only and document.purge():
        place.note(saved_change=document.workbook.newest_change())
    return document


def new_document(path: Path, *, who: str = "") -> Document:
    """Start an empty workbook at `path`; raise CannotSave if something is there already."""
    target = places.real(path)
    saving.check_free(target)
    place = working.make(target, who=who or user_name())
    try:
        with spoken(Doing.SAVE, target.name):
            lock = locks.acquire(target, who=place.about.who, token=place.token)
        if isinstance(lock, Holder):
            raise CannotSave(f"{lock.who} is making {target.name} now.", "Choose another name.")
        return _begin(place, lock)
    except BaseException:
        place.remove()
        raise


def _begin(place: Working, lock: Lock) -> Document:
    document = None
    try:
        with spoken(Doing.BEGIN, str(place.folder)):
            pages.lay_out(place.file)
        document = Document(place, lock)
        document.save()
    except BaseException:
        if document is not None:
            document.workbook.close()  # Windows removes no file that is open
        lock.release()
        raise
    lock.keep_alive()
    return document


# -- bringing back -------------------------------------------------------------------------


def recover(found: Recovery) -> Document:
    """Open work that a process left behind; raise CannotOpen, and keep it, if that cannot be done.

    It goes on in its own file if that is unchanged and free, otherwise in one beside it.
    """
    place = working.take(found.folder)
    if place is None:
        raise CannotOpen("This work is already open, or was brought back before.")
    try:
        checks.inspect(place.file, found.target.name)
        recovery.tidy(place)
        again = recovery.look(place) or found
        return _resume(place, again, again.target) or _resume_elsewhere(place, again)
    except BaseException:
        place.release()
        raise


def _go_on(target: Path) -> Document | None:
    """Bring back what a process left of this workbook, if the file is as it left it."""
    document = None
    for place in working.dead(target):
        if document or place.about.read_only:
            place.release()
            continue
        found = recovery.look(place)
        if found is None:
            recovery.discard(place)
            continue
        recovery.tidy(place)
        if found.fate is Fate.UNCHANGED and checks.is_sound(place.file):
            document = _resume(place, found, target)
        if document is None:
            place.release()
    return document


def _resume(place: Working, found: Recovery, target: Path) -> Document | None:
    """Go on with a working copy in its own file; None if that is changed, gone or in use."""
    if found.fate is not Fate.UNCHANGED:
        return None
    try:
        lock = locks.acquire(target, who=place.about.who, token=place.token)
    except OSError:
        lock = None  # the save will say that the folder cannot be written
    if isinstance(lock, Holder):
        return None
    recovery.settle(place)
    return _brought_back(place, lock, found)


def _resume_elsewhere(place: Working, found: Recovery) -> Document:
    target = recovery.destination(found)
    with spoken(Doing.SAVE, target.name):
        lock = locks.acquire(target, who=place.about.who, token=place.token)
    place.note(target=target, stamp=None, saved_change=0, next_digest="")
    return _brought_back(place, lock if isinstance(lock, Lock) else None, found)


def _brought_back(place: Working, lock: Lock | None, found: Recovery) -> Document:
    try:
        with spoken(Doing.OPEN, found.target.name):
            pages.lay_out(place.file)  # an older program may have left it
        document = Document(place, lock)
    except BaseException:
        if lock:
            lock.release()
        place.release()
        raise
    document.bring_back(found)
    if lock:
        lock.keep_alive()
    return document


# -- for a moment --------------------------------------------------------------------------


@contextmanager
def workbook_at(
    path: Path, *, who: str = "", tell: Callable[[str], object] | None = None
) -> Iterator[Workbook]:
    """Open a workbook for one piece of work, then save and close it: the command line's way.

    `tell` is called with each notice (work brought back, both files kept). Raises CannotOpen if
    somebody else has it open.
    """
    document = open_document(path, who=who)
    if document.read_only:
        reason = document.notices[0] if document.notices else f"{document.state.words()}."
        document.close()
        raise CannotOpen(reason, "Try again when that has changed.")
    try:
        yield document.workbook
    finally:
        try:
            document.close()
        finally:
            if tell:
                for notice in document.notices:
                    tell(notice)


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
