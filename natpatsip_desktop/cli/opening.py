"""Workbooks opened for one verb; what an ended process left unsaved comes back first, aloud."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from natpatsip_desktop.actions.recovering import goes_on_by_itself, left_of
from natpatsip_desktop.cli.output import say_error, say_note
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.store.document import read_workbook_at, workbook_at
from natpatsip_desktop.store.workbook import Workbook

IN_THE_WINDOW = "Start the window with `natpatsip` to bring it back."


@contextmanager
def to_change(path: Path) -> Iterator[Workbook]:
    """Open a workbook for one change; it is saved and closed at the end."""
    for found in left_of(path):
        if not goes_on_by_itself(found):
            say_note(f"{found.words()} {IN_THE_WINDOW}")
    with workbook_at(path, tell=say_note) as workbook:
        yield workbook


@contextmanager
def to_read(path: Path) -> Iterator[Workbook]:
    """Open a workbook to look at it, whoever has it open."""
    bring_back(path)
    with read_workbook_at(path) as workbook:
        yield workbook


def bring_back(path: Path) -> None:
    """Save what an ended process left of a workbook, so that nobody looks at half of the work.

    What cannot be saved now stays where it is, and is said.
    """
    for found in left_of(path):
        if not goes_on_by_itself(found):
            say_note(f"{found.words()} {IN_THE_WINDOW}")
            continue
        try:
            with workbook_at(path, tell=say_note):
                pass
        except WorkbookError as error:
            say_error(error.message, error.hint)
