from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from natpatsip_desktop.core import periods
from natpatsip_desktop.core.cells import Cell, Sheet
from natpatsip_desktop.core.privacy import is_nhs_number, names_a_patient, nhs_numbers_in
from natpatsip_desktop.core.records import Frequency, Measure, Unit
from natpatsip_desktop.core.understanding import Choices, Columns, Understood, understand
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.core.understanding.period_column import read_column
from natpatsip_desktop.core.understanding.period_text import Reading, from_serial, read_period
from natpatsip_desktop.errors import Severity

TODAY = date(2025, 10, 6)
BIRTHS = Measure(
    name="Women smoke-free at delivery",
    short_name="Smoke-free",
    numerator="Number of women smoke-free at delivery",
    numerator_label="Smoke-free",
    denominator="Number of women who gave birth",
    denominator_label="Births",
    unit=Unit.PERCENT,
    multiplier=100.0,
    frequency=Frequency.MONTH,
)
FALLS = Measure(name="Falls", unit=Unit.COUNT, frequency=Frequency.MONTH)
BANNED = ("please", "sorry", "invalid", "valid", "significant", "out of control", "error")


def sheet(*rows: tuple[Cell, ...], pasted: bool = False, **fields: object) -> Sheet:
    return Sheet(rows=rows, pasted=pasted, **fields)  # type: ignore[arg-type]


def read(*rows: tuple[Cell, ...], measure: Measure | None = BIRTHS, **fields: object) -> Understood:
    return understand(sheet(*rows, **fields), measure, today=TODAY)  # type: ignore[arg-type]


def months(count: int, year: int = 2024) -> list[date]:
    first = date(year, 1, 1)
    return [periods.start_of(first + timedelta(days=31 * i), Frequency.MONTH) for i in range(count)]


def points(found: Understood) -> list[tuple[date, float | None, float | None, float | None]]:
    return [(row.starts, row.numerator, row.denominator, row.value) for row in found.rows]


def told(found: Understood) -> str:
    return "\n".join(str(problem) for problem in found.problems)


# -- one cell as a period ------------------------------------------------------------------

DAY, WEEK, MONTH = Frequency.DAY, Frequency.WEEK, Frequency.MONTH
QUARTER, YEAR = Frequency.QUARTER, Frequency.YEAR


