"""What is opened at the start: the file that was named, the one used last, or a first one."""

from pathlib import Path

from natpatsip_desktop.actions.recovering import Fate, Recovery, left_behind, recover
from natpatsip_desktop.errors import CannotOpen, WorkbookError
from natpatsip_desktop.gui.comfort import Comfort
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.paths import user_documents
from natpatsip_desktop.store.document import new_document

DEFAULT = "Improvement workbook.qiw"


def begin(session: Session, path: Path | None) -> None:
    """Open a workbook, whatever happens: a window without one has nothing to show.

    The newest work that a killed process left is brought back first, unless its file was changed
    meanwhile: about that, and about all other such work, the window asks. What could not be opened
    is told by its WorkbookError after the default workbook is open.
    """
    try:
        _open_wanted(session, path)
    except WorkbookError as error:
        if not session.is_open:
            open_default(session, avoid=path or session.comfort.workbook)
        raise error from None


def _open_wanted(session: Session, path: Path | None) -> None:
    left = [found for found in left_behind() if _needs_no_answer(found)] if path is None else []
    wanted = path or _last(session.comfort)
    if left:
        session.take(recover(left[0]))
    elif wanted is not None:
        session.open(wanted)
    else:
        open_default(session)


def _needs_no_answer(found: Recovery) -> bool:
    """Tell whether this work can go on without asking: nobody else changed its file."""
    return not found.damaged and found.fate is not Fate.CHANGED


def open_default(session: Session, avoid: Path | None = None) -> None:
    """Open the person's own workbook, made at the first start.

    `avoid` is a file that cannot be opened; a new one beside it gets another name.
    """
    for number in range(1, 100):
        path = default_path(number)
        if avoid is not None and path == avoid.resolve():
            continue
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            session.take(new_document(path))
            return
        try:
            session.open(path)
            return
        except CannotOpen:
            # It stays as it is; the work goes on in the next one.
            continue
    raise CannotOpen("No workbook could be opened.", "Open one by name: natpatsip FILE.qiw")


def default_path(number: int = 1) -> Path:
    """Return the file of the person's own workbook."""
    name = DEFAULT if number == 1 else DEFAULT.replace(".qiw", f" {number}.qiw")
    return (user_documents() / name).resolve()


def _last(comfort: Comfort) -> Path | None:
    last = comfort.workbook
    return last if last is not None and last.exists() else None
