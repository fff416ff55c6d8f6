"""Writing a workbook out as a whole: into a part beside the target, then in its place."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from natpatsip_desktop.errors import CannotSave
from natpatsip_desktop.store import log, pages
from natpatsip_desktop.store.faults import SAFE, Doing, spoken

PROBE = 1024 * 1024
LONGEST_STEM = 150  # bytes, which leaves room for an addition, and for a lock beside it
FREE = 8  # one page of so many may be free


@contextmanager
def written(source: Path, part: Path, name: str, *, as_it_is: bool = False) -> Iterator[str]:
    """Write a copy of a database in use to `part`, without what was deleted; give its digest.

    Whatever happens, `part` is gone after. It goes through a connection of its own, so any thread
    may do it while edits go on. `as_it_is` is the quick way for a database that began with
    `pages.lay_out` and was written with `secure_delete` only; else every row is written anew.
    Raises CannotSave in the words for the file `name`.
    """
    with spoken(Doing.SAVE, name):
        # Made here first, because SQLite does not say why it could not.
        part.open("wb").close()
        try:
            with spoken(Doing.NOTE, name):
                connection = _opened(source)
            _write(connection, part, as_it_is)
            yield pages.finish(part)
        finally:
            part.unlink(missing_ok=True)


def _opened(source: Path) -> sqlite3.Connection:
    # Opening a database that is not there would make an empty one, and save that.
    return sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True, isolation_level=None)


def _write(connection: sqlite3.Connection, part: Path, as_it_is: bool) -> None:
    """Write to `part` what the connection sees, and close it."""
    try:
        if as_it_is and _has_little_room(connection):
            _copy_pages(connection, part)
        else:
            _vacuum(connection, part)
    except sqlite3.OperationalError:
        _ask_the_disk(part)
        raise
    finally:
        connection.close()


def _has_little_room(connection: sqlite3.Connection) -> bool:
    """Tell whether so few pages are free that it is not worth writing all anew."""
    count, free, moves_pages = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "auto_vacuum")
    )
    return not moves_pages and bool(free * FREE <= count)


def _copy_pages(connection: sqlite3.Connection, part: Path) -> None:
    to = sqlite3.connect(part, isolation_level=None)
    try:
        # Nobody else knows the part, and the whole is synced at the end, once.
        to.execute("PRAGMA journal_mode = OFF")
        to.execute("PRAGMA synchronous = OFF")
        connection.backup(to, progress=_no_waiting)
    finally:
        to.close()


def _no_waiting(status: int, left: int, count: int) -> None:
    """Give up where Python would try again for ever, and nobody could close the workbook."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise OSError(errno.EBUSY, "another program is holding the part of a save")


def _vacuum(connection: sqlite3.Connection, part: Path) -> None:
    connection.execute("PRAGMA synchronous = OFF")  # the whole is synced at the end, once
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
    finally:
        # The last to close a database carries its log into it, which must be on the disk then.
        connection.execute("PRAGMA synchronous = FULL")


def _ask_the_disk(part: Path) -> None:
    """Write a little, to raise the true reason (full, over quota), which SQLite does not tell."""
    with part.open("ab", buffering=0) as file:
        left = PROBE
        while left:
            left -= file.write(bytes(left))
        os.fsync(file.fileno())


def newest_change(path: Path) -> int:
    """Return the newest line of the change log of a database that nobody has open."""
    uri = f"{path.as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        return log.newest(connection)
    finally:
        connection.close()


def check_free(target: Path) -> None:
    """Raise CannotSave if something is there already."""
    with spoken(Doing.SAVE, target.name):
        there = target.exists()
    if there:
        raise CannotSave(f"{target.name} is already there.", "Choose another name.")


def check_may_write(target: Path) -> None:
    """Raise CannotSave if the file is not ours to replace, though its folder would let us."""
    if not os.access(target, os.W_OK):
        raise CannotSave(
            f"{target.name} cannot be saved: it may only be read now.",
            f"{SAFE} Ask the owner of the file, or save a copy somewhere else.",
        )


def free_name(target: Path, addition: str) -> Path:
    """Return a name beside `target` that nobody uses: «Wards (addition).qiw»."""
    clean = "".join("-" if letter in '<>:"/\\|?*\0' else letter for letter in addition)
    stem = target.stem
    while len(os.fsencode(stem)) > LONGEST_STEM:
        stem = stem[:-1]
    number = 1
    while True:
        last = f" {number}" if number > 1 else ""
        path = target.with_name(f"{stem} ({clean}{last}){target.suffix}")
        if not path.exists():
            return path
        number += 1
