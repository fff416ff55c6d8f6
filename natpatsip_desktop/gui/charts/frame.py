"""The frame of a chart: which room its parts get, and from dates and values to pixels. No Qt."""

from dataclasses import dataclass, replace
from typing import Protocol

from natpatsip_desktop.core.charts import ChartSpec, Icon
from natpatsip_desktop.gui.charts.layout import (
    LANE_HEIGHT,
    MAX_LANES,
    WORDS_GAP,
    BadgePlace,
    lay_badges,
    wrap,
)
from natpatsip_desktop.gui.charts.plan import Plan

LOW_PLOT = 235.0
EDGE = 14.0
TITLE_TOP = 7.0
TITLE_ROW = 19.0
SMALL_ROW = 18.0
NAMES_ROW = 22.0
ICON_ROW = 26.0
ICON = 20.0
ICON_GAP = 6.0
PILL = 20.0
KEY_GAP = 16.0
DOT_SIGNS = ("dot", "improve", "concern", "neutral", "on_line", "left_out")


class TextWidth(Protocol):
    """Gives the px of a text in the type of a role (a name of SIZES)."""

    def __call__(self, text: str, role: str, *, bold: bool = False) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The rectangle of the data in px, and the dates and values at its borders."""

    left: float
    top: float
    width: float
    height: float
    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def x(self, at: float) -> float:
        """Return the px from the left of a place on the time axis."""
        return self.left + (at - self.x0) / (self.x1 - self.x0) * self.width

    def y(self, value: float) -> float:
        """Return the px from the top of a value."""
        return self.bottom - (value - self.y0) / (self.y1 - self.y0) * self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The lines of the title, the line below it, and whether the key has its own row.

    `icons` are rows of icons with their words, above everything of the chart itself.
    """

    lines: tuple[str, ...]
    subtitle: str
    key_below: bool
    icons: tuple[tuple[Icon, ...], ...] = ()

    @property
    def height(self) -> float:
        """Return the px of all rows at text size 1."""
        below = (1 if self.subtitle else 0) + (1 if self.key_below else 0)
        rows = TITLE_ROW * len(self.lines) + SMALL_ROW * below + ICON_ROW * len(self.icons)
        return TITLE_TOP + rows + 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The px that stand round the data, and how they are used above it.

    `heading` is there for charts that carry their own title, `names` the height of the phase
    names, `lanes` how many rows of PDSA badges; `words` is False where only their numbers fit.
    `scale` is the text size.
    """

    width: float
    height: float
    left: float
    right: float
    bottom: float
    scale: float
    heading: "Heading | None" = None
    head: float = 8.0
    names: float = 0.0
    lanes: int = 0
    words: bool = True

    @property
    def lanes_top(self) -> float:
        return self.head + self.names

    @property
    def top(self) -> float:
        return self.lanes_top + self.lanes * LANE_HEIGHT * self.scale + 8

    def frame(self, plan: Plan) -> Frame:
        """Return the frame of the whole chart, not zoomed."""
        return Frame(
            left=self.left,
            top=self.top,
            width=max(1.0, self.width - self.left - self.right),
            height=max(1.0, self.height - self.top - self.bottom),
            x0=plan.x0,
            x1=plan.x1,
            y0=plan.scale.low,
            y1=plan.scale.high,
        )


def make_room(
    plan: Plan,
    width: float,
    height: float,
    text: TextWidth,
    *,
    scale: float = 1.0,
    heading: Heading | None = None,
    low_plot: float = LOW_PLOT,
) -> Room:
    """Divide `width` by `height` px: what text needs first, the rest is for the data.

    Under `low_plot` px of height the data get the room of the badges' words.
    """
    ticks = [text(tick.text, "axis") for tick in plan.scale.ticks]
    labels = [text(label, "axis", bold=True) for label in plan.end_labels()]
    edge = EDGE if heading else EDGE / 3
    room = Room(
        width=width,
        height=height,
        left=edge + max(ticks, default=0) + 8,
        right=edge + 10 + max(labels, default=0),
        bottom=(32 if plan.counted else 46) * scale,
        heading=heading,
        head=heading.height * scale if heading else 8.0,
        names=NAMES_ROW * scale if len(plan.spec.phases) > 1 else 0.0,
        scale=scale,
    )
    return _with_lanes(plan, room, text, low_plot) if plan.spec.badges else room


def make_heading(spec: ChartSpec, width: float, text: TextWidth, *, subtitle: str = "") -> Heading:
    """Break the title into lines, and give the key its own row where it does not fit beside."""
    room = width - 2 * EDGE
    lines = wrap(spec.title, room, lambda line: text(line, "body", bold=True))
    widest = text(lines[0], "body", bold=True) if lines else 0.0
    beside = widest + 20 + key_width(spec, text) <= room
    return Heading(lines=tuple(lines), subtitle=subtitle, key_below=bool(spec.key) and not beside)


def with_icons(heading: Heading, spec: ChartSpec, width: float, text: TextWidth) -> Heading:
    """Add the icons of a chart: side by side where their words fit, else one below the other."""
    wide = sum(icon_width(icon, text) for icon in spec.icons) + KEY_GAP * (len(spec.icons) - 1)
    together = wide <= width - 2 * EDGE
    rows = (spec.icons,) if together else tuple((icon,) for icon in spec.icons)
    return replace(heading, icons=rows if spec.icons else ())


def icon_width(icon: Icon, text: TextWidth) -> float:
    """Return the px of an icon with its words."""
    return ICON + ICON_GAP + text(icon.words, "caption")


def sample_width(sign: str) -> float:
    """Return the px that the sample of a key entry takes: a dot or a piece of line."""
    return 15.0 if sign in DOT_SIGNS else 22.0


def key_width(spec: ChartSpec, text: TextWidth) -> float:
    """Return the px of the key line: a sample before each of its words."""
    entries = [sample_width(sign) + text(words, "caption") for sign, words in spec.key]
    return sum(entries) + KEY_GAP * max(0, len(entries) - 1)


def _with_lanes(plan: Plan, room: Room, text: TextWidth, low_plot: float) -> Room:
    """Add the lanes the badges need; a low plot has one lane, with numbers only."""
    trial = replace(room, lanes=MAX_LANES)
    found = badge_places(plan, trial.frame(plan), trial, text)
    full = replace(room, lanes=1 + max(place.lane for place in found))
    low = full.frame(plan).height < low_plot
    return replace(room, lanes=1, words=False) if low else full


def badge_places(plan: Plan, frame: Frame, room: Room, text: TextWidth) -> list[BadgePlace]:
    """Return where the badges, by date, stand in the lanes of `room`."""
    badges = sorted(plan.spec.badges, key=lambda badge: badge.on)
    return lay_badges(
        [frame.x(plan.place(badge.on.toordinal())) for badge in badges],
        [pill_width(badge.number, room.scale, text) for badge in badges],
        [text(badge.text, "head") if room.words else 0.0 for badge in badges],
        room.lanes,
        room.width - WORDS_GAP,
    )


def pill_width(number: int | None, scale: float, text: TextWidth) -> float:
    """Return the px of a badge: its number with room beside it, never under 20."""
    inner = text(str(number), "head", bold=True) if number is not None else 0.0
    return max(PILL * scale, inner + 11)
