"""Reads any .xlsx, .xlsm, .xls, .ods or .csv file, or the clipboard, as typed cells.

A file is known by what is in it, not by its name. Whatever is wrong with it is said in one
sentence (CannotOpen); nothing is ever computed, followed or run.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import python_calamine as calamine

from natpatsip_desktop.core.cells import Cell, Row, Sheet
from natpatsip_desktop.errors import CannotOpen, NotThere
from natpatsip_desktop.exchange.archives import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    check_archive,
    too_big,
)
from natpatsip_desktop.exchange.text_in import decode, read_text

MOST_BYTES = 100_000_000
_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf"
# Excel keeps an encrypted workbook as a part of this name in the older kind of file.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT_FOR_PERCENT = 200
_MIDNIGHT = time()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One sheet of a file, before it is read."""

    name: str
    hidden: bool = False
    empty: bool = False


def sheet_names(path: Path | str) -> list[str]:
    """Return the names of the sheets of a file, in order; one empty name for a text file."""
    return [tab.name for tab in tabs(path)]


def tabs(path: Path | str) -> list[Tab]:
    """Return the sheets of a file, with those marked that are hidden or empty."""
    with SheetFile(path) as file:
        return file.tabs()


def read_sheet(path: Path | str, name: str | None = None) -> Sheet:
    """Read one sheet of a file: the one with this name, or the first."""
    with SheetFile(path) as file:
        return file.sheet(file.names[0] if name is None else name)


def read_clipboard(text: str) -> Sheet:
    """Read a block that was copied from Excel or typed; one trailing line end is no row."""
    if len(text) > MOST_BYTES:
        raise too_big()
    return read_text(text.replace("\0", ""), pasted=True)


class SheetFile:
    """An open file of sheets; closes itself at the end of a `with` block."""

    def __init__(self, path: Path | str) -> None:
        self._data = _bytes_of(Path(path))
        self._text: Sheet | None = None
        self._book: Any = None
        self._read: dict[str, tuple[Row, ...]] = {}
        if self._data.startswith((_ZIP, _OLE)):
            self._book = _open_book(self._data)
            self.names: list[str] = list(self._book.sheet_names)
        else:
            self._text = _text_sheet(self._data, Path(path))
            self.names = [""]
        if not self.names:
            raise CannotOpen("There is no sheet in this file.", "Choose another file.")

    def __enter__(self) -> "SheetFile":
        return self

    def __exit__(self, *_: object) -> None:
        if self._book is not None:
            self._book.close()

    def tabs(self) -> list[Tab]:
        """Return the sheets in order, with those marked that are hidden or empty."""
        if self._book is None:
            return [Tab(name="", empty=not self.sheet("").rows)]
        visible = calamine.SheetVisibleEnum.Visible
        return [
            Tab(name=m.name, hidden=m.visible != visible, empty=not self._rows(m.name))
            for m in self._book.sheets_metadata
        ]

    def sheet(self, name: str) -> Sheet:
        """Read one sheet by its name; capital letters do not matter."""
        if self._text is not None:
            if name:
                raise NotThere("A text file has no sheets.", "Leave the name of the sheet out.")
            return self._text
        match = next((n for n in self.names if n.casefold() == name.strip().casefold()), None)
        if match is None:
            known = ", ".join(f"«{known}»" for known in self.names[:12])
            raise NotThere(f"There is no sheet «{name}» in this file.", f"It has {known}.")
        sheet = Sheet(rows=self._rows(match), name=match)
        return replace(sheet, percents=_percent_columns(self._data, sheet))

    def _rows(self, name: str) -> tuple[Row, ...]:
        if name not in self._read:
            with _calm():
                self._read[name] = _rows(self._book.get_sheet_by_name(name))
        return self._read[name]


