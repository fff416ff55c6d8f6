"""Reads a whole column of periods: the order of day and month, the frequency, the weeks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from natpatsip_desktop.core.cells import Cell
from natpatsip_desktop.core.periods import financial_year, long_date, noun, start_of
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.understanding import rhythm
from natpatsip_desktop.core.understanding.period_text import (
    Answer,
    Reading,
    from_serial,
    monday,
    normal,
    numeric_date,
    read_period,
)
from natpatsip_desktop.core.understanding.years import Years, bare_month, in_year

_ENDS = re.compile(r"\b(end|ending|ends|w/?e|to)\b")
_BEGINS = re.compile(r"\b(begin|beginning|begins|commencing|from|start|starting|starts|w/?[cb])\b")
_YEAR_PAIR = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodColumn:
    """What a column of periods says, row by row: the first day, or the reason why there is none.

    `guessed` is the frequency its own dates speak of, `frequency` the one they were read by.
    `counted` tells that there are no dates, and that the rows were counted on from a given one.
    """

    starts: tuple[date | None, ...]
    reasons: tuple[str, ...]
    frequency: Frequency
    guessed: Frequency | None
    notes: tuple[str, ...]
    doubts: tuple[str, ...]
    counted: bool = False


def read_column(
    cells: Sequence[Cell],
    heading: str = "",
    wanted: Frequency | None = None,
    day_first: bool | None = None,
    years: Years | None = None,
) -> PeriodColumn:
    """Read a column of periods; `wanted` is the frequency of the measure, if there is one.

    `years` are those of months that are written without one.
    """
    order, notes, doubts = _day_order(cells, day_first)
    answers, more = _answers(cells, order, years)
    if years and any(bare_month(cell) for cell in cells):
        notes = [*notes, years.note]
    readings = [answer for answer in answers if isinstance(answer, Reading)]
    guessed = rhythm.guess_frequency(readings)
    frequency = rhythm.fit_frequency(wanted, guessed, readings)
    move, moved = _weeks(readings, heading, frequency)
    placed = [_place(answer, frequency, move) for answer in answers]
    return PeriodColumn(
        starts=tuple(start for start, _ in placed),
        reasons=tuple(reason for _, reason in placed),
        frequency=frequency,
        guessed=guessed,
        notes=(*notes, *moved),
        doubts=(*doubts, *more),
    )


def _answers(
    cells: Sequence[Cell], day_first: bool, years: Years | None
) -> tuple[list[Answer], tuple[str, ...]]:
    """Read each cell alone, then once more by what the whole column allows."""
    answers: list[Answer] = [read_period(cell, day_first=day_first) for cell in cells]
    if years:
        answers = _with_years(cells, answers, years)
    answers, doubts = _bare_numbers(cells, answers)
    return _years_like_months(cells, answers), doubts


def _place(
    answer: Answer, frequency: Frequency, move: Callable[[date], date]
) -> tuple[date | None, str]:
    """Return the first day of the period a reading falls in, or the reason why it has none."""
    if isinstance(answer, str):
        return None, answer
    if rhythm.names_longer_period(answer, frequency):
        words = f"This is a {noun(answer.frequency)}, but the rows are {noun(frequency, 2)}"
        return None, words
    if answer.frequency is Frequency.DAY and frequency is Frequency.WEEK:
        return move(answer.starts), ""
    return start_of(answer.starts, frequency), ""


# -- day and month -------------------------------------------------------------------------


def _day_order(
    cells: Sequence[Cell], day_first: bool | None
) -> tuple[bool, list[str], tuple[str, ...]]:
    """Decide for the whole column whether 08/09/2025 is 8 September, and say so."""
    pairs = [(cell, pair) for cell in cells if (pair := numeric_date(cell))]
    if not pairs:
        return day_first is not False, [], ()
    day_can_lead = any(first > 12 for _, (first, _) in pairs)
    month_must_lead = not day_can_lead and any(second > 12 for _, (_, second) in pairs)
    order = (not month_must_lead) if day_first is None else day_first
    words = "day/month/year" if order else "month/day/year"
    example = next(
        (
            answer
            for cell, _ in pairs
            if isinstance(answer := read_period(cell, day_first=order), Reading)
        ),
        None,
    )
    notes = [f"Read as {words}: {long_date(example.starts)}"] if example else []
    decided = day_first is not None or day_can_lead
    return order, notes, () if decided else _order_doubts(cells, pairs, order)


def _order_doubts(
    cells: Sequence[Cell], pairs: Sequence[tuple[Cell, tuple[int, int]]], order: bool
) -> tuple[str, ...]:
    """Say when the order of day and month could be the other way round."""
    if not order:
        dates = [cell for cell in cells if isinstance(cell, date)]
        if dates and all(day.day <= 12 for day in dates):
            return (
                "Some dates here are text with the month first, and Excel may have swapped day and"
                " month in the others. Check them against where they came from",
            )
        return ()
    seconds = {second for _, (_, second) in pairs}
    firsts = {first for _, (first, _) in pairs}
    if len(pairs) > 2 and len(seconds) == 1 and len(firsts) == len(pairs) and seconds <= {1}:
        return (
            "Every date could also be read with the month first. If the rows are months, say that"
            " the month comes first",
        )
    return ()


# -- numbers that are dates ----------------------------------------------------------------


def _bare_numbers(
    cells: Sequence[Cell], answers: Sequence[Answer]
) -> tuple[list[Answer], tuple[str, ...]]:
    """Read bare numbers by what the whole column allows: 202509, 20250908, 2025 or a serial."""
    found = {i: number for i, cell in enumerate(cells) if (number := _whole(cell)) is not None}
    if not found:
        return list(answers), ()
    as_text: dict[int, Answer] = {i: read_period(str(number)) for i, number in found.items()}
    filled = list(answers)
    doubts: tuple[str, ...] = ()
    if all(isinstance(answer, Reading) for answer in as_text.values()):
        read = as_text
    elif all(1990 <= number <= 2100 for number in found.values()):
        read = {i: Reading(date(number, 4, 1), Frequency.YEAR) for i, number in found.items()}
        first = min(found.values())
        doubts = (f"{first} was read as the financial year {financial_year(date(first, 4, 1))}",)
    else:
        read = {i: _serial(number) for i, number in found.items()}
    for i, answer in read.items():
        filled[i] = answer
    return filled, doubts


def _serial(number: int) -> Answer:
    day = from_serial(number)
    # Below 1970 a number is far more often a count than the day it would stand for.
    return Reading(day, Frequency.DAY) if day and day.year >= 1970 else ""


def _whole(cell: Cell) -> int | None:
    """Return a cell as a whole number, if it is a bare number."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return int(cell) if abs(cell) < 1e9 else None
    if isinstance(cell, str) and (text := cell.strip()).isascii() and text.isdigit():
        return int(text) if len(text) <= 8 else None
    return None


