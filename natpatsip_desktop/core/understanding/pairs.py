"""Finds the numerator and the denominator among the columns of numbers."""

from collections.abc import Sequence
from itertools import permutations

from natpatsip_desktop.core.records import Measure, Unit
from natpatsip_desktop.core.understanding import words
from natpatsip_desktop.core.understanding.numbers import read_number
from natpatsip_desktop.core.understanding.scores import SURE, below_score, top_score, value_score
from natpatsip_desktop.core.understanding.table import Table

# How many pairs, the best named first, have their numbers looked at.
MOST_PAIRS = 30


def pair_by_words(
    table: Table, measure: Measure | None, usable: Sequence[int]
) -> tuple[int, int] | None:
    """Find the two columns that are named as numerator and denominator, best of all pairs."""
    tops = {c: top_score(table, c, measure) for c in usable}
    belows = {c: below_score(table, c, measure) for c in usable}
    pairs = _named(table, usable, tops, belows)
    if any(value_score(table, c, measure) >= SURE for c in usable):
        # A column named as the value outweighs two that are named vaguely.
        pairs = [p for p in pairs if max(tops[p[0]], belows[p[1]]) >= SURE]

    def fitness(pair: tuple[int, int]) -> tuple[float, int, int]:
        score = tops[pair[0]] + belows[pair[1]] + SURE * _same_group(table, *pair)
        return score, -pair[0], -pair[1]

    for pair in sorted(pairs, key=fitness, reverse=True)[:MOST_PAIRS]:
        sure = tops[pair[0]] >= SURE and belows[pair[1]] >= SURE
        if sure or _mostly_below(table, *pair, measure):
            return pair
    return None


def rival_pair(
    table: Table, measure: Measure | None, usable: Sequence[int], chosen: tuple[int, int]
) -> tuple[int, int] | None:
    """Find two other columns that are named just as well, as those of the next ward are."""
    others = [column for column in usable if column not in chosen]
    rival = pair_by_words(table, measure, others) if len(others) > 1 else None
    if rival is None:
        return None
    mine, theirs = (
        top_score(table, pair[0], measure) + below_score(table, pair[1], measure)
        for pair in (chosen, rival)
    )
    return rival if theirs >= mine else None


def _named(
    table: Table, usable: Sequence[int], tops: dict[int, float], belows: dict[int, float]
) -> list[tuple[int, int]]:
    """Pair what is named; of two columns one name is enough, since the other is what is left."""
    pairs = [(a, b) for a, b in permutations(usable, 2) if tops[a] > 0 and belows[b] > 0]
    if pairs or len(usable) != 2 or any(value_score(table, c, None) > 0 for c in usable):
        return pairs
    return [(a, b) for a, b in permutations(usable, 2) if tops[a] > 0 or belows[b] > 0]


def _same_group(table: Table, top: int, below: int) -> bool:
    """Tell whether two columns stand under one group, by the words that are not about roles."""
    roles = words.NUMERATOR | words.DENOMINATOR
    groups = [words.tokens(table.words[column]) - roles for column in (top, below)]
    return bool(groups[0]) and groups[0] == groups[1]


def pair_by_content(
    table: Table, measure: Measure | None, usable: Sequence[int]
) -> tuple[int, int] | None:
    """Take two columns without telling headings as numerator and denominator, in that order."""
    named = any(value_score(table, c, measure) > 0 for c in usable)
    if measure is None or named or len(usable) not in (2, 3):
        return None
    first, second = usable[0], usable[1]
    if _mostly_below(table, first, second, measure):
        return first, second
    return (second, first) if _mostly_below(table, second, first, measure) else (first, second)


def _mostly_below(table: Table, top: int, below: int, measure: Measure | None) -> bool:
    """Tell whether a numerator stays at or below its denominator in most rows, as percents do."""
    if measure is not None and measure.unit is not Unit.PERCENT:
        return True
    pairs = list(zip(_values(table, top), _values(table, below), strict=True))
    both = [(n, d) for n, d in pairs if n is not None and d is not None]
    return 2 * sum(1 for n, d in both if n <= d) >= len(both)


def _values(table: Table, column: int) -> list[float | None]:
    return [read_number(cell).value for cell in table.sample(column)]
