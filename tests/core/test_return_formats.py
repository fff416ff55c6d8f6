"""Return formats as data: every file that ships, versions, and files that cannot be used."""

import json
from datetime import date
from pathlib import Path

import pytest
from return_example import (
    MDC,
    OWN,
    content,
    example,
    golden_path,
)

from natpatsip_desktop.core.definitions import read_definition
from natpatsip_desktop.core.periods import parse_return_period
from natpatsip_desktop.core.records import (
    Organisation,
)
from natpatsip_desktop.core.returns.catalogue import format_of, formats, formats_in
from natpatsip_desktop.core.returns.collect import collect
from natpatsip_desktop.core.returns.data import ReturnData
from natpatsip_desktop.core.returns.definition import build_format
from natpatsip_desktop.core.returns.layout import (
    ReturnFormat,
)
from natpatsip_desktop.core.returns.naming import file_name
from natpatsip_desktop.core.returns.preview import sheets_out
from natpatsip_desktop.core.returns.rules import check
from natpatsip_desktop.core.sheets import Look
from natpatsip_desktop.errors import BadInput, NotThere, Severity
from natpatsip_desktop.paths import shipped

FOLDER = shipped("resources") / "returns"
Q2 = parse_return_period("2025-Q2")


# -- every format that ships ---------------------------------------------------------------


def shipped_formats() -> list[ReturnFormat]:
    return [read_definition(path, build_format) for path in sorted(FOLDER.glob("*.toml"))]


@pytest.mark.parametrize("one", shipped_formats(), ids=lambda one: f"{one.id}-{one.version}")
class TestEveryFormat:
    def test_is_listed(self, one: ReturnFormat) -> None:
        assert one in formats()

    def test_fills_its_example_without_an_error(self, one: ReturnFormat) -> None:
        found = check(one, example(), collect(one, example()))
        assert [p for p in found if p.severity is Severity.ERROR] == []

    def test_equals_its_golden_content(self, one: ReturnFormat) -> None:
        golden = json.loads(golden_path(one).read_text(encoding="utf-8"))
        assert content(one, example()) == golden

    def test_says_on_every_sheet_that_it_is_not_official(self, one: ReturnFormat) -> None:
        for sheet in sheets_out(collect(one, example())):
            plain = all(cell.look is Look.PLAIN for row in sheet.rows for cell in row)
            assert plain or one.official or sheet.rows[1][0].value == one.banner

    def test_opens_on_an_empty_workbook(self, one: ReturnFormat) -> None:
        data = ReturnData(organisation=Organisation(), period=Q2)
        found = check(one, data, collect(one, data))
        assert [p.rule for p in found if p.severity is Severity.ERROR] == ["has-rows"]
        assert file_name(one, data)


def test_there_are_the_two_first_formats() -> None:
    assert {MDC, OWN} <= {one.id for one in formats()}


def test_no_golden_file_is_left_over() -> None:
    kept = {golden_path(one) for one in formats()}
    assert set(golden_path(formats()[0]).parent.glob("*.json")) == kept


# -- which format and version --------------------------------------------------------------


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(NotThere) as caught:
        format_of("mdc.tiddy", Q2.ends)
    assert caught.value.message == "There is no return format mdc.tiddy."
    assert "mdc.tidy" in caught.value.hint
    with pytest.raises(NotThere, match=r"mdc\.tidy, own\.measure-return"):
        format_of("", Q2.ends)


def write_formats(folder: Path, **bounds: str) -> None:
    source = (FOLDER / "mdc.tidy-1.toml").read_text(encoding="utf-8")
    for name, lines in bounds.items():
        text = source.replace('version = "1"', f'version = "{name}"\n{lines}', 1)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_the_version_follows_the_end_of_the_period(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "returns").mkdir()
    write_formats(
        tmp_path / "returns",
        a="valid_to = 2025-03-31",
        b='valid_from = 2025-04-01\nvalid_to = 2026-03-31\nsupersedes = "a"',
    )
    monkeypatch.setattr("natpatsip_desktop.core.returns.catalogue.shipped", lambda folder: tmp_path)
    assert format_of(MDC, date(2025, 3, 31)).version == "a"
    assert format_of(MDC, date(2025, 4, 30)).version == "b"
    with pytest.raises(NotThere, match=r"There is no version of mdc\.tidy for that period"):
        format_of(MDC, date(2026, 6, 30))


