"""The checks of a return: what they find, where they say it is, and in what words."""

from dataclasses import replace
from datetime import date

import pytest
from return_example import (
    FALLS,
    MDC,
    OWN,
    PROJECT,
    SMOKE_FREE,
    STAY,
    TESTED,
    column,
    example,
    month,
    of,
    one_measure,
    problems,
    said,
    smoke_free,
)

from natpatsip_desktop.core.periods import parse_return_period
from natpatsip_desktop.core.records import (
    Frequency,
    Organisation,
    Phase,
    Point,
    Unit,
)
from natpatsip_desktop.core.returns.catalogue import formats
from natpatsip_desktop.core.returns.data import MeasureSeries, with_days
from natpatsip_desktop.core.returns.rules import RULES
from natpatsip_desktop.errors import Severity


def test_a_missing_number_is_asked_for_by_its_name_and_cell() -> None:
    points = (
        month(7, numerator=173, denominator=192),
        month(8, denominator=180),
        month(9, numerator=169),
    )
    assert said(OWN, of(smoke_free(points=points))) == [
        "Smoke-free at delivery, cell F6: Enter the number of smoke-free in August 2025",
        "Smoke-free at delivery, cell G7: Enter the number of births in September 2025",
    ]


def test_a_blank_row_may_go_out_but_is_asked_for() -> None:
    stay = one_measure(Frequency.MONTH, date(2025, 7, 1), date(2025, 8, 1))
    points = (month(7), month(8, value=91), month(9, numerator=0, denominator=0))
    found = problems(OWN, of(smoke_free(points=points), stay))
    assert [str(problem) for problem in found] == [
        "Smoke-free at delivery, 2 cells from F5: Enter the numbers for July 2025",
        "Length of stay, cell H10: Enter the value for September 2025",
    ]
    assert {problem.severity for problem in found} == {Severity.WARNING}


def test_a_missing_count_is_asked_for_by_its_label() -> None:
    falls = replace(FALLS, unit=Unit.COUNT, numerator_label="Number of falls")
    series = MeasureSeries(project=PROJECT, measure=falls, points=(Point(starts=date(2025, 9, 1)),))
    assert said(OWN, of(series)) == [
        "Falls per 1,000 bed days, cell H5: Enter the number of falls in September 2025"
    ]


def test_a_problem_knows_where_its_number_is_in_the_workbook() -> None:
    points = (month(7, numerator=173, denominator=192), month(9, numerator=169))
    september, august = problems(OWN, of(smoke_free(points=points)))
    assert (september.measure_id, september.point_id) == (SMOKE_FREE.id, 109)
    assert (september.sheet, september.cells) == ("Measures", ("G7",))
    assert september.source == "point.denominator"
    assert (august.point_id, august.starts) == (None, date(2025, 8, 1))


def test_a_numerator_above_its_denominator() -> None:
    points = (month(7, numerator=214, denominator=208),)
    tested = smoke_free(measure=TESTED, points=points)
    tested = replace(tested, measure=replace(TESTED, frequency=Frequency.MONTH, name="CO test"))
    data = of(tested, period=parse_return_period("2025-07"))
    words = "Number tested must be 208 or fewer, the number of bookings"
    assert said(OWN, data)[0] == f"CO test, cell F5: {words}"
    assert said(MDC, data)[0] == f"CO test, cell D2: {words}"


def test_a_rate_may_have_a_numerator_above_its_denominator() -> None:
    falls = replace(
        example().series[2], points=(Point(starts=date(2025, 9, 1), numerator=9, denominator=2),)
    )
    assert said(OWN, of(falls)) == []


def test_a_percentage_without_its_two_numbers_must_be_within_100() -> None:
    data = of(smoke_free(points=(month(9, value=102.9),)))
    assert said(MDC, data) == [
        "Smoke-free at delivery, cell D2: 102.9% is outside 0% to 100%: correct it for"
        " September 2025"
    ]


def test_a_missing_organisation_code_is_one_problem_for_all_cells() -> None:
    data = replace(of(smoke_free()), organisation=Organisation(name="Northgate"))
    assert said(OWN, data)[0] == (
        "Organisation, 3 cells from A5: Enter the ODS code of your organisation, like RX9"
    )


@pytest.mark.parametrize("code", ["RX9", "rx901", "QHG", "A81001", "03Q", "E08000001"])
def test_organisation_codes_as_they_are(code: str) -> None:
    data = replace(of(smoke_free()), organisation=Organisation(code=code))
    assert not [p for p in problems(OWN, data) if p.severity is Severity.ERROR]


@pytest.mark.parametrize("code", ["RX", "RX-9", "Northgate Hospitals", "RX9010000000"])
def test_organisation_codes_that_cannot_be(code: str) -> None:
    data = replace(of(smoke_free()), organisation=Organisation(code=code))
    (problem,) = [p for p in problems(OWN, data) if p.severity is Severity.ERROR]
    assert problem.rule == "organisation-code"
    assert problem.what.endswith(f"not {code.upper()}")


