"""What changed between two workbooks, project by project, in the words of the people who read it.

`store.differences` finds what is not the same; here each difference gets the name of its record,
its period and its numbers, like «Births, September 2025: 41 → 52».
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from natpatsip_desktop.actions.names import names_in
from natpatsip_desktop.core.naming import field_words, value_words
from natpatsip_desktop.core.records import (
    DriverLink,
    Measure,
    MeasureLink,
    NationalLink,
    Point,
    Project,
    Record,
    Setting,
    Target,
    Travels,
)
from natpatsip_desktop.core.values import RATIOS, plain
from natpatsip_desktop.store.differences import Difference, differences
from natpatsip_desktop.store.identity import Key
from natpatsip_desktop.store.reading import Reading
from natpatsip_desktop.store.tables import TABLES

WHOLE_WORKBOOK = "The whole workbook"
LONGEST = 120
# What these hold is for the program; that it changed is all there is to say.
_NOT_QUOTED = {"rows", "digest", "options", "value"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What changed in one project, one sentence a line."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one workbook to another; no groups if nothing did."""

    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """Count the lines."""
        return sum(len(group.lines) for group in self.groups)

    def words(self) -> str:
        """Say how much it is."""
        if not self.groups:
            return "Nothing is different."
        things = "1 difference" if self.count == 1 else f"{self.count:,} differences"
        places = "1 place" if len(self.groups) == 1 else f"{len(self.groups):,} places"
        return f"{things} in {places}."

    def text(self) -> str:
        """Write everything as plain text, for copying."""
        parts = [
            "\n".join([group.title, *(f"- {line}" for line in group.lines)])
            for group in self.groups
        ]
        return "\n\n".join([self.words(), *parts])


def compare(before: Reading, after: Reading) -> Comparison:
    """Say what changed from one workbook to another; both are only read.

    Use it where both were opened: in one thread.
    """
    found = differences(before.connection, after.connection)
    return Wording(before, after).comparison(found)


class _Side:
    """The records of one of the two workbooks, by what they are known by."""

    def __init__(self, workbook: Reading) -> None:
        self.workbook = workbook
        self.names = names_in(workbook)
        self.by_uuid: dict[str, Record] = {
            record.uuid: record
            for kind in TABLES
            if issubclass(kind, Travels)
            for record in workbook.all(kind)
        }

    def record(self, key: Key) -> Record | None:
        """Return the record of a key, or one with the same name where that is enough."""
        table, *rest = key
        ids = [self._id(part) for part in rest]
        match table, rest:
            case "point", [_, _, starts, item, *_]:
                kind = {"starts": date.fromisoformat(starts), "item": int(item)}
                if not ids[0]:
                    return None
                where = {"measure_id": ids[0], "stratum_id": ids[1] or None, **kind}
                return self.workbook.find(Point, **where)
            case "target", [_, starts, *_]:
                day = date.fromisoformat(starts) if starts else None
                return Target(measure_id=ids[0], starts=day) if ids[0] else None
            case "national_link", [_, code, *_]:
                return NationalLink(project_id=ids[0], driver_code=code) if ids[0] else None
            case "driver_link", [_, _, *_]:
                return DriverLink(parent_id=ids[0], child_id=ids[1]) if ids[0] else None
            case "measure_link", [_, _, *_]:
                return MeasureLink(measure_id=ids[0], driver_id=ids[1]) if ids[0] else None
            case "setting", [name, *_]:
                return Setting(name=name)
            case _, [uuid, *_]:
                return self.by_uuid.get(uuid)
            case _:
                return None

    def _id(self, uuid: str) -> int:
        record = self.by_uuid.get(uuid)
        return record.id if record else 0


