"""The measures of a project as a table: role, last points, latest value, signal, what is due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Qt

from natpatsip_desktop.actions.home import ProjectRow, measure_row
from natpatsip_desktop.actions.measures import measures
from natpatsip_desktop.core.periods import how_often
from natpatsip_desktop.core.records import Measure, Project
from natpatsip_desktop.gui.pages.project_delegate import ProjectDelegate
from natpatsip_desktop.gui.pages.project_table import LATEST, NAME, cell_text
from natpatsip_desktop.gui.pages.row_table import AnyIndex, RowModel
from natpatsip_desktop.store.workbook import Workbook


class MeasureTable(RowModel):
    """Holds one judged row for each measure, in the project's order."""

    heads = ("Measure", "Last 26 points", "Latest", "Signal", "Data")
    numbers = (LATEST,)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ProjectRow] = []

    def load(self, workbook: Workbook, project_id: int, today: date) -> None:
        """Read and judge the measures of a project."""
        project = workbook.one(Project, project_id)
        self.beginResetModel()
        self.rows = [
            _with_newest(measure_row(workbook, project, measure, today))
            for measure in measures(workbook, project_id)
        ]
        self.endResetModel()

    def measure_at(self, row: int) -> Measure | None:
        """Return the measure of a row."""
        return self.rows[row].measure if 0 <= row < len(self.rows) else None

    def row_of(self, measure_id: int | None) -> int:
        """Return the row of a measure, or -1."""
        ids = [row.measure.id if row.measure else 0 for row in self.rows]
        return ids.index(measure_id) if measure_id in ids else -1

    def held(self) -> Sequence[object]:
        """Return the rows."""
        return self.rows

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as text; the first one speaks the whole row."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            return f"{under(row)}. {row.spoken.partition('. ')[2]}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if index.column() == NAME:
                return row.measure.name if row.measure else ""
            return cell_text(row, index.column())
        return None


class MeasureDelegate(ProjectDelegate):
    """Paints the row of a measure as Home paints that of a project."""

    def row_of(self, index: AnyIndex) -> ProjectRow | None:
        """Return the row of a measure."""
        model = index.model()
        assert isinstance(model, MeasureTable)
        return model.rows[index.row()]

    def words_under(self, row: ProjectRow | None) -> str:
        """Return what a measure is for, and how often it is counted."""
        return under(row) if row else ""


def under(row: ProjectRow) -> str:
    """Say what a measure is for: role, rhythm, and whether it is the main one."""
    measure = row.measure
    if measure is None:
        return ""
    parts = [measure.role.value.capitalize(), how_often(measure.frequency).lower()]
    if row.project.main_measure_id == measure.id:
        parts.append("main measure")
    return " · ".join(parts)


def _with_newest(row: ProjectRow) -> ProjectRow:
    """Say of which period the newest number is."""
    dots = row.chart.dots if row.chart else ()
    newest = next((dot.label for dot in reversed(dots) if dot.y is not None), "")
    return replace(row, next_text=f"Last number {newest}" if newest else "")
