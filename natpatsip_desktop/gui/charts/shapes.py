"""The shapes of dots: the same meaning by shape as by colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from natpatsip_desktop.core.charts import Tone

SIGNALS = (Tone.IMPROVE, Tone.CONCERN, Tone.NEUTRAL)


def draw_shape(painter: QPainter, at: QPointF, radius: float, tone: Tone) -> None:
    """Draw a dot with the painter's pen and brush: circle, diamond (concern), square (neutral)."""
    if tone is Tone.CONCERN:
        reach = radius * 1.25  # a diamond looks smaller than a circle as wide
        painter.drawPolygon(
            QPolygonF(
                [
                    at + QPointF(0, -reach),
                    at + QPointF(reach, 0),
                    at + QPointF(0, reach),
                    at + QPointF(-reach, 0),
                ]
            )
        )
    elif tone is Tone.NEUTRAL:
        side = radius * 0.9
        painter.drawRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
    else:
        painter.drawEllipse(at, radius, radius)


def draw_filled(painter: QPainter, at: QPointF, radius: float, tone: Tone, colour: QColor) -> None:
    """Draw a dot filled with `colour`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    draw_shape(painter, at, radius, tone)


def draw_hollow(painter: QPainter, at: QPointF, radius: float, pen: QPen, ground: QColor) -> None:
    """Draw a ring that covers what is below it."""
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawEllipse(at, radius, radius)


def draw_cross(painter: QPainter, at: QPointF, reach: float, pen: QPen) -> None:
    """Draw an x."""
    painter.setPen(pen)
    painter.drawLine(at + QPointF(-reach, -reach), at + QPointF(reach, reach))
    painter.drawLine(at + QPointF(-reach, reach), at + QPointF(reach, -reach))
