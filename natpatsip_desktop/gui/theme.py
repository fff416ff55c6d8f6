"""The look of every window: palette, style sheet and fonts made from the tokens."""

import sys
from enum import StrEnum
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from natpatsip_desktop.gui import dress, icons
from natpatsip_desktop.gui.tokens import (
    SIZES,
    SPACE,
    TOKENS_DARK,
    TOKENS_LIGHT,
    tokens,
    use_tokens,
)
from natpatsip_desktop.paths import shipped, user_data

TEXT_SIZES = (100, 115, 130, 150)

ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "bg",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink2",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "surface",
    QPalette.ColorRole.Highlight: "tint",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Accent: "primary",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "toast",
    QPalette.ColorRole.ToolTipText: "on_toast",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "border",
    QPalette.ColorRole.Mid: "ctrl",
    QPalette.ColorRole.Dark: "ctrl",
    QPalette.ColorRole.Shadow: "ink2",
}


class Look(StrEnum):
    """Which colours the window uses."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Dresses the whole application, and again when the system or a setting changes."""

    changed = Signal()

    def __init__(self, app: QApplication, look: Look = Look.SYSTEM, percent: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._look = look
        self._percent = percent
        self._worn: tuple[dict[str, str], int] | None = None
        # A chained first call to accessibility() finds its owner already deleted.
        self._hints = app.styleHints()
        self._access = self._hints.accessibility()
        self._family = QFont("Segoe UI") if sys.platform == "win32" else app.font()
        app.setStyle("Fusion")
        self.apply()
        self._hints.colorSchemeChanged.connect(self.apply)
        self._access.contrastPreferenceChanged.connect(self.apply)

    @property
    def look(self) -> Look:
        """Return which colours were asked for."""
        return self._look

    @property
    def percent(self) -> int:
        """Return the text size in per cent."""
        return self._percent

    def choose(self, look: Look | None = None, percent: int | None = None) -> None:
        """Change the colours or the text size at once."""
        self._look = look or self._look
        self._percent = percent or self._percent
        self.apply()

    def apply(self) -> None:
        """Give palette, fonts, style sheet and icons to every widget there is."""
        worn = self._colours(), self._percent
        if worn == self._worn:
            return
        self._worn = worn
        use_tokens(worn[0])
        dress.set_scale(self._percent / 100)
        font = QFont(self._family)
        font.setPointSizeF(SIZES["body"] * self._percent / 100)
        with QSignalBlocker(self):
            self._app.setFont(font)
            self._app.setPalette(palette())
            self._app.setStyleSheet(style_sheet(self._percent / 100))
        icons.forget()
        for window in self._app.topLevelWidgets():
            dress.dress(window)
        self.changed.emit()

    def _high_contrast(self) -> bool:
        return self._access.contrastPreference() == Qt.ContrastPreference.HighContrast

    def _system_palette(self) -> QPalette:
        """Return the person's own colours, as the system gives them now."""
        ours = QPalette(self._app.palette())
        self._app.setPalette(QPalette())
        system = QPalette(self._app.palette())
        self._app.setPalette(ours)
        return system

    def _colours(self) -> dict[str, str]:
        if self._high_contrast():
            return contrast_tokens(self._system_palette())
        dark = self._look is Look.DARK or (
            self._look is Look.SYSTEM and self._hints.colorScheme() == Qt.ColorScheme.Dark
        )
        return dict(TOKENS_DARK if dark else TOKENS_LIGHT)


def palette() -> QPalette:
    """Return the palette of the theme in use."""
    colours = tokens()
    made = QPalette()
    for role, token in ROLES.items():
        made.setColor(role, QColor(colours[token]))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["ctrl"]))
    return made


def style_sheet(scale: float) -> str:
    """Return resources/style.qss with the tokens filled in; sizes in points times `scale`."""
    template = Template((shipped("resources") / "style.qss").read_text(encoding="utf-8"))
    sizes = {f"pt_{name}": f"{size * scale:.1f}pt" for name, size in SIZES.items()}
    spaces = {f"px_{name}": f"{pixels}px" for name, pixels in SPACE.items()}
    pictures = {
        "chevron": _picture_file("chevron-down", "ink2"),
        "tick": _picture_file("check", "on_primary"),
    }
    return template.substitute({**tokens(), **sizes, **spaces, **pictures})


def _picture_file(name: str, token: str) -> str:
    """Return the file of an icon: a style sheet takes pictures from files only."""
    colour = tokens()[token]
    path = user_data() / "look" / f"{name}-{colour[1:]}.svg"
    return path.as_posix() if path.is_file() or _written(path, name, colour) else ""


def _written(path: Path, name: str, colour: str) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(icons.svg(name, colour), encoding="utf-8")
    except OSError:
        # Without the picture the boxes still work, so a folder that is read-only is no fault.
        return False
    return True


def contrast_tokens(system: QPalette) -> dict[str, str]:
    """Return every token as a role of the person's own contrast theme.

    Every fill but a few is the ground and every mark the text, so that borders and shapes carry
    what colours do elsewhere.
    """
    role = QPalette.ColorRole

    def name(of: QPalette.ColorRole) -> str:
        return system.color(of).name().upper()

    made = {
        token: name(role.Base if _is_ground(token) else role.WindowText) for token in TOKENS_LIGHT
    }
    fills = ("select", "aim", "primary", "primary_hover", "badge", "toast", "focus")
    made.update(dict.fromkeys(fills, name(role.Highlight)))
    texts = [token for token in TOKENS_LIGHT if token.startswith("on_")]
    made.update(dict.fromkeys(texts, name(role.HighlightedText)))
    made.update(link=name(role.Link), link_strong=name(role.Link))
    return made


def _is_ground(token: str) -> bool:
    return token in ("bg", "surface", "tint") or token.endswith("_tint")
