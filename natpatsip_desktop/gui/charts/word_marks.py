"""Draws the words on a chart: labels of levels, the bracket of a run, phases."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from natpatsip_desktop.core.charts import Bracket, Level, Tone
from natpatsip_desktop.gui.charts.layout import LABEL_GAP, Box, Spot, clearest, spread
from natpatsip_desktop.gui.charts.sheet import CENTRE, Sheet

LABEL_OFFSET = 8.0
BRACKET_OFFSET = 11.0
BRACKET_FOOT = 6.0
BRACKET_OFF = (0.0, 8.0, 16.0, 28.0, 40.0)  # px between a bracket and its words, tried in turn
OVER_SIDES = ("below", "lower", "down", "low")


def draw_end_labels(sheet: Sheet) -> None:
    """Write the labels at the right edge beside their lines, pushed apart where they meet."""
    labels = list(_end_labels(sheet))
    frame, gap = sheet.frame, LABEL_GAP * sheet.room.scale
    ys = spread([y for y, _, _ in labels], gap, frame.top - 4, frame.bottom + 4)
    for y, (_, text, colour) in zip(ys, labels, strict=True):
        box = QRectF(frame.right + LABEL_OFFSET, y - gap / 2, 10, gap)
        sheet.write(box, text, colour, bold=True)


def _end_labels(sheet: Sheet) -> Iterator[tuple[float, str, str]]:
    """Yield px from the top, words and colour of each label at the right edge."""
    spec, frame = sheet.plan.spec, sheet.frame
    latest = next((dot.y for dot in reversed(spec.dots) if dot.y is not None), None)
    if spec.latest_label and latest is not None:
        yield frame.y(latest), spec.latest_label, sheet.look.words[spec.latest_tone]
    for level in spec.levels:
        value = _last_value(level)
        if level.label and sheet.plan.ends_right(level) and value is not None:
            yield frame.y(value), level.label, level_words(sheet, level.role)


def _last_value(level: Level) -> float | None:
    return next((y for y in reversed(level.ys) if y is not None), None)


def level_words(sheet: Sheet, role: str) -> str:
    """Return the colour of a level's label."""
    look = sheet.look
    return {"centre": look.ink, "target": look.target_words}.get(role, look.ink2)


def draw_earlier_labels(sheet: Sheet) -> list[Spot]:
    """Write the labels of earlier phases where they cover least, on a ground of their own.

    Return places on them that later words should not cover.
    """
    taken: list[Spot] = []
    for level in sheet.plan.spec.levels:
        value = _last_value(level)
        if not level.label or sheet.plan.ends_right(level) or value is None:
            continue
        boxes = _label_boxes(sheet, level, sheet.frame.y(value))
        spots = line_spots(sheet, min(box[0] for box in boxes), max(box[2] for box in boxes))
        left, top, right, bottom = boxes[clearest(boxes, spots + taken)]
        taken += word_spots((left, top, right, bottom))
        rect = QRectF(QPointF(left, top), QPointF(right, bottom))
        sheet.painter.fillRect(rect, sheet.colour(sheet.look.ground, 0.88))
        text = rect.adjusted(3, 0, 0, 0)
        sheet.write(text, level.label, level_words(sheet, level.role), bold=True)
    return taken


def word_spots(box: Box) -> list[Spot]:
    """Return places all over a word: to cover it is worse than to cover as much of the line."""
    left, top, right, bottom = box
    parts = (0.0, 0.25, 0.5, 0.75, 1.0)
    return [
        (left + (right - left) * across, top + (bottom - top) * down)
        for across in parts
        for down in parts
    ]


def _label_boxes(sheet: Sheet, level: Level, y: float) -> list[Box]:
    """Return where a label could stand: after its line, then above or below it, end first."""
    wide = sheet.letters.width(level.label, "axis", bold=True) + 6
    high = LABEL_GAP * sheet.room.scale
    edges = sheet.plan.edges
    begin, end = sheet.frame.x(edges[level.first]), sheet.frame.x(edges[level.last + 1])
    last = max(sheet.frame.left, end - wide - 4)
    boxes = [(end + 3, y - high / 2, end + 3 + wide, y + high / 2)]
    for left in (last, max(sheet.frame.left, (begin + end - wide) / 2), min(begin + 4, last)):
        boxes.append((left, y - high - 3, left + wide, y - 3))
        boxes.append((left, y + 3, left + wide, y + high + 3))
    return boxes


