"""The list of cycles on the screen: Alt with an arrow moves a cycle to the next stage."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy

from natpatsip_desktop.gui.pages.cycles.cycle_delegate import CycleDelegate
from natpatsip_desktop.gui.pages.cycles.cycle_table import CycleTable

ALT = Qt.KeyboardModifier.AltModifier
SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CycleList(QListView):
    """Shows cycles; says `moved` by so many stages, `opened` and `deleted` for the chosen one."""

    moved = Signal(int)
    opened = Signal()
    deleted = Signal()

    def __init__(self, table: CycleTable) -> None:
        super().__init__()
        self.setAccessibleName("PDSA cycles")
        self.setAccessibleDescription("Alt with the right or left arrow moves a cycle on or back")
        self.setModel(table)
        self.setItemDelegate(CycleDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The cards stand on the page's own ground.
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setMinimumSize(280, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.doubleClicked.connect(lambda: self.opened.emit())

    def choose(self, line: int) -> None:
        """Make a line the chosen one and make sure it is seen."""
        index = self.model().index(line, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen cycle in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        """Claim Alt with an arrow, which elsewhere goes back and forward."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _by(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, open or delete the chosen cycle."""
        if _by(event):
            self.moved.emit(_by(event))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


def _by(event: QKeyEvent) -> int:
    return SIDEWAYS.get(Qt.Key(event.key()), 0) if event.modifiers() & ALT else 0
