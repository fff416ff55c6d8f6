"""Guesses what each column of a table holds, by its heading, the measure's words and its cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from natpatsip_desktop.core.cells import Cell, is_empty, text_of
from natpatsip_desktop.core.privacy import names_a_patient, nhs_numbers_in
from natpatsip_desktop.core.records import Measure, Unit
from natpatsip_desktop.core.understanding import words
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.core.understanding.understood import Columns
from natpatsip_desktop.core.values import RATIOS
from natpatsip_desktop.errors import Problem, Severity

SAMPLE = 400
# The score from which a heading alone settles what a column is, whatever its numbers say.
SURE = 2.0
_WARNING = Severity.WARNING
_TEN_DIGITS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The columns that were guessed, why, and what a person should look at."""

    columns: Columns
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def guess_columns(table: Table, measure: Measure | None) -> Guess:
    """Guess the columns of a table; columns about single patients are never among them."""
    refused, problems = _patient_columns(table)
    free = [c for c in range(len(table.headings)) if c != table.period and c not in refused]
    numeric = [c for c in free if _is_numeric(table, c)]
    usable = [c for c in numeric if not _is_set_aside(table.words[c], measure)] or numeric
    text = [c for c in free if c not in numeric and not _is_blank(table, c)]
    columns = Columns(period=table.period, note=_note_column(table, text))
    guess = _numbers(table, measure, columns, usable)
    ignored = [table.headings[c] for c in numeric if c not in guess.columns.numbers]
    left = _left_alone([name for name in ignored if name])
    return replace(guess, notes=(*guess.notes, *left), problems=(*problems, *guess.problems))


def take_columns(table: Table, chosen: Columns) -> Guess:
    """Take the columns that a person chose, but none that is about single patients."""
    refused, problems = _patient_columns(table)
    cells = {name: getattr(chosen, name) for name in ("numerator", "denominator", "value", "note")}
    kept = {
        name: None if column in refused or column not in range(len(table.headings)) else column
        for name, column in cells.items()
    }
    return Guess(columns=replace(chosen, period=table.period, **kept), problems=tuple(problems))


def _numbers(
    table: Table, measure: Measure | None, columns: Columns, usable: Sequence[int]
) -> Guess:
    if not usable:
        return Guess(columns=columns)
    pair = None
    if measure is None or measure.unit in RATIOS:
        pair = _pair_by_words(table, measure, usable) or _pair_by_content(table, measure, usable)
    if pair is None:
        return _single(table, measure, columns, usable)
    top, below = pair
    columns = replace(columns, numerator=top, denominator=below)
    value = _best([c for c in usable if c not in pair], lambda c: _value_score(table, c, measure))
    return Guess(columns=replace(columns, value=value))


def _single(
    table: Table, measure: Measure | None, columns: Columns, usable: Sequence[int]
) -> Guess:
    """Choose the one column of numbers; where nothing speaks for one, the first, with a doubt."""
    by_name = _best(usable, lambda c: _value_score(table, c, measure))
    if half := _half(table, measure, columns, usable if by_name is None else [by_name]):
        return half
    chosen = usable[0] if by_name is None else by_name
    columns = replace(columns, value=chosen)
    if by_name is not None or len(usable) == 1:
        return Guess(columns=columns)
    what = (
        f"There are {len(usable)} columns of numbers, and none is named like the measure."
        f" {table.column_place(chosen)} was read: choose another column if that is not the one"
    )
    return Guess(columns=columns, problems=(Problem(where="", what=what, severity=_WARNING),))


