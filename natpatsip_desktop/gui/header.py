"""The header: breadcrumb, command box, undo and redo, and how saving stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from natpatsip_desktop.gui import dress, icons
from natpatsip_desktop.gui.command_box import CommandBox
from natpatsip_desktop.gui.elided import ElidedLabel, ElidedLink
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
LEAST_CRUMB = 72  # px
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
        self._links: list[ElidedLink] = []
        self._parts: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def show_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        """Show these steps in place of the ones before."""
        empty_layout(self._row)
        self._links, self._parts = [], []
        for crumb in crumbs:
            self._parts += self._step(crumb)
        for part in self._parts:
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Where not all has room, cut the longest links first: the page's own name says most."""
        natural = sum(part.sizeHint().width() + self._row.spacing() for part in self._parts)
        wants = [link.sizeHint().width() for link in self._links]
        widths = cut_longest(wants, natural - self.width())
        for link, wide in zip(self._links, widths, strict=True):
            link.setMaximumWidth(wide)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def _step(self, crumb: Crumb) -> list[QWidget]:
        return [self._link(crumb), self._arrow()] if crumb.place else [self._here(crumb)]

    def _link(self, crumb: Crumb) -> ElidedLink:
        link = ElidedLink(crumb.text)
        self._links.append(link)
        link.clicked.connect(lambda: crumb.place and self._go_to(crumb.place))
        return link

    def _here(self, crumb: Crumb) -> QLabel:
        here = ElidedLabel(crumb.text)
        here.setProperty(dress.TEXT_SIZE, "body bold")
        dress.dress_one(here)
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
        self.box.setFixedWidth(276 if wide >= 1000 else 250 if wide >= 900 else 200)
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


def cut_longest(wants: Sequence[int], over: int) -> list[int]:
    """Return widths that are less by `over` px in all, the widest first; none under the least."""
    widths = list(wants)
    while over > 0 and max(widths, default=0) > LEAST_CRUMB:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        over -= 1
    return widths
