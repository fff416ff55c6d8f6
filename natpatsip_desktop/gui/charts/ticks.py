"""Which values and dates stand along the axes of a chart, and in which words: no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, isclose, log10

from natpatsip_desktop.core.values import number

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TICK_ROOM = 40.0
DAY_TICK_ROOM = 50.0
EDGE = 0.012
MOST_STEPS = 6
LEAST_STEPS = 3
SHORT_DAYS = 70
LONG_DAYS = 6 * 366

# How many days 1, 2, 3, ... months have at least, counted from January on.
LEAST_DAYS = {1: 28, 2: 59, 3: 90, 6: 181, 12: 365, 24: 730, 60: 1826}


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, its words, and the words of the second line (a year, or nothing)."""

    at: float
    text: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """What the value axis shows: its ends and its ticks."""

    low: float
    high: float
    ticks: tuple[Tick, ...]


def value_scale(values: Sequence[float], *, percent: bool, whole: bool) -> ValueScale:
    """Choose 3 to 6 round steps that hold all `values`.

    `percent` keeps the axis within 0 to 100 while the values are; `whole` allows no step
    between whole numbers. An axis of amounts begins at 0 only when the least value is under
    40% of the greatest.
    """
    low, high = _stretched(values, percent)
    step = _step(low, high, whole and not percent)
    first, last = _floor(low / step), _ceil(high / step)
    last = max(last, first + LEAST_STEPS)
    decimals = max(0, -floor(log10(step) + 1e-9))
    if not isclose(step * 10**decimals, round(step * 10**decimals), rel_tol=1e-6):
        decimals += 1
    sign = "%" if percent else ""
    ticks = tuple(Tick(i * step, number(i * step, decimals) + sign) for i in range(first, last + 1))
    return ValueScale(first * step, last * step, ticks)


def every_nth(ticks: Sequence[Tick], height: float, line: float) -> Sequence[Tick]:
    """Leave out ticks, evenly from the lowest, until their words fit above each other."""
    for nth in range(1, len(ticks)):
        if len(ticks[::nth]) < 3 or height * nth / (len(ticks) - 1) >= line:
            return ticks[::nth]
    return ticks


def _stretched(values: Sequence[float], percent: bool) -> tuple[float, float]:
    if not values:
        return (0.0, 100.0) if percent else (0.0, 1.0)
    least, most = min(values), max(values)
    spare = max(0.05 * (most - least), 1e-9 * max(abs(least), abs(most)))
    if most - least <= 1e-9 * max(abs(least), abs(most), 1e-3):
        spare = max(0.1 * abs(most), 5.0 if percent else 1.0)
    low, high = least - spare, most + spare
    if percent:
        low, high = (
            (max(low, 0.0) if least >= 0 else low),
            (min(high, 100) if most <= 100 else high),
        )
    elif least >= 0 and least < 0.4 * most:
        low = 0.0
    elif least >= 0:
        low = max(low, 0.0)
    return low, high


def _step(low: float, high: float, whole: bool) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that needs 6 steps at most."""
    size = 10.0 ** (floor(log10((high - low) / MOST_STEPS)) - 1)
    while True:
        for part in (1.0, 2.0, 2.5, 5.0):
            step = part * size
            if whole and (step < 1 or step % 1):
                continue
            if _ceil(high / step) - _floor(low / step) <= MOST_STEPS:
                return step
        size *= 10


def _floor(value: float) -> int:
    return floor(value + 1e-9 * max(1.0, abs(value)))


def _ceil(value: float) -> int:
    return ceil(value - 1e-9 * max(1.0, abs(value)))


def date_ticks(low: float, high: float, frequency: str, first: date, width: float) -> list[Tick]:
    """Choose the dates to write under `width` px from `low` to `high` (proleptic day numbers).

    Days and weeks under 10 weeks are written «6 Oct», counted from `first`; otherwise month
    starts every 1, 2, 3, 6 or 12 months so that each has 40 px, or years alone over 6 years.
    """
    span = high - low
    if span <= 0 or width <= 0:
        return []
    if frequency in ("day", "week") and span < SHORT_DAYS:
        found = _day_ticks(low, high, 7 if frequency == "week" else 1, first, width / span)
    elif span > LONG_DAYS:
        found = _year_ticks(low, high, width / span)
    else:
        found = _month_ticks(low, high, width / span)
    margin = EDGE * span
    kept = [on for on in found if low + margin <= on.toordinal() <= high - margin]
    if span > LONG_DAYS:
        return [Tick(on.toordinal(), str(on.year)) for on in kept]
    daily = frequency in ("day", "week") and span < SHORT_DAYS
    return [_worded(on, kept[i - 1] if i else None, daily) for i, on in enumerate(kept)]


def _worded(on: date, before: date | None, daily: bool) -> Tick:
    text = f"{on.day} {MONTHS[on.month - 1]}" if daily else MONTHS[on.month - 1]
    return Tick(on.toordinal(), text, "" if before and before.year == on.year else str(on.year))


def _day_ticks(low: float, high: float, unit: int, first: date, per_day: float) -> list[date]:
    steps = (unit, *(days for days in (2, 7, 14, 28, 56) if days > unit))
    step = next((days for days in steps if days * per_day >= DAY_TICK_ROOM), 56)
    start = first.toordinal() + ceil((low - first.toordinal()) / step) * step
    return [date.fromordinal(day) for day in range(start, floor(high) + 1, step)]


def _month_ticks(low: float, high: float, per_day: float) -> list[date]:
    step = next((m for m, days in LEAST_DAYS.items() if days * per_day >= TICK_ROOM), 120)
    begin, end = date.fromordinal(floor(low)), date.fromordinal(ceil(high))
    first = begin.year * 12 // step * step
    months = range(first, (end.year + 1) * 12, step)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _year_ticks(low: float, high: float, per_day: float) -> list[date]:
    begin, end = date.fromordinal(floor(low)), date.fromordinal(ceil(high))
    step = next((y for y in (1, 2, 5, 10, 20) if y * 365 * per_day >= TICK_ROOM), 50)
    years = range(ceil(begin.year / step) * step, end.year + 1, step)
    return [date(year, 1, 1) for year in years if year > 0]


def label_ticks(
    labels: Sequence[str], low: float, high: float, width: float, widest: float
) -> list[Tick]:
    """Choose which of the dots at 0, 1, 2, ... get their own label below them.

    `widest` is the px of the longest label; each gets 12 px more.
    """
    if not labels or high <= low or width <= 0:
        return []
    step = max(1, ceil((widest + 12) * (high - low) / width))
    return [Tick(i, labels[i]) for i in range(0, len(labels), step) if low <= i <= high]
