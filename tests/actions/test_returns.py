"""Returns from a workbook: prepare, check, export once and again, mark as sent."""

import errno
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from natpatsip_desktop.actions import returns
from natpatsip_desktop.actions.return_data import periods_with_data
from natpatsip_desktop.core.records import (
    Annotation,
    Better,
    Frequency,
    Measure,
    Organisation,
    Phase,
    Point,
    Project,
    Return,
    ReturnState,
    Stratum,
    Target,
    Unit,
)
from natpatsip_desktop.core.sheets import Look
from natpatsip_desktop.errors import BadInput, CannotSave, NotThere, Severity, WorkbookError
from natpatsip_desktop.store.workbook import Workbook

OneStep = Callable[..., Any]
MDC, OWN = "mdc.tidy", "own.measure-return"
NOW = datetime(2025, 10, 8, 14, 32)
TODAY = NOW.date()


def fill(workbook: Workbook, title: str = "Smoke-free pregnancies") -> tuple[Project, Measure]:
    """A project with one percentage, six months of numbers and a target."""
    with workbook.edit("Fill"):
        if workbook.find(Organisation) is None:
            workbook.insert(Organisation(name="Northgate Hospitals NHS Trust", code="RX9"))
        project = workbook.insert(Project(title=title))
        measure = workbook.insert(
            Measure(
                project_id=project.id,
                library_id="MN-SFP-O2",
                name=f"{title}: smoke-free at delivery",
                numerator_label="Smoke-free",
                denominator_label="Births",
                unit=Unit.PERCENT,
                multiplier=100,
                better=Better.UP,
            )
        )
        workbook.insert_many(
            Point(
                measure_id=measure.id, starts=date(2025, m, 1), numerator=150 + m, denominator=192
            )
            for m in range(4, 10)
        )
        workbook.insert(Target(measure_id=measure.id, value=94))
        workbook.insert(Phase(measure_id=measure.id, starts=date(2025, 8, 1)))
        workbook.insert(
            Annotation(project_id=project.id, on=date(2025, 9, 15), text="=New clinic opened")
        )
    return project, measure


@pytest.fixture
def filled(workbook: Workbook) -> Workbook:
    fill(workbook)
    return workbook


def prepared(workbook: Workbook, format_id: str = MDC, **named: Any) -> returns.Prepared:
    named = {"period": "2025-Q2", "today": TODAY, **named}
    return returns.prepare(workbook, format_id, **named)


def change_point(workbook: Workbook, month: int, **cells: Any) -> None:
    point = workbook.find(Point, starts=date(2025, month, 1))
    assert point is not None
    with workbook.edit("Change"):
        workbook.change(point, **cells)


# -- prepare -------------------------------------------------------------------------------


def test_a_return_is_collected_checked_named_and_put_in_words(filled: Workbook) -> None:
    made = prepared(filled, OWN)
    assert made.problems == ()
    assert made.file_name == "RX9 measure return 2025-Q2.xlsx"
    assert made.words == (
        "Measure return, Quarter 2, 2025 to 2026 (July to September 2025): 3 sheets, 3 rows."
        " Ready to export."
    )


def test_what_is_left_to_do_is_counted(filled: Workbook) -> None:
    change_point(filled, 8, denominator=None)
    change_point(filled, 9, denominator=10)
    assert prepared(filled, OWN).words.endswith("2 things to put right.")
    change_point(filled, 8, numerator=None)
    assert prepared(filled, OWN).words.endswith("1 thing to put right, 1 thing to check.")


def test_one_project_or_all(filled: Workbook) -> None:
    other, _ = fill(filled, "Warm babies")
    assert prepared(filled).rows == 6
    one = prepared(filled, project_id=other.id)
    assert one.rows == 3
    assert one.file_name == "RX9 MDC 2025-Q2 Warm babies.xlsx"


def test_what_is_deleted_or_split_stays_out(filled: Workbook) -> None:
    project, measure = fill(filled, "Warm babies")
    with filled.edit("Delete and split"):
        filled.change(project, deleted_at=NOW)
        kept = filled.all(Measure)[0]
        ward = filled.insert(Stratum(measure_id=kept.id, kind="ward", name="Elm"))
        filled.insert(
            Point(measure_id=kept.id, stratum_id=ward.id, starts=date(2025, 7, 1), value=1)
        )
    assert prepared(filled).rows == 3
    with pytest.raises(NotThere, match="Warm babies is deleted"):
        prepared(filled, project_id=project.id)
    with filled.edit("Delete a measure"):
        filled.change(filled.one(Measure, kept.id), deleted_at=NOW)
    assert prepared(filled).rows == 0
    assert measure.id != kept.id


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"period": "2025-Q5"}, "«2025-Q5» is not a period of a return"),
        ({"period": "2025-13-01"}, "is not a period of a return"),
        ({"project_id": 99}, "There is no project 99"),
    ],
)
def test_what_is_not_there_is_said(filled: Workbook, named: dict[str, Any], words: str) -> None:
    with pytest.raises(WorkbookError, match=words):
        prepared(filled, **named)


