"""Draws the marks that stand for numbers: band, levels, line and dots."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from natpatsip_desktop.core.charts import Level
from natpatsip_desktop.gui.charts.shapes import SIGNALS, draw_cross, draw_filled, draw_hollow
from natpatsip_desktop.gui.charts.sheet import Sheet

LINE = 1.8
DOT = 3.0
SIGNAL_DOT = 4.25
DOT_ROOM = 7.0
LEAST_STEP = 3.0
WHOLE = 100
PART = 6

# Drawn in this order, so that the centre line lies on top.
ROLES = ("target", "lower2", "upper2", "lower", "upper", "centre")


def draw_bands(sheet: Sheet) -> None:
    """Fill the room between the limits of each phase lightly, but not where limits have a gap."""
    levels = sheet.plan.spec.levels
    lowers = {level.first: level for level in levels if level.role == "lower"}
    sheet.painter.setPen(Qt.PenStyle.NoPen)
    sheet.painter.setBrush(sheet.colour(sheet.look.band, 0.4))
    for upper in (level for level in levels if level.role == "upper"):
        if lower := lowers.get(upper.first):
            # Both limits of a point are missing together, so their stretches are the same.
            for tops, floors in zip(
                level_runs(sheet, upper), level_runs(sheet, lower), strict=False
            ):
                sheet.painter.drawPolygon(QPolygonF(tops + floors[::-1]))


def draw_levels(sheet: Sheet) -> None:
    """Draw targets, limits and centre lines."""
    sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
    for level in sorted(sheet.plan.spec.levels, key=lambda level: ROLES.index(level.role)):
        sheet.painter.setPen(level_pen(sheet, level.role, dashed=level.dashed))
        for run in level_runs(sheet, level):
            draw_polyline(sheet.painter, run)


def draw_polyline(painter: QPainter, corners: Sequence[QPointF]) -> None:
    """Draw a line through `corners`, long ones part by part.

    The time to paint one line grows with the square of its corners (500: 200 ms whole, 8 ms in
    parts).
    """
    part = len(corners) if len(corners) <= WHOLE else PART
    for begin in range(0, len(corners) - 1, part):
        painter.drawPolyline(QPolygonF(corners[begin : begin + part + 1]))


def level_pen(sheet: Sheet, role: str, *, dashed: bool = False) -> QPen:
    """Return the pen of a level: `dashed` where the runs rules speak in its phase."""
    look = sheet.look
    if role == "target":
        return sheet.pen(look.target, 1.4, (3, 3))
    if role in ("lower", "upper"):
        return sheet.pen(look.limits, 1.2, (6, 4))
    if role in ("lower2", "upper2"):
        return sheet.pen(look.limits, 1.0, (2, 4))
    if dashed:
        return sheet.pen(look.centre_signal, 1.3, (10, 6))
    return sheet.pen(look.centre, 1.3)


def level_runs(sheet: Sheet, level: Level) -> Iterator[list[QPointF]]:
    """Yield the corners of a level in px, one list for each stretch without a gap.

    A level that changes from dot to dot (limits of proportions) goes in steps, or from dot to
    dot where steps are too narrow to see; a target goes on to the edges of the chart.
    """
    borders = _borders(sheet, to_edge=level.role == "target")
    steps = dot_size(sheet) > LEAST_STEP / DOT_ROOM
    corners: list[QPointF] = []
    for i, value in enumerate(level.ys[: len(sheet.plan.xs) - level.first], level.first):
        if value is None:
            if corners:
                yield corners
            corners = []
            continue
        y, left, right = sheet.frame.y(value), borders[i], borders[i + 1]
        if corners and corners[-1].y() == y:
            corners[-1] = QPointF(right, y)  # one long line keeps its dashes even
        elif steps or not corners:
            corners += [QPointF(left, y), QPointF(right, y)]
        else:
            corners.append(QPointF(right, y))
    if corners:
        yield corners


def _borders(sheet: Sheet, *, to_edge: bool) -> list[float]:
    frame = sheet.frame
    borders = [frame.x(edge) for edge in sheet.plan.edges]
    if to_edge and borders:
        borders[0], borders[-1] = min(borders[0], frame.left), max(borders[-1], frame.right)
    return borders


def draw_line(sheet: Sheet, width: float = LINE) -> None:
    """Draw the data line, `width` px wide, broken at phases and gaps."""
    pen = sheet.pen(sheet.look.line, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    sheet.painter.setPen(pen)
    sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
    for piece in sheet.plan.pieces:
        draw_polyline(sheet.painter, [spot for i in piece if (spot := sheet.spots[i]) is not None])


def draw_dots(sheet: Sheet, most: float = 1.0) -> None:
    """Draw every dot, `most` times full size; those of signals lie above the others."""
    size = min(most, dot_size(sheet))
    dots = sheet.plan.spec.dots
    for i in sorted(range(len(dots)), key=lambda i: dots[i].tone in SIGNALS):
        draw_dot(sheet, i, size)


def dot_size(sheet: Sheet) -> float:
    """Return the part of full size, 0.4 to 1, at which crowded dots still stand apart."""
    frame, xs = sheet.frame, sheet.plan.xs
    if len(xs) < 2:
        return 1.0
    apart = (frame.x(xs[-1]) - frame.x(xs[0])) / (len(xs) - 1)
    return min(1.0, max(0.4, apart / DOT_ROOM))


def draw_dot(sheet: Sheet, i: int, size: float = 1.0) -> None:
    """Draw one dot: shape and colour by tone, hollow on the centre, hollow with x if left out."""
    at, dot, look = sheet.spots[i], sheet.plan.spec.dots[i], sheet.look
    if at is None:
        return
    ground = sheet.colour(look.ground)
    if dot.left_out:
        draw_hollow(sheet.painter, at, 4.25, sheet.pen(look.axis, 1.4), ground)
        draw_cross(sheet.painter, at, 2.0, sheet.pen(look.ink2, 1.4))
    elif dot.on_line and dot.tone not in SIGNALS:
        draw_hollow(sheet.painter, at, DOT * size, sheet.pen(look.line, 1.5), ground)
    else:
        radius = SIGNAL_DOT if dot.tone in SIGNALS else DOT
        colour = sheet.colour(look.marks[dot.tone])
        draw_filled(sheet.painter, at, radius * size, dot.tone, colour)
