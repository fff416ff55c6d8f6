"""The formats that ship, as a list to choose from: what each is for, and how sure we are of it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from natpatsip_desktop.actions.past_returns import FormatChoice
from natpatsip_desktop.core.periods import long_date, noun
from natpatsip_desktop.core.returns.layout import FileKind, ReturnFormat
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.tokens import tokens

AnyIndex = QModelIndex | QPersistentModelIndex

PAD, AIR, GAP = 16, 9, 8
ROWS_AT_LEAST = 2
WRAP = int(Qt.TextFlag.TextWordWrap)
FILES = {FileKind.XLSX: "Excel", FileKind.CSV: "CSV"}


def kind_of(one: ReturnFormat) -> tuple[str, str]:
    """Say whose layout a format is, with the kind of pill it is said on."""
    if one.official:
        return "Official template", "ok"
    return ("Illustrative layout", "warn") if one.banner else ("Tool format", "info")


def facts_of(choice: FormatChoice) -> str:
    """Say in a line who owns a format, its periods and files, and when it was used last."""
    one = choice.format
    periods = ", ".join(noun(period, 2) for period in one.periods)
    files = " or ".join(FILES[kind] for kind in one.files)
    when = choice.last.exported_at if choice.last else None
    last = f"last exported {long_date(when.date())}" if when else "not exported yet"
    return f"{one.owner} · {periods} · {files} · {last}"


class FormatModel(QAbstractListModel):
    """The formats to choose from; each speaks everything that is shown of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: Sequence[FormatChoice] = ()

    def show(self, choices: Sequence[FormatChoice]) -> None:
        """Show these formats."""
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many formats there are."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a format's title, or all that is said of it."""
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.format.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            one = choice.format
            return f"{one.title}, {kind_of(one)[0]}. {one.about} {facts_of(choice)}"
        return None


class FormatDelegate(QStyledItemDelegate):
    """Paints title and pill, what the format is for, and its facts."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the room of a format in the width of its list."""
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        wide = view.viewport().width()
        choice, room = _choice(index), wide - 2 * PAD
        title = QFontMetrics(dress.font("body", bold=True)).height() + 4
        about = _high(choice.format.about, "grid", room)
        return QSize(wide, 2 * AIR + title + about + 3 + _high(facts_of(choice), "caption", room))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one format."""
        choice, rect, colours = _choice(index), option.rect, tokens()
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, QColor(colours["tint"]))
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, QColor(colours["primary"]))
        line = QRect(rect.left(), rect.top(), rect.width(), 1)
        painter.fillRect(line, QColor(colours["border"]))
        room = rect.adjusted(PAD, AIR, -PAD, -AIR)
        room = self._title(painter, room, choice.format, chosen)
        painter.setFont(dress.font("grid"))
        painter.setPen(QColor(colours["ink"]))
        painter.drawText(room, WRAP, choice.format.about)
        room.setTop(room.top() + _high(choice.format.about, "grid", room.width()) + 3)
        painter.setFont(dress.font("caption"))
        painter.setPen(QColor(colours["ink2"]))
        painter.drawText(room, WRAP, facts_of(choice))
        painter.restore()

    def _title(self, painter: QPainter, room: QRect, one: ReturnFormat, chosen: bool) -> QRect:
        words, kind = kind_of(one)
        colours = tokens()
        painter.setFont(dress.font("body", bold=True))
        painter.setPen(QColor(colours["primary_hover" if chosen else "link"]))
        metrics = painter.fontMetrics()
        painter.drawText(room, 0, one.title)
        left = room.left() + metrics.horizontalAdvance(one.title) + GAP
        high = metrics.height()
        painter.setFont(dress.font("caption", bold=True))
        wide = painter.fontMetrics().horizontalAdvance(words) + 20
        pill = QRect(left, room.top(), min(wide, max(0, room.right() - left)), high)
        fill, ink = _PILLS[kind]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours[fill]))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setPen(QColor(colours[ink]))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)
        return room.adjusted(0, high + 4, 0, 0)


_PILLS = {
    "ok": ("ok_tint", "ok_text"),
    "warn": ("warn_tint", "warn_text"),
    "info": ("quiet_tint", "ink2"),
}


class FormatList(QListView):
    """Shows a `FormatModel`; `picked` says that another format is the current one, `made` that a
    return is to be made in it."""

    picked = Signal()
    made = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.formats = FormatModel(self)
        self.setModel(self.formats)
        self.setItemDelegate(FormatDelegate(self))
        self.setAccessibleName("Format")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(lambda: self.picked.emit())
        self.doubleClicked.connect(lambda: self.made.emit())

    @property
    def choice(self) -> FormatChoice | None:
        """Return the format that is chosen."""
        at = self.currentIndex().row()
        return self.formats.choices[at] if 0 <= at < len(self.formats.choices) else None

    def show_choices(self, choices: Sequence[FormatChoice], format_id: str) -> None:
        """Show these formats; the one named is chosen, or the first."""
        ids = [one.format.id for one in choices]
        self.selectionModel().blockSignals(True)
        self.formats.show(choices)
        self.selectionModel().blockSignals(False)
        self.setCurrentIndex(self.formats.index(ids.index(format_id) if format_id in ids else 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make a return in the chosen format with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.choice is not None:
            self.made.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room of the first formats."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew, and ask for the room of the first formats."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        rows = range(min(self.formats.rowCount(), ROWS_AT_LEAST))
        highs = [self.sizeHintForIndex(self.formats.index(row)).height() for row in rows]
        self.setMinimumHeight(sum(highs) + 2)


def _choice(index: AnyIndex) -> FormatChoice:
    model = index.model()
    assert isinstance(model, FormatModel)
    return model.choices[index.row()]


def _high(text: str, size: str, wide: int) -> int:
    metrics = QFontMetrics(dress.font(size))
    return metrics.boundingRect(QRect(0, 0, wide, 2000), WRAP, text).height()
