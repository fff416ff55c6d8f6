"""Whether a number is far from every one before it: worth a second look, never refused."""

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Side

ENOUGH = 5  # values from which «ever» means something
RANGES = 3  # median moving ranges beyond the least or greatest value so far


def unusual(before: Floats, value: float) -> Side | None:
    """Say on which side a value lies beyond all before it, by 3 median moving ranges or more.

    None for a usual value, for fewer than 5 values, and where the values before never differ.
    """
    known = before[~np.isnan(before)]
    if len(known) < ENOUGH:
        return None
    reach = RANGES * float(np.median(np.abs(np.diff(known))))
    if reach == 0:
        return None
    if value > float(known.max()) + reach:
        return Side.ABOVE
    return Side.BELOW if value < float(known.min()) - reach else None
