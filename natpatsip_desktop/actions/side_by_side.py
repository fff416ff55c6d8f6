"""Subgroups whose values stand side by side, as textbooks print them: one column for each value."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from natpatsip_desktop.core.understanding import Columns, Understood
from natpatsip_desktop.core.understanding.order import ORDER, PERHAPS_ORDER
from natpatsip_desktop.core.understanding.words import tokens
from natpatsip_desktop.errors import Problem

# Columns that sum a subgroup up are none of its values; nor are those that number the rows.
SUMMARIES = {"mean", "average", "avg", "xbar", "range", "sd", "s", "r", "total", "sum", "n"}
SIDE_BY_SIDE = "Read as the values of each subgroup"
NUMBERING = ORDER | PERHAPS_ORDER


def side_by_side(found: Understood, read: Callable[[Columns], Understood]) -> Understood:
    """Take columns of numbers for the values of each row's subgroup, if no period repeats.

    `read` reads the sheet again with other columns. Rows that already repeat their period are
    subgroups as they stand.
    """
    starts = [row.starts for row in found.rows]
    if len(set(starts)) < len(starts):
        return found
    each = [read(Columns(value=column)) for column in _values(found)]
    filled = [one for one in each if any(not row.empty for row in one.rows)]
    if len(filled) < 2:
        return found
    names = [f"«{found.headings[one.columns.value or 0]}»" for one in filled]
    return replace(
        found,
        rows=tuple(row for one in filled for row in one.rows if not row.empty),
        problems=_once(problem for one in filled for problem in one.problems),
        notes=(f"{SIDE_BY_SIDE}: {', '.join(names)}", *found.notes),
    )


def _values(found: Understood) -> list[int]:
    """Choose the columns of one name and a number each, like x1, x2, x3, or of a letter each."""
    taken = (found.columns.period, found.columns.note)
    alike: dict[str, list[int]] = {}
    for column, heading in enumerate(found.headings):
        words = tokens(heading)
        if column not in taken and words and not words <= NUMBERING and not words & SUMMARIES:
            alike.setdefault(_stem(heading), []).append(column)
    return max(alike.values(), key=len, default=[])


def _stem(heading: str) -> str:
    """Return a heading without the number at its end; single letters are all alike."""
    bare = heading.strip().casefold()
    return "" if len(bare) == 1 else re.sub(r"[\s_.-]*\d+$", "", bare)


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))
