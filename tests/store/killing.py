"""Kill a working process at a random moment, and look whether anything acknowledged is lost."""

import random
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from natpatsip_desktop.core.records import Project
from natpatsip_desktop.store import checks
from natpatsip_desktop.store.document import open_document, read_workbook_at

VICTIM = Path(__file__).with_name("victim.py")
LONGEST_LIFE = 1.2  # seconds after it is ready


@dataclass(frozen=True, slots=True)
class Round:
    """What one victim had said when it was killed, and what the next start brought back."""

    done: int
    saved: int
    brought_back: bool
    half_save: bool


def kill_round(path: Path, seed: int) -> Round:
    """Let a victim work on `path`, kill it, and check the file and what the next start finds."""
    chance = random.Random(seed)
    done, saved = _let_work_and_kill(path, seed, chance.random() * LONGEST_LIFE)
    half_save = bool(list(path.parent.glob("*.part")))
    checks.inspect(path, path.name)  # the file in its folder is whole at every moment
    with read_workbook_at(path) as workbook:
        assert workbook.count(Project) >= saved
    document = open_document(path)
    assert not document.read_only, document.holder
    brought_back = any("brought back" in notice for notice in document.notices)
    titles = {project.title for project in document.workbook.all(Project)}
    assert titles >= {f"Project {number}" for number in range(1, done + 1)}
    assert len(titles) <= done + 1  # at most the one edit nobody had been told of
    _check_whole(document.workbook.connection)
    query = "SELECT DISTINCT value FROM point"
    numbers = {number for (number,) in document.workbook.connection.execute(query)}
    assert numbers == {float(title.split()[1]) for title in titles}, "an edit came back in part"
    document.close()
    assert sorted(entry.name for entry in path.parent.iterdir()) == [path.name]
    with read_workbook_at(path) as workbook:
        assert {project.title for project in workbook.all(Project)} == titles
    return Round(done, saved, brought_back, half_save)


def _let_work_and_kill(path: Path, seed: int, life: float) -> tuple[int, int]:
    victim = subprocess.Popen(
        [sys.executable, str(VICTIM), str(path), str(seed)], stdout=subprocess.PIPE
    )
    assert victim.stdout is not None
    first = victim.stdout.readline()
    assert first == b"ready\n", first
    time.sleep(life)
    victim.kill()
    said = victim.stdout.read().decode().splitlines()
    victim.wait()
    victim.stdout.close()
    numbers = {"done": [0], "saved": [0]}
    for line in said:
        word, _, number = line.partition(" ")
        if number.isdigit():
            numbers[word].append(int(number))
    with read_workbook_at(path) as workbook:
        before = workbook.count(Project)
    return max(numbers["done"]) or before, max(numbers["saved"])


def _check_whole(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
