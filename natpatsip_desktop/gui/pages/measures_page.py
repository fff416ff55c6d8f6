"""The measures of a project: how each stands, and a panel to add another."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from natpatsip_desktop.actions.measures import delete_measure
from natpatsip_desktop.actions.set_up import move_measure, set_main_measure
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.measure.add_card import AddCard
from natpatsip_desktop.gui.pages.measure.measure_table import MeasureDelegate, MeasureTable
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.pages.parts import button, card, page_column, title_row
from natpatsip_desktop.gui.pages.project_view import ProjectView
from natpatsip_desktop.gui.session import Session

SIDE = 380
ONE_COLUMN = 1060  # px of page width under which list and panel take turns
FIRST = "Add the first measure"
WHY = (
    "A project needs one outcome measure that tells whether the aim is met, a few process "
    "measures, and one or two balancing ones that should stay the same. Begin with the outcome."
)


class MeasuresPage(Page):
    """One row for each measure; Enter opens it, the menu orders and removes."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        self._wide = ONE_COLUMN
        self.table = MeasureTable(self)
        self.view = ProjectView(self.table, MeasureDelegate())
        self.view.setAccessibleName("Measures")
        self.view.opened.connect(self._open)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.adding = AddCard(session)
        self.adding.added.connect(self._added)
        self.adding.left.connect(self._leave)
        self._build()

    def _build(self) -> None:
        column = page_column(self)
        self._add_button = button("Add a measure", self.add, icon="plus")
        row, self.heading = title_row("Measures", self._add_button)
        column.addLayout(row)
        self._empty = self._begin_card()
        self._card = card()
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(1, 4, 1, 6)
        inside.addWidget(self.view)
        body = QHBoxLayout()
        body.setSpacing(14)
        left = QVBoxLayout()
        left.addWidget(self._empty)
        left.addWidget(self._card, 1)
        left.addStretch(0)
        body.addLayout(left, 1)
        body.addWidget(self.adding)
        column.addLayout(body, 1)

    def _begin_card(self) -> QWidget:
        made = card()
        inside = QVBoxLayout(made)
        inside.setContentsMargins(20, 16, 20, 18)
        inside.setSpacing(8)
        inside.addWidget(dress.words(FIRST, "section", bold=True))
        inside.addWidget(_wrapped(WHY))
        inside.addWidget(
            button("Choose a measure", self.add, kind="primary"), 0, Qt.AlignmentFlag.AlignLeft
        )
        return made

    # -- what is shown -------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show the measures of a project; the panel is open if one is to be added."""
        self.place = place
        self.adding.hide()
        self.reload()
        if place.item == "new":
            self.add()

    def reload(self) -> None:
        """Read and judge the measures again; the selected one stays selected."""
        if self.place.project_id is None:
            return
        chosen = self._current()
        self.table.load(self.workbook, self.place.project_id, self.session.today())
        self._fit()
        self.view.go_to_row(max(0, self.table.row_of(chosen.id if chosen else None)))

    def _current(self) -> Measure | None:
        return self.table.measure_at(self.view.currentIndex().row())

    def set_room(self, wide: int) -> None:
        """Put list and panel beside each other where there is room."""
        self._wide = wide
        self._fit()

    def _fit(self) -> None:
        adding = not self.adding.isHidden()
        narrow = self._wide < ONE_COLUMN * dress.scale()
        empty = not self.table.rows
        self.adding.setMinimumWidth(0 if narrow else round(SIDE * dress.scale()))
        self.adding.setMaximumWidth(16_777_215 if narrow else round(SIDE * dress.scale()))
        self._empty.setHidden(not empty or (narrow and adding))
        self._card.setHidden(empty or (narrow and adding))
        self._add_button.setHidden(adding or empty)

    def set_short(self, short: bool) -> None:
        """Hide the title and make rows lower."""
        super().set_short(short)
        self.view.set_short(short)

    def first_focus(self) -> QWidget:
        """Return the panel that was asked for, the list, or the way to begin."""
        if not self.adding.isHidden():
            return self.adding.first_focus()
        return self.view if self.table.rows else self._empty.findChildren(QWidget)[-1]

    # -- what can be done ----------------------------------------------------------------------

    def offers(self) -> Offers:
        """Add, order and remove measures."""
        return {
            "add_measure": self.add,
            "main_measure": self._make_main,
            "move_up": lambda: self._move(-1),
            "move_down": lambda: self._move(1),
            "delete_measure": self._delete,
        }

    def add(self) -> None:
        """Open the panel that adds a measure."""
        if self.place.project_id is not None:
            self.adding.open(self.place.project_id)
            self._fit()

    def _leave(self) -> None:
        self.adding.hide()
        self._fit()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _added(self, measure: Measure) -> None:
        """Go to the new measure, where its numbers are pasted."""
        self.adding.hide()
        self.session.tell(f"{measure.name} added", kind=Kind.ANSWER, undo=True)
        self.navigator.go("measure", measure.project_id, measure.id)

    def _open(self) -> None:
        measure = self._current()
        if measure is not None:
            self.navigator.go("measure", measure.project_id, measure.id)

    def _make_main(self) -> None:
        measure = self._current()
        if measure is not None:
            set_main_measure(self.workbook, measure.id)
            words = f"{measure.name} is the main measure now"
            self.session.tell(words, kind=Kind.ANSWER, undo=True)

    def _delete(self) -> None:
        measure = self._current()
        if measure is not None:
            delete_measure(self.workbook, measure.id)
            self.session.tell(f"{measure.name} deleted", kind=Kind.ANSWER, undo=True)

    def _move(self, by: int) -> None:
        measure = self._current()
        if measure is not None:
            move_measure(self.workbook, measure.id, by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete the selected measure with Del."""
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self._delete()
        else:
            super().keyPressEvent(event)

    def _show_menu(self, at: QPoint) -> None:
        measure = self._current()
        if measure is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("&Open", self._open)
        menu.addAction("&Make this the main measure", self._make_main)
        menu.addAction("Move &up\tAlt+Up", lambda: self._move(-1))
        menu.addAction("Move dow&n\tAlt+Down", lambda: self._move(1))
        menu.addSeparator()
        menu.addAction("&Delete\tDel", self._delete)
        menu.popup(self.view.viewport().mapToGlobal(at))


def _wrapped(text: str) -> QLabel:
    return dress.words(text, wrap=True)
