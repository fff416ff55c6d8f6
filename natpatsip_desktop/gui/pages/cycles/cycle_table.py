"""The cycles of a project as a list model: a heading for each stage, its cycles under it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from natpatsip_desktop.actions.cycle_rows import CycleRow
from natpatsip_desktop.core.records import Stage
from natpatsip_desktop.gui.pages.cycles.looks import STAGES

AnyIndex = QModelIndex | QPersistentModelIndex
Line = Stage | CycleRow


class CycleTable(QAbstractListModel):
    """Holds the lines of the list; what is planned or runs is in order, what is done newest first.

    A line is a stage, which is a heading, or a cycle.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._counts = dict.fromkeys(Stage, 0)

    def show(self, rows: Sequence[CycleRow]) -> None:
        """Show these cycles; where the same ones stand in the same places, only words change."""
        lines: list[Line] = []
        for stage in Stage:
            here = [row for row in rows if row.cycle.stage is stage]
            self._counts[stage] = len(here)
            lines += [stage, *(reversed(here) if stage is Stage.ACT else here)]
        same = [_key(line) for line in lines] == [_key(line) for line in self.lines]
        if same:
            # Not only `dataChanged`: a card is higher once something was found.
            self.layoutAboutToBeChanged.emit()
            self.lines = lines
            self.layoutChanged.emit()
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def count(self, stage: Stage) -> int:
        """Return how many cycles stand under a stage."""
        return self._counts[stage]

    def row_at(self, at: int) -> CycleRow | None:
        """Return the cycle of a line; None for a heading or beyond the end."""
        line = self.lines[at] if 0 <= at < len(self.lines) else None
        return line if isinstance(line, CycleRow) else None

    def line_of(self, cycle_id: int | None) -> int:
        """Return the line of a cycle, or -1."""
        for at, line in enumerate(self.lines):
            if isinstance(line, CycleRow) and line.cycle.id == cycle_id:
                return at
        return -1

    def first(self) -> int:
        """Return the line of the first cycle, or -1."""
        return next((i for i, line in enumerate(self.lines) if isinstance(line, CycleRow)), -1)

    def beside(self, at: int) -> int | None:
        """Return the id of the cycle after a line, else of the one before it."""
        places = [*range(at + 1, len(self.lines)), *range(at - 1, -1, -1)]
        rows = (self.row_at(place) for place in places)
        return next((row.cycle.id for row in rows if row is not None), None)

    # -- Qt's questions ----------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line in words."""
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._heading(line) if isinstance(line, Stage) else line.spoken
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, CycleRow):
            cycle = line.cycle
            said = (cycle.title, f"Predict: {cycle.prediction}", f"Found: {cycle.found}")
            return "\n".join(part for part in said if not part.endswith(": "))
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let cycles be selected; headings are passed over."""
        if isinstance(self.lines[index.row()], Stage):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _heading(self, stage: Stage) -> str:
        count = self.count(stage)
        many = f"{count} cycle{'' if count == 1 else 's'}"
        return f"{STAGES[stage].word}, {many}. {STAGES[stage].asks}"


def _key(line: Line) -> object:
    return line if isinstance(line, Stage) else line.cycle.id
