"""Shows a typed cell as a spreadsheet does, for the number formats that our sheets use."""

import re
from datetime import date

from natpatsip_desktop.core.periods import MONTHS
from natpatsip_desktop.core.sheets import GENERAL, Value

# A quoted text, a run of one date letter, or any other single character.
_DATE_PIECES = re.compile(r'"([^"]*)"|(d+|m+|y+)|(.)', re.IGNORECASE | re.DOTALL)
_ISO = "yyyy-mm-dd"


def shown(value: Value, number_format: str = GENERAL) -> str:
    """Return the text a spreadsheet shows for a value; empty for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return _date(value, _ISO if number_format == GENERAL else number_format)
    return f"{value:.10g}" if number_format == GENERAL else _number(value, number_format)


def _date(day: date, number_format: str) -> str:
    def piece(match: re.Match[str]) -> str:
        quoted, letters, other = match.groups()
        if quoted is not None:
            return str(quoted)
        return _date_part(day, letters.lower()) if letters else str(other)

    return _DATE_PIECES.sub(piece, number_format)


def _date_part(day: date, letters: str) -> str:
    if letters[0] == "y":
        return f"{day.year:04d}" if len(letters) > 2 else f"{day.year % 100:02d}"
    if letters[0] == "m" and len(letters) > 2:
        month = MONTHS[day.month - 1]
        return month[:3] if len(letters) == 3 else month
    number = day.day if letters[0] == "d" else day.month
    return f"{number:02d}" if len(letters) > 1 else str(number)


def _number(value: float, number_format: str) -> str:
    """Write a number with the decimals, commas and percent sign that a format asks for."""
    percent = "%" in number_format
    _, _, decimals = number_format.rstrip("%").partition(".")
    least, most = decimals.count("0"), decimals.count("0") + decimals.count("#")
    commas = "," if "," in number_format else ""
    text = f"{value * 100 if percent else value:{commas}.{most}f}"
    spare = most - least
    while spare and text.endswith("0"):
        text, spare = text[:-1], spare - 1
    return f"{text.removesuffix('.')}{'%' if percent else ''}"
