"""The list of problems on the screen: arrows choose one, Enter goes to put it right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from natpatsip_desktop.gui.pages.returns.numbered import Numbered, is_same
from natpatsip_desktop.gui.pages.returns.problem_delegate import ProblemDelegate
from natpatsip_desktop.gui.pages.returns.problem_rows import AnyIndex, ProblemModel


class ProblemList(QListView):
    """Shows a `ProblemModel`; `opened` carries the number of the problem to put right."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems = ProblemModel(self)
        self.setModel(self.problems)
        self.setItemDelegate(ProblemDelegate(self))
        self.setAccessibleName("Problems")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open_at)

    @property
    def current(self) -> Numbered | None:
        """Return the problem that is chosen."""
        return self.problems.at(self.currentIndex().row())

    def show_problems(self, numbered: Sequence[Numbered]) -> None:
        """Show these problems; the one that was chosen, or what took its place, stays chosen."""
        before = self.current
        self.problems.show(numbered)
        if before is not None and numbered:
            same = (one.number for one in numbered if is_same(one.problem, before.problem))
            self.choose(next(same, min(before.number, len(numbered))))

    def choose(self, number: int) -> None:
        """Make a problem the current one and bring it into view."""
        index = self.problems.index(self.problems.row_of(number), 0)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def choose_none(self) -> None:
        """Let no problem be the current one."""
        self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the current problem right with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_at(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open_at(self, index: AnyIndex) -> None:
        one = self.problems.at(index.row())
        if one is not None:
            self.opened.emit(one.number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew: their heights depend on the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
