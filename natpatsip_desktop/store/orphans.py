"""Rows whose parent is not there: they go, or their link does, as the parent's deletion would."""

import sqlite3
from collections import Counter


def let_go(connection: sqlite3.Connection) -> Counter[str]:
    """Leave no row that names a parent that is not there; return how many of each table went."""
    lost = Counter[str]()
    while orphans := connection.execute("PRAGMA foreign_key_check").fetchall():
        for table, id, _, key in orphans:
            column, action = _foreign_key(connection, table, key)
            if action == "SET NULL":
                connection.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE id = ?', (id,))
            else:
                sql = f'DELETE FROM "{table}" WHERE id = ?'
                lost[table] += connection.execute(sql, (id,)).rowcount
    return lost


def _foreign_key(connection: sqlite3.Connection, table: str, key: int) -> tuple[str, str]:
    """Return the column of a foreign key, and what happens to it when its parent goes."""
    keys = connection.execute(f'PRAGMA foreign_key_list("{table}")')
    return next((row[3], row[6]) for row in keys if row[0] == key)
