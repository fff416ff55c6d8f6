"""Writes the file of a return beside its target and puts it in place in one step."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from natpatsip_desktop.core.returns.layout import CsvLayout, FileKind, Guard, ReturnFormat
from natpatsip_desktop.core.sheets import SheetOut
from natpatsip_desktop.errors import BadInput, CannotSave, Problem
from natpatsip_desktop.exchange.csv_out import write_table
from natpatsip_desktop.exchange.sheets_out import write_workbook
from natpatsip_desktop.store.faults import Cause, cause_of
from natpatsip_desktop.store.files import put_in_place, sync

_ELSEWHERE = "Choose another folder, like Documents."
_WORDS: Mapping[Cause | None, tuple[str, str]] = MappingProxyType(
    {
        Cause.FULL: ("There is no room left in {folder}.", "Make room there, then export again."),
        Cause.FORBIDDEN: ("You are not allowed to write in {folder}.", _ELSEWHERE),
        Cause.GONE: ("The folder {folder} is not there.", _ELSEWHERE),
        Cause.UNREACHABLE: ("The folder {folder} cannot be reached.", _ELSEWHERE),
    }
)


def file_kind(definition: ReturnFormat, path: Path) -> FileKind:
    """Return the kind of file a name asks for; raise BadInput if the format has no such kind."""
    ending = path.suffix.lower().lstrip(".")
    for kind in definition.files:
        if ending == kind.value:
            return kind
    endings = " or ".join(f".{kind.value}" for kind in definition.files)
    raise BadInput(
        f"{definition.id} cannot be saved as {path.name}.",
        f"Give it a name that ends in {endings}.",
    )


def refuse_place(target: Path, overwrite: bool) -> None:
    """Raise CannotSave if there is a folder, or a file to keep, where the return should go."""
    if target.is_dir():
        raise CannotSave(f"{target.name} is a folder.", "Choose another name.")
    if target.exists() and not overwrite:
        raise CannotSave(
            f"{target.name} is there already.", "Choose another name, or let it be replaced."
        )


def write_file(
    definition: ReturnFormat,
    sheets: tuple[SheetOut, ...],
    target: Path,
    *,
    title: str = "",
    made_on: date | None = None,
) -> list[Problem]:
    """Write a return; return what had to be left out of its texts. Raises CannotSave.

    Nobody ever meets half a file: a reader sees the old one or the new one.
    """
    part = target.with_name(f"{target.name}.{uuid4().hex[:8]}.part")
    with _spoken(target):
        try:
            if file_kind(definition, target) is FileKind.CSV and definition.csv is not None:
                noticed = _write_csv(definition.csv, sheets, part)
            else:
                noticed = write_workbook(sheets, part, title=title, made_on=made_on)
            sync(part)
            _place(part, target)
        finally:
            part.unlink(missing_ok=True)
    return noticed


def _write_csv(layout: CsvLayout, sheets: tuple[SheetOut, ...], part: Path) -> list[Problem]:
    sheet = next(sheet for sheet in sheets if sheet.name == layout.sheet)
    write_table(
        sheet,
        part,
        encoding=layout.encoding,
        date_format=layout.date,
        guard=layout.guard is Guard.APOSTROPHE,
    )
    return []


def _place(part: Path, target: Path) -> None:
    try:
        put_in_place(part, target)
    except PermissionError as error:
        # The folder took the part, so it is the file itself that somebody holds.
        raise CannotSave(
            "The return is open in Excel.", "Close it there, then export again."
        ) from error


@contextmanager
def _spoken(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        words = _WORDS.get(cause_of(error), _WORDS[Cause.UNREACHABLE])
        raise CannotSave(words[0].format(folder=target.parent), words[1]) from error
