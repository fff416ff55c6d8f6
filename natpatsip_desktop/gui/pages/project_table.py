"""The projects as a table model: rows are judged as they are needed, visible ones first."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QObject, Qt

from natpatsip_desktop.actions.home import Due, ProjectRow, project_row
from natpatsip_desktop.core.charts import Tone
from natpatsip_desktop.core.records import Project
from natpatsip_desktop.gui.pages.row_table import AnyIndex, RowModel
from natpatsip_desktop.store.workbook import Workbook

COLUMNS = ("Project and main measure", "Last 26 points", "Latest", "Signal", "Next")
NAME, SPARK, LATEST, SIGNAL, NEXT = range(len(COLUMNS))


class Order(StrEnum):
    """How the rows are sorted; the words stand in the box."""

    ATTENTION = "Needs attention first"
    EDITED = "Last edited first"
    NAME = "By name"
    STAGE = "By stage"


class ProjectTable(RowModel):
    """The projects of a workbook that pass the filter, in the order that was chosen.

    A row that is not judged yet shows its name; `judge_next` judges a few more.
    """

    heads = COLUMNS
    numbers = (LATEST,)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbook: Workbook | None = None
        self._today = date.min
        self._projects: list[Project] = []
        self._rows: dict[int, ProjectRow] = {}
        self._shown: list[Project] = []
        self._order = Order.ATTENTION
        self._text = ""
        self._stage = ""

    def load(self, workbook: Workbook, today: date) -> None:
        """Read the projects' names; nothing is judged yet."""
        self.beginResetModel()
        self._workbook, self._today = workbook, today
        self._projects = workbook.all(Project, "-edited_at", deleted_at=None)
        self._rows.clear()
        self._choose()
        self.endResetModel()

    def arrange(self, order: Order, text: str, stage: str) -> None:
        """Show the projects that pass the filter, in another order."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._shown[index.row()].id for index in before]
        self._order, self._text, self._stage = order, text.casefold().strip(), stage
        self._choose()
        place = {project.id: row for row, project in enumerate(self._shown)}
        for index, project_id in zip(before, ids, strict=True):
            row = place.get(project_id)
            moved = self.index(row, index.column()) if row is not None else QModelIndex()
            self.changePersistentIndex(index, moved)
        self.layoutChanged.emit()

    def judge(self, rows: Sequence[int]) -> None:
        """Judge these rows now, unless they are already."""
        if self._workbook is None:
            return
        for at in rows:
            project = self._shown[at]
            if project.id not in self._rows:
                self._rows[project.id] = project_row(self._workbook, project, self._today)
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))

    def judge_next(self, count: int) -> bool:
        """Judge a few more projects, shown or not; tell whether any are left."""
        waiting = [project for project in self._projects if project.id not in self._rows]
        assert self._workbook is not None
        for project in waiting[:count]:
            self._rows[project.id] = project_row(self._workbook, project, self._today)
        return len(waiting) > count

    @property
    def total(self) -> int:
        """Return how many projects there are, shown or not."""
        return len(self._projects)

    @property
    def judged(self) -> int:
        """Return how many projects are judged."""
        return len(self._rows)

    @property
    def stages(self) -> list[str]:
        """Return the stages that occur."""
        return sorted({project.stage for project in self._projects if project.stage})

    def project_at(self, row: int) -> Project | None:
        """Return the project of a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_at(self, row: int) -> ProjectRow | None:
        """Return what is known of a row, or None while it is not judged."""
        project = self.project_at(row)
        return self._rows.get(project.id) if project else None

    def row_of(self, project_id: int) -> int:
        """Return the row that shows a project, or -1."""
        ids = [project.id for project in self._shown]
        return ids.index(project_id) if project_id in ids else -1

    def _choose(self) -> None:
        shown = [project for project in self._projects if self._passes(project)]
        if self._order is Order.NAME:
            shown.sort(key=lambda project: project.title.casefold())
        elif self._order is Order.STAGE:
            shown.sort(key=lambda project: project.stage)
        elif self._order is Order.ATTENTION and self.judged == self.total:
            # Sorted once all are judged: rows that jump while one reads them are worse.
            shown.sort(key=lambda project: attention(self._rows[project.id]))
        self._shown = shown

    def _passes(self, project: Project) -> bool:
        if self._stage and project.stage != self._stage:
            return False
        row = self._rows.get(project.id)
        measure = row.measure.name if row and row.measure else ""
        return self._text in f"{project.title} {measure}".casefold()

    def held(self) -> Sequence[object]:
        """Return the projects that are shown."""
        return self._shown

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as text; the first one speaks the whole row."""
        project, row = self._shown[index.row()], self.row_at(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == NAME:
                return row.spoken if row else project.title
            return cell_text(row, index.column()) if row else "not worked out yet"
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == NAME:
                return project.title
            return cell_text(row, index.column()) if row else ""
        return None


def cell_text(row: ProjectRow, column: int) -> str:
    """Say a cell in words; the sparkline says what its chart does."""
    if column == NAME:
        return row.project.title
    if column == SPARK:
        return row.chart.alt_text if row.chart else "No chart yet"
    if column == LATEST:
        return ", ".join(text for text in (row.latest_text, row.target_text) if text) or "none yet"
    if column == SIGNAL:
        return f"{row.reading.short}. {row.reading.short_sentence}"
    return f"{row.due_text}. {row.next_text}"


def attention(row: ProjectRow) -> int:
    """Return how soon a row needs somebody: 0 is first."""
    if row.due is Due.OVERDUE:
        return 0
    if row.reading.tone is Tone.CONCERN:
        return 1
    return {Due.NOW: 2, Due.SOON: 3}.get(row.due, 4)
