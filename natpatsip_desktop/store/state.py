"""What the window says about saving: one small value, in the words of UX.md section 6."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Saving(StrEnum):
    """How far the work is on its way into the file."""

    SAVED = "saved"
    DIRTY = "dirty"
    SAVING = "saving"
    NOT_SAVED = "not_saved"
    READ_ONLY = "read_only"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveState:
    """Where saving stands.

    `saved_at` is the time of the last save (of the work itself when it was brought back);
    `holder` has the workbook open when it is read-only; `why` says what the last save met.
    """

    kind: Saving
    saved_at: datetime | None = None
    holder: str = ""
    why: str = ""

    def words(self) -> str:
        """Say it as the header of the window does."""
        match self.kind:
            case Saving.SAVED:
                return f"All changes saved {_clock(self.saved_at)}".strip()
            case Saving.SAVING:
                return "Saving…"
            case Saving.READ_ONLY if self.holder:
                return f"{self.holder} has this project open"
            case Saving.READ_ONLY:
                return "Open to read only"
            case Saving.RECOVERED:
                return f"We brought back your work from {_clock(self.saved_at)}"
            case _:
                return "Not saved yet: kept safe on this computer"


def _clock(moment: datetime | None) -> str:
    return f"{moment:%H:%M}" if moment else ""
