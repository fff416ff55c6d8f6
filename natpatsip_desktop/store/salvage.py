"""Bring what can be read of a damaged workbook into a new one, and list what could not be."""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from peewee import DateTimeField

from natpatsip_desktop.errors import CannotOpen, Problem, Severity
from natpatsip_desktop.store import checks, files, orphans, saving
from natpatsip_desktop.store.faults import Doing, spoken
from natpatsip_desktop.store.leaves import LEAF, Damaged, Pages, Row
from natpatsip_desktop.store.migrations import MIGRATIONS, VERSION, migrate, stamp
from natpatsip_desktop.store.tables import TABLES
from natpatsip_desktop.store.words import counted

TABLE_OF = {table._meta.table_name: table for table in TABLES.values()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvage:
    """What came out of a damaged workbook: how much of each table, and what is wanting."""

    target: Path
    kept: dict[str, int]
    problems: tuple[Problem, ...]

    def words(self) -> str:
        """Say how much was kept, the main things only."""
        told = [counted(table, self.kept[table]) for table in ("project", "measure", "point")]
        return f"{', '.join(told[:-1])} and {told[-1]} were brought into {self.target.name}."


def salvage(path: Path, target: Path) -> Salvage:
    """Read what can be read of `path` and write it to the new workbook `target`.

    `path` is only read. Raises CannotOpen if nothing of a workbook is in it, and CannotSave if
    `target` is there or cannot be written.
    """
    saving.check_free(target)
    with spoken(Doing.OPEN, path.name):
        if path.stat().st_size > checks.MAX_BYTES:
            raise CannotOpen(f"{path.name} is larger than a workbook can be (2 GB).", NOTHING)
        data = path.read_bytes()
    version = int.from_bytes(data[60:64], "big")
    version = version if 1 <= version <= VERSION else VERSION
    with tempfile.TemporaryDirectory(prefix="natpatsip-") as folder:
        built = Path(folder) / "salvaged.qiw"
        kept, problems = _build(built, Pages.of(data), version)
        if not sum(kept.values()):
            raise CannotOpen(f"Nothing in {path.name} could be read as a workbook.", NOTHING)
        part = target.with_name(f"{target.name}.part")
        with saving.written(built, part, target.name):
            files.put_in_place(part, target)
    return Salvage(target=target, kept=kept, problems=tuple(problems))


NOTHING = "Look for another copy of it, or go back to an earlier version."


def _build(path: Path, pages: Pages, version: int) -> tuple[dict[str, int], list[Problem]]:
    """Make a workbook of the rows in these pages; return what is in it and what is not."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(f"PRAGMA synchronous = OFF;{''.join(MIGRATIONS[:version])}")
        stamp(connection, version)
        connection.execute("BEGIN")
        lost, emptied = Counter[str](), Counter[str]()
        for table, rows in _rows_by_table(connection, pages):
            lost[table] += _insert(connection, table, rows)
        _empty_unfit(connection, emptied)
        _drop_unfit(connection, lost, emptied)
        connection.execute("COMMIT")
        kept = {table: _count(connection, table) for table in _tables(connection)}
        migrate(connection)
    finally:
        connection.close()
    return kept, _problems(pages, lost, emptied)


def _problems(pages: Pages, lost: Counter[str], emptied: Counter[str]) -> list[Problem]:
    found = [
        Problem(
            where=TABLE_OF[table]._meta.table_name,
            what=f"{counted(table, count)} could not be read whole and {_were(count)} left out.",
            severity=Severity.WARNING,
        )
        for table, count in lost.items()
        if count
    ]
    for table, count in (+emptied).items():
        boxes = "1 date or number" if count == 1 else f"{count:,} dates or numbers"
        what = f"{boxes} could not be read and {_were(count)} left empty."
        found.append(Problem(where=table, what=what, severity=Severity.WARNING))
    if pages.unreadable:
        places = "1 place" if pages.unreadable == 1 else f"{pages.unreadable:,} places"
        what = f"{places} in the file cannot be read at all; what stood there is lost."
        found.append(Problem(where="", what=what, severity=Severity.WARNING))
    return found


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


# -- finding the rows ----------------------------------------------------------------------


def _rows_by_table(
    connection: sqlite3.Connection, pages: Pages
) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield the rows of each table by its tree, then those of leaves that no tree reaches."""
    owned: set[int] = set()
    for table, root in _roots(connection, pages).items():
        leaves = list(pages.leaves(root))
        owned.update(leaves)
        yield table, (row for leaf in leaves for row in pages.rows(leaf))
    if not pages.unreadable:
        return  # every tree is whole, so whatever else is there was deleted
    shapes = {table: _shape(connection, table) for table in _tables(connection)}
    for number in range(2, pages.count + 1):
        if number not in owned and pages.kind(number) == LEAF:
            rows = list(pages.rows(number))
            fitting = [table for table in shapes if all(_fits(row, shapes[table]) for row in rows)]
            if len(fitting) == 1:
                yield fitting[0], iter(rows)


class Column(NamedTuple):
    """The type of a column, whether a cell may be empty, and whether older rows may lack it."""

    kind: str
    optional: bool
    later: bool


Shape = list[Column]
PYTHON = {"INTEGER": (int,), "REAL": (int, float), "TEXT": (str,)}


def _shape(connection: sqlite3.Connection, table: str) -> Shape:
    """Return the columns of a table; those that an upgrade added have a default."""
    rows = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [Column(row[2], not row[3], row[4] is not None) for row in rows]


def _fits(row: Row, shape: Shape) -> bool:
    """Tell whether a row may be one of a table; its first cell, the id, stands elsewhere."""
    there, lacking = shape[: len(row.cells)], shape[len(row.cells) :]
    if len(row.cells) != len(there) or not all(column.later for column in lacking):
        return False
    return all(
        isinstance(cell, PYTHON[column.kind]) or (cell is None and column.optional)
        for cell, column in zip(row.cells[1:], there[1:], strict=True)
    )


def _roots(connection: sqlite3.Connection, pages: Pages) -> dict[str, int]:
    """Return the root page of each table: as the file says, or where a save always puts it."""
    said: dict[str, int] = {}
    try:
        for leaf in pages.leaves(1):
            for row in pages.rows(leaf):
                if (
                    len(row.cells) == 5
                    and row.cells[0] == "table"
                    and isinstance(row.cells[3], int)
                ):
                    said[str(row.cells[1])] = row.cells[3]
    except Damaged:
        pages.unreadable += 1
    query = "SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"
    return {name: said.get(name, root) for name, root in _saved_roots(connection, query)}


def _saved_roots(connection: sqlite3.Connection, query: str) -> list[tuple[str, int]]:
    """Save an empty workbook of this version: every save lays out its trees in the same order."""
    with tempfile.TemporaryDirectory(prefix="natpatsip-") as folder:
        path = Path(folder) / "empty.qiw"
        connection.execute("COMMIT")
        connection.execute("VACUUM INTO ?", (str(path),))
        connection.execute("BEGIN")
        saved = sqlite3.connect(path)
        try:
            return saved.execute(query).fetchall()
        finally:
            saved.close()


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Return our tables in the order they were made, parents before children."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
    return [row[0] for row in connection.execute(query) if row[0] in TABLE_OF]


def _count(connection: sqlite3.Connection, table: str) -> int:
    count: int = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    return count


# -- keeping what is fit -------------------------------------------------------------------


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[Row]) -> int:
    """Insert rows as far as the table takes them; return how many it refused.

    The strict table is the judge of types and of what may not be missing. An upgrade does not
    touch the rows that are there, so they end before the columns it added.
    """
    names = [f'"{row[1]}"' for row in connection.execute(f'PRAGMA table_info("{table}")')]
    refused = 0
    for row in rows:
        cells = [row.id, *row.cells[1:]]
        columns, marks = ", ".join(names[: len(cells)]), ", ".join("?" * len(cells))
        try:
            if len(cells) > len(names) or row.id < 1:
                raise sqlite3.IntegrityError
            connection.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', cells)
        except (sqlite3.Error, OverflowError, UnicodeEncodeError):
            refused += 1
    return refused


