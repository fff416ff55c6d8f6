"""Charts of subgroups of measured values: Xbar and S."""

from math import nan

import numpy as np

from natpatsip_desktop.core.analysis import Options
from natpatsip_desktop.core.constants import a3, b3, b4, by_size
from natpatsip_desktop.core.limits.rows import Lines, Rows, mean_of


def means(rows: Rows, options: Options) -> Lines:
    """Draw the overall mean and limits from the standard deviation within subgroups (Xbar)."""
    sizes = rows.of_base(rows.n)
    centre = options.centre
    if centre is None:
        centre = float((sizes * rows.base_values).sum() / sizes.sum())
    within = mean_deviation(rows)
    look_up = by_size(rows.n)
    wide, narrow = look_up(a3, 3) * within, look_up(a3, 2) * within
    return Lines(centre, centre - wide, centre + wide, centre - narrow, centre + narrow)


def deviations(rows: Rows, options: Options) -> Lines:
    """Draw the mean standard deviation within subgroups and its limits (S chart)."""
    centre = mean_deviation(rows) if options.centre is None else options.centre
    look_up = by_size(rows.n)
    lower, upper = look_up(b3, 3) * centre, look_up(b4, 3) * centre
    return Lines(centre, lower, upper, look_up(b3, 2) * centre, look_up(b4, 2) * centre)


def mean_deviation(rows: Rows) -> float:
    """Average the subgroups' standard deviations, pooled if their sizes differ (Montgomery)."""
    if rows.sd is None:
        return nan
    sizes, sd = rows.of_base(rows.n), rows.of_base(rows.sd)
    if len(sizes) and (sizes == sizes[0]).all():
        return mean_of(sd)
    several = sizes > 1
    freedom = sizes[several] - 1
    return float(np.sqrt((freedom * sd[several] ** 2).sum() / freedom.sum()))
