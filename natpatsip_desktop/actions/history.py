"""The change log as people read it: when, who, what was done, to what, old, new, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from natpatsip_desktop.actions.names import names_in
from natpatsip_desktop.core.naming import Names, field_words
from natpatsip_desktop.core.periods import short_date
from natpatsip_desktop.core.records import Change, Point, Record, Travels
from natpatsip_desktop.store.tables import TABLES
from natpatsip_desktop.store.words import named
from natpatsip_desktop.store.workbook import Workbook

AT_ONCE = 500
# Which record a new row hangs on is told by its name, the rest of these is for the program.
_UNTOLD = {"position", "definition_version", "uuid", "deleted_at", "multiplier"}
_RECORDS = {table._meta.table_name: kind for kind, table in TABLES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the change log in words."""

    id: int
    at: datetime
    who: str
    what: str
    where: str
    old: str
    new: str
    reason: str

    def when(self) -> str:
        """Write the time as tables do: «8 Sep 2025, 14:32»."""
        return f"{short_date(self.at.date())}, {self.at:%H:%M}"

    def cells(self) -> tuple[str, ...]:
        """Return everything, in the order of `HEADS`."""
        return (self.when(), self.who, self.what, self.where, self.old, self.new, self.reason)

    def fits(self, wanted: list[str]) -> bool:
        """Tell whether every wanted word is somewhere in the line."""
        text = " ".join(self.cells()).casefold()
        return all(word in text for word in wanted)


HEADS = ("When", "Who", "What was done", "Where", "Before", "After", "Reason")


def entries(workbook: Workbook, words: str = "") -> Iterator[Entry]:
    """Yield the lines in which all `words` are, newest first, as far as they are asked for."""
    telling = _Telling(workbook)
    wanted = words.casefold().split()
    offset = 0
    while page := workbook.page(Change, "-id", offset=offset, limit=AT_ONCE):
        offset += len(page)
        yield from (entry for entry in telling.tell(page) if entry.fits(wanted))


class _Telling:
    """Names the records of the log as they are called now."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._names: Names = names_in(workbook)
        self._by_uuid: dict[str, Record] = {
            record.uuid: record
            for kind in TABLES
            if issubclass(kind, Travels)
            for record in workbook.all(kind)
        }

    def tell(self, page: list[Change]) -> Iterator[Entry]:
        """Put lines into words."""
        ids = {int(one.record) for one in page if one.kind == "point" and one.record.isdigit()}
        points = {one.id: one for one in self._workbook.all(Point, id=ids)}
        for change in page:
            record = self._by_uuid.get(change.record)
            if change.kind == "point" and change.record.isdigit():
                record = points.get(int(change.record))
            yield Entry(
                id=change.id,
                at=change.at,
                who=change.who,
                what=change.what,
                where=self._where(change, record),
                old=self._value(change, change.old),
                new=self._value(change, change.new),
                reason=change.reason,
            )

    def _where(self, change: Change, record: Record | None) -> str:
        field = field_words(change.field) if change.field not in ("", "deleted_at") else ""
        if record is None:
            thing = named(change.kind) if change.kind in _RECORDS else change.kind
            return ", ".join(filter(None, [thing, field]))
        project = self._names.project_of(record)
        name = self._names.of(record)
        title = project.title if project and name != "Project" else ""
        name = project.title if project and name == "Project" else name
        return ": ".join(filter(None, [title, ", ".join(filter(None, [name, field]))]))

    def _value(self, change: Change, text: str) -> str:
        if not text:
            return ""
        if change.field:
            return self._cell(change.field, text)
        return self._row(change, text)

    def _row(self, change: Change, text: str) -> str:
        """Write a whole row, which the log keeps as «field value; field value»."""
        kind = _RECORDS.get(change.kind)
        known = {field.name for field in fields(kind)} if kind else set()
        said = []
        for pair in text.split("; "):
            name, _, value = pair.partition(" ")
            if name not in known:
                said.append(pair)
            elif name not in _UNTOLD and not name.endswith("_id"):
                said.append(f"{field_words(name)} {self._cell(name, value)}")
        return "; ".join(said)

    def _cell(self, field: str, text: str) -> str:
        if field.endswith("_id") and text.isdigit():
            return self._names.value(field, int(text))
        if field == "deleted_at":
            return "deleted"
        try:
            return short_date(date.fromisoformat(text)) if len(text) == 10 else text
        except ValueError:
            return text