def draw_phases(sheet: Sheet) -> None:
    """Draw a line where each later phase begins, and the bold names of all phases above."""
    phases, frame, room = sheet.plan.spec.phases, sheet.frame, sheet.room
    if len(phases) < 2:
        return
    begins = [frame.x(sheet.plan.edges[phase.first]) for phase in phases]
    ends = [*begins[1:], room.width]
    for i, (phase, x, end) in enumerate(zip(phases, begins, ends, strict=True)):
        if x > frame.right:
            continue
        if i and x >= frame.left:
            sheet.painter.setPen(sheet.pen(sheet.look.axis, 1.2))
            sheet.painter.drawLine(QPointF(x, room.head), QPointF(x, frame.bottom))
        _write_name(sheet, phase.name, max(x, frame.left), end)


def _write_name(sheet: Sheet, name: str, left: float, end: float) -> None:
    room = end - left - 14
    if room < 20:
        return
    text = sheet.elided(name, room, "axis", bold=True)
    box = QRectF(left + 8, sheet.room.head, room, 18 * sheet.room.scale)
    sheet.write(box, text, sheet.look.ink2, bold=True)


def draw_brackets(sheet: Sheet, taken: Sequence[Spot]) -> None:
    """Mark each run with a bracket on its free side: under a run above, over a run below.

    Its words keep off the words that stand at `taken`.
    """
    for bracket in sheet.plan.spec.brackets:
        _draw_bracket(sheet, bracket, taken)


def _draw_bracket(sheet: Sheet, bracket: Bracket, taken: Sequence[Spot]) -> None:
    span = range(bracket.first, min(bracket.last + 1, len(sheet.plan.xs)))
    spots = [spot for i in span if (spot := sheet.spots[i]) is not None]
    if not spots:
        return
    over = bracket.side in OVER_SIDES
    ys = [spot.y() for spot in spots] + list(_centre_under(sheet, span))
    y = min(ys) - BRACKET_OFFSET if over else max(ys) + BRACKET_OFFSET
    foot = BRACKET_FOOT if over else -BRACKET_FOOT
    left, right = spots[0].x() - 4, spots[-1].x() + 4
    if right < sheet.frame.left or left > sheet.frame.right:
        return
    corners = [(left, y + foot), (left, y), (right, y), (right, y + foot)]
    tone = sheet.look.marks[bracket.tone]
    sheet.painter.setPen(sheet.pen(tone, 1.6))
    sheet.painter.drawPolyline(QPolygonF([QPointF(*corner) for corner in corners]))
    boxes = _bracket_boxes(sheet, bracket, left, right, y, over=over)
    wide = boxes[0][2] - boxes[0][0]
    marks = [*line_spots(sheet, left - wide, right + wide), *taken]
    _write_bracket(sheet, bracket, boxes[clearest(boxes, marks)])


def _centre_under(sheet: Sheet, span: range) -> Iterator[float]:
    """Yield the px of the centre line along the dots of a run."""
    for level in sheet.plan.spec.levels:
        if level.role == "centre":
            shared = (y for i, y in enumerate(level.ys, level.first) if i in span)
            yield from (sheet.frame.y(y) for y in shared if y is not None)


def _bracket_boxes(
    sheet: Sheet, bracket: Bracket, left: float, right: float, y: float, *, over: bool
) -> list[Box]:
    """Return where the words could stand: in the middle of the bracket, aside, or further off."""
    high = LABEL_GAP * sheet.room.scale
    wide = sheet.letters.width(bracket.text, "axis", bold=True)
    middle = (left + right - wide) / 2
    low, end = sheet.frame.left, max(sheet.frame.right - wide, 0.0)
    boxes: list[Box] = []
    for off in BRACKET_OFF:
        # Under the axis the words would lie over those of the axis.
        top = y - high - 2 - off if over else min(y + 3 + off, sheet.frame.bottom - high)
        starts = (min(max(x, low), end) for x in (middle, left, right - wide))
        boxes += [(x, top, x + wide, top + high) for x in starts]
    return boxes


def _write_bracket(sheet: Sheet, bracket: Bracket, place: Box) -> None:
    left, top, right, bottom = place
    ordinary = bracket.tone is Tone.ORDINARY
    colour = sheet.look.ink2 if ordinary else sheet.look.words[bracket.tone]
    box = QRectF(QPointF(left, top), QPointF(right, bottom))
    # A ground of its own keeps the words readable where the data pass behind them.
    sheet.painter.fillRect(box.adjusted(-2, 2, 2, -2), sheet.colour(sheet.look.ground, 0.88))
    sheet.write(box, bracket.text, colour, bold=True, align=CENTRE)


def line_spots(sheet: Sheet, left: float, right: float) -> list[Spot]:
    """Return places on the data line that words should not cover: dots and between them."""
    known = [(spot.x(), spot.y()) for spot in sheet.spots if spot is not None]
    spots = [spot for spot in known if left <= spot[0] <= right]
    parts = (0.25, 0.5, 0.75)
    between = [
        (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
        for a, b in pairwise(spots)
        for part in parts
    ]
    return spots + between
