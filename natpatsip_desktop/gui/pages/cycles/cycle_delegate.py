"""Paints the list of cycles: headings of stages, and a card for each cycle."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from natpatsip_desktop.actions.cycle_rows import CycleRow
from natpatsip_desktop.core.records import Stage
from natpatsip_desktop.gui import dress, icons
from natpatsip_desktop.gui.pages.cycles.cycle_table import AnyIndex, CycleTable
from natpatsip_desktop.gui.pages.cycles.looks import DECISIONS, STAGES, Look
from natpatsip_desktop.gui.tokens import SPACE, tokens

PAD = 14
GAP = 8
LINE_AIR = 3
ASIDE = 190  # px at 100% text size for dates and scale at the right of a card
WIDE = 500  # px of list from which they stand there and not on a line of their own
LABEL = 56
ICON = 14


class CycleDelegate(QStyledItemDelegate):
    """Paints one line of the list."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of a heading or a card at the text size and width in use."""
        row = _table(index).row_at(index.row())
        if row is None:
            return QSize(200, _high("section") + 14)
        lines = 3 + bool(row.cycle.found) + (not self._wide() and bool(_asides(row)))
        return QSize(200, lines * _line() + 2 * 10 + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a heading or a card."""
        table = _table(index)
        line = table.lines[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Stage):
            _paint_heading(painter, option.rect, STAGES[line], table.count(line))
        else:
            card = option.rect.adjusted(0, 0, -4, -GAP)
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_ground(painter, card, chosen)
            inside = card.adjusted(PAD, 10, -PAD, -10)
            _Card(painter, inside, line, wide=self._wide(), chosen=chosen).paint()
        painter.restore()

    def _wide(self) -> bool:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        return view.viewport().width() >= WIDE * dress.scale()


class _Card:
    """One card while it is painted: line after line, from the top."""

    def __init__(
        self, painter: QPainter, room: QRect, row: CycleRow, *, wide: bool, chosen: bool
    ) -> None:
        self._painter, self._row, self._wide, self._chosen = painter, row, wide, chosen
        self._room = room
        self._top = room.top()
        aside = round(ASIDE * dress.scale()) if wide else 0
        self._words = room.width() - (aside + GAP if wide else 0)
        self._aside_left = room.right() - aside

    def paint(self) -> None:
        """Paint all of it."""
        cycle = self._row.cycle
        asides = _asides(self._row)
        self._paint_top()
        self._say(cycle.title, bold=True)
        self._aside(asides, 0)
        self._labelled("Predict", cycle.prediction or "Nothing predicted yet")
        self._aside(asides, 1)
        if cycle.found:
            self._labelled("Found", cycle.found, bold=True)
            self._aside(asides, 2)
        if not self._wide and asides:
            self._paint_asides(asides)

    def _paint_top(self) -> None:
        """Paint number and change idea, and at the right stage and decision."""
        cycle, painter = self._row.cycle, self._painter
        right = self._room.right()
        painter.setFont(dress.font("caption", bold=True))
        if cycle.decision in DECISIONS:
            right -= self._pill(right, DECISIONS[cycle.decision]) + 6
        right -= self._pill(right, STAGES[cycle.stage]) + GAP
        wide = _badge(painter, self._room.left(), self._middle(), str(cycle.number))
        left = self._room.left() + wide + GAP
        painter.setFont(dress.font("caption"))
        room = QRect(left, self._top, right - left, _line())
        _write(painter, room, self._row.idea or "No change idea", "ink2")
        self._top += _line()

    def _pill(self, right: int, look: Look) -> int:
        """Paint icon and word in a pill that ends at `right`, and return how wide it is."""
        painter, middle = self._painter, self._middle()
        metrics = painter.fontMetrics()
        wide, high = metrics.horizontalAdvance(look.word) + ICON + 22, metrics.height() + 2
        room = QRect(right - wide, middle - high // 2, wide, high)
        # On the ground of a chosen card its own colour could not be seen.
        _round(painter, room, "surface" if self._chosen and look.tint == "tint" else look.tint)
        icon = icons.picture(look.icon, look.ink, ICON)
        painter.drawPixmap(QPoint(room.left() + 8, middle - ICON // 2), icon)
        _write(painter, room.adjusted(8 + ICON + 4, 0, 0, 0), look.word, look.ink)
        return wide

    def _say(self, text: str, *, bold: bool) -> None:
        self._painter.setFont(dress.font("body", bold=bold))
        _write(self._painter, self._line_room(0), text, "ink")
        self._top += _line()

    def _labelled(self, label: str, text: str, *, bold: bool = False) -> None:
        self._painter.setFont(dress.font("caption"))
        _write(self._painter, self._line_room(0), label, "ink2")
        self._painter.setFont(dress.font("body", bold=bold))
        quiet = text == "Nothing predicted yet"
        room = self._line_room(round(LABEL * dress.scale()))
        _write(self._painter, room, text, "ink2" if quiet else "ink")
        self._top += _line()

    def _aside(self, asides: list[tuple[str, str]], at: int) -> None:
        """Paint one of dates, scale and next cycle at the right of the line just painted."""
        if self._wide and at < len(asides):
            icon, text = asides[at]
            top = self._top - _line()
            room = QRect(self._aside_left, top, self._room.right() - self._aside_left, _line())
            _with_icon(self._painter, room, icon, text)

    def _paint_asides(self, asides: list[tuple[str, str]]) -> None:
        left = self._room.left()
        for icon, text in asides:
            room = QRect(left, self._top, self._room.right() - left, _line())
            left += _with_icon(self._painter, room, icon, text) + 14

    def _line_room(self, from_left: int) -> QRect:
        left = self._room.left() + from_left
        return QRect(left, self._top, self._words - from_left, _line())

    def _middle(self) -> int:
        return self._top + _line() // 2


def _table(index: AnyIndex) -> CycleTable:
    model = index.model()
    assert isinstance(model, CycleTable)
    return model


def _asides(row: CycleRow) -> list[tuple[str, str]]:
    led_to = f"Led to cycle {row.led_to}" if row.led_to else ""
    found = (("calendar", row.dates), ("users", row.cycle.scale), ("arrow-right", led_to))
    return [(icon, text) for icon, text in found if text]


def _high(size: str) -> int:
    return QFontMetrics(dress.font(size, bold=True)).height()


def _line() -> int:
    return _high("body") + LINE_AIR


def _paint_heading(painter: QPainter, rect: QRect, look: Look, count: int) -> None:
    middle = rect.center().y()
    painter.drawPixmap(rect.left() + 2, middle - 8, icons.picture(look.icon, "ink", 17))
    left = rect.left() + 26
    for text, size, bold, ink in (
        (look.word, "section", True, "ink"),
        (str(count), "body", False, "ink2"),
        (look.asks, "caption", False, "ink2"),
    ):
        painter.setFont(dress.font(size, bold=bold))
        room = QRect(left, rect.top(), max(0, rect.right() - left), rect.height())
        _write(painter, room, text, ink)
        left += painter.fontMetrics().horizontalAdvance(text) + 10


def _paint_ground(painter: QPainter, card: QRect, chosen: bool) -> None:
    painter.setPen(QPen(QColor(tokens()["primary" if chosen else "border"]), 1))
    painter.setBrush(QColor(tokens()["tint" if chosen else "surface"]))
    edge = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(edge, SPACE["radius_card"], SPACE["radius_card"])


def _badge(painter: QPainter, left: int, middle: int, number: str) -> int:
    """Paint a cycle's number as on charts, and return how wide it is."""
    metrics = painter.fontMetrics()
    wide, high = metrics.horizontalAdvance(number) + 18, metrics.height() + 2
    _round(painter, QRect(left, middle - high // 2, wide, high), "badge")
    room = QRect(left, middle - high // 2, wide, high)
    _write(painter, room, number, "on_badge", Qt.AlignmentFlag.AlignHCenter)
    return wide


def _round(painter: QPainter, room: QRect, token: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens()[token]))
    painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)


def _with_icon(painter: QPainter, room: QRect, icon: str, text: str) -> int:
    """Paint an icon and quiet words, and return how wide they are."""
    painter.setFont(dress.font("caption"))
    picture = icons.picture(icon, "ink2", ICON)
    painter.drawPixmap(QPoint(room.left(), room.center().y() - ICON // 2 + 1), picture)
    _write(painter, room.adjusted(ICON + 6, 0, 0, 0), text, "ink2")
    return ICON + 6 + painter.fontMetrics().horizontalAdvance(text)


def _write(
    painter: QPainter,
    room: QRect,
    text: str,
    token: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setPen(QColor(tokens()[token]))
    plain = " ".join(text.split())
    cut = painter.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, cut)
