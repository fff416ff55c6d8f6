"""Reads a day as a person types it, for aims and tests that lie ahead as well as behind."""

from datetime import date, timedelta

from natpatsip_desktop.core.periods import MONTHS, end_of, long_date
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.understanding.period_text import Reading, read_period

_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_HALF_A_YEAR = timedelta(days=183)


def read_day(text: str, today: date, *, ends: bool = False) -> date | str:
    """Read a day, or say in one sentence what to write instead; an empty text is not a day.

    A day without a year is the one nearest to today. «March 2026» is its first day, or its last
    if the day `ends` something.
    """
    typed = " ".join(text.split())
    if typed.lower() in _WORDS:
        return today + timedelta(days=_WORDS[typed.lower()])
    answer = read_period(typed)
    if not isinstance(answer, Reading):
        answer = _with_year(typed, today) or answer
    if not isinstance(answer, Reading):
        return f"{answer}." if answer else f"Write a date, like {long_date(today)}."
    longer = answer.frequency is not Frequency.DAY
    return end_of(answer.starts, answer.frequency) if ends and longer else answer.starts


def _with_year(text: str, today: date) -> Reading | None:
    """Read «20 Oct» as the 20 October that is nearest to today."""
    names = [name for name in MONTHS if name[:3].lower() in text.lower()]
    if len(names) != 1 or not text[:1].isdigit():
        return None
    answers = (read_period(f"{text} {year}") for year in range(today.year - 1, today.year + 2))
    near = [
        answer
        for answer in answers
        if isinstance(answer, Reading) and abs(answer.starts - today) <= _HALF_A_YEAR
    ]
    return near[0] if near and near[0].frequency is Frequency.DAY else None
