"""How a row of the list of problems is painted: its badge, what to do, and where it is."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from natpatsip_desktop.errors import Severity
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.returns.badge import badge_size, paint_badge
from natpatsip_desktop.gui.pages.returns.numbered import Numbered
from natpatsip_desktop.gui.pages.returns.problem_rows import AnyIndex, Heading, ProblemModel
from natpatsip_desktop.gui.tokens import tokens

PAD, AIR, GAP = 10, 8, 8
BAR = 3  # px of the ink line under the chosen problem
WRAP = int(Qt.TextFlag.TextWordWrap)
INKS = {Severity.ERROR: "error_text", Severity.WARNING: "ink", Severity.INFO: "ink"}


class ProblemDelegate(QStyledItemDelegate):
    """Paints headings and problems; rows are as high as their wrapped words."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the room of a row in the width of its list."""
        entry, wide = _entry(index), self._wide()
        if isinstance(entry, Heading):
            lines = _high(entry.title, _font(True), wide) + _high(entry.words, _small(), wide)
            return QSize(wide, lines + 2 * AIR + 4)
        text = wide - _text_left(entry) - PAD
        what = _high(entry.problem.what, _what_font(entry), text)
        return QSize(wide, what + _high(entry.problem.where, _small(), text) + 2 * AIR)

    def _wide(self) -> int:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        return view.viewport().width()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        entry = _entry(index)
        painter.save()
        if isinstance(entry, Heading):
            self._heading(painter, option.rect, entry)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._problem(painter, option.rect, entry, chosen)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, entry: Heading) -> None:
        room = rect.adjusted(PAD + 4, AIR + 4, -PAD, -AIR)
        room = _write(painter, room, entry.title, _font(True), "ink")
        _write(painter, room, entry.words, _small(), "ink2")

    def _problem(self, painter: QPainter, rect: QRect, entry: Numbered, chosen: bool) -> None:
        colours = tokens()
        if chosen:
            painter.fillRect(rect, QColor(colours["focus"]))
            bar = QRect(rect.left(), rect.bottom() - BAR + 1, rect.width(), BAR)
            painter.fillRect(bar, QColor(colours["focus_ink"]))
        else:
            line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
            painter.fillRect(line, QColor(colours["border"]))
        corner = QPointF(rect.left() + PAD, rect.top() + AIR)
        paint_badge(painter, corner, entry.number, entry.severity)
        room = rect.adjusted(_text_left(entry), AIR, -PAD, -AIR)
        font = _what_font(entry)
        font.setUnderline(True)
        ink = "focus_ink" if chosen else INKS[entry.severity]
        room = _write(painter, room, entry.problem.what, font, ink)
        _write(painter, room, entry.problem.where, _small(), "focus_ink" if chosen else "ink2")


def _entry(index: AnyIndex) -> Numbered | Heading:
    model = index.model()
    assert isinstance(model, ProblemModel)
    return model.entries[index.row()]


def _font(bold: bool) -> QFont:
    return dress.font("body", bold=bold)


def _small() -> QFont:
    return dress.font("caption")


def _what_font(entry: Numbered) -> QFont:
    return _font(entry.severity is Severity.ERROR)


def _text_left(entry: Numbered) -> int:
    return PAD + int(badge_size(entry.number).width()) + GAP


def _high(text: str, font: QFont, wide: int) -> int:
    if not text:
        return 0
    return QFontMetrics(font).boundingRect(QRect(0, 0, wide, 4000), WRAP, text).height()


def _write(painter: QPainter, room: QRect, text: str, font: QFont, ink: str) -> QRect:
    """Write wrapped words at the top of `room`, and return the room below them."""
    painter.setFont(font)
    painter.setPen(QColor(tokens()[ink]))
    painter.drawText(room, WRAP, text)
    return room.adjusted(0, _high(text, font, room.width()), 0, 0)
