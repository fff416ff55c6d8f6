"""What is worked out once for a chart, whatever its size: where dots stand, and its axes. No Qt."""

from dataclasses import dataclass
from itertools import pairwise

from natpatsip_desktop.core.charts import ChartSpec, Level
from natpatsip_desktop.gui.charts.layout import edges, line_pieces, nearest
from natpatsip_desktop.gui.charts.ticks import ValueScale, value_scale

DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "quarter": 91.3, "year": 365.25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A spec with the places of its dots along the axis (`xs`) and the ends of both axes.

    `counted` dots stand at 0, 1, 2, ... with their own labels below; the others at their day
    number. `edges` are the borders between the dots' stretches, one more than there are dots.
    """

    spec: ChartSpec
    counted: bool
    days: tuple[float, ...]
    xs: tuple[float, ...]
    edges: tuple[float, ...]
    pieces: tuple[tuple[int, ...], ...]
    x0: float
    x1: float
    scale: ValueScale

    def place(self, day: int) -> float:
        """Return where a day number stands along the axis."""
        if not self.counted:
            return float(day)
        found = nearest(self.days, day)
        return self.xs[found] if found is not None else 0.0

    def ends_right(self, level: Level) -> bool:
        """Tell whether a level reaches the last dot, so that its label stands at the right."""
        return level.last >= len(self.xs) - 1

    def end_labels(self) -> list[str]:
        """Return the words of the right margin, the latest value first."""
        levels = [level.label for level in self.spec.levels if self.ends_right(level)]
        return [text for text in (self.spec.latest_label, *levels) if text]


def plan(spec: ChartSpec) -> Plan:
    """Work out the axes of `spec`.

    Events, years (whose own label says it best) and dots that share a day are counted.
    """
    days = [float(dot.starts.toordinal()) for dot in spec.dots]
    rising = all(a < b for a, b in pairwise(days))
    counted = spec.frequency in ("event", "year") or not rising
    xs = [float(i) for i in range(len(days))] if counted else days
    interval = 1.0 if counted else DAYS.get(spec.frequency, 30.4)
    spare = max(interval / 2, 0.015 * (xs[-1] - xs[0])) if xs else 0.5
    return Plan(
        spec=spec,
        counted=counted,
        days=tuple(days),
        xs=tuple(xs),
        edges=tuple(edges(xs, interval / 2)),
        pieces=tuple(tuple(piece) for piece in line_pieces(spec)),
        x0=(xs[0] if xs else 0.5) - spare,
        x1=(xs[-1] if xs else 0.5) + spare,
        scale=_scale(spec),
    )


def _scale(spec: ChartSpec) -> ValueScale:
    values = [dot.y for dot in spec.dots if dot.y is not None]
    values += [y for level in spec.levels for y in level.ys if y is not None]
    return value_scale(values, percent=spec.percent, whole=spec.decimals == 0)
