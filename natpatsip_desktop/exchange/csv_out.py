"""Writes one table as comma-separated text, as the receiving program wants it."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from natpatsip_desktop.core.sheets import SheetCell, SheetOut, Value
from natpatsip_desktop.core.values import plain
from natpatsip_desktop.exchange.texts_out import cleaned, like_a_formula


def write_table(
    sheet: SheetOut,
    path: Path,
    *,
    encoding: str = "utf-8",
    date_format: str = "%d/%m/%Y",
    guard: bool = True,
) -> None:
    """Write a sheet as csv with CRLF line ends; no byte-order mark unless the encoding says so.

    `guard` puts an apostrophe before text that a spreadsheet would run as a formula (OWASP, CSV
    injection). A character the encoding does not have becomes a question mark.
    """
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        for row in sheet.rows:
            rows.writerow(list(_texts(row, date_format, guard)))


def _texts(row: Sequence[SheetCell], date_format: str, guard: bool) -> Iterator[str]:
    for cell in row:
        text = _text(cell.value, date_format)
        if guard and isinstance(cell.value, str) and like_a_formula(text):
            text = f"'{text}"
        yield text


def _text(value: Value, date_format: str) -> str:
    if isinstance(value, str):
        return cleaned(value)[0]
    if isinstance(value, date):
        return value.strftime(date_format)
    return plain(value)
