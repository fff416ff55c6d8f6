"""Bring in a project from another workbook; where both changed it, row by row as one chooses."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QWidget

from natpatsip_desktop.actions import hand_over
from natpatsip_desktop.actions.hand_over import Choice, Incoming, IncomingRow
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.listing import Column, Line, ListingView
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.verbs import FILTER
from natpatsip_desktop.store.identity import Key
from natpatsip_desktop.store.workbook import Notice

COLUMNS = (
    Column("What", 0.27),
    Column("How it differs", 0.15),
    Column("Here", 0.24),
    Column("There", 0.24),
    Column("Stands", 0.1),
)
STANDS = {Choice.OURS: "Ours", Choice.THEIRS: "Theirs"}
BEGIN = (
    "A colleague hands a project over with Project, Hand over the project. Choose the workbook they"
    " gave you; nothing is changed before you have seen what would be."
)


class BringInPage(Page):
    """The other workbook on top, what would change in the middle, and what to do below."""

    heading: QLabel
    choose: QPushButton
    source: QLabel
    project_label: QLabel
    project: QComboBox
    says: QLabel
    listing: ListingView
    take_ours: QPushButton
    take_theirs: QPushButton
    whole: QLabel
    bring_in: QPushButton
    as_copy: QPushButton

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self, ListingView)
        self._found: Incoming | None = None
        self._why = BEGIN
        self._choices: dict[Key, Choice] = {}
        self._rows = self.listing.set_columns(*COLUMNS)
        self.choose.clicked.connect(self._choose_file)
        self.project.activated.connect(self._look)
        self.listing.chosen.connect(self._show_row)
        self.listing.opened.connect(self._turn)
        self.take_ours.clicked.connect(lambda: self._decide(Choice.OURS))
        self.take_theirs.clicked.connect(lambda: self._decide(Choice.THEIRS))
        self.bring_in.clicked.connect(lambda: self._bring_in(as_copy=False))
        self.as_copy.clicked.connect(lambda: self._bring_in(as_copy=True))

    # -- what is shown -----------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """Return the other workbook; `item` of the place names it."""
        return Path(str(self.place.item)) if self.place.item else None

    def show_place(self, place: Place) -> None:
        """Show what is in the workbook that the place names, if it names one."""
        self.place = place
        self.project.clear()
        self.source.setText(self.path.name if self.path else "")
        self._why = BEGIN
        if self.path is not None:
            self._list_projects(self.path)
        several = self.project.count() > 1
        self.project.setVisible(several)
        self.project_label.setVisible(several)
        self._look()

    def _list_projects(self, path: Path) -> None:
        self._why = f"There is no project in {path.name}."
        try:
            for project in hand_over.projects_in(path):
                self.project.addItem(project.title, project.uuid)
        except WorkbookError as error:
            self._why = str(error)

    def reload(self) -> None:
        """Compare again: our side may have changed."""
        self._look()

    def concerns(self, notice: Notice) -> bool:
        """Whatever changed here may change what differs."""
        return bool(self.path and notice.rows)

    def _look(self) -> None:
        """Say what bringing in the chosen project would do."""
        uuid = self.project.currentData()
        self._choices.clear()
        self._found = None
        if self.path is not None and uuid:
            self._found = hand_over.incoming(self.workbook, self.path, str(uuid))
        found = self._found
        rows = found.rows if found else ()
        self._rows.show(lambda offset, limit: [self._line(row) for row in rows[offset:][:limit]])
        self.says.setText(found.words() if found else self._why)
        there = bool(found and not self.workbook.read_only)
        self.bring_in.setVisible(there and bool(rows or (found and not found.is_here)))
        self.as_copy.setVisible(there and bool(found and found.is_here))
        for widget in (self.listing, self.take_ours, self.take_theirs, self.whole):
            widget.setVisible(bool(rows))

    def _line(self, row: IncomingRow) -> Line:
        stands = STANDS[self._choices.get(row.key, row.proposed)]
        return Line(row, (row.what, row.status, row.here, row.there, stands))

    def _show_row(self) -> None:
        line = self.listing.current
        words = f"Here: {line.about.here}   There: {line.about.there}" if line else ""
        self.whole.setText(words)

    def first_focus(self) -> QWidget:
        """Begin where there is something to decide."""
        if self._found is None:
            return self.choose
        return self.listing if self._found.rows else self.bring_in

    # -- what can be done --------------------------------------------------------------------

    def _choose_file(self) -> None:
        folder = str((self.path or self.session.own.target).parent)
        name, _ = QFileDialog.getOpenFileName(self, "Bring in a project from", folder, FILTER)
        if name:
            self.navigator.go("bring_in", item=name)

    def _turn(self) -> None:
        """Let the other side stand in the current row."""
        line = self.listing.current
        if line is not None:
            stands = self._choices.get(line.about.key, line.about.proposed)
            self._decide(Choice.OURS if stands is Choice.THEIRS else Choice.THEIRS)

    def _decide(self, choice: Choice) -> None:
        line = self.listing.current
        if line is not None:
            row: IncomingRow = line.about
            self._choices[row.key] = choice
            self._rows.change(self.listing.currentIndex().row(), self._line(row))

    def _bring_in(self, *, as_copy: bool) -> None:
        if self.path is None or self._found is None:
            return
        uuid = self._found.project.uuid
        project = hand_over.bring_in(
            self.workbook, self.path, uuid, dict(self._choices), as_copy=as_copy
        )
        self.navigator.go("overview", project.id)
        self.session.tell(f"{project.title} was brought in", kind=Kind.ANSWER, undo=True)
