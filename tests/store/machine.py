"""The undo state machine: any edits over every kind of record, undone and redone in any order."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from peewee import DateField, DateTimeField, FloatField, IntegerField

from natpatsip_desktop.core.records import Change, Point, Record, Travels
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.store.tables import TABLES, ChoiceField
from natpatsip_desktop.store.workbook import Notice, Workbook

KINDS = [kind for kind in TABLES if kind is not Change]
PLACES = st.integers(0, 2**16)
TEXTS = st.sampled_from(["", "x", "Births\0and more", "é\n«'", "\ud800half", "'; DROP TABLE point"])
NUMBERS = st.sampled_from([None, 0.0, -1.5, 41.0, float("nan"), -1e299])


def dump(workbook: Workbook) -> bytes:
    """Return every cell of every table except the change log, which outlives undo."""
    connection = workbook._connection
    names = sorted(model._meta.table_name for kind, model in TABLES.items() if kind is not Change)
    tables = {
        name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in names
    }
    return repr(tables).encode("utf-8", "surrogatepass")


def parents(workbook: Workbook, kind: type[Record]) -> dict[str, tuple[str, bool]]:
    """Return the parent table of each foreign key of a record, and whether it may be missing."""
    table = TABLES[kind]._meta.table_name
    columns = workbook._connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    needed = {row[1]: bool(row[3]) for row in columns}
    keys = workbook._connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return {row[3]: (row[2], not needed[row[3]]) for row in keys}


class UndoMachine(RuleBasedStateMachine):
    """Keeps a dump after every step and compares it whenever the step comes back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="undo-machine-")
        self.workbook = Workbook(Path(self.folder.name) / "workbook.qiw", who="Machine")
        self.notices: list[Notice] = []
        self.workbook.on_change.append(self.notices.append)
        self.past = [dump(self.workbook)]
        self.at = 0
        self.edits = 0
        self.logged = 0

    def record(self, data: st.DataObject, kind: type[Record]) -> Record | None:
        """Draw a record that fits what is there; None if a parent is wanting."""
        cells: dict[str, Any] = {}
        keys = parents(self.workbook, kind)
        for name, field in TABLES[kind]._meta.fields.items():
            if name in keys:
                parent, optional = keys[name]
                ids = self.ids(parent)
                if not ids and not optional:
                    return None
                choices = ([None] if optional else []) + ids
                cells[name] = choices[data.draw(PLACES) % len(choices)]
            elif name not in ("id", "uuid"):
                cells[name] = self.cell(data, field)
        return kind(**cells)

    def cell(self, data: st.DataObject, field: Any) -> Any:
        """Draw one cell."""
        if isinstance(field, ChoiceField):
            return data.draw(st.sampled_from(list(field.choice)))
        if isinstance(field, DateTimeField):
            return data.draw(st.none() if field.null else st.datetimes())
        if isinstance(field, DateField):
            return data.draw(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
        if isinstance(field, IntegerField):
            return data.draw(st.integers(0, 5))
        if isinstance(field, FloatField):
            number = data.draw(NUMBERS)
            return number if field.null else (0.0 if number is None or number != number else number)
        return data.draw(TEXTS)

    def ids(self, table: str) -> list[int]:
        """Return the ids of a table."""
        query = f'SELECT id FROM "{table}" ORDER BY id'
        return [row[0] for row in self.workbook._connection.execute(query)]

    def some(self, data: st.DataObject, kind: type[Record]) -> Record | None:
        """Draw a record that is there."""
        ids = self.ids(TABLES[kind]._meta.table_name)
        return self.workbook.one(kind, ids[data.draw(PLACES) % len(ids)]) if ids else None

    def change_something(self, data: st.DataObject, kind: type[Record]) -> None:
        """Insert, update or delete one record of this kind."""
        verb = data.draw(st.sampled_from(["insert", "insert", "update", "delete"]))
        record = self.record(data, kind)
        present = self.some(data, kind)
        if verb == "insert" and record:
            self.workbook.insert(record)
        elif verb == "update" and record and present:
            cells = {name: getattr(record, name) for name in TABLES[kind]._meta.fields}
            cells["id"] = present.id
            if isinstance(present, Travels):
                cells["uuid"] = present.uuid
            self.workbook.update(kind(**cells))
        elif present:
            self.workbook.delete(present)

    def edit(self, work: Any) -> None:
        """Do some work in one edit; a refused one must leave everything as it was."""
        self.edits += 1
        label = f"edit {self.edits}"
        before, heard = dump(self.workbook), len(self.notices)
        try:
            with self.workbook.edit(label):
                work()
        except (WorkbookError, ZeroDivisionError):
            assert dump(self.workbook) == before
            assert len(self.notices) == heard
            return
        if self.workbook.undo_label == label:
            self.at += 1
            self.past[self.at :] = [dump(self.workbook)]
            assert self.notices[-1].label == label
        else:
            assert dump(self.workbook) == before

    @rule(data=st.data(), kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=4))
    def edit_records(self, data: st.DataObject, kinds: list[type[Record]]) -> None:
        def work() -> None:
            for kind in kinds:
                self.change_something(data, kind)

        self.edit(work)

    @rule(data=st.data(), kind=st.sampled_from(KINDS), count=st.integers(1, 80))
    def insert_many(self, data: st.DataObject, kind: type[Record], count: int) -> None:
        record = self.record(data, kind)
        if record:
            several = min(count, 5) if kind is not Point else count
            records = [record] * several
            if isinstance(record, Point):
                records = [
                    Point(measure_id=record.measure_id, starts=record.starts, item=i + 10 * count)
                    for i in range(count)
                ]
            self.edit(lambda: self.workbook.insert_many(records))

    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def delete(self, data: st.DataObject, kind: type[Record]) -> None:
        record = self.some(data, kind)
        if record:
            self.edit(lambda: self.workbook.delete(record))

    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def fail_halfway(self, data: st.DataObject, kind: type[Record]) -> None:
        def work() -> None:
            self.change_something(data, kind)
            raise ZeroDivisionError

        self.edit(work)

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        assert self.workbook.undo()
        self.at -= 1
        assert dump(self.workbook) == self.past[self.at]

    @precondition(lambda self: self.at < len(self.past) - 1)
    @rule()
    def redo(self) -> None:
        assert self.workbook.redo()
        self.at += 1
        assert dump(self.workbook) == self.past[self.at]

    @invariant()
    def the_log_only_grows(self) -> None:
        lines = self.workbook.count(Change)
        assert lines >= self.logged
        self.logged = lines

    def teardown(self) -> None:
        try:
            while self.workbook.undo():
                self.at -= 1
                assert dump(self.workbook) == self.past[self.at]
            assert self.at == 0
            while self.workbook.redo():
                self.at += 1
                assert dump(self.workbook) == self.past[self.at]
            assert self.at == len(self.past) - 1
        finally:
            self.workbook.close()
            self.folder.cleanup()
