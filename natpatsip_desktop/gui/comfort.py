"""What a person likes on this computer: text size, colours, where they left off.

Kept in a plain file beside the log. Nothing here changes a result: that is in the workbook.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from natpatsip_desktop.gui.theme import TEXT_SIZES, Look
from natpatsip_desktop.paths import user_data

PLACES_KEPT = 100


class Comfort:
    """The comfort settings of this person on this computer."""

    def __init__(self, path: Path | None = None) -> None:
        self._settings = QSettings(
            str(path or user_data() / "comfort.ini"), QSettings.Format.IniFormat
        )

    @property
    def text_size(self) -> int:
        """Return the text size in per cent."""
        kept = self._text("text_size", "100")
        return int(kept) if kept.isdigit() and int(kept) in TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._settings.setValue("text_size", percent)

    @property
    def look(self) -> Look:
        """Return which colours are wanted."""
        kept = self._text("look", Look.SYSTEM)
        return Look(kept) if kept in set(Look) else Look.SYSTEM

    @look.setter
    def look(self, look: Look) -> None:
        self._settings.setValue("look", look.value)

    @property
    def shared(self) -> bool:
        """Tell whether several people use this computer, so that nothing is remembered."""
        return self._text("shared", "no") == "yes"

    @shared.setter
    def shared(self, shared: bool) -> None:
        self._settings.setValue("shared", "yes" if shared else "no")
        if shared:
            for name in ("recent", "workbook", "returns_folder", "places"):
                self._settings.remove(name)

    @property
    def folded(self) -> bool:
        """Tell whether the person folded the rail."""
        return self._text("folded", "no") == "yes"

    @folded.setter
    def folded(self, folded: bool) -> None:
        self._settings.setValue("folded", "yes" if folded else "no")

    @property
    def recent(self) -> list[str]:
        """Return what was used last in the command box, newest first."""
        return [key for key in self._text("recent", "").split("|") if key]

    @recent.setter
    def recent(self, keys: list[str]) -> None:
        if not self.shared:
            self._settings.setValue("recent", "|".join(keys))

    @property
    def workbook(self) -> Path | None:
        """Return the workbook that was open last."""
        kept = self._text("workbook", "")
        return Path(kept) if kept else None

    @workbook.setter
    def workbook(self, path: Path | None) -> None:
        if not self.shared:
            self._settings.setValue("workbook", str(path or ""))

    @property
    def returns_folder(self) -> Path | None:
        """Return the folder in which a return was saved last."""
        kept = self._text("returns_folder", "")
        return Path(kept) if kept else None

    @returns_folder.setter
    def returns_folder(self, folder: Path) -> None:
        if not self.shared:
            self._settings.setValue("returns_folder", str(folder))

    @property
    def places(self) -> list[str]:
        """Return the marks of workbooks on shares about which was told already, oldest first."""
        return [mark for mark in self._text("places", "").split("|") if mark]

    @places.setter
    def places(self, marks: list[str]) -> None:
        if not self.shared:
            self._settings.setValue("places", "|".join(marks[-PLACES_KEPT:]))

    @property
    def geometry(self) -> QByteArray:
        """Return where the window was; empty if never."""
        kept = self._settings.value("geometry", QByteArray())
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    def flush(self) -> None:
        """Write everything to the file now."""
        self._settings.sync()

    def _text(self, name: str, default: str) -> str:
        kept = self._settings.value(name, default)
        return kept if isinstance(kept, str) else default
