"""The data of one measure as a table model: what is stored, and what was typed but has a fault."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from natpatsip_desktop.actions.entry import field_label
from natpatsip_desktop.core.charts import Tone
from natpatsip_desktop.core.grid import GridRow
from natpatsip_desktop.core.periods import column_title, long_label
from natpatsip_desktop.core.records import Frequency, Measure, Unit
from natpatsip_desktop.core.values import RATIOS
from natpatsip_desktop.gui.pages.measure.drafts import Drafts, Key

AnyIndex = QModelIndex | QPersistentModelIndex
SIGNALS = {
    Tone.IMPROVE: "part of an improvement",
    Tone.CONCERN: "part of a change for the worse",
    Tone.NEUTRAL: "part of a change",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: the field of a point it holds («period» and «result» are not typed)."""

    name: str
    title: str
    typed: bool = True

    @property
    def numeric(self) -> bool:
        """Tell whether its cells stand at the right."""
        return self.name not in ("period", "note")


def columns_of(measure: Measure) -> tuple[Column, ...]:
    """Return the columns of a measure's data."""
    events = measure.frequency is Frequency.EVENT
    first = Column(name="period", title=column_title(measure.frequency), typed=events)
    note = Column(name="note", title="Note")
    if measure.unit in RATIOS:
        numbers = [
            Column(name=name, title=field_label(measure, name))
            for name in ("numerator", "denominator")
        ]
        sign = "%" if measure.unit is Unit.PERCENT else "Rate"
        return (first, *numbers, Column(name="value", title=sign), note)
    title = measure.numerator_label or measure.short_name or "Value"
    return (first, Column(name="value", title=title), note)


class DataTable(QAbstractTableModel):
    """Shows the rows of a measure; `typed` says what somebody wrote into which cell."""

    typed = Signal(int, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[GridRow] = ()
        self.columns: tuple[Column, ...] = ()
        self.drafts = Drafts()
        self._measure = Measure()
        self._locked = False

    @property
    def ratio(self) -> bool:
        """Tell whether the value is worked out from two numbers."""
        return self._measure.unit in RATIOS

    def show(
        self, measure: Measure, rows: Sequence[GridRow], drafts: Drafts, *, locked: bool = False
    ) -> None:
        """Show these rows; where the periods are as before, only cells change."""
        same = [(row.starts, row.item) for row in rows] == self.keys()
        same = same and columns_of(measure) == self.columns
        if not same:
            self.beginResetModel()
        self._measure, self._locked = measure, locked
        self.rows, self.columns, self.drafts = rows, columns_of(measure), drafts
        if not same:
            self.endResetModel()
        elif rows:
            last = self.index(len(rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # -- where things are ----------------------------------------------------------------------

    def keys(self) -> list[Key]:
        """Return period and item of each row."""
        return [(row.starts, row.item) for row in self.rows]

    def row_of(self, key: Key) -> int:
        """Return the row of a period, or -1."""
        keys = self.keys()
        return keys.index(key) if key in keys else -1

    def row_of_dot(self, dot: int) -> int:
        """Return the row of a point on the chart, or -1."""
        return next((i for i, row in enumerate(self.rows) if dot >= 0 and row.dot == dot), -1)

    def column_of(self, name: str) -> int:
        """Return the column that holds a field, or -1."""
        return next((i for i, column in enumerate(self.columns) if column.name == name), -1)

    def entry_columns(self) -> list[int]:
        """Return the columns that Enter goes through."""
        names = ("numerator", "denominator") if self.ratio else ("value",)
        return [i for i, column in enumerate(self.columns) if column.name in names]

    # -- what a cell holds ---------------------------------------------------------------------

    def text(self, at: int, name: str) -> str:
        """Return the text of a cell: what was typed, else what is stored or worked out."""
        row = self.rows[at]
        if name == "period":
            return row.period
        draft = self.drafts.text((row.starts, row.item), name)
        if draft is not None:
            return draft
        return row.result or row.text(name) if name == "value" and self.ratio else row.text(name)

    def fault(self, at: int, name: str) -> str:
        """Return what to put right in a cell, empty if nothing."""
        row = self.rows[at]
        return self.drafts.fault((row.starts, row.item), name)

    def needed(self, at: int, name: str) -> bool:
        """Tell whether a cell's number is needed since its partner is there."""
        partner = {"numerator": "denominator", "denominator": "numerator"}.get(name)
        return bool(partner and self.text(at, partner) and not self.text(at, name))

    def _spoken(self, at: int, name: str) -> str:
        """Say one cell in full: column, period, what it holds, and what is to be known of it."""
        row, column = self.rows[at], self.columns[self.column_of(name)]
        if name == "period":
            return _row_spoken(self._measure, row)
        text = self.text(at, name) or (row.cycles if name == "note" else "")
        said = [f"{column.title}: {text or 'empty'}"]
        if self.needed(at, name):
            said.append("needed")
        if name == "value" and row.tone in SIGNALS:
            said.append(SIGNALS[row.tone])
        if row.left_out:
            said.append(f"left out: {row.left_out}")
        said.append(self.fault(at, name))
        return ", ".join(part for part in said if part)

    # -- Qt's questions ------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many periods there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as text, and as it is spoken."""
        at, name = index.row(), self.columns[index.column()].name
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(at, name)
        if role == Qt.ItemDataRole.EditRole:
            return self.text(at, name) if self.takes(at, name) else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(at, name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(at, name) or None
        return None

    def _tip(self, at: int, name: str) -> str:
        """Return what a cell may have no room for: its fault, why it does not count, its note."""
        left_out = self.rows[at].left_out
        said = [self.fault(at, name), f"Left out: {left_out}" if left_out else ""]
        if name == "note":
            said += [self.text(at, name), self.rows[at].cycles]
        return "\n".join(words for words in said if words)

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand on what was typed, unless it is what stands there."""
        name = self.columns[index.column()].name
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self.text(index.row(), name):
            return False
        self.typed.emit(index.row(), name, text)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let numbers and notes be typed; a percentage only where it has no two numbers."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.takes(index.row(), self.columns[index.column()].name):
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def takes(self, at: int, name: str) -> bool:
        """Tell whether something may be typed into a cell."""
        row = self.rows[at]
        if self._locked or not self.columns[self.column_of(name)].typed:
            return False
        if name == "value" and self.ratio:
            return not (self.text(at, "numerator") or self.text(at, "denominator"))
        return name != "period" or row.point is None


def _row_spoken(measure: Measure, row: GridRow) -> str:
    """Say a whole row, for its first cell."""
    when = long_label(row.starts, measure.frequency)
    said = [f"{when[:1].upper()}{when[1:]}"]
    if row.point is None:
        said.append("no numbers yet")
    elif row.result:
        said.append(f"{row.result}{'%' if measure.unit is Unit.PERCENT else ''}")
    else:
        said.append(row.text("value") or "no value")
    if row.tone in SIGNALS:
        said.append(SIGNALS[row.tone])
    if row.left_out:
        said.append(f"left out: {row.left_out}")
    return ", ".join(said)
