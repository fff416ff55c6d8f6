"""The rows of a measure's data grid: every period, newest first, with the next one to fill in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from natpatsip_desktop.core.charts import ChartSpec, Tone
from natpatsip_desktop.core.periods import fill_gaps, label, last_finished, next_start, start_of
from natpatsip_desktop.core.records import Frequency, Measure, Point
from natpatsip_desktop.core.values import RATIOS, number, plain, plotted


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One period of a measure: its point if there is one, and how the chart shows it.

    `dot` is its place on the chart, -1 if it is not there. `result` is the percentage or rate
    that was worked out. `item` tells apart several points of one period. `cycles` says which PDSA
    cycles start in it, like «PDSA 9 starts», and what is noted for a day of it.
    """

    starts: date
    item: int = 0
    period: str = ""
    point: Point | None = None
    result: str = ""
    tone: Tone = Tone.ORDINARY
    dot: int = -1
    cycles: str = ""

    def text(self, name: str) -> str:
        """Return the text of a field (numerator, denominator, value, note)."""
        if self.point is None:
            return ""
        return self.point.note if name == "note" else plain(getattr(self.point, name))

    @property
    def left_out(self) -> str:
        """Return the reason why the point does not count, empty if it does."""
        return self.point.left_out if self.point else ""


def grid_rows(
    measure: Measure,
    points: Sequence[Point],
    spec: ChartSpec,
    today: date,
    extra: Collection[date] = (),
) -> list[GridRow]:
    """Lay out the points with the gaps between them, the next due period and `extra` ones.

    `points` are in order of period and item. The next period is there once it has begun; periods
    in the future are not made.
    """
    filled = _by_event(points, extra, today) if _events(measure) else None
    if filled is None:
        filled = _by_calendar(measure, points, extra, today)
    dots, cycles = _dots(measure, points, spec), _cycles(measure, spec)
    return [
        replace(
            _row(measure, starts, item, point, dots.get((starts, item), -1), spec),
            cycles=cycles.get(starts, ""),
        )
        for starts, item, point in reversed(filled)
    ]


def next_due(measure: Measure, points: Sequence[Point], today: date) -> date | None:
    """Return the period to fill in next, None while it has not begun."""
    if not points:
        return last_finished(today, measure.frequency)
    following = next_start(points[-1].starts, measure.frequency)
    return following if following <= start_of(today, measure.frequency) else None


Slot = tuple[date, int, Point | None]


def _events(measure: Measure) -> bool:
    return measure.frequency is Frequency.EVENT


def _by_event(points: Sequence[Point], extra: Collection[date], today: date) -> list[Slot]:
    """Events have no calendar: those there are, and an empty row for the next."""
    slots: list[Slot] = [(point.starts, point.item, point) for point in points]
    days = extra or (today,)
    for day in sorted(days):
        taken = [point.item for point in points if point.starts == day]
        slots.append((day, max(taken, default=-1) + 1, None))
    return slots


def _by_calendar(
    measure: Measure, points: Sequence[Point], extra: Collection[date], today: date
) -> list[Slot]:
    known: dict[date, list[Point]] = {}
    for point in points:
        known.setdefault(point.starts, []).append(point)
    due = next_due(measure, points, today)
    starts = fill_gaps([*known, *extra, *([due] if due else [])], measure.frequency)
    slots: list[Slot] = []
    for start in starts:
        there = known.get(start)
        slots += [(start, p.item, p) for p in there] if there else [(start, 0, None)]
    return slots


def _dots(
    measure: Measure, points: Sequence[Point], spec: ChartSpec
) -> dict[tuple[date, int], int]:
    """Find the dot of each point: by period, or by order where periods repeat."""
    if _events(measure):
        return {(point.starts, point.item): i for i, point in enumerate(points)}
    place = {dot.starts: i for i, dot in enumerate(spec.dots)}
    return {(p.starts, p.item): place[p.starts] for p in points if p.starts in place}


def _cycles(measure: Measure, spec: ChartSpec) -> dict[date, str]:
    """Say for each period which PDSA cycles start in it and what is noted for a day of it."""
    numbers: dict[date, list[int]] = {}
    notes: dict[date, list[str]] = {}
    for badge in spec.badges:
        starts = start_of(badge.on, measure.frequency)
        if badge.number is not None:
            numbers.setdefault(starts, []).append(badge.number)
        else:
            notes.setdefault(starts, []).append(badge.text)
    said = {
        starts: [f"PDSA {' and '.join(map(str, found))} start{'s' if len(found) == 1 else ''}"]
        for starts, found in numbers.items()
    }
    for starts, texts in notes.items():
        said[starts] = [*said.get(starts, []), *texts]
    return {starts: "; ".join(words) for starts, words in said.items()}


def _row(
    measure: Measure, starts: date, item: int, point: Point | None, dot: int, spec: ChartSpec
) -> GridRow:
    period = label(starts, measure.frequency)
    return GridRow(
        starts=starts,
        item=item,
        period=f"{period} ({item + 1})" if item else period,
        point=point,
        result=_result(measure, point, spec.decimals),
        tone=spec.dots[dot].tone if 0 <= dot < len(spec.dots) else Tone.ORDINARY,
        dot=dot if dot < len(spec.dots) else -1,
    )


def _result(measure: Measure, point: Point | None, decimals: int) -> str:
    if point is None or measure.unit not in RATIOS:
        return ""
    value = plotted(measure, point.numerator, point.denominator, point.value)
    return "" if value is None else number(value, decimals)