@pytest.mark.parametrize(
    ("text", "starts", "frequency"),
    [
        ("08/09/2025", date(2025, 9, 8), DAY),
        ("8.9.25", date(2025, 9, 8), DAY),
        ("8 Sep 25", date(2025, 9, 8), DAY),
        ("8-Sep-2025", date(2025, 9, 8), DAY),
        ("Monday 8th September 2025", date(2025, 9, 8), DAY),
        ("September 8, 2025", date(2025, 9, 8), DAY),
        ("2025-09-08", date(2025, 9, 8), DAY),
        ("2025-09-08 00:00:00", date(2025, 9, 8), DAY),
        ("2025-09-08T14:30:00Z", date(2025, 9, 8), DAY),
        ("08/09/2025 14:30", date(2025, 9, 8), DAY),
        ("20250908", date(2025, 9, 8), DAY),
        ("Sep-25", date(2025, 9, 1), MONTH),
        ("Sept '25", date(2025, 9, 1), MONTH),
        ("Sep 2025", date(2025, 9, 1), MONTH),
        ("APR-2025", date(2025, 4, 1), MONTH),
        ("September 2025", date(2025, 9, 1), MONTH),
        ("2025-09", date(2025, 9, 1), MONTH),
        ("09/2025", date(2025, 9, 1), MONTH),
        ("202509", date(2025, 9, 1), MONTH),
        ("M1 2025/26", date(2025, 4, 1), MONTH),
        ("2025-26 M12", date(2026, 3, 1), MONTH),
        ("Month 6 25/26", date(2025, 9, 1), MONTH),
        ("Jan-24 (p)", date(2024, 1, 1), MONTH),
        ("Jan-24*", date(2024, 1, 1), MONTH),
        ("Q1 2025/26", date(2025, 4, 1), QUARTER),
        ("Q4 25/26", date(2026, 1, 1), QUARTER),
        ("Q4\n25/26", date(2026, 1, 1), QUARTER),
        ("2025-Q2", date(2025, 7, 1), QUARTER),
        ("2025/26 Q2", date(2025, 7, 1), QUARTER),
        ("Quarter 3 of 2025/26", date(2025, 10, 1), QUARTER),
        ("Q2 2025/26 (Jul to Sep)", date(2025, 7, 1), QUARTER),
        ("VTE-Q4-2025-26", date(2026, 1, 1), QUARTER),
        ("Apr-Jun 2025", date(2025, 4, 1), QUARTER),
        ("Jan – Mar 26", date(2026, 1, 1), QUARTER),
        ("October 2025 to December 2025", date(2025, 10, 1), QUARTER),
        ("01/04/2025 - 30/06/2025", date(2025, 4, 1), QUARTER),
        ("week ending 14/09/2025", date(2025, 9, 8), WEEK),
        ("W/E 12 Sep 2025", date(2025, 9, 8), WEEK),
        ("W/c 08/09/2025", date(2025, 9, 8), WEEK),
        ("week commencing Sunday 7 September 2025", date(2025, 9, 8), WEEK),
        ("wk 36 2025", date(2025, 9, 1), WEEK),
        ("2025-W36", date(2025, 9, 1), WEEK),
        ("8 Sep 2025 to 14 Sep 2025", date(2025, 9, 8), WEEK),
        ("2025/26", date(2025, 4, 1), YEAR),
        ("2025-26", date(2025, 4, 1), YEAR),
        ("FY25/26", date(2025, 4, 1), YEAR),
        ("2025 to 2026", date(2025, 4, 1), YEAR),
        ("Apr 2025 to Mar 2026", date(2025, 4, 1), YEAR),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, starts: date, frequency: Frequency) -> None:
    assert read_period(text) == Reading(starts, frequency)


def test_a_real_date_is_read_and_a_month_first_date_where_that_was_said() -> None:
    assert read_period(date(2025, 9, 8)) == Reading(date(2025, 9, 8), DAY)
    assert read_period(datetime(2025, 9, 8, 14, 30)) == Reading(date(2025, 9, 8), DAY)
    assert read_period("08/09/2025", day_first=False) == Reading(date(2025, 8, 9), DAY)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31 September 2025", "31 September 2025 does not exist: September has 30 days"),
        ("31/09/2025", "31 September 2025 does not exist: September has 30 days"),
        ("2025-02-29", "29 February 2025 does not exist: February has 28 days"),
        ("13/13/2025", "There is no month 13. Write the date like 8 September 2025"),
        ("W54 2025", "There is no week 54 in 2025"),
        ("2025/27", "2025/27 is not a financial year. Write it like 2025/26"),
        ("September", "September has no year. Write it like September 2025"),
        ("8 Sep", "8 Sep has no year. Write it like 8 September 2025"),
        ("week 36", "Week 36 has no year. Write it like week 36 2025"),
        ("Oct-Jan 2025", "This is not a whole week, month, quarter or financial year"),
    ],
)
def test_a_period_that_cannot_be_says_why(text: str, why: str) -> None:
    assert read_period(text) == why


@pytest.mark.parametrize(
    "text", ["41", "1,234", "88%", "Total", "RX901", "", "n/a", "3.5", "10-12"]
)
def test_other_text_is_no_period(text: str) -> None:
    assert read_period(text) == ""


@given(st.dates(date(1995, 1, 1), date(2079, 12, 31)), st.sampled_from(list(Frequency)))
def test_the_program_reads_its_own_names_of_periods(day: date, frequency: Frequency) -> None:
    start = periods.start_of(day, frequency)
    for text in (periods.label(start, frequency), periods.long_label(start, frequency)):
        found = read_period(text)
        assert isinstance(found, Reading)
        assert periods.start_of(found.starts, frequency) == start


@given(st.text(max_size=80))
@example("1/1/0000")
@example("99 Sep 9999")
@example("q4 2199/00")
@example("Dec 2199")
@example("to to to")
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    found = read_period(text)
    assert isinstance(found, Reading | str)


def test_excel_serials_in_both_systems() -> None:
    assert from_serial(45908) == date(2025, 9, 8)
    assert from_serial(44446, since_1904=True) == date(2025, 9, 8)
    assert from_serial(61) == date(1900, 3, 1)
    assert from_serial(60) is None
    assert from_serial(10**9) is None


