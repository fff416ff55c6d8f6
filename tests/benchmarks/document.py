"""What the document costs, as ratios within one run: an edit, a save, opening, memory.

    python tests/bench.py document

Medians; the two sides of a ratio are measured in turn, so that whatever else the computer does
meets both.
"""

import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from natpatsip_desktop.core.records import Measure, Point, Project
from natpatsip_desktop.paths import DATA_VARIABLE
from natpatsip_desktop.store.document import Document, new_document, open_document
from natpatsip_desktop.store.files import sync
from natpatsip_desktop.store.workbook import Workbook

if sys.platform != "win32":
    import resource

ROOT = Path(__file__).resolve().parents[2]
EDITS = 300
PROJECTS = POINTS = 1_000
IMPORT = 100_000
RUNS = 5

PAINT = """
import sys
from pathlib import Path
from natpatsip_desktop.gui.app import run

def end():
    from PySide6.QtWidgets import QApplication
    QApplication.quit()

sys.exit(run(Path(sys.argv[1]), painted=end))
"""


def main() -> int:
    """Print every measure and the aim it has."""
    with tempfile.TemporaryDirectory(prefix="natpatsip-document-") as name:
        folder = Path(name)
        os.environ[DATA_VARIABLE] = str(folder / "data")
        _edits(folder)
        _imports(folder)
        big = _make_big(folder)
        _saves(folder, big)
        _opening(folder, big)
        _numbers(big)
        _paint(folder, big)
    return 0


def _took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _in_turn(runs: int, *sides: Callable[[], object]) -> list[float]:
    """Return the median seconds of each side, run in turn."""
    rounds = [[_took(side) for side in sides] for _ in range(runs)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def _say(what: str, seconds: float, against: float | None = None, aim: str = "") -> None:
    ratio = f"  ratio {seconds / against:5.2f}" if against else ""
    print(f"{what:<54}{seconds * 1000:9.2f} ms{ratio}{f'  ({aim})' if aim else ''}")


def _bare(folder: Path, journal: str) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / f"bare-{journal}.db", isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE point (id INTEGER PRIMARY KEY, value REAL)")
    connection.execute("INSERT INTO point VALUES (1, 0)")
    return connection


def _edits(folder: Path) -> None:
    """One changed number, acknowledged: transaction, undo images, change log and notice."""
    document = new_document(folder / "edits.qiw")
    workbook = document.workbook
    with workbook.edit("Add"):
        project = workbook.insert(Project(title="Triage"))
        measure = workbook.insert(Measure(project_id=project.id, name="Births"))
        point = workbook.insert(Point(measure_id=measure.id, starts=date(2025, 9, 8)))
    wal, rollback = _bare(folder, "wal"), _bare(folder, "delete")
    number = 0

    def ours() -> None:
        nonlocal number
        number += 1
        with workbook.edit("births 41 → 52"):
            workbook.change(point, value=float(number))

    def theirs(connection: sqlite3.Connection) -> Callable[[], object]:
        return lambda: connection.execute("UPDATE point SET value = value + 1 WHERE id = 1")

    edit, bare_wal, bare_rollback = _in_turn(EDITS, ours, theirs(wal), theirs(rollback))
    print(f"one edit (median of {EDITS}, synchronous=FULL; ours is WAL)")
    _say("  bare sqlite3 commit, WAL", bare_wal)
    _say("  bare sqlite3 commit, rollback journal", bare_rollback)
    _say("  an edit acknowledged, against WAL", edit, bare_wal, "aim: <= 2")
    _say("  the same, against the rollback journal", edit, bare_rollback)
    document.close()


def _imports(folder: Path) -> None:
    document = new_document(folder / "imports.qiw")
    workbook = document.workbook
    with workbook.edit("Add"):
        project = workbook.insert(Project(title="Triage"))
        measures = [
            workbook.insert(Measure(project_id=project.id, name=f"Measure {number}"))
            for number in range(IMPORT // POINTS)
        ]
    points = [point for measure in measures for point in _points(measure.id)]
    print(f"{IMPORT:,} points in one edit")
    with_undo = _took(lambda: _import(workbook, points))
    _say("  insert_many, with undo and change log", with_undo)
    _say("  undo of it", _took(workbook.undo))
    _say("  redo of it", _took(workbook.redo))
    document.close()


def _import(workbook: Workbook, points: list[Point]) -> None:
    with workbook.edit("Import"):
        workbook.insert_many(points)


def _points(measure_id: int) -> list[Point]:
    first = date(2000, 1, 1)
    return [
        Point(
            measure_id=measure_id,
            starts=first + timedelta(number),
            numerator=float(number),
            denominator=100.0,
        )
        for number in range(POINTS)
    ]


def _make_big(folder: Path) -> Path:
    path = folder / "big.qiw"
    document = new_document(path)
    workbook = document.workbook
    for number in range(PROJECTS):
        with workbook.edit(f"Add project {number}"):
            project = workbook.insert(Project(title=f"Project {number}"))
            measure = workbook.insert(Measure(project_id=project.id, name=f"Measure {number}"))
            workbook.insert_many(_points(measure.id))
    document.close()
    size = path.stat().st_size / 1e6
    print(f"a workbook of {PROJECTS:,} projects and {PROJECTS * POINTS:,} points: {size:.0f} MB")
    return path


def _saves(folder: Path, big: Path) -> None:
    document = open_document(big)
    number = 0

    def save() -> None:
        nonlocal number
        number += 1
        with document.workbook.edit("Rename"):
            project = document.workbook.one(Project, 1)
            document.workbook.change(project, title=f"Project {number}")
        document.save()

    def copy() -> None:
        shutil.copyfile(big, folder / "copy.qiw")
        sync(folder / "copy.qiw")

    saved, copied = _in_turn(RUNS, save, copy)
    _say("  copying the file and fsync", copied)
    _say("  a save (pages, wiped; fsync, digest, version)", saved, copied, "aim: <= 3")
    document.close()


def _opening(folder: Path, big: Path) -> None:
    empty = folder / "empty.qiw"
    new_document(empty).close()
    known, small = _in_turn(RUNS, lambda: _open(big).close(), lambda: _open(empty).close())
    _say("  opening an empty workbook", small)
    _say("  opening it, last saved by this computer", known, small)
    shutil.rmtree(folder / "data" / "known")
    _say("  opening it for the first time: every check", _took(lambda: _open(big).close()))


def _open(path: Path) -> Document:
    return open_document(path)


def _numbers(big: Path) -> None:
    before = _memory()
    document = open_document(big)
    workbook = document.workbook
    ids = [measure.id for measure in workbook.all(Measure)]
    _say("  numbers() of all its measures", _took(lambda: [workbook.numbers(id) for id in ids]))
    document.close()
    print(f"  memory at most: {_memory():.0f} MB, of it {_memory() - before:.0f} MB by this")


def _memory() -> float:
    """Return the most memory this process ever had, in MB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _paint(folder: Path, big: Path) -> None:
    """Whole processes from start until the window is painted, the big against the empty one."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def start(path: Path) -> Callable[[], object]:
        command = [sys.executable, "-c", PAINT, str(path)]
        return lambda: subprocess.run(
            command, check=True, env=environment, cwd=ROOT, capture_output=True
        )

    start(folder / "empty.qiw")()  # reads the disk for all the others
    large, small = _in_turn(3, start(big), start(folder / "empty.qiw"))
    _say("  window painted, empty workbook", small)
    _say("  window painted, this workbook", large, small, "aim: < 2")


if __name__ == "__main__":
    sys.exit(main())
