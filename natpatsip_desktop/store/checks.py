"""What a file must be before it is used as a workbook: its head, its shape, its content.

Nothing here runs anything a file brings: the shape is compared before any table is read, and a
file whose triggers, views or tables are not exactly ours is refused. SQLite's defensive mode is
switched on where Python can (`setconfig` came with 3.12); comparing the shape does without it.
"""

import functools
import re
import sqlite3
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import DateField, DateTimeField, FloatField, IntegerField, TextField

from natpatsip_desktop.core.periods import NEWEST, OLDEST
from natpatsip_desktop.core.values import LARGEST
from natpatsip_desktop.core.workings import CHARTS, RULE_SETS
from natpatsip_desktop.errors import CannotOpen, Problem, TooNew
from natpatsip_desktop.store import files, working
from natpatsip_desktop.store.faults import Doing, spoken
from natpatsip_desktop.store.migrations import APPLICATION_ID, MIGRATIONS, VERSION, version_of
from natpatsip_desktop.store.tables import TABLES, ChoiceField
from natpatsip_desktop.store.undo import LAST_SAFE_ID

MAX_BYTES = 2 * 1024**3
MAX_ROWS = 20_000_000
MAX_CELL = 64 * 1024**2
MAX_COUNT = 2**31 - 1  # of what is counted or put in order

# Beyond the last, SQLite would give new rows any number, and no log would know the newest.
WRONG_ID = f"(id < 1 OR id > {LAST_SAFE_ID})"
LOGS = ("-wal", "-journal")  # what SQLite keeps beside a file in use; ours never have one

# Texts that name something the program knows, the usual one first; a new one comes with a new
# format version.
KNOWN = {("measure", "chart"): tuple(CHARTS), ("measure", "rules"): tuple(RULE_SETS)}

Shape = dict[tuple[str, str], tuple[str, str]]
ELSEWHERE = "Choose another file, or start a new workbook and import it there."


def look(path: Path, name: str = "") -> None:
    """Read the head of a file and raise CannotOpen or TooNew unless it is one of our workbooks.

    It is called `name` then, or by the name of the file.
    """
    name = name or path.name
    with spoken(Doing.OPEN, name):
        if path.is_dir():
            raise CannotOpen(f"{name} is a folder, not a workbook.", "Choose a file in it.")
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe would let us wait for ever
            raise CannotOpen(f"{name} is not a file.", ELSEWHERE)
        size = state.st_size
        with path.open("rb") as file:
            head = file.read(4096)
        beside = [path.with_name(path.name + end) for end in LOGS]
        half_written = any(log.is_file() and log.stat().st_size for log in beside)
    if size > MAX_BYTES:
        raise CannotOpen(f"{name} is larger than a workbook can be (2 GB).", ELSEWHERE)
    if not head.startswith(b"SQLite format 3\0") or len(head) < 100:
        raise CannotOpen(f"{name} {_what_it_is(head)}", ELSEWHERE)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise CannotOpen(f"{name} belongs to another program.", ELSEWHERE)
    _check_not_too_new(int.from_bytes(head[60:64], "big", signed=True), name)
    if half_written:  # a part of it stands in the log, which only that program should carry over
        raise CannotOpen(
            f"{name} is open in another database program, or was left half written by one.",
            "Check the file to bring what is in it into a new workbook. Better, close it in that"
            " program first.",
        )


def _check_not_too_new(version: int, name: str) -> None:
    if version > VERSION:
        raise TooNew(
            f"{name} was written by a newer version of this program: it needs one that reads"
            f" workbook format {version}, and this one reads up to {VERSION}.",
            "Install the newest version, then open it again.",
        )


def _what_it_is(head: bytes) -> str:
    if not head:
        return "is empty: there is no workbook in it."
    if head.startswith(b"PK\x03\x04"):
        return "is a spreadsheet or another zipped file, not a workbook."
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "is an older Excel or Word file, not a workbook."
    if b"\0" not in head:
        return "is a text file, not a workbook."
    return "is not a workbook."


def harden(connection: sqlite3.Connection) -> None:
    """Make a connection trust nothing that a file says about itself."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_CELL)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")


def inspect(path: Path, name: str) -> None:
    """Check shape, integrity, bounds and content of a working copy; raise CannotOpen."""
    try:
        with spoken(Doing.OPEN, name):
            _inspect(path, name)
    except sqlite3.Error as error:  # our questions are right, so it is the file
        raise CannotOpen(f"{name} is damaged and cannot be opened as it is.", CHECK) from error


def _inspect(path: Path, name: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        harden(connection)
        _check_shape(connection, name)
        _check_integrity(connection, name)
        _check_content(connection, name)
    finally:
        connection.close()


def problems_of(path: Path) -> list[Problem]:
    """Check a workbook file wholly, on a copy; return what is wrong with it, in words."""
    place = working.make(path, read_only=True)
    try:
        look(path)
        with spoken(Doing.OPEN, path.name):
            files.copy(path, place.file)
        inspect(place.file, path.name)
    except CannotOpen as error:
        return [Problem(where=path.name, what=str(error))]
    finally:
        place.remove()
    return []


def is_sound(path: Path) -> bool:
    """Tell whether `inspect` finds nothing to say."""
    try:
        inspect(path, path.name)
    except CannotOpen:
        return False
    return True


def _check_shape(connection: sqlite3.Connection, name: str) -> None:
    version = version_of(connection)
    _check_not_too_new(version, name)
    if version < 1:
        raise CannotOpen(f"{name} is not a whole workbook: its format number is {version}.", CHECK)
    if connection.execute("PRAGMA encoding").fetchone()[0] != "UTF-8":
        raise CannotOpen(f"{name} is not a whole workbook: its texts are not as they were.", CHECK)
    found, wanted = shape_of(connection), shape_of_version(version)
    foreign = sorted(name for kind, name in found.keys() - wanted.keys())
    if foreign:
        raise CannotOpen(
            f"{name} holds something that is not part of a workbook: {foreign[0][:60]}.",
            "It may have been changed by another program. Open the copy it was made from.",
        )
    if found != wanted:
        changed = sorted(key[1] for key in wanted if found.get(key) != wanted[key])
        raise CannotOpen(f"{name} is not a whole workbook: {changed[0]} is not as it was.", CHECK)


def shape_of(connection: sqlite3.Connection) -> Shape:
    """Return every table, index, trigger and view with the words that made it."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return {(row[0], row[1]): (row[2], re.sub(r"\s+", " ", row[3] or "")) for row in rows}


