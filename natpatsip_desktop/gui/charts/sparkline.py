"""The sparkline of a table row: a measure's last points, no axes, and no pyqtgraph either."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.gui.charts.frame import Frame
from natpatsip_desktop.gui.charts.graphic import Graphic
from natpatsip_desktop.gui.charts.layout import edges, line_pieces, tail
from natpatsip_desktop.gui.charts.looks import CLEAR, Look
from natpatsip_desktop.gui.charts.shapes import SIGNALS, draw_filled

POINTS = 26
LINE = 1.4
RUN_DOT = 2.2
LAST_DOT = 3.4
SPILL = 4.5


def paint_sparkline(
    painter: QPainter,
    rect: QRectF,
    spec: ChartSpec,
    *,
    points: int = POINTS,
    look: Look = CLEAR,
) -> None:
    """Paint the last `points` dots of `spec` into `rect`, on a scale of their own.

    Every dot gets the same width whatever their number, so that a short series ends early.
    """
    shown = tail(spec, points)
    frame = _frame(rect, shown, points)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.colour(look.axis)), 1.2))
    for line in _centres(shown, frame):
        painter.drawPolyline(QPolygonF(line))
    _paint_line(painter, shown, frame, QColor(look.colour(look.line)))
    _paint_dots(painter, shown, frame, look)
    painter.restore()


def _frame(rect: QRectF, spec: ChartSpec, points: int) -> Frame:
    values = [dot.y for dot in spec.dots if dot.y is not None]
    values += [y for level in _centre_levels(spec) for y in level if y is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-3):
        room = max(1.0, abs(high) / 1000)  # 1 more would be lost in a very large number
        low, high = low - room, high + room
    return Frame(
        left=rect.left() + 2,
        top=rect.top() + SPILL,
        width=max(1.0, rect.width() - 2 - SPILL),
        height=max(1.0, rect.height() - 2 * SPILL),
        x0=0,
        x1=max(1, points - 1),
        y0=low,
        y1=high,
    )


def _centre_levels(spec: ChartSpec) -> list[tuple[float | None, ...]]:
    return [level.ys for level in spec.levels if level.role == "centre"]


def _centres(spec: ChartSpec, frame: Frame) -> list[list[QPointF]]:
    """Return the centre lines, each from half-way to its neighbour phase, in px."""
    borders = edges([float(i) for i in range(len(spec.dots))], 0.5)
    lines = []
    for level in (one for one in spec.levels if one.role == "centre"):
        known = [(i, y) for i, y in enumerate(level.ys, level.first) if y is not None]
        ends = [
            (frame.x(min(max(border, 0), len(spec.dots) - 1)), frame.y(y))
            for i, y in known
            for border in borders[i : i + 2]
        ]
        lines.append([QPointF(*end) for end in ends])
    return [line for line in lines if line]


def _spot(spec: ChartSpec, frame: Frame, i: int) -> QPointF:
    return QPointF(frame.x(i), frame.y(spec.dots[i].y or 0.0))


def _paint_line(painter: QPainter, spec: ChartSpec, frame: Frame, colour: QColor) -> None:
    pen = QPen(colour, LINE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for piece in line_pieces(spec):
        if len(piece) > 1:
            painter.drawPolyline(QPolygonF([_spot(spec, frame, i) for i in piece]))


def _paint_dots(painter: QPainter, spec: ChartSpec, frame: Frame, look: Look) -> None:
    """Paint the dots of signals, and the last dot bigger than any."""
    there = [i for i, dot in enumerate(spec.dots) if dot.y is not None]
    for i in there:
        tone, last = spec.dots[i].tone, i == there[-1]
        if last or tone in SIGNALS:
            colour = QColor(look.colour(look.marks[tone]))
            size = LAST_DOT if last else RUN_DOT
            draw_filled(painter, _spot(spec, frame, i), size, tone, colour)


class SparklineWidget(Graphic):
    """A sparkline in a form or card, with the words of its chart for those who cannot see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_spec(None)

    def set_spec(self, spec: ChartSpec | None) -> None:
        """Show another chart, or nothing."""
        self._spec = spec
        self.setAccessibleName(f"Sparkline: {spec.title}" if spec else "Sparkline: no numbers yet")
        self.setAccessibleDescription(spec.alt_text if spec else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a table row's sparkline."""
        return QSize(150, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sparkline."""
        if self._spec:
            paint_sparkline(QPainter(self), QRectF(self.rect()), self._spec)
