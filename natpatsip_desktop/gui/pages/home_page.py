"""Home: every project with its signal and what is due, without a click."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from natpatsip_desktop.actions.due import due_measures
from natpatsip_desktop.gui import dress, verbs
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.due_strip import DueStrip
from natpatsip_desktop.gui.pages.first_project import FirstProject
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.pages.parts import button, icon_field, page_column, title_row
from natpatsip_desktop.gui.pages.project_table import Order, ProjectTable
from natpatsip_desktop.gui.pages.project_view import ProjectView
from natpatsip_desktop.gui.session import Session

AT_ONCE = 40  # projects judged before the page is first shown
A_FEW = 4  # projects judged between two events afterwards
ALL_STAGES = "All stages"


class HomePage(Page):
    """The table of projects, the strip of what is due, or four ways to begin."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        self.table = ProjectTable(self)
        self._strip = DueStrip(lambda: navigator.go("due"))
        self._first = FirstProject(
            {
                "national": lambda: navigator.go("new_project", item="national"),
                "blank": lambda: navigator.go("new_project", item="blank"),
                "excel": lambda: navigator.go("new_project", item="excel"),
                "example": lambda: verbs.open_example(session),
            }
        )
        self._build()
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._judge_more)

    def _build(self) -> None:
        column = page_column(self)
        row, self.heading = title_row(
            "Projects",
            button("Open a workbook…", self._open, icon="folder-open"),
            button("New project", lambda: self.navigator.go("new_project"), icon="plus"),
        )
        column.addLayout(row)
        column.addWidget(self._strip)
        column.addWidget(self._first)
        self._card = QFrame()
        self._card.setProperty("card", "plain")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(1, 12, 1, 6)
        inside.setSpacing(6)
        inside.addLayout(self._filter_row())
        self.view = ProjectView(self.table)
        self.view.opened.connect(self._open_row)
        self.view.installEventFilter(self)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.verticalScrollBar().valueChanged.connect(self._judge_visible)
        inside.addWidget(self.view, 1)
        column.addWidget(self._card, 1)
        column.addStretch(0)

    def _filter_row(self) -> QHBoxLayout:
        self.filter = icon_field(QLineEdit(), "funnel")
        self.filter.setPlaceholderText("Filter projects")
        self.filter.setAccessibleName("Filter projects")
        self.filter.setMaximumWidth(219)
        self.filter.setMinimumWidth(110)
        self.stage = QComboBox()
        self.stage.setAccessibleName("Stage")
        self.stage.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.stage.setMinimumWidth(130)
        self.order = QComboBox()
        self.order.setAccessibleName("Sort")
        self.order.addItems([order.value for order in Order])
        self._count = dress.words("", "caption", tone="quiet")
        self.filter.textChanged.connect(self._arrange)
        self.stage.currentTextChanged.connect(self._arrange)
        self.order.currentTextChanged.connect(self._arrange)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        for box in (self.filter, self.stage, self.order):
            row.addWidget(box, 10 if box is self.filter else 0)
        row.addStretch(1)
        row.addWidget(self._count)
        return row

    # -- what is shown -----------------------------------------------------------------------

    def reload(self) -> None:
        """Read the projects again; the selected one stays selected."""
        selected = self.project_id()
        today = self.session.today()
        self.table.load(self.workbook, today)
        empty = self.table.total == 0
        self._first.setHidden(not empty)
        self._card.setHidden(empty)
        self._strip.show_due([] if empty else due_measures(self.workbook, today))
        self._fill_stages()
        if self.table.judge_next(AT_ONCE):
            self._more.start()
        self._arrange()
        self.view.go_to_row(max(0, self.table.row_of(selected) if selected else 0))
        self._judge_visible()

    def _fill_stages(self) -> None:
        stages = [ALL_STAGES, *(stage.capitalize() for stage in self.table.stages)]
        if stages != [self.stage.itemText(i) for i in range(self.stage.count())]:
            self.stage.blockSignals(True)
            self.stage.clear()
            self.stage.addItems(stages)
            self.stage.blockSignals(False)

    def _arrange(self) -> None:
        stage = self.stage.currentText()
        self.table.arrange(
            Order(self.order.currentText()),
            self.filter.text(),
            "" if stage == ALL_STAGES else stage.lower(),
        )
        self._say_count()
        self._judge_visible()

    def _say_count(self) -> None:
        shown, total = self.table.rowCount(), self.table.total
        if self.table.judged < total:
            words = f"Looking for signals: {self.table.judged:,} of {total:,} projects"
        else:
            of = f"{shown:,} of " if shown != total else ""
            words = f"{of}{total:,} project{'' if total == 1 else 's'}"
        self._count.setText(words)

    def _judge_visible(self) -> None:
        self.table.judge(self.view.visible_rows())

    def _judge_more(self) -> None:
        if not (self.isVisible() and self.session.is_open):
            # It begins afresh when the page is shown again.
            self._more.stop()
        elif self.table.judge_next(A_FEW):
            self._say_count()
        else:
            self._more.stop()
            self._arrange()

    # -- what can be done --------------------------------------------------------------------

    def project_id(self) -> int | None:
        """Return the selected project."""
        project = self.table.project_at(self.view.currentIndex().row())
        return project.id if project else None

    def offers(self) -> Offers:
        """Filter the projects."""
        return {"filter": self.filter.setFocus}

    def first_focus(self) -> QWidget | None:
        """Return where work begins: what is due, the first choice, or the table."""
        if not self._strip.isHidden():
            return self._strip.enter
        return self._first.choices[0] if not self._first.isHidden() else self.view

    def set_short(self, short: bool) -> None:
        """Hide the title and make rows lower."""
        super().set_short(short)
        self.view.set_short(short)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let D on a project go to its due data."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() == Qt.Key.Key_D:
                self._enter_data()
                return True
        return super().eventFilter(watched, event)

    def _open(self) -> None:
        verbs.open_workbook(self.session, self)

    def _open_row(self) -> None:
        project_id = self.project_id()
        if project_id is not None:
            self.navigator.go("overview", project_id)

    def _enter_data(self) -> None:
        project_id = self.project_id()
        if project_id is not None:
            self.navigator.go("due", item=project_id)

    def _show_menu(self, at: QPoint) -> None:
        project_id = self.project_id()
        if project_id is None:
            return
        menu = QMenu(self)
        menu.addAction("&Open", lambda: self.navigator.go("overview", project_id))
        menu.addAction("&Enter data", self._enter_data)
        menu.addAction("&Rename…", lambda: verbs.rename_project(self.session, project_id, self))
        menu.addAction("De&lete", lambda: verbs.put_away(self.session, self.navigator, project_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))
