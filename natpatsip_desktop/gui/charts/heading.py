"""Draws the heading of a chart: its title, the key of the marks that need one, and its icons."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt

from natpatsip_desktop.core.charts import Icon, Tone
from natpatsip_desktop.gui.charts.data_marks import DOT, LINE, SIGNAL_DOT, level_pen
from natpatsip_desktop.gui.charts.frame import (
    DOT_SIGNS,
    EDGE,
    ICON,
    ICON_GAP,
    ICON_ROW,
    KEY_GAP,
    SMALL_ROW,
    TITLE_ROW,
    TITLE_TOP,
    icon_width,
    key_width,
    sample_width,
)
from natpatsip_desktop.gui.charts.shapes import SIGNALS, draw_cross, draw_filled, draw_hollow
from natpatsip_desktop.gui.charts.sheet import Sheet
from natpatsip_desktop.gui.charts.signal_icon import paint_signal_icon

TONES = {"improve": Tone.IMPROVE, "concern": Tone.CONCERN, "neutral": Tone.NEUTRAL}
LEVELS = {"centre": "centre", "target": "target", "limits": "upper", "inner": "upper2"}


def draw_heading(sheet: Sheet) -> None:
    """Write the title at the left and the key at the right, or below where both do not fit."""
    room, heading = sheet.room, sheet.room.heading
    if heading is None:
        return
    scale = room.scale
    row = QRectF(EDGE, TITLE_TOP * scale, room.width - 2 * EDGE, TITLE_ROW * scale)
    key_row = row
    for line in heading.lines:
        title = sheet.elided(line, row.width(), "body", bold=True)
        sheet.write(row, title, sheet.look.ink, role="body", bold=True)
        row = row.translated(0, TITLE_ROW * scale)
    row.setHeight(SMALL_ROW * scale)
    if heading.subtitle:
        subtitle = sheet.elided(heading.subtitle, row.width(), "caption")
        sheet.write(row, subtitle, sheet.look.ink2, role="caption")
        row = row.translated(0, SMALL_ROW * scale)
    wide = key_width(sheet.plan.spec, sheet.letters.width)
    if heading.key_below:
        draw_key(sheet, row.left(), row.center().y())
        row = row.translated(0, SMALL_ROW * scale)
    else:
        draw_key(sheet, row.right() - wide, key_row.center().y())
    for number, icons in enumerate(heading.icons):
        _draw_icons(sheet, icons, row.left(), row.top() + (number + 0.5) * ICON_ROW * scale)


def _draw_icons(sheet: Sheet, icons: Sequence[Icon], x: float, y: float) -> None:
    """Draw icons, each before its words, in one line from `x` on, its middle at `y`."""
    for icon in icons:
        quiet = icon.tone in (Tone.ORDINARY, Tone.EARLY)
        colour = sheet.colour(sheet.look.axis if quiet else sheet.look.marks[icon.tone])
        sheet.painter.setFont(sheet.letters.font("body", bold=True))
        ring = QRectF(x, y - ICON / 2, ICON, ICON)
        paint_signal_icon(sheet.painter, ring, icon.tone, icon.glyph, colour)
        words = QRectF(x + ICON + ICON_GAP, y - 10, 10, 20)
        sheet.write(words, icon.words, sheet.look.ink2, role="caption")
        x += icon_width(icon, sheet.letters.width) + KEY_GAP


def draw_key(sheet: Sheet, x: float, y: float) -> None:
    """Draw samples and words of the key in one line from `x` on, its middle at `y`."""
    for sign, words in sheet.plan.spec.key:
        sample = sample_width(sign)
        draw_sign(sheet, sign, QPointF(x, y))
        size = sheet.letters.width(words, "caption")
        box = QRectF(x + sample, y - 10, size, 20)
        sheet.write(box, words, sheet.look.ink2, role="caption")
        x += sample + size + KEY_GAP


def draw_sign(sheet: Sheet, sign: str, at: QPointF) -> None:
    """Draw the sample of a key entry from `at` on: a dot by tone, or a piece of line."""
    painter, look = sheet.painter, sheet.look
    ground, middle = sheet.colour(look.ground), at + QPointF(SIGNAL_DOT + 1, 0)
    if sign not in DOT_SIGNS:
        _draw_line_sign(sheet, sign, at)
    elif sign == "on_line":
        draw_hollow(painter, middle, DOT, sheet.pen(look.line, 1.5), ground)
    elif sign == "left_out":
        draw_hollow(painter, middle, SIGNAL_DOT, sheet.pen(look.axis, 1.4), ground)
        draw_cross(painter, middle, 2, sheet.pen(look.ink2, 1.4))
    else:
        tone = TONES.get(sign) or _signal_tone(sheet)
        radius = DOT if tone is Tone.ORDINARY else SIGNAL_DOT
        draw_filled(painter, middle, radius, tone, sheet.colour(look.marks[tone]))


def _signal_tone(sheet: Sheet) -> Tone:
    """Return the tone of the newest dot of a signal, which the key's «dot» stands for."""
    tones = (dot.tone for dot in reversed(sheet.plan.spec.dots) if dot.tone in SIGNALS)
    return next(tones, Tone.ORDINARY)


def _draw_line_sign(sheet: Sheet, sign: str, at: QPointF) -> None:
    painter = sheet.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if sign == "line":
        painter.setPen(sheet.pen(sheet.look.line, LINE))
    elif sign == "dash":
        painter.setPen(sheet.pen(sheet.look.centre_signal, 1.5, (6, 4)))
    else:
        painter.setPen(level_pen(sheet, LEVELS.get(sign, "centre")))
    painter.drawLine(at, at + QPointF(16, 0))
