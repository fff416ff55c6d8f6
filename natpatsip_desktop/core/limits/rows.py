"""What a chart works from, and the lines it makes: the rows of one part of a series."""

from dataclasses import dataclass, replace
from math import nan

import numpy as np

from natpatsip_desktop.core.analysis import Flags, Floats


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one part: plotted values, what they were made from, and what counts.

    `kept` marks rows that are not left out, `observed` those of them that have a value. The
    first `baseline` rows fix centre and limits.
    """

    y: Floats
    counts: Floats
    n: Floats
    sd: Floats | None
    kept: Flags
    observed: Flags
    baseline: int

    @property
    def base(self) -> Flags:
        """Mark the observed rows of the baseline."""
        return self.observed[: self.baseline]

    @property
    def base_values(self) -> Floats:
        return self.of_base(self.y)

    def of_base(self, column: Floats) -> Floats:
        return column[: self.baseline][self.base]

    def in_order(self, column: Floats) -> Floats:
        """Give the baseline without left-out rows, missing values in their places.

        A moving range bridges a left-out row and breaks at a missing value.
        """
        return column[: self.baseline][self.kept[: self.baseline]]


@dataclass(frozen=True, slots=True)
class Spread:
    """The mean of moving ranges (NaN where a chart has none) and what screening did to it.

    `screened` counts dropped ranges. `collapsed` says that screening left no variation although
    there is some. `sigma_z` is Laney's factor where the chart has one.
    """

    mean: float = nan
    screened: int = 0
    collapsed: bool = False
    sigma_z: float = nan


NO_SPREAD = Spread()


@dataclass(frozen=True, slots=True)
class Lines:
    """Centre, 3-sigma limits and 2-sigma lines of one part, and how the spread was found."""

    centre: float
    lower: Floats | float = nan
    upper: Floats | float = nan
    lower2: Floats | float = nan
    upper2: Floats | float = nan
    spread: Spread = NO_SPREAD

    def times(self, multiplier: float) -> "Lines":
        """Scale all lines, as per 100 or per 1,000."""
        if multiplier == 1:
            return self
        return replace(
            self,
            centre=self.centre * multiplier,
            lower=self.lower * multiplier,
            upper=self.upper * multiplier,
            lower2=self.lower2 * multiplier,
            upper2=self.upper2 * multiplier,
        )

    def within(self, lowest: float, highest: float = np.inf) -> "Lines":
        """Clip the limits to what is possible, as 0 to 1 for a proportion."""
        return replace(
            self,
            lower=np.maximum(self.lower, lowest),
            upper=np.minimum(self.upper, highest),
            lower2=np.maximum(self.lower2, lowest),
            upper2=np.minimum(self.upper2, highest),
        )


def around(centre: float, sigma: Floats | float, spread: Spread = NO_SPREAD) -> Lines:
    """Draw limits 3 sigma and lines 2 sigma either side of the centre."""
    return Lines(
        centre,
        centre - 3 * sigma,
        centre + 3 * sigma,
        centre - 2 * sigma,
        centre + 2 * sigma,
        spread,
    )


def mean_of(values: Floats) -> float:
    """Give the mean, NaN of nothing."""
    return float(values.sum() / len(values)) if len(values) else nan


def spread_of(ranges: Floats, screen: bool, limit: float) -> Spread:
    """Average moving ranges; screening drops those of `limit` times the mean or more, once.

    Nelson LS, J Qual Technol 1982;14:172; Provost and Murray 2011, p. 155. Equal values have
    no ranges to drop: their spread is 0.
    """
    ranges = ranges[np.isfinite(ranges)]
    mean = mean_of(ranges)
    if not screen or not mean > 0:
        return Spread(mean)
    small = ranges[ranges < limit * mean]
    screened = mean_of(small)
    return Spread(screened, len(ranges) - len(small), collapsed=screened == 0)
