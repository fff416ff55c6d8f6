"""Draws a whole chart with any QPainter: the one way for the screen and for files."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from natpatsip_desktop.gui.charts.axes import draw_time_axis, draw_value_axis
from natpatsip_desktop.gui.charts.badge_marks import draw_badges, draw_stems
from natpatsip_desktop.gui.charts.data_marks import (
    draw_bands,
    draw_dot,
    draw_dots,
    draw_levels,
    draw_line,
)
from natpatsip_desktop.gui.charts.heading import draw_heading
from natpatsip_desktop.gui.charts.sheet import Sheet
from natpatsip_desktop.gui.charts.word_marks import (
    draw_brackets,
    draw_earlier_labels,
    draw_end_labels,
    draw_phases,
)

CURSOR = 8.5
HOVER = 7.0
SPILL = 6.0


def draw_chart(
    sheet: Sheet, *, cursor: int | None = None, hover: int | None = None, zoomed: bool = False
) -> None:
    """Draw everything the sheet's chart says; `cursor` and `hover` are ringed dots.

    A zoomed chart is cut at its frame. Not zoomed, nothing is cut, since not every vector
    format knows clipping.
    """
    sheet.painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
    )
    draw_heading(sheet)
    draw_value_axis(sheet)
    draw_phases(sheet)
    if zoomed:
        sheet.painter.save()
        sheet.painter.setClipRect(_data_box(sheet))
    _draw_data(sheet, cursor, hover)
    if zoomed:
        sheet.painter.restore()
    draw_time_axis(sheet)
    draw_badges(sheet)
    draw_end_labels(sheet)


def _data_box(sheet: Sheet) -> QRectF:
    frame = sheet.frame
    top = sheet.room.lanes_top
    return QRectF(frame.left, top, frame.width, frame.bottom - top).adjusted(-SPILL, 0, SPILL, 0)


def _draw_data(sheet: Sheet, cursor: int | None, hover: int | None) -> None:
    draw_bands(sheet)
    draw_stems(sheet)
    draw_levels(sheet)
    draw_line(sheet)
    if hover is not None and hover != cursor:
        _draw_ring(sheet, hover, HOVER, sheet.look.axis)
    draw_dots(sheet)
    draw_brackets(sheet, draw_earlier_labels(sheet))
    if cursor is not None:
        _draw_ring(sheet, cursor, CURSOR, sheet.look.ink)
        draw_dot(sheet, cursor)


def _draw_ring(sheet: Sheet, i: int, radius: float, colour: str) -> None:
    at: QPointF | None = sheet.spots[i] if i < len(sheet.plan.xs) else None
    if at is None:
        return
    sheet.painter.setPen(sheet.pen(colour, 1.8))
    sheet.painter.setBrush(sheet.colour(sheet.look.ground))
    sheet.painter.drawEllipse(at, radius, radius)