def _half(
    table: Table, measure: Measure | None, columns: Columns, usable: Sequence[int]
) -> Guess | None:
    """Know a numerator or a denominator that stands alone, so that it is not read as the ratio."""
    if measure is None or measure.unit not in RATIOS:
        return None
    for role, other, score in (
        ("numerator", measure.denominator_label or "the denominator", _top_score),
        ("denominator", measure.numerator_label or "the numerator", _below_score),
    ):
        rival = {c: max(SURE, _value_score(table, c, measure) + 0.1) for c in usable}
        found = [c for c in usable if score(table, c, measure) >= rival[c]]
        if found:
            what = f"There is no column for {other}, so there is nothing to work out. Add it"
            where = table.column_place(found[0])
            problem = Problem(where=where, what=what, severity=_WARNING)
            cells = {role: found[0]}
            return Guess(columns=replace(columns, **cells), problems=(problem,))
    return None


# -- scores --------------------------------------------------------------------------------


def _top_score(table: Table, column: int, measure: Measure | None) -> float:
    heading = table.words[column]
    score = _said(heading, words.NUMERATOR, words.PERHAPS_NUMERATOR)
    if measure:
        own = f"{measure.numerator_label} {measure.numerator}"
        other = f"{measure.denominator_label} {measure.denominator}"
        score += 3 * _like(heading, measure.numerator_label, own)
        score -= 1.5 * _like(heading, measure.denominator_label, other)
    return score


def _below_score(table: Table, column: int, measure: Measure | None) -> float:
    heading = table.words[column]
    score = _said(heading, words.DENOMINATOR, words.PERHAPS_DENOMINATOR)
    if measure:
        own = f"{measure.denominator_label} {measure.denominator}"
        other = f"{measure.numerator_label} {measure.numerator}"
        score += 3 * _like(heading, measure.denominator_label, own)
        score -= 1.5 * _like(heading, measure.numerator_label, other)
    return score


def _value_score(table: Table, column: int, measure: Measure | None) -> float:
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


def _best(columns: Sequence[int], score: Callable[[int], float]) -> int | None:
    """Return the column with the highest score above 0, the leftmost of equals."""
    scores = {column: score(column) for column in columns}
    best = max(scores, key=lambda column: (scores[column], -column), default=None)
    return best if best is not None and scores[best] > 0 else None


# -- numerator and denominator -------------------------------------------------------------


def _pair_by_words(
    table: Table, measure: Measure | None, usable: Sequence[int]
) -> tuple[int, int] | None:
    tops = {c: _top_score(table, c, measure) for c in usable}
    belows = {c: _below_score(table, c, measure) for c in usable}
    pairs = [p for p in permutations(usable, 2) if tops[p[0]] > 0 and belows[p[1]] > 0]
    if len(usable) == 2 and not pairs:
        # One of the two is known, so the other is what is left.
        pairs = [p for p in permutations(usable, 2) if tops[p[0]] > 0 or belows[p[1]] > 0]
        pairs = [p for p in pairs if _value_score(table, p[0], None) <= 0]
        pairs = [p for p in pairs if _value_score(table, p[1], None) <= 0]
    pairs = [
        p
        for p in pairs
        if (tops[p[0]] >= SURE and belows[p[1]] >= SURE) or _mostly_below(table, *p, measure)
    ]
    if any(_value_score(table, c, measure) >= SURE for c in usable):
        # A column named as the value outweighs two that are named vaguely.
        pairs = [p for p in pairs if max(tops[p[0]], belows[p[1]]) >= SURE]

    def fitness(pair: tuple[int, int]) -> tuple[float, int, int]:
        score = tops[pair[0]] + belows[pair[1]] + SURE * _same_group(table, *pair)
        return score, -pair[0], -pair[1]

    return max(pairs, key=fitness, default=None)


def _same_group(table: Table, top: int, below: int) -> bool:
    """Tell whether two columns stand under one group, by the words that are not about roles."""
    roles = words.NUMERATOR | words.DENOMINATOR
    groups = [words.tokens(table.words[column]) - roles for column in (top, below)]
    return bool(groups[0]) and groups[0] == groups[1]


def _pair_by_content(
    table: Table, measure: Measure | None, usable: Sequence[int]
) -> tuple[int, int] | None:
    """Take two columns without telling headings as numerator and denominator, in that order."""
    named = any(_value_score(table, c, measure) > 0 for c in usable)
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
    return [read_number(cell).value for cell in _sample(table, column)]


