"""The lock file beside a workbook: who has it open, where, since when, and still alive or not.

Its time of change is the heartbeat. It is compared with the time of a file made at that moment in
the same folder, so that clocks of two computers, or a clock set back, do not matter. Two people
taking over the same stale lock in the same instant both believe they hold it; the slower one
learns otherwise before the first save, which then keeps both files.
"""

import json
import os
import platform
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from natpatsip_desktop.store import working
from natpatsip_desktop.store.files import moment

BEAT = 30.0  # seconds between two heartbeats
TRIES = 3
STALE_AFTER = 180.0  # seconds without one until a lock counts as left behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has a workbook open; `token` names the working copy."""

    who: str
    machine: str
    since: datetime
    token: str

    def words(self) -> str:
        """Say who, where and since when."""
        return f"{self.who} on {self.machine}, since {self.since:%H:%M}"

    def text(self) -> str:
        """Write it as JSON."""
        return json.dumps(asdict(self), default=str)


@dataclass(slots=True)
class Lock:
    """The lock file of a workbook that this process has open."""

    path: Path
    holder: Holder
    _guard: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)

    def hold(self) -> bool:
        """Show that we are alive; False if somebody else has taken the workbook over."""
        with self._guard:
            found = read(self.path)
            if found and found.token != self.holder.token:
                return False
            if found:
                with self.path.open("r+", encoding="utf-8") as file:
                    file.write(self.holder.text())  # the same bytes again: the time is the message
                return True
            return _create(self.path, self.holder)

    def keep_alive(self) -> None:
        """Let a thread of its own show now and then that we are alive, until `release`."""
        threading.Thread(target=self._beat, name="lock heartbeat", daemon=True).start()

    def _beat(self) -> None:
        while not self._stop.wait(BEAT):
            with suppress(OSError):  # a share that is away for a while comes back
                self.hold()

    def release(self) -> None:
        """Let the next person in."""
        self._stop.set()
        with self._guard, suppress(OSError):
            found = read(self.path)
            if found and found.token == self.holder.token:
                self.path.unlink(missing_ok=True)


def lock_path(target: Path) -> Path:
    """Return where the lock file of a workbook is."""
    return target.with_name(f"~{target.name}.lock")


def acquire(target: Path, *, who: str, token: str, take_over: bool = False) -> Lock | Holder:
    """Lock a workbook, or return who has it open; raise OSError if the folder cannot be written.

    A lock whose holder is known to be gone, or has shown no life for `STALE_AFTER`, is taken over.
    """
    path = lock_path(target)
    now = datetime.now().replace(microsecond=0)
    lock = Lock(path, Holder(who=who, machine=platform.node(), since=now, token=token))
    for _ in range(TRIES):
        if _create(path, lock.holder):
            return lock
        found = read_at_all(path)
        if found is None:
            continue  # let go of in this very moment
        if found.token == token:  # the same working copy, brought back
            return lock
        with suppress(FileNotFoundError):
            if not (take_over or is_stale(path, found)):
                return found
            path.unlink()
    return read_at_all(path) or _nobody_known(path)


def clear(target: Path, token: str) -> None:
    """Remove the lock that a working copy left behind, if it is still there."""
    now = datetime.now()
    Lock(lock_path(target), Holder(who="", machine="", since=now, token=token)).release()


def is_stale(path: Path, found: Holder) -> bool:
    """Tell whether the holder of a lock is gone."""
    alive = working.lives(found.token) if found.machine == platform.node() else None
    if alive is not None:
        return not alive
    return abs(_time_there(path.parent) - path.stat().st_mtime) > STALE_AFTER


def read(path: Path) -> Holder | None:
    """Read a lock file; None if there is none, or it says nothing."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))
        return Holder(
            who=str(cells["who"]),
            machine=str(cells["machine"]),
            since=datetime.fromisoformat(cells["since"]),
            token=str(cells["token"]),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return _nobody_known(path)


def read_at_all(path: Path) -> Holder | None:
    """Read a lock file that another person may have kept for their own eyes."""
    try:
        return read(path)
    except (PermissionError, IsADirectoryError):
        return _nobody_known(path)


def _nobody_known(path: Path) -> Holder:
    """Stand in for a lock file just being written, or spoilt."""
    try:
        since = moment(path.stat().st_mtime)
    except OSError:
        since = datetime.now()
    return Holder(who="Somebody", machine="another computer", since=since, token="")


def _create(path: Path, holder: Holder) -> bool:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(holder.text())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return True


def _time_there(folder: Path) -> float:
    """Return the present time as the computer sees it that keeps this folder."""
    probe = folder / f"~{os.getpid()}-{threading.get_ident()}.probe"
    try:
        probe.write_bytes(b"")
        return probe.stat().st_mtime
    finally:
        probe.unlink(missing_ok=True)