# -- opening -------------------------------------------------------------------------------


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            name = path.name or path.resolve().name  # «.» has no name of its own
            raise CannotOpen(f"{name} is a folder.", "Choose a spreadsheet in it.")
        if path.stat().st_size > MOST_BYTES:
            raise too_big()
        data = path.read_bytes()
    except FileNotFoundError as error:
        hint = "Look whether it was moved or renamed, and choose it again."
        raise CannotOpen(f"There is no file {path.name} there.", hint) from error
    except PermissionError as error:
        hint = "Close it in Excel, or copy it to your Documents folder and choose the copy."
        raise CannotOpen(f"You may not read {path.name}, or it is in use.", hint) from error
    except (OSError, ValueError) as error:
        hint = "Copy it to this computer and choose the copy."
        raise CannotOpen(f"{path.name} could not be read from where it is.", hint) from error
    if not data.strip(b"\0\r\n\t "):
        raise CannotOpen(f"{path.name} is empty.", "Choose a file with a row for each period.")
    return data


def _open_book(data: bytes) -> Any:
    if data.startswith(_ZIP):
        check_archive(data)
    elif _LOCKED in data:
        raise _has_password()
    with _calm():
        return calamine.CalamineWorkbook.from_filelike(BytesIO(data))


def _text_sheet(data: bytes, path: Path) -> Sheet:
    for mark, words in ((_PDF, "a PDF document"), (_RTF, "a Word document")):
        if data.startswith(mark):
            hint = "Copy its table into Excel, save that as .xlsx, and choose it."
            raise CannotOpen(f"{path.name} is {words}.", hint)
    sheet = read_text(decode(data))
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"}:
        note = f"{path.name} is a text file in spite of its name, and was read as one"
        return replace(sheet, notes=(note, *sheet.notes))
    return sheet


@contextmanager
def _calm() -> Iterator[None]:
    """Turn whatever the reader raises, a panic of its core included, into one sentence."""
    try:
        yield
    except calamine.PasswordError as error:
        raise _has_password() from error
    except (CannotOpen, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    # A panic inside calamine is no Exception, so that it is named here.
    except BaseException as error:
        raise CannotOpen(
            "The spreadsheet is damaged, or of a kind that cannot be read here.",
            "Open it in Excel, save it as a new .xlsx file, and choose that one.",
        ) from error


def _has_password() -> CannotOpen:
    return CannotOpen(
        "The file is protected with a password.",
        "Open it in Excel, take the password off (File, Info), save, and choose it again.",
    )


# -- cells ---------------------------------------------------------------------------------


def _rows(sheet: Any) -> tuple[Row, ...]:
    if sheet.end is None:
        return ()
    last_row, last_column = sheet.end
    if (
        last_row >= MOST_ROWS
        or last_column >= MOST_COLUMNS
        or (last_row + 1) * (last_column + 1) > MOST_CELLS
    ):
        raise too_big()
    rows = [tuple(_cell(value) for value in row) for row in sheet.to_python(skip_empty_area=False)]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    return tuple(rows)


def _cell(value: Any) -> Cell:
    """Take a cell as calamine gives it; midnight is a date, and no text is no cell."""
    if value == "":
        return None
    if isinstance(value, datetime) and value.time() == _MIDNIGHT:
        return value.date()
    return value  # type: ignore[no-any-return]


def _percent_columns(data: bytes, sheet: Sheet) -> frozenset[int]:
    """Find the columns that Excel shows as percentages, if any column could be one."""
    if not data.startswith(_ZIP) or not any(_fractions(sheet)):
        return frozenset()
    # Heavy, and only needed for sheets with fractions.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            rows = book[sheet.name].iter_rows(max_row=_LOOKED_AT_FOR_PERCENT)
            shown = {cell.column or 0 for row in rows for cell in row if _is_percent(cell)}
            book.close()
    # openpyxl cannot open every file that calamine can; then the numbers alone decide.
    except Exception:
        return frozenset()
    return frozenset(column - 1 for column in shown)


def _fractions(sheet: Sheet) -> Iterator[bool]:
    for row in sheet.rows[:_LOOKED_AT_FOR_PERCENT]:
        for cell in row:
            yield isinstance(cell, float) and abs(cell) <= 3 and not cell.is_integer()


def _is_percent(cell: Any) -> bool:
    return isinstance(cell.value, int | float) and "%" in (cell.number_format or "")
