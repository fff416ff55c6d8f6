"""The list that hangs below the command box: what fits, with its kind and its keys."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.gui import dress, icons
from natpatsip_desktop.gui.finder import NOTHING, Entry, spoken
from natpatsip_desktop.gui.tokens import tokens

ROW = 34
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
            return spoken(self.entries[index.row()])
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


class CommandList(QFrame):
    """The frame of the list; the box that owns it keeps the focus and moves the selection."""

    def __init__(self, window: QWidget, run: Callable[[], object]) -> None:
        super().__init__(window)
        self.setObjectName("commandList")
        self._model = EntryList(self)
        self._view = QListView(self)
        self._view.setAccessibleName("Found")
        self._view.setModel(self._model)
        self._view.setItemDelegate(EntryDelegate(self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(lambda _index: run())
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._view)
        self._none = dress.words(NOTHING, tone="quiet", wrap=True)
        self._none.setContentsMargins(8, 0, 8, 0)
        self._none.hide()
        column.addWidget(self._none)

    @property
    def entries(self) -> list[Entry]:
        """Return what is listed."""
        return self._model.entries

    @property
    def chosen(self) -> Entry | None:
        """Return the selected entry."""
        row = self._view.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def show_entries(self, entries: list[Entry]) -> None:
        """List these entries, the first one selected."""
        self._model.show(entries)
        self._view.setCurrentIndex(self._model.index(0))
        self._view.setVisible(bool(entries))
        self._none.setHidden(bool(entries))

    def move_selection(self, by: int) -> None:
        """Select the next entry or the one before, round and round."""
        if self.entries:
            row = (self._view.currentIndex().row() + by) % len(self.entries)
            self._view.setCurrentIndex(self._model.index(row))

    def full_height(self) -> int:
        """Return the height in which every entry is seen."""
        row = max(ROW, self.fontMetrics().height() + 14)
        return max(1, len(self.entries)) * row + 10