def test_an_unknown_format_names_the_nearest(filled: Workbook) -> None:
    with pytest.raises(
        NotThere, match=r"There is no return format mdc\. The nearest are mdc\.tidy"
    ):
        prepared(filled, "mdc")


def test_a_kind_of_period_the_format_does_not_take(
    filled: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = replace(prepared(filled).definition, periods=(Frequency.MONTH, Frequency.QUARTER))
    monkeypatch.setattr(returns, "format_of", lambda format_id, on: only)
    with pytest.raises(BadInput, match="is for a month or a quarter, not a year"):
        prepared(filled, period="2025-26")


def test_an_empty_workbook_has_nothing_to_send(workbook: Workbook, tmp_path: Path) -> None:
    for format_id in (MDC, OWN):
        made = prepared(workbook, format_id)
        assert [p.what for p in made.errors] == [
            "There are no numbers for July to September 2025. Enter or import numbers first"
        ]
        with pytest.raises(BadInput):
            returns.export(workbook, made, tmp_path / "r.xlsx")
    assert periods_with_data(workbook) == []


def test_only_periods_with_data_are_offered(filled: Workbook) -> None:
    with filled.edit("A month without its numbers"):
        measure = filled.all(Measure)[0]
        filled.insert(Point(measure_id=measure.id, starts=date(2025, 11, 1)))
    codes = [period.code for period in periods_with_data(filled)]
    assert codes == ["2025-26", "2025-09", "2025-Q2", "2025-08", "2025-07", *codes[5:]]
    assert set(codes[5:]) == {"2025-06", "2025-Q1", "2025-05", "2025-04"}
    quarters = periods_with_data(filled, frequencies=[Frequency.QUARTER])
    assert [period.code for period in quarters] == ["2025-Q2", "2025-Q1"]


# -- export --------------------------------------------------------------------------------


@pytest.mark.parametrize("format_id", [MDC, OWN])
def test_the_file_holds_what_the_preview_shows(
    filled: Workbook, tmp_path: Path, format_id: str
) -> None:
    made = prepared(filled, format_id)
    path = returns.export(filled, made, tmp_path / "r.xlsx", now=NOW).path
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    by_calamine = CalamineWorkbook.from_path(path)
    assert book.sheetnames == by_calamine.sheet_names == [s.name for s in made.preview()]
    for sheet in made.preview():
        read = by_calamine.get_sheet_by_name(sheet.name).to_python()
        assert len(read) == len(sheet.rows)
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row, 1):
                there = book[sheet.name].cell(number, column)
                wanted = cell.value
                if isinstance(wanted, float):
                    wanted = pytest.approx(wanted)
                value = there.value.date() if isinstance(there.value, datetime) else there.value
                assert value == wanted
                assert there.number_format == cell.number_format
                assert read[number - 1][column - 1] == ("" if wanted is None else wanted)
                assert there.data_type != "f"


def test_the_tidy_csv(filled: Workbook, tmp_path: Path) -> None:
    made = returns.export(filled, prepared(filled), tmp_path / "r.csv", now=NOW)
    assert made.words == "Saved as r.csv. 3 rows."
    lines = made.path.read_bytes().decode("utf-8").split("\r\n")
    assert lines[0] == (
        "what,improvement_direction,date,value,recalc_here,comment,baseline_duration,target"
    )
    name = "Smoke-free pregnancies: smoke-free at delivery"
    assert lines[2] == f"{name},increase,31/08/2025,{158 / 192 * 100!r},y,,,94"
    assert lines[3] == f"{name},increase,30/09/2025,{159 / 192 * 100!r},,'=New clinic opened,,94"
    assert lines[4:] == [""]


def test_an_export_is_kept_as_a_frozen_copy_in_one_step(
    filled: Workbook, tmp_path: Path, one_step: OneStep
) -> None:
    made = one_step(returns.export, prepared(filled), tmp_path / "r.xlsx", overwrite=True, now=NOW)
    assert made.words == "Saved as r.xlsx. 1 sheet, 3 rows."
    record = made.record
    assert (record.format_id, record.format_version, record.period) == (MDC, "1", "2025-Q2")
    assert (record.organisation_code, record.revision) == ("RX9", 1)
    assert (record.state, record.exported_at) == (ReturnState.EXPORTED, NOW)
    assert record.file_name == "r.xlsx"
    (table,) = json.loads(record.rows)
    assert table["rows"][0][2:4] == ["2025-07-31", pytest.approx(157 / 192 * 100)]


