"""Workbooks made from nothing: read back by two readers, the same bytes each time, safe text."""

import errno
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from natpatsip_desktop.core.sheets import GENERAL, Look, SheetCell, SheetOut, Value
from natpatsip_desktop.exchange.csv_out import write_table
from natpatsip_desktop.exchange.sheets_out import sheet_names, write_workbook

SAMPLE = Path("/work/shared/formats/spc_template_power_bi_mdc_visual.xlsx")
HEADINGS = (
    "what",
    "improvement_direction",
    "date",
    "value",
    "recalc_here",
    "comment",
    "baseline_duration",
    "target",
)
TYPES = [
    ("s", GENERAL),
    ("s", GENERAL),
    ("d", "dd/mm/yyyy"),
    ("n", GENERAL),
    ("n", GENERAL),
    ("n", GENERAL),
    ("n", GENERAL),
    ("n", GENERAL),
]


def row(*values: Value, look: Look = Look.PLAIN, shown: str = GENERAL) -> tuple[SheetCell, ...]:
    """A row of cells; dates are shown as days."""
    return tuple(
        SheetCell(
            value=value,
            look=look,
            number_format="dd/mm/yyyy" if isinstance(value, date) else shown,
        )
        for value in values
    )


def plain(*rows: tuple[SheetCell, ...], name: str = "Sheet1") -> SheetOut:
    return SheetOut(name=name, rows=rows)


def tidy() -> SheetOut:
    """Two rows as the Making Data Count visual reads them."""
    return plain(
        row(*HEADINGS),
        row("Seen", "increase", date(2021, 5, 31), 14, None, None, None, 30),
        row("Seen", "increase", date(2021, 6, 30), 12.5, "y", "Started", 6, 30),
    )


def report() -> SheetOut:
    """A sheet as people read it: lines above, headings, text, figures and a blank."""
    return SheetOut(
        name="Measures",
        rows=(
            row("Measure return", look=Look.TITLE),
            row("Illustrative", look=Look.BANNER),
            (*row("Measure", look=Look.HEAD), *row("Value", look=Look.HEAD_OF_FIGURES)),
            (*row("Smoke-free", look=Look.BODY), *row(0.9, look=Look.FIGURE, shown="0.0%")),
            (*row("A long name " * 8, look=Look.BODY), *row(None, look=Look.FIGURE)),
        ),
        widths=(30, 10),
        head=3,
        table="measures",
    )


def written(tmp_path: Path, *sheets: SheetOut, **named: Any) -> Path:
    path = tmp_path / "out.xlsx"
    assert write_workbook(sheets, path, **named) == []
    return path


def loaded(path: Path) -> openpyxl.Workbook:
    # From memory: openpyxl keeps a file open if reading it fails.
    return openpyxl.load_workbook(BytesIO(path.read_bytes()))


def opened(path: Path) -> Worksheet:
    return loaded(path).worksheets[0]


def types(sheet: Worksheet, number: int) -> list[tuple[str, str]]:
    return [(cell.data_type, cell.number_format) for cell in sheet[number]]


# -- the sample of Making Data Count -------------------------------------------------------


def test_headings_types_and_formats_are_those_of_the_sample(tmp_path: Path) -> None:
    ours = opened(written(tmp_path, tidy()))
    assert [cell.value for cell in ours[1]] == list(HEADINGS)
    assert types(ours, 1) == [("s", GENERAL)] * 8
    assert types(ours, 2) == TYPES


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample is only where the project is made")
def test_what_we_know_of_the_sample_is_what_it_says(tmp_path: Path) -> None:
    ours, theirs = opened(written(tmp_path, tidy())), opened(SAMPLE)
    assert ours.title == theirs.title
    assert [cell.value for cell in ours[1]] == [cell.value for cell in theirs[1]]
    assert types(ours, 1) == types(theirs, 1)
    assert types(ours, 2) == types(theirs, 2)


def test_a_plain_sheet_has_no_looks_at_all(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, tidy()))
    assert {cell.style for line in sheet.iter_rows() for cell in line} == {"Normal"}
    assert not any(cell.fill.fill_type for line in sheet.iter_rows() for cell in line)
    assert sheet.freeze_panes is None and not sheet.tables


