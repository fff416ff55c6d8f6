"""A frozen copy of the values that went out, and its fingerprint."""

import json
from datetime import date
from hashlib import sha256

from natpatsip_desktop.core.returns.data import PeriodRow
from natpatsip_desktop.core.returns.sources import series_of
from natpatsip_desktop.core.returns.tables import ReturnRow, ReturnSheet, tables_in
from natpatsip_desktop.core.sheets import Value


def freeze(sheets: tuple[ReturnSheet, ...]) -> str:
    """Write the tables of a return as JSON, each row with the measure and period it is about.

    The cover is left out: its date would make a new copy of the same numbers look changed.
    """
    tables = [
        {
            "sheet": table.sheet,
            "headers": table.headers,
            "rows": [[_plain(cell.value) for cell in row.cells] for row in table.rows],
            "about": [_about(row) for row in table.rows],
        }
        for table in tables_in(sheets)
    ]
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(frozen: str) -> str:
    """Return the fingerprint of a frozen copy: the SHA-256 of its text."""
    return sha256(frozen.encode()).hexdigest()


def _about(row: ReturnRow) -> list[str]:
    starts = row.about.starts.isoformat() if isinstance(row.about, PeriodRow) else ""
    return [series_of(row.about).measure.uuid, starts]


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value
