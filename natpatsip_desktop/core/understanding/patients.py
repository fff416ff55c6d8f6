"""Keeps columns and notes about single patients out of what is read."""

import re
from collections.abc import Sequence

from natpatsip_desktop.core.cells import Cell, is_empty, text_of
from natpatsip_desktop.core.privacy import names_a_patient, nhs_numbers_in
from natpatsip_desktop.core.understanding import words
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.errors import Problem

_TEN_DIGITS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")


def patient_columns(table: Table) -> tuple[set[int], list[Problem]]:
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
