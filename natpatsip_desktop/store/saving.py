"""Writing a workbook out as a whole: into a part beside the target, then in its place."""

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from natpatsip_desktop.errors import CannotSave
from natpatsip_desktop.store import files, log
from natpatsip_desktop.store.faults import SAFE, Doing, spoken

PROBE = 1024 * 1024


@contextmanager
def written(source: Path, part: Path, name: str) -> Iterator[str]:
    """Write a compact copy of a database in use to `part`, and give its digest.

    Whatever happens, `part` is gone after. It goes through a connection of its own, so any thread
    may do it while edits go on. Raises CannotSave in the words for the file `name`.
    """
    with spoken(Doing.SAVE, name):
        # Made here first, because SQLite does not say why it could not.
        part.open("wb").close()
        try:
            _vacuum(source, part)
            yield _synced_digest(part)
        finally:
            part.unlink(missing_ok=True)


def _synced_digest(part: Path) -> str:
    """Read the digest of a file while the disk takes it in; return when both are done."""
    with ThreadPoolExecutor(1) as pool:
        synced = pool.submit(files.sync, part)
        digest = files.digest(part)
        synced.result()
    return digest


def _vacuum(source: Path, part: Path) -> None:
    # Opening a database that is not there would make an empty one, and save that.
    connection = sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # the whole is synced at the end, once
        connection.execute("VACUUM INTO ?", (str(part),))
    except sqlite3.OperationalError:
        _ask_the_disk(part)
        raise
    finally:
        connection.close()


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
    if target.exists():
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
    number = 1
    while True:
        last = f" {number}" if number > 1 else ""
        path = target.with_name(f"{target.stem} ({clean}{last}){target.suffix}")
        if not path.exists():
            return path
        number += 1
