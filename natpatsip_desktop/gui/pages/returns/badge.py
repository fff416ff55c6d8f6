"""The number of a problem on its badge: a disc for what stops the export, a square for the rest."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from natpatsip_desktop.errors import Severity
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.tokens import tokens

FILLS = {Severity.ERROR: "error", Severity.WARNING: "warn_text", Severity.INFO: "ink2"}
_AIR = 4.0


def badge_size(number: int, size: str = "caption") -> QSizeF:
    """Return the room a badge takes: as wide as high, wider for long numbers."""
    metrics = QFontMetricsF(dress.font(size, bold=True))
    high = metrics.height() + 1
    return QSizeF(max(high, metrics.horizontalAdvance(str(number)) + 2 * _AIR), high)


def paint_badge(
    painter: QPainter, corner: QPointF, number: int, severity: Severity, size: str = "caption"
) -> None:
    """Paint a badge with its top left corner here."""
    area = QRectF(corner, badge_size(number, size))
    round_ = area.height() / 2 if severity is Severity.ERROR else 3.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens()[FILLS[severity]]))
    painter.drawRoundedRect(area, round_, round_)
    painter.setFont(dress.font(size, bold=True))
    painter.setPen(QColor(tokens()["surface"]))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()