def test_an_nhs_number_in_a_note_is_found_but_not_repeated() -> None:
    noted = month(9, numerator=1, denominator=2, note="see 943 476 5919")
    (problem,) = [p for p in problems(OWN, of(smoke_free(points=(noted,)))) if "NHS" in p.what]
    assert problem.where == "Smoke-free at delivery, cell K5"
    assert problem.what == "Take out the 10-digit number in «Note»: it looks like an NHS number"
    assert problem.point_id == 109


def test_a_period_that_is_there_twice() -> None:
    twice = (*smoke_free().points, replace(month(9, numerator=2, denominator=4), id=1, item=1))
    (problem,) = [
        p for p in problems(MDC, of(smoke_free(points=twice))) if p.rule == "one-row-each"
    ]
    assert problem.where == "Smoke-free at delivery, 2 cells from A4"
    assert problem.what.startswith("September 2025 is there 2 times.")


def test_two_measures_of_one_name_are_one_series_to_the_national_chart() -> None:
    other = replace(smoke_free(), measure=replace(SMOKE_FREE, id=8, uuid="other", library_id=""))
    assert "one-row-each" in {p.rule for p in problems(MDC, of(smoke_free(), other))}
    assert "one-row-each" not in {p.rule for p in problems(OWN, of(smoke_free(), other))}


def test_a_day_can_hold_two_events_of_one_measure() -> None:
    falls = replace(SMOKE_FREE, unit=Unit.VALUE, frequency=Frequency.EVENT)
    day = Point(id=1, measure_id=falls.id, starts=date(2025, 9, 3), value=2.0)
    events = replace(smoke_free(), measure=falls, points=(day, replace(day, id=2, item=1)))
    assert "one-row-each" not in {p.rule for p in problems(MDC, of(events))}


def test_events_that_are_only_dates_go_out_as_the_days_between_them() -> None:
    falls = replace(SMOKE_FREE, unit=Unit.DAYS, frequency=Frequency.EVENT)
    days = (date(2025, 7, 3), date(2025, 7, 9), date(2025, 7, 9), date(2025, 7, 20))
    dates = tuple(Point(id=i, measure_id=falls.id, starts=day) for i, day in enumerate(days))
    assert [point.value for point in with_days(falls, dates)] == [6.0, 0.0, 11.0]
    known = (dates[0], replace(dates[1], value=5.0))
    assert with_days(falls, known) == known
    assert with_days(replace(falls, frequency=Frequency.MONTH), dates) == dates
    assert with_days(falls, ()) == ()


def test_gaps_are_named_where_the_file_leaves_them_out() -> None:
    data = of(smoke_free(points=(month(7, numerator=1, denominator=2), month(9, value=50))))
    assert said(MDC, data) == [
        "Smoke-free at delivery: There is no number for August 2025, so there is no row for it"
    ]


def test_left_out_points_are_named() -> None:
    assert [p.severity for p in problems(OWN, of(smoke_free()))] == [Severity.INFO]
    (found,) = problems(MDC, of(smoke_free(phases=())))
    assert str(found) == (
        "Smoke-free at delivery, cell D4: You left out September 2025. This format has no place"
        " for that, so the national chart counts it"
    )


def test_a_measure_without_numbers_in_the_period_is_named() -> None:
    silent = MeasureSeries(project=PROJECT, measure=STAY)
    found = said(OWN, of(smoke_free(), silent))
    assert "Length of stay: It has no numbers for July to September 2025" in found[0]


def test_no_numbers_at_all_says_where_the_newest_are() -> None:
    later = of(smoke_free(), period=parse_return_period("2026-Q1"))
    assert said(MDC, later) == [
        "There are no numbers for April to June 2026. The newest are for September 2025:"
        " choose that period"
    ]
    assert said(MDC, of())[0].endswith("Enter or import numbers first")


def test_phases_with_different_baselines_and_several_marks() -> None:
    phases = (
        Phase(measure_id=1, starts=date(2025, 7, 1), baseline=6),
        Phase(measure_id=1, starts=date(2025, 8, 1)),
    )
    rules = {p.rule: p.what for p in problems(MDC, of(smoke_free(phases=phases)))}
    assert "(6 and none)" in rules["baselines-agree"]
    assert rules["marked-once"].startswith("2 phases start in this period")
    assert column(MDC, of(smoke_free(phases=phases)), "baseline_duration") == [None] * 3


def test_errors_come_first() -> None:
    data = of(smoke_free(points=(month(7, numerator=3, denominator=2), month(9, value=101))))
    found = [p.severity for p in problems(MDC, data)]
    assert found == sorted(found, key=["error", "warning", "info"].index)
    assert len(set(found)) > 1


def test_every_rule_is_used_by_a_format() -> None:
    assert {rule.rule for one in formats() for rule in one.checks} == set(RULES)
