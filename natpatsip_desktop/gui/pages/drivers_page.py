"""Driver diagram of a project as an outline: aim, drivers, change ideas and their measures."""

from collections import defaultdict

from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.core.aims import aim_lacks, aim_sentence
from natpatsip_desktop.core.records import (
    Driver,
    DriverKind,
    DriverLink,
    Measure,
    MeasureLink,
    Project,
)
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.pages.parts import button, page_column, title_row
from natpatsip_desktop.gui.session import Session

KINDS = {
    DriverKind.AIM: "Aim",
    DriverKind.PRIMARY: "Primary driver",
    DriverKind.SECONDARY: "Secondary driver",
    DriverKind.IDEA: "Change idea",
}


class DriversPage(Page):
    """The outline is the same data as the diagram, and the form for screen readers."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        column = page_column(self)
        row, self.heading = title_row(
            "Driver diagram",
            button(
                "Plan a test of a change idea",
                lambda: navigator.go("cycles", self.place.project_id, item="new"),
                kind="primary",
                icon="plus",
            ),
        )
        column.addLayout(row)
        self._aim = dress.words("", "section", bold=True, wrap=True)
        self._lacks = dress.words("", tone="quiet", wrap=True)
        column.addWidget(self._aim)
        column.addWidget(self._lacks)
        frame = QFrame()
        frame.setProperty("card", "plain")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 12, 12, 12)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Outline of the driver diagram")
        self.tree.setHeaderLabels(["What drives what", "Level", "Measures"])
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in (1, 2):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setTabKeyNavigation(False)
        self.tree.setWordWrap(True)
        self.tree.setMinimumHeight(160)
        inside.addWidget(self.tree)
        column.addWidget(frame, 1)

    def reload(self) -> None:
        """Read the diagram."""
        project_id = self.place.project_id
        assert project_id is not None
        project = self.workbook.one(Project, project_id)
        self._aim.setText(aim_sentence(project) or "No aim yet")
        self._lacks.setText(". ".join(aim_lacks(project, self.session.today())))
        self._lacks.setHidden(not self._lacks.text())
        self.tree.clear()
        nodes = self._nodes(project_id)
        self.tree.addTopLevelItems(nodes)
        self.tree.expandAll()
        if nodes:
            self.tree.setCurrentItem(nodes[0])

    def first_focus(self) -> QWidget:
        """Begin in the outline."""
        return self.tree

    def _nodes(self, project_id: int) -> list[QTreeWidgetItem]:
        """Return the nodes without a parent, their children below them."""
        drivers = self.workbook.all(Driver, "position", project_id=project_id)
        ids = [driver.id for driver in drivers]
        links = self.workbook.all(DriverLink, child_id=ids)
        children: dict[int, list[Driver]] = defaultdict(list)
        first = {link.child_id: link.parent_id for link in reversed(links)}
        for driver in drivers:
            if driver.id in first:
                children[first[driver.id]].append(driver)
        measures = self._measures(ids)
        roots = [driver for driver in drivers if driver.id not in first]
        return [_item(driver, children, measures) for driver in roots]

    def _measures(self, ids: list[int]) -> dict[int, str]:
        """Return the names of the measures that hang on each node."""
        names: dict[int, list[str]] = defaultdict(list)
        for link in self.workbook.all(MeasureLink, driver_id=ids):
            measure = self.workbook.find(Measure, id=link.measure_id, deleted_at=None)
            if measure is not None:
                names[link.driver_id].append(measure.short_name or measure.name)
        return {driver: ", ".join(said) for driver, said in names.items()}


def _item(
    driver: Driver, children: dict[int, list[Driver]], measures: dict[int, str]
) -> QTreeWidgetItem:
    cells = [driver.text, KINDS[driver.kind], measures.get(driver.id, "")]
    made = QTreeWidgetItem(cells)
    made.setToolTip(0, driver.text)
    for child in children.get(driver.id, []):
        made.addChild(_item(child, children, measures))
    return made
