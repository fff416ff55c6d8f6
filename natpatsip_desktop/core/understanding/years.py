"""Finds the year of months that are written without one, as in a sheet from April to March."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from natpatsip_desktop.core.cells import Cell, Row, text_of
from natpatsip_desktop.core.periods import MONTHS, financial_year
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.understanding.period_text import Reading, normal, read_period
from natpatsip_desktop.core.understanding.words import tokens

_NAMES = {name[:length].lower(): i for i, name in enumerate(MONTHS, 1) for length in (3, 4, 9)}
_FINANCIAL = re.compile(r"(?<!\d)(20\d\d)\s?(?:[-/–]|to)\s?((?:20)?\d\d)(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The year of each row, and how it was found; `financial` tells that it begins in April."""

    starts: tuple[date | None, ...]
    note: str = ""


def bare_month(cell: Cell) -> int | None:
    """Return the number of a month that is written without a year."""
    return _NAMES.get(normal(cell).rstrip(".")) if isinstance(cell, str) else None


def find_years(
    rows: Sequence[Row], first: int, period: int, headings: Sequence[str], title: str
) -> Years | None:
    """Find the years for a column of bare months: a column of years, or one year in a title."""
    for column, heading in enumerate(headings):
        if column != period and tokens(heading) & {"year", "fy", "yearnumber"}:
            years = [_year_of(row[column]) if column < len(row) else None for row in rows[first:]]
            if any(years):
                note = f"The years of the months stand under «{heading}»"
                return Years(starts=tuple(_fill_down(years)), note=note)
    return _from_title(rows[:first], title, len(rows) - first)


def in_year(month: int, year: date) -> date:
    """Return the first day of a month in the twelve months from the first day of a year."""
    return date(year.year + (month < year.month), month, 1)


def _from_title(above: Sequence[Row], title: str, count: int) -> Years | None:
    texts = [title, *(text_of(cell) for row in above for cell in row if isinstance(cell, str))]
    found = {
        int(match[1])
        for text in texts
        for match in _FINANCIAL.finditer(text)
        if int(match[2]) % 100 == (int(match[1]) + 1) % 100
    }
    if len(found) != 1:
        return None
    start = date(found.pop(), 4, 1)
    note = f"The months are those of {financial_year(start)}, which stands above them"
    return Years(starts=(start,) * count, note=note)


def _year_of(cell: Cell) -> date | None:
    """Read a financial year as from April, and a bare year as from January."""
    text = text_of(cell)
    if text.isascii() and text.isdigit() and 1990 <= int(text) <= 2100:
        return date(int(text), 1, 1)
    read = read_period(text)
    if isinstance(read, Reading) and read.frequency in (Frequency.YEAR, Frequency.MONTH):
        # 2011-12 reads as a month, but under a heading of years it is none.
        return date(read.starts.year, 4, 1)
    return None


def _fill_down(years: Sequence[date | None]) -> list[date | None]:
    """Repeat a year over the rows below it, where it is written once for all its months."""
    filled: list[date | None] = []
    for year in years:
        filled.append(year or (filled[-1] if filled else None))
    return filled
