"""Draws PDSA cycles and notes above the data: numbered badges in lanes, with dotted stems."""

from PySide6.QtCore import QPointF, QRectF, Qt

from natpatsip_desktop.core.charts import Badge
from natpatsip_desktop.gui.charts.data_marks import SIGNAL_DOT
from natpatsip_desktop.gui.charts.frame import badge_places, pill_width
from natpatsip_desktop.gui.charts.layout import LANE_HEIGHT, WORDS_GAP, BadgePlace, nearest
from natpatsip_desktop.gui.charts.sheet import CENTRE, Sheet

PILL_HEIGHT = 16.0


def placed_badges(sheet: Sheet) -> list[tuple[Badge, BadgePlace, QRectF]]:
    """Return each badge the frame shows, by date, with its place and the box of its pill."""
    badges = sorted(sheet.plan.spec.badges, key=lambda badge: badge.on)
    found = badge_places(sheet.plan, sheet.frame, sheet.room, sheet.letters.width)
    left, right = sheet.frame.left - 12, sheet.frame.right + 12
    return [
        (badge, place, _pill(sheet, badge, place))
        for badge, place in zip(badges, found, strict=True)
        if left <= place.x <= right
    ]


def _pill(sheet: Sheet, badge: Badge, place: BadgePlace) -> QRectF:
    scale = sheet.room.scale
    wide, high = pill_width(badge.number, scale, sheet.letters.width), PILL_HEIGHT * scale
    middle = sheet.room.lanes_top + (place.lane + 0.5) * LANE_HEIGHT * scale
    return QRectF(place.x - wide / 2, middle - high / 2, wide, high)


def badge_words_at(sheet: Sheet, at: QPointF) -> str:
    """Return the words of the badge at a place in px, empty where there is none."""
    for badge, _, pill in placed_badges(sheet):
        if pill.adjusted(-4, -2, 4, 2).contains(at):
            return badge.text if badge.number is None else f"PDSA {badge.number}: {badge.text}"
    return ""


def draw_stems(sheet: Sheet) -> None:
    """Draw a dotted line from each badge to the data at its date (below the data)."""
    sheet.painter.setPen(sheet.pen(sheet.look.axis, 1.2, (1.5, 2)))
    for badge, _, pill in placed_badges(sheet):
        x = sheet.frame.x(sheet.plan.place(badge.on.toordinal()))
        sheet.painter.drawLine(QPointF(x, pill.bottom()), QPointF(x, _stem_end(sheet, badge)))


def _stem_end(sheet: Sheet, badge: Badge) -> float:
    """Return the px just above the dot nearest in time, or the axis where there is none."""
    xs = [x for i, x in enumerate(sheet.plan.xs) if sheet.spots[i] is not None]
    spots = [spot for spot in sheet.spots if spot is not None]
    found = nearest(xs, sheet.plan.place(badge.on.toordinal()))
    return spots[found].y() - SIGNAL_DOT if found is not None else sheet.frame.bottom


def draw_badges(sheet: Sheet) -> None:
    """Draw the pills with their numbers, and the words that fit beside them."""
    for badge, place, pill in placed_badges(sheet):
        _draw_pill(sheet, badge, pill)
        if place.room:
            box = QRectF(pill.right() + WORDS_GAP, pill.top(), place.room, pill.height())
            sheet.painter.fillRect(box, sheet.colour(sheet.look.ground, 0.88))
            text = sheet.elided(badge.text, place.room, "head")
            sheet.write(box, text, sheet.look.ink, role="head")


def _draw_pill(sheet: Sheet, badge: Badge, pill: QRectF) -> None:
    painter, look = sheet.painter, sheet.look
    radius = pill.height() / 2
    if badge.number is None:
        _draw_note(sheet, pill)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(sheet.colour(look.badge))
    painter.drawRoundedRect(pill, radius, radius)
    sheet.write(pill, str(badge.number), look.badge_words, role="head", bold=True, align=CENTRE)


def _draw_note(sheet: Sheet, pill: QRectF) -> None:
    """Draw the sign of a dated note: a small sheet with two lines of writing."""
    paper = QRectF(0, 0, 12, 13)
    paper.moveCenter(pill.center())
    sheet.painter.setPen(sheet.pen(sheet.look.badge, 1.4))
    sheet.painter.setBrush(sheet.colour(sheet.look.ground))
    sheet.painter.drawRoundedRect(paper, 2, 2)
    for y in (paper.top() + 4.5, paper.top() + 8.5):
        sheet.painter.drawLine(QPointF(paper.left() + 3, y), QPointF(paper.right() - 3, y))
