"""Undo and redo from row images: TEMP triggers note every row before it changes.

Each changed row is one line of a TEMP table: its table, what was done, and the row's old cells as
they were (values, not SQL text, so that no quoting can spoil them). A step is a range of those
lines. Playing a step backwards fires the same triggers, which thereby write the opposite step.
Many rows inserted in one go are one line, a range of ids, written here instead of by the trigger.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

Shape = dict[str, list[str]]
STEPS_KEPT = 200
LINES_KEPT = 500_000  # row images in memory; the newest step is kept however large it is
LAST_SAFE_ID = 2**62  # beyond, SQLite may choose the next id by chance


class Line(NamedTuple):
    """One line of the log: «I»nserted, «U»pdated, «D»eleted, or a «R»ange of inserted rows."""

    number: int
    kind: str
    op: str
    row: int
    last: int

    @property
    def ids(self) -> range:
        """The rows this line is about."""
        return range(self.row, self.last + 1)


@dataclass(frozen=True, slots=True)
class Step:
    """One edit that can be undone: its words and its lines in the log."""

    label: str
    first: int
    last: int


@dataclass(slots=True)
class History:
    """The steps that can be undone and redone, newest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> list[Step]:
        """Put a new step on the list and return those nobody can reach any more."""
        lost = [*self.undone]
        self.undone.clear()
        self.done.append(step)
        # Numbers of lines only grow, so what lies between the ends is never fewer than the lines.
        many = self.done[-1].last - self.done[0].first >= LINES_KEPT
        lines = sum(one.last - one.first + 1 for one in self.done) if many else 0
        while len(self.done) > 1 and (len(self.done) > STEPS_KEPT or lines > LINES_KEPT):
            oldest = self.done.pop(0)
            lines -= oldest.last - oldest.first + 1
            lost.append(oldest)
        return lost


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the column names of a table in order."""
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def install(connection: sqlite3.Connection, tables: Iterable[str]) -> Shape:
    """Make the TEMP log and triggers; return the columns of each table."""
    shape = {table: columns(connection, table) for table in tables}
    width = max(len(names) for names in shape.values())
    cells = ", ".join(f"c{i}" for i in range(width))
    connection.execute(
        "CREATE TEMP TABLE undo_log (number INTEGER PRIMARY KEY, kind TEXT, op TEXT, row INTEGER,"
        f" last INTEGER, {cells})"
    )
    for table, names in shape.items():
        for op in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(_trigger(table, names, op))
    return shape


def _trigger(table: str, names: list[str], op: str) -> str:
    """Write the trigger that notes one row image; an inserted row needs only its id."""
    row = "new.id" if op == "INSERT" else "old.id"
    values = [] if op == "INSERT" else [f'old."{name}"' for name in names]
    return (
        f'CREATE TEMP TRIGGER "undo_{table}_{op}" AFTER {op} ON main."{table}" BEGIN '
        f"INSERT INTO undo_log ({_targets(len(values))}) "
        f"VALUES ({', '.join([repr(table), repr(op[0]), row, row, *values])}); END"
    )


def _targets(cells: int) -> str:
    return ", ".join(["kind", "op", "row", "last", *(f"c{i}" for i in range(cells))])


@contextmanager
def _silent(connection: sqlite3.Connection, shape: Shape, table: str, op: str) -> Iterator[None]:
    """Take one trigger away for a moment, because its lines are written in one go."""
    connection.execute(f'DROP TRIGGER temp."undo_{table}_{op}"')
    yield
    connection.execute(_trigger(table, shape[table], op))


# -- writing the log -----------------------------------------------------------------------


def newest(connection: sqlite3.Connection) -> int:
    """Return the number of the newest line."""
    number: int = connection.execute("SELECT coalesce(max(number), 0) FROM undo_log").fetchone()[0]
    return number


def insert_range(
    connection: sqlite3.Connection, shape: Shape, table: str, sql: str, rows: list[list[object]]
) -> None:
    """Insert many rows without ids in one go, and note them as one range."""
    query = f'SELECT coalesce(max(id), 0) + 1 FROM "{table}"'
    first: int = connection.execute(query).fetchone()[0]
    if first > LAST_SAFE_ID:
        connection.executemany(sql, rows)
        return
    with _all_or_none(connection), _silent(connection, shape, table, "INSERT"):
        connection.executemany(sql, rows)
    _note_range(connection, table, first, first + len(rows) - 1)


@contextmanager
def _all_or_none(connection: sqlite3.Connection) -> Iterator[None]:
    """Leave neither rows nor a missing trigger behind when one row of many is refused."""
    connection.execute("SAVEPOINT rows")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK TO rows")
        raise
    finally:
        connection.execute("RELEASE rows")


def _note_range(connection: sqlite3.Connection, table: str, first: int, last: int) -> None:
    connection.execute(
        "INSERT INTO undo_log (kind, op, row, last) VALUES (?, 'R', ?, ?)", (table, first, last)
    )


# -- reading the log -----------------------------------------------------------------------


def lines(connection: sqlite3.Connection, first: int, last: int) -> list[Line]:
    """Return the lines of a step, oldest first, without their cells."""
    query = "SELECT number, kind, op, row, last FROM undo_log WHERE number BETWEEN ? AND ?"
    return [Line._make(row) for row in connection.execute(query, (first, last))]


def cells(connection: sqlite3.Connection, shape: Shape, line: Line) -> tuple[object, ...]:
    """Return the old cells that a line of «U» or «D» kept."""
    wanted = ", ".join(f"c{i}" for i in range(len(shape[line.kind])))
    query = f"SELECT {wanted} FROM undo_log WHERE number = ?"
    found: tuple[object, ...] = connection.execute(query, (line.number,)).fetchone()
    return found


def touched(log: list[Line]) -> dict[str, frozenset[int]]:
    """Return the ids of the rows that the lines of a step are about, by table."""
    rows: dict[str, set[int]] = {}
    for line in log:
        rows.setdefault(line.kind, set()).update(line.ids)
    return {kind: frozenset(ids) for kind, ids in rows.items()}


# -- playing back --------------------------------------------------------------------------


def play_back(connection: sqlite3.Connection, shape: Shape, step: Step) -> None:
    """Undo every row of `step`, newest first; the triggers note the opposite.

    Foreign keys are checked at the end only: halfway through, a child may stand without parent.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    log = reversed(lines(connection, step.first, step.last))
    for (kind, op), run in groupby(log, key=lambda line: (line.kind, line.op)):
        same = list(run)
        if op == "D":
            _bring_back(connection, shape, kind, same)
        elif op == "U":
            _set_back(connection, shape, kind, same)
        elif op == "I":
            ids = [(line.row,) for line in same]
            connection.executemany(f'DELETE FROM "{kind}" WHERE id = ?', ids)
        else:
            for line in same:
                _take_range(connection, shape, line)


