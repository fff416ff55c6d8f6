"""The sheet a chart is drawn on: painter, frame, look and type, for every drawing function."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from natpatsip_desktop.gui.charts.frame import Frame, Room
from natpatsip_desktop.gui.charts.lettering import Lettering
from natpatsip_desktop.gui.charts.looks import Look
from natpatsip_desktop.gui.charts.plan import Plan

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@lru_cache(maxsize=256)
def _colour(code: str, alpha: float) -> QColor:
    """Return a colour; kept, since a chart asks for the same few once for each dot."""
    colour = QColor(code)
    colour.setAlphaF(alpha)
    return colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything a drawing function needs; all coordinates are logical px of `painter`.

    `spots` are the places of the dots, None for those without a value.
    """

    painter: QPainter
    plan: Plan
    room: Room
    frame: Frame
    look: Look
    letters: Lettering
    theme: Mapping[str, str]
    spots: list[QPointF | None] = field(init=False)

    def __post_init__(self) -> None:
        frame, values = self.frame, (dot.y for dot in self.plan.spec.dots)
        spots = [
            None if y is None else QPointF(frame.x(x), frame.y(y))
            for x, y in zip(self.plan.xs, values, strict=True)
        ]
        object.__setattr__(self, "spots", spots)

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """Return a colour by token name or «#RRGGBB»."""
        return _colour(self.look.colour(name, self.theme), alpha)

    def pen(self, name: str, width: float, dashes: tuple[float, ...] = ()) -> QPen:
        """Return a pen; `dashes` are px of line and gap in turn."""
        pen = QPen(self.colour(name), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashes:
            pen.setDashPattern([part / width for part in dashes])
        return pen

    def write(
        self,
        box: QRectF,
        text: str,
        colour: str,
        *,
        role: str = "axis",
        bold: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Write one line of text in `box`; it may stand out of the box, it is never cut."""
        self.painter.setFont(self.letters.font(role, bold=bold))
        self.painter.setPen(self.colour(colour))
        self.painter.drawText(box, align | Qt.TextFlag.TextDontClip, text)

    def elided(self, text: str, width: float, role: str, *, bold: bool = False) -> str:
        """Return `text`, cut with «…» to `width` px."""
        metrics = self.letters.metrics(role, bold=bold)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)
