"""From the Export button to the file: where it goes, what to do if it is there, and the writing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from natpatsip_desktop.actions import returns
from natpatsip_desktop.actions.returns import Prepared, Written
from natpatsip_desktop.core.returns.layout import FileKind
from natpatsip_desktop.core.returns.naming import draft_name
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.paths import user_documents
from natpatsip_desktop.store.workbook import Workbook

FOLDER = "QI returns"
FILTERS = {
    FileKind.XLSX: "Excel workbook (*.xlsx)",
    FileKind.CSV: "Comma-separated text (*.csv)",
}
Ask = Callable[[QWidget, Path, Sequence[FileKind]], Path | None]


class Answer(StrEnum):
    """What can be done where a file of that name is there already."""

    BOTH = "both"
    REPLACE = "replace"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One export that is under way: from which workbook, where to, and whether it is a draft."""

    workbook: Workbook
    prepared: Prepared
    path: Path
    draft: bool

    @property
    def target(self) -> Path:
        """The file itself."""
        return draft_name(self.path) if self.draft else self.path


class Exporting(QObject):
    """Takes one return at a time to its file.

    `there` carries the path of a file that is there already, until there is an `answer`; `begun`
    and `ended` frame the writing; `done` carries what was exported, `refused` what a person can put
    right. `ask_where` asks for the path.
    """

    there = Signal(Path)
    begun = Signal()
    ended = Signal()
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.ask_where: Ask = ask_where
        self._job: Job | None = None
        self._writing = False

    @property
    def folder(self) -> Path:
        """Where returns are saved: the folder used last, if it is there."""
        last = self.session.comfort.returns_folder
        return last if last is not None and last.is_dir() else user_documents() / FOLDER

    def begin(self, prepared: Prepared, kind: FileKind, *, draft: bool = False) -> None:
        """Ask where the file should go, and write it unless one is there."""
        if self._writing:
            return
        suggested = _made(self.folder) / Path(prepared.file_name).with_suffix(f".{kind.value}")
        kinds = sorted(prepared.definition.files, key=lambda one: one is not kind)
        parent = self.parent()
        assert isinstance(parent, QWidget)
        path = self.ask_where(parent, suggested, kinds)
        if path is None:
            return
        self.session.comfort.returns_folder = path.parent
        workbook = self.session.workbook
        self._job = Job(workbook=workbook, prepared=prepared, path=path, draft=draft)
        if self._job.target.is_file():
            self.there.emit(self._job.target)
        else:
            self._write()

    def answer(self, answer: Answer) -> None:
        """Go on where a file is there already."""
        if answer is Answer.BOTH and self._job is not None:
            self._job = replace(self._job, path=free_name(self._job.target))
        elif answer is Answer.CANCEL:
            self._job = None
        self._write(overwrite=answer is Answer.REPLACE)

    def _write(self, *, overwrite: bool = False) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        if job.workbook.read_only:
            self.refused.emit(
                WorkbookError(
                    "This workbook is open to read only, so it cannot note the export.",
                    "Save a copy and export from there.",
                )
            )
            return
        self._writing = True
        self.begun.emit()
        self.session.tasks.run(
            partial(returns.write, overwrite=overwrite, draft=job.draft),
            job.prepared,
            job.path,
            then=partial(self._keep, job),
            fail=self._fail,
        )

    def _keep(self, job: Job, written: Written) -> None:
        # Another workbook may have been opened meanwhile; then this one and its page are gone.
        if not isValid(self):
            return
        self._end()
        if self.session.is_open and self.session.workbook is job.workbook:
            now = moment(self.session)
            self.done.emit(returns.keep(job.workbook, job.prepared, written, now=now))

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, WorkbookError):
            raise error
        if isValid(self):
            self._end()
            self.refused.emit(error)

    def _end(self) -> None:
        self._writing = False
        self.ended.emit()


def ask_where(parent: QWidget, suggested: Path, kinds: Sequence[FileKind]) -> Path | None:
    """Ask for the file in the window of this computer; None if the person gives up."""
    name, chosen = QFileDialog.getSaveFileName(
        parent,
        "Export the return",
        str(suggested),
        ";;".join(FILTERS[kind] for kind in kinds),
        # A file that is there is asked about on the page, where keeping both is possible.
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not name:
        return None
    path = Path(name)
    kind = next((kind for kind in kinds if FILTERS[kind] == chosen), kinds[0])
    endings = {f".{kind.value}" for kind in FileKind}
    # Only a known ending counts as one: «Ward 3.2» has none.
    return path if path.suffix.lower() in endings else path.with_name(f"{path.name}.{kind.value}")


def moment(session: Session) -> datetime:
    """Return the time of day on what counts as today."""
    return datetime.combine(session.today(), datetime.now().time())


def free_name(path: Path) -> Path:
    """Return the first name beside a file that is not taken: «return (2).xlsx»."""
    number = 2
    while (free := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return free


def _made(folder: Path) -> Path:
    """Make the folder of returns if it is not there; without the right to, use the one above."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return user_documents()
    return folder
