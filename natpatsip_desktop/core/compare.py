"""Compares unrounded values with lines, so that rounding noise never makes or hides a signal."""

import numpy as np

from natpatsip_desktop.core.analysis import Flags, Floats, Signs

TOLERANCE = 1e-12


def sides(y: Floats, line: Floats | float) -> Signs:
    """Say for each value whether it lies above (1), below (-1) or on (0) the line.

    On the line means equal to it within 1e-12 of its size: 0.1 + 0.2 lies on a line at 0.3.
    Where value or line is NaN the answer is 0.
    """
    noise = TOLERANCE * np.abs(line)
    return _signs(y > line + noise, y < line - noise)


def beyond(
    y: Floats, lower: Floats | float, upper: Floats | float, centre: Floats | float
) -> Signs:
    """Give 1 for values above the upper limit, -1 for those below the lower, 0 for the rest.

    A limit is the centre plus or minus something, so it is as noisy as the larger of the two:
    0.09 - 3 * 0.03 is a limit of 0, although computers find a little more.
    """
    size = np.abs(centre)
    return _signs(
        y > upper + TOLERANCE * np.maximum(size, np.abs(upper)),
        y < lower - TOLERANCE * np.maximum(size, np.abs(lower)),
    )


def _signs(above: Flags, below: Flags) -> Signs:
    return above.view(np.int8) - below.view(np.int8)
