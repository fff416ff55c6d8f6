"""A spreadsheet as data, cell by cell: `exchange` writes it, the preview shows it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = str | int | float | date | None

GENERAL = "General"
LONGEST_NAME = 31
NOT_IN_NAMES = "[]:*?/\\"


class Look(StrEnum):
    """What a cell is for; the writer and the preview know how each looks."""

    PLAIN = "plain"
    TITLE = "title"
    BANNER = "banner"
    LINE = "line"
    HEAD = "head"
    HEAD_OF_FIGURES = "head of figures"
    BODY = "body"
    FIGURE = "figure"
    LABEL = "label"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """One cell: a typed value, how a spreadsheet shows it, and what it is for."""

    value: Value = None
    number_format: str = GENERAL
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOut:
    """One sheet to write; `rows` begin at A1.

    `head` is the number (from 1) of the row that heads a table reaching to the last row, 0 for
    no table; `table` names that table, and the rows down to its head stay in view.
    """

    name: str
    rows: tuple[tuple[SheetCell, ...], ...]
    widths: tuple[float, ...] = ()
    head: int = 0
    table: str = ""


def column_letters(column: int) -> str:
    """Name a column counted from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Name a cell by its row and column, both counted from 1: G7."""
    return f"{column_letters(column)}{row}"


def wrong_with_name(name: str) -> str:
    """Say what to do about a sheet name that Excel does not take; empty if it does."""
    if not name.strip():
        return "write a name"
    if len(name) > LONGEST_NAME:
        return f"write {LONGEST_NAME} characters or fewer"
    if any(character in NOT_IN_NAMES for character in name):
        return f"write a name without {' '.join(NOT_IN_NAMES)}"
    if name.startswith("'") or name.endswith("'") or name.lower() == "history":
        return "write another name, Excel does not take this one"
    return ""
