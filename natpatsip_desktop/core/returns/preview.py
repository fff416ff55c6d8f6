"""Lays a collected return out as sheets, cell by cell, exactly as it will be written."""

from natpatsip_desktop.core.returns.layout import Kind
from natpatsip_desktop.core.returns.tables import (
    Collected,
    Line,
    ReturnCell,
    ReturnFields,
    ReturnSheet,
    ReturnTable,
)
from natpatsip_desktop.core.sheets import Look, SheetCell, SheetOut

DRAFT = "DRAFT, not for sending."
_FIELD_WIDTHS = (26.0, 76.0)

_TEXT = (Look.HEAD, Look.BODY)
_FIGURES = (Look.HEAD_OF_FIGURES, Look.FIGURE)
_LOOKS = {
    Kind.TEXT: _TEXT,
    Kind.DATE: _TEXT,
    Kind.WHOLE: _FIGURES,
    Kind.NUMBER: _FIGURES,
    Kind.PERCENT: _FIGURES,
}
_PLAIN = (Look.PLAIN, Look.PLAIN)

Row = tuple[SheetCell, ...]


def sheets_out(sheets: tuple[ReturnSheet, ...], *, draft: bool = False) -> tuple[SheetOut, ...]:
    """Return the sheets to write; a draft says so on every sheet that has lines above."""
    return tuple(_sheet(sheet, draft) for sheet in sheets)


def _sheet(sheet: ReturnSheet, draft: bool) -> SheetOut:
    plain = sheet.layout.plain
    rows = [_line(line, number) for number, line in enumerate(_lines(sheet, draft))]
    for block in sheet.blocks:
        rows += [()] * (_first(block) - 1 - len(rows))
        rows += _field_rows(block) if isinstance(block, ReturnFields) else _table_rows(block, plain)
    table = sheet.blocks[-1]
    styled_table = isinstance(table, ReturnTable) and not plain
    return SheetOut(
        name=sheet.layout.name,
        rows=tuple(rows),
        widths=_widths(table),
        head=_first(table) if styled_table else 0,
        table=table.block.name if isinstance(table, ReturnTable) else "",
    )


def _lines(sheet: ReturnSheet, draft: bool) -> list[Line]:
    """Return the lines above; a draft says so in the banner, or in the title if there is none."""
    lines = list(sheet.lines)
    if draft and lines:
        marked = next((i for i, line in enumerate(lines) if line.is_banner), 0)
        line = lines[marked]
        lines[marked] = Line(text=f"{DRAFT} {line.text}", is_banner=line.is_banner)
    return lines


def _line(line: Line, number: int) -> Row:
    look = Look.BANNER if line.is_banner else Look.LINE if number else Look.TITLE
    return (SheetCell(value=line.text, look=look),)


def _field_rows(block: ReturnFields) -> list[Row]:
    return [
        (_cell(label, Look.LABEL), _cell(value, Look.ENTRY))
        for label, value in (row.cells for row in block.rows)
    ]


def _table_rows(block: ReturnTable, plain: bool) -> list[Row]:
    looks = [_PLAIN if plain else _LOOKS[column.kind] for column in block.block.columns]
    headings = tuple(
        SheetCell(value=header, look=head)
        for header, (head, _) in zip(block.headers, looks, strict=True)
    )
    return [
        headings,
        *(
            tuple(_cell(cell, body) for cell, (_, body) in zip(row.cells, looks, strict=True))
            for row in block.rows
        ),
    ]


def _cell(cell: ReturnCell, look: Look) -> SheetCell:
    return SheetCell(value=cell.value, number_format=cell.number_format, look=look)


def _first(block: Collected) -> int:
    return block.head if isinstance(block, ReturnTable) else block.first


def _widths(block: Collected) -> tuple[float, ...]:
    if isinstance(block, ReturnFields):
        return _FIELD_WIDTHS
    return tuple(column.width for column in block.block.columns)
