"""Working copies left behind by a process that ended: what is in them, and where it belongs."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from natpatsip_desktop import paths
from natpatsip_desktop.store import locks, working
from natpatsip_desktop.store.files import Stamp, digest, moment
from natpatsip_desktop.store.saving import free_name
from natpatsip_desktop.store.working import About, Working


class Fate(StrEnum):
    """What became of the file meanwhile."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Work that was never saved: where it is, whose file it belongs to, its newest edit."""

    folder: Path
    target: Path
    at: datetime
    what: str
    edits: int
    fate: Fate
    damaged: bool = False

    def words(self) -> str:
        """Say what was found and where it will go."""
        edits = "1 change" if self.edits == 1 else f"{self.edits} changes"
        start = (
            f"{self.target.name}: {edits} up to {self.at:%H:%M} on {self.at.day} {self.at:%B %Y}"
        )
        match self.fate:
            case Fate.CHANGED:
                return f"{start}. The file was changed meanwhile; both are kept."
            case Fate.GONE:
                return f"{start}. The file is no longer where it was."
            case _:
                return f"{start}."


def look(place: Working) -> Recovery | None:
    """Say what a left working copy holds that its file does not; None if nothing.

    The caller holds `place`, and keeps holding it.
    """
    about = place.about
    fate = fate_of(about)
    saved = about.next_change if _is_next(about) else about.saved_change
    try:
        newest, at, what, edits = _unsaved(place.file, saved)
    except sqlite3.Error:
        at = moment(place.file.stat().st_mtime)
        return _found(place, at, "", 0, fate, damaged=True)
    return _found(place, at, what, edits, fate) if newest > saved else None


def _found(
    place: Working, at: datetime, what: str, edits: int, fate: Fate, damaged: bool = False
) -> Recovery:
    return Recovery(
        folder=place.folder,
        target=place.about.target,
        at=at,
        what=what,
        edits=edits,
        fate=fate,
        damaged=damaged,
    )


def _unsaved(path: Path, saved: int) -> tuple[int, datetime, str, int]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        query = "SELECT id, at, what FROM change ORDER BY id DESC LIMIT 1"
        newest, at, what = connection.execute(query).fetchone() or (0, str(datetime.now()), "")
        query = "SELECT count(DISTINCT at || what) FROM change WHERE id > ?"
        edits: int = connection.execute(query, (saved,)).fetchone()[0]
        return newest, datetime.fromisoformat(at), what, edits
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError("the change log cannot be read") from error
    finally:
        connection.close()


def fate_of(about: About) -> Fate:
    """Say whether the file is as this working copy last left it."""
    try:
        if (about.stamp and about.stamp.fits(about.target)) or _is_next(about):
            return Fate.UNCHANGED
        return Fate.CHANGED if about.target.exists() else Fate.GONE
    except OSError:
        return Fate.GONE


def _is_next(about: About) -> bool:
    """Tell whether the save that was under way at the end did take place."""
    try:
        return bool(about.next_digest) and digest(about.target) == about.next_digest
    except OSError:
        return False


def destination(recovery: Recovery) -> Path:
    """Say under which name work goes on whose file was changed, is in use, or is gone."""
    when = f"brought back {recovery.at.day} {recovery.at:%b %Y %H.%M}"
    if not recovery.target.parent.is_dir():
        return free_name(paths.user_documents() / recovery.target.name, when)
    if recovery.fate is Fate.GONE:
        return recovery.target
    return free_name(recovery.target, when)


def recoverable() -> list[Recovery]:
    """Find the work of processes that ended before it was saved, and sweep away the rest."""
    found = []
    for place in working.dead():
        recovery = None if place.about.read_only else look(place)
        if recovery:
            found.append(recovery)
            place.release()
        else:
            discard(place)
    return found


def discard(place: Working) -> None:
    """Throw away a working copy in which nothing is that its file does not hold."""
    tidy(place)
    place.remove()


def tidy(place: Working) -> None:
    """Remove what a process that ended left beside its file: its lock, and half a save."""
    locks.clear(place.about.target, place.token)
    target = place.about.target
    with suppress(OSError):  # out of reach; a part of a save harms nobody
        # Of copies in the same folder too, and of a name that was about to be taken.
        for part in target.parent.glob(place.part(Path("*")).name):
            part.unlink(missing_ok=True)


def settle(place: Working) -> None:
    """Note a save that took place, but whose process ended before it could note it."""
    about = place.about
    if _is_next(about):
        stamp = Stamp.of(about.target.stat(), about.next_digest)
        place.note(stamp=stamp, saved_change=about.next_change, next_digest="")
