"""Records as they are known in every workbook: by uuid or by what they join, never by number.

An item is one row whose parents are named by their uuid, so that the same record of two workbooks
compares equal although its ids differ.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from natpatsip_desktop.store import undo
from natpatsip_desktop.store.words import named

Key = tuple[str, ...]
Cells = dict[str, Any]

# What of each table belongs to one project, parents before children.
_OF_MEASURE = "measure_id IN (SELECT id FROM measure WHERE project_id = :project)"
OF_PROJECT = {
    "project": "id = :project",
    "national_link": "project_id = :project",
    "driver": "project_id = :project",
    "driver_link": "parent_id IN (SELECT id FROM driver WHERE project_id = :project)",
    "measure": "project_id = :project",
    "measure_link": _OF_MEASURE,
    "target": _OF_MEASURE,
    "stratum": _OF_MEASURE,
    "point": _OF_MEASURE,
    "phase": _OF_MEASURE,
    "annotation": "project_id = :project",
    "cycle": "project_id = :project",
    "enabler_note": "project_id = :project",
    "return": "project_id = :project",
}
OF_ALL = {
    "organisation": "1",
    "setting": "1",
    **{table: "1" for table in OF_PROJECT if table != "point"},
}
# By what a record without a uuid is known.
KNOWN_BY = {
    "national_link": ("project_id", "driver_code"),
    "driver_link": ("parent_id", "child_id"),
    "measure_link": ("measure_id", "driver_id"),
    "target": ("measure_id", "starts"),
    "point": ("measure_id", "stratum_id", "starts", "item"),
    "setting": ("name",),
}
_NAMES = ("title", "name", "short_name", "text", "driver_code", "enabler_code", "period", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record: its table, what it is known by, what people call it, and its cells."""

    table: str
    key: Key
    name: str
    cells: Cells
    id: int

    def words(self) -> str:
        """Call it by what it is and its name: «measure «Births»»."""
        return f"{named(self.table)} {self.name}".strip()


def parents_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the parent table of each column of a table that names a parent."""
    keys = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return {row[3]: row[2] for row in keys}


def items(connection: sqlite3.Connection, project: int | None = None) -> dict[Key, Item]:
    """Return the items of one project with its points, or of the whole workbook without points."""
    scope = OF_ALL if project is None else OF_PROJECT
    names = Names(connection)
    found: dict[Key, Item] = {}
    for table, where in scope.items():
        for item in _read(connection, names, table, where, {"project": project}):
            key, number = item.key, 1
            while key in found:  # a table without a rule may hold the same thing twice
                key, number = (*item.key, str(number)), number + 1
            found[key] = item
    return found


def points(connection: sqlite3.Connection, names: "Names", measure: int) -> dict[Key, Item]:
    """Return the points of one measure."""
    found = _read(connection, names, "point", "measure_id = :measure", {"measure": measure})
    return {item.key: item for item in found}


class Names:
    """The uuid and the name of every parent of a workbook, by table and id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.uuids: dict[str, dict[int, str]] = {}
        self.spoken: dict[str, str] = {}
        for table, name in (
            ("project", "title"),
            ("driver", "text"),
            ("measure", "name"),
            ("stratum", "name"),
            ("cycle", "title"),
        ):
            rows = connection.execute(f'SELECT id, uuid, "{name}" FROM "{table}"').fetchall()
            self.uuids[table] = {id: uuid for id, uuid, _ in rows}
            self.spoken.update({uuid: spoken for _, uuid, spoken in rows})


def _read(
    connection: sqlite3.Connection, names: Names, table: str, where: str, values: dict[str, Any]
) -> Iterator[Item]:
    columns = undo.columns(connection, table)
    parents = parents_of(connection, table)
    rows = connection.execute(f'SELECT * FROM "{table}" WHERE {where} ORDER BY id', values)
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        id = cells.pop("id")
        for column, parent in parents.items():
            cells[column] = names.uuids[parent].get(cells[column])
        known_by = KNOWN_BY.get(table, ("uuid",))
        key = (table, *(str("" if cells[name] is None else cells[name]) for name in known_by))
        name = _name(table, cells, names.spoken)
        yield Item(table=table, key=key, name=name, cells=cells, id=id)


def _name(table: str, cells: Cells, spoken: dict[str, str]) -> str:
    if table == "point":
        group = f" ({spoken[cells['stratum_id']]})" if cells["stratum_id"] else ""
        return f"{said(cells['starts'])} of «{spoken[cells['measure_id']]}»{group}"
    if table in ("driver_link", "measure_link"):
        one, other = (spoken[cells[column]] for column in KNOWN_BY[table])
        return f"«{one}» and «{other}»"
    if table in ("target", "phase"):
        return f"of «{spoken[cells['measure_id']]}» from {said(cells['starts']) or 'the beginning'}"
    return next((f"«{cells[name]}»" for name in _NAMES if cells.get(name)), "")


def said(cell: object) -> str:
    """Say a cell as people read it: dates as «8 Sep 2025», whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, str) and len(cell) == 10:
        try:
            day = date.fromisoformat(cell)
        except ValueError:
            return cell
        return f"{day.day} {day:%b %Y}"
    return str(cell)
