"""Undo and redo from row images: TEMP triggers note every row before it changes.

Each changed row is one line of a TEMP table: the step it belongs to, the table, what was done
and the row's old cells as they were (values, not SQL text, so that no quoting can spoil them).
Playing a step backwards fires the same triggers, which thereby write the opposite step.
"""

import sqlite3
from dataclasses import dataclass, field

Rows = dict[str, set[int]]
STEPS_KEPT = 200


@dataclass(slots=True)
class Step:
    """One edit that can be undone: its number in the log and its words."""

    number: int
    label: str


@dataclass(slots=True)
class History:
    """The steps that can be undone and redone, newest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    next_number: int = 1

    def step(self, label: str) -> Step:
        """Give the next step its number; it counts only when it is put on a list."""
        step = Step(self.next_number, label)
        self.next_number += 1
        return step


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the column names of a table in order."""
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def install(connection: sqlite3.Connection, tables: list[str]) -> dict[str, list[str]]:
    """Make the TEMP log and triggers; return the columns of each table."""
    shape = {table: columns(connection, table) for table in tables}
    width = max(len(names) for names in shape.values())
    cells = ", ".join(f"c{i}" for i in range(width))
    connection.execute("CREATE TEMP TABLE undo_step (number INTEGER)")
    connection.execute("INSERT INTO undo_step VALUES (0)")
    connection.execute(
        f"CREATE TEMP TABLE undo_log (id INTEGER PRIMARY KEY, step INTEGER, kind TEXT,"
        f" op TEXT, row INTEGER, {cells})"
    )
    connection.execute("CREATE INDEX temp.undo_log_step ON undo_log (step)")
    for table, names in shape.items():
        for op in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(_trigger(table, names, op))
    return shape


def _trigger(table: str, names: list[str], op: str) -> str:
    """Write the trigger that notes one row image; an inserted row needs only its id."""
    old = [] if op == "INSERT" else names
    targets = "".join(f", c{i}" for i in range(len(old)))
    values = "".join(f', old."{name}"' for name in old)
    row = "new.id" if op == "INSERT" else "old.id"
    return (
        f'CREATE TEMP TRIGGER "undo_{table}_{op}" AFTER {op} ON main."{table}" BEGIN '
        f"INSERT INTO undo_log (step, kind, op, row{targets}) "
        f"VALUES ((SELECT number FROM undo_step), '{table}', '{op[0]}', {row}{values}); END"
    )


def begin(connection: sqlite3.Connection, step: Step) -> None:
    """Let the triggers write to this step from now on."""
    connection.execute("UPDATE undo_step SET number = ?", (step.number,))


def touched(connection: sqlite3.Connection, step: Step) -> Rows:
    """Return the ids of the rows a step changed, by table."""
    rows: Rows = {}
    query = "SELECT DISTINCT kind, row FROM undo_log WHERE step = ?"
    for kind, row in connection.execute(query, (step.number,)):
        rows.setdefault(kind, set()).add(row)
    return rows


def play_back(
    connection: sqlite3.Connection, shape: dict[str, list[str]], step: Step, into: Step
) -> None:
    """Undo every row of `step`, newest first, noting the opposite under `into`.

    Foreign keys are checked at the end only: halfway through, a child may stand without parent.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    begin(connection, into)
    images = connection.execute(
        "SELECT * FROM undo_log WHERE step = ? ORDER BY id DESC", (step.number,)
    ).fetchall()
    for _, _, kind, op, row, *cells in images:
        names = shape[kind]
        if op == "I":
            connection.execute(f'DELETE FROM "{kind}" WHERE id = ?', (row,))
        elif op == "D":
            marks = ", ".join("?" * len(names))
            connection.execute(f'INSERT INTO "{kind}" VALUES ({marks})', cells[: len(names)])
        else:
            sets = ", ".join(f'"{name}" = ?' for name in names)
            values = [*cells[: len(names)], row]
            connection.execute(f'UPDATE "{kind}" SET {sets} WHERE id = ?', values)


def forget(connection: sqlite3.Connection, steps: list[Step]) -> None:
    """Drop the row images of steps that nobody can reach any more."""
    connection.executemany(
        "DELETE FROM undo_log WHERE step = ?", [(step.number,) for step in steps]
    )