# -- one cell as a number ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (41, 41.0),
        (41.5, 41.5),
        (" 41 ", 41.0),
        ("41.0", 41.0),
        ("1,234", 1234.0),
        ("1 234 567", 1234567.0),
        ("1\u202f234", 1234.0),
        ("88%", 88.0),
        ("88 %", 88.0),
        ("(3)", -3.0),
        ("-3", -3.0),
        ("−3", -3.0),
        (".5", 0.5),
        ("£1,200", 1200.0),
        ("1E+05", 100000.0),
        ("'41", 41.0),
        ("0", 0.0),
    ],
)
def test_a_number_is_read_as_people_write_it(cell: Cell, value: float) -> None:
    found = read_number(cell)
    assert (found.sort, found.value) == (Sort.NUMBER, value)


@pytest.mark.parametrize(
    ("cells", "sort"),
    [
        ((None, "", "  "), Sort.EMPTY),
        (("-", "–", "n/a", "N/A", ".", "..", "#N/A", "#DIV/0!", "Not available"), Sort.MISSING),
        (("*", "<5", "≤ 7", "c", "[c]", "fewer than 5"), Sort.HIDDEN),
        (
            (
                "ten",
                "41*",
                "3/4",
                "88,5",
                "12,34",
                "1 2",
                "١٢",
                "0x10",
                "nan",
                "inf",
                "1e999",
                "-1e308",
            ),
            Sort.TEXT,
        ),
        (
            (True, date(2025, 9, 8), time(2, 30), timedelta(1), float("nan"), float("inf")),
            Sort.TEXT,
        ),
    ],
)
def test_what_is_no_number_never_becomes_one(cells: tuple[Cell, ...], sort: Sort) -> None:
    for cell in cells:
        assert (read_number(cell).sort, read_number(cell).value) == (sort, None), cell


@given(st.floats(-1e12, 1e12).map(lambda number: round(number, 3)))
def test_numbers_come_back_as_they_were_written(number: float) -> None:
    assert read_number(f"{number:,.3f}").value == float(f"{number:.3f}")


# -- a column of periods -------------------------------------------------------------------


def test_the_order_of_day_and_month_is_guessed_from_the_whole_column_and_said() -> None:
    uk = read_column(["08/09/2025", "15/09/2025", "22/09/2025"])
    assert uk.starts[0] == date(2025, 9, 8)
    assert uk.notes == ("Read as day/month/year: 8 September 2025",)
    us = read_column(["09/08/2025", "09/15/2025", "09/22/2025"])
    assert us.starts[0] == date(2025, 9, 8)
    assert us.notes == ("Read as month/day/year: 8 September 2025",)


def test_day_first_is_never_swapped_silently() -> None:
    found = read_column([f"{month:02d}/01/2025" for month in (1, 2, 3, 4)], wanted=DAY)
    assert found.starts[1] == date(2025, 1, 2)
    assert "month first" in found.doubts[0]
    said = read_column([f"{month:02d}/01/2025" for month in (1, 2, 3)], day_first=False)
    assert (said.frequency, said.starts[1]) == (MONTH, date(2025, 2, 1))


def test_dates_that_excel_swapped_are_doubted() -> None:
    found = read_column([date(2025, 8, 9), date(2025, 9, 9), "09/23/2025"])
    assert "swapped" in found.doubts[0]


@pytest.mark.parametrize(
    ("cells", "frequency"),
    [
        ([date(2025, 9, day) for day in (8, 9, 10, 11, 12, 15)], DAY),
        ([date(2025, 9, day) for day in (1, 8, 15, 29)], WEEK),
        (["Jan-24", "Feb-24"], MONTH),
        ([date(2021, 5, 31), date(2021, 6, 30), date(2021, 7, 31)], MONTH),
        ([date(2021, 5, 15), date(2021, 6, 17), date(2021, 7, 14)], MONTH),
        ([date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1)], QUARTER),
        ([date(2023, 4, 1), date(2024, 4, 1), date(2025, 4, 1)], YEAR),
        (["2010-11", "2011-12", "2012-13"], YEAR),
        (
            [date(2025, 1, 3), date(2025, 1, 29), date(2025, 2, 1), date(2025, 6, 8)],
            Frequency.EVENT,
        ),
        ([202509.0, 202510.0], MONTH),
        (["45908", "45915", "45922"], WEEK),
        ([2023.0, 2024.0, 2025.0], YEAR),
    ],
)
def test_how_often_is_guessed(cells: list[Cell], frequency: Frequency) -> None:
    found = read_column(cells)
    assert found.frequency is frequency
    assert None not in found.starts


