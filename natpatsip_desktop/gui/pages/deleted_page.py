"""Recently deleted: projects, measures and cycles of the last 30 days, to bring back."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from natpatsip_desktop.actions.deleting import DeletedThing, bring_back, deleted_things
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.listing import Column, Line, ListingView
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.session import Session

COLUMNS = (
    Column("Name", 0.34),
    Column("What", 0.12),
    Column("Project", 0.24),
    Column("Deleted on", 0.16),
    Column("Kept for", 0.14),
)
NONE = "Nothing was deleted in the last 30 days."


class DeletedPage(Page):
    """The list, and one button."""

    heading: QLabel
    about: QLabel
    listing: ListingView
    bring_back: QPushButton
    note: QLabel

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self, ListingView)
        self._rows = self.listing.set_columns(*COLUMNS)
        self.listing.chosen.connect(self._choose)
        self.listing.opened.connect(self._bring_back)
        self.bring_back.clicked.connect(self._bring_back)

    def reload(self) -> None:
        """Read what was deleted."""
        lines = [_line(thing) for thing in deleted_things(self.workbook)]
        self._rows.show(lambda offset, limit: lines[offset:][:limit])
        self._choose()

    def _choose(self) -> None:
        line = self.listing.current
        self.bring_back.setVisible(line is not None)
        self.bring_back.setEnabled(not self.workbook.read_only)
        thing: DeletedThing | None = line.about if line else None
        if thing is None:
            self.note.setText(NONE)
        elif thing.project_deleted:
            self.note.setText(f"Its project {thing.inside} comes back with it.")
        else:
            self.note.setText("It comes back with everything that was in it.")

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.listing

    def _bring_back(self) -> None:
        line = self.listing.current
        if line is not None:
            bring_back(self.workbook, line.about.record)
            self.session.tell(f"{line.about.name} is back", kind=Kind.ANSWER, undo=True)
            self.listing.setFocus()


def _line(thing: DeletedThing) -> Line:
    cells = (thing.name, thing.kind, thing.inside, thing.when(), thing.kept())
    return Line(thing, cells)
