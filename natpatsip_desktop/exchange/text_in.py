"""Reads comma-, semicolon-, tab- and bar-separated text: files, and what the clipboard holds."""

import codecs
import csv
import re
from collections.abc import Sequence
from io import StringIO
from itertools import islice
from typing import Literal

from natpatsip_desktop.core.cells import Cell, Row, Sheet
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.errors import CannotOpen
from natpatsip_desktop.exchange.archives import MOST_COLUMNS, MOST_ROWS, too_big

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SNIFFED_LINES, _SNIFFED_WIDTH = 60, 2000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# A decimal comma beyond doubt; any number that may have one; a number with a decimal point.
_COMMA = re.compile(r"[-+]?(\d+|\d{1,3}(\.\d{3})+),(\d{1,2}|\d{4,})\s?%?", re.ASCII)
_EUROPEAN = re.compile(r"[-+]?(\d+|\d{1,3}(\.\d{3})+),\d+\s?%?", re.ASCII)
_POINT = re.compile(r"[-+]?\d*\.(\d{1,2}|\d{4,})\s?%?|[-+]?(0|\d{4,})\.\d+\s?%?", re.ASCII)
_WEB_PAGE = re.compile(r"\s*<(!doctype|html|table|head|\?xml)", re.IGNORECASE)


def decode(data: bytes) -> str:
    """Decode text as UTF-8, UTF-16 or Windows-1252; raise CannotOpen if it is not text."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    if not encoding and b"\0" in data[:400]:
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    text = _decoded(data, [encoding] if encoding else ["utf-8", "cp1252", "latin-1"])
    if text is None or len(_CONTROL.findall(text[:4000])) > len(text[:4000]) // 100:
        raise CannotOpen(
            "This is not a spreadsheet, or it is damaged.",
            "Choose an .xlsx, .xls, .ods or .csv file.",
        )
    return text


def read_text(text: str, *, pasted: bool = False) -> Sheet:
    """Split a text into rows and cells, by the separator that its lines agree on."""
    if not pasted and _WEB_PAGE.match(text):
        raise CannotOpen(
            "This is a web page with a spreadsheet's name.",
            "Open it in Excel, save it as .xlsx, and choose that file.",
        )
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter, body = _delimiter(unified, pasted=pasted)
    rows = _split(body, delimiter)
    told = delimiter in (";", "|") or (delimiter == "\t" and not pasted)
    notes = [f"Read as text with {DELIMITERS[delimiter]} between the columns"] if told else []
    if (example := _decimal_comma(rows)) is not None:
        rows = tuple(tuple(_with_point(cell) for cell in row) for row in rows)
        notes.append(f"Commas were read as decimal points: {example} is {_with_point(example)}")
    return Sheet(rows=rows, pasted=pasted, notes=tuple(notes))


def _decimal_comma(rows: Sequence[Row]) -> str | None:
    """Return a number of this text that is written like 10,5 or 1.234,5, if they all may be.

    1,234 alone is a thousand, and a number with a decimal point speaks for points everywhere.
    """
    cells = [cell.strip() for row in rows for cell in row if isinstance(cell, str)]
    if any(_POINT.fullmatch(cell) for cell in cells):
        return None
    return next((cell for cell in cells if _COMMA.fullmatch(cell)), None)


def _with_point(cell: Cell) -> Cell:
    if not isinstance(cell, str) or not _EUROPEAN.fullmatch(cell.strip()):
        return cell
    return cell.replace(".", "").replace(",", ".")


def _decoded(data: bytes, encodings: Sequence[str]) -> str | None:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(text: str, *, pasted: bool) -> tuple[str, str]:
    """Return the separator and the text without a line «sep=;» that names it."""
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r'"?sep=([,;\t|])"?', first.strip())
    if named:
        return named[1], rest
    lines = [line[:_SNIFFED_WIDTH] for line in _first_lines(text) if line.strip()]
    # Excel pastes tabs; without one, «1,234» is one number and not two cells.
    if pasted and ("\t" in text or all(_is_one_cell(line) for line in lines)):
        return "\t", text
    return max(DELIMITERS, key=lambda sign: _agreement(lines, sign)), text


def _first_lines(text: str) -> list[str]:
    return list(islice(StringIO(text), _SNIFFED_LINES))


def _is_one_cell(line: str) -> bool:
    return read_number(line).sort is not Sort.TEXT


def _agreement(lines: Sequence[str], sign: str) -> tuple[float, int]:
    """Score a separator: the share of lines that have the usual number of cells, if over one."""
    # Line by line, so that a quotation mark that is never closed spoils one line only.
    widths = [len(row) for line in lines for row in csv.reader([line], delimiter=sign)]
    many = [width for width in widths if width > 1]
    if not many:
        return 0.0, 0
    usual = max(set(many), key=many.count)
    return many.count(usual) / len(widths), usual


def _split(text: str, delimiter: str) -> tuple[Row, ...]:
    # An odd number of quotation marks means that one is only a sign, as in 5" drain.
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if text.count('"') % 2 == 0 else csv.QUOTE_NONE
    rows: list[Row] = []
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=quoting):
            rows.append(tuple(cell or None for cell in cells))
            if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise too_big()
    except csv.Error as error:
        raise CannotOpen(
            f"Row {len(rows) + 1} of the file cannot be split into cells.",
            "Open the file in Excel, save it as .xlsx, and choose that one.",
        ) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return tuple(rows)
