"""Numbers as the cases write them: null for a missing value, positions from 1."""

from collections.abc import Iterable, Sequence
from math import isfinite

import numpy as np

from natpatsip_desktop.core.analysis import Flags, Floats


def numbers(values: Sequence[float | None]) -> Floats:
    """Read a list of numbers with null for missing; text is no number, even «5»."""
    for value in values:
        if not isinstance(value, int | float | None):
            raise TypeError(f"{value!r} is not a number")
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def plain(values: Floats) -> list[float | None]:
    """Write numbers as a list with null for missing."""
    return [value if isfinite(value) else None for value in values.tolist()]


def positions(flags: Flags) -> list[int]:
    """Write marked entries as positions from 1."""
    return [int(at) + 1 for at in flags.nonzero()[0]]


def marked(size: int, from_one: Iterable[int]) -> Flags:
    """Mark the positions (from 1) that lie within `size` entries."""
    flags = np.zeros(size, dtype=np.bool_)
    flags[[at - 1 for at in from_one if 1 <= at <= size]] = True
    return flags
