"""Working copies: one folder on the local disk for each open workbook, alive while its process is.

A folder holds the working copy itself, `about.json` (what it is a copy of, how far it was saved)
and `alive`, a file that its process keeps locked. The system lets go of that lock when the process
ends, however it ends; so neither a process number used again nor a restart can deceive us.
"""

import json
import os
import shutil
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from natpatsip_desktop import paths
from natpatsip_desktop.store.faults import Doing, spoken
from natpatsip_desktop.store.files import Stamp, sync_folder, write_whole

if sys.platform == "win32":
    import msvcrt

    def _seize(file: BinaryIO, wait: bool = False) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(file: BinaryIO, wait: bool = False) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


UNKNOWN = "Brought back.qiw"  # whose work it is, if its notes cannot be read
UNUSED_AFTER = 24 * 3600  # seconds until a folder without a working copy in it is swept away


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a working copy is a copy of; `stamp` and `saved_change` tell what the file held last.

    `saved_change` is the newest line of the change log that is in the file. `next_digest` and
    `next_change` are those of a save about to take place: a process killed between the rename and
    its note about it must not take its own save for a stranger's.
    """

    target: Path
    who: str = ""
    opened_at: datetime
    read_only: bool = False
    stamp: Stamp | None = None
    saved_change: int = 0
    next_digest: str = ""
    next_change: int = 0

    def text(self) -> str:
        """Write it as JSON."""
        return json.dumps(asdict(self), default=str, indent=1)

    @classmethod
    def read(cls, text: str) -> "About":
        """Read what `text` wrote; raise ValueError, KeyError or TypeError on anything else."""
        cells = json.loads(text)
        stamp = cells["stamp"]
        return cls(
            target=Path(cells["target"]),
            who=str(cells["who"]),
            opened_at=datetime.fromisoformat(cells["opened_at"]),
            read_only=bool(cells["read_only"]),
            stamp=Stamp(**stamp) if stamp else None,
            saved_change=int(cells["saved_change"]),
            next_digest=str(cells["next_digest"]),
            next_change=int(cells["next_change"]),
        )


@dataclass(slots=True)
class Working:
    """The folder of one working copy, held by this process until `release` or `remove`."""

    folder: Path
    about: About
    _alive: BinaryIO | None = field(default=None, repr=False)

    @property
    def file(self) -> Path:
        """The working copy itself."""
        return self.folder / "workbook.qiw"

    @property
    def incoming(self) -> Path:
        """The copy of the file before it is checked and becomes the working copy."""
        return self.folder / "incoming.qiw"

    @property
    def token(self) -> str:
        """The name that tells this working copy from every other."""
        return self.folder.name

    @property
    def held(self) -> bool:
        """Tell whether this process holds it."""
        return self._alive is not None

    def part(self, target: Path) -> Path:
        """Return the name under which a save is written before it takes the target's place."""
        return target.with_name(f"{target.name}.{self.token[:8]}.part")

    def note(self, **cells: object) -> None:
        """Change what is known about the working copy, on the disk for good."""
        self.about = replace(self.about, **cells)  # type: ignore[arg-type]
        write_whole(self.folder / "about.json", self.about.text())

    def release(self) -> None:
        """Let go, but leave everything where it is."""
        if self._alive:
            self._alive.close()
            self._alive = None

    def remove(self) -> None:
        """Throw the working copy away."""
        with suppress(OSError), _alone():
            self._remove()
        self.release()

    def _remove(self) -> None:
        self.release()
        shutil.rmtree(self.folder, ignore_errors=True)


def root() -> Path:
    """Return the folder of all working copies, made if need be."""
    folder = paths.user_data() / "working"
    with spoken(Doing.BEGIN, str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def make(target: Path, *, who: str = "", read_only: bool = False) -> Working:
    """Make an empty folder for a working copy of `target`, held by this process."""
    about = About(target=target, who=who, read_only=read_only, opened_at=datetime.now())
    folder = root() / uuid.uuid4().hex
    with spoken(Doing.BEGIN, str(paths.user_data())), _alone():
        folder.mkdir()
        working = Working(folder, about, _hold(folder))
        try:
            working.note()
            sync_folder(folder.parent)
        except BaseException:
            working._remove()
            raise
    return working


def take(folder: Path) -> Working | None:
    """Take over the folder of a process that ended; None if it lives or cannot be reached."""
    try:
        alive = _hold(folder)
    except OSError:
        return None
    try:
        about = About.read((folder / "about.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        about = About(target=paths.user_documents() / UNKNOWN, opened_at=datetime.now())
    return Working(folder, about, alive)


def lives(token: str) -> bool | None:
    """Tell whether a process of this person on this computer holds the working copy of this name.

    None if there is no such working copy here: it may be one of another person on this computer.
    """
    try:
        _hold(root() / token).close()
    except FileNotFoundError:
        return None
    except OSError:
        return True
    return False


def dead(target: Path | None = None) -> list[Working]:
    """Take every working copy (of `target`) whose process has ended, and sweep empty ones away."""
    with spoken(Doing.BEGIN, str(root())), _alone():
        folders = [folder for folder in sorted(root().iterdir()) if folder.is_dir()]
        found = [place for folder in folders if (place := take(folder))]
        for place in found:
            if not place.file.exists():
                _sweep(place)
            elif target and place.about.target != target:
                place.release()
    return [place for place in found if place.held]


def _sweep(place: Working) -> None:
    if time.time() - place.folder.stat().st_mtime > UNUSED_AFTER:
        place._remove()
    place.release()


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time make, take or remove working copies: each is several steps."""
    with (paths.user_data() / "working.guard").open("a+b") as file:
        _seize(file, wait=True)
        yield


def _hold(folder: Path) -> BinaryIO:
    file = os.fdopen(os.open(folder / "alive", os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    try:
        _seize(file)
    except OSError:
        file.close()
        raise
    return file
