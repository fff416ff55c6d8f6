"""Dated versions: what a workbook's file held before each save, kept on this computer.

Kept are all versions of today, the last of each day for a month and the last of each month for a
year, and the last one before that, within `MAX_BYTES` for one workbook. What was thinned out is
written down and said.
"""

import hashlib
import itertools
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from natpatsip_desktop import paths
from natpatsip_desktop.store import checks, working
from natpatsip_desktop.store.faults import Doing, spoken
from natpatsip_desktop.store.files import copy, moment, write_whole
from natpatsip_desktop.store.workbook import Workbook

MAX_BYTES = 512 * 1024**2
DAYS_DAILY = 31
DAYS_MONTHLY = 366
_NAME = re.compile(r"(\d+) (\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)\.qiw")
_STAMP = "%Y-%m-%d %H.%M.%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What the file held from `at` on; `number` counts up, whatever the clock did."""

    path: Path
    number: int
    at: datetime
    size: int

    def words(self) -> str:
        """Say when, as a table does."""
        return f"{self.at.day} {self.at:%b %Y %H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thinned:
    """How many versions of a day are not kept any more."""

    day: date
    count: int

    def words(self) -> str:
        """Say it in a sentence."""
        versions = "1 version" if self.count == 1 else f"{self.count} versions"
        verb = "was" if self.count == 1 else "were"
        return f"{versions} of {self.day.day} {self.day:%B %Y} {verb} thinned out."


def folder_of(target: Path) -> Path:
    """Return where the versions of a workbook are kept; a file moved elsewhere starts anew."""
    key = hashlib.sha256(os.fsencode(os.path.normcase(target))).hexdigest()[:12]
    return paths.user_data() / "versions" / f"{target.stem[:40]} {key}"


def all_versions(target: Path) -> list[Version]:
    """Return the versions of a workbook, newest first."""
    folder = folder_of(target)
    return _read(folder) if folder.is_dir() else []


@contextmanager
def opened(version: Version) -> Iterator[Workbook]:
    """Open a version to read, on a copy; raise CannotOpen if it is not whole any more."""
    name = f"The version of {version.words()}"
    checks.look(version.path, name)
    place = working.make(version.path, read_only=True)
    try:
        with spoken(Doing.OPEN, name):
            copy(version.path, place.file)
        checks.inspect(place.file, name)
        workbook = Workbook(place.file, read_only=True)
        try:
            yield workbook
        finally:
            workbook.close()
    finally:
        place.remove()


def thinned(target: Path) -> list[Thinned]:
    """Return what was thinned out, newest day first."""
    notes = _notes(folder_of(target))
    return [
        Thinned(day=date.fromisoformat(day), count=notes[day])
        for day in sorted(notes, reverse=True)
    ]


def keep(target: Path, now: datetime | None = None) -> Version:
    """Keep what the file holds now as a version, and thin out old ones; raise OSError."""
    folder = folder_of(target)
    folder.mkdir(parents=True, exist_ok=True)
    stat = target.stat()
    at = moment(stat.st_mtime)
    number = max((version.number for version in _read(folder)), default=0) + 1
    path = folder / f"{number:06} {at:{_STAMP}}.qiw"
    for half in folder.glob("*.part"):
        half.unlink(missing_ok=True)  # of a process that ended halfway
    _copy(target, path)
    thin(folder, now or datetime.now())
    return Version(path=path, number=number, at=at, size=stat.st_size)


def thin(folder: Path, now: datetime) -> None:
    """Drop the versions that the rule or the bound does not keep, and note how many of each day."""
    found = _read(folder)
    surplus = surplus_versions(found, now)
    if not surplus:
        return
    notes = _notes(folder)
    for version in surplus:
        version.path.unlink(missing_ok=True)
        day = version.at.date().isoformat()
        notes[day] = notes.get(day, 0) + 1
    write_whole(folder / "thinned.json", json.dumps(notes))


def surplus_versions(
    found: Iterable[Version], now: datetime, max_bytes: int = MAX_BYTES
) -> list[Version]:
    """Return the versions that need not be kept; the newest always is."""
    newest_first = sorted(found, key=lambda version: -version.number)
    kept: dict[object, Version] = {}
    for version in newest_first:
        kept.setdefault(_place(version, now), version)
    places = {version.number for version in kept.values()}
    stay = [version for version in newest_first if version.number in places]
    while len(stay) > 1 and sum(version.size for version in stay) > max_bytes:
        stay.remove(_closest(stay))
    staying = {version.number for version in stay}
    return [version for version in newest_first if version.number not in staying]


def _place(version: Version, now: datetime) -> object:
    """Name the place a version competes for."""
    age = (now.date() - version.at.date()) / timedelta(days=1)
    if age < 1:
        return version.number  # today, or ahead of a clock that was set back: all are kept
    if age <= DAYS_DAILY:
        return version.at.date()
    if age <= DAYS_MONTHLY:
        return (version.at.year, version.at.month)
    return "a year ago"  # the last before: a workbook that rested for long must not lose it at once


def _closest(newest_first: list[Version]) -> Version:
    """Return the version that is missed least: the one closest in time to the next newer one."""
    pairs = itertools.pairwise(newest_first)
    return min(pairs, key=lambda pair: abs(pair[0].at - pair[1].at))[1]


def _read(folder: Path) -> list[Version]:
    found = []
    for path in folder.iterdir():
        match = _NAME.fullmatch(path.name)
        at = _time_of(match[2]) if match else None
        if match and at and path.is_file():
            size = path.stat().st_size
            found.append(Version(path=path, number=int(match[1]), at=at, size=size))
    return sorted(found, key=lambda version: -version.number)


def _time_of(words: str) -> datetime | None:
    try:
        return datetime.strptime(words, _STAMP)
    except ValueError:
        return None  # a name that somebody made up


def _notes(folder: Path) -> dict[str, int]:
    try:
        notes: dict[str, int] = json.loads((folder / "thinned.json").read_text(encoding="utf-8"))
        return {day: int(count) for day, count in notes.items() if date.fromisoformat(day)}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _copy(source: Path, path: Path) -> None:
    """Give the file a second name where the disk can; the save then takes the first one away."""
    try:
        path.hardlink_to(source)
    except OSError:
        part = path.with_suffix(".part")
        try:
            shutil.copy2(source, part)
            part.rename(path)  # whole, or not there: a disk may be full halfway
        finally:
            part.unlink(missing_ok=True)
