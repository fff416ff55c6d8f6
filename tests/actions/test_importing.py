from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as ExcelBook

from natpatsip_desktop.actions.importing import (
    Fate,
    import_points,
    preview,
    understand_file,
    understand_text,
)
from natpatsip_desktop.core import periods
from natpatsip_desktop.core.records import Frequency, Measure, Point, Project, Stratum, Unit
from natpatsip_desktop.core.understanding import Choices, PointRow, Understood
from natpatsip_desktop.errors import CannotOpen, NotThere
from natpatsip_desktop.store.workbook import Workbook

OneStep = Callable[..., Any]
TODAY = date(2025, 10, 6)
FORMATS = Path(__file__).parents[3] / "shared" / "formats"


@pytest.fixture
def births(workbook: Workbook) -> Measure:
    with workbook.edit("Set up"):
        project = workbook.insert(Project(title="Smoke-free pregnancies"))
        return workbook.insert(
            Measure(
                project_id=project.id,
                name="Women smoke-free at delivery",
                numerator_label="Smoke-free",
                denominator_label="Births",
                unit=Unit.PERCENT,
                multiplier=100.0,
                frequency=Frequency.WEEK,
            )
        )


def weeks(count: int, first: date = date(2024, 9, 30)) -> list[date]:
    return [first + timedelta(weeks=i) for i in range(count)]


def block(days: list[date], smoke_free: int = 36, births: int = 41) -> str:
    lines = [f"{day:%d/%m/%Y}\t{smoke_free}\t{births}" for day in days]
    return "\n".join(["Week from\tSmoke-free\tBirths", *lines]) + "\n"


def understood(measure: Measure, text: str) -> Understood:
    return understand_text(text, measure, today=TODAY)


def numbers(workbook: Workbook, measure: Measure) -> list[tuple[float | None, ...]]:
    points = workbook.all(Point, "starts", "item", measure_id=measure.id)
    return [(point.numerator, point.denominator, point.value) for point in points]


# -- import --------------------------------------------------------------------------------


def test_an_import_is_one_step_of_undo_with_its_count(
    workbook: Workbook, births: Measure, one_step: OneStep
) -> None:
    result = one_step(import_points, births.id, understood(births, block(weeks(52))))
    assert workbook.undo_label == "Import 52 points into Women smoke-free at delivery"
    assert result.words == "Imported into Women smoke-free at delivery: 52 new."
    assert (result.new, result.written) == (52, 52)
    assert workbook.count(Point, measure_id=births.id) == 52


def test_the_counts_are_shown_before_anything_is_done(workbook: Workbook, births: Measure) -> None:
    import_points(workbook, births.id, understood(births, block(weeks(3))))
    text = block(weeks(55), smoke_free=40) + "31/09/2025\t1\t2\n"
    shown = preview(workbook, births.id, understood(births, text))
    assert shown.words == "52 new, 3 already there, 1 cannot be read"
    assert workbook.count(Point) == 3
    assert [row.fate for row in shown.rows[:4]] == [Fate.KEEP] * 3 + [Fate.NEW]
    assert shown.rows[0].old is not None
    assert shown.rows[0].period == "30 Sep 2024"
    assert shown.unread == ("row 57",)


def test_new_only_leaves_what_is_there_and_replace_does_not(
    workbook: Workbook, births: Measure, one_step: OneStep
) -> None:
    import_points(workbook, births.id, understood(births, block(weeks(2))))
    again = understood(births, block(weeks(3), smoke_free=40))
    import_points(workbook, births.id, again)
    assert numbers(workbook, births) == [(36, 41, None), (36, 41, None), (40, 41, None)]
    result = one_step(import_points, births.id, again, "replace")
    assert numbers(workbook, births) == [(40, 41, None)] * 3
    assert result.words.endswith("0 new, 2 replaced, 1 already there.")