def test_weeks_find_their_monday() -> None:
    sundays: list[Cell] = [date(2025, 9, 7), date(2025, 9, 14), date(2025, 9, 21)]
    ending = read_column(sundays, "Week ending", WEEK)
    assert ending.starts[0] == date(2025, 9, 1)
    assert "7 September 2025 is in the week from 1 September 2025" in ending.notes[0]
    assert read_column(sundays, "Week commencing", WEEK).starts[0] == date(2025, 9, 8)
    assert read_column(sundays, "Week", WEEK).starts[0] == date(2025, 9, 1)
    mondays: list[Cell] = [date(2025, 9, 8), date(2025, 9, 15)]
    assert read_column(mondays, "Week", WEEK).notes == ()


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=40, unique=True))
def test_real_dates_always_fit_the_measure_or_are_read_by_another_rhythm(days: list[date]) -> None:
    for wanted in Frequency:
        found = read_column(list[Cell](days), wanted=wanted)
        assert None not in found.starts
        for day, start in zip(days, found.starts, strict=True):
            assert start is not None
            # A week may be named by its last day, so a week either way.
            assert abs((periods.start_of(day, found.frequency) - start).days) <= 7


# -- whole sheets --------------------------------------------------------------------------


def test_the_plain_case() -> None:
    found = read(
        ("Month", "Smoke-free", "Births", "Note"),
        (date(2025, 7, 1), 36.0, 41.0, None),
        (date(2025, 8, 1), 42.0, 47.0, "Bank holiday"),
    )
    assert points(found) == [
        (date(2025, 7, 1), 36.0, 41.0, None),
        (date(2025, 8, 1), 42.0, 47.0, None),
    ]
    assert found.rows[1].note == "Bank holiday"
    assert found.rows[1].where == "row 3"
    assert found.problems == ()
    assert found.columns == Columns(period=0, numerator=1, denominator=2, note=3)
    assert found.notes[0].startswith("Period: «Month» · Numerator: «Smoke-free»")


def test_banners_units_blank_rows_totals_and_footnotes_are_no_data() -> None:
    found = read(
        ("Smoke-free pregnancies, Northgate", None, None, None),
        ("September 2025", None, None, None),
        (None, None, None, None),
        ("Month", "Births", "Smoke-free", "%"),
        (None, "n", "n", "%"),
        ("Jul-25", 41.0, 36.0, 0.878),
        (None, None, None, None),
        ("Aug-25", 47.0, 42.0, 0.894),
        ("Total", 88.0, 78.0, 0.886),
        ("Source: maternity system", None, None, None),
    )
    assert points(found) == [
        (date(2025, 7, 1), 36.0, 41.0, None),
        (date(2025, 8, 1), 42.0, 47.0, None),
    ]
    assert found.problems == ()
    assert "Left out as totals: row 9" in found.notes


def test_two_heading_rows_are_read_together() -> None:
    found = read(
        (None, "Home births", None, "All births", None),
        ("Month", "Num", "Den", "Num", "Den"),
        ("Jul-25", 3.0, 4.0, 36.0, 41.0),
        measure=Measure(
            name="All births", numerator="All births", unit=Unit.PERCENT, multiplier=100
        ),
    )
    assert found.headings[3] == "All births, Num"
    assert points(found)[0][1] == 36.0


def test_periods_across_are_turned() -> None:
    found = read(
        ("Measure", "Apr-25", "May-25", "Jun-25", "Total"),
        ("Births", 41.0, 47.0, 44.0, 132.0),
        ("Smoke-free", 36.0, 42.0, "n/a", 78.0),
        ("Target", 95.0, 95.0, 95.0, None),
    )
    assert found.across
    assert points(found)[:2] == [
        (date(2025, 4, 1), 36.0, 41.0, None),
        (date(2025, 5, 1), 42.0, 47.0, None),
    ]
    assert "cell D3: «n/a» is not a number" in told(found)
    assert found.rows[0].where == "column B"


PAIRS: tuple[tuple[Cell, ...], ...] = (
    (None, "Apr-25", None, "May-25", None),
    ("Ward", "Num", "Den", "Num", "Den"),
    ("Ash", 3.0, 4.0, 9.0, 6.0),
    ("Beech", 5.0, 7.0, "n/a", 8.0),
)


def test_pairs_of_columns_for_each_period_are_folded() -> None:
    both = read(*PAIRS)
    assert both.rows == ()
    assert "There are 2 rows for one period: «Ash», «Beech»" in told(both)
    beech = understand(sheet(*PAIRS), BIRTHS, today=TODAY, choices=Choices(series="Beech"))
    assert points(beech) == [
        (date(2025, 4, 1), 5.0, 7.0, None),
        (date(2025, 5, 1), None, 8.0, None),
    ]
    assert "cell D4: «n/a» is not a number" in told(beech)
    ash = read(*PAIRS[:3])
    assert points(ash) == [(date(2025, 4, 1), 3.0, 4.0, None)]
    assert "cell E3: Smoke-free must be 6 or fewer" in told(ash)


