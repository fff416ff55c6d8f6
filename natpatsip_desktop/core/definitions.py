"""Reads definition files (TOML) that ship with the program and that people may edit.

All problems of a file are collected, each with file, place and key, before anything is refused.
"""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from natpatsip_desktop.errors import BadInput, CannotOpen, Problem

T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)
NOTHING = object()


class Table:
    """One table of a definition file, asked key by key; a key nobody asked for is a problem.

    A cell that cannot be used gives a stand-in, so that reading goes on and finds the rest;
    `read_definition` lets no stand-in out.
    """

    def __init__(self, cells: dict[str, Any], place: str) -> None:
        self._cells = cells
        self._place = place
        self._asked: set[str] = set()
        self._found: list[Problem] = []
        self._children: list[Table] = []

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under a key; without a default it must be there and not be empty."""
        cell = self._cell(key, (str,), "text in quotation marks", default)
        if cell == "" and default is None:
            self.refuse(key, "write a text, it is empty")
        return str(cell or "")

    def number(self, key: str) -> float | None:
        """Return the number under a key, or None where there is none."""
        cell = self._cell(key, (int, float), "a number, like 95", NOTHING)
        return None if cell is NOTHING else float(cell)

    def day(self, key: str) -> date:
        """Return the date under a key."""
        cell = self._cell(key, (date,), "a date, like 2025-03-31", None)
        return cell if isinstance(cell, date) else date.min

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """Return the text under a key as a member of an enumeration."""
        like = f"one of {', '.join(kind)}"
        cell = self._cell(key, (str,), like, None)
        try:
            return kind(cell)
        except ValueError:
            if cell is not None:
                self.refuse(key, f"write {like}")
            return next(iter(kind))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under a key."""
        cell = self._cell(key, (list,), 'texts in a list, like ["Y60"]', None) or []
        if not all(isinstance(text, str) for text in cell):
            self.refuse(key, "write every entry of the list in quotation marks")
        return tuple(str(text) for text in cell)

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return the true or false under a key; without a default it must be there."""
        return bool(self._cell(key, (bool,), "true or false", default))

    def pairs(self, key: str) -> dict[str, str]:
        """Return the texts of a table under a key by their names; none is an empty table."""
        if key not in self:
            return {}
        below = self.table(key)
        return {name: below.text(name) for name in below._cells}

    def table(self, key: str) -> "Table":
        """Return the table under a key."""
        return self._child(key, self._cell(key, (dict,), f"a table headed [{key}]", None) or {})

    def tables(self, key: str) -> list["Table"]:
        """Return the tables under a key, in the order of the file; none is an empty list."""
        cell = self._cell(key, (list,), f"tables headed [[{key}]]", []) or []
        if not all(isinstance(cells, dict) for cells in cell):
            self.refuse(key, f"write tables headed [[{key}]]")
            return []
        named = [(cells.get("id", position), cells) for position, cells in enumerate(cell, 1)]
        return [self._child(f"{key} {name}", cells) for name, cells in named]

    def refuse(self, key: str, what: str) -> None:
        """Note a problem of one key."""
        self._found.append(Problem(where=f"{self._place}, {key}", what=what))

    def problems(self) -> list[Problem]:
        """Return every problem of this table and of those below it."""
        unknown = [
            Problem(where=f"{self._place}, {key}", what=f"take it out{self._meant(key)}")
            for key in self._cells
            if key not in self._asked
        ]
        return [*self._found, *unknown, *(p for child in self._children for p in child.problems())]

    def __contains__(self, key: str) -> bool:
        return key in self._cells

    def _cell(self, key: str, kinds: tuple[type, ...], like: str, default: Any) -> Any:
        self._asked.add(key)
        cell = self._cells.get(key)
        if cell is None:
            if default is None:
                self.refuse(key, f"add {like}")
            return default
        # The exact type: True is an int to Python, and a time of day is a date.
        if type(cell) not in kinds:
            self.refuse(key, f"write {like}")
            return default
        return cell

    def _child(self, place: str, cells: dict[str, Any]) -> "Table":
        self._children.append(Table(cells, f"{self._place}, {place}"))
        return self._children[-1]

    def _meant(self, key: str) -> str:
        near = get_close_matches(key, self._asked - self._cells.keys(), n=1)
        return f" or spell it {near[0]}" if near else ", no such key is known"


def read_definition(path: Path, build: Callable[[Table], T]) -> T:
    """Return what `build` makes of a file, or raise BadInput with every problem of it."""
    name = f"{path.parent.name}/{path.name}"
    table = Table(_load(path, name), name)
    built = build(table)
    problems = tuple(table.problems())
    if problems:
        others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise BadInput(f"{problems[0]}{others}.", _hint(path), problems)
    return built


def once_each(tables: Iterable[tuple[Table, str]]) -> None:
    """Refuse an id that an earlier table of the same list already has."""
    seen: set[str] = set()
    for table, name in tables:
        if name in seen:
            table.refuse("id", f"give it another id, {name} is there twice")
        seen.add(name)


def _load(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CannotOpen(f"The file {name} is not there.", "Install the program again.") from None
    except OSError as error:
        raise CannotOpen(f"The file {name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The file {name} is not text in UTF-8.", _hint(path)) from error
    except tomllib.TOMLDecodeError as error:
        spot = str(error).rpartition("(")[2].rstrip(")")
        raise BadInput(f"The file {name} breaks the rules of TOML {spot}.", _hint(path)) from error


def _hint(path: Path) -> str:
    return f"Put it right in {path}, or install the program again."
