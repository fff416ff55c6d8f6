"""Reads one cell as a number, a missing number, a hidden small number, or text that is neither."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from natpatsip_desktop.core.cells import Cell, text_of
from natpatsip_desktop.core.values import LARGEST

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)?(?P<rest>\.\d*)?(?P<power>e[+-]?\d{1,3})?",
    re.ASCII | re.IGNORECASE,
)
_MISSING = {"-", "--", ".", "..", ":", "na", "n/a", "n.a.", "n\\a", "not available", "[x]", "[z]"}
_MISSING |= {"null", "none", "no data", "missing", "not known", "unknown", "tbc", "#n/a"}
_HIDDEN = {"*", "**", "c", "[c]", "s", "suppressed"}
_ERRORS = ("#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#spill!", "#calc!")
_BELOW = re.compile(r"(<|<=|≤|under|fewer than|less than)\s?\d+(\.\d+)?%?", re.ASCII)


class Sort(StrEnum):
    """What a cell turned out to hold where a number belongs."""

    NUMBER = "number"
    EMPTY = "empty"
    MISSING = "missing"
    HIDDEN = "hidden"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number that was read, or why there is none; `percent` tells that it had a % sign."""

    sort: Sort
    value: float | None = None
    percent: bool = False


_EMPTY = NumberRead(Sort.EMPTY)
_TEXT = NumberRead(Sort.TEXT)


def read_number(cell: Cell) -> NumberRead:
    """Read a cell where a number belongs; nothing but a number ever becomes a number."""
    if cell is None:
        return _EMPTY
    if isinstance(cell, bool | date | time | timedelta):
        return _TEXT
    if isinstance(cell, int | float):
        return NumberRead(Sort.NUMBER, float(cell)) if abs(cell) < LARGEST else _TEXT
    text = text_of(cell).lstrip("'").replace("−", "-").replace("–", "-").replace("—", "-")
    if not text:
        return _EMPTY
    return _mark(text.lower()) or _number(text)


def beyond(cell: Cell) -> bool:
    """Tell whether a cell is written as a number, but none to work with: «inf», «NaN», «1e400»."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return False
    try:
        return not abs(float(cell)) < LARGEST
    except (OverflowError, ValueError):
        return isinstance(cell, int)


def _mark(text: str) -> NumberRead | None:
    """Recognise the marks that official tables put where a number is missing or hidden."""
    if text in _MISSING or text in _ERRORS:
        return NumberRead(Sort.MISSING)
    if text in _HIDDEN or _BELOW.fullmatch(text):
        return NumberRead(Sort.HIDDEN)
    return None


def _number(text: str) -> NumberRead:
    percent = text.endswith("%")
    bare = text.rstrip("%").strip().removeprefix("£").strip()
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1].strip()
    match = _NUMBER.fullmatch(re.sub(r"(?<=\d) (?=\d{3}\b)", "", bare))
    if match is None or not (match["digits"] or (match["rest"] or "").strip(".")):
        return _TEXT
    value = float(match[0].replace(",", ""))
    if abs(value) >= LARGEST:
        return _TEXT
    return NumberRead(Sort.NUMBER, -value if negative else value, percent)
