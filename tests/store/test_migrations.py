"""The shape of the file: every version opens, and is the same as one made today."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from full import FILES, full_project
from peewee import DateField, DateTimeField, FloatField, IntegerField, TextField

from natpatsip_desktop.core.records import Measure, Point, Project
from natpatsip_desktop.errors import CannotOpen
from natpatsip_desktop.store import checks, migrations
from natpatsip_desktop.store.document import new_document, open_document, read_workbook_at
from natpatsip_desktop.store.migrations import MIGRATIONS, VERSION, migrate, version_of
from natpatsip_desktop.store.tables import TABLES

SQL_TYPES = {
    IntegerField: "INTEGER",
    FloatField: "REAL",
    TextField: "TEXT",
    DateField: "TEXT",
    DateTimeField: "TEXT",
}


@pytest.fixture
def migrated() -> Iterator[sqlite3.Connection]:
    """An empty workbook of the newest version."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        yield connection


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_workbook_of_every_version_opens_with_all_that_is_in_it(
    version: int, tmp_path: Path, migrated: sqlite3.Connection
) -> None:
    path = tmp_path / f"v{version}.qiw"
    shutil.copyfile(FILES / path.name, path)
    assert int.from_bytes(path.read_bytes()[60:64], "big") == version
    document = open_document(path)
    workbook = document.workbook
    assert version_of(workbook.connection) == VERSION
    for kind in TABLES:
        assert workbook.all(kind), f"nothing of {kind.__name__} in v{version}.qiw"
    assert workbook.all(Project)[0].title == "Triage"
    assert workbook.count(Point) == 24
    assert workbook.one(Measure, workbook.all(Project)[0].main_measure_id or 0).name == "Births"
    assert checks.shape_of(workbook.connection) == checks.shape_of(migrated)
    document.close()


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_records_tables_and_the_file_have_the_same_columns(
    kind: type, migrated: sqlite3.Connection
) -> None:
    table = TABLES[kind]
    found = migrated.execute(f'PRAGMA table_info("{table._meta.table_name}")').fetchall()
    columns = [(row[1], row[2], not row[3] and not row[5]) for row in found]
    expected = [
        (
            field.column_name,
            next(SQL_TYPES[base] for base in type(field).__mro__ if base in SQL_TYPES),
            field.null,
        )
        for field in table._meta.sorted_fields
    ]
    assert columns == expected
    order = [field.name for field in fields(kind)]
    assert sorted(order) == sorted(table._meta.fields)
    optional = {field.name for field in fields(kind) if "None" in str(field.type)}
    assert optional == {field.name for field in table._meta.sorted_fields if field.null}


def test_every_table_of_the_file_has_a_record(migrated: sqlite3.Connection) -> None:
    names = migrated.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {name for (name,) in names} == {table._meta.table_name for table in TABLES.values()}


def test_every_table_is_strict_and_every_parent_has_an_index(
    migrated: sqlite3.Connection,
) -> None:
    for name, sql in migrated.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
    ).fetchall():
        assert sql.endswith("STRICT"), name
    for table in TABLES.values():
        name = table._meta.table_name
        for key in migrated.execute(f'PRAGMA foreign_key_list("{name}")').fetchall():
            if key[6] == "CASCADE":
                plan = migrated.execute(
                    f'EXPLAIN QUERY PLAN DELETE FROM "{name}" WHERE "{key[3]}" = 1'
                ).fetchall()
                assert name in ("annotation",) or "SEARCH" in plan[0][3], (name, key[3], plan)


def test_an_upgrade_keeps_everything_and_the_file_changes_only_when_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Wards.qiw"
    document = new_document(path)
    full_project(document.workbook)
    document.close()
    before = path.read_bytes()
    script = "CREATE TABLE tomorrow (id INTEGER PRIMARY KEY) STRICT;"
    monkeypatch.setattr(migrations, "MIGRATIONS", [*MIGRATIONS, script])
    monkeypatch.setattr(migrations, "VERSION", VERSION + 1)
    document = open_document(path)
    assert version_of(document.workbook.connection) == VERSION + 1
    assert document.workbook.count(Point) == 24
    assert path.read_bytes() == before
    with document.workbook.edit("Rename"):
        document.workbook.change(document.workbook.all(Project)[0], title="Later")
    document.close()
    monkeypatch.undo()
    with pytest.raises(CannotOpen, match="newer version"):
        open_document(path)


def test_an_upgrade_that_fails_is_undone_whole(migrated: sqlite3.Connection) -> None:
    before = checks.shape_of(migrated)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            migrations, "MIGRATIONS", [*MIGRATIONS, "CREATE TABLE a (x); SELECT nonsense;"]
        )
        patch.setattr(migrations, "VERSION", VERSION + 1)
        with pytest.raises(sqlite3.OperationalError):
            migrate(migrated)
    assert checks.shape_of(migrated) == before
    assert version_of(migrated) == VERSION


def test_a_workbook_made_today_is_the_newest_version(wards: Path) -> None:
    with read_workbook_at(wards) as workbook:
        assert version_of(workbook.connection) == VERSION
    assert re.fullmatch(r"v\d+\.qiw", sorted(FILES.glob("v*.qiw"))[-1].name)
    assert {path.name for path in FILES.glob("v*.qiw")} == {
        f"v{number}.qiw" for number in range(1, VERSION + 1)
    }
