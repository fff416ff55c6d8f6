"""What every page has: its session, its place, and what it offers to the menus."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.session import Session

if TYPE_CHECKING:
    from natpatsip_desktop.store.workbook import Notice, Workbook

Offers = Mapping[str, Callable[[], object]]


class Page(QWidget):
    """One page of the window; shows a `Place`, and reloads when its records change.

    `heading` is the page's title, hidden on short windows where the breadcrumb repeats it.
    """

    heading: QLabel | None = None

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.navigator = navigator
        self.place = Place(page="")

    @property
    def workbook(self) -> "Workbook":
        """Return the open workbook."""
        return self.session.workbook

    def show_place(self, place: Place) -> None:
        """Show this page for these records."""
        self.place = place
        self.reload()

    def reload(self) -> None:
        """Read what is shown again from the workbook."""

    def concerns(self, notice: "Notice") -> bool:
        """Tell whether an edit changed what is shown here; pages that know better say less."""
        return bool(notice.rows)

    def offers(self) -> Offers:
        """Return the commands that work on this page now, by their names in `commands`."""
        return {}

    def project_id(self) -> int | None:
        """Return the project that a command without a project of its own is about."""
        return self.place.project_id

    def crumb(self) -> str:
        """Return the last words of the breadcrumb if the page's title does not say enough."""
        return ""

    def first_focus(self) -> QWidget | None:
        """Return the widget that has the focus when the page is shown."""
        return None

    def set_room(self, wide: int) -> None:
        """Arrange the page for a width in px: its own width may be more, if it asks for more."""

    def set_short(self, short: bool) -> None:
        """Leave out what the frame repeats, in a window less than 600 high."""
        if self.heading is not None:
            self.heading.setHidden(short)
