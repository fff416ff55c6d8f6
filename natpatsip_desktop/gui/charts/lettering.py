"""The type of a chart: fonts by role, and how wide and high their texts are on a device."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPaintDevice

from natpatsip_desktop.gui.tokens import SIZES

FOR_FILES = ("Segoe UI", "Noto Sans", "Open Sans", "DejaVu Sans", "Arial")


class Lettering:
    """Fonts of one family (default: the window's) at one text size, measured for one device."""

    def __init__(
        self,
        family: str = "",
        scale: float = 1.0,
        device: QPaintDevice | None = None,
        *,
        hinted: bool = True,
    ) -> None:
        self.family = family or QGuiApplication.font().family()
        self.scale = scale
        # Hinting moves letters to whole px of the screen: in files they would stand unevenly.
        self._hinting = (
            QFont.HintingPreference.PreferDefaultHinting
            if hinted
            else QFont.HintingPreference.PreferNoHinting
        )
        self._device = device
        self._fonts: dict[tuple[str, bool], tuple[QFont, QFontMetricsF]] = {}

    def font(self, role: str, *, bold: bool = False) -> QFont:
        """Return the font of a role: a name of SIZES."""
        return self._known(role, bold)[0]

    def width(self, text: str, role: str, *, bold: bool = False) -> float:
        """Return the px that `text` takes in one line."""
        return self._known(role, bold)[1].horizontalAdvance(text)

    def metrics(self, role: str, *, bold: bool = False) -> QFontMetricsF:
        """Return the metrics of a role's font."""
        return self._known(role, bold)[1]

    def _known(self, role: str, bold: bool) -> tuple[QFont, QFontMetricsF]:
        key = (role, bold)
        if key not in self._fonts:
            font = QFont(self.family)
            font.setPointSizeF(SIZES[role] * self.scale)
            font.setBold(bold)
            font.setHintingPreference(self._hinting)
            metrics = QFontMetricsF(font, self._device) if self._device else QFontMetricsF(font)
            self._fonts[key] = (font, metrics)
        return self._fonts[key]


@lru_cache(maxsize=1)
def file_family() -> str:
    """Return the family for files: the first of ours that is there, else the system's."""
    there = set(QFontDatabase.families())
    return next((name for name in FOR_FILES if name in there), QGuiApplication.font().family())
