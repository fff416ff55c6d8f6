"""`natpatsip check FILE`: what it finds in workbooks, returns and spreadsheets, and its codes."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from openpyxl.comments import Comment

from natpatsip_desktop.__main__ import draw
from natpatsip_desktop.actions.demo import write_demo
from natpatsip_desktop.cli import main
from natpatsip_desktop.core.records import Measure, Point, Project
from natpatsip_desktop.store.document import new_document, read_workbook_at

Run = Callable[..., tuple[int, str, str]]
# Ten digits that pass the check of the NHS number and belong to the range kept for tests.
NHS_NUMBER = "999 012 3403"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words], draw)
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        assert "fault in the program" not in said.err
        return code, said.out, said.err

    return call


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "d.qiw"
    write_demo(path, date(2025, 10, 13))
    return path


def plain_book() -> Book:
    """A sheet as a return would have it, with nobody's name in it."""
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Return"
    for row in (["Month", "Smoke-free", "Births"], ["Sep 2025", 41, 52], ["Oct 2025", -3, 50]):
        sheet.append(row)
    book.properties.creator = ""
    return book


def saved(book: Book, path: Path) -> Path:
    book.save(path)
    return path


def with_part(path: Path, name: str, text: str = "<x/>", replace: str = "") -> Path:
    """Add a part to an .xlsx, or put `text` before the first `replace` of a part it has."""
    parts = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in parts.namelist():
            data = parts.read(one)
            if one == name:
                assert replace.encode() in data
                data = data.replace(replace.encode(), text.encode() + replace.encode(), 1)
            archive.writestr(one, data)
        if name not in parts.namelist():
            archive.writestr(name, text)
    return path


# -- spreadsheets --------------------------------------------------------------------------


def test_a_plain_return_has_nothing_to_put_right(run: Run, tmp_path: Path) -> None:
    path = saved(plain_book(), tmp_path / "r.xlsx")
    assert run("check", path) == (0, "r.xlsx: nothing to put right.\n", "")


@pytest.mark.parametrize("format", ["mdc.tidy", "own.measure-return"])
def test_what_we_write_ourselves_passes(
    run: Run, example: Path, tmp_path: Path, format: str
) -> None:
    out = tmp_path / "r.xlsx"
    period = ("--period", "2025-Q1")
    run("return", example, "--format", format, *period, "-o", out, "--draft")
    (written,) = tmp_path.glob("*.xlsx")
    assert run("check", written)[0] == 0


@pytest.mark.parametrize("cell", [NHS_NUMBER, "9990123403", 9990123403, f"Seen: {NHS_NUMBER}."])
def test_an_nhs_number_in_a_cell_is_found_with_its_place(
    run: Run, tmp_path: Path, cell: str | int
) -> None:
    book = plain_book()
    book["Return"]["D3"] = cell
    code, said, found = run("check", saved(book, tmp_path / "r.xlsx"))
    assert code == 1
    assert said == "r.xlsx can be opened. Look at 1 thing before you send it.\n"
    assert found == (
        "error: sheet «Return»: cell D3 looks like an NHS number."
        " Take it out: nothing about single patients may be sent.\n"
    )


def test_other_long_numbers_are_left_alone_though_chance_makes_some_pass(
    run: Run, tmp_path: Path
) -> None:
    book = plain_book()
    for row in range(100):
        book["Return"][f"E{row + 5}"] = 4_010_232_100 + row  # one in eleven passes the check
    assert run("check", saved(book, tmp_path / "r.xlsx"))[0] == 0


def test_a_column_about_single_patients_is_found_by_its_heading(run: Run, tmp_path: Path) -> None:
    book = plain_book()
    for row, text in enumerate(["Date of birth", "1 May 1990", "2 May 1991", "3 May 1992"], 1):
        book["Return"][f"D{row}"] = text
    code, _, found = run("check", saved(book, tmp_path / "r.xlsx"))
    assert code == 1
    assert "the column «Date of birth» may be about single patients" in found


