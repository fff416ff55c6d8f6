"""Check a file: a workbook that may be damaged, a return, any spreadsheet about to be sent."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from natpatsip_desktop.actions import versions
from natpatsip_desktop.actions.checking import Checked, check_file, salvage
from natpatsip_desktop.errors import Problem, Severity, WorkbookError
from natpatsip_desktop.gui import verbs
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.listing import Column, Line, ListingView
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice

COLUMNS = (Column("What to do", 0.13), Column("Where", 0.27), Column("What was found", 0.6))
WORDS = {
    Severity.ERROR: "Put right",
    Severity.WARNING: "Look at it",
    Severity.INFO: "Know",
}
BEGIN = "Choose the file you want to check."


class CheckPage(Page):
    """One sentence, the list of what was found, and salvage for a workbook that is not whole."""

    heading: QLabel
    about: QLabel
    choose: QPushButton
    says: QLabel
    listing: ListingView
    whole: QLabel
    salvage: QPushButton
    newest: QPushButton
    copy: QPushButton

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self, ListingView)
        self._found: Checked | None = None
        self._rows = self.listing.set_columns(*COLUMNS)
        self.choose.clicked.connect(lambda: verbs.check_file(session, navigator, self))
        self.listing.chosen.connect(self._show_row)
        self.salvage.clicked.connect(self._salvage)
        self.newest.clicked.connect(self._open_newest)
        self.copy.clicked.connect(self._copy)

    @property
    def path(self) -> Path | None:
        """Return the file; `item` of the place names it."""
        return Path(str(self.place.item)) if self.place.item else None

    def show_place(self, place: Place) -> None:
        """Check the file that the place names, if it names one."""
        self.place = place
        self._show(None, f"Checking {self.path.name}…" if self.path else BEGIN)
        if self.path is not None:
            then, fail = partial(self._checked, place), partial(self._cannot_check, place)
            self.session.tasks.run(check_file, self.path, then=then, fail=fail)

    def concerns(self, notice: Notice) -> bool:
        """Nothing here is from the open workbook."""
        return False

    def _checked(self, place: Place, found: Checked) -> None:
        if place == self.place:
            self._show(found, found.words())
            announce(self, found.words())

    def _cannot_check(self, place: Place, error: BaseException) -> None:
        if not isinstance(error, WorkbookError):
            raise error
        if place == self.place:
            self._show(None, str(error))
            announce(self, str(error))

    def _show(self, found: Checked | None, words: str) -> None:
        self._found = found
        self.says.setText(words)
        lines = [_line(problem) for problem in found.problems] if found else []
        self._rows.show(lambda offset, limit: lines[offset:][:limit])
        for widget in (self.listing, self.whole, self.copy):
            widget.setVisible(bool(lines))
        damaged = bool(found and found.damaged and found.is_workbook)
        self.salvage.setVisible(damaged)
        self.newest.setVisible(bool(damaged and self.path and versions.newest_of(self.path)))
        self._show_row()

    def _show_row(self) -> None:
        line = self.listing.current
        self.whole.setText(f"{line.cells[1]}  {line.cells[2]}".strip() if line else "")

    def first_focus(self) -> QWidget:
        """Begin at the choice of a file."""
        return self.choose

    # -- what can be done --------------------------------------------------------------------

    def _copy(self) -> None:
        if self._found is not None:
            lines = [self._found.words(), *map(str, self._found.problems)]
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.session.tell("The list is on the clipboard", kind=Kind.ANSWER)

    def _salvage(self) -> None:
        """Ask for a name, bring what can be read there, and open it."""
        if self.path is None:
            return
        suggested = self.path.with_name(f"{self.path.stem} (salvaged).qiw")
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Bring what can be read into a new workbook",
            str(suggested),
            verbs.FILTER,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            brought = salvage(self.path, Path(name).with_suffix(".qiw"))
            self.session.open(brought.target)
            self.session.tell(brought.words(), " ".join(one.what for one in brought.problems))

    def _open_newest(self) -> None:
        """Open the newest version of a damaged workbook as a new one beside it."""
        version = versions.newest_of(self.path) if self.path else None
        if self.path is not None and version is not None:
            self.session.open(versions.as_new_workbook(version, self.path))
            words = f"This is the version of {versions.version_words(version)}"
            self.session.tell(f"{words}, as {self.session.document.target.name}.")


def _line(problem: Problem) -> Line:
    what = f"{problem.what[:1].upper()}{problem.what[1:]}"
    where = f"{problem.where[:1].upper()}{problem.where[1:]}"
    return Line(problem, (WORDS[problem.severity], where, what))