def _years_like_months(cells: Sequence[Cell], answers: Sequence[Answer]) -> list[Answer]:
    """Read 2011-12 as a financial year where other rows of the column are financial years."""
    years = any(isinstance(a, Reading) and a.frequency is Frequency.YEAR for a in answers)
    if not years:
        return list(answers)
    filled = list(answers)
    for i, cell in enumerate(cells):
        pair = _YEAR_PAIR.fullmatch(normal(cell)) if isinstance(cell, str) else None
        if pair and int(pair[2]) == (int(pair[1]) + 1) % 100:
            filled[i] = Reading(date(int(pair[1]), 4, 1), Frequency.YEAR)
    return filled


def _with_years(cells: Sequence[Cell], answers: Sequence[Answer], years: Years) -> list[Answer]:
    """Give months that are written without a year the year of their row."""
    filled = list(answers)
    for i, cell in enumerate(cells):
        month, year = bare_month(cell), years.starts[i]
        if month is not None and year is not None:
            filled[i] = Reading(in_year(month, year), Frequency.MONTH)
    return filled


# -- weeks ---------------------------------------------------------------------------------


def _weeks(
    readings: Sequence[Reading], heading: str, frequency: Frequency
) -> tuple[Callable[[date], date], list[str]]:
    """Return how a date finds the Monday of its week, and what to say about it."""
    days = [read.starts for read in readings if read.frequency is Frequency.DAY]
    if frequency is not Frequency.WEEK or not days:
        return _own_week, []
    words = heading.lower()
    weekdays = {day.weekday() for day in days}
    move: Callable[[date], date] = _own_week
    if _BEGINS.search(words):
        move = monday
    elif _ENDS.search(words) or (len(weekdays) == 1 and weekdays <= {4, 5, 6}):
        move = _week_that_ends
    if all(move(day) == day for day in days):
        return move, []
    first = days[0]
    told = (
        f"Weeks go by their Monday: {long_date(first)} is in the week from {long_date(move(first))}"
    )
    return move, [told]


def _own_week(day: date) -> date:
    return start_of(day, Frequency.WEEK)


def _week_that_ends(day: date) -> date:
    return monday(day, ends=True)
