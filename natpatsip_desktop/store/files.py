"""Whole files: told apart, copied, and put in place so that a reader never meets half of one."""

import hashlib
import os
import shutil
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

BLOCK = 1024 * 1024
PAUSES = (0.05, 0.2, 0.5)  # seconds: virus scanners and sync programs hold a new file for a moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """How a file looked when we last knew it; `digest` decides when the rest differs."""

    size: int
    modified: int
    inode: int
    digest: str

    @classmethod
    def of(cls, stat: os.stat_result, digest: str) -> "Stamp":
        """Take the stamp of a file whose digest is known."""
        return cls(size=stat.st_size, modified=stat.st_mtime_ns, inode=stat.st_ino, digest=digest)

    def fits(self, path: Path) -> bool:
        """Tell whether the file at `path` still holds the same bytes."""
        stat = path.stat()
        seen = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
        if seen == (self.size, self.modified, self.inode):
            return True
        return stat.st_size == self.size and digest(path) == self.digest


def moment(seconds: float) -> datetime:
    """Return the time of a file as its system tells it; now, where no calendar has it."""
    try:
        return datetime.fromtimestamp(seconds)
    except (OSError, OverflowError, ValueError):
        return datetime.now()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy(source: Path, path: Path) -> Stamp:
    """Copy a file and return its stamp as it was when it was opened.

    What happens to the file from then on, the stamp does not fit any more.
    """
    sum = hashlib.sha256()
    with source.open("rb") as file, path.open("wb") as copied:
        stat = os.fstat(file.fileno())
        while block := file.read(BLOCK):
            sum.update(block)
            copied.write(block)
    return Stamp.of(stat, sum.hexdigest())


def put_in_place(part: Path, target: Path) -> None:
    """Make `part` the file `target`, on the disk for good, in one step that cannot be half done."""
    if target.exists():
        shutil.copymode(target, part)
    _replace(part, target)
    sync_folder(target.parent)


def write_whole(path: Path, text: str) -> None:
    """Write a small text file in one step."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    sync(part)
    put_in_place(part, path)


def sync(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system knows such a thing."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems refuse; the rename itself is done
    finally:
        os.close(handle)


def _replace(part: Path, target: Path) -> None:
    for pause in PAUSES:
        try:
            part.replace(target)
            return
        except PermissionError:
            time.sleep(pause)
    part.replace(target)
