"""The header: breadcrumb, command box, undo and redo, and how saving stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from natpatsip_desktop.gui import dress, icons
from natpatsip_desktop.gui.command_box import CommandBox
from natpatsip_desktop.gui.navigator import Place
from natpatsip_desktop.gui.pages.parts import empty_layout
from natpatsip_desktop.gui.tokens import SPACE
from natpatsip_desktop.store.state import SaveState, Saving

STATE_ICONS = {
    Saving.SAVED: "circle-check:ok",
    Saving.DIRTY: "circle-check:ctrl",
    Saving.SAVING: "refresh-cw:ink2",
    Saving.NOT_SAVED: "circle-alert:error",
    Saving.READ_ONLY: "lock:ink2",
    Saving.RECOVERED: "rotate-ccw-clock:ink2",
}
CRUMB_MOST = 32
LEAST = 560


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of the breadcrumb; the last has no place to go to."""

    text: str
    place: Place | None = None


class Breadcrumb(QWidget):
    """Where the person is: links to the pages above, then this page in bold."""

    def __init__(self, go_to: Callable[[Place], object]) -> None:
        super().__init__()
        self.setAccessibleName("You are here")
        self._go_to = go_to
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def show_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        """Show these steps in place of the ones before."""
        empty_layout(self._row)
        for crumb in crumbs:
            self._row.addWidget(self._link(crumb) if crumb.place else self._here(crumb))
            if crumb.place:
                self._row.addWidget(self._arrow())
        self._row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def _link(self, crumb: Crumb) -> QPushButton:
        link = QPushButton(_cut(crumb.text))
        link.setProperty("kind", "link")
        link.setAccessibleName(crumb.text)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: crumb.place and self._go_to(crumb.place))
        return link

    def _here(self, crumb: Crumb) -> QLabel:
        here = dress.words(_cut(crumb.text, CRUMB_MOST + 16), "body", bold=True)
        here.setToolTip(crumb.text)
        return here

    def _arrow(self) -> QLabel:
        arrow = QLabel()
        arrow.setProperty(dress.ICON, "chevron-right:ink2")
        arrow.setProperty(dress.ICON_SIZE, 14)
        dress.dress_one(arrow)
        return arrow


class HeaderFrame(QFrame):
    """The row above the page."""

    def __init__(
        self,
        go_to: Callable[[Place], object],
        box: CommandBox,
        undo: QAction,
        redo: QAction,
    ) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAccessibleName("Header")
        self.crumbs = Breadcrumb(go_to)
        self.box = box
        self._state_icon = QLabel()
        self._state_words = dress.words("", "grid", tone="quiet")
        self._state_words.setAccessibleName("Saving")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE["page"], 0, 14, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(self.crumbs, 1)
        row.addWidget(box)
        row.addSpacing(8)
        row.addWidget(_icon_button(undo, "undo-2"))
        row.addWidget(_icon_button(redo, "redo-2"))
        row.addSpacing(4)
        row.addWidget(self._state_icon)
        row.addWidget(self._state_words)
        self.setMinimumHeight(SPACE["header"])

    def show_state(self, state: SaveState) -> None:
        """Show how saving stands, in words and with an icon."""
        self._state_icon.setProperty(dress.ICON, STATE_ICONS[state.kind])
        self._state_icon.setProperty(dress.ICON_SIZE, 16)
        dress.dress_one(self._state_icon)
        self._state_words.setText(state.words())
        self._state_words.setToolTip(state.why)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the command box gives way."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the breadcrumb what it needs before the command box gets its full width."""
        wide = self.width()
        self.box.setFixedWidth(269 if wide >= 1000 else 250 if wide >= 900 else 200)
        self._state_words.setHidden(wide < 760)


def _icon_button(action: QAction, icon: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(icon)
    button.setFixedSize(30, 30)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setProperty(dress.ICON, f"{icon}:ink2")

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        said = action.toolTip()
        keys = action.shortcut().toString()
        button.setToolTip(f"{said} ({keys})")
        button.setAccessibleName(said)

    button.setIcon(icons.icon(icon, "ink2"))
    button.clicked.connect(action.trigger)
    action.changed.connect(follow)
    follow()
    return button


def _cut(text: str, most: int = CRUMB_MOST) -> str:
    """Shorten long names: the whole name is spoken and in the page's title."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
