"""Check a file before it is relied on or sent: a workbook, a return, any spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from natpatsip_desktop.actions.names import names_in
from natpatsip_desktop.core.naming import Names, field_words
from natpatsip_desktop.core.outgoing import problems_before_sending
from natpatsip_desktop.core.privacy import nhs_numbers_in
from natpatsip_desktop.core.records import Change, Point, Record, Setting
from natpatsip_desktop.errors import CannotOpen, Problem, Severity, TooNew
from natpatsip_desktop.exchange.outgoing import take_apart
from natpatsip_desktop.store.document import read_workbook_at
from natpatsip_desktop.store.salvage import Salvage, salvage
from natpatsip_desktop.store.tables import TABLES
from natpatsip_desktop.store.workbook import Workbook

__all__ = ["Checked", "Salvage", "check_file", "salvage"]

_SQLITE = b"SQLite format 3\0"
# These hold no text that a person wrote; the change log is told in one line.
_NO_TEXT = (Change, Setting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found; a file that is `damaged` cannot be opened as it is.

    A damaged workbook may be salvaged.
    """

    path: Path
    is_workbook: bool
    problems: tuple[Problem, ...] = ()
    damaged: bool = False

    def words(self) -> str:
        """Say it in one sentence."""
        name = self.path.name
        count = len(self.problems)
        if self.damaged:
            return f"{name} is not whole." if self.is_workbook else f"{name} cannot be opened."
        if not count:
            return f"{name} is whole." if self.is_workbook else f"{name}: nothing to put right."
        things = "1 thing" if count == 1 else f"{count} things"
        when = "" if self.is_workbook else " before you send it"
        return f"{name} can be opened. Look at {things}{when}."


def check_file(path: Path) -> Checked:
    """Check a file and list every problem; the file is only read.

    Raises CannotOpen if it is not there, may not be read, or needs a newer version: then nothing
    is known about it.
    """
    head = _head(path)
    if head.startswith(_SQLITE) or path.suffix.lower() == ".qiw":
        return _check_workbook(path)
    try:
        problems = problems_before_sending(take_apart(path))
    except CannotOpen as error:
        problem = Problem(where="", what=str(error))
        return Checked(path=path, is_workbook=False, problems=(problem,), damaged=True)
    return Checked(path=path, is_workbook=False, problems=problems)


def _head(path: Path) -> bytes:
    """Read the first bytes; say in one sentence why not."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise CannotOpen(f"{path.name} is not a file.", "Choose another one.")
        with path.open("rb") as file:
            return file.read(16)
    except FileNotFoundError as error:
        hint = "Look whether it was moved or renamed, and check it again."
        raise CannotOpen(f"There is no file {path.name} there.", hint) from error
    except IsADirectoryError as error:
        raise CannotOpen(f"{path.name} is a folder.", "Check a file in it.") from error
    except (OSError, ValueError) as error:
        hint = "Close it in other programs, or copy it to this computer and check the copy."
        raise CannotOpen(f"{path.name} cannot be read.", hint) from error


# -- workbooks -----------------------------------------------------------------------------


def _check_workbook(path: Path) -> Checked:
    try:
        with read_workbook_at(path) as workbook:
            problems = tuple(_identifiers(workbook))
    except TooNew:
        raise
    except CannotOpen as error:
        problem = Problem(where="", what=error.message)
        return Checked(path=path, is_workbook=True, problems=(problem,), damaged=True)
    return Checked(path=path, is_workbook=True, problems=problems)


def _identifiers(workbook: Workbook) -> Iterator[Problem]:
    """Find what looks like NHS numbers in any text, the change log included."""
    names = names_in(workbook)
    for kind in TABLES:
        if kind in _NO_TEXT:
            continue
        texts = [field.name for field in fields(kind) if field.name not in _KEYS]
        for record in workbook.all(kind):
            yield from _in_record(names, record, texts)
    lines = sum(
        bool(nhs_numbers_in(f"{line.what}\n{line.old}\n{line.new}\n{line.reason}"))
        for line in workbook.all(Change)
    )
    if lines:
        said = "1 line" if lines == 1 else f"{lines} lines"
        what = f"{said} may hold an NHS number. Tell who looks after patient data before you share."
        yield Problem(where="change log", what=what, severity=Severity.WARNING)


_KEYS = {"id", "uuid", "digest", "rows"}


def _in_record(names: Names, record: Record, texts: list[str]) -> Iterator[Problem]:
    bare = isinstance(record, Point) and not (record.note or record.left_out or record.unusual)
    if bare:
        return
    for field in texts:
        value = getattr(record, field)
        if isinstance(value, str) and len(value) >= 10 and nhs_numbers_in(value):
            project = names.project_of(record)
            where = f"{project.title}: {names.of(record)}" if project else names.of(record)
            what = f"{field_words(field)} may hold an NHS number. Take it out."
            yield Problem(where=where, what=what, severity=Severity.ERROR)
