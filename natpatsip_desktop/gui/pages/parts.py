"""The parts that pages are put together from: buttons, cards, pills, rules and title rows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.tokens import SPACE

Click = Callable[[], object]


def button(text: str, on: Click | None = None, *, kind: str = "", icon: str = "") -> QPushButton:
    """Return a button; `kind` is primary, quiet, link or choice, nothing is a plain one."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    # Enter works on the focused button too, as people who do not know Space expect.
    made.setAutoDefault(True)
    if icon:
        ink = {"primary": "on_primary", "": "ink"}.get(kind, "link")
        made.setProperty(dress.ICON, f"{icon}:{ink}")
        dress.dress_one(made)
    if kind in ("link", "quiet"):
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if on is not None:
        made.clicked.connect(lambda: on())
    return made


def card(kind: str = "plain") -> QFrame:
    """Return a frame with a border; `kind` is plain, warm, error, info or aim."""
    made = QFrame()
    made.setProperty("card", kind)
    return made


def rule() -> QFrame:
    """Return a thin line between two things."""
    made = QFrame()
    made.setProperty("rule", True)
    return made


def pill(text: str, kind: str = "plain") -> QLabel:
    """Return a small rounded label; `kind` is info, plain, warn, error or ok."""
    made = dress.words(text, "caption", bold=True)
    made.setProperty("pill", kind)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def page_column(page: QWidget) -> QVBoxLayout:
    """Return the column that holds a page, with the margins every page has."""
    column = QVBoxLayout(page)
    side = SPACE["page"]
    column.setContentsMargins(side, 16, side, 16)
    column.setSpacing(SPACE["m"])
    return column


def title_row(title: str, *right: QWidget) -> tuple[QHBoxLayout, QLabel]:
    """Return a row with the page's title at the left and buttons at the right, and the title."""
    row = QHBoxLayout()
    row.setSpacing(SPACE["s"])
    heading = dress.words(title, "page", bold=True)
    row.addWidget(heading)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return row, heading


def icon_field(box: QLineEdit, icon: str) -> QLineEdit:
    """Put an icon into the left of a box to type in; it is decoration, so it takes no focus."""
    made = QLabel(box)
    made.setProperty(dress.ICON, f"{icon}:ink2")
    made.setProperty(dress.ICON_SIZE, 16)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    dress.dress_one(made)
    made.setGeometry(10, 7, 16, 16)
    box.setTextMargins(24, 0, 0, 0)
    return box


def label_for(text: str, field: QWidget) -> QLabel:
    """Return a label whose mnemonic goes to a field, which is spoken by its words."""
    made = dress.words(text, "body", bold=True)
    made.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    return made


def empty_layout(layout: QLayout) -> None:
    """Take everything out of a layout; it may be under a click, so it goes a moment later."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_layout(inner)
