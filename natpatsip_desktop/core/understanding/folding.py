"""Folds a sheet with two heading rows, periods above and numerator and denominator below.

Such a sheet has a pair of columns for each period, and a ward or a measure in each row. Folded,
it has a row for each period and ward, as any other table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from natpatsip_desktop.core.cells import Cell, Row, is_empty, text_of
from natpatsip_desktop.core.understanding import words

Origin = tuple[int, int]
_KINDS = words.NUMERATOR | words.PERHAPS_NUMERATOR | words.DENOMINATOR
_KINDS |= words.PERHAPS_DENOMINATOR | words.VALUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """The rows of a folded table, headings first, and where each cell stood before."""

    rows: tuple[Row, ...]
    origins: tuple[tuple[Origin, ...], ...]


def fold(rows: Sequence[Row], period: int, first: int) -> Folded | None:
    """Fold rows that say period, kind of number, and a number for each ward; None if they do not.

    The period is written once for all its kinds, as a merged cell is.
    """
    kind = period + 1
    body = range(first, len(rows))
    kinds = [text_of(_at(rows[row], kind)) for row in body]
    named = list(dict.fromkeys(name for name in kinds if name))
    if not 2 <= len(named) <= 4 or not all(words.tokens(name) & _KINDS for name in named):
        return None
    if not any(is_empty(_at(rows[row], period)) for row in body):
        return None
    width = max(len(row) for row in rows)
    header = first - 1 if first else 0
    entities = [
        c for c in range(kind + 1, width) if any(not is_empty(_at(rows[r], c)) for r in body)
    ]
    top: Row = ("Period", text_of(_at(rows[header], kind)) or "Series", *named)
    folded: list[Row] = [top]
    origins: list[tuple[Origin, ...]] = [((header, period),) * len(top)]
    for block in _blocks(rows, period, first):
        for column in entities:
            cells, places = _line(rows, block, kind, column, named)
            folded.append((_at(rows[block[0]], period), _at(rows[header], column), *cells))
            origins.append(((block[0], period), (header, column), *places))
    return Folded(rows=tuple(folded), origins=tuple(origins))


def _blocks(rows: Sequence[Row], period: int, first: int) -> list[list[int]]:
    """Gather the rows of each period: the one it is written in, and those below without one."""
    blocks: list[list[int]] = []
    for row in range(first, len(rows)):
        if not is_empty(_at(rows[row], period)) or not blocks:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _line(
    rows: Sequence[Row], block: Sequence[int], kind: int, column: int, named: Sequence[str]
) -> tuple[list[Cell], list[Origin]]:
    cells: list[Cell] = []
    places: list[Origin] = []
    for name in named:
        row = next((r for r in block if text_of(_at(rows[r], kind)) == name), None)
        cells.append(None if row is None else _at(rows[row], column))
        places.append((block[0] if row is None else row, column))
    return cells, places


def _at(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None
