"""Lucide outline icons in the colours of the theme.

The package keeps them in a database that takes longer to open than the rest of the window, so
the few that are used are remembered in a small file on this computer.
"""

import json
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from natpatsip_desktop import __version__
from natpatsip_desktop.gui.tokens import tokens
from natpatsip_desktop.paths import user_data


def icon(name: str, token: str = "ink", pixels: int = 18) -> QIcon:
    """Return an icon in the colour of a token, paler while its control is disabled."""
    made = QIcon(picture(name, token, pixels))
    made.addPixmap(picture(name, "ctrl", pixels), QIcon.Mode.Disabled)
    return made


def picture(name: str, token: str = "ink", pixels: int = 18) -> QPixmap:
    """Return an icon as a picture of `pixels` by `pixels` logical pixels, sharp on this screen."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    return _drawn(name, tokens()[token], pixels, ratio)


def forget() -> None:
    """Drop the pictures made so far: the theme has changed."""
    _drawn.cache_clear()


def svg(name: str, colour: str) -> str:
    """Return an icon as SVG text in one colour «#RRGGBB»."""
    return _source(name).replace("currentColor", colour)


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    # Before there is a painter: one that is left behind by an exception ends the process.
    renderer = QSvgRenderer(QByteArray(svg(name, colour).encode()))
    side = round(pixels * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _source(name: str) -> str:
    known = _remembered()
    if name not in known:
        known[name] = _looked_up(name)
        _remember(known)
    return known[name]


def _looked_up(name: str) -> str:
    # Here and not above: importing it costs as much as a tenth of the whole start.
    from lucide import lucide_icon  # noqa: PLC0415

    found: str = lucide_icon(name)
    if "data-missing-icon" in found:
        raise KeyError(f"there is no Lucide icon called {name}")
    return found


def _file() -> Path:
    return user_data() / "look" / f"icons-{__version__}.json"


@cache
def _remembered() -> dict[str, str]:
    try:
        known: dict[str, str] = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known


def _remember(known: dict[str, str]) -> None:
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps(known), encoding="utf-8")
    except OSError:
        # They are looked up again next time; the window does not need the file.
        return
