"""Work that a process left behind before it was saved: yours and the file's, and you choose."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from natpatsip_desktop.actions import recovering
from natpatsip_desktop.actions.comparing import Comparison
from natpatsip_desktop.actions.recovering import Fate, Recovery
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.comparison_text import comparison_html
from natpatsip_desktop.gui.pages.listing import Column, Line, ListingView
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.pages.rich_text import show_html
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice

COLUMNS = (
    Column("Workbook", 0.29),
    Column("Up to", 0.31),
    Column("Changes", 0.17, number=True),
    Column("The file", 0.23),
)
NARROW = 900  # px of page width under which there is one column
NOTHING = "Nothing is waiting here: everything was saved."


class UnsavedPage(Page):
    """The list at the left; what is in the chosen work and not in its file at the right."""

    heading: QLabel
    about: QLabel
    both: QHBoxLayout
    listing: ListingView
    chosen: QLabel
    opens: QLabel
    open_mine: QPushButton
    open_file: QPushButton
    throw_away: QPushButton
    changes: QTextBrowser

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self, ListingView)
        self._rows = self.listing.set_columns(*COLUMNS)
        self.listing.chosen.connect(self._choose)
        self.listing.opened.connect(self._open_mine)
        self.open_mine.clicked.connect(self._open_mine)
        self.open_file.clicked.connect(self._open_file)
        self.throw_away.clicked.connect(self._throw_away)

    def reload(self) -> None:
        """Look for such work again."""
        lines = [_line(found) for found in recovering.left_behind()]
        self._rows.show(lambda offset, limit: lines[offset:][:limit])
        self._choose()

    def concerns(self, notice: Notice) -> bool:
        """Nothing here is from the open workbook."""
        return False

    @property
    def found(self) -> Recovery | None:
        """Return the chosen work."""
        current = self.listing.current
        return current.about if current else None

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.listing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above what is chosen in a narrow window."""
        super().resizeEvent(event)
        wide = self.width() >= NARROW
        self.both.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    # -- what is chosen ----------------------------------------------------------------------

    def _choose(self) -> None:
        found = self.found
        for widget in (self.opens, self.open_mine, self.open_file, self.throw_away):
            widget.setVisible(found is not None)
        if found is None:
            self.chosen.setText(NOTHING)
            show_html(self.changes, "")
            return
        self.chosen.setText(f"Your work on {found.target.name}")
        self.opens.setText(recovering.what_opens(found))
        self.open_mine.setText("Bring back what can be &read" if found.damaged else _OPEN_MINE)
        self.open_file.setEnabled(found.fate is not Fate.GONE)
        self._compare(found)

    def _compare(self, found: Recovery) -> None:
        if found.damaged or found.fate is Fate.GONE:
            show_html(self.changes, f"<p>{_newest(found)}</p>")
            return
        show_html(self.changes, "<p>Comparing with the file…</p>")
        then = partial(self._show, found)
        fail = partial(self._cannot_compare, found)
        self.session.tasks.run(recovering.compared_with_file, found, then=then, fail=fail)

    def _show(self, found: Recovery, comparison: Comparison) -> None:
        if found == self.found:
            head = "<h3>In your work, and not in the file</h3>"
            show_html(self.changes, head + comparison_html(comparison))
            announce(self, comparison.words())

    def _cannot_compare(self, found: Recovery, error: BaseException) -> None:
        if not isinstance(error, WorkbookError):
            raise error
        if found == self.found:
            show_html(self.changes, f"<p>{_newest(found)}</p><p>{error}</p>")

    # -- what can be done --------------------------------------------------------------------

    def _open_mine(self) -> None:
        found = self.found
        if found is None:
            return
        self.session.tasks.wait()  # a comparison holds the work as long as it reads it
        if found.damaged:
            self._salvage(found)
        else:
            self.session.take(recovering.recover(found))

    def _salvage(self, found: Recovery) -> None:
        brought = recovering.salvage_work(found)
        self.session.open(brought.target)
        hint = " ".join(problem.what for problem in brought.problems)
        self.session.tell(brought.words(), hint)

    def _open_file(self) -> None:
        if self.found is not None:
            self.session.open(self.found.target)

    def _throw_away(self) -> None:
        """Throw the work away, after asking: undo cannot bring it back."""
        found = self.found
        if found is None:
            return
        question = f"Throw away {_count(found)} to {found.target.name} for good?"
        answer = QMessageBox.question(self, "Throw it away", question)
        if answer == QMessageBox.StandardButton.Yes:
            self.session.tasks.wait()
            recovering.throw_away(found)
            self.session.tell("Thrown away", kind=Kind.ANSWER)
            self.reload()


_OPEN_MINE = "&Open your work"


def _line(found: Recovery) -> Line:
    count = f"{found.edits:,}" if found.edits else ""
    cells = (found.target.name, recovering.when_words(found), count, recovering.fate_words(found))
    return Line(found, cells)


def _newest(found: Recovery) -> str:
    return f"The newest of {_count(found)}: {found.what}" if found.what else ""


def _count(found: Recovery) -> str:
    return "1 change" if found.edits == 1 else f"{found.edits:,} changes"