def _empty_unfit(connection: sqlite3.Connection, emptied: Counter[str]) -> None:
    """Empty what may be empty and cannot be read, so that its row need not go."""
    for table, column, condition in checks.optional(connection):
        sql = f'UPDATE "{table}" SET "{column}" = NULL WHERE {condition}'
        count = connection.execute(sql).rowcount
        emptied[table] += count
    for (table, column), known in checks.KNOWN.items():
        words = ", ".join(f"'{word}'" for word in known)
        sql = f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" NOT IN ({words})'
        connection.execute(sql, (known[0],))


def _drop_unfit(connection: sqlite3.Connection, lost: Counter[str], emptied: Counter[str]) -> None:
    """Drop the rows that no record can be made of, and those whose parents are not there."""
    for table, condition in checks.conditions(connection):
        lost[table] += connection.execute(f'DELETE FROM "{table}" WHERE {condition}').rowcount
        lost[table] += _drop_bad_times(connection, table, emptied)
    lost.update(orphans.let_go(connection))


def _drop_bad_times(connection: sqlite3.Connection, table: str, emptied: Counter[str]) -> int:
    count = 0
    for field in TABLE_OF[table]._meta.sorted_fields:
        if isinstance(field, DateTimeField):
            column = f'"{field.column_name}"'
            rows = connection.execute(f'SELECT id, {column} FROM "{table}"').fetchall()
            bad = [(id,) for id, text in rows if text is not None and not checks.is_time(text)]
            if field.null:
                sql = f'UPDATE "{table}" SET {column} = NULL WHERE id = ?'
                emptied[table] += len(bad)
            else:
                sql = f'DELETE FROM "{table}" WHERE id = ?'
                count += len(bad)
            connection.executemany(sql, bad)
    return count
