"""What to look at before a file is sent: patients, people, and what is hidden in it or runs.

`exchange` says what a file carries; here it is judged. Nothing is called safe: only what was
found is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from natpatsip_desktop.core.cells import Cell, Sheet, is_empty, text_of
from natpatsip_desktop.core.privacy import names_a_patient, nhs_numbers_in
from natpatsip_desktop.errors import Problem, Severity

LISTED = 4  # cells or names told one by one
_LONG_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)", re.ASCII)
_FORMULA = re.compile(r"[=@]\S|[+-][A-Za-z(@=].*[(!:|]|[+-]\$?[A-Za-z]{1,3}\$?\d")
_HEADINGS_WITHIN = 30  # rows in which a column may have its heading
_LONGEST_HEADING = 40
_ROWS_UNDER_HEADING = 3
# Programs put their own names where a person's could be.
_NO_PERSON = re.compile(
    r"(openpyxl|xlsxwriter|microsoft( office)?( excel| user)?|libreoffice.*|apache poi|.*workbook"
    r"|closedxml|sas|r|python|user|admin|windows user|unknown)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of a file that stands in no cell: a comment, a header, a property."""

    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What a file that is about to be sent carries.

    `hidden_parts` are sheets with rows or columns that nobody sees, `links` the other files that
    its formulas read, `people` each property that may name somebody. `unseen` says what could
    not be looked into.
    """

    sheets: tuple[Sheet, ...] = ()
    texts: tuple[Text, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    hidden_parts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    people: tuple[Text, ...] = ()
    connections: int = 0
    pivot_copies: int = 0
    embedded: int = 0
    macros: bool = False
    folder: str = ""
    unseen: str = ""


def problems_before_sending(file: Outgoing) -> tuple[Problem, ...]:
    """List everything to look at before this file goes out, patients first."""
    return (
        *_patients(file),
        *_hidden(file),
        *_that_runs(file),
        *_people(file),
        *([_problem("", file.unseen)] if file.unseen else ()),
    )


def _problem(where: str, what: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(where=where, what=what, severity=severity)


# -- patients ------------------------------------------------------------------------------


def _patients(file: Outgoing) -> Iterator[Problem]:
    for sheet in file.sheets:
        for column in range(sheet.width):
            cells = [sheet.cell(row, column) for row in range(len(sheet.rows))]
            yield from _numbers_in(sheet, column, cells)
            yield from _patient_heading(sheet, column, cells)
    for text in file.texts:
        if nhs_numbers_in(text.text):
            yield _problem(text.where, f"What looks like an NHS number. {TAKE_OUT}", Severity.ERROR)


TAKE_OUT = "Take it out: nothing about single patients may be sent."


def _numbers_in(sheet: Sheet, column: int, cells: Sequence[Cell]) -> Iterator[Problem]:
    """Find what looks like NHS numbers in a column, unless so few do that chance explains it."""
    long = [(row, text) for row, cell in enumerate(cells) if (text := _long_number(cell))]
    found = [row for row, text in long if nhs_numbers_in(text)]
    # One in eleven other ten-digit numbers passes the check.
    if not found or (len(long) >= 8 and 4 * len(found) < len(long)):
        return
    places = _few([sheet.place(row, column).removeprefix("cell ") for row in found])
    verb = "looks like an NHS number" if len(found) == 1 else "look like NHS numbers"
    noun = "cell" if len(found) == 1 else "cells"
    yield _problem(_on(sheet), f"{noun} {places} {verb}. {TAKE_OUT}", Severity.ERROR)


def _long_number(cell: Cell) -> str:
    """Return a cell's text if a number of ten digits stands in it."""
    if isinstance(cell, int | float) and not 1e9 <= cell < 1e10:
        return ""
    text = text_of(cell)
    return text if len(text) >= 10 and _LONG_NUMBER.search(text) else ""


def _patient_heading(sheet: Sheet, column: int, cells: Sequence[Cell]) -> Iterator[Problem]:
    for row, cell in enumerate(cells[:_HEADINGS_WITHIN]):
        if not isinstance(cell, str) or len(cell) > _LONGEST_HEADING or not names_a_patient(cell):
            continue
        under = cells[row + 1 : row + 1 + _ROWS_UNDER_HEADING]
        if len(under) == _ROWS_UNDER_HEADING and not any(map(is_empty, under)):
            what = f"the column «{text_of(cell)}» may be about single patients. {TAKE_OUT}"
            yield _problem(f"{_on(sheet)}, {sheet.column_place(column)}", what, Severity.ERROR)
            return


# -- what nobody sees ----------------------------------------------------------------------


def _hidden(file: Outgoing) -> Iterator[Problem]:
    if file.hidden_sheets:
        what = "hidden. Look at what is in it (right-click a sheet, Unhide)."
        yield _problem(_named("sheet", file.hidden_sheets), what)
    if file.hidden_parts:
        what = "some rows or columns are hidden. Look at what is in them."
        yield _problem(_named("sheet", file.hidden_parts), what)
    if file.pivot_copies:
        what = (
            "a pivot table keeps a copy of all the rows it was made from. Paste it as values, or"
            " take «Save source data with file» off in its options."
        )
        yield _problem("", what)
    if file.embedded:
        things = "1 other file is" if file.embedded == 1 else f"{file.embedded} other files are"
        yield _problem("", f"{things} inside this one. Look at them, or take them out.")


# -- what runs or reads elsewhere ----------------------------------------------------------


def _that_runs(file: Outgoing) -> Iterator[Problem]:
    if file.macros:
        yield _problem("", "it has macros. Save it as .xlsx: many organisations refuse macros.")
    for link in file.links:
        what = f"formulas read another file: {link}. Break the link (Data, Edit links)."
        yield _problem("", what)
    if file.connections:
        what = "it fetches data from elsewhere. Remove that (Data, Queries and connections)."
        yield _problem("", what)
    for sheet in file.sheets:
        places = [
            sheet.place(row, column).removeprefix("cell ")
            for row, cells in enumerate(sheet.rows)
            for column, cell in enumerate(cells)
            if isinstance(cell, str) and _FORMULA.match(cell.lstrip())
        ]
        if places:
            yield _problem(
                _on(sheet),
                f"text that a spreadsheet may run as a formula: {_few(places)}."
                " Begin it with a word instead of = + - or @.",
            )


# -- people --------------------------------------------------------------------------------


def _people(file: Outgoing) -> Iterator[Problem]:
    for text in file.people:
        if not _NO_PERSON.fullmatch(text.text.strip()):
            yield _problem(
                text.where,
                f"names «{text.text.strip()}». If that should not go out, take it out"
                " (File, Info, Inspect document).",
            )
    if file.folder:
        what = f"names the folder it was kept in: {file.folder}. Save it from another folder."
        yield _problem("properties", what)


def _named(noun: str, names: Sequence[str]) -> str:
    quoted = [f"«{name}»" for name in names]
    return f"{noun if len(names) == 1 else f'{noun}s'} {_few(quoted)}"


def _on(sheet: Sheet) -> str:
    return f"sheet «{sheet.name}»" if sheet.name else ""


def _few(items: Sequence[str]) -> str:
    """List a few of many: «C4, C5, C6, C7 and 17 more»."""
    told = ", ".join(items[:LISTED])
    more = len(items) - LISTED
    return f"{told} and {more:,} more" if more > 0 else told
