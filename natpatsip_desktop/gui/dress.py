"""Type sizes and icons asked for by name on a widget, so that forms and code say them alike.

A widget carries `textSize` (a name of `tokens.SIZES`, «bold» after it if wanted) and `lucide` (an
icon's name, «:token» after it for its colour) as dynamic properties.
"""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from natpatsip_desktop.gui import icons
from natpatsip_desktop.gui.tokens import SIZES

TEXT_SIZE = "textSize"
ICON = "lucide"
ICON_SIZE = "iconPixels"
DEFAULT_ICON_SIZE = 18

_scale = 1.0


def set_scale(scale: float) -> None:
    """Say how many times larger than usual text is."""
    global _scale
    _scale = scale


def scale() -> float:
    """Return how many times larger than usual text is."""
    return _scale


def font(size: str = "body", *, bold: bool = False) -> QFont:
    """Return the font of a named size of `tokens.SIZES` at the text size in use."""
    made = QFont(QApplication.font())
    made.setPointSizeF(SIZES[size] * _scale)
    made.setBold(bold)
    return made


def words(
    text: str, size: str = "body", *, bold: bool = False, tone: str = "", wrap: bool = False
) -> QLabel:
    """Return a label in a named type size; `tone` is a name that the style sheet colours."""
    label = QLabel(text)
    label.setProperty(TEXT_SIZE, f"{size} bold" if bold else size)
    label.setProperty("tone", tone)
    label.setWordWrap(wrap)
    dress_one(label)
    return label


def dress(root: QWidget) -> None:
    """Give every widget from `root` down the font and the icon it asks for."""
    for widget in (root, *root.findChildren(QWidget)):
        dress_one(widget)


def dress_one(widget: QWidget) -> None:
    """Give one widget the font and the icon it asks for."""
    size = widget.property(TEXT_SIZE)
    if size:
        name, _, weight = str(size).partition(" ")
        widget.setFont(font(name, bold=weight == "bold"))
    icon = widget.property(ICON)
    if icon:
        name, _, token = str(icon).partition(":")
        pixels = widget.property(ICON_SIZE) or DEFAULT_ICON_SIZE
        _put_icon(widget, name, token or "ink", int(pixels))


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for on a widget that is shown already."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # Unpolishing brings back the font from before, which may be of another text size.
        dress_one(widget)


def _put_icon(widget: QWidget, name: str, token: str, pixels: int) -> None:
    if isinstance(widget, QAbstractButton):
        widget.setIcon(icons.icon(name, token, pixels))
        widget.setIconSize(QSize(pixels, pixels))
    elif isinstance(widget, QLabel):
        widget.setPixmap(icons.picture(name, token, pixels))
