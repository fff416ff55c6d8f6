"""A chart as it goes into files and slides: title, method, chart, and what else must be said."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.core.periods import short_date
from natpatsip_desktop.gui.charts.badge_marks import placed_badges
from natpatsip_desktop.gui.charts.drawing import draw_chart
from natpatsip_desktop.gui.charts.frame import EDGE, make_heading, make_room, with_icons
from natpatsip_desktop.gui.charts.heading import draw_heading
from natpatsip_desktop.gui.charts.layout import wrap
from natpatsip_desktop.gui.charts.lettering import Lettering, file_family
from natpatsip_desktop.gui.charts.looks import Look
from natpatsip_desktop.gui.charts.plan import Plan, plan
from natpatsip_desktop.gui.charts.sheet import CENTRE, Sheet
from natpatsip_desktop.gui.tokens import TOKENS_LIGHT

NOTE_ROW = 14.0
# Lower than on screen: words that go from the lanes come back as lines below the chart.
LOW_PLOT = 165.0
NO_NUMBERS = "No numbers yet"


def draw_page(painter: QPainter, spec: ChartSpec, width: float, height: float, look: Look) -> None:
    """Draw title, subtitle, chart and footnotes on `width` by `height` px of 96 an inch.

    Always in the light theme. PDSA cycles whose words do not fit are listed below the chart.
    """
    letters = Lettering(file_family(), device=painter.device(), hinted=False)
    painter.fillRect(QRectF(0, 0, width, height), look.colour(look.ground, TOKENS_LIGHT))
    shown = plan(spec)
    sheet = _sheet(painter, shown, width, height, look, letters, notes=0)
    notes = [f"{note[:1].upper()}{note[1:]}" for note in spec.footnotes]
    if _words_cut(sheet):
        notes.insert(0, _cycles(spec))
    lines = [line for note in notes for line in _wrapped(note, width, letters)]
    sheet = _sheet(painter, shown, width, height, look, letters, notes=len(lines))
    if any(spot is not None for spot in sheet.spots):
        draw_chart(sheet)
    else:
        draw_heading(sheet)
        sheet.write(QRectF(0, 0, width, height), NO_NUMBERS, look.ink2, role="body", align=CENTRE)
    _write_notes(sheet, lines, height)


def _sheet(
    painter: QPainter,
    shown: Plan,
    width: float,
    height: float,
    look: Look,
    letters: Lettering,
    *,
    notes: int,
) -> Sheet:
    """Lay out the chart above `notes` lines."""
    heading = make_heading(shown.spec, width, letters.width, subtitle=_subtitle(shown.spec))
    heading = with_icons(heading, shown.spec, width, letters.width)
    below = notes * NOTE_ROW + (6 if notes else 0)
    room = make_room(
        shown, width, height - below, letters.width, heading=heading, low_plot=LOW_PLOT
    )
    return Sheet(
        painter=painter,
        plan=shown,
        room=room,
        frame=room.frame(shown),
        look=look,
        letters=letters,
        theme=TOKENS_LIGHT,
    )


def _subtitle(spec: ChartSpec) -> str:
    """Return method, dates and number of points."""
    there = [dot for dot in spec.dots if dot.y is not None]
    if not there:
        return spec.subtitle
    count = f"{len(there)} point{'s' if len(there) != 1 else ''}"
    return f"{spec.subtitle}  ·  {there[0].label} to {there[-1].label}, {count}"


def _words_cut(sheet: Sheet) -> bool:
    wanted = sheet.letters.width
    return any(
        place.room < wanted(badge.text, "head") - 1 for badge, place, _ in placed_badges(sheet)
    )


def _cycles(spec: ChartSpec) -> str:
    """List the cycles and notes in words."""
    said = [
        f"{'Note' if badge.number is None else badge.number} {badge.text} ({short_date(badge.on)})"
        for badge in sorted(spec.badges, key=lambda badge: badge.on)
    ]
    return f"PDSA cycles: {'; '.join(said)}."


def _wrapped(note: str, width: float, letters: Lettering) -> Iterator[str]:
    yield from wrap(note, width - 2 * EDGE, lambda line: letters.width(line, "head"))


def _write_notes(sheet: Sheet, lines: list[str], height: float) -> None:
    top = height - len(lines) * NOTE_ROW - 6
    for i, line in enumerate(lines):
        box = QRectF(EDGE, top + i * NOTE_ROW, sheet.room.width - 2 * EDGE, NOTE_ROW)
        sheet.write(box, line, sheet.look.ink2, role="head")