def test_texts_outside_cells_are_looked_at_too(run: Run, tmp_path: Path) -> None:
    book = plain_book()
    sheet = book["Return"]
    sheet["A2"].comment = Comment(f"Ask about {NHS_NUMBER}", "Priya Shah")
    sheet.oddHeader.center.text = f"Case {NHS_NUMBER}"
    book.properties.description = f"About {NHS_NUMBER}"
    code, _, found = run("check", saved(book, tmp_path / "r.xlsx"))
    assert code == 1
    for place in ("comments", "headers and footers", "properties"):
        assert f"error: {place}: What looks like an NHS number." in found
    assert "comments, author: names «Priya Shah»" in found


def test_hidden_sheets_rows_and_columns_are_named(run: Run, tmp_path: Path) -> None:
    book = plain_book()
    book.create_sheet("Lists").sheet_state = "veryHidden"
    book.create_sheet("Working").sheet_state = "hidden"
    book["Return"].column_dimensions["C"].hidden = True
    code, _, found = run("check", saved(book, tmp_path / "r.xlsx"))
    assert code == 1
    assert "sheets «Lists», «Working»: hidden." in found
    assert "sheet «Return»: some rows or columns are hidden." in found


def test_people_in_the_properties_are_named_and_programs_are_not(run: Run, tmp_path: Path) -> None:
    book = plain_book()
    book.properties.creator, book.properties.lastModifiedBy = "openpyxl", "Priya Shah"
    code, _, found = run("check", saved(book, tmp_path / "r.xlsx"))
    assert code == 1
    assert "properties, last changed by: names «Priya Shah»" in found
    assert "openpyxl" not in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("=HYPERLINK(1)", True),
        ("@SUM(A1)", True),
        ("+cmd|' /C calc'!A0", True),
        ("-A1:B2", True),
        ("-", False),
        ("- no data this week", False),
        ("+44 113 496 0000", False),
        ("-12 to 4", False),
    ],
)
def test_text_that_would_run_as_a_formula(run: Run, tmp_path: Path, text: str, told: bool) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f'Month,Note\nSep 2025,"{text}"\n', encoding="utf-8")
    code, _, found = run("check", path)
    assert code == int(told)
    assert ("a spreadsheet may run as a formula: B2" in found) is told


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "it has macros"),
        ("xl/connections.xml", "it fetches data from elsewhere"),
        ("xl/pivotCache/pivotCacheRecords1.xml", "a pivot table keeps a copy"),
        ("xl/embeddings/oleObject1.bin", "1 other file is inside this one"),
    ],
)
def test_parts_that_nobody_sees_are_told(run: Run, tmp_path: Path, part: str, words: str) -> None:
    path = with_part(saved(plain_book(), tmp_path / "r.xlsx"), part)
    code, _, found = run("check", path)
    assert code == 1
    assert words in found


def test_links_to_other_files_and_the_folder_are_told(run: Run, tmp_path: Path) -> None:
    path = saved(plain_book(), tmp_path / "r.xlsx")
    relation = (
        '<Relationships><Relationship Id="rId1" TargetMode="External"'
        ' Target="file:///S:/QI/births.xlsx"/></Relationships>'
    )
    with_part(path, "xl/externalLinks/_rels/externalLink1.xml.rels", relation)
    with_part(path, "xl/workbook.xml", r'<absPath url="C:\Users\priya\"/>', "</workbook>")
    code, _, found = run("check", path)
    assert code == 1
    assert "formulas read another file: file:///S:/QI/births.xlsx" in found
    assert "names the folder it was kept in: C:\\Users\\priya\\" in found


def test_a_spreadsheet_that_cannot_be_opened_is_a_finding(run: Run, tmp_path: Path) -> None:
    path = saved(plain_book(), tmp_path / "r.xlsx")
    path.write_bytes(path.read_bytes()[:900])
    code, said, found = run("check", path)
    assert (code, said) == (1, "r.xlsx cannot be opened.\n")
    assert "The file is damaged" in found