# -- what is written is what is read -------------------------------------------------------


def test_both_readers_give_back_what_was_written(tmp_path: Path) -> None:
    path = written(tmp_path, tidy(), report())
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["Sheet1", "Measures"]
    first = book.get_sheet_by_name("Sheet1").to_python()
    assert first[1] == ["Seen", "increase", date(2021, 5, 31), 14, "", "", "", 30]
    assert first[2][3:7] == [12.5, "y", "Started", 6]
    with_types = opened(path)
    assert with_types["C2"].value == datetime(2021, 5, 31)
    assert with_types["D3"].value == 12.5
    assert with_types["E2"].value is None


@pytest.mark.parametrize(
    "number", [0, -1, 0.1 + 0.2, 1 / 3, 1e-9, 123456789012345, 17300 / 192], ids=repr
)
def test_numbers_keep_what_excel_keeps(tmp_path: Path, number: float) -> None:
    path = written(tmp_path, plain(row(number)))
    assert opened(path)["A1"].value == pytest.approx(number, rel=1e-15)
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() == [
        [pytest.approx(number, rel=1e-15)]
    ]


@pytest.mark.parametrize("text", ["=1+1", "+44 113", "-5", "@SUM(A1)", "=", "#N/A", "\t=1", "12"])
def test_text_like_a_formula_is_text(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, plain(row(text)))
    cell = opened(path)["A1"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert bool(cell.quotePrefix) is (text[0] in "=+-@\t")
    with zipfile.ZipFile(path) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["naïve café «ü» 👶🏽", "two\nlines", " kept ", "a & b < c", "'x"])
def test_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, plain(row(text)))
    assert opened(path)["A1"].value == text
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() == [[text]]


def test_text_like_an_escape_is_not_read_as_one(tmp_path: Path) -> None:
    path = written(tmp_path, plain(row("_x0041_")))
    with zipfile.ZipFile(path) as parts:
        assert b"_x005F_x0041_" in parts.read("xl/worksheets/sheet1.xml")
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() == [["_x0041_"]]


def test_what_a_cell_cannot_hold_is_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    texts = row("a\x00b\x0bc", "half \ud83d pair", "x" * 40_000, "a\r\nb\rc")
    found = write_workbook([plain(texts, name="Data")], path)
    assert [str(problem) for problem in found] == [
        "Data, cell A1: 2 characters were left out, since Excel cannot hold them",
        "Data, cell B1: 1 character was left out, since Excel cannot hold them",
        "Data, cell C1: 7233 characters were left out, since Excel cannot hold them",
    ]
    values = [cell.value for cell in opened(path)[1]]
    assert values[:2] == ["abc", "half  pair"]
    assert len(values[2]) == 32_767
    assert values[3] == "a\nb\nc"


# -- the same again ------------------------------------------------------------------------


def test_the_same_sheets_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        write_workbook([tidy(), report()], path, title="A", made_on=date(2025, 10, 8))
    assert first.read_bytes() == second.read_bytes()
    write_workbook([tidy()], second, title="A", made_on=date(2025, 10, 8))
    assert first.read_bytes() != second.read_bytes()


def test_the_properties_hold_the_title_and_name_nobody(tmp_path: Path) -> None:
    path = written(tmp_path, tidy(), title="Measure return", made_on=date(2025, 10, 8))
    about = loaded(path).properties
    assert (about.title, about.language) == ("Measure return", "en-GB")
    assert about.created == about.modified == datetime(2025, 10, 8)
    with zipfile.ZipFile(path) as parts:
        core = parts.read("docProps/core.xml")
    assert b"creator" not in core and b"lastModifiedBy" not in core


def test_nothing_in_the_file_tells_the_time_of_day(tmp_path: Path) -> None:
    path = written(tmp_path, tidy())
    assert loaded(path).properties.modified == datetime(1980, 1, 1)
    with zipfile.ZipFile(path) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_write_that_fails_leaves_no_rows_in_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*values: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    streams = tmp_path / "streams"
    streams.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(streams))
    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space left"):
        write_workbook([tidy(), report()], tmp_path / "out.xlsx")
    assert list(streams.iterdir()) == []


