"""Collects the values a format asks for, row by row, each with where it came from."""

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite

from natpatsip_desktop.core.records import Unit
from natpatsip_desktop.core.returns.data import MeasureSeries, PeriodRow, ReturnData, period_rows
from natpatsip_desktop.core.returns.disclosure import DISCLOSURE
from natpatsip_desktop.core.returns.layout import (
    Block,
    Column,
    Field,
    FieldsBlock,
    Kind,
    ReturnFormat,
    RowsOf,
    SheetLayout,
    TableBlock,
)
from natpatsip_desktop.core.returns.sources import (
    IN_UNIT,
    About,
    Whole,
    organisation_code,
    read_source,
    series_of,
)
from natpatsip_desktop.core.returns.tables import (
    Collected,
    Line,
    ReturnCell,
    ReturnFields,
    ReturnRow,
    ReturnSheet,
    ReturnTable,
)
from natpatsip_desktop.core.returns.words import fill
from natpatsip_desktop.core.sheets import Value

BANNER = "{banner}"


def collect(definition: ReturnFormat, data: ReturnData) -> tuple[ReturnSheet, ...]:
    """Collect all sheets of a return, after its disclosure rule.

    The disclosure rule is applied last, so nothing that is written has gone around it.
    """
    whole = _counted(definition, data)
    sheets = tuple(_sheet(layout, whole) for layout in definition.sheets)
    return DISCLOSURE[definition.disclosure](sheets)


def _counted(definition: ReturnFormat, data: ReturnData) -> Whole:
    """Count what the first table of periods will hold, for the cover."""
    tables = (block for sheet in definition.sheets for block in sheet.blocks)
    block = next((b for b in tables if isinstance(b, TableBlock) and b.rows is RowsOf.PERIOD), None)
    rows = list(_period_rows(block, data)) if block else []
    return Whole(
        format=definition,
        data=data,
        measures=len({row.series.measure.id for row in rows}),
        rows=len(rows),
        missing=sum(row.value is None for row in rows),
    )


def _sheet(layout: SheetLayout, whole: Whole) -> ReturnSheet:
    words = _line_words(whole)
    lines = tuple(
        Line(text=fill(text, words), is_banner=text == BANNER)
        for text in layout.above
        if text != BANNER or whole.format.banner
    )
    blocks: list[Collected] = []
    top = len(lines) + 1
    for block in layout.blocks:
        blocks.append(_block(layout.name, block, top, whole))
        top = blocks[-1].last + 2
    return ReturnSheet(layout=layout, lines=lines, blocks=tuple(blocks))


def _line_words(whole: Whole) -> dict[str, str]:
    data = whole.data
    return {
        "title": whole.format.title,
        "banner": whole.format.banner,
        "version": whole.format.version,
        "organisation": data.organisation.name.strip()
        or organisation_code(data)
        or "No organisation named yet",
        "period": data.period.words,
        "scope": str(read_source("return.scope", whole, whole)),
    }


def _block(sheet: str, block: Block, top: int, whole: Whole) -> Collected:
    if isinstance(block, FieldsBlock):
        rows = tuple(_field_row(field, whole) for field in block.fields)
        return ReturnFields(sheet=sheet, block=block, first=top, rows=rows)
    return ReturnTable(
        sheet=sheet,
        block=block,
        head=top,
        rows=tuple(_table_row(block, about, whole) for about in _abouts(block, whole.data)),
    )


def _abouts(block: TableBlock, data: ReturnData) -> Iterator[About]:
    if block.rows is RowsOf.PERIOD:
        return _period_rows(block, data)
    return _reported(block, data)


def _period_rows(block: TableBlock, data: ReturnData) -> Iterator[PeriodRow]:
    for series in data.series:
        yield from period_rows(series, data.period, block)


def _reported(block: TableBlock, data: ReturnData) -> Iterator[MeasureSeries]:
    """Go through the measures that have a row in the tables of periods."""
    periods = replace(block, rows=RowsOf.PERIOD)
    return (series for series in data.series if period_rows(series, data.period, periods))


def _table_row(block: TableBlock, about: About, whole: Whole) -> ReturnRow:
    return ReturnRow(
        about=about, cells=tuple(_cell(column, about, whole) for column in block.columns)
    )


def _cell(column: Column, about: About, whole: Whole) -> ReturnCell:
    series = series_of(about)
    point = about.point if isinstance(about, PeriodRow) else None
    value = read_source(column.source, whole, about)
    if value is not None:
        value = column.map.get(str(value), value)
    return ReturnCell(
        value=_typed(value, column, series),
        number_format=_number_format(column, series),
        source=column.source,
        measure_id=series.measure.id,
        point_id=point.id if point else None,
    )


def _typed(value: Value, column: Column, series: MeasureSeries) -> Value:
    """Write a number as its column wants it; a percent measure is a fraction where it asks so."""
    if not isinstance(value, int | float):
        return value if value is None or column.kind is not Kind.TEXT else str(value)
    if column.kind is Kind.TEXT:
        return str(value)
    if column.kind is Kind.PERCENT and column.source in IN_UNIT:
        value = value / 100 if series.measure.unit is Unit.PERCENT else value
    if not isfinite(value):
        return None
    return int(value) if value == int(value) else value


def _number_format(column: Column, series: MeasureSeries) -> str:
    measure = series.measure
    for name in (measure.unit.value, measure.frequency.value):
        if name in column.formats:
            return column.formats[name]
    return column.number_format


def _field_row(field: Field, whole: Whole) -> ReturnRow:
    value: Value = field.text or read_source(field.source, whole, whole)
    cells = (
        ReturnCell(value=field.label),
        ReturnCell(value=value, number_format=field.number_format, source=field.source),
    )
    return ReturnRow(about=whole, cells=cells)
