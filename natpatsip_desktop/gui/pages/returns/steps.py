"""The steps of a return above the page: numbers, words and ticks."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from natpatsip_desktop.gui import dress, icons
from natpatsip_desktop.gui.tokens import tokens

STEPS = ("Choose a format", "Fix problems", "Preview and export")
CHOOSE, FIX, EXPORT, ALL_DONE = range(1, 5)
DISC = 24
TICK = 14
GAP = 8  # px between a disc and its words
JOIN = 46  # px from words to the next disc, with the line between
JOIN_CLOSE = 20
LINE_AIR = 8


class StepsBar(QWidget):
    """Shows which step is done, which is now and which comes; cut to the step of now if narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = CHOOSE
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_step(CHOOSE)

    def show_step(self, now: int) -> None:
        """Show the step that is to be done now; ALL_DONE after the last one."""
        self.now = now
        states = {-1: "to do", 0: "now", 1: "done"}
        said = [
            f"{step}, {words.lower()}: {states[(now > step) - (now < step)]}"
            for step, words in enumerate(STEPS, 1)
        ]
        self.setAccessibleName("Steps")
        self.setAccessibleDescription(". ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for all words."""
        return QSize(round(self._width(close=False)), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the room for the words of one step."""
        return QSize(round(self._width(close=True)), self._height())

    def _height(self) -> int:
        return max(DISC, QFontMetrics(dress.font("body", bold=True)).height()) + 2

    def _width(self, *, close: bool) -> float:
        named = [min(self.now, len(STEPS))] if close else list(range(1, len(STEPS) + 1))
        words = sum(GAP + self._words_width(step) for step in named)
        join = JOIN_CLOSE if close else JOIN
        return 2 + len(STEPS) * DISC + (len(STEPS) - 1) * join + words

    def _words_width(self, step: int) -> int:
        return QFontMetrics(dress.font("body", bold=True)).horizontalAdvance(STEPS[step - 1])

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint from the right, so that the last step stands at the edge of the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        close = self.width() < self._width(close=False)
        left = self.width() - self._width(close=close)
        named = min(self.now, len(STEPS))
        for step in range(1, len(STEPS) + 1):
            if step > 1:
                left = self._paint_join(painter, left, JOIN_CLOSE if close else JOIN)
            self._paint_disc(painter, left, step)
            left += DISC
            if not close or step == named:
                left = self._paint_words(painter, left + GAP, step)

    def _paint_join(self, painter: QPainter, left: float, wide: int) -> float:
        air = LINE_AIR if wide == JOIN else 3
        middle = self.height() / 2
        painter.setPen(QPen(QColor(tokens()["ctrl"]), 1))
        painter.drawLine(QPointF(left + air, middle), QPointF(left + wide - air, middle))
        return left + wide

    def _paint_disc(self, painter: QPainter, left: float, step: int) -> None:
        colours = tokens()
        area = QRectF(left, (self.height() - DISC) / 2, DISC, DISC)
        if step > self.now:
            painter.setPen(QPen(QColor(colours["ctrl"]), 1.5))
            painter.setBrush(QColor(colours["surface"]))
            painter.drawEllipse(area.adjusted(0.75, 0.75, -0.75, -0.75))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours["ok" if step < self.now else "primary"]))
            painter.drawEllipse(area)
        if step < self.now:
            corner = area.center() - QPointF(TICK / 2, TICK / 2)
            painter.drawPixmap(corner, icons.picture("check", "surface", TICK))
            return
        painter.setPen(QColor(colours["on_primary" if step == self.now else "ink2"]))
        painter.setFont(dress.font("caption", bold=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(step))

    def _paint_words(self, painter: QPainter, left: float, step: int) -> float:
        painter.setFont(dress.font("body", bold=step == self.now))
        painter.setPen(QColor(tokens()["ink2" if step > self.now else "ink"]))
        wide = self._words_width(step)
        area = QRectF(left, 0, wide + 1, self.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, align, STEPS[step - 1])
        return left + wide
