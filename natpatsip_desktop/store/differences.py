"""What changed between two workbooks, or two versions of one, in words."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from natpatsip_desktop.store.identity import Item, Key, Names, items, points, said
from natpatsip_desktop.store.words import counted

POINTS_TOLD = 20  # of one measure; more become one line
LONGEST = 120
UNTOLD = {"uuid", "created_at", "edited_at", "position"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not the same; `old` and `new` are words, empty where there was nothing.

    `key` is what the record is known by in both (see `identity`).
    """

    table: str
    key: Key = ()
    name: str
    field: str = ""
    old: str = ""
    new: str = ""

    def words(self) -> str:
        """Say it in one line."""
        start = self.name[:1].upper() + self.name[1:]
        if not self.field:
            return f"{start}: {self.new or self.old}"
        field = self.field.replace("_", " ")
        return f"{start}: {field} {_quoted(self.old)} → {_quoted(self.new)}"


def differences(old: sqlite3.Connection, new: sqlite3.Connection) -> list[Difference]:
    """Return what changed from one database to the other, points after everything else."""
    before, after = items(old), items(new)
    told = list(_told(before, after))
    names = Names(old), Names(new)
    for key, item in after.items():
        if item.table == "measure":
            was = points(old, names[0], before[key].id) if key in before else {}
            told += _of_points(item, was, points(new, names[1], item.id))
    return told


def _told(before: dict[Key, Item], after: dict[Key, Item]) -> Iterator[Difference]:
    for key, item in after.items():
        if key not in before:
            yield Difference(table=item.table, key=key, name=item.words(), new="added")
        else:
            yield from changes(before[key], item)
    for key, item in before.items():
        if key not in after:
            yield Difference(table=item.table, key=key, name=item.words(), old="deleted")


def changes(before: Item, after: Item) -> Iterator[Difference]:
    """Yield a difference for each cell of an item that is not the same."""
    for field, new in after.cells.items():
        old = before.cells[field]
        if old != new and field not in UNTOLD:
            if field == "deleted_at":
                word = "deleted" if new else "brought back"
                yield Difference(table=after.table, key=after.key, name=after.words(), new=word)
            else:
                yield Difference(
                    table=after.table,
                    key=after.key,
                    name=after.words(),
                    field=field,
                    old=said(old),
                    new=said(new),
                )


def _of_points(measure: Item, before: dict[Key, Item], after: dict[Key, Item]) -> list[Difference]:
    told = list(_told(before, after))
    if len(told) <= POINTS_TOLD:
        return told
    added, deleted = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    both = after.keys() & before.keys()
    changed = sum(1 for key in both if any(changes(before[key], after[key])))
    parts = ((added, "added"), (changed, "changed"), (deleted, "deleted"))
    words = ", ".join(f"{counted('point', count)} {word}" for count, word in parts if count)
    return [Difference(table="point", key=measure.key, name=measure.words(), new=words)]


def _quoted(words: str) -> str:
    if not words:
        return "(empty)"
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"
