"""Where labels, badges and pieces of line go on a chart: pure arithmetic in pixels, no Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from natpatsip_desktop.core.charts import ChartSpec

Box = tuple[float, float, float, float]  # left, top, right, bottom
Spot = tuple[float, float]

LABEL_GAP = 15.5
LANE_HEIGHT = 18.0
MAX_LANES = 3
WORDS_GAP = 6.0
LEAST_WORDS = 34.0


def spread(
    places: Sequence[float], gap: float, low: float = -inf, high: float = inf
) -> list[float]:
    """Move `places` as little as possible (least squares) so that neighbours are `gap` apart.

    The order is kept; equal places keep the order given. All stay within `low` and `high` as
    far as that leaves room; where it does not, they begin at `low`.
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    # Taking i * gap away turns «at least gap apart» into «never falling»: isotonic regression.
    levels = _never_falling([places[i] - rank * gap for rank, i in enumerate(order)])
    ceiling = max(low, high - (len(places) - 1) * gap)
    moved = [0.0] * len(places)
    for rank, i in enumerate(order):
        moved[i] = min(max(levels[rank], low), ceiling) + rank * gap
    return moved


def _never_falling(values: Sequence[float]) -> list[float]:
    """Return the nearest non-decreasing values: pool adjacent violators."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]


@dataclass(frozen=True, slots=True)
class BadgePlace:
    """The centre of a badge, its lane counted from the top, and the px left for its words."""

    x: float
    lane: int
    room: float


def lay_badges(
    xs: Sequence[float],
    pills: Sequence[float],
    words: Sequence[float],
    lanes: int,
    right: float,
) -> list[BadgePlace]:
    """Give each badge the first lane whose last words end 6 px before it.

    `xs` are ascending centres, `pills` and `words` the widths of badge and words (0: none),
    `right` is where words must end. With no lane free, the one that ends first is taken and
    its words are cut at the newcomer; under 34 px the words go. Badges never overlap.
    """
    ends = [-inf] * max(lanes, 1)
    lasts: list[int | None] = [None] * max(lanes, 1)
    places: list[BadgePlace] = []
    for i, (x, pill, wide) in enumerate(zip(xs, pills, words, strict=True)):
        left = x - pill / 2
        free = [lane for lane, end in enumerate(ends) if end + WORDS_GAP <= left]
        lane = free[0] if free else ends.index(min(ends))
        before = lasts[lane]
        if before is not None:
            x = max(x, places[before].x + (pills[before] + pill) / 2 + 2)
            cut = x - pill / 2 - WORDS_GAP
            places[before] = _cut(places[before], pills[before], words[before], cut)
        places.append(_cut(BadgePlace(x, lane, 0), pill, wide, right))
        ends[lane] = x + pill / 2 + (WORDS_GAP + wide if wide else 0)
        lasts[lane] = i
    return places


def _cut(place: BadgePlace, pill: float, words: float, end: float) -> BadgePlace:
    room = min(end - (place.x + pill / 2 + WORDS_GAP), words)
    enough = room >= min(LEAST_WORDS, words) and room > 0
    return BadgePlace(place.x, place.lane, room if enough else 0.0)


def line_pieces(spec: ChartSpec) -> list[list[int]]:
    """Return the dots joined by one line each: broken where a phase begins and at gaps."""
    begins = {phase.first for phase in spec.phases}
    pieces: list[list[int]] = [[]]
    for i, dot in enumerate(spec.dots):
        if i in begins or dot.y is None:
            pieces.append([])
        if dot.y is not None:
            pieces[-1].append(i)
    return [piece for piece in pieces if piece]


def edges(xs: Sequence[float], lone: float) -> list[float]:
    """Return the n + 1 borders of the dots' own stretches: half-way to each neighbour.

    The outermost dots reach as far out as in; a lone dot reaches `lone` to both sides.
    """
    if not xs:
        return []
    inner = [(a + b) / 2 for a, b in pairwise(xs)]
    first = xs[0] - (inner[0] - xs[0] if inner else lone)
    last = xs[-1] + (xs[-1] - inner[-1] if inner else lone)
    return [first, *inner, last]


def clearest(boxes: Sequence[Box], spots: Iterable[Spot], margin: float = 2.0) -> int:
    """Return the position of the first box that covers fewest of the `spots`."""
    marks = list(spots)
    covered = [sum(_inside(spot, box, margin) for spot in marks) for box in boxes]
    return covered.index(min(covered))


def _inside(spot: Spot, box: Box, margin: float) -> bool:
    left, top, right, bottom = box
    return left - margin <= spot[0] <= right + margin and top - margin <= spot[1] <= bottom + margin


def nearest(xs: Sequence[float], x: float, reach: float = inf) -> int | None:
    """Return the position of the value of `xs` nearest to `x`, None if all are out of `reach`."""
    best = min(range(len(xs)), key=lambda i: abs(xs[i] - x), default=None)
    return best if best is not None and abs(xs[best] - x) <= reach else None


def walk(there: Sequence[int], current: int, way: str) -> int:
    """Return where «left», «right», «home» or «end» leads to among the places `there`.

    It stays at the ends; with no current place, left and right begin at the newest.
    """
    before = [i for i in there if i < current] or there[:1]
    after = [i for i in there if i > current] or there[-1:]
    fresh = current not in there
    return {
        "left": there[-1] if fresh else before[-1],
        "right": there[-1] if fresh else after[0],
        "home": there[0],
        "end": there[-1],
    }[way]


def wrap(text: str, room: float, wide: Callable[[str], float]) -> list[str]:
    """Break `text` between words into lines of `room` px; a longer word has its own line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and wide(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def tail(spec: ChartSpec, points: int) -> ChartSpec:
    """Return the last `points` dots of `spec` as a chart, with what belongs to them."""
    cut = max(0, len(spec.dots) - points)
    if not cut:
        return spec
    levels = [
        replace(level, first=max(0, level.first - cut), last=level.last - cut, ys=ys)
        for level in spec.levels
        if (ys := level.ys[max(0, cut - level.first) :])
    ]
    phases = [
        replace(phase, first=max(0, phase.first - cut), last=phase.last - cut)
        for phase in spec.phases
        if phase.last >= cut
    ]
    brackets = [
        replace(bracket, first=max(0, bracket.first - cut), last=bracket.last - cut)
        for bracket in spec.brackets
        if bracket.last >= cut
    ]
    return replace(
        spec,
        dots=spec.dots[cut:],
        levels=tuple(levels),
        phases=tuple(phases),
        brackets=tuple(brackets),
        badges=tuple(badge for badge in spec.badges if badge.on >= spec.dots[cut].starts),
    )
