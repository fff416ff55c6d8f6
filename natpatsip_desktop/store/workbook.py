"""Workbook: read records, and change them through the one write path that can be undone."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from natpatsip_desktop.core.records import Record, Travels
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.store import log, restore, undo
from natpatsip_desktop.store.cells import WRITERS, Writer, whole, with_uuid
from natpatsip_desktop.store.faults import Doing, spoken
from natpatsip_desktop.store.log import Edit
from natpatsip_desktop.store.migrations import migrate
from natpatsip_desktop.store.reading import Reading
from natpatsip_desktop.store.tables import UNDOABLE
from natpatsip_desktop.store.undo import History, Line, Step

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


class Workbook(Reading):
    """One open workbook on a local SQLite file; used from the thread that opened it.

    Every change goes through `edit()`, which is one transaction, one undo step, its lines in the
    change log under the name `who`, and one notice to `on_change`.
    """

    def __init__(self, path: Path | str, *, who: str = "", read_only: bool = False) -> None:
        self.path = Path(path)
        self.who = who
        self.read_only = read_only
        self.on_change: list[Callable[[Notice], None]] = []
        self._editing: Edit | None = None
        self._history = History()
        super().__init__(self.path)
        try:
            with spoken(Doing.OPEN, self.path.name):
                migrate(self._connection)
                self._shape = undo.install(self._connection, UNDOABLE)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self._database.close()

    # -- the one write path ----------------------------------------------------------------

    @contextmanager
    def edit(self, label: str, reason: str = "") -> Iterator[None]:
        """Make every change inside one transaction, one undo step and one notice.

        An exception rolls everything back. An edit inside an edit joins the outer one. `reason`
        goes into the change log, where it outlives undo.
        """
        self._check_writable()
        if self._editing is not None:
            yield
            return
        self._editing = Edit(whole(label), self.who, whole(reason))
        try:
            with self._step(self._editing) as finished:
                yield
        finally:
            self._editing = None
        for step, lines in finished:
            self._forget(self._history.add(step))
            self._tell(label, lines, "edit")

    def insert(self, record: R) -> R:
        """Store a new record and return it with its id (and uuid, if it has one)."""
        stored, to = with_uuid(record), self._writer(type(record))
        if record.id:
            self._execute(to.insert_with_id, [*to.row(stored), record.id])
            return stored
        return replace(stored, id=self._execute(to.insert, to.row(stored)).lastrowid or 0)

    def insert_many(self, records: Iterable[Record]) -> int:
        """Store many new records of one type by the quick way; return how many."""
        rows = list(records)
        if not rows:
            return 0
        to = self._writer(type(rows[0]))
        if isinstance(rows[0], Travels):
            rows = [with_uuid(record) for record in rows]
        self._insert_range(to, [to.row(record) for record in rows])
        return len(rows)

    def _insert_range(self, to: Writer, rows: list[list[Any]]) -> None:
        with spoken(Doing.EDIT):
            try:
                undo.insert_range(self._connection, self._shape, to.table, to.insert, rows)
            except UnicodeEncodeError:
                clean = [[whole(cell) for cell in row] for row in rows]
                undo.insert_range(self._connection, self._shape, to.table, to.insert, clean)

    def update(self, record: R) -> R:
        """Store the new content of a record that is already there."""
        to = self._writer(type(record))
        if not self._execute(to.update, [*to.row(record), record.id]).rowcount:
            self.one(type(record), record.id)  # raises NotThere
        return record

    def change(self, record: R, **cells: Any) -> R:
        """Store a record with some fields changed, and return it."""
        return self.update(replace(record, **cells))

    def delete(self, record: Record) -> None:
        """Remove a record and what belongs to it."""
        self._execute(self._writer(type(record)).delete, [record.id])

    def become(self, other: Reading) -> None:
        """Hold exactly what another workbook holds, change log apart; inside an edit."""
        self._check_editing()
        with spoken(Doing.EDIT):
            restore.make_equal(self.connection, self._shape, other.connection)

    def _writer(self, kind: type[Record]) -> Writer:
        self._check_editing()
        return WRITERS[kind]

    def _check_editing(self) -> None:
        self._check_thread()
        if self._editing is None:
            raise RuntimeError("every change belongs in `with workbook.edit(...)`")

    def _execute(self, sql: str, cells: list[Any]) -> sqlite3.Cursor:
        with spoken(Doing.EDIT):
            try:
                return self._connection.execute(sql, cells)
            except UnicodeEncodeError:
                return self._connection.execute(sql, [whole(cell) for cell in cells])

    def _check_writable(self) -> None:
        self._check_thread()
        if self.read_only:
            raise WorkbookError(
                "This workbook is open to read only.", "Save a copy to make changes in."
            )
        if not self.path.exists():
            # Some systems let go of a file only when it is closed: what is written is lost then.
            raise WorkbookError(
                "Somebody removed the folder on this computer in which your work is kept, so"
                " nothing more can be kept there.",
                "Open the workbook again: it is as it was saved last.",
            )

    @contextmanager
    def _step(self, edit: Edit) -> Iterator[list[tuple[Step, list[Line]]]]:
        """Run a transaction; give back its step and lines, if it changed anything."""
        finished: list[tuple[Step, list[Line]]] = []
        with spoken(Doing.EDIT):
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            first = undo.newest(self._connection) + 1
            yield finished
            with spoken(Doing.EDIT):
                last = undo.newest(self._connection)
                lines = undo.lines(self._connection, first, last)
                if lines:
                    log.write(self._connection, self._shape, edit, lines)
                self._connection.execute("COMMIT")
        except BaseException:
            # A full disk may have rolled back by itself; then there is nothing left to undo.
            with suppress(sqlite3.OperationalError):
                self._connection.execute("ROLLBACK")
            raise
        if lines:
            finished.append((Step(edit.what, first, last), lines))

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

    def forget_steps(self) -> None:
        """Make everything done so far final: undo and redo do not reach it any more."""
        self._forget(self._history.done + self._history.undone)
        self._history = History()

    def _replay(self, source: list[Step], target: list[Step], how: str) -> str:
        self._check_writable()
        if not source or self._editing is not None:
            return ""
        step = source[-1]
        edit = Edit(f"{how.capitalize()}: {step.label}", self.who)
        with self._step(edit) as finished, spoken(Doing.EDIT):
            undo.play_back(self._connection, self._shape, step)
        source.pop()
        self._forget([step])
        for opposite, lines in finished:
            target.append(Step(step.label, opposite.first, opposite.last))
            self._tell(step.label, lines, how)
        return step.label

    def _forget(self, steps: list[Step]) -> None:
        with spoken(Doing.EDIT):
            undo.forget(self._connection, steps)

    def _tell(self, label: str, lines: list[Line], how: str) -> None:
        rows = {UNDOABLE[table]: ids for table, ids in undo.touched(lines).items()}
        notice = Notice(label=label, rows=rows, how=how)
        for listener in list(self.on_change):
            listener(notice)
