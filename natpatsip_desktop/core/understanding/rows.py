"""Turns the rows of a table into points, and lists what stands in the way of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from natpatsip_desktop.core.cells import is_empty, text_of
from natpatsip_desktop.core.periods import label
from natpatsip_desktop.core.point_checks import NumberNames
from natpatsip_desktop.core.records import Frequency, Measure, Unit
from natpatsip_desktop.core.series import SUBGROUPS
from natpatsip_desktop.core.understanding.checks import (
    date_problem,
    names_in,
    read_cells,
    row_problems,
)
from natpatsip_desktop.core.understanding.numbers import NumberRead, Sort, read_number
from natpatsip_desktop.core.understanding.patients import note_names_a_patient
from natpatsip_desktop.core.understanding.period_column import PeriodColumn
from natpatsip_desktop.core.understanding.table import Table
from natpatsip_desktop.core.understanding.understood import Columns, PointRow
from natpatsip_desktop.core.understanding.words import is_total
from natpatsip_desktop.errors import Problem, Severity

LONGEST_NOTE = 2000


@dataclass(slots=True)
class Gathered:
    """What has been read so far, row by row."""

    rows: list[PointRow] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    blank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Reads the rows of one table; `scale` makes percentages of fractions."""

    table: Table
    columns: Columns
    periods: PeriodColumn
    measure: Measure | None
    today: date
    scale: float = 1.0
    only: frozenset[int] | None = None
    as_it_stands: bool = False

    def read(self) -> Gathered:
        """Read every row; one that cannot be read never stops the next."""
        found = Gathered()
        names = names_in(self.table, self.columns, self.measure)
        for i, start in enumerate(self.periods.starts):
            row = self.table.first + i
            if self.only is not None and row not in self.only:
                continue
            if start is None:
                self._without_period(row, self.periods.reasons[i], found)
            else:
                self._point(row, start, names, found)
        if self.as_it_stands or self.periods.frequency is Frequency.EVENT or self._subgroups:
            _number_repeats(found)
        else:
            _settle_repeats(found, self.periods.frequency)
        return found

    @property
    def _subgroups(self) -> bool:
        return self.measure is not None and self.measure.chart in SUBGROUPS

    def _without_period(self, row: int, reason: str, found: Gathered) -> None:
        """Say why a row has no period; rows of totals, headings and footnotes are no loss."""
        cell = self.table.cell(row, self.columns.period)
        text = text_of(cell)
        if any(
            is_total(text_of(other)) for other in self.table.rows[row] if isinstance(other, str)
        ):
            found.totals.append(self.table.row_place(row))
            return
        has_number = any(
            read_number(self.table.cell(row, column)).sort is Sort.NUMBER
            for column in self.columns.numbers
        )
        if not has_number and not reason:
            return
        if is_empty(cell):
            reason = "There are numbers here but no date. Write the date, or leave the row out"
        elif not reason:
            reason = f"«{text[:40]}» is not a date or a period. Write it like 8 September 2025"
        where = self.table.row_place(row)
        if cell is not None and self.columns.period is not None:
            where = self.table.place(row, self.columns.period)
        found.problems.append(Problem(where=where, what=reason))
        found.unread.append(self.table.row_place(row))

    def _point(self, row: int, start: date, names: NumberNames, found: Gathered) -> None:
        where = self.table.row_place(row)
        reads, problems = read_cells(self.table, row, self.columns, names)
        note, about_note = self._note(row)
        point = self._with_numbers(PointRow(where=where, starts=start, note=note), reads)
        has_numbers = not point.empty or self._is_dates_only()
        if has_numbers:
            given = self._value(reads["value"])
            problems += row_problems(point, names, self.measure, given)
            problems += self._about_date(where, start)
        found.problems += problems + about_note
        if any(problem.severity is Severity.ERROR for problem in problems):
            found.unread.append(where)
        elif has_numbers or note or self.as_it_stands:
            found.rows.append(point)
        else:
            found.blank += 1

    def _about_date(self, where: str, start: date) -> list[Problem]:
        """Doubt a date that somebody wrote; one that only keeps rows in order is nobody's."""
        if self.as_it_stands and self.periods.counted:
            return []
        found = date_problem(where, start, self.periods.frequency, self.today)
        return [found] if found else []

    def _with_numbers(self, point: PointRow, reads: dict[str, NumberRead]) -> PointRow:
        """Fill in the numbers; a value is not kept beside the two it is worked out from."""
        top, below = reads["numerator"].value, reads["denominator"].value
        both = top is not None and below is not None
        value = None if both else self._value(reads["value"])
        return replace(point, numerator=top, denominator=below, value=value)

    def _value(self, read: NumberRead) -> float | None:
        if read.value is None or read.percent or self.scale == 1.0:
            return read.value
        # Ten decimals take away what 0.57 * 100 adds.
        return round(read.value * self.scale, 10)

    def _note(self, row: int) -> tuple[str, list[Problem]]:
        cell = self.table.cell(row, self.columns.note)
        if self.columns.note is None or is_empty(cell):
            return "", []
        if note_names_a_patient(cell):
            where = self.table.place(row, self.columns.note)
            what = "This note looks as if it holds an NHS number, so the note was not read"
            return "", [Problem(where=where, what=what, severity=Severity.WARNING)]
        return text_of(cell)[:LONGEST_NOTE], []

    def _is_dates_only(self) -> bool:
        """Tell whether dates alone are points, as they are for rare events."""
        rare = self.measure is not None and self.measure.unit in (Unit.DAYS, Unit.CASES)
        event = self.periods.frequency is Frequency.EVENT
        return not self.columns.numbers and (rare or (event and self.measure is not None))


def _number_repeats(found: Gathered) -> None:
    """Number the rows of one period: events of one day, the values of a subgroup."""
    seen: dict[date, int] = defaultdict(int)
    for i, row in enumerate(found.rows):
        found.rows[i] = replace(row, item=seen[row.starts])
        seen[row.starts] += 1


def _settle_repeats(found: Gathered, frequency: Frequency) -> None:
    """Refuse rows that give one period twice.

    Rows that say exactly the same count once. Which of two different rows is right is not guessed.
    """
    groups: dict[date, list[PointRow]] = defaultdict(list)
    for row in found.rows:
        groups[row.starts].append(row)
    if len(groups) == len(found.rows):
        return
    kept: list[PointRow] = []
    for rows in groups.values():
        if len(rows) == 1 or _all_alike(rows):
            kept.append(rows[0])
            found.problems += [_repeat(row, rows, frequency) for row in rows[1:]]
        else:
            found.unread += [row.where for row in rows]
            found.problems += [_clash(row, rows, frequency) for row in rows]
    found.rows = kept


def _all_alike(rows: Sequence[PointRow]) -> bool:
    return len({replace(row, where="", note="") for row in rows}) == 1


def _repeat(row: PointRow, rows: Sequence[PointRow], frequency: Frequency) -> Problem:
    what = (
        f"{label(row.starts, frequency)} is here twice with the same numbers, see {rows[0].where}"
    )
    return Problem(where=row.where, what=what, severity=Severity.WARNING)


def _clash(row: PointRow, rows: Sequence[PointRow], frequency: Frequency) -> Problem:
    others = [other.where for other in rows if other is not row]
    more = f" and {len(others) - 3} more rows" if len(others) > 3 else ""
    what = (
        f"There is more than one row for {label(row.starts, frequency)}, see"
        f" {', '.join(others[:3])}{more}. Keep one of them, or add them up"
    )
    return Problem(where=row.where, what=what)
