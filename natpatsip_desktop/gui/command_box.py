"""The command box: type part of a project, a measure, a page or a command; Enter goes there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.gui import dress, icons
from natpatsip_desktop.gui.finder import Entry, find
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.tokens import tokens

RECENT_KEPT = 12
ROW = 34
WIDE = 460
AnyIndex = QModelIndex | QPersistentModelIndex


class EntryList(QAbstractListModel):
    """The entries that fit what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Show these entries in place of the ones before."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.entries[index.row()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(self.entries[index.row()])
        return None


class EntryDelegate(QStyledItemDelegate):
    """Paints an entry: icon, words, what it is, and its keys at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        assert isinstance(model, EntryList)
        entry = model.entries[index.row()]
        colours = tokens()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours["tint"]))
        painter.drawPixmap(
            rect.left() + 10, rect.center().y() - 8, icons.picture(entry.icon, "ink2", 16)
        )
        right = rect.right() - 10
        painter.setFont(dress.font("caption"))
        painter.setPen(QColor(colours["ink2"]))
        said = entry.hint or entry.kind
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -10, 0), middle | Qt.AlignmentFlag.AlignRight, said)
        right -= painter.fontMetrics().horizontalAdvance(said) + 12
        painter.setFont(dress.font("body"))
        painter.setPen(QColor(colours["ink"]))
        room = QRect(rect.left() + 36, rect.top(), right - rect.left() - 36, rect.height())
        text = painter.fontMetrics().elidedText(
            entry.text, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, text)

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex):  # type: ignore[no-untyped-def]
        size = option.rect.size()
        size.setHeight(max(ROW, option.fontMetrics.height() + 14))
        return size


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
        self.setTextMargins(26, 0, 58, 0)
        self.recent: list[str] = []
        self.entries: Callable[[], Sequence[Entry]] = tuple
        self._known: Sequence[Entry] = ()
        self._came_from: QWidget | None = None
        self._model = EntryList(self)
        self._panel: QFrame | None = None
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
        self._icon.setGeometry(9, (self.height() - 16) // 2, 16, 16)
        size = self._key.sizeHint()
        self._key.setGeometry(
            self.width() - size.width() - 6,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

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

    def _search(self, typed: str) -> None:
        self._key.setHidden(bool(typed))
        self._model.show(find(typed, self._known, self.recent))
        view = self._view()
        view.setCurrentIndex(self._model.index(0))
        self._place()
        if typed:
            found = self._model.entries
            announce(self, f"{len(found)} found. {_spoken(found[0])}" if found else "Nothing found")

    def _move(self, by: int) -> None:
        if self._model.entries:
            row = (self._view().currentIndex().row() + by) % len(self._model.entries)
            self._view().setCurrentIndex(self._model.index(row))
            announce(self, _spoken(self._model.entries[row]))

    def _run(self) -> None:
        row = self._view().currentIndex().row()
        if not 0 <= row < len(self._model.entries):
            return
        entry = self._model.entries[row]
        self.recent = [entry.key, *(key for key in self.recent if key != entry.key)][:RECENT_KEPT]
        self._leave()
        entry.run()

    def _leave(self) -> None:
        self.clear()
        self._key.show()
        self._close()
        target = self._came_from if self._came_from and self._came_from.isVisible() else None
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def _close(self) -> None:
        if self._panel is not None:
            self._panel.hide()

    def _view(self) -> QListView:
        if self._panel is None:
            self._panel = _panel(self.window(), self._model, self._run)
        view = self._panel.findChild(QListView)
        assert view is not None
        return view

    def _place(self) -> None:
        panel = self._panel
        if panel is None or not self.hasFocus():
            return
        row = max(ROW, self.fontMetrics().height() + 14)
        high = max(1, len(self._model.entries)) * row + 10
        corner = self.mapTo(self.window(), QPoint(self.width() - WIDE, self.height() + 3))
        panel.setGeometry(max(8, corner.x()), corner.y(), WIDE, high)
        panel.show()
        panel.raise_()


def _panel(window: QWidget, model: EntryList, run: Callable[[], object]) -> QFrame:
    panel = QFrame(window)
    panel.setObjectName("commandList")
    view = QListView(panel)
    view.setAccessibleName("Found")
    view.setModel(model)
    view.setItemDelegate(EntryDelegate(view))
    # The box keeps the focus and moves the selection, so that typing never stops.
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.clicked.connect(lambda _index: run())
    column = QVBoxLayout(panel)
    column.setContentsMargins(4, 4, 4, 4)
    column.addWidget(view)
    return panel


def _spoken(entry: Entry) -> str:
    return f"{entry.text}, {entry.hint or entry.kind}"
