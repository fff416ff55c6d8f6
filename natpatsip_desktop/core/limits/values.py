"""Charts of single values: run, I (XmR), MR and T."""

from dataclasses import replace
from math import nan

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Options
from natpatsip_desktop.core.constants import D2, MDC_FACTOR, RANGE_LIMIT, RANGE_LIMIT_2, T_POWER
from natpatsip_desktop.core.limits.rows import Lines, Rows, Spread, around, mean_of, spread_of


def run(rows: Rows, options: Options) -> Lines:
    """Draw the median of the baseline and no limits."""
    return Lines(median_of(rows.base_values) if options.centre is None else options.centre)


def mean_alone(rows: Rows, options: Options) -> Lines:
    """Draw the mean and no limits."""
    return Lines(mean_of(rows.base_values) if options.centre is None else options.centre)


def individuals(rows: Rows, options: Options) -> Lines:
    """Draw the mean and limits 3 mean moving ranges / 1.128 away (Nelson 1982)."""
    return _individuals(rows, options, 1 / D2)


def individuals_mdc(rows: Rows, options: Options) -> Lines:
    """Draw the mean and limits 2.66 mean moving ranges away, as Making Data Count does."""
    return _individuals(rows, options, MDC_FACTOR / 3)


def _individuals(rows: Rows, options: Options, sigmas: float) -> Lines:
    centre = mean_of(rows.base_values) if options.centre is None else options.centre
    spread = moving_spread(rows.in_order(rows.y), options)
    lines = around(centre, sigmas * spread.mean, spread)
    return lines.within(0) if options.floor and not (rows.y < 0).any() else lines


def moving_ranges(rows: Rows, options: Options) -> Lines:
    """Draw the mean moving range and its limits, 3.267 and 2.178 times as high; never screened."""
    ranges = rows.base_values
    centre = mean_of(ranges) if options.centre is None else options.centre
    lowest = 0 * centre  # NaN where there is no centre
    return Lines(centre, lowest, RANGE_LIMIT * centre, lowest, RANGE_LIMIT_2 * centre)


def time_between(rows: Rows, options: Options) -> Lines:
    """Draw an I chart of the 3.6th root and transform it back (T chart; Nelson 1994)."""
    roots = rows.y ** (1 / T_POWER)
    given = None if options.centre is None else options.centre ** (1 / T_POWER)
    lines = individuals(replace(rows, y=roots), replace(options, centre=given)).within(0)
    return Lines(
        lines.centre**T_POWER,
        lines.lower**T_POWER,
        lines.upper**T_POWER,
        lines.lower2**T_POWER,
        lines.upper2**T_POWER,
        lines.spread,
    )


def moving_spread(values: Floats, options: Options) -> Spread:
    """Average the moving ranges of values in order, screened if the options say so."""
    return spread_of(np.abs(values[1:] - values[:-1]), options.screen, RANGE_LIMIT)


def median_of(values: Floats) -> float:
    """Give the median of numbers, NaN of none."""
    if not len(values):
        return nan
    # Not np.median: it loads numpy.ma, a tenth of the time in which the first page is shown.
    middle = (len(values) - 1) // 2, len(values) // 2
    low, high = np.partition(values, middle)[list(middle)]
    return float(low / 2 + high / 2)  # halves, since the sum of two huge numbers is infinite
