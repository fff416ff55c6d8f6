"""Who has a workbook open, for somebody who waits for it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.store import locks
from natpatsip_desktop.store.locks import Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Who has a workbook open; one that is `left` has shown no life for some minutes."""

    holder: Holder
    left: bool

    def words(self, today: date) -> str:
        """Say who, where and since when, with the day if that is not today."""
        since = self.holder.since
        day = "" if since.date() == today else f" on {long_date(since.date())}"
        return (
            f"{self.holder.who} has this workbook open on {self.holder.machine},"
            f" since {since:%H:%M}{day}."
        )


def holding_of(target: Path) -> Holding | None:
    """Say who has a workbook open; None if nobody has.

    May be called from any thread; raises OSError while the folder is out of reach.
    """
    path = locks.lock_path(target)
    try:
        found = locks.read(path)
        return Holding(holder=found, left=locks.is_stale(path, found)) if found else None
    except FileNotFoundError:
        return None  # it went at this moment