def test_an_import_twice_over_changes_nothing_the_second_time(
    workbook: Workbook, births: Measure
) -> None:
    found = understood(births, block(weeks(4)))
    import_points(workbook, births.id, found, "replace")
    label = workbook.undo_label
    result = import_points(workbook, births.id, found, "replace")
    assert (result.written, result.kept) == (0, 4)
    assert "Nothing was imported" in result.words
    workbook.undo()
    assert workbook.redo_label == label
    assert workbook.count(Point) == 0


def test_an_empty_cell_never_takes_a_number_or_a_note_away(
    workbook: Workbook, births: Measure
) -> None:
    week = weeks(1)[0]
    with workbook.edit("Set up"):
        workbook.insert(
            Point(
                measure_id=births.id,
                starts=week,
                numerator=36,
                denominator=41,
                note="IT",
                left_out="x",
            )
        )
    row = PointRow(where="row 2", starts=week, numerator=38)
    found = Understood(rows=(row,), frequency=Frequency.WEEK)
    import_points(workbook, births.id, found, "replace")
    point = workbook.all(Point)[0]
    assert (point.numerator, point.denominator, point.note, point.left_out) == (38, 41, "IT", "x")


def test_a_percentage_takes_the_place_of_the_two_numbers_it_would_contradict(
    workbook: Workbook, births: Measure
) -> None:
    week = weeks(1)[0]
    import_points(workbook, births.id, understood(births, block([week])))
    row = PointRow(where="row 2", starts=week, value=90.0)
    import_points(workbook, births.id, Understood(rows=(row,), frequency=Frequency.WEEK), "replace")
    assert numbers(workbook, births) == [(None, None, 90.0)]


def test_a_point_without_numbers_is_filled_in_even_by_new_only(
    workbook: Workbook, births: Measure
) -> None:
    week = weeks(1)[0]
    with workbook.edit("Set up"):
        workbook.insert(Point(measure_id=births.id, starts=week, note="No data this week"))
    import_points(workbook, births.id, understood(births, block([week])))
    assert numbers(workbook, births) == [(36, 41, None)]


def test_nothing_is_written_when_nothing_can_be_used(workbook: Workbook, births: Measure) -> None:
    label = workbook.undo_label
    result = import_points(workbook, births.id, understood(births, "Month\tBirths\nsome\twords\n"))
    assert result.written == 0
    assert result.problems
    assert "Nothing was imported" in result.words
    assert (workbook.undo_label, workbook.count(Point)) == (label, 0)


def test_points_of_a_stratum_are_not_those_of_the_measure(
    workbook: Workbook, births: Measure
) -> None:
    week = weeks(1)[0]
    with workbook.edit("Set up"):
        ward = workbook.insert(Stratum(measure_id=births.id, kind="ward", name="Delivery suite"))
        workbook.insert(Point(measure_id=births.id, stratum_id=ward.id, starts=week, numerator=1))
    shown = preview(workbook, births.id, understood(births, block([week])))
    assert shown.words == "1 new"


def test_a_measure_that_is_not_there(workbook: Workbook, births: Measure) -> None:
    with pytest.raises(NotThere):
        import_points(workbook, 99, understood(births, block(weeks(1))))


# -- the rhythm of the sheet ---------------------------------------------------------------

MONTHLY = "Month\tSmoke-free\tBirths\nJun-25\t36\t41\nJul-25\t42\t47\nAug-25\t40\t44\n"


def test_a_measure_without_numbers_takes_over_the_rhythm_of_the_sheet(
    workbook: Workbook, births: Measure, one_step: OneStep
) -> None:
    result = one_step(import_points, births.id, understood(births, MONTHLY))
    assert workbook.one(Measure, births.id).frequency is Frequency.MONTH
    assert "The measure is monthly now, like the sheet" in result.words
    assert [point.starts.day for point in workbook.all(Point)] == [1, 1, 1]


def test_a_measure_with_numbers_keeps_its_rhythm_and_says_so(
    workbook: Workbook, births: Measure
) -> None:
    import_points(workbook, births.id, understood(births, block(weeks(4))))
    result = import_points(workbook, births.id, understood(births, MONTHLY))
    assert (result.written, result.unread) == (0, 3)
    assert "counted by week and has 4 numbers already" in str(result.problems[0])
    assert workbook.one(Measure, births.id).frequency is Frequency.WEEK


