from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natpatsip_desktop.core import periods
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.errors import WorkbookError

DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
FREQUENCIES = st.sampled_from(list(Frequency))
WEDNESDAY = date(2025, 9, 10)


@pytest.mark.parametrize(
    ("frequency", "starts", "ends", "label", "long_label"),
    [
        ("day", (2025, 9, 10), (2025, 9, 10), "10 Sep 2025", "10 September 2025"),
        ("week", (2025, 9, 8), (2025, 9, 14), "8 Sep 2025", "the week from 8 September 2025"),
        ("month", (2025, 9, 1), (2025, 9, 30), "Sep 2025", "September 2025"),
        ("quarter", (2025, 7, 1), (2025, 9, 30), "Jul to Sep 2025", "July to September 2025"),
        ("year", (2025, 4, 1), (2026, 3, 31), "2025/26", "the financial year 2025/26"),
        ("event", (2025, 9, 10), (2025, 9, 10), "10 Sep 2025", "10 September 2025"),
    ],
)
def test_a_day_falls_in_a_period_with_a_name(
    frequency: str, starts: tuple[int, ...], ends: tuple[int, ...], label: str, long_label: str
) -> None:
    kind = Frequency(frequency)
    start = periods.start_of(WEDNESDAY, kind)
    assert start == date(*starts)
    assert periods.end_of(start, kind) == date(*ends)
    assert periods.label(start, kind) == label
    assert periods.long_label(start, kind) == long_label


@given(DAYS, FREQUENCIES)
def test_periods_follow_each_other_without_gap_or_overlap(day: date, frequency: Frequency) -> None:
    start = periods.start_of(day, frequency)
    end = periods.end_of(start, frequency)
    assert start <= day <= end
    assert periods.start_of(end, frequency) == start
    assert periods.next_start(start, frequency) == end + timedelta(days=1)
    assert periods.previous_start(periods.next_start(start, frequency), frequency) == start


@given(DAYS, st.integers(0, 2000), FREQUENCIES)
def test_the_calendar_between_two_days_is_complete(
    first: date, days: int, frequency: Frequency
) -> None:
    last = first + timedelta(days=days)
    starts = periods.periods_between(first, last, frequency)
    assert starts[0] == periods.start_of(first, frequency)
    assert starts[-1] == periods.start_of(last, frequency)
    assert starts[1:] == [periods.next_start(start, frequency) for start in starts[:-1]]


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert periods.periods_between(date(2025, 2, 1), date(2025, 1, 31), Frequency.MONTH) == []


def test_missing_periods_are_filled_in_but_not_between_events() -> None:
    known = [date(2025, 4, 1), date(2025, 1, 1), date(2025, 1, 1)]
    assert periods.fill_gaps(known, Frequency.MONTH) == [
        date(2025, 1, 1),
        date(2025, 2, 1),
        date(2025, 3, 1),
        date(2025, 4, 1),
    ]
    assert periods.fill_gaps(known, Frequency.EVENT) == [date(2025, 1, 1), date(2025, 4, 1)]
    assert periods.fill_gaps([], Frequency.MONTH) == []


def test_the_newest_number_that_can_be_known_is_that_of_the_finished_period() -> None:
    assert periods.last_finished(WEDNESDAY, Frequency.WEEK) == date(2025, 9, 1)
    assert periods.last_finished(date(2025, 9, 1), Frequency.MONTH) == date(2025, 8, 1)


def test_words_for_a_frequency() -> None:
    assert periods.column_title(Frequency.WEEK) == "Week from"
    assert periods.noun(Frequency.WEEK) == "week"
    assert [periods.noun(Frequency.MONTH, count) for count in (0, 1, 2)] == [
        "months",
        "month",
        "months",
    ]
    assert periods.how_often(Frequency.QUARTER) == "Quarterly"


@pytest.mark.parametrize(
    ("code", "starts", "ends", "words"),
    [
        (
            "2025-Q2",
            date(2025, 7, 1),
            date(2025, 9, 30),
            "Quarter 2, 2025 to 2026 (July to September 2025)",
        ),
        (
            "2025-q4",
            date(2026, 1, 1),
            date(2026, 3, 31),
            "Quarter 4, 2025 to 2026 (January to March 2026)",
        ),
        ("2025-09", date(2025, 9, 1), date(2025, 9, 30), "September 2025"),
        (
            "2025-26",
            date(2025, 4, 1),
            date(2026, 3, 31),
            "2025 to 2026 (April 2025 to March 2026)",
        ),
    ],
)
def test_the_period_of_a_return(code: str, starts: date, ends: date, words: str) -> None:
    period = periods.parse_return_period(code)
    assert (period.code, period.starts, period.ends, period.words) == (
        code.upper(),
        starts,
        ends,
        words,
    )
    assert starts in period
    assert ends + timedelta(days=1) not in period


@pytest.mark.parametrize("text", ["Q2 2025/26", "2025/26 Q2", "2025Q2", " 2025-26-Q2 "])
def test_other_ways_to_write_a_quarter(text: str) -> None:
    assert periods.parse_return_period(text).code == "2025-Q2"


@pytest.mark.parametrize("code", ["", "2025", "2025-Q5", "2025-13", "2025-27", "Q2", "2025/27 Q1"])
def test_any_other_code_is_refused_with_the_forms_that_work(code: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        periods.parse_return_period(code)
    assert "2025-Q2" in refused.value.hint
    assert "July to September 2025" in refused.value.hint


# Financial years before 2012-13 read as months: 2011-12 is December 2011.
@given(
    st.dates(date(2012, 4, 1), date(2099, 3, 31)),
    st.sampled_from([Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR]),
)
def test_the_code_of_a_return_period_reads_back(day: date, frequency: Frequency) -> None:
    period = periods.return_period(day, frequency)
    assert periods.parse_return_period(period.code) == period


@pytest.mark.parametrize("frequency", list(Frequency))
@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_fault(day: date, frequency: Frequency) -> None:
    start = periods.start_of(day, frequency)
    assert start <= day
    assert periods.previous_start(start, frequency) <= start
    assert periods.next_start(start, frequency) >= start
    assert start <= periods.end_of(start, frequency)
    assert periods.fill_gaps([start, start], frequency) == [start]
    assert periods.label(start, frequency)
