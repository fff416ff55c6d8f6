"""What rules look at: the points of one part beside its lines."""

from dataclasses import dataclass

import numpy as np

from natpatsip_desktop.core.analysis import Flags, Floats, Ints, Options, Signs
from natpatsip_desktop.core.compare import beyond, sides
from natpatsip_desktop.core.limits.rows import Lines, Rows
from natpatsip_desktop.core.runs import RunsVerdict, judge_runs

NONE = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class PartView:
    """What rules look at in one part; `points` and `useful` are positions in the whole series.

    `outside` has an entry for every point of the part: 1 above the upper limit, -1 below the
    lower one. The rest is about observed points: their positions, values and sides of the
    centre line, and the positions and sides of the useful ones, which are not on the line.
    `marked` are positions among the observed points that a person takes for unusual.
    """

    number: int
    first: int
    lines: Lines
    outside: Signs
    points: Ints
    values: Floats
    signs: Signs
    useful: Ints
    useful_signs: Signs
    verdict: RunsVerdict
    marked: Ints

    def close(self) -> Signs:
        """Give 1 or -1 for observed points between a 2-sigma line and its limit, 0 for others."""
        where = self.points - self.first
        lower, upper = _at(self.lines.lower2, where), _at(self.lines.upper2, where)
        near = beyond(self.values, lower, upper, self.lines.centre)
        return np.where(self.outside[where] == 0, near, np.int8(0))


def view_part(
    number: int,
    first: int,
    rows: Rows,
    lines: Lines,
    multiplier: float,
    options: Options,
    unusual: Flags,
) -> PartView:
    """Compare the points of one part with its lines, once for all rules.

    `unusual` marks points of the whole series, or is empty.
    """
    y = rows.y if multiplier == 1 else rows.y * multiplier
    points = rows.observed.nonzero()[0] + first
    values = y[rows.observed]
    signs = sides(values, lines.centre)
    off_line = signs != 0
    useful_signs = signs[off_line]
    outside = beyond(y, lines.lower, lines.upper, lines.centre)
    if not options.judge_left_out:
        outside *= rows.kept
    return PartView(
        number,
        first,
        lines,
        outside,
        points,
        values,
        signs,
        points[off_line],
        useful_signs,
        judge_runs(useful_signs),
        unusual[points].nonzero()[0] if len(unusual) else NONE,
    )


def _at(line: Floats | float, where: Ints) -> Floats | float:
    return line[where] if isinstance(line, np.ndarray) else line
