"""A saved file: whole, at rest, the same for the same content, and nothing of what was deleted."""

import random
import re
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from machine import dump
from scenes import add, as_the_dead, fill

from natpatsip_desktop.core.records import EnablerNote, Measure, Point, Project
from natpatsip_desktop.errors import CannotSave
from natpatsip_desktop.store import checks, pages, saving
from natpatsip_desktop.store.document import (
    Document,
    new_document,
    open_document,
    read_workbook_at,
    recover,
    recoverable,
)

ROUNDS = 6
EDITS = 60


class Words:
    """Texts that can be found again in a file, and which of them were taken away."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.live: dict[int, str] = {}
        self.gone: set[str] = set()
        self.made = 0

    def new(self) -> str:
        self.made += 1
        word = f"<word {self.made:05}>"
        return word * self.chance.choice([1, 1, 3, 20, 90, 700])  # the longest need further pages

    def edit(self, document: Document, project: int) -> None:
        """Add, change or delete a few notes in one edit."""
        workbook = document.workbook
        with workbook.edit("Write"):
            for _ in range(self.chance.randrange(1, 12)):
                deed = self.chance.choice(["add", "add", "change", "delete"])
                if deed == "add" or not self.live:
                    text = self.new()
                    note = EnablerNote(project_id=project, enabler_code="EN1", text=text)
                    self.live[workbook.insert(note).id] = text
                    continue
                id = self.chance.choice(sorted(self.live))
                note = workbook.one(EnablerNote, id)
                self.gone.add(self.live.pop(id))
                if deed == "delete":
                    workbook.delete(note)
                else:
                    self.live[id] = self.new()
                    workbook.change(note, text=self.live[id])


def found(texts: Iterable[str], path: Path) -> int:
    """Count the texts whose first word is in the bytes of a file."""
    there = set(re.findall(rb"<word \d{5}>", path.read_bytes()))
    return sum(text[:12].encode() in there for text in texts)


def no_log(document: Document) -> None:
    """Empty the change log, which keeps what was deleted on purpose."""
    document.workbook.connection.execute("DELETE FROM change")


@pytest.mark.parametrize("seed", range(3))
def test_nothing_deleted_survives_in_the_file(
    shared: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(saving, "FREE", 0)  # copy the pages however many are free
    path = shared / "Wards.qiw"
    words = Words(random.Random(seed))
    document = new_document(path)
    with document.workbook.edit("Add"):
        project = document.workbook.insert(Project(title="Triage")).id
    for _ in range(ROUNDS):
        for _ in range(EDITS):
            words.edit(document, project)
        no_log(document)
        document.save()
        checks.inspect(path, path.name)
        assert found(words.gone, path) == 0
        assert found(words.live.values(), path) == len(words.live)
        document.close()
        document = open_document(path)
    document.close()


def test_a_copy_of_the_pages_holds_what_the_working_copy_holds(shared: Path) -> None:
    path = shared / "Wards.qiw"
    document = new_document(path)
    fill(document, projects=8, points=900)
    with document.workbook.edit("Delete"):
        document.workbook.delete(document.workbook.all(Project)[2])
    before = dump(document.workbook)
    document.close()
    with read_workbook_at(path) as workbook:
        assert dump(workbook) == before
        assert workbook.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_saved_file_is_at_rest_and_needs_no_other_file(wards: Path) -> None:
    assert wards.read_bytes()[18:20] == b"\1\1"
    connection = sqlite3.connect(f"{wards.as_uri()}?mode=ro", uri=True)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert connection.execute("SELECT count(*) FROM project").fetchone() == (2,)
    connection.close()
    assert [entry.name for entry in wards.parent.iterdir()] == [wards.name]


def test_a_workbook_opened_and_saved_elsewhere_is_the_same_file(wards: Path, shared: Path) -> None:
    document = open_document(wards)
    document.save_copy(shared / "Copy.qiw")
    document.close()
    assert (shared / "Copy.qiw").read_bytes() == wards.read_bytes()


def test_what_another_program_deleted_does_not_travel_on(wards: Path) -> None:
    other = sqlite3.connect(wards)
    other.execute("PRAGMA secure_delete = OFF")
    title = "Somebody's secret"
    other.execute("UPDATE project SET title = ? WHERE id = 1", (title,))
    other.commit()
    other.execute("UPDATE project SET title = 'Triage' WHERE id = 1")
    other.commit()
    other.close()
    assert title[9:].encode() in wards.read_bytes()
    for _ in range(2):  # the second time this computer knows the file
        document = open_document(wards)
        document.save_copy(wards.with_name("Copy.qiw"))
        document.close()
        assert title[9:].encode() not in wards.with_name("Copy.qiw").read_bytes()
        wards.with_name("Copy.qiw").unlink()


@pytest.mark.parametrize("bring_back", [open_document, lambda _wards: recover(recoverable()[0])])
def test_what_an_older_program_left_behind_is_wiped_before_it_is_saved(
    wards: Path, bring_back: Callable[[Path], Document]
) -> None:
    document = open_document(wards)
    texts = [f"<word {number:05}>" for number in range(20)]
    with document.workbook.edit("Write"):
        for text in texts:
            document.workbook.insert(EnablerNote(project_id=1, enabler_code="EN1", text=text))
    connection = document.workbook.connection
    connection.execute("DELETE FROM change WHERE new LIKE '%<word%'")
    add(document, "Triage")
    connection.execute("PRAGMA secure_delete = OFF")  # as it was before format 2
    connection.execute("DELETE FROM enabler_note WHERE id % 2")
    as_the_dead(document)
    assert found(texts, document.workbook.path) == 20
    bring_back(wards).close()
    assert found(texts, wards) == 10
    with read_workbook_at(wards) as workbook:
        assert len(workbook.all(EnablerNote)) == 10


def test_a_workbook_of_which_much_was_deleted_becomes_smaller(shared: Path) -> None:
    path = shared / "Wards.qiw"
    document = new_document(path)
    fill(document, projects=4, points=4_000)
    document.save()
    large = path.stat().st_size
    with document.workbook.edit("Delete"):
        for project in document.workbook.all(Project)[1:]:
            document.workbook.delete(project)
    document.close()
    assert path.stat().st_size < large / 2


@pytest.mark.parametrize("size", [512, 1024, 4096, 65_536])
def test_every_page_size_is_wiped_and_stays_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "pages.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {size}")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    chance = random.Random(size)
    for number in range(3_000):
        text = f"<word {number:05}>" * chance.choice([1, 5, 40])
        connection.execute("INSERT INTO note VALUES (?, ?)", (chance.randrange(10**9), text))
    connection.execute("CREATE INDEX by_text ON note (text)")
    connection.execute("DELETE FROM note WHERE id % 3")
    kept = connection.execute("SELECT * FROM note ORDER BY id").fetchall()
    connection.close()
    pages.finish(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("SELECT * FROM note ORDER BY id").fetchall() == kept
    connection.close()
    live = {text[:12] for _, text in kept}
    gone = [word for i in range(3_000) if (word := f"<word {i:05}>") not in live]
    assert gone
    assert found(gone, path) == 0


def test_pages_that_may_move_are_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "moving.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA auto_vacuum = FULL")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 500,)] * 500)
    connection.close()
    pages.finish(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_a_save_of_many_points_reads_back_point_for_point(shared: Path) -> None:
    path = shared / "Wards.qiw"
    document = new_document(path)
    fill(document, projects=3, points=30_000)
    document.close()
    with read_workbook_at(path) as workbook:
        for measure in workbook.all(Measure):
            points = workbook.all(Point, "item", measure_id=measure.id)
            assert [point.value for point in points] == [float(i) for i in range(30_000)]


def test_a_part_that_another_program_holds_is_not_waited_for_for_ever(
    wards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(wards)
    part = document._working.part(wards)
    copy = saving._copy_pages

    def held(connection: sqlite3.Connection, to: Path) -> None:
        other = sqlite3.connect(part, timeout=0)
        other.execute("CREATE TABLE held (id)")
        connect = sqlite3.connect

        def late(path: Path, **options: Any) -> sqlite3.Connection:
            opened = connect(path, timeout=0, **options)
            opened.execute("PRAGMA journal_mode = OFF")
            other.execute("BEGIN EXCLUSIVE")
            return opened

        with monkeypatch.context() as patch:
            patch.setattr(saving.sqlite3, "connect", late)
            try:
                copy(connection, to)
            finally:
                other.close()

    with document.workbook.edit("Add"):
        document.workbook.insert(Project(title="Triage"))
    with monkeypatch.context() as patch:
        patch.setattr(saving, "_copy_pages", held)
        with pytest.raises(CannotSave, match="another program is holding it"):
            document.save()
    document.close()
    with read_workbook_at(wards) as workbook:
        assert workbook.find(Project, title="Triage") is not None
