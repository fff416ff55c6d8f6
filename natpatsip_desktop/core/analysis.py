"""What a series is and what an analysis of it says: plain values for maths, words and charts."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.intp]
Signs = NDArray[np.int8]


class Rule(StrEnum):
    """The rules a signal can come from."""

    LONGEST_RUN = "longest run"
    CROSSINGS = "crossings"
    SHIFT = "shift"
    TREND = "trend"
    RUNS = "runs"
    OUTSIDE = "outside limits"
    TWO_OF_THREE = "2 of 3"
    ASTRONOMICAL = "astronomical point"


class Side(StrEnum):
    """Which side of the centre line a signal lies on, or which way it goes."""

    ABOVE = "above"
    BELOW = "below"
    UP = "up"
    DOWN = "down"
    FEW = "few"
    MANY = "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStart:
    """A phase as the maths sees it: the position of its first point (0-based) and its baseline.

    `baseline` is how many points from `first` on fix the centre and limits; None means all.
    """

    first: int
    baseline: int | None = None
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One measure's numbers in period order; NaN is a missing value, never zero.

    `y` is the value, or the numerator where `n` (denominators) is given. On Xbar and S charts
    `y` holds subgroup means, `sd` subgroup standard deviations and `n` subgroup sizes. `starts`
    holds the first day of each period, or is empty when positions are all there is. `left_out`
    marks the points that a person kept out of centre, limits and rules (empty: none); `unusual`
    marks those that a person takes for astronomical points.
    """

    y: Floats
    n: Floats | None = None
    sd: Floats | None = None
    starts: tuple[date, ...] = ()
    left_out: Flags = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    unusual: Flags = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    phases: tuple[PhaseStart, ...] = ()
    multiplier: float = 1.0
    target: float | None = None
    better: str = "neither"

    def __post_init__(self) -> None:
        """Refuse columns of different lengths, which numpy would stretch without a word."""
        marks = (flags if len(flags) else None for flags in (self.left_out, self.unusual))
        columns = (self.n, self.sd, *marks)
        lengths = {len(column) for column in columns if column is not None}
        if lengths - {len(self.y)}:
            raise ValueError(f"columns of {lengths} rows beside {len(self.y)} values")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to work out limits and judge points, beyond the chart and the rule set.

    `screen` drops moving ranges of 3.267 times their mean or more, once («as the Excel tool» is
    False). `centre` is a given centre line. `floor` keeps lower limits of an I chart at 0 or more
    if no value is negative. `points_for_shift` and `points_for_trend` are 6 or 7 in Making Data
    Count. `enough` is how many useful points the Anhøj rules need before they speak.
    `judge_left_out` compares left-out points with the limits all the same. `two_sigma` draws the
    2-sigma lines as well, which a person has to ask for: they are easily taken for limits.
    """

    screen: bool = True
    centre: float | None = None
    floor: bool = False
    points_for_shift: int = 7
    points_for_trend: int = 7
    enough: int = 10
    judge_left_out: bool = False
    two_sigma: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One thing a named rule says about a series: its points (0-based), side, and the reason."""

    rule: str
    points: tuple[int, ...]
    part: int
    side: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The numbers behind one phase; positions are 0-based and inclusive.

    `observed` counts the points that have a value and are not left out, `useful` those of them
    that are not on the centre line. `baseline_observed` counts the observed points that fixed
    centre and limits. `longest_run` and `crossings` are None where nothing is useful; more than
    `longest_run_limit` or fewer than `crossings_limit` is a signal. `runs_signal` says whether a
    rule about runs marked the part, `outside` counts points outside its limits. `mean_range` is
    the mean moving range behind the limits, `screened` how many ranges were dropped from it, and
    `sigma_z` Laney's factor on P' and U' charts.
    """

    first: int
    last: int
    name: str = ""
    reason: str = ""
    baseline: int | None = None
    observed: int = 0
    baseline_observed: int = 0
    useful: int = 0
    longest_run: int | None = None
    longest_run_limit: int | None = None
    crossings: int | None = None
    crossings_limit: int | None = None
    runs_signal: bool = False
    outside: int = 0
    mean_range: float | None = None
    screened: int = 0
    sigma_z: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything computed about one series; all arrays have one entry for each plotted point.

    `y` is what is plotted (after division and multiplier); `lower` and `upper` are the 3-sigma
    limits, `lower2` and `upper2` the 2-sigma ones; NaN where there is none. `variation` and
    `assurance` are the Making Data Count icons, empty where the rule set has none.
    """

    chart: str
    rules: str
    starts: tuple[date, ...]
    y: Floats
    n: Floats | None
    left_out: Flags
    centre: Floats
    lower: Floats
    upper: Floats
    lower2: Floats
    upper2: Floats
    parts: tuple[Part, ...]
    signals: tuple[Signal, ...]
    target: float | None = None
    better: str = "neither"
    variation: str = ""
    assurance: str = ""
    cautions: tuple[str, ...] = ()
    options: Options = Options()
