"""Files that are not whole workbooks: one clear sentence each, and the file as it was."""

import io
import os
import random
import shutil
import sqlite3
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from mutants import try_mutant

from natpatsip_desktop import paths
from natpatsip_desktop.actions.checking import check_file
from natpatsip_desktop.core.records import Point, Project
from natpatsip_desktop.errors import CannotOpen, TooNew
from natpatsip_desktop.store import checks, working
from natpatsip_desktop.store.document import open_document, read_workbook_at
from natpatsip_desktop.store.migrations import APPLICATION_ID, VERSION


def excel_file() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


def refused(path: Path, error: type[CannotOpen] = CannotOpen) -> str:
    """Open a file in both ways; return the sentence, having seen that nothing changed."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(error) as caught:
        open_document(path)
    with pytest.raises(error), read_workbook_at(path):
        pytest.fail("it was opened to read")
    assert not path.is_file() or path.read_bytes() == before
    assert caught.value.hint
    assert not list(path.parent.glob("~*")), "a lock was left behind"
    assert not list(working.root().iterdir()), "a working copy was left behind"
    return caught.value.message


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Wards.qiw is empty: there is no workbook in it."),
        (b"ward,births\nA,41\n", "Wards.qiw is a text file, not a workbook."),
        (excel_file(), "Wards.qiw is a spreadsheet or another zipped file, not a workbook."),
        (
            b"\xd0\xcf\x11\xe0" + bytes(600),
            "Wards.qiw is an older Excel or Word file, not a workbook.",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "Wards.qiw is not a workbook."),
        (b"SQLite format 3\0", "Wards.qiw is not a workbook."),
        (b"SQLite format 3\0" + bytes(4080), "Wards.qiw belongs to another program."),
    ],
)
def test_other_files(shared: Path, content: bytes, sentence: str) -> None:
    path = shared / "Wards.qiw"
    path.write_bytes(content)
    assert refused(path) == sentence


def test_no_file_and_a_folder(shared: Path) -> None:
    assert refused(shared / "Wards.qiw") == "Wards.qiw is not there."
    (shared / "Folder.qiw").mkdir()
    assert refused(shared / "Folder.qiw") == "Folder.qiw is a folder, not a workbook."


def test_a_database_of_another_program(shared: Path) -> None:
    path = shared / "Wards.qiw"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, url TEXT)")
    connection.close()
    assert refused(path) == "Wards.qiw belongs to another program."


def test_a_workbook_of_a_newer_version_says_which_is_needed(wards: Path) -> None:
    changed(wards, f"PRAGMA user_version = {VERSION + 6}")
    sentence = refused(wards, TooNew)
    assert f"reads workbook format {VERSION + 6}, and this one reads up to {VERSION}" in sentence


def changed(path: Path, script: str) -> None:
    """Change a workbook behind our back, as somebody with a SQLite program could."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(f"PRAGMA foreign_keys = OFF; PRAGMA writable_schema = ON; {script}")
    connection.close()


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("CREATE TABLE payload (x)", "payload"),
        ("CREATE VIEW secrets AS SELECT * FROM project", "secrets"),
        (
            "CREATE TRIGGER evil AFTER UPDATE ON project"
            " BEGIN UPDATE project SET title = 'changed'; END",
            "evil",
        ),
        (
            "CREATE TRIGGER evil AFTER INSERT ON point BEGIN DELETE FROM point; END",
            "evil",
        ),
        ("CREATE VIRTUAL TABLE words USING fts5(text)", "words"),
        ("CREATE INDEX odd ON point (abs(value))", "odd"),
        ("ANALYZE", "sqlite_stat"),
        (
            "DROP TABLE setting; CREATE VIEW setting AS"
            " SELECT 1 AS id, 'a' AS name, load_extension('x') AS value",
            "setting",
        ),
        (
            "DROP TABLE setting; CREATE TABLE setting (id INTEGER PRIMARY KEY, name TEXT NOT NULL"
            " UNIQUE, value TEXT NOT NULL DEFAULT (load_extension('x'))) STRICT",
            "setting",
        ),
        ("DROP INDEX point_period", "point_period"),
        ("DROP TABLE cycle", "cycle"),
        (
            "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '        ')"
            " WHERE name = 'point'",
            "point",
        ),
    ],
)
def test_a_shape_that_is_not_ours(wards: Path, script: str, name: str) -> None:
    changed(wards, script)
    sentence = refused(wards)
    assert "holds something that is not part of a workbook" in sentence or (
        "is not a whole workbook" in sentence
    )
    assert name in sentence


@pytest.mark.parametrize(
    "script",
    [
        "UPDATE measure SET unit = 'furlongs'",
        "UPDATE point SET starts = '2025-02-30' WHERE id = 3",
        "UPDATE point SET starts = CAST(x'323032352d30312d3fff' AS TEXT) WHERE id = 3",
        "UPDATE point SET note = CAST(x'ff' AS TEXT) WHERE id = 3",
        "UPDATE project SET created_at = 'yesterday'",
        "UPDATE project SET created_at = '2025-01-01T10:00:00'",
        "UPDATE project SET deleted_at = '2025-01-01 10:00:00+00:00'",
        "UPDATE project SET deleted_at = '2025-W01-1'",
        "UPDATE change SET at = '2025-01-01 10:00:00Z'",
        "UPDATE point SET starts = '9999-12-31' WHERE id = 3",
        "UPDATE project SET aim_by = '1899-12-31'",
        "UPDATE point SET value = 9e999 WHERE id = 3",
        "UPDATE point SET item = 9223372036854775807 WHERE id = 3",
        "UPDATE measure SET position = -9223372036854775808",
        "UPDATE measure SET multiplier = -1e308",
        "UPDATE measure SET rules = 'of thumb'",
        "UPDATE measure SET chart = 'pie'",
        "UPDATE change SET id = 9223372036854775807 WHERE id = 1",
        "UPDATE project SET title = CAST(x'c328' AS TEXT)",
        "UPDATE point SET id = -1 WHERE id = 3",
        "DELETE FROM project WHERE id = 1",
        "UPDATE point SET measure_id = 77 WHERE id = 3",
    ],
)
def test_content_that_no_record_can_hold(wards: Path, script: str) -> None:
    changed(wards, script)
    assert "is damaged" in refused(wards)


