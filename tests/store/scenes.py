"""What tests of the store do to workbooks, folders and disks."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

import pytest

from natpatsip_desktop.core.records import Measure, Point, Project
from natpatsip_desktop.store.document import Document

if sys.platform != "win32":
    import resource


def fill(document: Document, projects: int = 2, points: int = 20) -> None:
    """Put projects with a measure and points each into a workbook, in one edit."""
    workbook = document.workbook
    with workbook.edit(f"Add {projects} projects"):
        for number in range(projects):
            project = workbook.insert(Project(title=f"Project {number}"))
            measure = workbook.insert(Measure(project_id=project.id, name=f"Births {number}"))
            workbook.insert_many(
                Point(measure_id=measure.id, starts=date(2025, 1, 1), item=i, value=float(i))
                for i in range(points)
            )


def add(document: Document, title: str) -> None:
    """Add a project, in one edit."""
    with document.workbook.edit(f"Add {title}"):
        document.workbook.insert(Project(title=title))


def titles(document: Document) -> list[str]:
    """Return the titles of the projects of a workbook."""
    return [project.title for project in document.workbook.all(Project)]


Protect = Callable[[Path], AbstractContextManager[None]]


@contextmanager
def withdrawn(path: Path) -> Iterator[None]:
    """Withdraw the right to write a file or a folder; also from root, whom modes do not bind."""
    if os.geteuid() == 0:
        subprocess.run(["chattr", "+i", str(path)], check=True, capture_output=True)
        try:
            yield
        finally:
            subprocess.run(["chattr", "-i", str(path)], check=True)
        return
    mode = path.stat().st_mode
    path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        path.chmod(mode)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes, as a full disk would."""
    if sys.platform == "win32":
        pytest.skip("Windows has no limit for the size of a file")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def leave_free(disk: Path, free: int) -> Path:
    """Fill a disk so that only `free` bytes are left, and return the file that fills it."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    state = os.statvfs(disk)
    ballast.write_bytes(bytes(max(0, state.f_bavail * state.f_frsize - free)))
    return ballast


def as_the_dead(document: Document) -> None:
    """Leave a document as a killed process does: nothing saved, nothing removed, nothing held."""
    document.workbook.close()
    document._working.release()
    if document._lock:
        document._lock._stop.set()
