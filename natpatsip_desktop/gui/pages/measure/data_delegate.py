"""How cells of the data grid are painted and typed in."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from natpatsip_desktop.core.charts import Tone
from natpatsip_desktop.core.grid import GridRow
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.measure.data_table import AnyIndex, DataTable
from natpatsip_desktop.gui.tokens import SPACE, tokens

PAD = 7
TONES = {
    Tone.IMPROVE: "improve_text",
    Tone.CONCERN: "concern_text",
    Tone.NEUTRAL: "neutral_text",
}
NEEDED = "needed"


class DataDelegate(QStyledItemDelegate):
    """Paints one cell at a time; `stepped` says that Enter or Tab ended the typing in one."""

    stepped = Signal(Qt.Key)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lit = -1  # the row under the mouse, here or on the chart
        self.current = (-1, -1)
        self.focused = False
        self.many = False  # more cells than the current one are chosen
        self.editing = (-1, -1)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return a row's height: it grows with the text size."""
        return QSize(60, row_height())

    # -- painting ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        table = index.model()
        assert isinstance(table, DataTable)
        at, column = index.row(), table.columns[index.column()]
        painter.save()
        self._ground(painter, option, table.rows[at], at)
        fault = table.fault(at, column.name)
        if fault:
            _frame(painter, option.rect, "error")
        if self._needs(table, at, column.name):
            _needed(painter, option.rect)
        else:
            self._words(painter, option.rect, table, at, column.name)
        if (at, index.column()) == self.current and not fault:
            _frame(painter, option.rect, "ink" if self.focused else "ctrl")
        painter.restore()

    def _needs(self, table: DataTable, at: int, name: str) -> bool:
        partner = {"numerator": "denominator", "denominator": "numerator"}.get(name, "")
        typing = (at, table.column_of(partner)) == self.editing
        return table.needed(at, name) or (typing and not table.text(at, name))

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, row: GridRow, at: int
    ) -> None:
        colours, rect = tokens(), option.rect
        here = at == self.current[0] and row.point is not None
        chosen = self.many and option.state & QStyle.StateFlag.State_Selected
        tinted = at == self.lit or here or chosen
        # The whole ground: the view has painted its own idea of what is chosen below.
        painter.fillRect(rect, QColor(colours["tint" if tinted else "surface"]))
        edge = QColor(colours["border"])
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), edge)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), edge)

    def _words(self, painter: QPainter, rect: QRect, table: DataTable, at: int, name: str) -> None:
        row, column = table.rows[at], table.columns[table.column_of(name)]
        text, ink, font = table.text(at, name), "ink", grid_font()
        if name == "note":
            text = text or row.cycles
        marked = TONES.get(row.tone) if name == "value" else None
        if name == "note" or (name == "value" and table.ratio):
            ink = "ink2"
        if row.left_out:
            ink = "ink2"
            font.setStrikeOut(name not in ("note", "period"))
            text = _reason(row) if name == "note" else text
        elif marked:
            ink = marked
            font.setBold(True)
        if table.fault(at, name):
            ink = "error_text"
        side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
        _write(painter, rect, text, font, ink, side)

    # -- typing --------------------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        """Return a box that fills the cell."""
        table = index.model()
        assert isinstance(table, DataTable)
        column = table.columns[index.column()]
        box = QLineEdit(parent)
        box.setFrame(False)
        box.setFont(grid_font())
        # The cell is low and has its own frame: the sheet of the window would not fit in.
        box.setStyleSheet(
            f"QLineEdit {{ border: 2px solid {tokens()['ink']}; border-radius: 0;"
            f" padding: 0 {PAD - 4}px; min-height: 0; }}"
        )
        box.setAccessibleName(f"{column.title}, {table.rows[index.row()].period}")
        if column.numeric:
            box.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editing = (index.row(), index.column())
        self._repaint()
        return box

    def destroyEditor(self, editor: QWidget, index: AnyIndex) -> None:
        """Forget which cell is typed in."""
        self.editing = (-1, -1)
        self._repaint()
        super().destroyEditor(editor, index)

    def _repaint(self) -> None:
        view = self.parent()
        if isinstance(view, QWidget):
            view.update()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex
    ) -> None:
        """Fill the whole cell, border included."""
        editor.setGeometry(option.rect.adjusted(0, -1, 0, 0))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """End the typing with Enter or Tab, and say so, once the number is handed on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            steps = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if key in steps and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self.stepped.emit(key)
                return True
        return super().eventFilter(editor, event)


def grid_font(*, bold: bool = False) -> QFont:
    """Return the font of the cells; the values of a signal are bold."""
    return dress.font("grid", bold=bold)


def row_height() -> int:
    """Return the height of a row at the text size in use."""
    return max(SPACE["row_grid"], QFontMetrics(grid_font()).height() + 10)


def _reason(row: GridRow) -> str:
    note = f". {row.text('note')}" if row.text("note") else ""
    return f"Left out: {row.left_out}{note}"


def _frame(painter: QPainter, rect: QRect, token: str) -> None:
    painter.setPen(QPen(QColor(tokens()[token]), 2 if token != "ctrl" else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _needed(painter: QPainter, rect: QRect) -> None:
    painter.fillRect(rect.adjusted(0, 0, -1, -1), QColor(tokens()["warn_tint"]))
    _write(painter, rect, NEEDED, grid_font(), "warn_text", Qt.AlignmentFlag.AlignHCenter)


def _write(
    painter: QPainter, rect: QRect, text: str, font: QFont, ink: str, side: Qt.AlignmentFlag
) -> None:
    pad = 2 if side == Qt.AlignmentFlag.AlignHCenter else PAD
    room = rect.adjusted(pad, 0, -pad, 0)
    painter.setFont(font)
    painter.setPen(QColor(tokens()[ink]))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, cut)
