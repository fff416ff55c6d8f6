"""Make one workbook hold exactly what another holds, row by row, so that undo can take it back."""

import sqlite3
from collections.abc import Iterator

from natpatsip_desktop.store.undo import Shape

Row = tuple[object, ...]
# What a changed row gets for a moment, so that two rows can swap what only one may have.
_PARKED = {
    "driver_link": "parent_id = -id",
    "measure_link": "measure_id = -id",
    "point": "item = -id",
    "cycle": "uuid = 'parked ' || id, number = -id",
    "setting": "name = 'parked ' || id",
}


def make_equal(connection: sqlite3.Connection, shape: Shape, source: sqlite3.Connection) -> None:
    """Change every table of `shape` to what it is in `source`; the same ids, the same cells.

    What is too much goes first, with all that hangs on it; the rest is compared after that.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table in shape:
        unlike = _pairs(connection, source, table)
        gone = [(row[0],) for row, wanted in unlike if row and not wanted]
        connection.executemany(f'DELETE FROM "{table}" WHERE id = ?', gone)
    for table, names in shape.items():
        pairs = list(_pairs(connection, source, table))
        changed = [wanted for row, wanted in pairs if row and wanted]
        added = [wanted for row, wanted in pairs if wanted and not row]
        _park(connection, table, names, changed)
        sets = ", ".join(f'"{name}" = ?' for name in names)
        connection.executemany(
            f'UPDATE "{table}" SET {sets} WHERE id = ?', [(*row, row[0]) for row in changed]
        )
        marks = ", ".join("?" * len(names))
        connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', added)


def _park(connection: sqlite3.Connection, table: str, names: list[str], rows: list[Row]) -> None:
    parked = _PARKED.get(table) or ("uuid = 'parked ' || id" if "uuid" in names else "")
    if parked:
        ids = [(row[0],) for row in rows]
        connection.executemany(f'UPDATE "{table}" SET {parked} WHERE id = ?', ids)


def _pairs(
    connection: sqlite3.Connection, source: sqlite3.Connection, table: str
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the rows that are not the same here and there, by id; None where there is none."""
    query = f'SELECT * FROM "{table}" ORDER BY id'
    here, there = connection.execute(query), source.execute(query)
    row, wanted = here.fetchone(), there.fetchone()
    while row or wanted:
        if row is None or (wanted and wanted[0] < row[0]):
            yield None, wanted
            wanted = there.fetchone()
        elif wanted is None or row[0] < wanted[0]:
            yield row, None
            row = here.fetchone()
        else:
            if row != wanted:
                yield row, wanted
            row, wanted = here.fetchone(), there.fetchone()