def test_pairs_of_columns_side_by_side_are_doubted() -> None:
    found = read(
        (None, "Ash", None, "Beech", None),
        ("Month", "Num", "Den", "Num", "Den"),
        ("Jul-25", 3.0, 4.0, 5.0, 7.0),
    )
    assert points(found) == [(date(2025, 7, 1), 3.0, 4.0, None)]
    assert "If «Beech, Num» and «Beech, Den» are meant, choose those columns" in told(found)


def test_months_without_a_year_take_it_from_the_title_or_from_a_column() -> None:
    title = read(
        ("Falls on the wards 2024/25", None),
        ("Month", "Falls"),
        ("April", 3.0),
        ("December", 4.0),
        ("Mar", 5.0),
        measure=FALLS,
    )
    expected = [date(2024, 4, 1), date(2024, 12, 1), date(2025, 3, 1)]
    assert [row.starts for row in title.rows] == expected
    assert "The months are those of 2024/25, which stands above them" in title.notes
    beside = read(
        ("Yearnumber", "Periodname", "Falls"),
        ("2024-25", "APRIL", 3.0),
        (None, "DECEMBER", 4.0),
        ("2025-26", "APRIL", 5.0),
        measure=FALLS,
    )
    assert [row.starts for row in beside.rows] == [*expected[:2], date(2025, 4, 1)]
    full = read(
        ("Year", "Periodname", "Falls"),
        ("2024-25", "APRIL", 3.0),
        ("2024-25", "DECEMBER", 4.0),
        measure=FALLS,
    )
    assert [row.starts for row in full.rows] == expected[:2]
    calendar = read(("Year", "Month", "Falls"), (2024.0, "March", 3.0), measure=FALLS)
    assert calendar.rows[0].starts == date(2024, 3, 1)
    across = read(
        ("2024/25", None, None, None),
        (None, "Apr", "May", "Mar"),
        ("Falls", 3.0, 4.0, 5.0),
        measure=FALLS,
    )
    assert [row.starts.year for row in across.rows] == [2024, 2024, 2025]


def test_months_without_any_year_say_what_is_missing() -> None:
    found = read(("Month", "Falls"), ("April", 3.0), ("May", 4.0), measure=FALLS)
    assert found.rows == ()
    assert "cell A2: April has no year. Write it like April 2025" in told(found)


def test_measures_side_by_side_are_told_apart_by_their_words() -> None:
    found = read(
        ("FFT Period", "Total submitters", "Monthly responses", "Monthly percentage positive"),
        ("Jan-24", 151.0, 194349.0, 0.98),
        ("Feb-24", 153.0, 189636.0, 0.97),
        measure=Measure(name="Percentage positive", unit=Unit.PERCENT, multiplier=100),
    )
    assert [row.value for row in found.rows] == [98.0, 97.0]
    assert "Fractions were read as percentages: 0.98 is 98%" in found.notes
    count = read(
        ("FFT Period", "Total submitters", "Monthly responses", "Monthly percentage positive"),
        ("Jan-24", 151.0, 194349.0, 0.98),
        measure=Measure(name="Monthly responses", unit=Unit.COUNT),
    )
    assert count.rows[0].value == 194349.0


def test_when_nothing_names_the_column_the_first_is_read_and_doubted() -> None:
    found = read(("Month", "Alpha", "Beta"), ("Jul-25", 1.0, 2.0), measure=FALLS)
    assert found.rows[0].value == 1.0
    assert "none is named like the measure" in told(found)
    said = understand(
        sheet(("Month", "Alpha", "Beta"), ("Jul-25", 1.0, 2.0)),
        FALLS,
        today=TODAY,
        choices=Choices(columns=Columns(period=0, value=2)),
    )
    assert (said.rows[0].value, said.problems) == (2.0, ())


def test_columns_that_fit_alike_are_doubted() -> None:
    found = read(
        ("Month", "Trust A percentage", "Trust B percentage"),
        ("Jul-25", 88.0, 90.0),
        measure=RATE_ONLY,
    )
    assert found.rows[0].value == 88.0
    assert "There are 2 columns of numbers that may be meant. «Trust A percentage»" in told(found)