# -- files ---------------------------------------------------------------------------------


def excel(path: Path, **sheets: list[tuple[Any, ...]]) -> Path:
    book = ExcelBook()
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    del book["Sheet"]
    book.save(path)
    return path


def test_the_sheet_with_the_numbers_is_found_and_named(tmp_path: Path, births: Measure) -> None:
    rows = [("Week from", "Smoke-free", "Births"), (date(2025, 9, 8), 36, 41)]
    path = excel(tmp_path / "a.xlsx", Cover=[("Northgate",)], Empty=[], Data=rows)
    found = understand_file(path, births, today=TODAY)
    assert (found.sheet, len(found.rows)) == ("Data", 1)
    assert found.notes[0] == "Read from the sheet «Data»"


def test_the_sheet_that_names_the_measure_goes_first(tmp_path: Path, births: Measure) -> None:
    head = ("what", "date", "value")
    falls = [head, ("Falls", date(2025, 9, 8), 3)]
    mine = [head, (births.name, date(2025, 9, 8), 88)]
    path = excel(tmp_path / "a.xlsx", One=falls, Two=mine)
    found = understand_file(path, births, today=TODAY)
    assert (found.sheet, found.rows[0].value) == ("Two", 88.0)
    assert found.notes[0] == "Read from the sheet «Two». There are numbers in «One» too"
    assert understand_file(path, births, "One", today=TODAY).rows[0].value == 3.0


def test_a_file_without_numbers_says_what_is_missing(tmp_path: Path, births: Measure) -> None:
    found = understand_file(excel(tmp_path / "a.xlsx", Cover=[("Northgate",)]), births, today=TODAY)
    assert found.rows == ()
    assert "There are no numbers here" in str(found.problems[0])
    with pytest.raises(NotThere):
        understand_file(tmp_path / "a.xlsx", births, "Data")
    with pytest.raises(CannotOpen):
        understand_file(tmp_path / "gone.xlsx", births)


def test_a_block_without_dates_starts_at_a_given_period(
    workbook: Workbook, births: Measure
) -> None:
    said = Choices(first=date(2025, 9, 8))
    found = understand_text("36\t41\n42\t47\n", births, choices=said, today=TODAY)
    assert [row.starts for row in found.rows] == [date(2025, 9, 8), date(2025, 9, 15)]
    one = understand_text("88%\n90%\n", births, choices=said, today=TODAY)
    assert [row.value for row in one.rows] == [88.0, 90.0]


def test_a_national_series_comes_in_as_months(workbook: Workbook, births: Measure) -> None:
    path = FORMATS / "nhse_fft_monthly_rolling_totals.xlsx"
    if not path.is_file():
        pytest.skip("the shared example workbooks are not here")
    with workbook.edit("Set up"):
        measure = workbook.insert(
            Measure(
                project_id=births.project_id,
                name="Monthly total percentage positive",
                unit=Unit.PERCENT,
                multiplier=100.0,
                frequency=Frequency.MONTH,
            )
        )
    result = import_points(workbook, measure.id, understand_file(path, measure))
    assert result.words == "Imported into Monthly total percentage positive: 4 new."
    points = workbook.all(Point, "starts", measure_id=measure.id)
    assert [(periods.label(p.starts, Frequency.MONTH), p.value) for p in points] == [
        ("Jan 2024", 98.0),
        ("Feb 2024", 98.0),
        ("Mar 2024", 98.0),
        ("Apr 2024", 95.0),
    ]
    assert result.problems == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(max_size=120), st.sampled_from(["new", "replace"]))
def test_any_pasted_text_is_imported_whole_or_not_at_all(
    workbook: Workbook, births: Measure, text: str, rule: Any
) -> None:
    found = understand_text(text, births, choices=Choices(first=date(2025, 1, 6)), today=TODAY)
    before = workbook.count(Point)
    result = import_points(workbook, births.id, found, rule)
    assert workbook.count(Point) == before + result.new
    if result.written:
        workbook.undo()
    assert workbook.count(Point) == before
