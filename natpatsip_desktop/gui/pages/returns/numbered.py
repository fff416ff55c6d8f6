"""The problems of a return with the numbers they have in the list and on the cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from natpatsip_desktop.core.returns.findings import CellProblem
from natpatsip_desktop.errors import Severity

Place = tuple[int, int]  # row and column of a cell, both from 0

_WORDS = {Severity.ERROR: "problem", Severity.WARNING: "to check", Severity.INFO: "good to know"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A problem and its number, counted from 1."""

    number: int
    problem: CellProblem

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.problem.severity

    @property
    def spoken(self) -> str:
        """The problem as a screen reader says it at a cell."""
        return f"{_WORDS[self.severity]} {self.number}: {self.problem.what}"

    @property
    def place(self) -> Place | None:
        """Its first cell; None if it is about no cell."""
        return place_of(self.problem.cells[0]) if self.problem.cells else None


def number_all(problems: Iterable[CellProblem]) -> tuple[Numbered, ...]:
    """Number problems in their order."""
    return tuple(Numbered(number=at, problem=one) for at, one in enumerate(problems, 1))


def marks_on(sheet: str, numbered: Sequence[Numbered]) -> Mapping[Place, tuple[Numbered, ...]]:
    """Return the problems of each cell of a sheet."""
    marks: dict[Place, tuple[Numbered, ...]] = {}
    for one in numbered:
        if one.problem.sheet == sheet:
            for cell in one.problem.cells:
                place = place_of(cell)
                marks[place] = (*marks.get(place, ()), one)
    return marks


def place_of(address: str) -> Place:
    """Return row and column, both from 0, of a cell like G7."""
    match = re.fullmatch(r"([A-Z]+)([0-9]+)", address)
    if match is None:
        raise ValueError(f"{address} is no cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def is_same(one: CellProblem, other: CellProblem) -> bool:
    """Tell whether two problems, before and after a change, are about the same thing."""
    places = [(p.sheet, p.cells[:1], p.measure_id, p.starts, p.source) for p in (one, other)]
    return places[0] == places[1]
