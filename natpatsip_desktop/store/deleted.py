"""Deleted projects, measures and cycles: kept for 30 days, brought back, then gone for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from natpatsip_desktop.core.records import Cycle, Measure, Project
from natpatsip_desktop.store.workbook import Workbook

DAYS_KEPT = 30
Kept = Project | Measure | Cycle
KINDS: tuple[type[Kept], ...] = (Project, Measure, Cycle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A record that was deleted at `at` and can be brought back for `days_left` days."""

    record: Kept
    at: datetime
    days_left: int

    @property
    def name(self) -> str:
        """What people call it."""
        return self.record.name if isinstance(self.record, Measure) else self.record.title

    def words(self) -> str:
        """Say what, when, and how long it is kept."""
        kind = "PDSA cycle" if isinstance(self.record, Cycle) else type(self.record).__name__
        days = "1 more day" if self.days_left == 1 else f"{self.days_left} more days"
        return f"{kind} «{self.name}», deleted {self.at.day} {self.at:%b %Y}, kept {days}"


def deleted(workbook: Workbook, now: datetime | None = None) -> list[Deleted]:
    """Return what was deleted and can still be brought back, newest first."""
    now = now or datetime.now()
    found = [
        Deleted(record=record, at=at, days_left=max(0, DAYS_KEPT - (now - at).days))
        for kind in KINDS
        for record in workbook.all(kind)
        if (at := record.deleted_at) is not None
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def bring_back(workbook: Workbook, record: Kept) -> Kept:
    """Bring a deleted record back, in one edit."""
    name = record.name if isinstance(record, Measure) else record.title
    with workbook.edit(f"Bring back «{name}»"):
        return workbook.change(record, deleted_at=None)


def purge(workbook: Workbook, now: datetime | None = None) -> int:
    """Remove for good what was deleted more than 30 days ago; return how many records.

    Done when a workbook is opened; undo does not reach it.
    """
    limit = (now or datetime.now()) - timedelta(days=DAYS_KEPT)
    old = [one.record for one in deleted(workbook, now) if one.at < limit]
    if old:
        with workbook.edit("Remove what was deleted more than 30 days ago"):
            for record in old:
                workbook.delete(record)
        workbook.forget_steps()
    return len(old)
