"""Guesses what each column of a table holds, by its heading, the measure's words and its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from natpatsip_desktop.core.cells import is_empty
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.core.understanding import words
from natpatsip_desktop.core.understanding.numbers import Sort, beyond, read_number
from natpatsip_desktop.core.understanding.order import order_columns
from natpatsip_desktop.core.understanding.pairs import (
    pair_by_content,
    pair_by_words,
    rival_pair,
)
from natpatsip_desktop.core.understanding.patients import patient_columns
from natpatsip_desktop.core.understanding.scores import (
    SURE,
    below_score,
    best,
    top_score,
    value_score,
)
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.core.understanding.understood import Columns
from natpatsip_desktop.core.values import RATIOS
from natpatsip_desktop.errors import Problem, Severity

_WARNING = Severity.WARNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The columns that were guessed, why, and what a person should look at."""

    columns: Columns
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def guess_columns(table: Table, measure: Measure | None) -> Guess:
    """Guess the columns of a table; columns about single patients are never among them."""
    refused, problems = patient_columns(table)
    taken = {*refused, table.period, *order_columns(table)}
    free = [c for c in range(len(table.headings)) if c not in taken]
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
    refused, problems = patient_columns(table)
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
        pair = pair_by_words(table, measure, usable) or pair_by_content(table, measure, usable)
    if pair is None:
        return _single(table, measure, columns, usable)
    top, below = pair
    columns = replace(columns, numerator=top, denominator=below)
    value = best([c for c in usable if c not in pair], lambda c: value_score(table, c, measure))
    columns = replace(columns, value=value)
    rival = rival_pair(table, measure, usable, pair)
    if rival is None:
        return Guess(columns=columns)
    shown, other = (" and ".join(table.column_place(c) for c in two) for two in (pair, rival))
    what = f"{shown} were read. If {other} are meant, choose those columns"
    return Guess(columns=columns, problems=(Problem(where="", what=what, severity=_WARNING),))


def _single(
    table: Table, measure: Measure | None, columns: Columns, usable: Sequence[int]
) -> Guess:
    """Choose the one column of numbers; where nothing speaks for one, the first, with a doubt."""
    by_name = best(usable, lambda c: value_score(table, c, measure))
    if half := _half(table, measure, columns, usable if by_name is None else [by_name]):
        return half
    chosen = usable[0] if by_name is None else by_name
    columns = replace(columns, value=chosen)
    score = value_score(table, chosen, measure)
    rivals = [c for c in usable if value_score(table, c, measure) >= score]
    if len(rivals) == 1:
        return Guess(columns=columns)
    alike = " that may be meant" if score > 0 else ", and none is named like the measure"
    what = (
        f"There are {len(rivals)} columns of numbers{alike if measure else ''}."
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
        ("numerator", measure.denominator_label or "the denominator", top_score),
        ("denominator", measure.numerator_label or "the numerator", below_score),
    ):
        rival = {c: max(SURE, value_score(table, c, measure) + 0.1) for c in usable}
        found = [c for c in usable if score(table, c, measure) >= rival[c]]
        if found:
            what = f"There is no column for {other}, so there is nothing to work out. Add it"
            where = table.column_place(found[0])
            problem = Problem(where=where, what=what, severity=_WARNING)
            cells = {role: found[0]}
            return Guess(columns=replace(columns, **cells), problems=(problem,))
    return None


# -- what a column holds ------------------------------------------------------------------


def _is_numeric(table: Table, column: int) -> bool:
    """Tell a column of numbers, whose cells may be too large or infinite, from one of words."""
    cells = [cell for cell in table.sample(column) if not is_empty(cell)]
    sorts = [Sort.NUMBER if beyond(cell) else read_number(cell).sort for cell in cells]
    return Sort.NUMBER in sorts and 2 * sorts.count(Sort.TEXT) <= len(sorts)


def _is_blank(table: Table, column: int) -> bool:
    return all(is_empty(cell) for cell in table.sample(column))


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
