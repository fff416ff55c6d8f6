"""Look through the dated versions of a workbook, compare them, and go back to one."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from natpatsip_desktop.actions.comparing import Comparison, compare
from natpatsip_desktop.core.periods import long_date, short_date
from natpatsip_desktop.core.records import Point, Project
from natpatsip_desktop.errors import CannotSave
from natpatsip_desktop.store import files, versions
from natpatsip_desktop.store.document import Document, open_document
from natpatsip_desktop.store.places import real
from natpatsip_desktop.store.saving import free_name
from natpatsip_desktop.store.versions import Thinned, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """How much a version holds."""

    projects: int
    points: int


def kept_versions(document: Document) -> list[Version]:
    """Return the dated versions of the open workbook, newest first."""
    return document.versions()


def thinned_out(document: Document) -> list[Thinned]:
    """Return what was thinned out, newest day first."""
    return versions.thinned(document.target)


def contents_of(version: Version) -> Contents:
    """Say how much a version holds; raise CannotOpen if it is not whole any more.

    May be called from any thread, as may `compared`.
    """
    with versions.opened(version) as workbook:
        return Contents(
            projects=workbook.count(Project, deleted_at=None), points=workbook.count(Point)
        )


def compared(document: Document, version: Version, other: Version | None = None) -> Comparison:
    """Say what changed from a version to another one, or to now."""
    with TemporaryDirectory(prefix="natpatsip-") as folder:
        later = other or _now(document, Path(folder))
        with versions.opened(version) as before, versions.opened(later) as after:
            return compare(before, after)


def _now(document: Document, folder: Path) -> Version:
    """Write the workbook as it is at this moment, saved or not, where it can be read."""
    path = folder / "now.qiw"
    document.save_copy(path)
    return Version(path=path, number=0, at=datetime.now(), size=path.stat().st_size)


def newest_of(path: Path) -> Version | None:
    """Return the newest version of a workbook that may not be opened itself."""
    found = versions.all_versions(real(path))
    return found[0] if found else None


def as_new_workbook(version: Version, beside: Path) -> Path:
    """Write a version to a new workbook beside the one it is of, and return its file."""
    when = f"version of {short_date(version.at.date())} {version.at:%H.%M}"
    target = free_name(real(beside), when)
    document = look_at(version)
    try:
        document.save_copy(target)
    finally:
        document.close()
    return target


def look_at(version: Version) -> Document:
    """Open a version to read only; the workbook it is of stays as it is."""
    return open_document(version.path, read_only=True)


def go_back_to(document: Document, version: Version) -> str:
    """Make the workbook hold what a version holds, in one edit; return the words of the edit.

    Undo takes it back, and the state before is kept as a version too.
    """
    # If it cannot be saved now, undo still has the state before.
    with suppress(CannotSave):
        document.save()
    return document.restore(version)


def version_words(version: Version) -> str:
    """Name a version in a sentence: «14:32, 3 November 2025»."""
    return f"{version.at:%H:%M}, {long_date(version.at.date())}"


def when_words(version: Version) -> str:
    """Name a version in a table: «3 Nov 2025, 14:32:10», since several may be of one minute."""
    return f"{short_date(version.at.date())}, {version.at:%H:%M:%S}"


def size_words(size: int) -> str:
    """Say how large a file is: «48 KB», «1.2 MB»."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000)):,} KB"
    return f"{size / 1_000_000:,.1f} MB"


def file_as_version(path: Path) -> Version:
    """Let another file of this workbook be compared as if it were a version of it."""
    state = path.stat()
    at = files.moment(state.st_mtime)
    return Version(path=path, number=0, at=at, size=state.st_size)
