"""The change log: who changed what, when and why, written with the edit and never undone.

An edit of up to `LINES` rows of a table is told cell by cell; more than that (an import, the
deletion of a measure with all its points) is one line for the table, with the numbers of rows.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from natpatsip_desktop.core.records import Change
from natpatsip_desktop.store import undo
from natpatsip_desktop.store.undo import Line, Shape
from natpatsip_desktop.store.words import named

LINES = 50
LONGEST = 2000  # characters of one old or new text
UNTOLD = {"id", "uuid", "created_at", "edited_at"}  # change with every edit, or never

Cells = tuple[object, ...]
Told = tuple[str, str, str, str, str]  # kind, record, field, old, new


@dataclass(frozen=True, slots=True)
class Edit:
    """What is known about an edit before its rows are looked at."""

    what: str
    who: str
    reason: str = ""


def newest(connection: sqlite3.Connection) -> int:
    """Return the number of the newest line of the change log; 0 if it is empty."""
    number: int = connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
    return number


def write(connection: sqlite3.Connection, shape: Shape, edit: Edit, lines: list[Line]) -> None:
    """Add what the lines of a step say to the change log, in the same transaction."""
    by_kind: dict[str, list[Line]] = {}
    for line in lines:
        by_kind.setdefault(line.kind, []).append(line)
    told = [row for kind, of_kind in by_kind.items() for row in _tell(connection, shape, of_kind)]
    head = (str(datetime.now()), edit.who, edit.what)
    connection.executemany(
        "INSERT INTO change (at, who, what, kind, record, field, old, new, reason)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*head, *row, edit.reason) for row in told],
    )


def _tell(connection: sqlite3.Connection, shape: Shape, lines: list[Line]) -> list[Told]:
    """Tell what happened to one table."""
    kind = lines[0].kind
    if sum(len(line.ids) for line in lines) > LINES:
        return [(kind, "", "", "", _summary(lines))]
    first = {row: line for line in reversed(lines) for row in line.ids}
    told: list[Told] = [
        (kind, *row)
        for id, line in sorted(first.items())
        for row in _tell_row(connection, shape, id, line)
    ]
    return told or [(kind, "", "", "", _summary(lines))]


def _tell_row(
    connection: sqlite3.Connection, shape: Shape, id: int, line: Line
) -> Iterator[tuple[str, str, str, str]]:
    """Yield record, field, old and new for one row, from its first image and what it is now."""
    names = shape[line.kind]
    old = undo.cells(connection, shape, line) if line.op in "UD" else None
    new = connection.execute(f'SELECT * FROM "{line.kind}" WHERE id = ?', (id,)).fetchone()
    known = dict(zip(names, new or old or (), strict=False))
    record = str(known.get("uuid", id))
    if old and new:
        for name, before, after in zip(names, old, new, strict=True):
            if before != after and name not in UNTOLD:
                yield record, name, _words(before), _words(after)
    elif old or new:
        yield record, "", _row_words(names, old), _row_words(names, new)


def _summary(lines: list[Line]) -> str:
    """Count rows added, changed and deleted, by how each row was before and is after."""
    ops = {line.op for line in lines}
    if not ops & {"U", "D"}:
        return f"{sum(len(line.ids) for line in lines):,} added"
    before = {id: line.op in "UD" for line in reversed(lines) for id in line.ids}
    after = {id: line.op != "D" for line in lines for id in line.ids}
    words = {(False, True): "added", (True, True): "changed", (True, False): "deleted"}
    counts = Counter(words.get((was, after[id])) for id, was in before.items())
    return ", ".join(f"{counts[word]:,} {word}" for word in words.values() if counts[word])


def _row_words(names: list[str], cells: Cells | None) -> str:
    pairs = zip(names, cells or (), strict=False)
    said = [f"{name} {_words(cell)}" for name, cell in pairs if name not in UNTOLD and cell]
    return "; ".join(said)[:LONGEST]


def _words(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)[:LONGEST]


def line_words(change: Change) -> str:
    """Say one line of the change log as it is printed: when, who, what, old, new and why."""
    at = f"{change.at.day} {change.at:%b %Y %H:%M}"
    said = f"{at}, {change.who}: {change.what}"
    field = f" {change.field.replace('_', ' ')}" if change.field else ""
    values = " → ".join(filter(None, [change.old, change.new]))
    if change.old and not change.new:
        values = f"{change.old} → (nothing)"
    reason = f" Because: {change.reason}" if change.reason else ""
    return f"{said} [{named(change.kind)}{field}: {values}]{reason}"
