"""Reads one cell as a period: what people type, and what Excel holds.

A reading keeps how fine the words were: «Sep-25» is a month, «8 Sep 2025» a day. What cannot be
read comes back as words that say why, or empty if it is nothing like a period.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from natpatsip_desktop.core.cells import Cell
from natpatsip_desktop.core.periods import MONTHS, NEWEST, OLDEST, end_of, start_of
from natpatsip_desktop.core.records import Frequency

_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"'?(\d{4}|\d{2})"
_SPAN = r"\s*(?:-|to|until)\s*"
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?[,.]? +(?=\d)")
_FROM = re.compile(
    r"^(?:the )?(w\.?/?c\.?|w/b|(week|wk) ?-?(commencing|beginning|starting|from|of))[: ]+"
)
_ENDING = re.compile(r"^(w\.?/e\.?|(week|wk) ?-?(ending|end|to)|we)[: ]+(?=.*\d)")
_CLOCK = re.compile(r"[t ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(z|[+-]\d{2}:?\d{2})?$")
_ASIDE = re.compile(r"\s*([\[(][^\])]*[\])]|[*†‡]+)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A period that was read: its first day, and how fine the words were."""

    starts: date
    frequency: Frequency


Answer = Reading | str


def read_period(cell: Cell, *, day_first: bool = True) -> Answer:
    """Read a cell as a period; in 08/09/2025 the day comes first unless told otherwise."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return Reading(day, Frequency.DAY) if OLDEST <= day.year <= NEWEST else ""
    if not isinstance(cell, str):
        return ""
    text = normal(cell)
    if not text or len(text) > 60 or not any(sign.isdigit() for sign in text):
        return _without_number(text)
    return _read_text(text, day_first)


def from_serial(serial: float, *, since_1904: bool = False) -> date | None:
    """Turn Excel's count of days into a date, in the system of 1900 or of 1904.

    From 61 on, since Excel counts a 29 February 1900 that never was; None outside 1900 to 2199.
    """
    first = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    if not 61 <= serial < 110_000:
        return None
    day = first + timedelta(days=int(serial))
    return day if day.year <= NEWEST else None


def numeric_date(cell: Cell) -> tuple[int, int] | None:
    """Return the first two numbers of a date like 08/09/2025, whose order has to be guessed."""
    if not isinstance(cell, str):
        return None
    match = _NUMERIC.fullmatch(_plain_date(normal(cell)))
    return (int(match[1]), int(match[2])) if match else None


def normal(text: str) -> str:
    """Return a text in lower case, with plain hyphens and single spaces, without asides."""
    text = re.sub(r"[‐‑‒–—−]", "-", " ".join(text.split()).lower())
    text = _ASIDE.sub("", text)
    text = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text)
    return _WEEKDAY.sub("", text).strip(" ,;")


def _without_number(text: str) -> str:
    if re.fullmatch(_MONTH, text):
        return f"{text.title()} has no year. Write it like {text.title()} 2025"
    return ""


def _read_text(text: str, day_first: bool) -> Answer:
    commencing, ending = _FROM.match(text), _ENDING.match(text)
    if marked := commencing or ending:
        rest = _read_text(_WEEKDAY.sub("", text[marked.end() :]), day_first)
        if isinstance(rest, str) or rest.frequency is not Frequency.DAY:
            return rest
        return Reading(monday(rest.starts, ends=ending is not None), Frequency.WEEK)
    text = _plain_date(text)
    if match := _NUMERIC.fullmatch(text):
        day, month = (1, 2) if day_first else (2, 1)
        return _day(match[3], match[month], match[day])
    for pattern, read in _RULES:
        if match := pattern.fullmatch(text):
            return read(match)
    return _read_span(text, day_first)


def monday(day: date, *, ends: bool = False) -> date:
    """Return the Monday of the week that a named week lies in for the most part.

    `ends` tells that the day is the last of the week that was named, not the first.
    """
    first = day - timedelta(days=6) if ends else day
    return start_of(first + timedelta(days=3), Frequency.WEEK)


def _plain_date(text: str) -> str:
    return _CLOCK.sub("", text) if ":" in text else text


# -- the rules for one form each -----------------------------------------------------------


def _day(year: str, month: str | int, day: str) -> Answer:
    full, number, in_month = _year(year), int(month), int(day)
    if not OLDEST <= full <= NEWEST:
        return ""
    if not 1 <= number <= 12:
        return f"There is no month {number}. Write the date like 8 September 2025"
    last = monthrange(full, number)[1]
    if not 1 <= in_month <= last:
        name = MONTHS[number - 1]
        return f"{in_month} {name} {full} does not exist: {name} has {last} days"
    return Reading(date(full, number, in_month), Frequency.DAY)


def _month(year: str, month: str | int) -> Answer:
    full, number = _year(year), int(month)
    if not OLDEST <= full <= NEWEST or not 1 <= number <= 12:
        return ""
    return Reading(date(full, number, 1), Frequency.MONTH)


def _quarter(year: str, quarter: str, next_year: str | None = None) -> Answer:
    first = _financial_year(year, next_year)
    if isinstance(first, str):
        return first
    month = 3 * int(quarter) + 1
    starts = date(first.starts.year + month // 13, (month - 1) % 12 + 1, 1)
    return Reading(starts, Frequency.QUARTER)


def _month_of_year(year: str, month: str, next_year: str) -> Answer:
    first = _financial_year(year, next_year)
    if isinstance(first, str):
        return first
    number = int(month) + 3
    starts = date(first.starts.year + (number > 12), (number - 1) % 12 + 1, 1)
    return Reading(starts, Frequency.MONTH)


def _financial_year(year: str, next_year: str | None = None) -> Answer:
    full = _year(year)
    if not OLDEST <= full < NEWEST:
        return ""
    if next_year and int(next_year) % 100 != (full + 1) % 100:
        return f"{year}/{next_year} is not a financial year. Write it like 2025/26"
    return Reading(date(full, 4, 1), Frequency.YEAR)


def _week(year: str, week: str) -> Answer:
    full, number = _year(year), int(week)
    last = date(full, 12, 28).isocalendar().week if OLDEST <= full <= NEWEST else 0
    if not 1 <= number <= last:
        return f"There is no week {number} in {full}" if last else ""
    return Reading(date.fromisocalendar(full, number, 1), Frequency.WEEK)


def _months_span(year: str, first: str, last: str, first_year: str | None = None) -> Answer:
    """Read «Apr-Jun 2025»: a quarter, or twelve months from April."""
    end = date(_year(year), _month_number(last), 1)
    crosses = _month_number(first) > _month_number(last)
    begins = _year(first_year) if first_year else end.year - crosses
    return _whole_period(date(begins, _month_number(first), 1), end_of(end, Frequency.MONTH))


def _read_span(text: str, day_first: bool) -> Answer:
    """Read «8 Sep 2025 to 14 Sep 2025», if that is a whole week, month, quarter or year."""
    for divider in (" to ", " - ", "-"):
        first, _, last = text.partition(divider)
        if not last or divider in last:
            continue
        ends = [_read_text(part.strip(), day_first) for part in (first, last)]
        days = [end.starts for end in ends if isinstance(end, Reading)]
        if len(days) == 2 and all(_is_day(end) for end in ends):
            return _whole_period(*days)
    return ""


def _is_day(answer: Answer) -> bool:
    return isinstance(answer, Reading) and answer.frequency is Frequency.DAY


def _whole_period(first: date, last: date) -> Answer:
    if last - first == timedelta(days=6):
        return Reading(monday(first), Frequency.WEEK)
    for frequency in (Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR):
        if start_of(first, frequency) == first and end_of(first, frequency) == last:
            return Reading(first, frequency)
    return "This is not a whole week, month, quarter or financial year"


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 80 else 1900)


def _month_number(word: str) -> int:
    return next(i for i, name in enumerate(MONTHS, 1) if name[:3].lower() == word[:3])


def _rule(pattern: str, read: Callable[[re.Match[str]], Answer]) -> "_Rule":
    return re.compile(pattern, re.ASCII), read


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Answer]]
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})", re.ASCII)
_FY = r"(?:fy ?)?(\d{4}|\d{2})(?: ?(?:[-/]| to ) ?(\d{4}|\d{2}))?"
_PAIR = r"(?:fy ?)?(\d{4}|\d{2}) ?(?:[-/]| to ) ?(\d{4}|\d{2})"
_RULES: tuple[_Rule, ...] = (
    # 2025-09-08, 20250908
    _rule(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", lambda m: _day(m[1], m[2], m[3])),
    _rule(r"((?:19|20)\d\d)([01]\d)([0-3]\d)", lambda m: _day(m[1], m[2], m[3])),
    # 8 Sep 25, 8-September-2025, September 8, 2025
    _rule(
        rf"(\d{{1,2}})[ \-/.]*{_MONTH}[ \-/.,]*{_YEAR}",
        lambda m: _day(m[3], _month_number(m[2]), m[1]),
    ),
    _rule(
        rf"{_MONTH}[ \-/.]*(\d{{1,2}}),? (\d{{4}})",
        lambda m: _day(m[3], _month_number(m[1]), m[2]),
    ),
    # Sep-25, Sept 2025, 2025 Sep
    _rule(rf"{_MONTH}[ \-/.,]*{_YEAR}", lambda m: _month(m[2], _month_number(m[1]))),
    _rule(rf"(\d{{4}})[ \-/.]*{_MONTH}", lambda m: _month(m[1], _month_number(m[2]))),
    # 2025-09, 09/2025, 202509
    _rule(r"(\d{4})[-/.](0?[1-9]|1[0-2])", lambda m: _month(m[1], m[2])),
    _rule(r"(0?[1-9]|1[0-2])[-/.](\d{4})", lambda m: _month(m[2], m[1])),
    _rule(r"((?:19|20)\d\d)(0[1-9]|1[0-2])", lambda m: _month(m[1], m[2])),
    # Q1 2025/26, quarter 1 of 2025/26, 2025/26 Q2, 2025-Q2
    _rule(
        rf"(?:[a-z]+-)?(?:q|qtr|quarter) ?([1-4])(?: of|,)?[ \-/]*{_FY}",
        lambda m: _quarter(m[2], m[1], m[3]),
    ),
    _rule(rf"{_FY}[ \-/,]*(?:q|qtr|quarter) ?([1-4])", lambda m: _quarter(m[1], m[3], m[2])),
    # Apr-Jun 2025, October 2025 to December 2025
    _rule(
        rf"{_MONTH}(?: *'?(\d{{4}}|\d{{2}}))?{_SPAN}{_MONTH} *{_YEAR}",
        lambda m: _months_span(m[4], m[1], m[3], m[2]),
    ),
    # 2025-W36, wk 36 2025
    _rule(r"(\d{4})[ \-]*(?:w|wk|week) ?(\d{1,2})", lambda m: _week(m[1], m[2])),
    _rule(r"(?:w|wk|week) ?(\d{1,2})[,/ \-]+(?:of )?(\d{4})", lambda m: _week(m[2], m[1])),
    # M1 2025/26 is April, as finance teams count months
    _rule(
        rf"(?:m|mth|month) ?(0?[1-9]|1[0-2])(?: of|,)?[ \-/]*{_PAIR}",
        lambda m: _month_of_year(m[2], m[1], m[3]),
    ),
    _rule(
        rf"{_PAIR}[ \-/,]*(?:m|mth|month) ?(0?[1-9]|1[0-2])",
        lambda m: _month_of_year(m[1], m[3], m[2]),
    ),
    # 2025/26, FY2025-26, 2025 to 2026
    _rule(
        r"(?:fy ?|(?:the )?(?:financial )?year )?(\d{4}) ?(?:[-/]| to ) ?(\d{4}|\d{2})",
        lambda m: _financial_year(m[1], m[2]),
    ),
    _rule(r"fy ?(\d{2})[-/](\d{2})", lambda m: _financial_year(m[1], m[2])),
    _rule(
        rf"(\d{{1,2}})[ \-/.]*{_MONTH}",
        lambda m: f"{m[0].title()} has no year. Write it like 8 September 2025",
    ),
    _rule(
        r"(?:w|wk|week) ?(\d{1,2})",
        lambda m: f"Week {m[1]} has no year. Write it like week {m[1]} 2025",
    ),
)