def test_two_files_for_one_version_are_refused(tmp_path: Path) -> None:
    write_formats(tmp_path, a="")
    text = (tmp_path / "a.toml").read_text(encoding="utf-8")
    (tmp_path / "z.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"z\.toml and a\.toml both define mdc\.tidy version a"):
        formats_in(tmp_path)


# -- definitions that cannot be used -------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('owner = "', 'ownre = "', "owner", "add text in quotation marks"),
        ('owner = "', 'ownre = "', "ownre", "spell it owner"),
        ("official = false", 'official = "no"', "official", "write true or false"),
        ('certainty = "A"', 'certainty = "E"', "certainty", "write one of A, B, C, D"),
        ('"month", "quarter"', '"month", "week"', "periods", "month, quarter, year"),
        ('files = ["xlsx"', 'files = ["docx"', "files", "write one or more of xlsx, csv"),
        ("{period}", "{0.__class__}", "file_name", "{0.__class__} is no name here"),
        ('"none"', '"round"', "disclosure", "write one of none"),
        ('sheet = "Sheet1"', 'sheet = "Sheet9"', "csv, sheet", "write one of Sheet1"),
        ('name = "Sheet1"', 'name = "A/B"', "sheet 1, name", "without"),
        ('kind = "table"', 'kind = "pivot"', "kind", "write one of table, fields"),
        ('"point.value"', '"point.valeu"', "source", "write one of point.value"),
        ('"point.value"', '"eval(1)"', "column 4, source", "write one of"),
        ('type = "whole"', 'type = "int"', "type", "text, whole, number, percent, date"),
        ('missing = "skip"', 'name = "AB1"', "name", "small letters"),
        ('["xlsx", "csv"]', '["xlsx"]', "csv", "if files has csv, and only then"),
        ('header = "value"', 'header = "what"', "column", "what is there twice"),
        ("width = 31.13", 'width = "wide"', "width", "a number"),
        ('rule = "has-rows"', 'rule = "has-row"', "rule", "write one of has-rows"),
        ('source = "target"\nseverity', "severity", "source", "say which column"),
        ('severity = "info"', 'severity = "fatal"', "severity", "error, warning, info"),
        ("{found}.", "{fund}.", "message", "{fund} is no name here"),
        ("{found}.", "{found!r}.", "message", "{found} is no name here"),
        ("{found}.", "{found", "message", "{{} is no name here"),
    ],
)
def test_a_bad_definition_is_refused_with_its_file_and_key(
    tmp_path: Path, old: str, new: str, where: str, what: str
) -> None:
    source = (FOLDER / "mdc.tidy-1.toml").read_text(encoding="utf-8")
    assert old in source
    path = tmp_path / "bad.toml"
    path.write_text(source.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_definition(path, build_format)
    assert any(
        "bad.toml" in problem.where and where in problem.where and what in problem.what
        for problem in caught.value.problems
    ), [str(problem) for problem in caught.value.problems]


def test_a_field_of_a_cover_takes_a_source_or_a_text(tmp_path: Path) -> None:
    source = (FOLDER / "own.measure-return-1.toml").read_text(encoding="utf-8")
    path = tmp_path / "bad.toml"
    bad = source.replace('source = "organisation.name"', 'source = "point.value"\ntext = "x"', 1)
    path.write_text(bad, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_definition(path, build_format)
    words = [problem.what for problem in caught.value.problems]
    assert "write a source or a text, one of the two" in words
    assert any(word.startswith("write one of") for word in words)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('name = "Definitions"', 'name = "measures"', "measures is there twice"),
        ('name = "definitions"', 'name = "measures"', "measures is there twice"),
    ],
)
def test_sheets_and_tables_have_names_of_their_own(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    source = (FOLDER / "own.measure-return-1.toml").read_text(encoding="utf-8")
    assert old in source
    path = tmp_path / "bad.toml"
    path.write_text(source.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput, match=what):
        read_definition(path, build_format)


def test_an_empty_file_says_what_to_add(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_definition(path, build_format)
    places = {problem.where.rpartition(", ")[2] for problem in caught.value.problems}
    assert {"id", "version", "title", "sheet", "files", "official"} <= places
