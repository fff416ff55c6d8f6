"""What bringing in a project from another workbook would do, row by row, before it is done.

The change logs of both workbooks tell who changed what since they parted: since the last line they
share (a copy), or since the project was handed over. Where they do not tell, a person is asked.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from natpatsip_desktop.core.records import Project
from natpatsip_desktop.store.differences import changes
from natpatsip_desktop.store.handover import HAND_OVER, last_line_words
from natpatsip_desktop.store.identity import Item, Key, items
from natpatsip_desktop.store.reading import Reading


class Status(StrEnum):
    """How a row of the two workbooks differs."""

    NEW = "new"
    CHANGED_THERE = "changed_there"
    CHANGED_HERE = "changed_here"
    CHANGED_BOTH = "changed_both"
    DELETED_THERE = "deleted_there"
    DELETED_HERE = "deleted_here"


class Choice(StrEnum):
    """Whose row is to stand."""

    OURS = "ours"
    THEIRS = "theirs"


_WORDS = {
    Status.NEW: "new",
    Status.CHANGED_THERE: "changed there",
    Status.CHANGED_HERE: "changed here",
    Status.CHANGED_BOTH: "changed in both",
    Status.DELETED_THERE: "deleted there",
    Status.DELETED_HERE: "deleted here",
}
_THEIRS = {Status.NEW, Status.CHANGED_THERE, Status.DELETED_THERE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that is not the same in both; `choice` is what happens unless a person says else."""

    key: Key
    ours: Item | None
    theirs: Item | None
    status: Status

    @property
    def choice(self) -> Choice:
        """Theirs if only they changed it, otherwise ours."""
        return Choice.THEIRS if self.status in _THEIRS else Choice.OURS

    def words(self) -> str:
        """Say which row, how it differs, and both contents if both changed it."""
        item = self.ours or self.theirs
        assert item is not None
        start = f"{item.words()}: {_WORDS[self.status]}"
        if not (self.ours and self.theirs):
            return start
        told = (f"{one.field} {one.old} → {one.new}" for one in changes(self.ours, self.theirs))
        return f"{start} ({'; '.join(told)})".replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What bringing in `project` would do; `here` is our project of the same identity, if any."""

    project: Project
    here: Project | None
    rows: tuple[Row, ...]

    @property
    def to_choose(self) -> tuple[Row, ...]:
        """The rows a person should look at: changed in both."""
        return tuple(row for row in self.rows if row.status is Status.CHANGED_BOTH)

    def words(self) -> str:
        """Say how many rows of each sort."""
        counts = dict.fromkeys(Status, 0)
        for row in self.rows:
            counts[row.status] += 1
        told = [f"{count:,} {_WORDS[status]}" for status, count in counts.items() if count]
        return ", ".join(told) if told else "nothing differs"


def plan(workbook: Reading, source: Reading, project: Project) -> Plan:
    """Say what bringing in `project` of the workbook `source` would do to `workbook`."""
    here = workbook.find(Project, uuid=project.uuid)
    theirs = items(source.connection, project.id)
    ours = items(workbook.connection, here.id) if here else {}
    if here:
        logs = _since_parting(workbook.connection, source.connection)
    else:
        logs = Log(known=False), Log(known=False)
    return Plan(project=project, here=here, rows=tuple(_rows(ours, theirs, *logs)))


def _rows(
    ours: dict[Key, Item], theirs: dict[Key, Item], our_log: "Log", their_log: "Log"
) -> Iterator[Row]:
    for key in [*theirs, *(key for key in ours if key not in theirs)]:
        mine, other = ours.get(key), theirs.get(key)
        status = _status(mine, other, our_log, their_log)
        if status:
            yield Row(key=key, ours=mine, theirs=other, status=status)


def _status(
    ours: Item | None, theirs: Item | None, our_log: "Log", their_log: "Log"
) -> Status | None:
    changed_here, changed_there = our_log.tells(ours), their_log.tells(theirs)
    if ours is None:
        return Status.NEW if changed_there else Status.DELETED_HERE
    if theirs is None:
        return None if changed_here else Status.DELETED_THERE
    if not any(changes(ours, theirs)):
        return None
    if changed_here == changed_there:
        return Status.CHANGED_BOTH
    return Status.CHANGED_HERE if changed_here else Status.CHANGED_THERE


class Entry(NamedTuple):
    """One line of the change log, as far as it matters here; `rest` ends with reason and id."""

    at: str
    who: str
    what: str
    kind: str
    record: str
    rest: list[Any]


@dataclass(frozen=True, slots=True)
class Log:
    """Which rows a workbook changed since the two parted; everything, if that is not known."""

    known: bool
    rows: frozenset[tuple[str, str]] = frozenset()

    def tells(self, item: Item | None) -> bool:
        """Tell whether this row was changed, or may have been."""
        if item is None:
            return False
        record = str(item.cells.get("uuid", item.id))
        return not self.known or bool({(item.table, record), (item.table, "")} & self.rows)


def _since_parting(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> tuple[Log, Log]:
    mine, other = _lines(ours), _lines(theirs)
    shared = 0
    while shared < min(len(mine), len(other)) and mine[shared] == other[shared]:
        shared += 1
    if shared:
        return _log(mine[shared:]), _log(other[shared:])
    here = _parted_by_hand_over(mine, other)
    if here:
        return here
    there = _parted_by_hand_over(other, mine)
    return (there[1], there[0]) if there else (Log(known=False), Log(known=False))


def _lines(connection: sqlite3.Connection) -> list[Entry]:
    query = "SELECT at, who, what, kind, record, field, old, new, reason, id FROM change"
    rows = connection.execute(f"{query} ORDER BY id").fetchall()
    return [Entry(at, who, what, kind, record, rest) for at, who, what, kind, record, *rest in rows]


def _log(lines: list[Entry]) -> Log:
    return Log(known=True, rows=frozenset((line.kind, line.record) for line in lines))


def _parted_by_hand_over(origin: list[Entry], pack: list[Entry]) -> tuple[Log, Log] | None:
    """Return what changed at the origin and in the pack since; None if it is no pack of it."""
    reason = pack[0].rest[-2] if pack and pack[0].what.startswith(f"{HAND_OVER} «") else ""
    for number, line in enumerate(origin, 1):
        if reason and reason == last_line_words(line.rest[-1], line.at):
            start = sum(1 for one in pack if (one.at, one.what) == (pack[0].at, pack[0].what))
            return _log(origin[number:]), _log(pack[start:])
    return None
