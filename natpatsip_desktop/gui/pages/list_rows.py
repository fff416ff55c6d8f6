"""Rows of a list: headings, one line or two, with a box to tick where the row has one."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from natpatsip_desktop.gui import dress, icons
from natpatsip_desktop.gui.tokens import tokens

UNDER = Qt.ItemDataRole.UserRole + 100
PAD = 12
AIR = 14
TICK = 18
ROW = 28  # px at least, so that a finger or an unsteady hand hits it

AnyIndex = QModelIndex | QPersistentModelIndex


class ListRows(QStyledItemDelegate):
    """Paints a row; one that cannot be chosen is a heading.

    A row with a text in its `UNDER` role has two lines, the upper one bold. A click anywhere on a
    row that can be ticked ticks it.
    """

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the room a row needs at the text size in use."""
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return QSize(120, _height("head") + 14)
        if index.data(UNDER):
            return QSize(120, _height("body") + _height("caption") + AIR)
        return QSize(120, max(ROW, _height("body") + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        rect: QRect = option.rect
        painter.save()
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            room = rect.adjusted(PAD, 0, -PAD, -4)
            painter.setFont(dress.font("head", bold=True))
            _line(painter, room, str(index.data()), "ink2", Qt.AlignmentFlag.AlignBottom)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                _paint_chosen(painter, rect)
            _paint_words(painter, _paint_box(painter, rect, index), index)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Tick with a click anywhere on the row, and with Space."""
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return False
        clicked = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        )
        pressed = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        )
        if not (clicked or pressed):
            return False
        ticked = not is_ticked(index)
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)


def dress_list(view: QListWidget) -> None:
    """Give a list its rows."""
    view.setItemDelegate(ListRows(view))
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)


def add_heading(view: QListWidget, text: str) -> QListWidgetItem:
    """Add a heading, which the arrows pass over."""
    item = QListWidgetItem(text, view)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def make_tickable(item: QListWidgetItem, ticked: bool) -> None:
    """Give a row a box to tick."""
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)


def is_ticked(row: QListWidgetItem | AnyIndex) -> bool:
    """Tell whether a row is ticked."""
    state = row.data(Qt.ItemDataRole.CheckStateRole)
    return state is not None and Qt.CheckState(state) == Qt.CheckState.Checked


def _paint_chosen(painter: QPainter, rect: QRect) -> None:
    painter.fillRect(rect, QColor(tokens()["tint"]))
    bar = QRect(rect.left(), rect.top(), 3, rect.height())
    painter.fillRect(bar, QColor(tokens()["primary"]))


def _paint_box(painter: QPainter, rect: QRect, index: AnyIndex) -> QRect:
    """Paint the box to tick, if there is one, and return the room beside it."""
    room = rect.adjusted(PAD, 0, -PAD, 0)
    if index.data(Qt.ItemDataRole.CheckStateRole) is None:
        return room
    ticked = is_ticked(index)
    box = QRect(room.left(), rect.center().y() - TICK // 2 + 1, TICK, TICK)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens()["primary" if ticked else "ctrl"]), 1))
    painter.setBrush(QColor(tokens()["primary" if ticked else "surface"]))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if ticked:
        painter.drawPixmap(box.topLeft() + QPoint(2, 2), icons.picture("check", "on_primary", 14))
    return room.adjusted(TICK + 10, 0, 0, 0)


def _paint_words(painter: QPainter, room: QRect, index: AnyIndex) -> None:
    under = str(index.data(UNDER) or "")
    if not under:
        painter.setFont(dress.font("body"))
        _line(painter, room, str(index.data()), "ink")
        return
    high, low = _height("body"), _height("caption")
    top = room.center().y() - (high + low) // 2
    painter.setFont(dress.font("body", bold=True))
    _line(painter, QRect(room.left(), top, room.width(), high), str(index.data()), "ink")
    painter.setFont(dress.font("caption"))
    _line(painter, QRect(room.left(), top + high, room.width(), low), under, "ink2")


def _height(size: str) -> int:
    return QFontMetrics(dress.font(size, bold=True)).height()


def _line(
    painter: QPainter,
    rect: QRect,
    text: str,
    token: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> None:
    painter.setPen(QColor(tokens()[token]))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | side, cut)
