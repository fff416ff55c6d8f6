"""Returns: choose a format, a period and a project; and what was exported before."""

from pathlib import Path

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from natpatsip_desktop.actions import past_returns as past
from natpatsip_desktop.actions.returns import mark_sent, prepare
from natpatsip_desktop.core.periods import ReturnPeriod
from natpatsip_desktop.core.records import Measure, Point, Project, Return, ReturnState
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.pages.returns.exporting import Exporting, moment
from natpatsip_desktop.gui.pages.returns.format_list import FormatList
from natpatsip_desktop.gui.pages.returns.past_view import PROJECT, PastView
from natpatsip_desktop.gui.pages.returns.places import return_place
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice

WHOLE = "The whole workbook"
NO_NUMBERS = "There are no numbers yet, so there is no period to choose."
QUICK = 20_000  # points up to which a return is prepared at every choice
MAKE, ENTER = "Make a return", "Enter numbers"


class ReturnsPage(Page):
    """The returns of one project, or of all: the choice above, what went out below."""

    heading: QLabel
    choose_card: QFrame
    formats: FormatList
    period: QComboBox
    project: QComboBox
    summary: QLabel
    make_button: QPushButton
    again_button: QPushButton
    folder_button: QPushButton
    sent_button: QPushButton
    past_card: QFrame
    past: PastView
    none_yet: QLabel
    column: QVBoxLayout

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        self._periods: list[ReturnPeriod] = []
        self._projects: list[int | None] = []
        load_form(self, FormatList, PastView)
        self.column.addStretch(0)
        self._exporting = Exporting(session, self)  # knows the folder
        self._connect()

    def _connect(self) -> None:
        self.formats.picked.connect(self._fill_periods)
        self.formats.made.connect(self.make)
        self.period.currentIndexChanged.connect(self._say_summary)
        self.project.activated.connect(self._fill_periods)
        self.make_button.clicked.connect(self.make)
        self.past.opened.connect(self.open_again)
        self.past.selectionModel().currentChanged.connect(self._offer_verbs)
        self.past.customContextMenuRequested.connect(self._show_menu)
        self.again_button.clicked.connect(self.open_again)
        self.folder_button.clicked.connect(self._show_in_folder)
        self.sent_button.clicked.connect(self.mark_sent)
        self.session.theme.changed.connect(self.past.fit)

    # -- what is shown -------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show the returns of a project or of all, with a fresh choice."""
        self._periods = []
        self.formats.show_choices((), "")
        super().show_place(place)

    def reload(self) -> None:
        """Read formats, projects and past returns again; what was chosen stays chosen."""
        project_id = self.place.project_id
        self.heading.setText("Returns" if project_id is None else "Project returns")
        chosen = self.formats.choice
        self._fill_projects()
        choices = past.format_choices(self.workbook)
        with QSignalBlocker(self.formats):  # the periods are read once, below
            self.formats.show_choices(choices, chosen.format.id if chosen else "")
        self._fill_periods()
        rows = past.past_returns(self.workbook, project_id)
        self.past.setColumnHidden(PROJECT, project_id is not None)
        self.past.show_rows(rows)
        self.past.setVisible(bool(rows))
        self.none_yet.setHidden(bool(rows))
        # The table takes the room there is; the words in its place only what they need.
        self.column.setStretchFactor(self.past_card, 1 if rows else 0)
        self.column.setStretch(self.column.count() - 1, 0 if rows else 1)
        self._offer_verbs()

    def _fill_projects(self) -> None:
        before = self._project_id() if self._periods else self.place.project_id
        projects = self.workbook.all(Project, "title", deleted_at=None)
        self._projects = [None, *(project.id for project in projects)]
        self.project.clear()
        self.project.addItems([WHOLE, *(project.title for project in projects)])
        at = self._projects.index(before) if before in self._projects else 0
        self.project.setCurrentIndex(at)

    def _fill_periods(self) -> None:
        """Offer the periods that have numbers; the one chosen stays if it is among them."""
        choice, before = self.formats.choice, self._period()
        if choice is None:
            return
        today = self.session.today()
        self._periods = past.offered_periods(self.workbook, choice.format, self._project_id())
        wanted = before if before in self._periods else None
        wanted = wanted or past.likely_period(self._periods, choice.last, today)
        self.period.blockSignals(True)
        self.period.clear()
        for one in self._periods:
            words = past.months_first(one)
            self.period.addItem(words if one.ends < today else f"{words}, not over yet")
        self.period.setCurrentIndex(self._periods.index(wanted) if wanted else -1)
        self.period.blockSignals(False)
        self.period.setEnabled(bool(self._periods))
        self._say_summary()

    def _say_summary(self) -> None:
        self.make_button.setText(MAKE if self._periods else ENTER)
        self.summary.setText(self._summary())
        self.summary.setHidden(not self.summary.text())

    def _summary(self) -> str:
        """Say what the chosen return would be; empty where finding out would take a while."""
        choice, period = self.formats.choice, self._period()
        if choice is None or period is None:
            return NO_NUMBERS
        if self.workbook.count(Point) > QUICK:
            return ""
        today = self.session.today()
        return prepare(
            self.workbook, choice.format.id, period, self._project_id(), today=today
        ).summary

    def _period(self) -> ReturnPeriod | None:
        at = self.period.currentIndex()
        return self._periods[at] if 0 <= at < len(self._periods) else None

    def _project_id(self) -> int | None:
        at = self.project.currentIndex()
        return self._projects[at] if 0 <= at < len(self._projects) else None

    def concerns(self, notice: Notice) -> bool:
        """New numbers give new periods, exports new rows."""
        return notice.touches(Return, Point, Measure, Project)

    def first_focus(self) -> QWidget:
        """Begin at the formats: Enter there makes a return."""
        return self.formats

    # -- making one ------------------------------------------------------------------------------

    def make(self) -> None:
        """Go to the return that is chosen, or to the numbers if there are none."""
        choice, period = self.formats.choice, self._period()
        if choice is None or period is None:
            self.navigator.go("due")
            return
        place = return_place(choice.format.id, period.code, self._project_id())
        self.navigator.go_to(place)

    # -- earlier ones ----------------------------------------------------------------------------

    def offers(self) -> Offers:
        """Say that the chosen return was sent."""
        return {"mark_sent": self.mark_sent} if self._can_be_sent else {}

    @property
    def _can_be_sent(self) -> bool:
        row = self.past.current
        return row is not None and row.record.state is ReturnState.EXPORTED

    def _file(self) -> Path | None:
        """Return the file of the chosen return, if it is where returns were saved last."""
        row = self.past.current
        path = self._exporting.folder / row.record.file_name if row else None
        return path if path is not None and path.is_file() else None

    def _offer_verbs(self) -> None:
        row = self.past.current
        self.again_button.setVisible(row is not None and row.period is not None)
        self.folder_button.setVisible(self._file() is not None)
        self.sent_button.setVisible(self._can_be_sent)

    def open_again(self) -> None:
        """Look at the chosen return again, with the numbers of now."""
        row = self.past.current
        if row is not None and row.period is not None:
            record = row.record
            place = return_place(record.format_id, record.period, record.project_id)
            self.navigator.go_to(place)

    def _show_in_folder(self) -> None:
        path = self._file()
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def mark_sent(self) -> None:
        """Note that the chosen return went to those who asked for it."""
        row = self.past.current
        if row is not None and self._can_be_sent:
            mark_sent(self.workbook, row.record.id, now=moment(self.session))
            self.session.tell("Marked as sent", kind=Kind.ANSWER, undo=True)

    def _show_menu(self, at: QPoint) -> None:
        if self.past.current is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("&Look at it again", self.open_again)
        menu.addAction("Show in &folder", self._show_in_folder).setEnabled(bool(self._file()))
        menu.addAction("Mark as &sent", self.mark_sent).setEnabled(self._can_be_sent)
        menu.popup(self.past.viewport().mapToGlobal(at))