class Wording:
    """Puts differences into words, with what both workbooks know."""

    def __init__(self, before: Reading, after: Reading) -> None:
        self.before, self.after = _Side(before), _Side(after)

    def comparison(self, found: Iterable[Difference]) -> Comparison:
        """Group the lines by project, those of the whole workbook first."""
        found = list(found)
        whole = _whole(found)
        lines: dict[str, list[str]] = {}
        for key, run in groupby(found, key=lambda one: one.key):
            project, measure = self._parents(key)
            told = list(run)
            owners = {project.uuid if project else "", measure.uuid if measure else ""}
            # What came or went with its measure or project is counted there.
            itself = told[0].table == key[0] and key[0] in ("project", "measure")
            if (owners & whole) - ({key[1]} if itself else set()):
                continue
            title = project.title if project else WHOLE_WORKBOOK
            lines.setdefault(title, []).extend(self._lines(key, told))
        titles = sorted(lines, key=lambda title: (title != WHOLE_WORKBOOK, title.casefold()))
        return Comparison(
            groups=tuple(Group(title=title, lines=tuple(lines[title])) for title in titles)
        )

    def _parents(self, key: Key) -> tuple[Project | None, Measure | None]:
        """Return the project and the measure that a record belongs to, or is."""
        for side in (self.after, self.before):
            record = side.record(key)
            if record is not None:
                measure = record if isinstance(record, Measure) else None
                measure_id = getattr(record, "measure_id", None)
                measure = measure or side.names.measures.get(measure_id or 0)
                return side.names.project_of(record), measure
        return None, None

    def _lines(self, key: Key, run: list[Difference]) -> Iterator[str]:
        old, new = self.before.record(key), self.after.record(key)
        name = self.name(key) or run[0].name
        if isinstance(old, Point) or isinstance(new, Point):
            yield f"{name}: {', '.join(self._of_point(old, new))}"
            return
        for one in run:
            if not one.field:
                yield f"{name}: {one.new or one.old}{self._size(one, new or old)}"
            elif one.field in _NOT_QUOTED:
                yield f"{name}: changed"
            else:
                what = f"{self._value(one.old)} → {self._value(one.new)}"
                yield f"{name}: {field_words(one.field)}: {what}"

    def name(self, key: Key) -> str:
        """Name a record, as it is called afterwards if it is still there."""
        old, new = self.before.record(key), self.after.record(key)
        if new is not None:
            return self.after.names.of(new)
        return self.before.names.of(old) if old is not None else ""

    def sides(self, key: Key, told: Iterable[Difference]) -> tuple[str, str]:
        """Say what a record holds before and after, as far as the two are not the same."""
        old, new = self.before.record(key), self.after.record(key)
        if isinstance(old, Point) or isinstance(new, Point):
            was, now = self._numbers(self.before, old), self._numbers(self.after, new)
            notes = [_quoted(getattr(one, "note", "")) for one in (old, new)]
            if notes[0] != notes[1]:
                return f"{was}, note {notes[0]}", f"{now}, note {notes[1]}"
            return was, now
        pairs = [
            (field_words(one.field), self._value(one.old), self._value(one.new))
            for one in told
            if one.field and one.field not in _NOT_QUOTED
        ]
        before, after = "there" if old else "nothing", "there" if new else "nothing"
        if not pairs:
            return before, after
        return (
            "; ".join(f"{field}: {was}" for field, was, _ in pairs),
            "; ".join(f"{field}: {now}" for field, _, now in pairs),
        )

    def _of_point(self, old: Record | None, new: Record | None) -> Iterator[str]:
        """Yield what changed of a point: its numbers, its note, why it is left out or unusual."""
        was, now = self._numbers(self.before, old), self._numbers(self.after, new)
        if was != now:
            yield f"{was} → {now}"
        for field in ("note", "left_out", "unusual"):
            before, after = getattr(old, field, ""), getattr(new, field, "")
            if before != after:
                yield f"{field_words(field)} {_quoted(before)} → {_quoted(after)}"

    def _numbers(self, side: _Side, point: Record | None) -> str:
        if not isinstance(point, Point):
            return "nothing"
        measure = side.names.measures.get(point.measure_id)
        if measure and measure.unit in RATIOS and point.value is None:
            return f"{plain(point.numerator) or '?'} of {plain(point.denominator) or '?'}"
        return plain(point.value) or "no number"

    def _size(self, one: Difference, record: Record | None) -> str:
        """Say how much came or went with a whole measure or project."""
        side = self.after if one.new else self.before
        if one.table == "measure" and isinstance(record, Measure):
            count = side.workbook.count(Point, measure_id=record.id)
            return f" with {_counted(count, 'point')}"
        if isinstance(record, Project):
            measures = [m for m in side.names.measures.values() if m.project_id == record.id]
            return f" with {_counted(len(measures), 'measure')}"
        return ""

    def _value(self, words: str) -> str:
        """Write a cell; where it names a record, by the name of that."""
        for side in (self.after, self.before):
            record = side.by_uuid.get(words)
            if record is not None:
                return side.names.of(record)
        return _cut(value_words(words))


def _whole(found: Iterable[Difference]) -> set[str]:
    """Return the uuids of projects and measures that were added or are gone as a whole."""
    words = {"added", "deleted"}
    return {
        one.key[1]
        for one in found
        if one.table in ("project", "measure") and not one.field and (one.new or one.old) in words
    }


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _quoted(words: str) -> str:
    return f"«{_cut(words)}»" if words else "empty"


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1].rstrip()}…"
