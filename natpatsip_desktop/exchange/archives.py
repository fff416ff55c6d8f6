"""Looks at a zipped spreadsheet before it is read: how big it really is, and what it holds.

The reader lays a sheet out as one block up to its last cell, and a block beyond the memory ends
the whole program. So one stray or hostile cell at XFD1048576 must be found before that.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from struct import unpack_from
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from natpatsip_desktop.errors import CannotOpen

MOST_UNPACKED = 300_000_000
MOST_ENTRIES = 5_000
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200_000, 2_000, 20_000_000
_DAMAGE = (BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError, ValueError, RuntimeError)
_PIECE = 1 << 20
_OVERLAP = 64
_WORKSHEET = re.compile(r"^/?xl/(worksheets|chartsheets)/[^/]+\.xml$", re.IGNORECASE)
_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,9}([0-9]{4,})["']""")
_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{2,})[0-9]""")


def check_archive(data: bytes) -> None:
    """Raise CannotOpen if a zip is damaged, is no spreadsheet, or would unpack too big."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_kind({entry.filename for entry in entries})
            _check_declared(entries)
            _check_reach(entries, data)
    except _DAMAGE as error:
        raise CannotOpen(
            "The file is damaged: a part of it is missing or changed.",
            "Open it in Excel, save it as a new .xlsx file, and choose that one.",
        ) from error


def too_big() -> CannotOpen:
    """Return what to say about a spreadsheet beyond the limits."""
    return CannotOpen(
        f"The sheet is too big: more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns.",
        "Copy only the rows and columns with your numbers into a new workbook, and choose that.",
    )


def _check_kind(names: set[str]) -> None:
    if any(name.startswith("word/") for name in names):
        raise CannotOpen("This is a Word document.", "Copy its table into Excel and save that.")
    if any(name.startswith("ppt/") for name in names):
        raise CannotOpen("This is a presentation.", "Copy its table into Excel and save that.")
    if any(name.lower() == "xl/workbook.bin" for name in names):
        raise CannotOpen(
            "This is an Excel binary workbook (.xlsb), which cannot be read here.",
            "Open it in Excel and save it as .xlsx.",
        )
    if not any(name.lower().startswith("xl/") or name == "content.xml" for name in names):
        raise CannotOpen(
            "This is a zip file, but not a spreadsheet.",
            "Take the spreadsheet out of it first, then choose that.",
        )


def _check_declared(entries: list[ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > MOST_UNPACKED or len(entries) > MOST_ENTRIES:
        raise too_big()


def _check_reach(entries: list[ZipInfo], data: bytes) -> None:
    """Unpack every part that the reader will, counting what really comes out."""
    unpacked = 0
    for entry in entries:
        reach = _reach_for(entry.filename)
        for piece in _pieces(entry, data):
            unpacked += len(piece)
            if unpacked > MOST_UNPACKED:
                raise too_big()
            if reach:
                reach.look(piece)


def _pieces(entry: ZipInfo, data: bytes) -> Iterator[bytes]:
    """Unpack one part piece by piece, without believing the size it declares."""
    at = entry.header_offset
    if data[at : at + 4] != b"PK\x03\x04" or len(data) < at + 30:
        raise BadZipFile("no part where the directory says")
    name, extra = unpack_from("<HH", data, at + 26)
    start = at + 30 + name + extra
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED or entry.flag_bits & 1:
        raise BadZipFile("only plain and deflated parts are read")
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not unpacker.eof:
        yield unpacker.decompress(packed, _PIECE)
        packed = unpacker.unconsumed_tail


# -- how far the cells of a sheet reach ----------------------------------------------------


class SheetReach:
    """Follows how far the cells of a worksheet of Excel reach, over pieces of its text."""

    def __init__(self) -> None:
        # Smaller references are not looked for: they cannot reach beyond a limit.
        self._rows, self._columns = 999, 26
        self._tail = b""

    def look(self, piece: bytes) -> None:
        """Look for cell references; raise CannotOpen beyond the limits."""
        if b"\0" in piece:
            raise ValueError("a worksheet is not in UTF-8")
        text = self._tail + piece
        for match in _ROW.finditer(text):
            self._rows = max(self._rows, int(match[1][:9]))
        for match in _COLUMN.finditer(text):
            self._columns = max(self._columns, _column_number(match[1]))
        self._tail = text[-_OVERLAP:]
        _check_size(self._rows, self._columns)


class OpenDocumentReach:
    """Follows how far the filled cells of OpenDocument sheets reach, repeats included."""

    def __init__(self) -> None:
        self._rows = self._row_repeat = 0
        self._column = self._last = self._widest = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def look(self, piece: bytes) -> None:
        """Follow the rows and cells; raise CannotOpen beyond the limits."""
        self._parser.Parse(piece)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._rows = self._widest = 0
        elif name == "table:table-row":
            self._row_repeat = int(attributes.get("table:number-rows-repeated", 1))
            self._column = self._last = 0
        elif name == "table:table-cell":
            self._column += int(attributes.get("table:number-columns-repeated", 1))
            if "office:value-type" in attributes or "table:formula" in attributes:
                self._last = self._column

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._rows += self._row_repeat
            self._widest = max(self._widest, self._last)
            if self._last:
                _check_size(self._rows, self._widest)


def _reach_for(name: str) -> SheetReach | OpenDocumentReach | None:
    if _WORKSHEET.match(name):
        return SheetReach()
    return OpenDocumentReach() if name == "content.xml" else None


def _check_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise too_big()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:6].upper():
        number = 26 * number + letter - ord("A") + 1
    return number


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a sheet declares entities of its own")