# -- what a column holds -------------------------------------------------------------------


def _sample(table: Table, column: int) -> list[Cell]:
    last = min(len(table.rows), table.first + SAMPLE)
    return [table.cell(row, column) for row in range(table.first, last)]


def _is_numeric(table: Table, column: int) -> bool:
    sorts = [read_number(cell).sort for cell in _sample(table, column)]
    filled = [sort for sort in sorts if sort is not Sort.EMPTY]
    numbers = filled.count(Sort.NUMBER)
    return numbers > 0 and 2 * filled.count(Sort.TEXT) <= len(filled)


def _is_blank(table: Table, column: int) -> bool:
    return all(is_empty(cell) for cell in _sample(table, column))


def _is_set_aside(heading: str, measure: Measure | None) -> bool:
    """Tell whether a heading names a target, a limit or a code, unless the measure does too."""
    found = words.tokens(heading) & words.NOT_A_NUMBER_TO_READ
    own = f"{measure.name} {measure.numerator} {measure.denominator}" if measure else ""
    return bool(found - words.tokens(own))


def _note_column(table: Table, text: Sequence[int]) -> int | None:
    named = [c for c in text if words.tokens(table.headings[c]) & words.NOTE]
    if named:
        return named[0]
    # In a pasted block without headings, text after the numbers is a note.
    unnamed = [c for c in text if not table.headings[c] and table.header is None]
    return unnamed[-1] if unnamed and table.sheet.pasted else None


def _left_alone(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    shown = ", ".join(f"«{name}»" for name in names[:4])
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return (f"Not read: {shown}{more}",)


# -- patients ------------------------------------------------------------------------------


def _patient_columns(table: Table) -> tuple[set[int], list[Problem]]:
    """Find the columns about single patients, which are never read."""
    refused: set[int] = set()
    problems = []
    for column, heading in enumerate(table.headings):
        what = _why_refused(table, column, heading)
        if what:
            refused.add(column)
            problems.append(Problem(where=table.column_place(column), what=what))
    return refused, problems


def _why_refused(table: Table, column: int, heading: str) -> str:
    cells = table.column(column)
    # Notes are looked at one by one, since a single number there is no reason to lose the rest.
    if not words.tokens(heading) & words.NOTE and (found := _identifiers(cells)):
        return (
            f"{found} {'cell looks' if found == 1 else 'cells look'} like NHS numbers, so this"
            " column was not read. Take it out of the file: a workbook holds no patient data"
        )
    if names_a_patient(heading):
        return (
            "This column is about single patients, so it was not read. Take it out of the file"
            " and count by period instead"
        )
    return ""


def _identifiers(cells: Sequence[Cell]) -> int:
    """Count what looks like NHS numbers; 0 if so few of the column do that chance explains it.

    One in eleven other ten-digit numbers passes the check.
    """
    long = [digits for cell in cells if (digits := _digits(cell))]
    if not long:
        return 0
    found = sum(1 for digits in long if nhs_numbers_in(digits))
    candidates = sum(1 for digits in long if _TEN_DIGITS.search(digits))
    filled = sum(1 for cell in cells if not is_empty(cell))
    by_chance = 4 * found < candidates or (found < 3 and 2 * found < filled)
    return 0 if by_chance else found


def _digits(cell: Cell) -> str:
    """Return a cell's text if ten digits may be in it; the quick way for a column of numbers."""
    if isinstance(cell, str):
        return cell if len(cell) >= 10 else ""
    if isinstance(cell, int | float) and 1e9 <= cell < 1e10 and cell == int(cell):
        return str(int(cell))
    return ""


def note_names_a_patient(cell: Cell) -> bool:
    """Tell whether a note holds what looks like an NHS number."""
    return bool(nhs_numbers_in(text_of(cell)))