@pytest.mark.parametrize("name", ["nothing.xlsx", "nothing.qiw", ""])
def test_a_file_that_is_not_there_cannot_be_checked(run: Run, tmp_path: Path, name: str) -> None:
    code, said, found = run("check", tmp_path / name)
    assert (code, said) == (2, "")
    assert found.count("\n") == 1


# -- workbooks -----------------------------------------------------------------------------


def test_a_whole_workbook_is_whole(run: Run, example: Path) -> None:
    assert run("check", example) == (0, "d.qiw is whole.\n", "")


def damaged(example: Path, path: Path) -> Path:
    """Spoil one page of the last table."""
    data = bytearray(example.read_bytes())
    data[len(data) - 4096 * 3 : len(data) - 4096 * 2] = b"\xaa" * 4096
    path.write_bytes(bytes(data))
    return path


def test_a_damaged_workbook_is_told_and_salvage_is_offered(
    run: Run, example: Path, tmp_path: Path
) -> None:
    path = damaged(example, tmp_path / "d.qiw")
    code, said, found = run("check", path)
    assert code == 1
    assert said.startswith("d.qiw is not whole.\nTo bring what can be read into a new workbook:")
    assert found.startswith("error: d.qiw is damaged")


def test_salvage_writes_what_can_be_read(run: Run, example: Path, tmp_path: Path) -> None:
    path, new = damaged(example, tmp_path / "d.qiw"), tmp_path / "new.qiw"
    before = path.read_bytes()
    code, said, found = run("check", path, "--salvage", new)
    assert code == 1
    assert "7 projects" in said and "were brought into new.qiw" in said
    assert "cannot be read" in found
    assert path.read_bytes() == before
    with read_workbook_at(new) as workbook:
        assert workbook.count(Project) == 7
    assert run("check", new)[0] == 0


def test_salvage_never_writes_over_a_file(run: Run, example: Path, tmp_path: Path) -> None:
    path, there = damaged(example, tmp_path / "d.qiw"), tmp_path / "there.qiw"
    there.write_text("mine")
    assert run("check", path, "--salvage", there)[0] == 2
    assert there.read_text() == "mine"


def test_nothing_is_salvaged_from_a_whole_workbook(run: Run, example: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.qiw"
    code, said, _ = run("check", example, "--salvage", new)
    assert code == 0
    assert said.endswith("Nothing needs to be salvaged, so nothing was written.\n")
    assert not new.exists()


@pytest.mark.parametrize("content", [b"", b"Dear Priya", b"PK\x03\x04"])
def test_what_is_no_workbook_in_spite_of_its_name_is_told(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "w.qiw"
    path.write_bytes(content)
    code, said, found = run("check", path)
    assert code == 1
    assert said.startswith("w.qiw is not whole.")
    assert found.startswith("error: w.qiw is ")


def test_nhs_numbers_in_a_workbook_are_found_in_every_text_and_in_the_log(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "w.qiw"
    document = new_document(path)
    with document.workbook.edit("Start"):
        project = document.workbook.insert(Project(title="Warm babies", reason=f"See {NHS_NUMBER}"))
        measure = document.workbook.insert(Measure(project_id=project.id, name="Births"))
        document.workbook.insert(
            Point(measure_id=measure.id, starts=date(2025, 9, 1), value=41.0, note=NHS_NUMBER)
        )
    document.close()
    code, said, found = run("check", path)
    assert code == 1
    assert said == "w.qiw can be opened. Look at 3 things.\n"
    assert found.splitlines() == [
        "error: Warm babies: Project: reason may hold an NHS number. Take it out.",
        "error: Warm babies: Births, September 2025: note may hold an NHS number. Take it out.",
        "warning: change log: 2 lines may hold an NHS number."
        " Tell who looks after patient data before you share.",
    ]
