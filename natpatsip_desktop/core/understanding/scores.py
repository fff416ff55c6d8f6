"""Scores what a column may be by its heading and the measure's own words; 0 is nothing."""

from collections.abc import Callable, Sequence

from natpatsip_desktop.core.records import Measure, Unit
from natpatsip_desktop.core.understanding import words
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.core.values import RATIOS

# The score from which a heading alone settles what a column is, whatever its numbers say.
SURE = 2.0


def top_score(table: Table, column: int, measure: Measure | None) -> float:
    """Score how well a column is the numerator, by its heading and the measure's words."""
    heading = table.words[column]
    score = _said(heading, words.NUMERATOR, words.PERHAPS_NUMERATOR)
    if measure:
        own = f"{measure.numerator_label} {measure.numerator}"
        other = f"{measure.denominator_label} {measure.denominator}"
        score += 3 * _like(heading, measure.numerator_label, own)
        score -= 1.5 * _like(heading, measure.denominator_label, other)
    return score


def below_score(table: Table, column: int, measure: Measure | None) -> float:
    """Score how well a column is the denominator."""
    heading = table.words[column]
    score = _said(heading, words.DENOMINATOR, words.PERHAPS_DENOMINATOR)
    if measure:
        own = f"{measure.denominator_label} {measure.denominator}"
        other = f"{measure.numerator_label} {measure.numerator}"
        score += 3 * _like(heading, measure.denominator_label, own)
        score -= 1.5 * _like(heading, measure.numerator_label, other)
    return score


def value_score(table: Table, column: int, measure: Measure | None) -> float:
    """Score how well a column is the value itself, the percentage or rate of a ratio."""
    heading = table.words[column]
    found = words.tokens(heading)
    score = 2.0 * bool(found & words.VALUE)
    if measure is None:
        return score
    names = f"{measure.name} {measure.short_name} {measure.unit_label}"
    score += 3 * _like(heading, measure.short_name or measure.name, names)
    if measure.unit not in RATIOS:
        score += 2 * _like(heading, measure.numerator_label, measure.numerator)
        score += _said(heading, words.NUMERATOR, words.PERHAPS_NUMERATOR)
    elif measure.unit is Unit.PERCENT:
        score += 1.5 * bool(found & {"%", "percent", "percentage", "pct", "proportion"})
    return score


def _said(heading: str, surely: set[str], perhaps: set[str]) -> float:
    found = words.tokens(heading)
    return SURE if found & surely else 1.0 if found & perhaps else 0.0


def _like(heading: str, label: str, definition: str) -> float:
    """Score a heading against the measure's words: 1.5 for its own label, else the likeness."""
    if label and words.tokens(heading) == words.tokens(label):
        return 1.5
    alike = words.likeness(heading, definition)
    return alike if alike >= 0.5 else 0.0


def best(columns: Sequence[int], score: Callable[[int], float]) -> int | None:
    """Return the column with the highest score above 0, the leftmost of equals."""
    scores = {column: score(column) for column in columns}
    best = max(scores, key=lambda column: (scores[column], -column), default=None)
    return best if best is not None and scores[best] > 0 else None
