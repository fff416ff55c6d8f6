"""Collecting a return: rows, periods, values with their lineage, the sheets and their names."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from return_example import (
    MDC,
    OWN,
    PROJECT,
    SMOKE_FREE,
    STAY,
    column,
    definition,
    example,
    month,
    of,
    one_measure,
    said,
    smoke_free,
    table,
)

from natpatsip_desktop.core.periods import parse_return_period
from natpatsip_desktop.core.records import (
    Frequency,
    Target,
)
from natpatsip_desktop.core.returns.collect import collect
from natpatsip_desktop.core.returns.data import MeasureSeries, ReturnData, period_rows
from natpatsip_desktop.core.returns.layout import Kind, Missing, Reach, ReturnFormat, TableBlock
from natpatsip_desktop.core.returns.naming import draft_name, file_name
from natpatsip_desktop.core.returns.preview import sheets_out
from natpatsip_desktop.core.returns.snapshot import digest, freeze
from natpatsip_desktop.core.returns.tables import tables_in
from natpatsip_desktop.core.sheets import address, column_letters, wrong_with_name

PLAIN_BLOCK = TableBlock(columns=())


# -- the tidy layout -----------------------------------------------------------------------


def test_the_tidy_file_has_the_eight_columns_in_order() -> None:
    assert table(MDC, example()).headers == (
        "what",
        "improvement_direction",
        "date",
        "value",
        "recalc_here",
        "comment",
        "baseline_duration",
        "target",
    )
    assert table(MDC, example()).head == 1


def test_a_percent_and_its_target_are_percentage_points() -> None:
    data = of(smoke_free())
    assert column(MDC, data, "value") == pytest.approx([17300 / 192, 16300 / 180, 95])
    assert column(MDC, data, "target") == [94, 94, 94]


def test_the_date_is_the_last_day_of_the_period() -> None:
    assert column(MDC, of(smoke_free()), "date") == [
        date(2025, 7, 31),
        date(2025, 8, 31),
        date(2025, 9, 30),
    ]


def test_the_first_point_of_a_new_phase_is_marked() -> None:
    assert column(MDC, of(smoke_free()), "recalc_here") == [None, "y", None]


def test_the_first_point_of_all_starts_no_new_phase() -> None:
    first = smoke_free(points=(month(8, numerator=1, denominator=2),))
    assert column(MDC, of(first), "recalc_here") == [None]


def test_a_phase_is_marked_at_its_first_point_with_a_value() -> None:
    points = (month(6, numerator=1, denominator=2), month(8), month(9, numerator=1, denominator=2))
    assert column(MDC, of(smoke_free(points=points)), "recalc_here") == ["y"]


def test_a_target_is_the_one_in_force() -> None:
    later = Target(measure_id=1, starts=date(2025, 8, 1), value=95)
    data = of(smoke_free(targets=(Target(measure_id=1, value=94), later)))
    assert column(MDC, data, "target") == [94, 95, 95]
    assert said(MDC, data)[0] == (
        "Smoke-free at delivery, 3 cells from H2: The target must stay the same in this format,"
        " here it is 94 and 95. Choose a period in which it does"
    )


def tidy_with(**changes: Any) -> ReturnFormat:
    """The tidy format with another table."""
    one = definition(MDC)
    (sheet,) = one.sheets
    return replace(one, sheets=(replace(sheet, blocks=(replace(sheet.blocks[0], **changes),)),))


def test_a_format_can_reach_back_to_the_first_point() -> None:
    (found,) = tables_in(collect(tidy_with(reach=Reach.SERIES), of(smoke_free())))
    assert found.rows[0].cells[2].value == date(2025, 5, 31)
    assert len(found.rows) == 5


def test_a_percent_column_holds_fractions_where_a_format_asks_for_them() -> None:
    columns = tuple(
        replace(column, kind=Kind.PERCENT) if column.header in ("value", "target") else column
        for column in table(MDC, example()).block.columns
    )
    data = of(smoke_free(), example().series[2])
    (found,) = tables_in(collect(tidy_with(columns=columns), data))
    assert found.rows[0].cells[3].value == pytest.approx(173 / 192)
    assert found.rows[0].cells[7].value == 0.94
    assert found.rows[-1].cells[3].value == 6  # a rate keeps its scale


# -- the measure return --------------------------------------------------------------------


def test_the_measure_return_has_the_agreed_columns() -> None:
    assert table(OWN, example()).headers == (
        "Organisation code",
        "Period",
        "Measure ID",
        "Measure",
        "Type",
        "Numerator",
        "Denominator",
        "Value",
        "Target",
        "Definition version",
        "Note",
    )


def test_a_measure_of_our_own_has_an_id_made_from_what_identifies_it() -> None:
    assert set(column(OWN, example(), "Measure ID")) == {
        "MN-SFP-O2",
        "MN-SFP-P1",
        "LOCAL-A1B2C3D4",
        "LOCAL-B1B2C3D4",
    }


def test_the_organisation_code_is_written_as_the_national_lists_do() -> None:
    assert set(column(OWN, example(), "Organisation code")) == {"RX9"}


def test_notes_come_from_the_chart_the_point_and_why_it_is_left_out() -> None:
    assert column(OWN, of(smoke_free()), "Note") == [
        "=1+1 is how many clinics moved",
        "Home visits; New rota",
        "New rota; Left out of the calculations: The system was down for a week",
    ]


def test_a_month_without_a_number_has_a_row_of_its_own() -> None:
    data = of(smoke_free(points=(month(7, numerator=1, denominator=2), month(9))))
    assert column(OWN, data, "Value") == [0.5, None, None]


def test_the_definitions_hold_the_measures_of_the_return() -> None:
    silent = MeasureSeries(project=PROJECT, measure=replace(STAY, id=9, name="Silent"))
    names = [row.cells[1].value for row in table(OWN, of(smoke_free(), silent), 1).rows]
    assert names == ["Smoke-free at delivery"]


def test_the_cover_counts_what_the_return_holds() -> None:
    cover = sheets_out(collect(definition(OWN), example()))[0]
    values = {row[0].value: row[1].value for row in cover.rows if len(row) == 2}
    assert values["Measures"] == 4
    assert values["Rows"] == 3 + 13 + 3 + 1
    assert values["Rows without a value"] == 0
    assert values["Prepared on"] == date(2025, 10, 8)


def test_every_value_knows_its_measure_its_point_and_its_source() -> None:
    found = table(OWN, of(smoke_free()))
    cell = found.rows[1].cells[5]
    assert (cell.value, cell.source) == (163, "point.numerator")
    assert (cell.measure_id, cell.point_id) == (SMOKE_FREE.id, 108)


def test_a_draft_says_so_on_every_sheet() -> None:
    for sheet in sheets_out(collect(definition(OWN), example()), draft=True):
        assert str(sheet.rows[1][0].value).startswith("DRAFT, not for sending. Illustrative")
    (plain,) = sheets_out(collect(definition(MDC), example()), draft=True)
    assert plain.rows[0][0].value == "what"


# -- which periods a point belongs to ------------------------------------------------------


def starts(
    series: MeasureSeries, code: str = "2025-Q2", block: TableBlock = PLAIN_BLOCK
) -> list[date]:
    return [row.starts for row in period_rows(series, parse_return_period(code), block)]


def test_a_week_belongs_where_it_ends() -> None:
    weeks = one_measure(Frequency.WEEK, date(2025, 6, 30), date(2025, 9, 22), date(2025, 9, 29))
    found = starts(weeks, block=replace(PLAIN_BLOCK, missing=Missing.SKIP))
    assert found == [date(2025, 6, 30), date(2025, 9, 22)]


def test_a_quarter_or_year_is_in_a_month_only_if_it_ends_there() -> None:
    quarter = one_measure(Frequency.QUARTER, date(2025, 7, 1))
    assert starts(quarter, "2025-09") == [date(2025, 7, 1)]
    assert starts(quarter, "2025-08") == []
    year = one_measure(Frequency.YEAR, date(2025, 4, 1))
    assert starts(year, "2025-Q4") == [date(2025, 4, 1)]
    assert starts(year, "2025-Q1") == []


def test_events_are_there_on_their_days_and_nothing_is_missing_between() -> None:
    days = [date(2025, 7, 3), date(2025, 7, 4), date(2025, 9, 30), date(2025, 10, 1)]
    assert starts(one_measure(Frequency.EVENT, *days)) == days[:3]


def test_nothing_is_missing_before_the_first_point_of_a_measure() -> None:
    months = one_measure(Frequency.MONTH, date(2025, 8, 1))
    assert starts(months) == [date(2025, 8, 1), date(2025, 9, 1)]


# -- small parts ---------------------------------------------------------------------------


def test_columns_and_cells_are_named_as_excel_does() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
    assert address(7, 7) == "G7"


@pytest.mark.parametrize("name", ["", " ", "a" * 32, "a/b", "[x]", "'a", "History"])
def test_sheet_names_excel_does_not_take(name: str) -> None:
    assert wrong_with_name(name)


def test_file_names_hold_nothing_a_file_system_refuses() -> None:
    project = replace(PROJECT, title="CO: <now> / 36 weeks?" + "x" * 200)
    name = file_name(definition(OWN), replace(example(), project=project))
    assert name.startswith("RX9 measure return 2025-Q2 CO now 36 weeks")
    assert not set(name) & set('<>:"/\\|?*')
    assert len(name) <= 105 and name.endswith(".xlsx")


def test_a_draft_is_named_so_once() -> None:
    assert draft_name(Path("a/r.xlsx")) == Path("a/r DRAFT.xlsx")
    assert draft_name(Path("a/r DRAFT.xlsx")) == Path("a/r DRAFT.xlsx")


def test_the_frozen_copy_tells_values_apart_but_not_the_day_it_was_made() -> None:
    def frozen(data: ReturnData) -> str:
        return freeze(collect(definition(OWN), data))

    again = replace(example(), made_on=date(2026, 1, 1))
    assert digest(frozen(example())) == digest(frozen(again))
    other = of(smoke_free(points=(month(9, numerator=1, denominator=3),)))
    assert digest(frozen(other)) != digest(frozen(example()))
    tables = json.loads(frozen(of(smoke_free())))
    assert tables[0]["rows"][0][7] == pytest.approx(173 / 192)
    assert tables[0]["about"][0] == [SMOKE_FREE.uuid, "2025-07-01"]


def test_a_disclosure_rule_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = collect(definition(MDC), of())
    monkeypatch.setattr(
        "natpatsip_desktop.core.returns.collect.DISCLOSURE", {"none": lambda sheets: hidden}
    )
    assert collect(definition(MDC), example()) == hidden