def _bring_back(connection: sqlite3.Connection, shape: Shape, kind: str, run: list[Line]) -> None:
    """Insert deleted rows again; a run of deletions stood side by side, so any order will do."""
    names = ", ".join(f"c{i}" for i in range(len(shape[kind])))
    sql = (
        f'INSERT INTO "{kind}" SELECT {names} FROM undo_log'
        f" WHERE number BETWEEN {run[-1].number} AND {run[0].number} ORDER BY row"
    )
    first, last = min(line.row for line in run), max(line.row for line in run)
    if len(run) == 1 or last - first + 1 != len(run):
        connection.execute(sql)
        return
    with _silent(connection, shape, kind, "INSERT"):
        connection.execute(sql)
    _note_range(connection, kind, first, last)


def _set_back(connection: sqlite3.Connection, shape: Shape, kind: str, run: list[Line]) -> None:
    sets = ", ".join(f'"{name}" = ?' for name in shape[kind])
    values = ([*cells(connection, shape, line), line.row] for line in run)
    connection.executemany(f'UPDATE "{kind}" SET {sets} WHERE id = ?', values)


def _take_range(connection: sqlite3.Connection, shape: Shape, line: Line) -> None:
    """Delete a range of rows, noting their cells in one go; what hangs on them notes itself."""
    names = shape[line.kind]
    columns = ", ".join(f'"{name}"' for name in names)
    where = f'FROM "{line.kind}" WHERE id BETWEEN {line.row} AND {line.last}'
    connection.execute(
        f"INSERT INTO undo_log ({_targets(len(names))})"
        f" SELECT '{line.kind}', 'D', id, id, {columns} {where} ORDER BY id"
    )
    with _silent(connection, shape, line.kind, "DELETE"):
        connection.execute(f"DELETE {where}")


def forget(connection: sqlite3.Connection, steps: Iterable[Step]) -> None:
    """Drop the row images of steps that nobody can reach any more."""
    ranges = [(step.first, step.last) for step in steps]
    connection.executemany("DELETE FROM undo_log WHERE number BETWEEN ? AND ?", ranges)