def test_headings_that_say_it_win_over_numbers_that_speak_against_it() -> None:
    found = read(("Month", "Numerator", "Denominator"), ("Jul-25", 50.0, 41.0))
    assert found.columns == Columns(period=0, numerator=1, denominator=2)
    assert "must be 41 or fewer" in told(found)


def test_a_numerator_alone_is_not_read_as_the_percentage() -> None:
    tested = replace(BIRTHS, name="CO test", short_name="", numerator_label="Tested")
    found = read(("Month", "Tested"), ("Jul-25", 36.0), measure=tested)
    assert points(found) == [(date(2025, 7, 1), 36.0, None, None)]
    assert "There is no column for Births" in told(found)


def test_numbers_without_headings_are_numerator_and_denominator_in_their_order() -> None:
    found = read(("Jul-25", 36.0, 41.0), ("Aug-25", 42.0, 47.0), pasted=True)
    assert points(found)[0] == (date(2025, 7, 1), 36.0, 41.0, None)
    turned = read(("Jul-25", 41.0, 36.0), ("Aug-25", 47.0, 42.0), pasted=True)
    assert points(turned)[0] == (date(2025, 7, 1), 36.0, 41.0, None)


def test_a_block_without_dates_counts_on_from_a_given_period() -> None:
    block = sheet(("36", "41"), (None, None), ("40", "44"), pasted=True)
    bare = understand(block, BIRTHS, today=TODAY)
    assert "There is no column of dates" in told(bare)
    found = understand(block, BIRTHS, today=TODAY, choices=Choices(first=date(2025, 3, 15)))
    assert points(found) == [
        (date(2025, 3, 1), 36.0, 41.0, None),
        (date(2025, 5, 1), 40.0, 44.0, None),
    ]
    back = understand(
        block, BIRTHS, today=TODAY, choices=Choices(first=date(2025, 3, 15), newest_first=True)
    )
    assert [row.starts for row in back.rows] == [date(2025, 3, 1), date(2025, 1, 1)]


def test_every_problem_is_listed_and_none_stops_the_rest() -> None:
    found = read(
        ("Month", "Smoke-free", "Births"),
        ("Jan-25", "ten", 41.0),
        ("31 September 2025", 36.0, 41.0),
        ("Mar-25", 43.0, 41.0),
        ("Apr-25", -1.0, 41.0),
        ("May-25", "n/a", 41.0),
        ("Jun-25", "*", "*"),
        ("Jul-25", None, None),
        ("Aug-25", 0.0, 0.0),
        (None, 3.0, 4.0),
        ("Sep-25", 40.0, 44.0),
        ("Oct-29", 40.0, 44.0),
        ("sometime", 40.0, 44.0),
        ("Feb-25", "88%", 41.0),
    )
    assert told(found).splitlines() == [
        "cell B2: «ten» is not a number. Smoke-free must be a number, like 41",
        "cell A3: 31 September 2025 does not exist: September has 30 days",
        "row 4: Smoke-free must be 41 or fewer, the number of births",
        "row 5: Smoke-free must be 0 or more",
        "cell B6: «n/a» is not a number, so smoke-free stays missing here, not 0",
        "cell B7: «*» hides a small number, so smoke-free stays missing here, not 0",
        "cell C7: «*» hides a small number, so births stays missing here, not 0",
        "row 9: There were 0 births, so there is no percentage",
        "row 10: There are numbers here but no date. Write the date, or leave the row out",
        "row 12: Oct 2029 is far in the future. Check the year",
        "cell A13: «sometime» is not a date or a period. Write it like 8 September 2025",
        "cell B14: «88%» is a percentage, but smoke-free must be a number, like 41",
    ]
    assert [row.where for row in found.rows] == ["row 6", "row 9", "row 11"]
    assert len(found.unread) == 8
    assert found.blank == 2


def test_missing_is_not_zero() -> None:
    found = read(
        ("Month", "Falls"), ("Jul-25", None), ("Aug-25", 0.0), ("Sep-25", "-"), measure=FALLS
    )
    assert [(row.starts.month, row.value) for row in found.rows] == [(8, 0.0)]
    assert found.blank == 2


def test_rows_for_one_period_are_refused_unless_they_agree() -> None:
    found = read(
        ("Month", "Falls"),
        ("Jul-25", 3.0),
        ("Jul-25", 4.0),
        ("Aug-25", 5.0),
        (date(2025, 8, 31), 5.0),
        measure=FALLS,
    )
    assert [(row.starts.month, row.value) for row in found.rows] == [(8, 5.0)]
    assert "row 2: There is more than one row for Jul 2025, see row 3" in told(found)
    assert "row 5: Aug 2025 is here twice with the same numbers, see row 4" in told(found)


