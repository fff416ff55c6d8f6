"""Paints a project's row: name, sparkline, latest value, signal, and what is next."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from natpatsip_desktop.actions.home import Due, ProjectRow
from natpatsip_desktop.core.charts import Tone
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.charts.signal_icon import paint_signal_icon
from natpatsip_desktop.gui.charts.sparkline import paint_sparkline
from natpatsip_desktop.gui.pages.project_table import (
    LATEST,
    NAME,
    SIGNAL,
    SPARK,
    ProjectTable,
)
from natpatsip_desktop.gui.pages.row_table import AnyIndex
from natpatsip_desktop.gui.tokens import SPACE, tokens

PAD = 14
ICON = 28
TONES = {
    Tone.IMPROVE: "improve_text",
    Tone.CONCERN: "concern_text",
    Tone.NEUTRAL: "neutral_text",
}
PILLS = {
    Due.OVERDUE: ("error_tint", "error_text"),
    Due.NOW: ("warn_tint", "warn_text"),
    Due.SOON: ("quiet_tint", "ink2"),
}
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight


class ProjectDelegate(QStyledItemDelegate):
    """Paints every cell of the table of projects, with two lines of words in each."""

    short = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the row's height: it grows with the text size."""
        return QSize(120, row_height(self.short))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        painter.save()
        rect: QRect = option.rect
        self._paint_ground(painter, option, index)
        row = self.row_of(index)
        if index.column() == NAME:
            name, under = index.data() or "", self.words_under(row)
            _two_lines(painter, rect.adjusted(PAD, 0, -8, 0), str(name), under, top="link_strong")
        elif row is None:
            _paint_waiting(painter, rect)
        elif index.column() == SPARK:
            _paint_sparkline(painter, rect, row)
        elif index.column() == LATEST:
            _paint_latest(painter, rect, row)
        elif index.column() == SIGNAL:
            _paint_signal(painter, rect, row)
        else:
            _paint_next(painter, rect, row)
        painter.restore()

    def row_of(self, index: AnyIndex) -> ProjectRow | None:
        """Return what is known of a row; kinds of this delegate may ask another table."""
        model = index.model()
        assert isinstance(model, ProjectTable)
        return model.row_at(index.row())

    def words_under(self, row: ProjectRow | None) -> str:
        """Return the quiet line under the name."""
        return row.measure.name if row and row.measure else ""

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        colours, rect = tokens(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours["tint"]))
            if index.column() == NAME:
                bar = QRect(rect.left(), rect.top(), 3, rect.height())
                painter.fillRect(bar, QColor(colours["primary"]))
        painter.fillRect(
            QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours["border"])
        )


def row_height(short: bool) -> int:
    """Return the height of a row: two lines and their air, and never less than the design's."""
    lines = _height("body", bold=True) + _height("caption")
    return max(SPACE["row_short" if short else "row"], lines + 16)


def _height(size: str, *, bold: bool = False) -> int:
    return QFontMetrics(dress.font(size, bold=bold)).height()


def _two_lines(
    painter: QPainter,
    rect: QRect,
    upper: str,
    lower: str,
    *,
    top: str = "ink",
    size: str = "body",
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint a bold line over a quiet one, together in the middle of `rect`, cut where too long."""
    first, second = dress.font(size, bold=True), dress.font("caption")
    painter.setFont(first)
    high = painter.fontMetrics().height()
    low = _height("caption")
    y = rect.center().y() - (high + low) // 2
    _line(painter, QRect(rect.left(), y, rect.width(), high), upper, top, align)
    painter.setFont(second)
    _line(painter, QRect(rect.left(), y + high, rect.width(), low), lower, "ink2", align)


def _line(
    painter: QPainter, rect: QRect, text: str, token: str, align: Qt.AlignmentFlag = LEFT
) -> None:
    painter.setPen(QColor(tokens()[token]))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, cut)


def _paint_waiting(painter: QPainter, rect: QRect) -> None:
    """Paint a grey bar where something will stand."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens()["quiet_tint"]))
    bar = QRect(rect.left() + 8, rect.center().y() - 5, min(90, rect.width() - 16), 10)
    painter.drawRoundedRect(bar, 5, 5)


def _paint_sparkline(painter: QPainter, rect: QRect, row: ProjectRow) -> None:
    if row.chart is not None and row.chart.dots:
        area = rect.adjusted(5, 10, -11, -10)
        high = min(area.height(), 40)
        top = area.center().y() - high / 2
        wide = min(area.width(), 170)
        paint_sparkline(painter, QRectF(area.left(), top, wide, high), row.chart)


def _paint_latest(painter: QPainter, rect: QRect, row: ProjectRow) -> None:
    area = rect.adjusted(0, 0, -8, 0)
    _two_lines(painter, area, row.latest_text or "–", row.target_text, size="value", align=RIGHT)


def _paint_signal(painter: QPainter, rect: QRect, row: ProjectRow) -> None:
    left = rect.left() + 14
    icon = QRectF(left, rect.center().y() - ICON / 2, ICON, ICON)
    paint_signal_icon(painter, icon, row.reading.tone, row.reading.glyph)
    words = rect.adjusted(14 + ICON + 10, 0, -8, 0)
    reading = row.reading
    token = TONES.get(reading.tone, "ink")
    _two_lines(painter, words, reading.short, reading.short_sentence, top=token)


def _paint_next(painter: QPainter, rect: QRect, row: ProjectRow) -> None:
    area = rect.adjusted(8, 0, -PAD, 0)
    if row.due not in PILLS:
        _two_quiet_lines(painter, area, row.due_text, row.next_text)
        return
    tint, ink = PILLS[row.due]
    painter.setFont(dress.font("caption", bold=True))
    metrics = painter.fontMetrics()
    high, low, gap = metrics.height() + 2, _height("caption"), 5
    y = area.center().y() - (high + gap + low) // 2
    wide = min(metrics.horizontalAdvance(row.due_text) + 20, area.width())
    pill = QRect(area.left(), y, wide, high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens()[tint]))
    painter.drawRoundedRect(pill, high / 2, high / 2)
    _line(painter, pill.adjusted(10, 0, -6, 0), row.due_text, ink)
    painter.setFont(dress.font("caption"))
    below = QRect(area.left(), y + high + gap, area.width(), low)
    _line(painter, below, row.next_text, "ink2")


def _two_quiet_lines(painter: QPainter, area: QRect, upper: str, lower: str) -> None:
    painter.setFont(dress.font("caption"))
    high = painter.fontMetrics().height()
    y = area.center().y() - high - 1
    _line(painter, QRect(area.left(), y, area.width(), high), upper, "ink2")
    _line(painter, QRect(area.left(), y + high + 3, area.width(), high), lower, "ink2")
