"""Records as rows of cells, and the few statements that write them: the way past peewee.

Writing through peewee took 19 times as long for many rows, and most of the time of one edit.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from peewee import DateField, DateTimeField, FloatField

from natpatsip_desktop.core.periods import NEWEST, OLDEST
from natpatsip_desktop.core.records import Record, Travels
from natpatsip_desktop.core.values import LARGEST
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.tables import TABLES, ChoiceField

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Writer:
    """How one type of record is written: its statements, and which cells become text."""

    table: str
    read: Callable[[Any], tuple[Any, ...]]
    as_text: tuple[int, ...]
    floats: tuple[int, ...]
    insert: str
    insert_with_id: str
    update: str
    delete: str

    def row(self, record: Record) -> list[Any]:
        """Return the cells of a record without its id; raise BadInput for what no file may hold."""
        row = list(self.read(record))
        for i in self.floats:
            if row[i] is not None and abs(row[i]) >= LARGEST:
                raise BadInput("This number is too large to be kept.", "Check its last digits.")
        for i in self.as_text:
            if row[i] is not None:
                if type(row[i]) is date and not OLDEST <= row[i].year <= NEWEST:
                    raise BadInput(
                        f"The year {row[i].year} is not one of this calendar.",
                        f"Choose a day between {OLDEST} and {NEWEST}.",
                    )
                row[i] = str(row[i])
        return row


TEXTUAL = (DateField, DateTimeField, ChoiceField)


def _writer(kind: type[Record]) -> Writer:
    model: Any = TABLES[kind]
    names = [field.name for field in fields(kind) if field.name != "id"]
    columns = [f'"{model._meta.fields[name].column_name}"' for name in names]
    table, marks = f'"{model._meta.table_name}"', ", ".join("?" * len(names))
    return Writer(
        table=model._meta.table_name,
        read=attrgetter(*names),
        as_text=tuple(
            i for i, name in enumerate(names) if isinstance(model._meta.fields[name], TEXTUAL)
        ),
        floats=tuple(
            i for i, name in enumerate(names) if isinstance(model._meta.fields[name], FloatField)
        ),
        insert=f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
        insert_with_id=f"INSERT INTO {table} ({', '.join(columns)}, id) VALUES ({marks}, ?)",
        update=f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?",
        delete=f"DELETE FROM {table} WHERE id = ?",
    )


WRITERS = {kind: _writer(kind) for kind in TABLES}


def with_uuid(record: R) -> R:
    """Give a record that travels its identity, unless it brings one."""
    if isinstance(record, Travels) and not record.uuid:
        return replace(record, uuid=str(uuid.uuid4()))
    return record


def whole(value: Any) -> Any:
    """Replace halves of characters, which some clipboards give and no file can hold."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value
