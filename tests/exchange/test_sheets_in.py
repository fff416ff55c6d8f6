import os
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as ExcelBook

from natpatsip_desktop.core.cells import Cell, Row, Sheet
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.understanding import understand
from natpatsip_desktop.errors import CannotOpen, NotThere
from natpatsip_desktop.exchange import archives
from natpatsip_desktop.exchange.sheets_in import (
    SheetFile,
    read_clipboard,
    read_sheet,
    sheet_names,
    tabs,
)

FORMATS = Path(__file__).parents[3] / "shared" / "formats"
PLAIN: list[Row] = [("Month", "Births"), ("Jul-25", 41.0), ("Aug-25", 47.0)]


def excel(path: Path, rows: list[Row], **sheets: list[Row]) -> Path:
    book = ExcelBook()
    for name, content in {"Data": rows, **sheets}.items():
        page = book.create_sheet(name)
        for row in content:
            page.append(row)
    del book["Sheet"]
    book.save(path)
    return path


def bare_excel(path: Path, sheet: str) -> Path:
    """Write the smallest .xlsx around the text of one worksheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData>'
        "</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def open_document(path: Path, rows: str) -> Path:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    named = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{named}:office:1.0"'
        f' xmlns:table="{named}:table:1.0" xmlns:text="{named}:text:1.0">'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{named}:manifest:1.0"><manifest:file-entry'
        f' manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def refused(path: Path, sheet: str | None = None) -> CannotOpen:
    with pytest.raises(CannotOpen) as error:
        read_sheet(path, sheet)
    assert error.value.message.endswith(".")
    assert error.value.hint
    return error.value


# -- what can be read ----------------------------------------------------------------------


def test_typed_cells_come_from_an_excel_file(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("Week from", "Births", "On"),
        (date(2025, 9, 8), 41, True),
        (datetime(2025, 9, 15, 14, 30), 47.5, None),
    ]
    sheet = read_sheet(excel(tmp_path / "a.xlsx", rows))
    assert sheet.name == "Data"
    assert sheet.rows == (
        ("Week from", "Births", "On"),
        (date(2025, 9, 8), 41.0, True),
        (datetime(2025, 9, 15, 14, 30), 47.5, None),
    )
    assert sheet.place(1, 1) == "cell B2"


def test_cells_keep_their_places_when_the_table_begins_further_down(tmp_path: Path) -> None:
    sheet = read_sheet(excel(tmp_path / "a.xlsx", [(), (None, None), (None, "Births")]))
    assert sheet.rows[2] == (None, "Births")


def test_sheets_are_listed_with_those_that_are_hidden_or_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = ExcelBook()
    book.active.title = "Cover"  # type: ignore[union-attr]
    book.create_sheet("Numbers").append(("Month", "Births"))
    book.create_sheet("Lists").append(("RXX",))
    book["Lists"].sheet_state = "hidden"
    book.save(path)
    assert sheet_names(path) == ["Cover", "Numbers", "Lists"]
    assert [(tab.hidden, tab.empty) for tab in tabs(path)] == [
        (False, True),
        (False, False),
        (True, False),
    ]
    assert read_sheet(path, "numbers ").rows == (("Month", "Births"),)


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", PLAIN, Notes=[("x",)])
    with pytest.raises(NotThere) as error:
        read_sheet(path, "Birth")
    assert "«Data», «Notes»" in error.value.hint


def test_columns_shown_as_percentages_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = ExcelBook()
    page = book["Sheet"]
    for row in (("Month", "Rate", "Ratio"), ("Jul-25", 0.88, 0.5), ("Aug-25", 1.02, 0.6)):
        page.append(row)
    for cell in page["B"][1:]:
        cell.number_format = "0.0%"
    book.save(path)
    assert read_sheet(path).percents == frozenset({1})


def test_dates_of_the_1904_system_are_the_same_days(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    book = ExcelBook()
    book.epoch = datetime(1904, 1, 1)
    book["Sheet"].append(("Month", "Births"))
    book["Sheet"].append((date(2025, 9, 8), 41))
    book.save(path)
    assert read_sheet(path).rows[1][0] == date(2025, 9, 8)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_encoding_and_separator_of_text(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    lines = [("Month", "Café births £", "Note"), ("Jul-25", "41", "a, b; c"), ("Aug-25", "47", "")]
    text = end.join(delimiter.join(f'"{cell}"' for cell in line) for line in lines) + end
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    sheet = read_sheet(path)
    assert sheet.rows[0][1] == "Café births £"
    assert sheet.rows[1:] == (("Jul-25", "41", "a, b; c"), ("Aug-25", "47", None))
    assert sheet_names(path) == [""]


def test_the_line_with_which_excel_names_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nMonth;Births\nJul-25;41\n")
    assert read_sheet(path).rows == (("Month", "Births"), ("Jul-25", "41"))


def test_text_with_a_name_of_excel_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text("Month\tBirths\nJul-25\t41\n")
    sheet = read_sheet(path)
    assert sheet.rows[1] == ("Jul-25", "41")
    assert "text file in spite of its name" in sheet.notes[0]


def test_a_file_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", PLAIN).rename(tmp_path / "a.csv")
    assert read_sheet(path).rows == tuple(PLAIN)


def test_an_open_document_sheet(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="{}" office:{}="{}"/>'
    row = cell.format("date", "date-value", "2025-09-08") + cell.format("float", "value", "41")
    rest = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell'
    rest += ' table:number-columns-repeated="16384"/></table:table-row>'
    path = open_document(tmp_path / "a.ods", f"<table:table-row>{row}</table:table-row>{rest}")
    assert read_sheet(path).rows == ((date(2025, 9, 8), 41.0),)


# -- the clipboard -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("41\t48\n42\t47\n", (("41", "48"), ("42", "47"))),
        ("41\t48\r\n42\t47\r\n", (("41", "48"), ("42", "47"))),
        ("41", (("41",),)),
        ("1,234\n2,345\n", (("1,234",), ("2,345",))),
        ("41\n\n42\n", (("41",), (), ("42",))),
        ('Jul-25\t"two\nlines"\t3\n', (("Jul-25", "two\nlines", "3"),)),
        ('Jul-25\t5" drain\t3\n', (("Jul-25", '5" drain', "3"),)),
        ("Month,Births\nJul-25,41\n", (("Month", "Births"), ("Jul-25", "41"))),
        ("", ()),
        ("\n", ()),
    ],
)
def test_what_excel_puts_on_the_clipboard(text: str, rows: tuple[Row, ...]) -> None:
    sheet = read_clipboard(text)
    assert sheet.rows == rows
    assert sheet.pasted


@given(st.text(max_size=200))
def test_any_clipboard_is_cells_or_one_sentence(text: str) -> None:
    try:
        sheet = read_clipboard(text)
    except CannotOpen as refusal:
        assert refusal.hint
    else:
        assert all(isinstance(cell, str | None) for row in sheet.rows for cell in row)


TIDY = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    min_size=1,
    max_size=8,
).filter(lambda text: text.strip() == text and '"' not in text)


@given(st.lists(st.lists(TIDY, min_size=2, max_size=2), min_size=1, max_size=8))
def test_a_copied_block_comes_back_cell_by_cell(block: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in block) + "\n"
    assert [list(row) for row in read_clipboard(text).rows] == block


# -- what cannot be read -------------------------------------------------------------------


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    assert "There is no file gone.xlsx there" in refused(tmp_path / "gone.xlsx").message
    assert "is a folder" in refused(tmp_path).message
    assert refused(tmp_path / "a\0b.xlsx").hint


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no file without right to read by chmod")
def test_a_file_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = excel(tmp_path / "a.xlsx", PLAIN)

    def denied(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    # The tests may run as an administrator, who may read everything.
    monkeypatch.setattr(Path, "read_bytes", denied)
    assert "You may not read a.xlsx" in refused(path).message


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\0" * 100])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert "is empty" in refused(path).message


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"%PDF-1.7 ...", "a PDF document"),
        ("a.xls", b"{\\rtf1 ...}", "a Word document"),
        ("a.xls", b"<html><body><table><tr><td>1</td></tr></table>", "a web page"),
        ("a.csv", bytes(range(256)) * 20, "not a spreadsheet"),
        ("a.xlsx", b"PK\x03\x04 and no more", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "damaged"),
    ],
)
def test_other_files_are_named_for_what_they_are(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refused(path).message


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("word/document.xml", "Word document"),
        ("ppt/presentation.xml", "presentation"),
        ("xl/workbook.bin", "binary workbook"),
        ("holiday.jpg", "zip file, but not a spreadsheet"),
    ],
)
def test_other_zips_are_named_for_what_they_are(tmp_path: Path, part: str, words: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    assert words in refused(path).message


def test_a_file_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(compound_file("EncryptedPackage"))
    assert "password" in refused(path).message


def compound_file(stream: str) -> bytes:
    """Make the smallest OLE file: one FAT sector, one directory sector, one named stream."""
    free, end, fat = b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff", b"\xfd\xff\xff\xff"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + bytes(6) + bytes(4)
    header += (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(4)
    header += (4096).to_bytes(4, "little") + end + bytes(4) + end + bytes(4)
    header += bytes(4) + free * 108
    table = fat + end + free * 126

    def entry(name: str, kind: int, child: bytes, start: bytes) -> bytes:
        spelled = (name + "\0").encode("utf-16-le")
        size = len(spelled).to_bytes(2, "little")
        head = spelled.ljust(64, b"\0") + size + bytes((kind, 1)) + free + free + child
        return head + bytes(36) + start + bytes(8)

    directory = entry("Root Entry", 5, (1).to_bytes(4, "little"), end) + entry(stream, 2, free, end)
    return header + table + directory.ljust(512, b"\0")


# Made once, since an Excel file holds the time at which it was made.
with TemporaryDirectory() as folder:
    WHOLE = excel(Path(folder) / "whole.xlsx", PLAIN).read_bytes()


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_refused_in_words_or_still_read(
    tmp_path: Path, data: st.DataObject
) -> None:
    whole = WHOLE
    cut = data.draw(st.integers(0, len(whole)))
    flips = data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=3))
    broken = bytearray(whole)
    for at in flips:
        broken[at] ^= 0xFF
    path = tmp_path / "broken.xlsx"
    path.write_bytes(bytes(broken[:cut] if cut < len(whole) else broken))
    try:
        sheet = read_sheet(path)
    except CannotOpen as refusal:
        assert refusal.hint
    else:
        assert isinstance(sheet, Sheet)


# -- what is too big -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="B900000"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='150000'><c r='ZZ150000'><v>1</v></c></row>",
        '<row r="99999999999999999999"><c r="ZZZZZZZZZ1"><v>1</v></c></row>',
    ],
)
def test_one_cell_far_away_does_not_fill_the_memory(tmp_path: Path, rows: str) -> None:
    assert "too big" in refused(bare_excel(tmp_path / "a.xlsx", rows)).message


@pytest.mark.parametrize(("rows", "columns"), [(3000, 16384), (300_000, 1), (1, 5000)])
def test_repeated_cells_do_not_fill_the_memory(tmp_path: Path, rows: int, columns: int) -> None:
    body = (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell'
        f' table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/>'
        "</table:table-row>"
    )
    assert "too big" in refused(open_document(tmp_path / "a.ods", body)).message


def test_entities_of_its_own_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert "damaged" in refused(path).message


@pytest.mark.parametrize("lie", [False, True])
def test_a_zip_bomb_is_refused_whatever_it_declares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: bool
) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 3_000_000)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * 5_000_000)
    if lie:
        data = path.read_bytes()
        path.write_bytes(
            data.replace((5_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
        )
    assert "too big" in refused(path).message


def test_text_beyond_the_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1\n" * (archives.MOST_ROWS + 1))
    assert "too big" in refused(path).message
    path.write_text(",".join("1" * (archives.MOST_COLUMNS + 1)))
    assert "too big" in refused(path).message
    path.write_text('Month,"' + "x" * 200_000 + '"\n')
    assert "cannot be split" in refused(path).message


def test_a_csv_of_100_000_rows_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    first = date(1990, 1, 1)
    days = (first + timedelta(days=i % 12_000) for i in range(100_000))
    path.write_text("Date,Falls\n" + "".join(f"{day:%d/%m/%Y},{day.day}\n" for day in days))
    found = understand(read_sheet(path), None, today=date(2025, 10, 6))
    # Each day comes several times with the same number, so that it counts once.
    assert len(found.rows) == 12_000
    assert found.frequency is Frequency.DAY


# -- workbooks of others, where they are ---------------------------------------------------

OTHERS = sorted(FORMATS.glob("*.*s*")) if FORMATS.is_dir() else []


@pytest.mark.skipif(not OTHERS, reason="the shared example workbooks are not here")
def test_every_example_workbook_is_read_without_stumbling() -> None:
    read = 0
    for path in OTHERS:
        with SheetFile(path) as file:
            for name in file.names:
                found = understand(file.sheet(name), None, today=date(2025, 10, 6))
                assert found.rows or found.problems
                read += 1
    assert read > 30


@pytest.mark.skipif(not OTHERS, reason="the shared example workbooks are not here")
def test_the_national_monthly_series_is_understood() -> None:
    sheet = read_sheet(FORMATS / "nhse_fft_monthly_rolling_totals.xlsx", "IP")
    found = understand(sheet, None, today=date(2025, 10, 6))
    assert [row.starts for row in found.rows] == [date(2024, month, 1) for month in (1, 2, 3, 4)]
    assert found.frequency is Frequency.MONTH


def test_cells_of_any_kind_survive_the_way_through_excel(tmp_path: Path) -> None:
    row: tuple[Cell, ...] = ("=1+1", "é", -3.5, False, date(2025, 1, 31))
    book = ExcelBook()
    page = book["Sheet"]
    page.append(row)
    page["A1"].data_type = "s"
    stream = BytesIO()
    book.save(stream)
    path = tmp_path / "a.xlsx"
    path.write_bytes(stream.getvalue())
    assert read_sheet(path).rows == (row,)