def forget_known_files() -> None:
    shutil.rmtree(paths.user_data() / "known", ignore_errors=True)


def test_a_file_is_checked_once_and_again_when_a_byte_changed(
    wards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    inspect = checks.inspect

    def count(path: Path, name: str) -> None:
        checked.append(name)
        inspect(path, name)

    monkeypatch.setattr(checks, "inspect", count)
    open_document(wards).close()
    assert checked == [], "it was written by this computer"
    forget_known_files()
    open_document(wards).close()
    open_document(wards).close()
    assert checked == ["Wards.qiw"]
    data = bytearray(wards.read_bytes())
    data[-1] ^= 1
    wards.write_bytes(data)
    with suppress(CannotOpen):
        open_document(wards).close()
    assert checked == ["Wards.qiw"] * 2


def test_bounds(wards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_known_files()
    monkeypatch.setattr(checks, "MAX_ROWS", 39)
    assert refused(wards) == "Wards.qiw holds more than a workbook can."
    monkeypatch.setattr(checks, "MAX_BYTES", 1000)
    assert refused(wards) == "Wards.qiw is larger than a workbook can be (2 GB)."


def test_a_cell_longer_than_any_is_refused(wards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MAX_CELL", 10_000)
    changed(wards, "UPDATE project SET reason = printf('%.*c', 20000, 'x') WHERE id = 1")
    assert "cannot be opened" in refused(wards) or "cannot be read" in refused(wards)


def test_checking_says_what_is_wrong_and_nothing_of_a_whole_file(wards: Path) -> None:
    assert checks.problems_of(wards) == []
    data = bytearray(wards.read_bytes())
    data[5 * 4096 : 6 * 4096] = bytes(4096)
    wards.write_bytes(data)
    (problem,) = checks.problems_of(wards)
    assert problem.where == "Wards.qiw"
    assert "is damaged" in problem.what and "Check the file" in problem.what
    assert wards.read_bytes() == data


def test_a_text_is_never_run(wards: Path) -> None:
    changed(wards, "UPDATE project SET title = '''; DROP TABLE point; --' WHERE id = 1")
    with read_workbook_at(wards) as workbook:
        assert workbook.count(Point) == 40


def test_the_head_says_ours(wards: Path) -> None:
    assert int.from_bytes(wards.read_bytes()[68:72], "big") == APPLICATION_ID


def test_random_damage_is_refused_in_words_and_changes_nothing(wards: Path) -> None:
    good = wards.read_bytes()
    mutant = wards.with_name("Mutant.qiw")
    outcomes = [try_mutant(good, mutant, seed) for seed in range(40)]
    assert outcomes.count("refused") > 10, "the damage was too little to prove anything"


def test_a_head_that_names_a_format_of_sqlite_to_come(wards: Path) -> None:
    data = bytearray(wards.read_bytes())
    data[44:48] = (9).to_bytes(4, "big")
    wards.write_bytes(data)
    assert refused(wards) == "Wards.qiw is damaged and cannot be opened as it is."


def test_a_file_of_random_bytes_with_our_head(wards: Path) -> None:
    chance = random.Random(1)
    wards.write_bytes(wards.read_bytes()[:100] + chance.randbytes(50_000))
    assert "Wards.qiw" in refused(wards)


def test_a_format_number_below_every_other(wards: Path) -> None:
    changed(wards, "PRAGMA user_version = -1")
    assert refused(wards) == "Wards.qiw is not a whole workbook: its format number is -1."


def test_texts_stored_in_another_way(wards: Path) -> None:
    other = sqlite3.connect(wards.with_name("Other.qiw"), isolation_level=None)
    other.execute("PRAGMA encoding = 'UTF-16'")
    source = sqlite3.connect(wards)
    other.executescript("\n".join(source.iterdump()))
    source.close()
    other.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1")
    other.close()
    wards.with_name("Other.qiw").replace(wards)
    assert "is not a whole workbook: its texts are not as they were" in refused(wards)


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_what_another_program_left_half_written_is_not_passed_over(
    wards: Path, journal: str
) -> None:
    other = sqlite3.connect(wards, isolation_level=None)
    other.execute(f"PRAGMA journal_mode = {journal}")
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE project SET title = 'Kept in the log'")
    if journal == "wal":
        other.execute("COMMIT")
    names = sorted(entry.name for entry in wards.parent.iterdir())
    assert len(names) > 1
    assert "is open in another database program, or was left half written" in refused(wards)
    assert sorted(entry.name for entry in wards.parent.iterdir()) == names
    if journal == "delete":
        other.execute("COMMIT")
    other.close()
    with read_workbook_at(wards) as workbook:
        assert workbook.all(Project)[0].title == "Kept in the log"


def test_an_empty_log_beside_means_nothing(wards: Path) -> None:
    wards.with_name("Wards.qiw-journal").touch()
    open_document(wards).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_not_waited_for(shared: Path) -> None:
    path = shared / "Wards.qiw"
    os.mkfifo(path)
    assert refused(path) == "Wards.qiw is not a file."
    with pytest.raises(CannotOpen, match="is not a file"):
        check_file(path)
