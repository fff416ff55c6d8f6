"""Days, weeks, months, quarters and financial years: their calendar and their names.

A period is named everywhere by its first day. Weeks start on Monday; quarters and years are those
of the financial year, which starts in April. Days are expected from `OLDEST` to `NEWEST`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.errors import WorkbookError

YEAR_STARTS = 4
OLDEST, NEWEST = 1900, 2199  # years
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LENGTH_IN_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}
_LENGTH_IN_DAYS = {Frequency.DAY: 1, Frequency.EVENT: 1, Frequency.WEEK: 7}
_NOUNS = {frequency: frequency.value for frequency in Frequency}
_TITLES = {
    Frequency.DAY: "Date",
    Frequency.WEEK: "Week from",
    Frequency.MONTH: "Month",
    Frequency.QUARTER: "Quarter",
    Frequency.YEAR: "Year",
    Frequency.EVENT: "Date",
}
_HOW_OFTEN = {
    Frequency.DAY: "Daily",
    Frequency.WEEK: "Weekly",
    Frequency.MONTH: "Monthly",
    Frequency.QUARTER: "Quarterly",
    Frequency.YEAR: "Yearly",
    Frequency.EVENT: "Each event",
}


# -- the calendar --------------------------------------------------------------------------


def start_of(day: date, frequency: Frequency) -> date:
    """Return the first day of the period a day falls in."""
    if frequency is Frequency.WEEK:
        return day - timedelta(days=day.weekday())
    months = _LENGTH_IN_MONTHS.get(frequency)
    if months is None:
        return day
    into = (day.month - YEAR_STARTS) % 12 % months
    first_of_month = day.replace(day=1)
    # The year 1 began before April.
    return _add_months(first_of_month, -into) if day.year > 1 else first_of_month


def next_start(start: date, frequency: Frequency) -> date:
    """Return the first day of the period after the one that starts here."""
    return _step(start, frequency, 1)


def previous_start(start: date, frequency: Frequency) -> date:
    """Return the first day of the period before the one that starts here."""
    return _step(start, frequency, -1)


def end_of(start: date, frequency: Frequency) -> date:
    """Return the last day of the period that starts here."""
    after = next_start(start, frequency)
    return after if after == date.max else after - timedelta(days=1)


def last_finished(today: date, frequency: Frequency) -> date:
    """Return the first day of the newest period that is over, so that its number can be known."""
    return previous_start(start_of(today, frequency), frequency)


def periods_between(first: date, last: date, frequency: Frequency) -> list[date]:
    """Return the first days of every period from that of `first` to that of `last`."""
    starts: list[date] = []
    start, end = start_of(first, frequency), start_of(last, frequency)
    while start <= end:
        starts.append(start)
        if start == date.max:
            break
        start = next_start(start, frequency)
    return starts


def fill_gaps(starts: Iterable[date], frequency: Frequency) -> list[date]:
    """Return the periods from the first to the last given, with those that are missing between.

    Events have no calendar, so nothing is missing between them.
    """
    known = sorted(set(starts))
    if not known or frequency is Frequency.EVENT:
        return known
    return periods_between(known[0], known[-1], frequency)


def _step(start: date, frequency: Frequency, by: int) -> date:
    """Go on by some periods, but not beyond the calendar: «31 December 9999» stands in files."""
    months = _LENGTH_IN_MONTHS.get(frequency)
    try:
        if months is None:
            return start + timedelta(days=by * _LENGTH_IN_DAYS[frequency])
        return _add_months(start, by * months)
    except (OverflowError, ValueError):
        return date.max if by > 0 else date.min


def _add_months(first_of_month: date, months: int) -> date:
    total = first_of_month.year * 12 + first_of_month.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


# -- names ---------------------------------------------------------------------------------


def label(start: date, frequency: Frequency) -> str:
    """Name a period in a table: «8 Sep 2025», «Sep 2025», «Jul to Sep 2025», «2025/26».

    A quarter is named by its months, since not everybody counts quarters from April.
    """
    if frequency is Frequency.MONTH:
        return f"{_short(start)} {start.year}"
    if frequency is Frequency.QUARTER:
        return f"{_short(start)} to {_short(end_of(start, frequency))} {start.year}"
    if frequency is Frequency.YEAR:
        return financial_year(start)
    return short_date(start)


def long_label(start: date, frequency: Frequency) -> str:
    """Name a period in a sentence: «the week from 8 September 2025», «September 2025»."""
    if frequency is Frequency.WEEK:
        return f"the week from {long_date(start)}"
    if frequency is Frequency.MONTH:
        return _month_and_year(start)
    if frequency is Frequency.QUARTER:
        return f"{MONTHS[start.month - 1]} to {_month_and_year(end_of(start, frequency))}"
    if frequency is Frequency.YEAR:
        return f"the financial year {financial_year(start)}"
    return long_date(start)


def short_date(day: date) -> str:
    """Write a date for a table: «8 Sep 2025»."""
    return f"{day.day} {_short(day)} {day.year}"


def long_date(day: date) -> str:
    """Write a date for a sentence: «8 September 2025»."""
    return f"{day.day} {_month_and_year(day)}"


def financial_year(day: date) -> str:
    """Name the financial year a day falls in: «2025/26» from April 2025 to March 2026."""
    year = start_of(day, Frequency.YEAR).year
    return f"{year}/{(year + 1) % 100:02d}"


def column_title(frequency: Frequency) -> str:
    """Return the heading of a column of periods: «Week from», «Month»."""
    return _TITLES[frequency]


def how_often(frequency: Frequency) -> str:
    """Say how often a measure has a point: «Weekly», «Each event»."""
    return _HOW_OFTEN[frequency]


def noun(frequency: Frequency, count: int = 1) -> str:
    """Return the word for so many periods: «week» for 1, «weeks» for any other number."""
    word = _NOUNS[frequency]
    return word if count == 1 else f"{word}s"


def _short(day: date) -> str:
    return MONTHS[day.month - 1][:3]


def _month_and_year(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


# -- the period of a return ----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPeriod:
    """The month, quarter or financial year a return is for, from its first day to its last.

    `code` is its name in files and on the command line: 2025-09, 2025-Q2, 2025-26. `words` always
    names the months, since quarter 2 of 2025 to 2026 is July to September 2025.
    """

    code: str
    starts: date
    ends: date
    words: str
    frequency: Frequency

    def __contains__(self, day: date) -> bool:
        return self.starts <= day <= self.ends


def parse_return_period(code: str) -> ReturnPeriod:
    """Read a return's period: 2025-Q2 (July to September 2025), 2025-09 or 2025-26.

    «Q2 2025/26» and «2025/26» are read too. 2011-12 is December 2011. Raises WorkbookError.
    """
    text = code.strip().upper().replace("–", "-")
    quarter = re.fullmatch(r"(20\d\d)(?:[-/](\d\d))?[- ]?Q([1-4])", _quarter_last(text))
    if quarter and _follows(quarter[1], quarter[2]):
        first = date(int(quarter[1]), YEAR_STARTS, 1)
        return return_period(_add_months(first, 3 * (int(quarter[3]) - 1)), Frequency.QUARTER)
    pair = re.fullmatch(r"(20\d\d)([-/])(\d\d)", text)
    if pair and pair[2] == "-" and 1 <= int(pair[3]) <= 12:
        return return_period(date(int(pair[1]), int(pair[3]), 1), Frequency.MONTH)
    if pair and _follows(pair[1], pair[3]):
        return return_period(date(int(pair[1]), YEAR_STARTS, 1), Frequency.YEAR)
    raise WorkbookError(
        f"«{code}» is not a period of a return.",
        "Write a quarter like 2025-Q2 (July to September 2025), a month like 2025-09,"
        " or a financial year like 2025-26.",
    )


def return_period(day: date, frequency: Frequency) -> ReturnPeriod:
    """Return the month, quarter or financial year a day falls in, as the period of a return."""
    starts = start_of(day, frequency)
    ends = end_of(starts, frequency)
    year = financial_year(starts)
    spelled = f"{year[:4]} to {int(year[:4]) + 1}"
    quarter = (starts.month - YEAR_STARTS) % 12 // 3 + 1
    months = long_label(starts, frequency)
    code, words = {
        Frequency.MONTH: (f"{starts:%Y-%m}", months),
        Frequency.QUARTER: (f"{year[:4]}-Q{quarter}", f"Quarter {quarter}, {spelled} ({months})"),
        Frequency.YEAR: (
            year.replace("/", "-"),
            f"{spelled} ({_month_and_year(starts)} to {_month_and_year(ends)})",
        ),
    }[frequency]
    return ReturnPeriod(code=code, starts=starts, ends=ends, words=words, frequency=frequency)


def _quarter_last(text: str) -> str:
    """Turn «Q2 2025/26» into «2025/26 Q2»."""
    return re.sub(r"^(Q[1-4])[- ]*(.+)$", r"\2 \1", text)


def _follows(year: str, next_year: str | None) -> bool:
    """Tell whether the second half of 2025/26 is the year after the first, or is not there."""
    return next_year is None or int(next_year) == (int(year) + 1) % 100
