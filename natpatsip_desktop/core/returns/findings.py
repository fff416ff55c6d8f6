"""What a check of a return finds, and how it becomes a problem with its cells named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from natpatsip_desktop.core.periods import long_label
from natpatsip_desktop.core.returns.data import MeasureSeries, PeriodRow, ReturnData
from natpatsip_desktop.core.returns.layout import CheckRule, ReturnFormat, RowsOf
from natpatsip_desktop.core.returns.tables import ReturnSheet, ReturnTable, tables_in
from natpatsip_desktop.core.returns.words import fill
from natpatsip_desktop.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem(Problem):
    """A problem of a return that names its cells, and the number in the workbook to put right."""

    rule: str = ""
    sheet: str = ""
    cells: tuple[str, ...] = ()
    measure_id: int | None = None
    point_id: int | None = None
    starts: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is checked: the format, the data, and what was collected."""

    definition: ReturnFormat
    data: ReturnData
    sheets: tuple[ReturnSheet, ...]

    @property
    def tables(self) -> tuple[ReturnTable, ...]:
        """Every table."""
        return tables_in(self.sheets)

    @property
    def period_tables(self) -> tuple[ReturnTable, ...]:
        """The tables with a row for each measure and period."""
        return tuple(table for table in self.tables if table.block.rows is RowsOf.PERIOD)

    @property
    def months(self) -> str:
        """The period in a sentence: «July to September 2025»."""
        return long_label(self.data.period.starts, self.data.period.frequency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a rule found: what it is about, its cells, and words for the message.

    `cells` are positions (row, column) from 0 below the headings of `table`. `message` takes the
    place of the rule's own.
    """

    name: str = ""
    table: ReturnTable | None = None
    cells: tuple[tuple[int, int], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    series: MeasureSeries | None = None
    row: PeriodRow | None = None


def as_problem(rule: CheckRule, message: str, finding: Finding) -> CellProblem:
    """Write what was found as a problem: «Smoke-free at delivery, cell G7»."""
    table, row = finding.table, finding.row
    cells = tuple(table.cell_at(*place) for place in finding.cells) if table else ()
    series = row.series if row else finding.series
    what = fill(finding.message or message, finding.words)
    return CellProblem(
        where=_where(finding.name, cells),
        what=what[:1].upper() + what[1:],
        severity=rule.severity,
        rule=rule.rule,
        sheet=table.sheet if table else "",
        cells=cells,
        measure_id=series.measure.id if series else None,
        point_id=row.point.id if row and row.point else None,
        starts=row.starts if row else None,
        source=_source(finding),
    )


def _where(name: str, cells: tuple[str, ...]) -> str:
    if not cells:
        return name
    place = f"cell {cells[0]}" if len(cells) == 1 else f"{len(cells)} cells from {cells[0]}"
    return f"{name}, {place}" if name else place


def _source(finding: Finding) -> str:
    if finding.table is None or not finding.cells:
        return ""
    return finding.table.block.columns[finding.cells[0][1]].source
