"""Makes return formats out of their definition files; every key it does not know is refused."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from natpatsip_desktop.core.definitions import Table
from natpatsip_desktop.core.records import Frequency, Unit
from natpatsip_desktop.core.returns.disclosure import DISCLOSURE
from natpatsip_desktop.core.returns.layout import (
    Block,
    Certainty,
    CheckRule,
    Column,
    CsvLayout,
    Field,
    FieldsBlock,
    FileKind,
    FormatStatus,
    Guard,
    Kind,
    Level,
    Missing,
    Origin,
    Reach,
    ReturnFormat,
    RowsOf,
    SheetLayout,
    TableBlock,
)
from natpatsip_desktop.core.returns.rules import RULES
from natpatsip_desktop.core.returns.sources import SOURCES_OF
from natpatsip_desktop.core.returns.words import (
    IN_FILE_NAMES,
    IN_LINES,
    IN_MESSAGES,
    unknown_names,
)
from natpatsip_desktop.core.sheets import GENERAL, wrong_with_name
from natpatsip_desktop.errors import Severity

Choice = TypeVar("Choice", bound=StrEnum)

_PERIODS = (Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR)
_FORMATS_BY = frozenset([*(unit.value for unit in Unit), *(one.value for one in Frequency)])
# A table of another shape of name could be read as a cell, like AB1.
_TABLE_NAME = re.compile(r"[a-z_]{4,60}")
_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252")


class BlockKind(StrEnum):
    """The blocks a sheet can be put together from."""

    TABLE = "table"
    FIELDS = "fields"


def build_format(file: Table) -> ReturnFormat:
    """Make one version of a return format out of returns/NAME.toml."""
    sheets = tuple(_sheet(table) for table in file.tables("sheet"))
    if not sheets:
        file.refuse("sheet", "add a sheet headed [[sheet]]")
    _once(file, "sheet", [sheet.name for sheet in sheets])
    _once(file, "block", _table_names(sheets))
    files = _choices(file, "files", FileKind)
    if (FileKind.CSV in files) != ("csv" in file):
        file.refuse("csv", "say how in a table headed [csv] if files has csv, and only then")
    return ReturnFormat(
        id=file.text("id"),
        version=file.text("version"),
        title=file.text("title"),
        owner=file.text("owner"),
        about=file.text("about"),
        status=file.choice("status", FormatStatus),
        official=file.flag("official"),
        certainty=file.choice("certainty", Certainty),
        banner=file.text("banner", ""),
        origins=tuple(
            Origin(what=table.text("what"), seen=table.day("seen"))
            for table in file.tables("origin")
        ),
        valid_from=_day(file, "valid_from"),
        valid_to=_day(file, "valid_to"),
        supersedes=file.text("supersedes", ""),
        periods=_periods(file),
        levels=_choices(file, "levels", Level),
        files=files,
        file_name=_template(file, "file_name", IN_FILE_NAMES),
        disclosure=_one_of(file, "disclosure", DISCLOSURE),
        route=file.texts("route"),
        sheets=sheets,
        csv=_csv(file.table("csv"), sheets) if "csv" in file else None,
        checks=tuple(_check(table) for table in file.tables("check")),
    )


def _sheet(table: Table) -> SheetLayout:
    name = table.text("name")
    wrong = wrong_with_name(name)
    if name and wrong:
        table.refuse("name", wrong)
    above = table.texts("above") if "above" in table else ()
    for line in above:
        _known(table, "above", line, IN_LINES)
    blocks = tuple(_block(block) for block in table.tables("block"))
    if not blocks:
        table.refuse("block", "add a block headed [[sheet.block]]")
    return SheetLayout(name=name, plain=table.flag("plain", False), above=above, blocks=blocks)


def _block(table: Table) -> Block:
    if table.choice("kind", BlockKind) is BlockKind.FIELDS:
        return FieldsBlock(fields=tuple(_field(field) for field in table.tables("field")))
    rows = table.choice("rows", RowsOf)
    return TableBlock(
        rows=rows,
        reach=table.choice("reach", Reach) if "reach" in table else Reach.PERIOD,
        missing=table.choice("missing", Missing) if "missing" in table else Missing.ROW,
        name=_table_name(table),
        columns=_columns(table, SOURCES_OF[rows]),
    )


def _columns(table: Table, sources: Collection[str]) -> tuple[Column, ...]:
    columns = tuple(_column(column, sources) for column in table.tables("column"))
    if not columns:
        table.refuse("column", "add a column headed [[sheet.block.column]]")
    headers = [column.header for column in columns]
    for header in {header for header in headers if headers.count(header) > 1}:
        table.refuse("column", f"give each column its own heading, {header} is there twice")
    return columns


def _column(table: Table, sources: Collection[str]) -> Column:
    formats = table.pairs("formats")
    for name in formats:
        if name not in _FORMATS_BY:
            table.refuse("formats", f"{name} is no unit or frequency of a measure")
    return Column(
        header=table.text("header"),
        source=_one_of(table, "source", sources),
        kind=table.choice("type", Kind),
        required=table.flag("required", False),
        number_format=table.text("format", GENERAL),
        formats=formats,
        map=table.pairs("map"),
        width=table.number("width") or 0.0,
        missing=_template(table, "missing", IN_MESSAGES) if "missing" in table else "",
    )


def _field(table: Table) -> Field:
    if ("source" in table) == ("text" in table):
        table.refuse("source", "write a source or a text, one of the two")
    return Field(
        label=table.text("label"),
        source=_one_of(table, "source", SOURCES_OF[None]) if "source" in table else "",
        text=table.text("text", ""),
        kind=table.choice("type", Kind) if "type" in table else Kind.TEXT,
        number_format=table.text("format", GENERAL),
    )


def _csv(table: Table, sheets: tuple[SheetLayout, ...]) -> CsvLayout:
    return CsvLayout(
        sheet=_one_of(table, "sheet", [sheet.name for sheet in sheets]),
        encoding=_one_of(table, "encoding", _ENCODINGS),
        date=table.text("date"),
        guard=table.choice("guard", Guard),
    )


def _check(table: Table) -> CheckRule:
    rule = _one_of(table, "rule", RULES)
    if rule in RULES and RULES[rule].needs_source and "source" not in table:
        table.refuse("source", "say which column the check is about, like measure.name")
    return CheckRule(
        rule=rule,
        severity=table.choice("severity", Severity),
        source=_one_of(table, "source", SOURCES_OF[RowsOf.PERIOD]) if "source" in table else "",
        message=_template(table, "message", IN_MESSAGES) if "message" in table else "",
    )


def _one_of(table: Table, key: str, known: Collection[str] | Mapping[str, object]) -> str:
    """Return a word that must be one of a fixed vocabulary."""
    text = table.text(key)
    if text and text not in known:
        near = get_close_matches(text, known, n=3) or sorted(known)
        table.refuse(key, f"write one of {', '.join(near)}")
    return text


def _template(table: Table, key: str, known: Collection[str]) -> str:
    text = table.text(key)
    _known(table, key, text, known)
    return text


def _known(table: Table, key: str, text: str, known: Collection[str]) -> None:
    for name in unknown_names(text, known):
        table.refuse(key, f"{{{name}}} is no name here, use {', '.join(sorted(known))}")


def _choices(table: Table, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
    return tuple(kind(word) for word in _words(table, key, [member.value for member in kind]))


def _periods(table: Table) -> tuple[Frequency, ...]:
    words = _words(table, "periods", [period.value for period in _PERIODS])
    return tuple(Frequency(word) for word in words)


def _words(table: Table, key: str, known: list[str]) -> list[str]:
    words = table.texts(key)
    if not words or any(word not in known for word in words):
        table.refuse(key, f"write one or more of {', '.join(known)}")
    return [word for word in words if word in known]


def _day(table: Table, key: str) -> date | None:
    return table.day(key) if key in table else None


def _table_name(table: Table) -> str:
    name = table.text("name", "")
    if name and not _TABLE_NAME.fullmatch(name):
        table.refuse("name", "write small letters and _ only, like measures")
    return name


def _table_names(sheets: tuple[SheetLayout, ...]) -> list[str]:
    blocks = [block for sheet in sheets for block in sheet.blocks]
    return [block.name for block in blocks if isinstance(block, TableBlock) and block.name]


def _once(file: Table, key: str, names: list[str]) -> None:
    """Refuse names that differ at most in capitals, which Excel takes for the same."""
    lower = [name.lower() for name in names]
    for name in sorted({name for name in lower if lower.count(name) > 1}):
        file.refuse(key, f"give each {key} its own name, {name} is there twice")
