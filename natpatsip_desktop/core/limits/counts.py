"""Charts of counts and rates: P, P', U, U', C, G and I'."""

from collections.abc import Callable
from dataclasses import replace
from math import pi

import numpy as np

from natpatsip_desktop.core.analysis import Floats, Options
from natpatsip_desktop.core.constants import D2
from natpatsip_desktop.core.limits.rows import Lines, Rows, around, mean_of, spread_of
from natpatsip_desktop.core.limits.values import median_of, moving_spread

RANGE_LIMIT_I = 3.2665  # screening of I' ranges, as Taylor publishes it
MEDIAN_OF_G = 0.693  # the median of a geometric distribution, in means (Provost and Murray, p. 228)


def proportions(rows: Rows, options: Options) -> Lines:
    """Draw the overall proportion and binomial limits (P chart; Montgomery)."""
    centre = overall(rows, options)
    return around(centre, binomial(centre, rows.n)).within(0, 1)


def proportions_laney(rows: Rows, options: Options) -> Lines:
    """Draw a P chart whose limits also hold variation between subgroups (P'; Laney 2002)."""
    return _laney(rows, options, binomial).within(0, 1)


def rates(rows: Rows, options: Options) -> Lines:
    """Draw the overall rate and Poisson limits (U chart; Montgomery)."""
    centre = overall(rows, options)
    return around(centre, poisson(centre, rows.n)).within(0)


def rates_laney(rows: Rows, options: Options) -> Lines:
    """Draw a U chart whose limits also hold variation between subgroups (U'; Laney 2002)."""
    return _laney(rows, options, poisson).within(0)


def counts(rows: Rows, options: Options) -> Lines:
    """Draw the mean count and limits from its square root (C chart; Montgomery)."""
    centre = mean_of(rows.base_values) if options.centre is None else options.centre
    return around(centre, np.sqrt(centre)).within(0)


def cases_between(rows: Rows, options: Options) -> Lines:
    """Draw the median of opportunities between events, limits around the mean m (G chart).

    sqrt(m (m + 1)) is the standard deviation of the geometric distribution (Benneyan 2001).
    With a given mean the line is at its theoretical median, 0.693 times as high.
    """
    given = options.centre
    mean = mean_of(rows.base_values) if given is None else given
    centre = median_of(rows.base_values) if given is None else MEDIAN_OF_G * given
    return replace(around(mean, np.sqrt(mean * (mean + 1))), centre=centre).within(0)


def normalised_individuals(rows: Rows, options: Options) -> Lines:
    """Draw an I chart whose limits widen where denominators are small (I'; Taylor).

    Successive values estimate sigma as sqrt(pi/2) |y - y'| / sqrt(1/n + 1/n').
    """
    y, n = rows.in_order(rows.y), rows.in_order(rows.n)
    steps = np.abs(y[1:] - y[:-1]) / np.sqrt(1 / n[1:] + 1 / n[:-1])
    spread = spread_of(np.sqrt(pi / 2) * steps, options.screen, RANGE_LIMIT_I)
    return around(overall(rows, options), spread.mean / np.sqrt(rows.n), spread)


def overall(rows: Rows, options: Options) -> float:
    """Give all counts of the baseline over all its denominators, or the given centre."""
    if options.centre is not None:
        return options.centre
    return float(rows.of_base(rows.counts).sum() / rows.of_base(rows.n).sum())


def binomial(centre: float, n: Floats) -> Floats:
    return np.sqrt(centre * (1 - centre) / n)


def poisson(centre: float, n: Floats) -> Floats:
    return np.sqrt(centre / n)


def _laney(rows: Rows, options: Options, sigma_of: Callable[[float, Floats], Floats]) -> Lines:
    """Widen (or narrow) limits by sigma_z, the spread of z values by their moving ranges.

    Laney DB, Qual Eng 2002;14:531. Where all counts are 0, or all equal their denominators, z
    is 0 as well.
    """
    centre = overall(rows, options)
    sigma = sigma_of(centre, rows.n)
    z = np.where(sigma == 0, 0.0, (rows.y - centre) / sigma)
    spread = moving_spread(rows.in_order(z), options)
    sigma_z = spread.mean / D2
    return around(centre, sigma * sigma_z, replace(spread, sigma_z=sigma_z))