def test_events_of_one_day_are_all_kept() -> None:
    event = Measure(name="Pressure ulcers", unit=Unit.DAYS, frequency=Frequency.EVENT)
    found = read(
        ("Date",), (date(2025, 7, 3),), (date(2025, 7, 3),), (date(2025, 8, 9),), measure=event
    )
    assert [(row.starts.day, row.item) for row in found.rows] == [(3, 0), (3, 1), (9, 0)]


def test_several_series_below_each_other() -> None:
    rows: list[tuple[Cell, ...]] = [("what", "date", "value", "target")]
    rows += [("Falls", day, 4.0, 5.0) for day in months(3)]
    rows += [("Ulcers", day, 2.0, 5.0) for day in months(3)]
    mine = read(*rows, measure=FALLS)
    assert [row.value for row in mine.rows] == [4.0, 4.0, 4.0]
    assert mine.series == ("Falls", "Ulcers")
    other = read(*rows, measure=Measure(name="Sepsis", unit=Unit.COUNT))
    assert other.rows == ()
    assert "There are 2 rows for one period: «Falls», «Ulcers»" in told(other)
    chosen = understand(
        sheet(*rows),
        Measure(name="Sepsis", unit=Unit.COUNT),
        today=TODAY,
        choices=Choices(series="ulcers"),
    )
    assert [row.value for row in chosen.rows] == [2.0, 2.0, 2.0]


def test_the_rhythm_of_the_sheet_is_said_where_it_is_not_that_of_the_measure() -> None:
    weekly = [(date(2025, 7, 7) + timedelta(weeks=i), 4.0) for i in range(8)]
    found = read(("Week from", "Falls"), *weekly, measure=FALLS)
    assert found.frequency is Frequency.WEEK
    assert len(found.rows) == 8
    assert "The rows are weeks, but Falls is counted by month" in told(found)


def test_a_longer_period_among_months_is_not_mistaken_for_one() -> None:
    found = read(
        ("Month", "Falls"), ("Jul-25", 3.0), ("Aug-25", 4.0), ("2024/25", 50.0), measure=FALLS
    )
    assert len(found.rows) == 2
    assert "This is a year, but the rows are months" in told(found)


# -- percentages ---------------------------------------------------------------------------

RATE_ONLY = Measure(name="Compliance", unit=Unit.PERCENT, multiplier=100.0)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ((0.88, 0.9, 1.0), [88.0, 90.0, 100.0]),
        ((88.0, 90.5, 100.0), [88.0, 90.5, 100.0]),
        (("88%", "90.5 %", "0.5%"), [88.0, 90.5, 0.5]),
        ((0.5, 88.0, 1.0), [0.5, 88.0, 1.0]),
        ((0.57, 0.29, 0.0), [57.0, 29.0, 0.0]),
    ],
)
def test_fractions_become_percentages_by_the_whole_column(
    cells: tuple[Cell, ...], values: list[float]
) -> None:
    rows = zip(["Jul-25", "Aug-25", "Sep-25"], cells, strict=True)
    found = read(("Month", "Compliance"), *rows, measure=RATE_ONLY)
    assert [row.value for row in found.rows] == values


def test_what_excel_shows_as_a_percentage_is_one_even_above_100() -> None:
    found = read(
        ("Month", "Compliance"),
        ("Jul-25", 0.98),
        ("Aug-25", 1.02),
        measure=RATE_ONLY,
        percents=frozenset({1}),
    )
    assert [row.value for row in found.rows] == [98.0, 102.0]
    assert "102% is outside 0% to 100%" in told(found)


def test_a_column_of_0_and_1_is_doubted() -> None:
    found = read(("Month", "Compliance"), ("Jul-25", 1.0), ("Aug-25", 0.0), measure=RATE_ONLY)
    assert [row.value for row in found.rows] == [100.0, 0.0]
    assert "Every number is 0 or 1" in told(found)


def test_a_percentage_that_the_two_numbers_do_not_give_is_named() -> None:
    found = read(
        ("Month", "Smoke-free", "Births", "%"),
        ("Jul-25", 36.0, 41.0, 88.0),
        ("Aug-25", 36.0, 41.0, 90.0),
    )
    assert [row.value for row in found.rows] == [None, None]
    assert told(found) == ("row 3: 90 stands here, but the two numbers give 87.8, which was taken")


