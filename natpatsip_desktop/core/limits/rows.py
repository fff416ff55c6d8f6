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
    n: Floats | None
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

    @property
    def sizes(self) -> Floats:
        """Give the denominators, 1 for each row if there are none."""
        return np.ones_like(self.y) if self.n is None else self.n

    def of_base(self, column: Floats) -> Floats:
        return column[: self.baseline][self.base]

    def in_order(self, column: Floats) -> Floats:
        """Give the baseline without left-out rows, missing values in their places.

        A moving range bridges a left-out row and breaks at a missing value.
        """
        return column[: self.baseline][self.kept[: self.baseline]]


@dataclass(frozen=True, slots=True)
class Lines:
    """Centre, 3-sigma limits and 2-sigma lines of one part, and how the spread was found."""

    centre: float
    lower: Floats | float = nan
    upper: Floats | float = nan
    lower2: Floats | float = nan
    upper2: Floats | float = nan
    mean_range: float | None = None
    screened: int = 0
    sigma_z: float | None = None
    collapsed: bool = False

    def times(self, multiplier: float) -> "Lines":
        """Scale all lines, as per 100 or per 1,000."""
        if multiplier == 1:
            return self
        names = ("centre", "lower", "upper", "lower2", "upper2")
        return replace(self, **{name: getattr(self, name) * multiplier for name in names})
