"""Checks of the numbers in a return: missing ones, impossible ones, ones that are there twice."""

from collections.abc import Iterator

from natpatsip_desktop.core.periods import long_label
from natpatsip_desktop.core.records import Frequency, Unit
from natpatsip_desktop.core.returns.data import PeriodRow, gaps
from natpatsip_desktop.core.returns.findings import Finding, Subject
from natpatsip_desktop.core.returns.layout import CheckRule
from natpatsip_desktop.core.returns.tables import ReturnTable
from natpatsip_desktop.core.returns.words import number_of, row_words
from natpatsip_desktop.core.values import COUNTED, RATIOS

NUMERATOR, DENOMINATOR, VALUE = "point.numerator", "point.denominator", "point.value"
_ASK_FOR = {
    NUMERATOR: "Enter {numerator} in {period}",
    DENOMINATOR: "Enter {denominator} in {period}",
}


def half_a_number(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find numerators without a denominator, and the other way round."""
    for table in subject.period_tables:
        for position, row in table.periods():
            source = _other_half(row)
            if source:
                yield _of_row(table, position, row, (source,), _ASK_FOR[source])


def no_number(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find rows without any number, which a person may still have."""
    for table in subject.period_tables:
        for position, row in table.periods():
            if _has_no_number(row):
                yield _of_row(table, position, row, _numbers_of(row), _ask(row))


def numerator_above(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find percentages whose numerator is above their denominator."""
    for table in subject.period_tables:
        for position, row in table.periods():
            point = row.point
            if row.series.measure.unit is not Unit.PERCENT or point is None:
                continue
            if point.numerator is None or point.denominator is None:
                continue
            if point.numerator > point.denominator:
                yield _of_row(table, position, row, (NUMERATOR,))


def outside_percent(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find percentages below 0 or above 100 that came without their two numbers."""
    for table in subject.period_tables:
        for position, row in table.periods():
            if row.series.measure.unit is not Unit.PERCENT or row.value is None:
                continue
            if (row.point and row.point.denominator is not None) or 0 <= row.value <= 100:
                continue
            yield _of_row(table, position, row, (VALUE,))


def more_than_once(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find measures (told apart by the rule's source) with two rows for one period."""
    for table in subject.period_tables:
        for rows in _same(rule, table).values():
            row = rows[-1][1]
            if len(rows) > 1 and not _events_of_one_day([one for _, one in rows]):
                words = {**row_words(row), "count": str(len(rows))}
                yield Finding(
                    name=row.series.measure.name,
                    table=table,
                    cells=tuple((at, 0) for at, _ in rows),
                    words=words,
                    row=row,
                )


def no_row(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find periods between others that have no value, where the format leaves such rows out."""
    for table in subject.period_tables:
        for series in subject.data.series:
            blank, of = gaps(series, subject.data.period, table.block)
            if blank and len(blank) < of:
                labels = [long_label(starts, series.measure.frequency) for starts in blank]
                words = {"measure": series.measure.name, "found": listed(labels)}
                yield Finding(name=series.measure.name, words=words, series=series)


def left_out(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find points that a person kept out of the calculations, measure by measure."""
    for table in subject.period_tables:
        found: dict[int, list[tuple[int, PeriodRow]]] = {}
        for position, row in table.periods():
            if row.point and row.point.left_out:
                found.setdefault(row.series.measure.id, []).append((position, row))
        for rows in found.values():
            row = rows[0][1]
            labels = [long_label(one.starts, one.series.measure.frequency) for _, one in rows]
            yield Finding(
                name=row.series.measure.name,
                table=table,
                cells=tuple((at, _column(table, VALUE)) for at, _ in rows),
                words={**row_words(row), "found": listed(labels)},
                row=row,
            )


def listed(texts: list[str]) -> str:
    """Write texts as a list in a sentence; beyond three, say how many more."""
    if len(texts) > 3:
        return f"{', '.join(texts[:2])} and {len(texts) - 2} more"
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _other_half(row: PeriodRow) -> str:
    """Return the source of the one number that a pair lacks; empty if it lacks none or both."""
    point = row.point
    if row.series.measure.unit not in RATIOS or point is None:
        return ""
    if (point.numerator is None) is (point.denominator is None):
        return ""
    return NUMERATOR if point.numerator is None else DENOMINATOR


def _has_no_number(row: PeriodRow) -> bool:
    """Tell whether a row is wholly blank; a share of nothing, 0 of 0, is not."""
    point = row.point
    return point is None or (point.numerator, point.denominator, point.value) == (None, None, None)


def _numbers_of(row: PeriodRow) -> tuple[str, ...]:
    return (NUMERATOR, DENOMINATOR) if row.series.measure.unit in RATIOS else (VALUE,)


def _ask(row: PeriodRow) -> str:
    """Say what to enter: «Enter the number of falls in September 2025»."""
    measure = row.series.measure
    if measure.unit in COUNTED and measure.numerator_label:
        return f"Enter {number_of(measure.numerator_label, '')} in {{period}}"
    return (
        "Enter the numbers for {period}"
        if measure.unit in RATIOS
        else "Enter the value for {period}"
    )


def _of_row(
    table: ReturnTable, position: int, row: PeriodRow, sources: tuple[str, ...], message: str = ""
) -> Finding:
    return Finding(
        name=row.series.measure.name,
        table=table,
        cells=tuple((position, _column(table, source)) for source in sources),
        words=row_words(row),
        message=message,
        row=row,
    )


def _column(table: ReturnTable, source: str) -> int:
    """Return the column that shows a source, or the one of the value, or the first."""
    return next(iter([*table.columns_of(source), *table.columns_of(VALUE), 0]))


def _events_of_one_day(rows: list[PeriodRow]) -> bool:
    """Tell whether these are events of one measure, of which a day can hold several."""
    measures = {row.series.measure.id: row.series.measure for row in rows}
    return [one.frequency for one in measures.values()] == [Frequency.EVENT]


def _same(
    rule: CheckRule, table: ReturnTable
) -> dict[tuple[object, ...], list[tuple[int, PeriodRow]]]:
    (column,) = table.columns_of(rule.source)[:1] or [0]
    same: dict[tuple[object, ...], list[tuple[int, PeriodRow]]] = {}
    for position, row in table.periods():
        key = (table.rows[position].cells[column].value, row.starts)
        same.setdefault(key, []).append((position, row))
    return same