# -- patients ------------------------------------------------------------------------------


def test_the_nhs_number_check() -> None:
    # Made-up numbers from the test ranges of DOMAIN.md 8.2.
    assert all(is_nhs_number(digits) for digits in ("9434765919", "4010232137", "9000000009"))
    assert not any(is_nhs_number(digits) for digits in ("9434765918", "0000000000", "1111111111"))
    assert nhs_numbers_in("Seen 943 476 5919 and 401-023-2137.") == ["9434765919", "4010232137"]
    assert nhs_numbers_in("99434765919 and 01234 567890") == []
    assert names_a_patient("Date of Birth")
    assert names_a_patient("NHS number")
    assert not names_a_patient("Births")


@pytest.mark.parametrize("number", [9434765919.0, "943 476 5919", "9434765919"])
def test_a_column_of_nhs_numbers_is_refused(number: Cell) -> None:
    found = read(
        ("Month", "Patient", "Falls"),
        ("Jul-25", number, 3.0),
        ("Aug-25", number, 4.0),
        measure=FALLS,
    )
    assert [row.value for row in found.rows] == [3.0, 4.0]
    assert "«Patient»: 2 cells look like NHS numbers, so this column was not read" in told(found)
    assert "9434765919" not in told(found).replace(" ", "")
    lone = read(("Month", "ID"), ("Jul-25", number), ("Aug-25", number), measure=FALLS)
    assert lone.rows == ()


def test_dates_of_birth_are_never_the_periods() -> None:
    found = read(
        ("Date of birth", "Date of fall", "Falls"),
        (date(1940, 1, 5), date(2025, 7, 1), 1.0),
        (date(1951, 2, 6), date(2025, 8, 1), 2.0),
        measure=FALLS,
    )
    assert [row.starts for row in found.rows] == [date(2025, 7, 1), date(2025, 8, 1)]
    assert "about single patients" in told(found)


def test_a_note_with_an_nhs_number_stays_out() -> None:
    found = read(
        ("Month", "Falls", "Comment"),
        ("Jul-25", 3.0, "see 943 476 5919"),
        ("Aug-25", 3.0, "calm"),
        measure=FALLS,
    )
    assert [row.note for row in found.rows] == ["", "calm"]
    assert "cell C2: This note looks as if it holds an NHS number" in told(found)


# -- whatever comes ------------------------------------------------------------------------

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(10**12), 10**12),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(max_size=20),
    st.sampled_from(
        [
            "Month",
            "Total",
            "n/a",
            "*",
            "Sep-25",
            "08/09/2025",
            "31/09/2025",
            "88%",
            "Num",
            "Den",
            "2025/26",
        ]
    ),
)
ROWS = st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=14).map(tuple)
MEASURES = st.one_of(
    st.none(),
    st.builds(
        Measure,
        name=st.text(max_size=10),
        unit=st.sampled_from(list(Unit)),
        frequency=st.sampled_from(list(Frequency)),
        multiplier=st.sampled_from([1.0, 100.0, 1000.0]),
    ),
)


@settings(max_examples=300)
@given(ROWS, MEASURES, st.booleans())
def test_any_soup_of_cells_is_understood_or_refused_in_words(
    rows: tuple[tuple[Cell, ...], ...], measure: Measure | None, pasted: bool
) -> None:
    said = Choices(first=date(2025, 1, 1)) if pasted else None
    found = understand(Sheet(rows=rows, pasted=pasted), measure, today=TODAY, choices=said)
    assert found.rows or found.problems or found.blank
    starts = [(row.starts, row.item) for row in found.rows]
    assert len(set(starts)) == len(starts)
    wheres = {row.where for row in found.rows}
    assert not wheres & set(found.unread)
    for problem in found.problems:
        assert problem.what
        assert problem.severity in Severity


@given(ROWS)
def test_no_banned_word_is_said(rows: tuple[tuple[Cell, ...], ...]) -> None:
    found = understand(Sheet(rows=rows), None, today=TODAY)
    said = " ".join(problem.what for problem in found.problems if "«" not in problem.what).lower()
    assert not [word for word in BANNED if word in said.split()]


def test_places_are_named_as_excel_does() -> None:
    assert sheet().place(6, 1) == "cell B7"
    assert sheet().column_place(26) == "column AA"
    assert sheet(pasted=True).place(6, 1) == "row 7, column 2"
    assert sheet(pasted=True).column_place(1) == "column 2"
