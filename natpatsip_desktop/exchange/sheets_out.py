"""Writes workbooks made from nothing: typed cells, and the same bytes for the same sheets."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.writer.excel import ExcelWriter

from natpatsip_desktop.core.sheets import (
    GENERAL,
    LONGEST_NAME,
    NOT_IN_NAMES,
    Look,
    SheetCell,
    SheetOut,
    address,
    column_letters,
    wrong_with_name,
)
from natpatsip_desktop.errors import Problem, Severity
from natpatsip_desktop.exchange.sheet_looks import named_style, row_height, style_name
from natpatsip_desktop.exchange.texts_out import cleaned, escaped, like_a_formula

_NO_DATE = date(1980, 1, 1)  # a file must have a date, and zip files know none before


def write_workbook(
    sheets: Sequence[SheetOut], path: Path, *, title: str = "", made_on: date | None = None
) -> list[Problem]:
    """Write an .xlsx file; return what had to be left out of texts, cell by cell.

    Text is always written as text, even if it looks like a formula. The properties of the document
    hold its title and language and the date given (else 1980), and name nobody.
    """
    # The target first: if it cannot be written, nothing has been streamed yet.
    with _SteadyZip(path, "w", ZIP_DEFLATED) as archive:
        book = Workbook(write_only=True)
        try:
            left_out = _fill(book, sheets, title, made_on)
            # Not book.save(): it would put the time of day into the file.
            ExcelWriter(book, archive).write_data()
        except BaseException:
            _discard(book)
            raise
    return left_out


def _fill(
    book: Workbook, sheets: Sequence[SheetOut], title: str, made_on: date | None
) -> list[Problem]:
    _describe(book, title, made_on)
    _make_styles(book, sheets)
    names = sheet_names([sheet.name for sheet in sheets])
    left_out: list[Problem] = []
    for sheet, name in zip(sheets, names, strict=True):
        left_out += _write_sheet(book, sheet, name)
    return left_out


def _discard(book: Any) -> None:
    """Remove the files into which openpyxl streams rows: they hold the data of a return."""
    for sheet in book.worksheets:
        with suppress(Exception):  # whatever became of them, the first error is the one to tell
            sheet.close()
        with suppress(Exception):
            sheet._writer.cleanup()


def sheet_names(names: Sequence[str]) -> list[str]:
    """Return names that Excel takes, each once: shortened, cleaned and numbered where needed."""
    taken: set[str] = set()
    result = []
    for name in names:
        fitting = _fitting(name)
        number = 1
        while fitting.lower() in taken:
            number += 1
            mark = f" ({number})"
            fitting = _fitting(name)[: LONGEST_NAME - len(mark)] + mark
        taken.add(fitting.lower())
        result.append(fitting)
    return result


def _fitting(name: str) -> str:
    clean, _ = cleaned(name)
    for character in (*NOT_IN_NAMES, "\n", "\t"):
        clean = clean.replace(character, " ")
    short = " ".join(clean.split())[:LONGEST_NAME].strip(" '")
    return f"{short} sheet"[:LONGEST_NAME] if wrong_with_name(short) else short


def _describe(book: Workbook, title: str, made_on: date | None) -> None:
    about: Any = book.properties
    about.creator = None
    about.title = cleaned(title)[0] or None
    about.language = "en-GB"
    about.created = about.modified = datetime.combine(made_on or _NO_DATE, time())


def _make_styles(book: Workbook, sheets: Sequence[SheetOut]) -> None:
    """Add the styles of the looks that are used, in a fixed order."""
    used = {cell.look for sheet in sheets for row in sheet.rows for cell in row}
    for look in Look:
        style = named_style(look) if look in used else None
        if style is not None:
            book.add_named_style(style)


def _write_sheet(book: Workbook, sheet: SheetOut, name: str) -> list[Problem]:
    target: Any = book.create_sheet(name)
    for number, width in enumerate(sheet.widths, 1):
        if width:
            target.column_dimensions[column_letters(number)].width = width
    for number, row in enumerate(sheet.rows, 1):
        height = row_height(row, sheet.widths)
        if height is not None:
            target.row_dimensions[number].height = height
    if any(cell.look is not Look.PLAIN for row in sheet.rows for cell in row):
        _dress(target, sheet)
    cells = _Cells(target, name)
    for number, row in enumerate(sheet.rows, 1):
        target.append(cells.of_row(row, number))
    if sheet.head and sheet.table and len(sheet.rows) > sheet.head:
        target.tables.add(
            _table(sheet)
        )  # add_table() warns that columns are needed: they are there
    return cells.left_out


def _dress(target: Any, sheet: SheetOut) -> None:
    """Set what belongs to a sheet that people read: view, print, headings that stay in view."""
    target.sheet_view.showGridLines = False
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = 9  # A4
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    if sheet.head:
        target.freeze_panes = address(sheet.head + 1, 1)
        target.print_title_rows = f"{sheet.head}:{sheet.head}"


def _table(sheet: SheetOut) -> Table:
    """Mark a table up as one, so that screen readers tell its headings; without filter buttons."""
    head = sheet.rows[sheet.head - 1]
    columns = [TableColumn(id=number, name=str(cell.value)) for number, cell in enumerate(head, 1)]
    reach = f"{address(sheet.head, 1)}:{address(len(sheet.rows), len(head))}"
    return Table(displayName=sheet.table, ref=reach, tableColumns=columns)


class _Cells:
    """Makes the cells of one sheet; one styled cell is used again and again, as rows stream out."""

    def __init__(self, target: Any, name: str) -> None:
        self.left_out: list[Problem] = []
        self._target = target
        self._name = name
        self._ready: dict[tuple[Look, str, bool], Any] = {}

    def of_row(self, row: Sequence[SheetCell], number: int) -> Iterator[Any]:
        """Go through the cells of a row; each is written before the next is made."""
        for column, cell in enumerate(row, 1):
            if cell.value is None and cell.look is Look.PLAIN:
                yield None
            elif isinstance(cell.value, str):
                yield self._text(cell, cell.value, address(number, column))
            else:
                ready = self._styled(cell)
                ready.value = cell.value
                yield ready

    def _text(self, cell: SheetCell, value: str, place: str) -> Any:
        text, removed = cleaned(value)
        if removed:
            self.left_out.append(_without(removed, f"{self._name}, cell {place}"))
        # Quoted, so that a formula does not come to life when somebody edits the cell.
        ready = self._styled(cell, quoted=like_a_formula(text))
        ready.value = escaped(text)
        ready.data_type = "s"
        return ready

    def _styled(self, cell: SheetCell, quoted: bool = False) -> Any:
        key = (cell.look, cell.number_format, quoted)
        if key == (Look.PLAIN, GENERAL, False):
            return WriteOnlyCell(self._target)  # openpyxl itself writes on in a cell of no style
        if key not in self._ready:
            made: Any = WriteOnlyCell(self._target)
            if cell.look is not Look.PLAIN:
                made.style = style_name(cell.look)
            if cell.number_format != GENERAL:
                made.number_format = cell.number_format
            made.quotePrefix = quoted
            self._ready[key] = made
        return self._ready[key]


def _without(removed: int, where: str) -> Problem:
    count = "1 character was" if removed == 1 else f"{removed} characters were"
    return Problem(
        where=where,
        what=f"{count} left out, since Excel cannot hold them",
        severity=Severity.WARNING,
    )


class _SteadyZip(ZipFile):
    """A zip file in which every part has the same date, so that equal content is equal bytes."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        """Add a part from memory."""
        info = ZipInfo(zinfo_or_arcname, date_time=(1980, 1, 1, 0, 0, 0))
        info.compress_type = ZIP_DEFLATED
        info.create_system = 0
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """Add a part from a file."""
        self.writestr(os.fspath(arcname), Path(filename).read_bytes())
