"""How the cells of a sheet are painted: as the file will look, with badges where problems are."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from natpatsip_desktop.core.sheets import Look
from natpatsip_desktop.errors import Severity
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.returns.badge import badge_size, paint_badge
from natpatsip_desktop.gui.pages.returns.numbered import Numbered
from natpatsip_desktop.gui.pages.returns.sheet_table import AnyIndex, SheetTable
from natpatsip_desktop.gui.tokens import SPACE, tokens

PAD = 9
_GROUNDS = {
    Severity.ERROR: ("error_tint", "error"),
    Severity.WARNING: ("warn_tint", "warn_border"),
    Severity.INFO: ("surface", "border"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressing:
    """How a look is written: size, weight, ink and ground by their tokens, and the side."""

    size: str = "grid"
    bold: bool = False
    ink: str = "ink"
    ground: str = ""
    right: bool = False
    wrap: bool = False


DRESSINGS: Mapping[Look, Dressing] = {
    Look.PLAIN: Dressing(),
    Look.TITLE: Dressing(size="section", bold=True),
    Look.BANNER: Dressing(bold=True, ink="warn_text"),
    Look.LINE: Dressing(ink="ink2"),
    Look.HEAD: Dressing(bold=True, ink="on_aim", ground="aim", wrap=True),
    Look.HEAD_OF_FIGURES: Dressing(bold=True, ink="on_aim", ground="aim", right=True, wrap=True),
    Look.BODY: Dressing(),
    Look.FIGURE: Dressing(right=True),
    Look.LABEL: Dressing(bold=True),
    Look.ENTRY: Dressing(wrap=True),
}


class SheetDelegate(QStyledItemDelegate):
    """Paints one cell at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return a row's height: it grows with the text size."""
        return QSize(60, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        table = index.model()
        assert isinstance(table, SheetTable)
        row, column = index.row(), index.column()
        cell = table.cell(row, column)
        figure = cell.look is Look.PLAIN and isinstance(cell.value, int | float)
        marks, dressing = table.marks(row, column), DRESSINGS[cell.look]
        painter.save()
        _ground(painter, option.rect, dressing, marks)
        room = option.rect.adjusted(PAD, 0, -PAD, 0)
        if marks:
            room = _badge(painter, room, marks[0])
        right = dressing.right or figure
        _write(painter, room, table.text(row, column), dressing, right=right)
        painter.restore()


def cell_font(look: Look) -> QFont:
    """Return the font of a look."""
    return dress.font(DRESSINGS[look].size, bold=DRESSINGS[look].bold)


def row_height() -> int:
    """Return the height of a row at the text size in use."""
    return max(SPACE["row_grid"], QFontMetrics(cell_font(Look.BODY)).height() + 10)


def _ground(
    painter: QPainter, rect: QRect, dressing: Dressing, marks: tuple[Numbered, ...]
) -> None:
    colours = tokens()
    painter.fillRect(rect, QColor(colours[dressing.ground or "surface"]))
    edge = QColor(colours["border"])
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), edge)
    painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), edge)
    if marks:
        fill, border = _GROUNDS[marks[0].severity]
        painter.fillRect(rect, QColor(colours[fill]))
        painter.setPen(QPen(QColor(colours[border]), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def _badge(painter: QPainter, room: QRect, mark: Numbered) -> QRect:
    """Paint the number of a problem at the left, and return the room that is left for the text."""
    size = badge_size(mark.number)
    left = room.left() - PAD + 4
    top = room.center().y() - size.height() / 2 + 1
    paint_badge(painter, QPointF(left, top), mark.number, mark.severity)
    return room.adjusted(int(size.width()) - PAD + 9, 0, 0, 0)


def _write(painter: QPainter, room: QRect, text: str, dressing: Dressing, *, right: bool) -> None:
    if not text:
        return
    painter.setFont(dress.font(dressing.size, bold=dressing.bold))
    painter.setPen(QColor(tokens()[dressing.ink]))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignVCenter
    if dressing.wrap and painter.fontMetrics().horizontalAdvance(text) > room.width():
        painter.drawText(room, int(flags | Qt.TextFlag.TextWordWrap), text)
        return
    line = " ".join(text.split())
    cut = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(flags), cut)
