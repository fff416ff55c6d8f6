"""Bring numbers in from a spreadsheet or the clipboard: understand, show, then import at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

from natpatsip_desktop.core.cells import Sheet
from natpatsip_desktop.core.periods import how_often, label, noun
from natpatsip_desktop.core.records import Frequency, Measure, Point
from natpatsip_desktop.core.understanding import Choices, PointRow, Understood, understand
from natpatsip_desktop.errors import Problem, Severity
from natpatsip_desktop.exchange.sheets_in import SheetFile, read_clipboard
from natpatsip_desktop.store.workbook import Workbook

Rule = Literal["new", "replace"]
MOST_SHEETS_TRIED = 40


class Fate(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    REPLACE = "replace"
    KEEP = "keep"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One row beside the point that is there already, and what will become of it."""

    row: PointRow
    period: str
    fate: Fate
    old: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do, before it is done; `words` say it in one line.

    `becomes` is the frequency that a measure without numbers takes over from the sheet.
    """

    rows: tuple[PreviewRow, ...] = ()
    unread: tuple[str, ...] = ()
    blank: int = 0
    problems: tuple[Problem, ...] = ()
    becomes: Frequency | None = None
    words: str = ""

    def count(self, fate: Fate) -> int:
        """Count the rows with this fate."""
        if fate is Fate.UNREAD:
            return len(self.unread)
        return sum(1 for row in self.rows if row.fate is fate)

    @property
    def writes(self) -> int:
        """The number of points an import would add or change."""
        return self.count(Fate.NEW) + self.count(Fate.REPLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did; `written` is 0 when nothing could be used, and then nothing changed."""

    words: str
    new: int = 0
    replaced: int = 0
    kept: int = 0
    unread: int = 0
    problems: tuple[Problem, ...] = ()
    becomes: Frequency | None = None

    @property
    def written(self) -> int:
        """The number of points that were added or changed."""
        return self.new + self.replaced


# -- understand ----------------------------------------------------------------------------


def understand_file(
    path: Path | str,
    measure: Measure | None = None,
    sheet: str | None = None,
    *,
    choices: Choices | None = None,
    today: date | None = None,
) -> Understood:
    """Understand a file as points; without `sheet`, the first sheet that holds some is read.

    Raise CannotOpen for a file that is no spreadsheet, NotThere for a sheet that is not in it.
    """
    day = today or date.today()
    with SheetFile(path) as file:
        if sheet is not None:
            return understand(file.sheet(sheet), measure, today=day, choices=choices)
        tried = [
            understand(one, measure, today=day, choices=choices) for one in _sheets_to_try(file)
        ]
    best = max(tried, key=lambda found: _fitness(found, measure))
    return replace(best, notes=(*_about_sheets(best, tried, len(file.names)), *best.notes))


def understand_text(
    text: str,
    measure: Measure | None = None,
    *,
    choices: Choices | None = None,
    today: date | None = None,
) -> Understood:
    """Understand a pasted block; `choices.first` dates rows that bring no dates of their own."""
    return understand(read_clipboard(text), measure, today=today or date.today(), choices=choices)


def _sheets_to_try(file: SheetFile) -> Sequence[Sheet]:
    """Return the sheets that can be seen and hold something; the first if there is none."""
    seen = [tab.name for tab in file.tabs() if not tab.hidden and not tab.empty]
    return [file.sheet(name) for name in seen[:MOST_SHEETS_TRIED] or file.names[:1]]


def _fitness(found: Understood, measure: Measure | None) -> tuple[bool, bool, int]:
    """Rank a sheet: it names the measure, it holds points, it has the fewest problems."""
    names = {found.sheet.casefold(), *(name.casefold() for name in found.series)}
    own = {measure.name.casefold(), measure.short_name.casefold()} - {""} if measure else set()
    errors = sum(1 for problem in found.problems if problem.severity is Severity.ERROR)
    return bool(found.rows), bool(names & own), -errors


def _about_sheets(best: Understood, tried: Sequence[Understood], count: int) -> list[str]:
    if count < 2:
        return []
    others = [f"«{found.sheet}»" for found in tried if found.rows and found is not best]
    also = f". There are numbers in {', '.join(others[:5])} too" if others else ""
    return [f"Read from the sheet «{best.sheet}»{also}"]


# -- show ----------------------------------------------------------------------------------


def preview(
    workbook: Workbook, measure_id: int, understood: Understood, rule: Rule = "new"
) -> Preview:
    """Say what an import would do with each row, without doing it.

    With the rule «new» a point that is there stays as it is; with «replace» its numbers give way,
    but an empty cell never takes a number away.
    """
    measure = workbook.one(Measure, measure_id)
    there = {
        (point.starts, point.item): point
        for point in workbook.all(Point, measure_id=measure_id, stratum_id=None)
    }
    becomes, misfit = _frequency(measure, understood, len(there))
    if misfit:
        return _with_words(_refused(understood, misfit), rule)
    rows = tuple(_fate(row, there, understood, rule) for row in understood.rows)
    shown = Preview(
        rows=rows,
        unread=understood.unread,
        blank=understood.blank,
        problems=understood.problems,
        becomes=becomes,
    )
    return _with_words(shown, rule)


