"""What a reader should bear in mind about an analysis, in a few words each."""

import numpy as np

from natpatsip_desktop.core.analysis import Options, Part, Series
from natpatsip_desktop.core.limits.rows import Lines


def series_cautions(series: Series, rules: str) -> list[str]:
    """Name what holds for the whole series: rules off, points left out, zero denominators."""
    cautions = ["rules off"] if rules == "none" else []
    left_out = int(np.count_nonzero(series.left_out))
    if left_out:
        cautions.append(f"{points(left_out)} left out")
    zeros = 0 if series.n is None else int(np.count_nonzero(series.n == 0))
    if zeros:
        cautions.append(
            f"{zeros} denominator{'s' if zeros > 1 else ''} of 0 treated as a missing value"
        )
    return cautions


def part_cautions(part: Part, lines: Lines, rules: str, options: Options) -> list[str]:
    """Name what holds for one phase: too few points for the rules."""
    cautions = []
    if rules in ("anhoej", "perla", "shewhart") and part.useful < options.enough:
        cautions.append(f"{part.useful} of the {options.enough} points needed")
    return cautions


def points(number: int) -> str:
    """Say how many points, as «1 point» or «5 points»."""
    return "1 point" if number == 1 else f"{number} points"
