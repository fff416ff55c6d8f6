"""The one place where errors of SQLite and of the file system become a sentence and a hint."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from peewee import PeeweeException

from natpatsip_desktop.errors import CannotOpen, CannotSave, WorkbookError

SAFE = "Your work is kept safe on this computer."


class Doing(StrEnum):
    """What was being done when it went wrong; each has words of its own."""

    BEGIN = "begin"
    OPEN = "open"
    EDIT = "edit"
    SAVE = "save"
    NOTE = "note"


class Cause(StrEnum):
    """Why it went wrong, as far as a person can do something about it."""

    FULL = "full"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    BUSY = "busy"
    DAMAGED = "damaged"
    UNREACHABLE = "unreachable"
    TAKEN = "taken"
    LONG = "long"
    NAME = "name"


_BY_SQLITE = {
    "FULL": Cause.FULL,
    "READONLY": Cause.FORBIDDEN,
    "PERM": Cause.FORBIDDEN,
    "AUTH": Cause.FORBIDDEN,
    "BUSY": Cause.BUSY,
    "LOCKED": Cause.BUSY,
    "CORRUPT": Cause.DAMAGED,
    "NOTADB": Cause.DAMAGED,
    "FORMAT": Cause.DAMAGED,
    "TOOBIG": Cause.LONG,
    "CANTOPEN": Cause.GONE,
    "IOERR": Cause.UNREACHABLE,
    "PROTOCOL": Cause.UNREACHABLE,
}
_BY_ERRNO = {
    errno.ENOSPC: Cause.FULL,
    errno.EDQUOT: Cause.FULL,
    errno.EFBIG: Cause.FULL,
    errno.EACCES: Cause.FORBIDDEN,
    errno.EPERM: Cause.FORBIDDEN,
    errno.EROFS: Cause.FORBIDDEN,
    errno.ENOENT: Cause.GONE,
    errno.ENOTDIR: Cause.GONE,
    errno.ENAMETOOLONG: Cause.NAME,
    errno.EBUSY: Cause.BUSY,
    errno.ETXTBSY: Cause.BUSY,
}
_WORDS: dict[tuple[Doing, Cause], tuple[str, str]] = {
    (Doing.BEGIN, Cause.FULL): (
        "The disk of this computer is full, so there is no room to work on a workbook.",
        "Make room on it, then open the workbook again.",
    ),
    (Doing.BEGIN, Cause.FORBIDDEN): (
        "The folder for your work on this computer cannot be written: {name}.",
        "Ask the IT desk for the right to write there.",
    ),
    (Doing.BEGIN, Cause.GONE): (
        "The folder for your work on this computer is not there: {name}.",
        "Ask the IT desk to look at it.",
    ),
    (Doing.OPEN, Cause.FULL): (
        "{name} cannot be opened: the disk of this computer is full.",
        "Make room on it, then open the workbook again.",
    ),
    (Doing.OPEN, Cause.FORBIDDEN): (
        "You are not allowed to open {name}.",
        "Ask the owner of the folder for the right to read it.",
    ),
    (Doing.OPEN, Cause.GONE): (
        "{name} is not there.",
        "Look whether it was renamed or moved, or whether the drive is connected.",
    ),
    (Doing.OPEN, Cause.BUSY): (
        "{name} is in use by another program.",
        "Close it there, then open it again.",
    ),
    (Doing.OPEN, Cause.DAMAGED): (
        "{name} is damaged and cannot be opened as it is.",
        "Check the file to bring what can be read into a new workbook, or go back to an earlier"
        " version.",
    ),
    (Doing.OPEN, Cause.LONG): (
        "{name} holds something larger than a workbook can, and cannot be opened as it is.",
        "Check the file to bring what can be read into a new workbook.",
    ),
    (Doing.OPEN, Cause.UNREACHABLE): (
        "{name} cannot be reached.",
        "Look whether the drive or the network is connected, then open it again.",
    ),
    (Doing.OPEN, Cause.NAME): (
        "{name} cannot be opened: its name, or that of its folder, is too long.",
        "Give it a shorter one, then open it again.",
    ),
    (Doing.EDIT, Cause.FULL): (
        "This was not kept: the disk of this computer is full.",
        "Make room on it, then do it again. Everything before is safe.",
    ),
    (Doing.EDIT, Cause.FORBIDDEN): (
        "This was not kept: the folder for your work on this computer cannot be written.",
        "Save a copy somewhere else, then open that copy.",
    ),
    (Doing.EDIT, Cause.GONE): (
        "This was not kept: the folder for your work on this computer is not there any more.",
        "Save a copy somewhere else, then open that copy.",
    ),
    (Doing.EDIT, Cause.BUSY): (
        "This was not kept: another program is holding your work on this computer.",
        "Wait a moment, then do it again.",
    ),
    (Doing.EDIT, Cause.DAMAGED): (
        "A part of this workbook is damaged and cannot be read.",
        "Check the file to bring what can be read into a new workbook, or go back to an earlier"
        " version.",
    ),
    (Doing.EDIT, Cause.UNREACHABLE): (
        "This was not kept: the disk of this computer did not answer.",
        "Save a copy somewhere else, then open that copy.",
    ),
    (Doing.EDIT, Cause.LONG): (
        "This text is too long to be kept.",
        "Shorten it, or keep it in a document of its own.",
    ),
    (Doing.EDIT, Cause.TAKEN): (
        "This is already there, and only one can be.",
        "Change the one that is there instead.",
    ),
    (Doing.SAVE, Cause.FULL): (
        "{name} cannot be saved: there is no room left in its folder.",
        f"{SAFE} Make room there, then save again, or save a copy somewhere else.",
    ),
    (Doing.SAVE, Cause.FORBIDDEN): (
        "{name} cannot be saved: you are not allowed to write in its folder.",
        f"{SAFE} Ask the owner of the folder, or save a copy somewhere else.",
    ),
    (Doing.SAVE, Cause.GONE): (
        "{name} cannot be saved: its folder is not there any more.",
        f"{SAFE} Connect the drive again, or save a copy somewhere else.",
    ),
    (Doing.SAVE, Cause.BUSY): (
        "{name} cannot be saved: another program is holding it.",
        f"{SAFE} Close it there; it is saved again in a moment.",
    ),
    (Doing.SAVE, Cause.DAMAGED): (
        "{name} cannot be saved: a part of your work could not be read back.",
        "The file you last saved is whole. Check it, or go back to an earlier version.",
    ),
    (Doing.SAVE, Cause.NAME): (
        "{name} cannot be saved: its name, or that of its folder, is too long.",
        "Choose a shorter name, of up to 200 letters.",
    ),
    (Doing.SAVE, Cause.UNREACHABLE): (
        "{name} cannot be saved: its folder cannot be reached.",
        f"{SAFE} Look whether the drive or the network is connected; it is saved again then.",
    ),
    (Doing.NOTE, Cause.FULL): (
        "{name} cannot be saved: the disk of this computer is full.",
        f"{SAFE} Make room on it; it is saved again then.",
    ),
    (Doing.NOTE, Cause.FORBIDDEN): (
        "{name} cannot be saved: the folder for your work on this computer cannot be written.",
        "Save a copy somewhere else, then open that copy.",
    ),
    (Doing.NOTE, Cause.GONE): (
        "{name} cannot be saved: the folder for your work on this computer is not there any more.",
        "Note down what you changed last, then open the workbook again.",
    ),
}
_FAMILY = {
    Doing.BEGIN: CannotOpen,
    Doing.OPEN: CannotOpen,
    Doing.EDIT: WorkbookError,
    Doing.SAVE: CannotSave,
    Doing.NOTE: CannotSave,
}


@contextmanager
def spoken(doing: Doing, name: str = "") -> Iterator[None]:
    """Turn what a person can put right into a WorkbookError; let bugs through as they are."""
    try:
        yield
    except (sqlite3.Error, PeeweeException, OSError, UnicodeDecodeError) as error:
        cause = cause_of(error)
        words = _WORDS.get((doing, cause)) if cause else None
        if words is None:
            raise
        message, hint = words
        raise _FAMILY[doing](message.format(name=name), hint) from error


def cause_of(error: BaseException) -> Cause | None:
    """Say why a file or a database refused, or None if it is a fault of the program."""
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, Cause.UNREACHABLE)
    if isinstance(error, UnicodeDecodeError):  # SQLite's words for a fault quote what is damaged
        return Cause.DAMAGED
    inner = error if isinstance(error, sqlite3.Error) else error.__cause__ or error.__context__
    code = getattr(inner, "sqlite_errorname", "") or ""
    if code == "SQLITE_CONSTRAINT_UNIQUE":
        return Cause.TAKEN
    if "Could not decode to UTF-8" in str(error) or "malformed" in str(error):
        return Cause.DAMAGED
    return _BY_SQLITE.get(code.removeprefix("SQLITE_").split("_")[0])