def _frequency(
    measure: Measure, understood: Understood, points: int
) -> tuple[Frequency | None, Problem | None]:
    """Let a measure without numbers take over the frequency of the sheet; refuse it otherwise."""
    found = understood.frequency
    if found is None or found is measure.frequency or not understood.rows:
        return None, None
    if points == 0:
        return found, None
    has = f"{points} {'number' if points == 1 else 'numbers'}"
    what = (
        f"The rows are {noun(found, 2)}, but {measure.name} is counted by"
        f" {noun(measure.frequency)} and has {has} already. Bring the rows to the same periods"
        f" first, or add another measure by {noun(found)}"
    )
    return None, Problem(where="", what=what)


def _refused(understood: Understood, misfit: Problem) -> Preview:
    where = tuple(row.where for row in understood.rows)
    problems = (misfit, *understood.problems)
    unread = (*where, *understood.unread)
    return Preview(unread=unread, blank=understood.blank, problems=problems)


def _fate(
    row: PointRow, there: dict[tuple[date, int], Point], understood: Understood, rule: Rule
) -> PreviewRow:
    old = there.get((row.starts, row.item))
    fate = Fate.NEW
    if old is not None and (rule == "new" or _merged(old, row) == old) and not _is_blank(old, row):
        fate = Fate.KEEP
    elif old is not None:
        fate = Fate.REPLACE
    name = label(row.starts, understood.frequency or Frequency.EVENT)
    return PreviewRow(row=row, period=name, fate=fate, old=old)


def _is_blank(old: Point, row: PointRow) -> bool:
    """Tell whether a point holds no number yet, so that one may always be filled in."""
    bare = old.numerator is None and old.denominator is None and old.value is None
    return bare and not row.empty


def _merged(old: Point, row: PointRow) -> Point:
    """Return a point with the numbers of a row; what the row does not say stays."""
    note = row.note or old.note
    if row.value is not None:
        only = (row.numerator, row.denominator, row.value)
        return replace(old, numerator=only[0], denominator=only[1], value=only[2], note=note)
    numerator = old.numerator if row.numerator is None else row.numerator
    denominator = old.denominator if row.denominator is None else row.denominator
    value = None if numerator is not None and denominator is not None else old.value
    return replace(old, numerator=numerator, denominator=denominator, value=value, note=note)


def _with_words(shown: Preview, rule: Rule) -> Preview:
    fates = Counter(row.fate for row in shown.rows)
    parts = [f"{fates[Fate.NEW]} new"]
    if rule == "replace" or fates[Fate.REPLACE]:
        parts.append(f"{fates[Fate.REPLACE]} to replace")
    if fates[Fate.KEEP]:
        parts.append(f"{fates[Fate.KEEP]} already there")
    if shown.unread:
        parts.append(f"{len(shown.unread)} cannot be read")
    return replace(shown, words=", ".join(parts))


# -- import --------------------------------------------------------------------------------


def import_points(
    workbook: Workbook, measure_id: int, understood: Understood, rule: Rule = "new"
) -> ImportResult:
    """Bring the points in as one step of undo; where nothing can be used, nothing is changed."""
    measure = workbook.one(Measure, measure_id)
    shown = preview(workbook, measure_id, understood, rule)
    if shown.writes:
        many = f"{shown.writes} {'point' if shown.writes == 1 else 'points'}"
        with workbook.edit(f"Import {many} into {measure.name}"):
            _write(workbook, measure, shown)
    becomes = shown.becomes if shown.writes else None
    return ImportResult(
        words=_done_words(measure, shown, becomes),
        new=shown.count(Fate.NEW),
        replaced=shown.count(Fate.REPLACE),
        kept=shown.count(Fate.KEEP),
        unread=len(shown.unread),
        problems=shown.problems,
        becomes=becomes,
    )


def _write(workbook: Workbook, measure: Measure, shown: Preview) -> None:
    if shown.becomes:
        workbook.change(measure, frequency=shown.becomes)
    workbook.insert_many(
        _merged(Point(measure_id=measure.id, starts=each.row.starts, item=each.row.item), each.row)
        for each in shown.rows
        if each.fate is Fate.NEW
    )
    for each in shown.rows:
        if each.fate is Fate.REPLACE and each.old is not None:
            workbook.update(_merged(each.old, each.row))


def _done_words(measure: Measure, shown: Preview, becomes: Frequency | None) -> str:
    if not shown.writes:
        return f"Nothing was imported into {measure.name}: {shown.words}."
    words = f"Imported into {measure.name}: {shown.words.replace(' to replace', ' replaced')}."
    if becomes:
        words += f" The measure is {how_often(becomes).lower()} now, like the sheet."
    return words
