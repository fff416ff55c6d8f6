"""The problems of a return as rows: what stops the export first, then what is to be checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from natpatsip_desktop.errors import Severity
from natpatsip_desktop.gui.pages.returns.numbered import Numbered

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """The words above a group of problems."""

    title: str
    words: str


HEADINGS = {
    Severity.WARNING: Heading("Check these", "They will not stop the export."),
    Severity.INFO: Heading("Good to know", "There is nothing to do."),
}
Entry = Numbered | Heading
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class ProblemModel(QAbstractListModel):
    """The numbered problems, with a heading above those that do not stop the export."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, numbered: Sequence[Numbered]) -> None:
        """Show these problems."""
        self.beginResetModel()
        self.entries = []
        for severity in Severity:
            group = [one for one in numbered if one.severity is severity]
            if group and severity in HEADINGS:
                self.entries.append(HEADINGS[severity])
            self.entries += group
        self.endResetModel()

    def row_of(self, number: int) -> int:
        """Return the row of a problem, or -1."""
        rows = enumerate(self.entries)
        return next((at for at, e in rows if isinstance(e, Numbered) and e.number == number), -1)

    def at(self, row: int) -> Numbered | None:
        """Return the problem of a row; None for a heading or no row."""
        entry = self.entries[row] if 0 <= row < len(self.entries) else None
        return entry if isinstance(entry, Numbered) else None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are, headings too."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let headings not be chosen."""
        if self.at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row in words."""
        entry = self.entries[index.row()]
        if isinstance(entry, Heading):
            return f"{entry.title}. {entry.words}" if role in _TEXTS else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = entry.spoken[:1].upper() + entry.spoken[1:]
            return f"{spoken}. {entry.problem.where}" if entry.problem.where else spoken
        return entry.problem.what if role == Qt.ItemDataRole.DisplayRole else None