@functools.cache
def shape_of_version(version: int) -> Shape:
    """Return the shape that the first `version` upgrades make."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript("".join(MIGRATIONS[:version]))
        return shape_of(connection)
    finally:
        connection.close()


CHECK = (
    "Check the file to bring what can be read into a new workbook, or go back to an earlier"
    " version."
)


def _check_integrity(connection: sqlite3.Connection, name: str) -> None:
    answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise CannotOpen(f"{name} is damaged and cannot be opened as it is.", CHECK)


def _check_content(connection: sqlite3.Connection, name: str) -> None:
    """Find the first cell that its record could not hold, in tables this version still knows."""
    for table, condition in conditions(connection):
        count = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        if count > MAX_ROWS:
            raise CannotOpen(f"{name} holds more than a workbook can.", ELSEWHERE)
        wrong = connection.execute(f'SELECT id FROM "{table}" WHERE {condition}').fetchone()
        if wrong or not _readable(connection, table):
            raise CannotOpen(f"{name} is damaged: something in {table} cannot be read.", CHECK)


def conditions(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield each table with the condition under which a row of it is not fit for its record."""
    for model in TABLES.values():
        meta: Any = model._meta
        there = {row[1] for row in connection.execute(f'PRAGMA table_info("{meta.table_name}")')}
        terms = [_wrong(field) for field in meta.sorted_fields if field.column_name in there]
        yield meta.table_name, " OR ".join([WRONG_ID, *filter(None, terms)])


def optional(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield each column that may be empty with the condition under which it had better be so."""
    for model in TABLES.values():
        meta: Any = model._meta
        rows = connection.execute(f'PRAGMA table_info("{meta.table_name}")')
        may_be = {row[1] for row in rows if not row[3] and not row[5]}
        for field in meta.sorted_fields:
            if field.column_name in may_be and _wrong(field):
                yield meta.table_name, field.column_name, _wrong(field)


def _wrong(field: Any) -> str:
    """Write the condition under which a cell cannot be read as its field."""
    column = f'"{field.column_name}"'
    known = KNOWN.get((field.model._meta.table_name, field.column_name))
    if known:
        words = ", ".join(f"'{word}'" for word in known)
        return f"{column} NOT IN ({words})"
    if isinstance(field, ChoiceField):
        words = ", ".join(f"'{word}'" for word in field.choice)
        return f"{column} NOT IN ({words})"
    if isinstance(field, DateTimeField):
        return ""
    if isinstance(field, DateField):
        # «+0 days» makes SQLite count the days of the month.
        real = f"date({column}, '+0 days')"
        beyond = f"{column} < '{OLDEST}' OR {column} > '{NEWEST}-12-31'"
        return f"({column} IS NOT NULL AND ({column} IS NOT {real} OR {beyond}))"
    if isinstance(field, FloatField):
        return f"(abs({column}) >= {LARGEST!r})"  # infinity too
    if isinstance(field, IntegerField) and not field.primary_key:
        return f"({column} NOT BETWEEN {-MAX_COUNT} AND {MAX_COUNT})"  # one more must fit too
    return ""


def is_time(text: str) -> bool:
    """Tell whether a text is a time as records write it, which peewee reads back as one."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return False
    return time.tzinfo is None and str(time) == text


def _readable(connection: sqlite3.Connection, table: str) -> bool:
    """Read every text and time of a table once; False if one of them cannot be."""
    model: Any = next(m for m in TABLES.values() if m._meta.table_name == table)
    for field in model._meta.sorted_fields:
        column = f'"{field.column_name}"'
        query = f'SELECT DISTINCT {column} FROM "{table}" WHERE {column} IS NOT NULL'
        try:
            if isinstance(field, DateTimeField):
                if not all(is_time(text) for (text,) in connection.execute(query)):
                    return False
            elif isinstance(field, TextField) and not isinstance(field, ChoiceField):
                for _ in connection.execute(f"{query} AND {column} <> ''"):
                    pass
        except sqlite3.OperationalError:
            return False
    return True
