"""The command box: type part of a project, a measure, a page or a command; Enter goes there."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.finder import NOTHING, Entry, find, spoken
from natpatsip_desktop.gui.messages import announce

if TYPE_CHECKING:
    from natpatsip_desktop.gui.command_list import CommandList

RECENT_KEPT = 12
WIDE = 460
LEFT = 26  # px kept free for the icon
AROUND = 22  # px of padding at the left of the words, and of air on both sides of the keys


class CommandBox(QLineEdit):
    """The box in the header; its list hangs below it while it has the focus.

    `entries` is asked for what there is each time the box is entered, so it is never stale.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("commandBox")
        self.setAccessibleName("Search or run a command")
        self.setPlaceholderText("Search or run a command")
        self.setFixedHeight(30)
        self.recent: list[str] = []
        self.entries: Callable[[], Sequence[Entry]] = tuple
        self._known: Sequence[Entry] = ()
        self._came_from: QWidget | None = None
        self._list: CommandList | None = None
        self._icon = self._decoration()
        self._key = QLabel("Ctrl+K", self)
        self._key.setObjectName("keyHint")
        self._key.setProperty(dress.TEXT_SIZE, "head")
        dress.dress_one(self._key)
        self.textEdited.connect(self._search)

    def _decoration(self) -> QLabel:
        icon = QLabel(self)
        icon.setProperty(dress.ICON, "search:ink2")
        icon.setProperty(dress.ICON_SIZE, 16)
        icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        dress.dress_one(icon)
        return icon

    def enter(self, came_from: QWidget | None) -> None:
        """Put the focus here; Esc gives it back to where it came from."""
        self._came_from = came_from
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_key()

    def changeEvent(self, event: QEvent) -> None:
        """Make room for larger text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_key()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._known = self.entries()
        self._search(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _fit_key(self) -> None:
        """Show the keys of the box while it is empty, if its words have room beside them."""
        self._icon.setGeometry(9, (self.height() - 16) // 2, 16, 16)
        size = self._key.sizeHint()
        left, top = self.width() - size.width() - 6, (self.height() - size.height()) // 2
        self._key.setGeometry(left, top, size.width(), size.height())
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        room = LEFT + words + size.width() + AROUND <= self.width()
        self._key.setVisible(room and not self.text())
        self.setTextMargins(LEFT, 0, size.width() - 3 if room else 0, 0)

    def _search(self, typed: str) -> None:
        self._fit_key()
        listed = self._listed()
        listed.show_entries(find(typed, self._known, self.recent))
        self._place(listed)
        if typed:
            found = listed.entries
            announce(self, f"{len(found)} found. {spoken(found[0])}" if found else NOTHING)

    def _move(self, by: int) -> None:
        self._listed().move_selection(by)
        chosen = self._listed().chosen
        if chosen is not None:
            announce(self, spoken(chosen))

    def _run(self) -> None:
        entry = self._listed().chosen
        if entry is None:
            return
        self.recent = [entry.key, *(key for key in self.recent if key != entry.key)][:RECENT_KEPT]
        self._leave()
        entry.run()

    def _leave(self) -> None:
        self.clear()
        self._fit_key()
        self._close()
        target = self._came_from
        if target is not None and isValid(target) and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _listed(self) -> "CommandList":
        if self._list is None:
            # Here and not above: Qt's lists and delegates cost a twentieth of the start.
            from natpatsip_desktop.gui.command_list import CommandList  # noqa: PLC0415

            self._list = CommandList(self.window(), self._run)
        return self._list

    def _place(self, listed: "CommandList") -> None:
        if self.hasFocus():
            corner = self.mapTo(self.window(), QPoint(self.width() - WIDE, self.height() + 3))
            listed.setGeometry(max(8, corner.x()), corner.y(), WIDE, listed.full_height())
            listed.show()
            listed.raise_()