def test_the_same_numbers_are_the_same_revision_and_other_numbers_the_next(
    filled: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    first = returns.export(filled, prepared(filled), path, now=NOW).record
    again = returns.export(filled, prepared(filled), path, overwrite=True, now=NOW).record
    assert (again.id, again.revision) == (first.id, 1)
    change_point(filled, 9, numerator=160)
    other = returns.export(filled, prepared(filled), path, overwrite=True, now=NOW).record
    assert (other.revision, other.state) == (2, ReturnState.EXPORTED)
    assert filled.one(Return, first.id).state is ReturnState.REVISED
    elsewhere = returns.export(filled, prepared(filled, period="2025-Q1"), tmp_path / "q.xlsx")
    assert elsewhere.record.revision == 1


def test_the_same_return_gives_the_same_bytes(filled: Workbook, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        returns.export(filled, prepared(filled, OWN), tmp_path / name, now=NOW)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_warnings_do_not_stop_an_export(filled: Workbook, tmp_path: Path) -> None:
    change_point(filled, 8, numerator=None, denominator=None)
    made = returns.export(filled, prepared(filled), tmp_path / "r.xlsx")
    assert [p.severity for p in made.problems] == [Severity.WARNING]


def test_errors_stop_an_export_and_list_everything(filled: Workbook, tmp_path: Path) -> None:
    change_point(filled, 8, denominator=None)
    with pytest.raises(BadInput) as caught:
        returns.export(filled, prepared(filled, OWN), tmp_path / "r.xlsx")
    assert caught.value.message == "The return has 1 problem to put right first."
    assert [str(p) for p in caught.value.problems] == [
        "Smoke-free pregnancies: smoke-free at delivery, cell G6: Enter the number of births in"
        " August 2025"
    ]
    assert filled.count(Return) == 0
    assert list(tmp_path.glob("r*")) == []


def test_a_draft_says_so_in_its_name_its_sheets_and_its_record(
    filled: Workbook, tmp_path: Path, one_step: OneStep
) -> None:
    change_point(filled, 8, denominator=None)
    wrong = prepared(filled, OWN)
    made = one_step(returns.export, wrong, tmp_path / "r.xlsx", draft=True, overwrite=True)
    assert made.path == tmp_path / "r DRAFT.xlsx" and made.path.exists()
    assert made.words == "Saved as r DRAFT.xlsx. 3 sheets, 3 rows."
    book = openpyxl.load_workbook(BytesIO(made.path.read_bytes()))
    assert all(sheet["A2"].value.startswith("DRAFT, not for sending.") for sheet in book)
    assert made.record.state is ReturnState.DRAFT
    with pytest.raises(BadInput, match="A draft cannot be marked as sent"):
        returns.mark_sent(filled, made.record.id)
    change_point(filled, 8, denominator=192)
    final = returns.export(filled, prepared(filled, OWN), tmp_path / "r.xlsx").record
    assert [record.id for record in filled.all(Return)] == [final.id]
    assert (final.state, final.revision) == (ReturnState.EXPORTED, 1)


def test_a_patient_does_not_go_out_even_in_a_draft(filled: Workbook, tmp_path: Path) -> None:
    change_point(filled, 9, note="Baby of 943 476 5919")
    with pytest.raises(BadInput, match="must not leave your team"):
        returns.export(filled, prepared(filled), tmp_path / "r.xlsx", draft=True)
    assert list(tmp_path.glob("r*")) == []


def test_a_sent_return_keeps_that_it_was_sent(filled: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    record = returns.export(filled, prepared(filled), path, now=NOW).record
    sent = returns.mark_sent(filled, record.id, now=NOW)
    assert (sent.state, sent.sent_at) == (ReturnState.SENT, NOW)
    again = returns.export(filled, prepared(filled), path, overwrite=True).record
    assert again.state is ReturnState.SENT
    change_point(filled, 9, numerator=1)
    returns.export(filled, prepared(filled), path, overwrite=True)
    before = filled.one(Return, record.id)
    assert (before.state, before.sent_at) == (ReturnState.REVISED, NOW)


def test_marking_as_sent_is_one_step(filled: Workbook, tmp_path: Path, one_step: OneStep) -> None:
    record = returns.export(filled, prepared(filled), tmp_path / "r.xlsx").record
    one_step(returns.mark_sent, record.id, now=NOW)


def test_a_file_written_elsewhere_is_kept_as_one_exported_here(
    filled: Workbook, tmp_path: Path, one_step: OneStep
) -> None:
    made = prepared(filled, OWN)
    exported = returns.export(filled, made, tmp_path / "a.xlsx", now=NOW)
    filled.undo()
    written = returns.write(made, tmp_path / "b.xlsx")
    assert filled.count(Return) == 0
    assert written.path.read_bytes() == exported.path.read_bytes()
    kept = one_step(returns.keep, made, written, now=NOW)
    assert kept.words == "Saved as b.xlsx. 3 sheets, 3 rows."
    like = replace(kept.record, id=exported.record.id, uuid=exported.record.uuid)
    assert like == replace(exported.record, file_name="b.xlsx")
    with pytest.raises(CannotSave, match="is there already"):
        returns.write(made, tmp_path / "b.xlsx")


# -- files that cannot be written ----------------------------------------------------------


def refused(workbook: Workbook, path: Path, **named: Any) -> WorkbookError:
    """Export where it cannot be, and prove that nothing is kept and nothing is left behind."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(WorkbookError) as caught:
        returns.export(workbook, prepared(workbook), path, **named)
    assert workbook.count(Return) == 0
    assert not list(path.parent.glob("*.part"))
    assert (path.read_bytes() if path.is_file() else None) == before
    return caught.value


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(
    filled: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    path.write_text("mine")
    assert "r.xlsx is there already." in str(refused(filled, path))
    assert path.read_text() == "mine"
    returns.export(filled, prepared(filled), path, overwrite=True)
    assert path.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("r.pdf", "mdc.tidy cannot be saved as r.pdf. Give it a name that ends in .xlsx or .csv."),
        ("r", "Give it a name that ends in"),
        ("nowhere/r.xlsx", "nowhere is not there. Choose another folder"),
    ],
)
def test_names_and_folders_that_cannot_be(
    filled: Workbook, tmp_path: Path, name: str, words: str
) -> None:
    assert words in str(refused(filled, tmp_path / name))


def test_a_folder_of_that_name(filled: Workbook, tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").mkdir()
    assert "r.xlsx is a folder." in str(refused(filled, tmp_path / "r.xlsx", overwrite=True))


def test_a_file_that_is_open_in_excel(
    filled: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(part: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr("natpatsip_desktop.actions.return_files.put_in_place", held)
    path = tmp_path / "r.xlsx"
    path.write_text("the one that is open")
    assert str(refused(filled, path, overwrite=True)) == (
        "The return is open in Excel. Close it there, then export again."
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "There is no room left in"),
        (errno.EACCES, "You are not allowed to write in"),
        (errno.EIO, "cannot be reached"),
    ],
)
def test_a_folder_that_takes_nothing(
    filled: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def broken(*values: Any, **named: Any) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("natpatsip_desktop.actions.return_files.write_workbook", broken)
    error = refused(filled, tmp_path / "r.xlsx")
    assert isinstance(error, CannotSave) and words in error.message


# -- all of it -----------------------------------------------------------------------------


def test_formats_are_listed_as_plain_values() -> None:
    listed = returns.list_formats()
    assert json.loads(json.dumps(listed)) == listed
    by_id = {one["id"]: one for one in listed}
    assert by_id[MDC]["files"] == ["xlsx", "csv"]
    assert by_id[OWN]["banner"] == "Illustrative layout, not an NHS England template"
    assert by_id[OWN]["official"] is False


def test_a_big_workbook_is_exported_whole(workbook: Workbook, tmp_path: Path) -> None:
    with workbook.edit("Sixty projects"):
        workbook.insert(Organisation(name="Northgate", code="RX9"))
        for number in range(60):
            project = workbook.insert(Project(title=f"Project {number:02}"))
            for place in range(6):
                measure = workbook.insert(
                    Measure(
                        project_id=project.id,
                        name=f"Measure {number}.{place}",
                        unit=Unit.PERCENT,
                        multiplier=100,
                        position=place,
                    )
                )
                workbook.insert_many(
                    Point(
                        measure_id=measure.id,
                        starts=date(2025 + (m > 12), (m - 1) % 12 + 1, 1),
                        numerator=m,
                        denominator=20,
                    )
                    for m in range(4, 16)
                )
    made = prepared(workbook, OWN, period="2025-26")
    assert (made.problems, made.rows) == ((), 60 * 6 * 12)
    path = returns.export(workbook, made, tmp_path / "r.xlsx").path
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Measures").to_python()
    assert len(rows) == 4 + 60 * 6 * 12
    assert rows[-1][3] == "Measure 59.5"
    assert {cell.look for cell in made.preview()[1].rows[-1]} == {Look.BODY, Look.FIGURE}
