"""Compares unrounded values with lines, so that rounding noise never makes or hides a signal."""

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Signs

TOLERANCE = 1e-12


def sides(y: Floats, line: Floats | float) -> Signs:
    """Say for each value whether it lies above (1), below (-1) or on (0) the line.

    Equal means equal within a relative 1e-12: 0.1 + 0.2 lies on a line at 0.3. Where value or
    line is NaN the answer is 0.
    """
    difference = y - line
    noise = TOLERANCE * np.maximum(np.abs(y), np.abs(line))
    above, below = difference > noise, difference < -noise
    return above.view(np.int8) - below.view(np.int8)


def beyond(y: Floats, lower: Floats | float, upper: Floats | float) -> Signs:
    """Give 1 for values above the upper line, -1 for those below the lower, 0 for the rest."""
    above, below = sides(y, upper) > 0, sides(y, lower) < 0
    return above.view(np.int8) - below.view(np.int8)
