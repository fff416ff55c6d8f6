"""Checks of a return as a whole: is anything there, codes, patients, one value for a measure."""

import re
from collections.abc import Iterator

from natpatsip_desktop.core.periods import long_label
from natpatsip_desktop.core.privacy import nhs_numbers_in
from natpatsip_desktop.core.returns.data import MeasureSeries, PeriodRow
from natpatsip_desktop.core.returns.findings import Finding, Subject
from natpatsip_desktop.core.returns.layout import CheckRule, Column
from natpatsip_desktop.core.returns.rules_numbers import listed
from natpatsip_desktop.core.returns.sources import (
    OF_MEASURE,
    OF_WHOLE,
    About,
    organisation_code,
    series_of,
)
from natpatsip_desktop.core.returns.tables import ReturnTable
from natpatsip_desktop.core.returns.words import row_words
from natpatsip_desktop.core.sheets import Value
from natpatsip_desktop.core.values import plain

# Trusts RX9, sites RX901, integrated care boards QHG, general practices A81001, and longer ones.
_ODS_CODE = re.compile(r"[A-Z0-9]{3,9}")


def nothing_to_send(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find that there is not one row, and say where the newest numbers are."""
    if any(table.rows for table in subject.period_tables):
        return
    newest = max(
        ((point.starts, series) for series in subject.data.series for point in series.points),
        key=lambda pair: pair[0],
        default=None,
    )
    advice = "Enter or import numbers first"
    if newest is not None:
        when = long_label(newest[0], newest[1].measure.frequency)
        advice = f"The newest are for {when}: choose that period"
    yield Finding(words={"found": subject.months, "advice": advice})


def not_in_it(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find measures without a row in a return that has rows."""
    there = {row.series.measure.id for table in subject.period_tables for _, row in table.periods()}
    for series in subject.data.series if there else ():
        if series.measure.id not in there:
            words = {"measure": series.measure.name, "found": subject.months}
            yield Finding(name=series.measure.name, words=words, series=series)


def required(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find blank cells in columns that must be filled in, together where one cause is shared."""
    for table in subject.tables:
        for number, column in enumerate(table.block.columns):
            if column.required:
                yield from _blank(table, number, column)


def odd_organisation_code(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find an ODS code that no organisation can have."""
    code = organisation_code(subject.data)
    if not code or _ODS_CODE.fullmatch(code):
        return
    for table in subject.tables:
        for number in table.columns_of("organisation.code"):
            cells = tuple((row, number) for row in range(len(table.rows)))
            if cells:
                words = {"found": code}
                yield Finding(name="Organisation", table=table, cells=cells, words=words)


def patient_numbers(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find texts with something that passes the check of an NHS number."""
    for table in subject.tables:
        for (number, text), rows in _texts(table).items():
            if nhs_numbers_in(text):
                about = table.rows[rows[0]].about
                yield Finding(
                    name=_name(about),
                    table=table,
                    cells=tuple((row, number) for row in rows),
                    words={"header": table.headers[number]},
                    series=about if isinstance(about, MeasureSeries) else None,
                    row=about if isinstance(about, PeriodRow) else None,
                )


def more_than_one_value(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find measures for which a column that should be constant changes."""
    for table in subject.period_tables:
        for number in table.columns_of(rule.source):
            for rows in _by_measure(table).values():
                values = list(dict.fromkeys(_value(table, at, number) for at, _ in rows))
                if len(values) > 1:
                    first = rows[0][1]
                    found = [_plainly(value) for value in values]
                    yield Finding(
                        name=first.series.measure.name,
                        table=table,
                        cells=tuple((at, number) for at, _ in rows),
                        words={**row_words(first), "found": listed(found)},
                        row=first,
                    )


def different_baselines(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find measures whose phases have different numbers of baseline points within the return."""
    for table in subject.period_tables:
        for rows in _by_measure(table).values():
            of = dict.fromkeys(row.phase.baseline if row.phase else None for _, row in rows)
            if len(of) > 1:
                row = rows[-1][1]
                words = {**row_words(row), "found": listed([_plainly(value) for value in of])}
                yield Finding(name=row.series.measure.name, words=words, series=row.series)


def marked_again(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Find measures for which a column that marks one row marks several."""
    for table in subject.period_tables:
        for number in table.columns_of(rule.source):
            for rows in _by_measure(table).values():
                marked = [at for at, _ in rows if _value(table, at, number) is not None]
                if len(marked) > 1:
                    row = rows[0][1]
                    yield Finding(
                        name=row.series.measure.name,
                        table=table,
                        cells=tuple((at, number) for at in marked),
                        words={**row_words(row), "count": str(len(marked))},
                        row=row,
                    )


def _blank(table: ReturnTable, number: int, column: Column) -> Iterator[Finding]:
    """Find the blank cells of a column, in one finding for each thing that is to be filled in."""
    groups: dict[object, list[int]] = {}
    for at, line in enumerate(table.rows):
        if _value(table, at, number) is None:
            groups.setdefault(_cause(column.source, at, line.about), []).append(at)
    for rows in groups.values():
        about = None if column.source in OF_WHOLE else table.rows[rows[0]].about
        row = about if isinstance(about, PeriodRow) else None
        words = row_words(row) if row else {"measure": _name(about)}
        yield Finding(
            name=_name(about),
            table=table,
            cells=tuple((at, number) for at in rows),
            words={**words, "header": column.header},
            message=column.missing,
            row=row,
            series=about if isinstance(about, MeasureSeries) else None,
        )


def _cause(source: str, at: int, about: About) -> object:
    """Tell blanks apart that are filled in at different places."""
    if source in OF_WHOLE:
        return "organisation"
    return series_of(about).measure.id if source in OF_MEASURE else (at,)


def _texts(table: ReturnTable) -> dict[tuple[int, str], list[int]]:
    """Return each different text of a table by its column, with the rows it stands in."""
    found: dict[tuple[int, str], list[int]] = {}
    for at, row in enumerate(table.rows):
        for number, cell in enumerate(row.cells):
            if isinstance(cell.value, str):
                found.setdefault((number, cell.value), []).append(at)
    return found


def _by_measure(table: ReturnTable) -> dict[int, list[tuple[int, PeriodRow]]]:
    rows: dict[int, list[tuple[int, PeriodRow]]] = {}
    for position, row in table.periods():
        rows.setdefault(row.series.measure.id, []).append((position, row))
    return rows


def _value(table: ReturnTable, row: int, column: int) -> Value:
    return table.rows[row].cells[column].value


def _plainly(value: Value) -> str:
    return plain(value) if isinstance(value, int | float) else "none"


def _name(about: object) -> str:
    if isinstance(about, PeriodRow):
        return about.series.measure.name
    return about.measure.name if isinstance(about, MeasureSeries) else "Organisation"
