"""PDSA cycles: what is planned, runs, is studied and was decided, and a quick log for the next."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.actions.cycle_rows import CycleRow, cycle_rows
from natpatsip_desktop.actions.cycles import change_ideas, plan_cycle, read_plan
from natpatsip_desktop.actions.home import main_measure
from natpatsip_desktop.actions.measures import measures
from natpatsip_desktop.core.records import Cycle, Driver, Measure, Project, Stage
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.cycles.cycle_list import CycleList
from natpatsip_desktop.gui.pages.cycles.cycle_menu import cycle_menu
from natpatsip_desktop.gui.pages.cycles.cycle_table import CycleTable
from natpatsip_desktop.gui.pages.cycles.cycle_verbs import CycleVerbs
from natpatsip_desktop.gui.pages.cycles.plan_panel import PlanPanel
from natpatsip_desktop.gui.pages.cycles.record_panel import WIDTH, RecordPanel
from natpatsip_desktop.gui.pages.cycles.record_parts import Around
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice

ALL_IDEAS = "All change ideas"
NO_IDEA = "No change idea"
BESIDE = 820  # px of page from which the record stands beside the list


class CyclesPage(Page):
    """The list at the left, the chosen cycle at the right, the panel to plan one above them."""

    heading: QLabel
    filter: QComboBox
    plan_button: QPushButton
    plan_place: QVBoxLayout
    empty: QFrame
    first_button: QPushButton
    body: QWidget
    split: QHBoxLayout

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self)
        self._rows: Sequence[CycleRow] = ()
        self._chosen: int | None = None
        self._asked: tuple[int, Stage] | None = None
        self._short = False
        self._room = BESIDE
        self._closed = False
        self._around = Around()
        self.table = CycleTable(self)
        self.list = CycleList(self.table)
        self.verbs = CycleVerbs(session, self.chosen)
        self.panel = PlanPanel()
        self.record = RecordPanel()
        self.plan_place.addWidget(self.panel)
        self.split.addWidget(self.list, 1)
        self.split.addWidget(self.record)
        self._connect()

    def _connect(self) -> None:
        for button in (self.plan_button, self.first_button):
            button.clicked.connect(lambda: self.open_plan())
        self.filter.activated.connect(self._filter)
        self.list.selectionModel().currentChanged.connect(self._choose_line)
        self.list.moved.connect(self.verbs.move_by)
        self.list.opened.connect(self._edit)
        self.list.deleted.connect(self._delete)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.panel.saved.connect(self._plan)
        self.panel.left.connect(self._close_plan)
        self._connect_record()

    def _connect_record(self) -> None:
        record, verbs = self.record, self.verbs
        record.stage_chosen.connect(verbs.move_to)
        record.delete_button.clicked.connect(self._delete)
        record.parts.edited.connect(verbs.change)
        record.parts.idea_edited.connect(verbs.change_idea)
        record.parts.decided.connect(verbs.decide)
        record.parts.next_wanted.connect(self._plan_next)
        record.strip.studied.connect(verbs.study)
        record.strip.decided.connect(verbs.decide)
        record.strip.left.connect(self._stay)
        verbs.asks.connect(self._ask)
        verbs.done.connect(self._stay)

    # -- what is shown -----------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show a project's cycles; `place.item` is one of them, or «new»."""
        self._hand_in()
        if place.project_id != self.place.project_id:
            self.panel.clear()
            self.panel.hide()
            self.filter.setCurrentIndex(0)
        if isinstance(place.item, int):
            self._chosen = place.item
            self.filter.setCurrentIndex(0)
        self.record.strip.hide()
        super().show_place(place)
        if place.item == "new":
            self.open_plan()

    def reload(self) -> None:
        """Read the cycles again; the chosen one stays chosen."""
        project_id = self._project()
        self.verbs.watch(self.workbook)
        self._rows = cycle_rows(self.workbook, project_id)
        main = main_measure(self.workbook, self.workbook.one(Project, project_id))
        self._around = Around(
            ideas=change_ideas(self.workbook, project_id),
            measures=measures(self.workbook, project_id),
            main=main.id if main else None,
            today=self.session.today(),
        )
        self._offer_filter()
        self._filter()

    def showEvent(self, event: QShowEvent) -> None:
        """Hear when the window is closed."""
        super().showEvent(event)
        self.window().removeEventFilter(self)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is typed in the record before the window closes."""
        if event.type() == QEvent.Type.Close and self.isVisible():
            self._hand_in()
        return super().eventFilter(watched, event)

    def _hand_in(self) -> None:
        """Leave the box of the record that is typed in, which keeps what stands there."""
        focused = QApplication.focusWidget()
        if focused is not None and self.record.isAncestorOf(focused):
            focused.clearFocus()

    def concerns(self, notice: Notice) -> bool:
        """Tell whether cycles or what they hang on changed."""
        return notice.touches(Cycle, Driver, Measure, Project)

    def _project(self) -> int:
        project_id = self.place.project_id
        assert project_id is not None
        return project_id

    def _offer_filter(self) -> None:
        """Offer the ideas that are tested; what was chosen stays if it is still there."""
        chosen = self.filter.currentText()
        tested = {row.idea for row in self._rows}
        ideas = [idea.text for idea in self._around.ideas if idea.text in tested]
        self.filter.clear()
        self.filter.addItems([ALL_IDEAS, *ideas, *([NO_IDEA] if "" in tested else [])])
        self.filter.setCurrentIndex(max(0, self.filter.findText(chosen)))

    def _filter(self) -> None:
        wanted = self.filter.currentText()
        self.table.show([row for row in self._rows if wanted in (ALL_IDEAS, row.idea or NO_IDEA)])
        line = self.table.line_of(self._chosen)
        self.list.choose(line if line >= 0 else self.table.first())
        self._show_chosen()

    def _choose_line(self) -> None:
        row = self.table.row_at(self.list.currentIndex().row())
        if row is not None and row.cycle.id != self._chosen:
            self._chosen = row.cycle.id
            self.record.strip.hide()
            self._show_chosen()

    def chosen(self) -> CycleRow | None:
        """Return the cycle that is chosen in the list."""
        return self.table.row_at(self.list.currentIndex().row())

    def _show_chosen(self) -> None:
        row = self.chosen()
        if row is None or (row.cycle.id, row.cycle.stage) != self._asked:
            # Undo took away what the strip asks about.
            self.record.strip.hide()
        if row is not None:
            self._chosen = row.cycle.id
            self.record.show_row(row, self._around)
        self._arrange()

    def _arrange(self) -> None:
        """Show what there is room and reason for."""
        planning, some = not self.panel.isHidden(), bool(self._rows)
        self.empty.setHidden(some or planning)
        self.filter.setHidden(not some)
        self.plan_button.setHidden(planning or not some)
        self.body.setHidden(not some or (planning and self._short))
        self.record.setHidden(self._closed or planning or self.chosen() is None)
        beside = self._room >= BESIDE
        across = QBoxLayout.Direction.LeftToRight
        down = QBoxLayout.Direction.TopToBottom
        self.split.setDirection(across if beside else down)
        self.record.setMinimumWidth(WIDTH if beside else 0)
        self.record.setMaximumWidth(WIDTH if beside else 16_777_215)

    def set_room(self, wide: int) -> None:
        """Put the record beside the list or under it."""
        self._room = wide
        self._arrange()

    def set_short(self, short: bool) -> None:
        """Leave the list out while a cycle is planned in a low window."""
        super().set_short(short)
        self._short = short

    def first_focus(self) -> QWidget:
        """Begin in the panel if it is open, else in the list, else with the first cycle."""
        if not self.panel.isHidden():
            return self.panel.title
        return self.list if self._rows else self.first_button

    def offers(self) -> Offers:
        """Plan, filter, edit, and fold the record."""
        found: dict[str, Any] = {"plan_cycle": self.open_plan, "filter": self.filter.setFocus}
        if self._rows:
            found |= {
                "edit": self._edit,
                "side_panel": self._fold,
                "cycle_on": lambda: self.verbs.move_by(1),
                "cycle_back": lambda: self.verbs.move_by(-1),
                "delete_cycle": self._delete,
            }
        return found

    def _fold(self) -> None:
        self._closed = not self._closed
        self._arrange()
        if self._closed:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._edit()

    def _edit(self) -> None:
        if self.chosen() is not None:
            self._closed = False
            self._arrange()
            self.record.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the record back to the list with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # -- planning ----------------------------------------------------------------------------

    def open_plan(self, previous: CycleRow | None = None) -> None:
        """Open the panel to plan a cycle."""
        around = self._around
        self.panel.open(around.ideas, around.measures, around.today, previous, around.main)
        self._arrange()

    def _close_plan(self) -> None:
        self.panel.hide()
        self._arrange()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _plan(self) -> None:
        fields, problems = read_plan(self.panel.typed(), self.session.today())
        self.panel.show_faults(problems)
        if problems:
            return
        previous = self.panel.previous
        fields["previous_id"] = previous.cycle.id if previous else None
        fields["measure_id"] = self.panel.measure_id
        idea = self.panel.idea.currentText()
        self.panel.hide()
        cycle = plan_cycle(self.workbook, self._project(), fields.pop("title"), idea=idea, **fields)
        self.panel.clear()
        self._chosen = cycle.id
        self.filter.setCurrentIndex(0)
        self._filter()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.session.tell(f"Cycle {cycle.number} planned", kind=Kind.ANSWER, undo=True)

    def _plan_next(self) -> None:
        self.open_plan(self.chosen())

    # -- moving and deleting -------------------------------------------------------------------

    def _ask(self, stage: Stage) -> None:
        row = self.chosen()
        if row is not None:
            self._closed = False
            self._arrange()
            self._asked = row.cycle.id, row.cycle.stage
            self.record.strip.ask_for(row.cycle, stage)

    def _stay(self) -> None:
        self.record.strip.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        self._chosen = self.table.beside(self.list.currentIndex().row())
        self.verbs.delete()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def menu(self) -> QMenu | None:
        """Return what can be done with the chosen cycle, or None without one."""
        row = self.chosen()
        if row is None:
            return None
        return cycle_menu(
            self,
            row.cycle.stage,
            edit=self._edit,
            move=self.verbs.move_to,
            plan_next=self._plan_next,
            delete=self._delete,
        )

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.list.viewport().mapToGlobal(at))
