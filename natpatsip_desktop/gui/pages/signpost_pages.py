"""Pages that say what to do, and lead to the place where it is done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.pages.parts import Click, button, card, page_column, title_row
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice


class Signpost(Page):
    """A title, what to do, and one button to the place for it."""

    title = ""
    words = ""
    leads = ""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        column = page_column(self)
        row, self.heading = title_row(self.title)
        column.addLayout(row)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(28, 24, 28, 28)
        inside.setSpacing(12)
        inside.addWidget(dress.words(self.words, wrap=True))
        self._button: QPushButton = button(self.leads, self.lead(), kind="primary")
        inside.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(frame)
        column.addStretch(1)

    def lead(self) -> Click:
        """Return what the button does."""
        return lambda: self.navigator.go("home")

    def concerns(self, notice: Notice) -> bool:
        """Nothing here is from the workbook."""
        return False

    def first_focus(self) -> QPushButton:
        """Begin at the button."""
        return self._button


class MeasuresSignpost(Signpost):
    """Leads to the numbers that are due."""

    title = "Measures"
    words = (
        "Each measure has a run chart and a grid for its numbers. The project’s overview shows "
        "them all with their signals; numbers are typed in under Due for data."
    )
    leads = "Enter the numbers that are due"

    def lead(self) -> Click:
        """Go to the page where numbers are typed in."""
        return lambda: self.navigator.go("due")
