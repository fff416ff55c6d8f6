"""What a series is and what an analysis of it says: values shared by maths, words and charts."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


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

    `y` is the value, or the numerator where `n` (denominators) is given. `starts` holds the
    first day of each period, or is empty when positions are all there is. `left_out` marks the
    points that a person kept out of centre, limits and rules (empty: none).
    """

    y: Floats
    n: Floats | None = None
    starts: tuple[date, ...] = ()
    left_out: Flags = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    phases: tuple[PhaseStart, ...] = ()
    multiplier: float = 1.0
    target: float | None = None
    better: str = "neither"


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
    """The runs analysis of one phase; positions are 0-based and inclusive.

    `useful` counts the points neither missing, left out nor on the centre line.
    """

    first: int
    last: int
    name: str = ""
    reason: str = ""
    baseline: int | None = None
    observed: int = 0
    useful: int = 0
    longest_run: int | None = None
    longest_run_limit: int | None = None
    crossings: int | None = None
    crossings_limit: int | None = None
    runs_signal: bool = False
    outside: int = 0


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
