"""Guesses how often a series has a point from its dates, and fits that to the measure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import gcd
from statistics import median

from natpatsip_desktop.core.periods import start_of
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.understanding.period_text import Reading

FROM_FINE_TO_COARSE = (
    Frequency.DAY,
    Frequency.WEEK,
    Frequency.MONTH,
    Frequency.QUARTER,
    Frequency.YEAR,
)
# The usual distance in days between two dates, from and to, of each frequency.
_USUAL_GAP = {
    Frequency.DAY: (1, 2),
    Frequency.WEEK: (6, 8),
    Frequency.MONTH: (26, 35),
    Frequency.QUARTER: (85, 97),
    Frequency.YEAR: (355, 375),
}


def guess_frequency(readings: Sequence[Reading]) -> Frequency | None:
    """Guess the frequency from the words, or else from the distances between plain dates.

    EVENT means dates without a rhythm; None means too few dates to tell.
    """
    named = Counter(read.frequency for read in readings if read.frequency is not Frequency.DAY)
    days = sorted({read.starts for read in readings if read.frequency is Frequency.DAY})
    if named and named.total() >= len(days):
        return named.most_common(1)[0][0]
    return _from_days(days) if len(days) > 1 else None


def fit_frequency(
    wanted: Frequency | None, guess: Frequency | None, readings: Sequence[Reading]
) -> Frequency:
    """Choose the frequency to read by: that of the measure, unless the dates speak against it."""
    if wanted is None or guess is None or wanted is guess:
        return wanted or guess or Frequency.EVENT
    plain = all(read.frequency is Frequency.DAY for read in readings)
    if wanted is Frequency.EVENT:
        return wanted if plain else guess
    if guess is Frequency.EVENT:
        return wanted
    if _is_coarser(guess, wanted):
        few = len({read.starts for read in readings}) < 3
        by_month = FROM_FINE_TO_COARSE.index(wanted) >= FROM_FINE_TO_COARSE.index(Frequency.MONTH)
        return wanted if plain and (by_month or few) else guess
    starts = [start_of(read.starts, wanted) for read in readings]
    return wanted if len(set(starts)) == len({read.starts for read in readings}) else guess


def _is_coarser(one: Frequency, other: Frequency) -> bool:
    return FROM_FINE_TO_COARSE.index(one) > FROM_FINE_TO_COARSE.index(other)


def names_longer_period(read: Reading, frequency: Frequency) -> bool:
    """Tell whether a reading names a longer period than those of this frequency."""
    if frequency is Frequency.EVENT:
        return read.frequency is not Frequency.DAY
    return _is_coarser(read.frequency, frequency)


def _from_days(days: Sequence[date]) -> Frequency:
    if by_month := _at_edges_of_months(days):
        return by_month
    gaps = [(after - before).days for before, after in pairwise(days)]
    if all(gap % 7 == 0 for gap in gaps) and median(gaps) <= 21:
        return Frequency.WEEK
    usual = median(gaps)
    for frequency, (low, high) in _USUAL_GAP.items():
        distinct = len({start_of(day, frequency) for day in days}) == len(days)
        if low <= usual <= high and distinct:
            return frequency
    return Frequency.EVENT


def _at_edges_of_months(days: Sequence[date]) -> Frequency | None:
    """Recognise months, quarters and years by dates that all begin or all end a month."""
    begin = all(day.day == 1 for day in days)
    end = all((day + timedelta(days=1)).day == 1 for day in days)
    if not (begin or end):
        return None
    months = [day.year * 12 + day.month for day in days]
    step = gcd(*(later - earlier for earlier, later in pairwise(months)))
    if step % 12 == 0 and (days[0] if begin else days[0] + timedelta(days=1)).month == 4:
        return Frequency.YEAR
    if step % 3 == 0 and (months[0] % 3 == (1 if begin else 0)):
        return Frequency.QUARTER
    return Frequency.MONTH
