"""Bring a project in from another workbook: as it is, as an update of ours, or as a copy."""

import sqlite3
import uuid
from collections.abc import Mapping

from natpatsip_desktop.core.records import Project
from natpatsip_desktop.store.faults import Doing, spoken
from natpatsip_desktop.store.identity import (
    KNOWN_BY,
    OF_PROJECT,
    Cells,
    Item,
    Key,
    items,
    parents_of,
)
from natpatsip_desktop.store.merge import Choice, Plan, plan
from natpatsip_desktop.store.reading import Reading
from natpatsip_desktop.store.workbook import Workbook

# Columns that may name a record written later; set when everything is there.
_LATER = {"project": "main_measure_id", "cycle": "previous_id"}


def bring_in(
    workbook: Workbook,
    source: Reading,
    project: Project,
    *,
    choices: Mapping[Key, Choice] | None = None,
    as_copy: bool = False,
) -> Project:
    """Bring in a project of `source`, in one edit, and return it as it stands here.

    If it is here already (the same uuid), the rows of `merge.plan` are taken as they propose, or
    as `choices` say for their keys. `as_copy` gives everything a new identity instead.
    """
    planned = plan(workbook, source, project)
    with workbook.edit(f"Bring in «{project.title}»"), spoken(Doing.EDIT):
        workbook.connection.execute("PRAGMA defer_foreign_keys = ON")
        if planned.here and not as_copy:
            writer = _Writer(workbook, {})
            _take(writer, planned, choices or {})
            return workbook.one(Project, planned.here.id)
        theirs = list(items(source.connection, project.id).values())
        writer = _Writer(workbook, _new_uuids(workbook, theirs, as_copy))
        writer.write(theirs)
        return workbook.one(Project, writer.ids[writer.uuids.get(project.uuid, project.uuid)])


def _take(writer: "_Writer", planned: Plan, choices: Mapping[Key, Choice]) -> None:
    chosen = [row for row in planned.rows if choices.get(row.key, row.choice) is Choice.THEIRS]
    for row in chosen:
        if row.ours and not row.theirs:
            writer.delete(row.ours)
    writer.write([row.theirs for row in chosen if row.theirs])


def _new_uuids(workbook: Workbook, theirs: list[Item], as_copy: bool) -> dict[str, str]:
    """Return a new uuid for everything of a copy, and for what another project here already has."""
    ours = set(_Writer(workbook, {}).ids)
    found = [item.cells["uuid"] for item in theirs if "uuid" in item.cells]
    return {one: str(uuid.uuid4()) for one in found if as_copy or one in ours}


class _Writer:
    """Writes items into a workbook, finding parents by uuid; what has lost its parent stays out."""

    def __init__(self, workbook: Workbook, uuids: dict[str, str]) -> None:
        self.connection = workbook.connection
        self.uuids = uuids
        self.ids: dict[str, int] = {}
        for table in (*OF_PROJECT, "organisation"):
            if table not in KNOWN_BY:
                rows = self.connection.execute(f'SELECT uuid, id FROM "{table}"')
                self.ids.update(rows.fetchall())

    def delete(self, item: Item) -> None:
        """Remove a row with all that hangs on it."""
        self.connection.execute(f'DELETE FROM "{item.table}" WHERE id = ?', (item.id,))

    def write(self, found: list[Item]) -> None:
        """Write items, parents before children; then what names a record written later."""
        written = [(item, id) for item in found if (id := self._write(item))]
        for item, id in written:
            column = _LATER.get(item.table)
            if column:
                self._set(item.table, id, {column: self._id(item.cells[column])})

    def _write(self, item: Item) -> int:
        """Write one item and return its id; 0 if a parent it needs is not here."""
        cells = {**item.cells}
        for column, needed in _parents(self.connection, item.table).items():
            cells[column] = self._id(item.cells[column])
            if needed and cells[column] is None:
                return 0
        if "uuid" in cells:
            cells["uuid"] = self.uuids.get(cells["uuid"], cells["uuid"])
        id = self._find(item.table, cells)
        if item.table == "cycle":
            cells["number"] = self._free_number(cells, id)
        if id:
            self._set(item.table, id, cells)
        else:
            id = self._insert(item.table, cells)
        if "uuid" in cells:
            self.ids[cells["uuid"]] = id
        return id

    def _id(self, name: str | None) -> int | None:
        return self.ids.get(self.uuids.get(name, name)) if name else None

    def _find(self, table: str, cells: Cells) -> int:
        """Return the id of the row of the same identity; 0 if there is none."""
        columns = KNOWN_BY.get(table, ("uuid",))
        where = " AND ".join(f'"{column}" IS ?' for column in columns)
        row = self.connection.execute(
            f'SELECT id FROM "{table}" WHERE {where}', [cells[column] for column in columns]
        ).fetchone()
        return row[0] if row else 0

    def _free_number(self, cells: Cells, id: int) -> int:
        """Keep the number of a cycle unless another cycle of the project has it."""
        numbers = self.connection.execute(
            "SELECT number FROM cycle WHERE project_id = ? AND id <> ?", (cells["project_id"], id)
        ).fetchall()
        taken = {number for (number,) in numbers}
        number: int = cells["number"]
        return max(taken) + 1 if number in taken else number

    def _insert(self, table: str, cells: Cells) -> int:
        columns = ", ".join(f'"{column}"' for column in cells)
        marks = ", ".join("?" * len(cells))
        sql = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'
        return self.connection.execute(sql, list(cells.values())).lastrowid or 0

    def _set(self, table: str, id: int, cells: Cells) -> None:
        sets = ", ".join(f'"{column}" = ?' for column in cells)
        sql = f'UPDATE "{table}" SET {sets} WHERE id = ?'
        self.connection.execute(sql, [*cells.values(), id])


def _parents(connection: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Return the columns of a table that name a parent, and whether they must."""
    rows = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return {row[1]: bool(row[3]) for row in rows if row[1] in parents_of(connection, table)}
