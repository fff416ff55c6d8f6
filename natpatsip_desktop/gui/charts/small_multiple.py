"""The small chart of a project page: name, latest value, the last points, and what they say."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.core.values import number
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.charts.data_marks import draw_bands, draw_dots, draw_levels, draw_line
from natpatsip_desktop.gui.charts.frame import Frame, Room
from natpatsip_desktop.gui.charts.layout import tail
from natpatsip_desktop.gui.charts.lettering import Lettering
from natpatsip_desktop.gui.charts.looks import CLEAR
from natpatsip_desktop.gui.charts.plan import Plan, plan
from natpatsip_desktop.gui.charts.sheet import LEFT, RIGHT, Sheet
from natpatsip_desktop.gui.charts.signal_icon import paint_signal_icon
from natpatsip_desktop.gui.charts.ticks import MONTHS
from natpatsip_desktop.gui.tokens import SPACE, tokens

POINTS = 26
DOTS = 0.76
LINE = 1.5
EDGE = 13.0
HEAD = 46.0
FOOT = 46.0
AXIS = 22.0
ICON = 28.0


class SmallMultiple(QAbstractButton):
    """A card with one measure's chart; a click or Enter emits `opened`.

    All cards of a page share one time axis when `set_spec` is given the same `begins` and `ends`.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._plan: Plan | None = None
        self._name, self._role = "", ""
        self._ends = ("", "")
        self.clicked.connect(self.opened)
        self._letters = Lettering(scale=dress.scale(), device=self)

    def set_spec(
        self,
        spec: ChartSpec,
        *,
        name: str = "",
        role: str = "",
        begins: date | None = None,
        ends: date | None = None,
    ) -> None:
        """Show the last points of `spec`; `name` is short, `role` like «Outcome»."""
        shown = plan(tail(spec, POINTS))
        self._ends = _end_words(shown, begins, ends)
        self._plan = _stretched(shown, begins, ends)
        self._name, self._role = name or spec.title, role
        reading = spec.reading
        said = (self._name, self._caption(), latest_value(spec), reading.short)
        self.setAccessibleName(". ".join(part for part in (*said, reading.short_sentence) if part))
        self.setAccessibleDescription(spec.alt_text)
        self.setToolTip(self._name)
        self.update()

    def _caption(self) -> str:
        """Return the second line: the role, and the target if there is one."""
        levels = self._plan.spec.levels if self._plan else ()
        target = next((level.label for level in levels if level.role == "target"), "")
        parts = (self._role, target[:1].lower() + target[1:])
        return "  ·  ".join(part for part in parts if part)

    def sizeHint(self) -> QSize:
        """Return the size of a card in a row of three."""
        return QSize(264, 220)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in which the words stand."""
        return QSize(200, 180)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        if self._plan is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = self._sheet(painter, self._plan)
        _draw_card(sheet, self.rect().toRectF())
        self._draw_head(sheet)
        _draw_plot(sheet)
        _draw_ends(sheet, self._ends)
        _draw_reading(sheet)

    def _sheet(self, painter: QPainter, shown: Plan) -> Sheet:
        scale = self._letters.scale
        width, height = float(self.width()), float(self.height())
        room = Room(
            width=width,
            height=height,
            left=EDGE + 2,
            right=EDGE + 2,
            bottom=(FOOT + AXIS) * scale,
            head=HEAD * scale,
            scale=scale,
        )
        return Sheet(
            painter=painter,
            plan=shown,
            room=room,
            frame=_tight(room.frame(shown), shown),
            look=CLEAR,
            letters=self._letters,
            theme=tokens(),
        )

    def _draw_head(self, sheet: Sheet) -> None:
        scale, width = sheet.room.scale, sheet.room.width - 2 * EDGE
        value = latest_value(sheet.plan.spec)
        taken = self._letters.width(value, "value", bold=True) + 12 if value else 0
        box = QRectF(EDGE, 8 * scale, width, 20 * scale)
        sheet.write(box, value, "ink", role="value", bold=True, align=RIGHT)
        title = sheet.elided(self._name, width - taken, "body", bold=True)
        sheet.write(box, title, "ink", role="body", bold=True)
        caption = sheet.elided(self._caption(), width - taken, "caption")
        sheet.write(box.translated(0, 18 * scale), caption, "ink2", role="caption")

    # -- events --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the measure with Enter as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme or text size."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._letters = Lettering(scale=dress.scale(), device=self)
            self.update()
        super().changeEvent(event)


def latest_value(spec: ChartSpec) -> str:
    """Return the newest value as it is written, empty where there is none."""
    value = next((dot.y for dot in reversed(spec.dots) if dot.y is not None), None)
    if value is None:
        return ""
    return number(value, spec.decimals) + ("%" if spec.percent else "")


def _tight(frame: Frame, shown: Plan) -> Frame:
    """Return the frame with the values just filling it: a small chart has no value axis."""
    values = [dot.y for dot in shown.spec.dots if dot.y is not None]
    values += [y for level in shown.spec.levels for y in level.ys if y is not None]
    if not values or max(values) == min(values):
        return frame
    spare = 0.05 * (max(values) - min(values))
    return replace(frame, y0=min(values) - spare, y1=max(values) + spare)


def _draw_card(sheet: Sheet, box: QRectF) -> None:
    radius = SPACE["radius_card"]
    sheet.painter.setPen(QPen(sheet.colour("border"), 1))
    sheet.painter.setBrush(sheet.colour("surface"))
    sheet.painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _draw_plot(sheet: Sheet) -> None:
    sheet.painter.save()
    # Few points have wide stretches: their levels would run over the card's edge.
    sheet.painter.setClipRect(QRectF(EDGE, 0, sheet.room.width - 2 * EDGE, sheet.room.height))
    draw_bands(sheet)
    draw_levels(sheet)
    sheet.painter.restore()
    draw_line(sheet, LINE)
    draw_dots(sheet, DOTS)


def _draw_ends(sheet: Sheet, words: tuple[str, str]) -> None:
    """Draw the axis line, and the first and last month below it."""
    sheet.painter.setPen(sheet.pen("border", 1))
    y = sheet.frame.bottom + 3
    sheet.painter.drawLine(QPointF(EDGE, y), QPointF(sheet.room.width - EDGE, y))
    box = QRectF(EDGE, y + 1, sheet.room.width - 2 * EDGE, 16 * sheet.room.scale)
    first, last = words
    sheet.write(box, first, "ink2", role="head")
    if last != first:
        sheet.write(box, last, "ink2", role="head", align=RIGHT)


def _stretched(shown: Plan, begins: date | None, ends: date | None) -> Plan:
    """Return the plan with its time axis from `begins` to `ends`, as far as its dots allow."""
    if shown.counted or not shown.xs:
        return shown
    low = min(begins.toordinal(), shown.xs[0]) if begins else shown.xs[0]
    high = max(ends.toordinal(), shown.xs[-1]) if ends else shown.xs[-1]
    spare = max(1.0, 0.01 * (high - low))
    return replace(shown, x0=low - spare, x1=high + spare)


def _end_words(shown: Plan, begins: date | None, ends: date | None) -> tuple[str, str]:
    """Return the words of the first and last month; the year again only if it is another."""
    dots = shown.spec.dots
    if not dots:
        return "", ""
    if shown.counted:
        return dots[0].label, dots[-1].label
    first = min(begins or dots[0].starts, dots[0].starts)
    last = max(ends or dots[-1].starts, dots[-1].starts)
    year = "" if first.year == last.year else f" {last.year}"
    words = f"{MONTHS[first.month - 1]} {first.year}", f"{MONTHS[last.month - 1]}{year}"
    return words if words[0] != f"{words[1]} {first.year}" else (words[0], words[0])


def _draw_reading(sheet: Sheet) -> None:
    """Draw the signal icon with the short words beside it."""
    reading, room = sheet.plan.spec.reading, sheet.room
    top = room.height - FOOT * room.scale
    icon = ICON * room.scale
    place = QRectF(EDGE, top + (FOOT * room.scale - icon) / 2 - 2, icon, icon)
    paint_signal_icon(sheet.painter, place, reading.tone, reading.glyph)
    left = EDGE + icon + 9
    box = QRectF(left, place.top() - 2, room.width - left - EDGE, 17 * room.scale)
    tone = sheet.look.words[reading.tone]
    title = sheet.elided(reading.short, box.width(), "body", bold=True)
    sheet.write(box, title, tone, role="body", bold=True, align=LEFT)
    below = box.translated(0, 15.5 * room.scale)
    evidence = sheet.elided(reading.short_sentence, box.width(), "caption")
    sheet.write(below, evidence, "ink2", role="caption")
