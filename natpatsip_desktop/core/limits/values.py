"""Charts of single values: the run chart."""

from math import nan

import numpy as np

from natpatsip_desktop.core.analysis import Options
from natpatsip_desktop.core.limits.rows import Lines, Rows


def median_line(rows: Rows, options: Options) -> Lines:
    """Draw the median of the baseline and no limits (run chart)."""
    values = rows.base_values
    if options.centre is not None:
        return Lines(options.centre)
    return Lines(float(np.median(values)) if len(values) else nan)
