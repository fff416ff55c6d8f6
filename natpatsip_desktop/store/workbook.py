"""Workbook: read records, and change them through the one write path that can be undone."""

import sqlite3
import threading
import uuid as uuids
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from peewee import Model, SqliteDatabase

from natpatsip_desktop.core.analysis import Floats
from natpatsip_desktop.core.records import Record, Travels
from natpatsip_desktop.errors import NotThere
from natpatsip_desktop.store import undo as history
from natpatsip_desktop.store.migrations import migrate
from natpatsip_desktop.store.tables import TABLES, UNDOABLE

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What an edit, undo or redo changed: its words, and the ids of the rows by record type."""

    label: str
    rows: dict[type[Record], frozenset[int]]
    how: str = "edit"

    def touches(self, *kinds: type[Record]) -> bool:
        """Tell whether any row of these record types changed."""
        return any(kind in self.rows for kind in kinds)


class Workbook:
    """One open workbook on a local SQLite file; used from the thread that opened it.

    Every change goes through `edit()`, which is one transaction, one undo step and one notice
    to `on_change`.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.on_change: list[Callable[[Notice], None]] = []
        self._thread = threading.get_ident()
        self._editing: history.Step | None = None
        self._history = history.History()
        self._database = SqliteDatabase(
            str(path),
            pragmas={
                "foreign_keys": 1,
                "journal_mode": "wal",
                "synchronous": "full",
                "recursive_triggers": 1,
                "temp_store": "memory",
                "trusted_schema": 0,
            },
        )
        self._database.connect()
        self._connection = _raw(self._database)
        migrate(self._connection)
        self._shape = history.install(self._connection, list(UNDOABLE))

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self._database.close()

    # -- reading ---------------------------------------------------------------------------

    def all(self, kind: type[R], /, *order: str, **where: Any) -> list[R]:
        """Return the records of one type that match, ordered by field names («-field» down).

        `where` compares fields: a value for equality, None for missing, a collection for any of.
        """
        return list(self._select(kind, order, where).objects(kind).execute(self._database))

    def page(
        self, kind: type[R], /, *order: str, offset: int = 0, limit: int = 200, **where: Any
    ) -> list[R]:
        """Return one page of what `all` would return."""
        query = self._select(kind, order, where).offset(offset).limit(limit)
        return list(query.objects(kind).execute(self._database))

    def find(self, kind: type[R], /, **where: Any) -> R | None:
        """Return the first record that matches, or None."""
        found = self.page(kind, limit=1, **where)
        return found[0] if found else None

    def one(self, kind: type[R], /, id: int) -> R:
        """Return the record with this id; raise NotThere if there is none."""
        found = self.find(kind, id=id)
        if found is None:
            name = kind.__name__.lower()
            raise NotThere(f"There is no {name} {id} in this workbook.", "Look at the list again.")
        return found

    def count(self, kind: type[Record], /, **where: Any) -> int:
        """Count the records that match."""
        total: int = self._select(kind, (), where).count(self._database)
        return total

    def numbers(
        self, measure_id: int, stratum_id: int | None = None
    ) -> tuple[tuple[date, ...], Floats]:
        """Return the periods of a measure in order, and an array of their numbers.

        The array has a row for each point and the columns numerator, denominator, value (NaN is
        missing) and left out (1 or 0). This is the quick way for charts: no record is made.
        """
        self._check_thread()
        rows = self._connection.execute(
            "SELECT starts, numerator, denominator, value, left_out <> '' FROM point"
            " WHERE measure_id = ?"
            " AND stratum_id IS ? ORDER BY starts, item",
            (measure_id, stratum_id),
        ).fetchall()
        starts = tuple(date.fromisoformat(row[0]) for row in rows)
        cells = np.array([row[1:] for row in rows], dtype=np.float64).reshape(len(rows), 4)
        return starts, cells

    def _select(self, kind: type[Record], order: tuple[str, ...], where: dict[str, Any]) -> Any:
        self._check_thread()
        table: Any = TABLES[kind]
        query = table.select()
        for name, wanted in where.items():
            query = query.where(_matches(getattr(table, name), wanted))
        terms = [
            getattr(table, name.lstrip("-")).desc()
            if name.startswith("-")
            else getattr(table, name)
            for name in order
        ]
        return query.order_by(*terms, table.id)

    # -- the one write path ----------------------------------------------------------------

    @contextmanager
    def edit(self, label: str) -> Iterator[None]:
        """Make every change inside one transaction, one undo step and one notice.

        An exception rolls everything back. An edit inside an edit joins the outer one.
        """
        self._check_thread()
        if self._editing is not None:
            yield
            return
        step = self._editing = self._history.step(label)
        try:
            with self._transaction():
                history.begin(self._connection, step)
                yield
        finally:
            self._editing = None
        self._finish(step)

    def insert(self, record: R) -> R:
        """Store a new record and return it with its id (and uuid, if it has one)."""
        table = self._writable(record)
        stored = _with_uuid(record)
        cells = asdict(stored)
        if not cells["id"]:
            del cells["id"]
        new_id: int = table.insert(**cells).execute(self._database)
        return replace(stored, id=new_id)

    def insert_many(self, records: Iterable[Record]) -> int:
        """Store many new records of one type by the quick way; return how many."""
        rows = [_with_uuid(record) for record in records]
        if not rows:
            return 0
        table: Any = self._writable(rows[0])
        names = [field.name for field in fields(rows[0]) if field.name != "id"]
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        self._connection.executemany(
            f'INSERT INTO "{table._meta.table_name}" ({columns}) VALUES ({marks})',
            ([_cell(getattr(row, name)) for name in names] for row in rows),
        )
        return len(rows)

    def update(self, record: R) -> R:
        """Store the new content of a record that is already there."""
        table: Any = self._writable(record)
        cells = asdict(record)
        key = cells.pop("id")
        changed = table.update(**cells).where(table.id == key).execute(self._database)
        if not changed:
            self.one(type(record), key)
        return record

    def change(self, record: R, **cells: Any) -> R:
        """Store a record with some fields changed, and return it."""
        return self.update(replace(record, **cells))

    def delete(self, record: Record) -> None:
        """Remove a record and what belongs to it."""
        table: Any = self._writable(record)
        table.delete().where(table.id == record.id).execute(self._database)

    def _writable(self, record: Record) -> type[Model]:
        self._check_thread()
        if self._editing is None:
            raise RuntimeError("every change belongs in `with workbook.edit(...)`")
        return TABLES[type(record)]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # A full disk may have rolled back by itself; then there is nothing left to undo.
            with suppress(sqlite3.OperationalError):
                self._connection.execute("ROLLBACK")
            raise

    def _finish(self, step: history.Step) -> None:
        """Put a finished edit on the history and tell everybody."""
        rows = history.touched(self._connection, step)
        if not rows:
            return
        history.forget(self._connection, self._history.undone)
        self._history.undone.clear()
        self._history.done.append(step)
        surplus = self._history.done[: -history.STEPS_KEPT]
        history.forget(self._connection, surplus)
        del self._history.done[: len(surplus)]
        self._tell(step.label, rows, "edit")

    # -- undo and redo ---------------------------------------------------------------------

    @property
    def undo_label(self) -> str:
        """Say what `undo` would take back; empty if nothing."""
        return self._history.done[-1].label if self._history.done else ""

    @property
    def redo_label(self) -> str:
        """Say what `redo` would do again; empty if nothing."""
        return self._history.undone[-1].label if self._history.undone else ""

    def undo(self) -> str:
        """Take back the newest edit and return its words; empty if there is none."""
        return self._replay(self._history.done, self._history.undone, "undo")

    def redo(self) -> str:
        """Do the edit again that was taken back last, and return its words."""
        return self._replay(self._history.undone, self._history.done, "redo")

    def _replay(self, source: list[history.Step], target: list[history.Step], how: str) -> str:
        self._check_thread()
        if not source or self._editing is not None:
            return ""
        step = source[-1]
        opposite = self._history.step(step.label)
        with self._transaction():
            history.play_back(self._connection, self._shape, step, opposite)
        source.pop()
        target.append(opposite)
        history.forget(self._connection, [step])
        self._tell(step.label, history.touched(self._connection, opposite), how)
        return step.label

    def _tell(self, label: str, rows: history.Rows, how: str) -> None:
        by_kind = {UNDOABLE[table]: frozenset(ids) for table, ids in rows.items()}
        notice = Notice(label=label, rows=by_kind, how=how)
        for listener in list(self.on_change):
            listener(notice)

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("a workbook is used from the thread that opened it")


def _raw(database: SqliteDatabase) -> sqlite3.Connection:
    """Return the connection under peewee, for bulk work and the undo log."""
    connection: sqlite3.Connection = database.connection()  # type: ignore[no-untyped-call]
    return connection


def _matches(column: Any, wanted: Any) -> Any:
    if wanted is None:
        return column.is_null()
    if isinstance(wanted, list | tuple | set | frozenset):
        return column.in_(list(wanted))
    return column == wanted


def _with_uuid(record: R) -> R:
    """Give a record that travels its identity, unless it brings one."""
    if isinstance(record, Travels) and not record.uuid:
        return replace(record, uuid=str(uuids.uuid4()))
    return record


def _cell(value: Any) -> Any:
    """Write dates as the tables do, for the way past peewee."""
    return str(value) if isinstance(value, date | datetime) else value
