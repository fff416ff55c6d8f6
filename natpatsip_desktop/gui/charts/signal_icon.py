"""The signal icon: a ring with the sign of what a chart says, always next to its words."""

from collections.abc import Callable
from math import pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from natpatsip_desktop.core.charts import Glyph, Tone
from natpatsip_desktop.gui.charts.graphic import Graphic
from natpatsip_desktop.gui.tokens import tokens

COLOURS = {
    Tone.ORDINARY: "ctrl",
    Tone.EARLY: "ctrl",
    Tone.IMPROVE: "improve",
    Tone.CONCERN: "concern",
    Tone.NEUTRAL: "neutral",
}
NAMES = {
    Glyph.UP: "going up",
    Glyph.DOWN: "going down",
    Glyph.WAVE: "no change",
    Glyph.EARLY: "too early to say",
    Glyph.PASS: "meets the target every time",
    Glyph.FAIL: "misses the target unless something changes",
    Glyph.HIT_OR_MISS: "will meet or miss the target by chance",
}
TONE_NAMES = {
    Tone.IMPROVE: "improvement",
    Tone.CONCERN: "concern",
    Tone.NEUTRAL: "change without a direction",
}

# A line arrow within a square from -1 to 1, going up; down is its mirror image.
SHAFT = ((-1.0, 0.58), (-0.35, -0.07), (0.1, 0.38), (0.95, -0.47))
HEAD = ((0.4, -0.58), (1.0, -0.58), (1.0, 0.02))


def paint_signal_icon(
    painter: QPainter, rect: QRectF, tone: Tone, glyph: Glyph, colour: QColor | None = None
) -> None:
    """Paint the icon into the greatest square in the middle of `rect` (17 to 44 px look best).

    `colour` is that of its tone in the theme of now, unless given.
    """
    size = min(rect.width(), rect.height())
    stroke = max(1.5, size * 0.075)
    ring = size / 2 - stroke / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    pen = QPen(colour or QColor(tokens()[COLOURS[tone]]), stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_broken(pen, ring) if glyph is Glyph.EARLY else pen)
    painter.drawEllipse(QPointF(0, 0), ring, ring)
    painter.setPen(pen)
    _paint_glyph(painter, glyph, ring * 0.56)
    painter.restore()


def _broken(pen: QPen, ring: float) -> QPen:
    """Return `pen` with dashes that come out even round the ring."""
    round_px = 2 * pi * ring
    count = max(8, round(round_px / (2.6 * pen.widthF())))
    part = round_px / count / pen.widthF()
    broken = QPen(pen)
    broken.setCapStyle(Qt.PenCapStyle.FlatCap)
    broken.setDashPattern([part * 0.58, part * 0.42])
    return broken


def _paint_glyph(painter: QPainter, glyph: Glyph, reach: float) -> None:
    paints: dict[Glyph, Callable[[QPainter, float], None]] = {
        Glyph.UP: lambda p, r: _paint_arrow(p, r, 1.0),
        Glyph.DOWN: lambda p, r: _paint_arrow(p, r, -1.0),
        Glyph.WAVE: _paint_wave,
        Glyph.EARLY: _paint_dots,
    }
    paint = paints.get(glyph)
    if paint:
        paint(painter, reach)
    else:
        _paint_letter(painter, glyph.value, reach)


def _paint_arrow(painter: QPainter, reach: float, up: float) -> None:
    for corners in (SHAFT, HEAD):
        line = QPolygonF([QPointF(x * reach, y * reach * up) for x, y in corners])
        painter.drawPolyline(line)


def _paint_wave(painter: QPainter, reach: float) -> None:
    steps = [i / 16 for i in range(-16, 17)]
    wave = QPolygonF([QPointF(x * reach, -sin(x * pi) * reach * 0.5) for x in steps])
    painter.drawPolyline(wave)


def _paint_dots(painter: QPainter, reach: float) -> None:
    radius = painter.pen().widthF() * 0.62
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    for x in (-0.62, 0.0, 0.62):
        painter.drawEllipse(QPointF(x * reach, reach * 0.35), radius, radius)


def _paint_letter(painter: QPainter, letter: str, reach: float) -> None:
    """Paint a bold letter as an outline, so that it stands exactly in the middle."""
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(8, round(reach * 2.1)))
    path = QPainterPath()
    path.addText(0, 0, font, letter)
    path.translate(-path.boundingRect().center())
    painter.fillPath(path, painter.pen().color())


class SignalIcon(Graphic):
    """The signal icon as a widget, square, with its meaning as accessible name."""

    def __init__(self, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._glyph = Tone.ORDINARY, Glyph.WAVE
        self.setFixedSize(QSize(size, size))
        self.show_signal(self._tone, self._glyph)

    def show_signal(self, tone: Tone, glyph: Glyph, words: str = "") -> None:
        """Show another signal; `words` (default: made from both) are its accessible name."""
        self._tone, self._glyph = tone, glyph
        self.setAccessibleName(words or icon_name(tone, glyph))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        paint_signal_icon(QPainter(self), QRectF(self.rect()), self._tone, self._glyph)


def icon_name(tone: Tone, glyph: Glyph) -> str:
    """Say what an icon means, like «Signal: improvement, going up»."""
    said = TONE_NAMES.get(tone)
    return f"Signal: {said}, {NAMES[glyph]}" if said else f"Signal: {NAMES[glyph]}"
