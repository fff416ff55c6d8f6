"""Draws the axes: values at the left without a line, dates below with ticks inwards."""

from PySide6.QtCore import QPointF, QRectF

from natpatsip_desktop.gui.charts.sheet import CENTRE, RIGHT, Sheet
from natpatsip_desktop.gui.charts.ticks import Tick, date_ticks, every_nth, label_ticks

TICK = 4.0
VALUE_LINE = 16  # px that one value takes at 100% text


def draw_value_axis(sheet: Sheet) -> None:
    """Write the values at the left, with grid lines in the looks that have them."""
    frame, line = sheet.frame, VALUE_LINE * sheet.room.scale
    for tick in every_nth(sheet.plan.scale.ticks, frame.height, line):
        y = frame.y(tick.at)
        if sheet.look.grid:
            sheet.painter.setPen(sheet.pen(sheet.look.grid, 1))
            sheet.painter.drawLine(QPointF(frame.left, y), QPointF(frame.right, y))
        box = QRectF(0, y - line / 2, frame.left - 8, line)
        sheet.write(box, tick.text, sheet.look.ink2, align=RIGHT)


def draw_time_axis(sheet: Sheet) -> None:
    """Draw the bottom line with its ticks, words and years, never turned."""
    frame, line = sheet.frame, 17 * sheet.room.scale
    sheet.painter.setPen(sheet.pen(sheet.look.axis, 1.2))
    bottom = frame.bottom
    sheet.painter.drawLine(QPointF(frame.left, bottom), QPointF(frame.right, bottom))
    for tick in time_ticks(sheet):
        x = frame.x(tick.at)
        sheet.painter.setPen(sheet.pen(sheet.look.axis, 1.2))
        sheet.painter.drawLine(QPointF(x, bottom), QPointF(x, bottom - TICK))
        box = QRectF(x - 50, bottom + 5, 100, line)
        sheet.write(box, tick.text, sheet.look.ink2, align=CENTRE)
        if tick.second:
            sheet.write(box.translated(0, line), tick.second, sheet.look.ink2, align=CENTRE)


def time_ticks(sheet: Sheet) -> list[Tick]:
    """Return the ticks for what the frame shows now."""
    plan, frame = sheet.plan, sheet.frame
    if not plan.xs:
        return []
    if plan.counted:
        labels = [dot.label for dot in plan.spec.dots]
        widest = max(sheet.letters.width(label, "axis") for label in labels)
        return label_ticks(labels, frame.x0, frame.x1, frame.width, widest)
    first = plan.spec.dots[0].starts
    # Bigger text needs more room for each tick: as if the axis were shorter.
    width = frame.width / sheet.room.scale
    return date_ticks(frame.x0, frame.x1, plan.spec.frequency, first, width)
