"""What was typed into the grid but cannot be stored yet, kept until it is put right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from natpatsip_desktop.actions.entry import Entry, enter
from natpatsip_desktop.store.workbook import Workbook

Key = tuple[date, int]


@dataclass
class Drafts:
    """Typed texts and their faults, by period and item, then by field."""

    texts: dict[Key, dict[str, str]] = field(default_factory=dict)
    faults: dict[Key, Mapping[str, str]] = field(default_factory=dict)

    def text(self, key: Key, name: str) -> str | None:
        """Return what was typed into a cell, None if it shows what is stored."""
        return self.texts.get(key, {}).get(name)

    def fault(self, key: Key, name: str) -> str:
        """Return what to put right in a cell, empty if nothing."""
        return self.faults.get(key, {}).get(name, "")

    def keep(self, key: Key, texts: dict[str, str], faults: Mapping[str, str]) -> None:
        """Keep texts that have faults."""
        self.texts[key] = texts
        self.faults[key] = faults

    def drop(self, key: Key) -> None:
        """Forget what was typed for a period: it is stored, or was given up."""
        self.texts.pop(key, None)
        self.faults.pop(key, None)

    @property
    def periods(self) -> frozenset[date]:
        """Return the periods that are being corrected."""
        return frozenset(starts for starts, _ in self.texts)

    @property
    def first_fault(self) -> tuple[Key, str, str] | None:
        """Return where the newest fault is, and its words."""
        for key in sorted(self.faults, reverse=True):
            for name, words in self.faults[key].items():
                return key, name, words
        return None


def take(
    workbook: Workbook, measure_id: int, drafts: Drafts, key: Key, texts: Mapping[str, str]
) -> Entry:
    """Store what was typed for a period, with what waits there; keep it if it has faults."""
    typed = {**drafts.texts.get(key, {}), **texts}
    drafts.drop(key)
    entry = enter(workbook, measure_id, key[0], typed, key[1])
    if entry.faults:
        drafts.keep(key, typed, entry.faults)
    return entry
