"""Reading: records, pages of records and plain numbers out of one open workbook."""

import sqlite3
import threading
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from peewee import SqliteDatabase

from natpatsip_desktop.core.analysis import Floats
from natpatsip_desktop.core.records import Point, Record
from natpatsip_desktop.errors import NotThere
from natpatsip_desktop.store import log
from natpatsip_desktop.store.checks import harden
from natpatsip_desktop.store.faults import Doing, spoken
from natpatsip_desktop.store.tables import TABLES

R = TypeVar("R", bound=Record)

# Said here, because the ways Python has by itself are on their way out since 3.12.
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_adapter(datetime, str)

PRAGMAS = {
    "foreign_keys": 1,
    "journal_mode": "wal",
    "synchronous": "full",
    "recursive_triggers": 1,
    "secure_delete": 1,
    "temp_store": "memory",
    "cache_size": -16_000,
}


class Reading:
    """The reading half of a workbook; used from the thread that opened it."""

    def __init__(self, path: Path) -> None:
        self._thread = threading.get_ident()
        with spoken(Doing.OPEN, path.name):
            self._database = SqliteDatabase(str(path), pragmas=PRAGMAS)
            self._database.connect()
            # Under peewee, for bulk work, the undo log and everything that must be quick.
            self._connection: sqlite3.Connection = self._database.connection()  # type: ignore[no-untyped-call]
            harden(self._connection)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for the other modules of the store; writing belongs in `edit`."""
        self._check_thread()
        return self._connection

    def all(self, kind: type[R], /, *order: str, **where: Any) -> list[R]:
        """Return the records of one type that match, ordered by field names («-field» down).

        `where` compares fields: a value for equality, None for missing, a collection for any of.
        """
        return self._records(kind, self._select(kind, order, where))

    def page(
        self, kind: type[R], /, *order: str, offset: int = 0, limit: int = 200, **where: Any
    ) -> list[R]:
        """Return one page of what `all` would return."""
        return self._records(kind, self._select(kind, order, where).offset(offset).limit(limit))

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
        with spoken(Doing.EDIT):
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
        with spoken(Doing.EDIT):
            # coalesce() as in the index, which thereby gives the rows in their order.
            rows = self._connection.execute(
                "SELECT starts, numerator, denominator, value, left_out <> '' FROM point"
                " WHERE measure_id = ? AND coalesce(stratum_id, 0) = ? ORDER BY starts, item",
                (measure_id, stratum_id or 0),
            ).fetchall()
        if not rows:
            return (), np.empty((0, 4))
        starts, *cells = zip(*rows, strict=True)
        numbers = np.array(cells, dtype=np.float64).T
        return tuple(map(date.fromisoformat, starts)), np.ascontiguousarray(numbers)

    def answered_periods(self, note: str, measure_id: int | None = None) -> set[tuple[int, date]]:
        """Return measure and period of the points that wait for no number although they have none.

        Nobody was there to be counted, or their note begins with `note`. One measure is quick.
        """
        self._check_thread()
        sql = (
            "SELECT measure_id, starts FROM point WHERE stratum_id IS NULL AND value IS NULL"
            " AND (denominator = 0 OR (numerator IS NULL AND denominator IS NULL"
            " AND substr(note, 1, ?) = ?))"
        )
        values: list[object] = [len(note), note]
        if measure_id is not None:
            sql, values = f"{sql} AND measure_id = ?", [*values, measure_id]
        with spoken(Doing.EDIT):
            rows = self._connection.execute(sql, values).fetchall()
        return {(row[0], date.fromisoformat(row[1])) for row in rows}

    def newest_points(self) -> dict[int, Point]:
        """Return the last point with a value of each measure, by the measure's id.

        One pass over all points, without notes: for lists that ask it of every measure.
        """
        self._check_thread()
        with spoken(Doing.EDIT):
            # SQLite gives the other columns from the row that holds the maximum.
            rows = self._connection.execute(
                "SELECT measure_id, max(starts), numerator, denominator, value FROM point"
                " WHERE stratum_id IS NULL AND (value IS NOT NULL"
                " OR (numerator IS NOT NULL AND denominator > 0)) GROUP BY measure_id"
            ).fetchall()
        return {
            row[0]: Point(
                measure_id=row[0],
                starts=date.fromisoformat(row[1]),
                numerator=row[2],
                denominator=row[3],
                value=row[4],
            )
            for row in rows
        }

    def newest_change(self) -> int:
        """Return the number of the newest line of the change log; every edit adds to it."""
        self._check_thread()
        with spoken(Doing.EDIT):
            return log.newest(self._connection)

    def _records(self, kind: type[R], query: Any) -> list[R]:
        with spoken(Doing.EDIT):
            return list(query.objects(kind).execute(self._database))

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

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("a workbook is used from the thread that opened it")


def _matches(column: Any, wanted: Any) -> Any:
    if wanted is None:
        return column.is_null()
    if isinstance(wanted, list | tuple | set | frozenset):
        return column.in_(list(wanted))
    return column == wanted