# -- what people read ----------------------------------------------------------------------


def test_a_table_is_marked_up_frozen_and_without_filter_or_merged_cells(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, report()))
    (table,) = sheet.tables.values()
    assert (table.name, table.ref, table.autoFilter) == ("measures", "A3:B5", None)
    assert table.column_names == ["Measure", "Value"]
    assert sheet.freeze_panes == "A4"
    assert not sheet.merged_cells.ranges
    assert sheet.print_title_rows == "$3:$3"


def test_headings_are_white_on_dark_blue_and_figures_stand_at_the_right(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, report()))
    assert sheet["A3"].fill.start_color.rgb == "FF003087"
    assert sheet["A3"].font.color.rgb == "FFFFFFFF"
    assert (sheet["A4"].alignment.horizontal, sheet["B4"].alignment.horizontal) == ("left", "right")
    assert sheet["B4"].number_format == "0.0%"
    assert sheet["B5"].border.bottom.style == "thin"  # a blank cell keeps its rule


def test_a_row_is_as_high_as_its_longest_text(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, report()))
    heights = [sheet.row_dimensions[number].height for number in (4, 5)]
    assert heights[0] == 20
    assert heights[1] > 40


def test_a_table_without_rows_is_only_its_headings(tmp_path: Path) -> None:
    empty = replace(report(), rows=report().rows[:3])
    assert not opened(written(tmp_path, empty)).tables


# -- names of sheets -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "fitting"),
    [
        (["Cover"], ["Cover"]),
        (["Data", "data", "DATA"], ["Data", "data (2)", "DATA (3)"]),
        (["a" * 40, "a" * 40], ["a" * 31, "a" * 27 + " (2)"]),
        (["Tested: 36/40 [weeks]?"], ["Tested 36 40 weeks"]),
        (["'quoted'"], ["quoted"]),
        (["", "History"], ["sheet", "History sheet"]),
    ],
)
def test_sheet_names_are_made_to_fit(names: list[str], fitting: list[str]) -> None:
    assert [name.strip() for name in sheet_names(names)] == fitting


# -- text files ----------------------------------------------------------------------------


@pytest.fixture
def csv_bytes(tmp_path: Path) -> Iterator[Any]:
    def write(sheet: SheetOut, **named: Any) -> bytes:
        path = tmp_path / "out.csv"
        write_table(sheet, path, **named)
        return path.read_bytes()

    return write


def test_csv_is_utf_8_without_a_mark_with_crlf_and_day_first_dates(csv_bytes: Any) -> None:
    assert csv_bytes(tidy()).decode("utf-8").split("\r\n") == [
        "what,improvement_direction,date,value,recalc_here,comment,baseline_duration,target",
        "Seen,increase,31/05/2021,14,,,,30",
        "Seen,increase,30/06/2021,12.5,y,Started,6,30",
        "",
    ]


def test_csv_guards_text_like_a_formula_but_not_numbers(csv_bytes: Any) -> None:
    sheet = plain(row("=1+1", "-5", -5, "+x", "@y", "a=b"))
    assert csv_bytes(sheet) == b"'=1+1,'-5,-5,'+x,'@y,a=b\r\n"
    assert csv_bytes(sheet, guard=False) == b"=1+1,-5,-5,+x,@y,a=b\r\n"


def test_csv_quotes_commas_quotation_marks_and_lines(csv_bytes: Any) -> None:
    assert csv_bytes(plain(row('a,"b"', "c\r\nd"))) == b'"a,""b""","c\nd"\r\n'


def test_csv_in_another_encoding(csv_bytes: Any) -> None:
    assert csv_bytes(plain(row("é \u2192")), encoding="cp1252") == b"\xe9 ?\r\n"
    assert csv_bytes(plain(row("a")), encoding="utf-8-sig").startswith(b"\xef\xbb\xbf")
