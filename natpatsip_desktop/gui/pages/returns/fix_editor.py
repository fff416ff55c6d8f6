"""The small editor at a cell: what is wrong, boxes for the answer, and where else to look."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.actions.return_fixes import Box, Fix
from natpatsip_desktop.errors import Severity
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.parts import button
from natpatsip_desktop.gui.pages.returns.restyle import put_property

WIDTH, WIDTH_OF_TEXT = 372, 460
NUMBER_BOX, TEXT_BOX = 10, 24  # characters that a box has room for
BELOW = 6  # px between the cell and the editor
AWAY = 8  # px that the editor keeps from the edge of the page
Lead = tuple[str, Callable[[], object]]


class FixEditor(QFrame):
    """Lies over the page at a cell; `saved` carries the texts by box, `left` says it was closed."""

    title: QLabel
    message: QLabel
    close_button: QToolButton
    save_button: QPushButton
    answers: QHBoxLayout
    column: QVBoxLayout

    saved = Signal(dict)
    left = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        load_form(self)
        self.setObjectName("fixEditor")
        self._page = page
        self.boxes: dict[str, QLineEdit] = {}
        self.leads: list[QPushButton] = []
        self._fields: list[QWidget] = []
        self._beside = QRect()
        self.answers.setAlignment(self.save_button, Qt.AlignmentFlag.AlignBottom)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.close_editor)
        self.hide()

    # -- what it asks --------------------------------------------------------------------------

    def ask(self, fix: Fix, severity: Severity, leads: Sequence[Lead], beside: QRect) -> None:
        """Ask for what puts a problem right; `beside` is where its cell is on the page."""
        self._clear()
        self.title.setText(fix.title)
        self.message.setText(fix.message)
        put_property(self.message, "tone", "error" if severity is Severity.ERROR else "warn")
        for at, box in enumerate(fix.boxes):
            self._add_box(box, at, alone=len(fix.boxes) == 1)
        for words, go in leads:
            self._add_lead(words, go)
        self.save_button.setHidden(not fix.boxes)
        self._order()
        # Only what is shown and polished tells the layout how large it is.
        for widget in (*self._fields, *self.leads, *self.boxes.values()):
            widget.show()
            widget.ensurePolished()
        self.place(beside)
        self._begin(fix, severity)
        # Once more: a box that is marked wrong has a wider border.
        self.place(beside)

    def _clear(self) -> None:
        for widget in (*self._fields, *self.leads):
            self.answers.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._fields, self.leads, self.boxes = [], [], {}

    def _add_box(self, box: Box, at: int, *, alone: bool) -> None:
        """Add a box; its label stands above it unless the title says the same."""
        field, made = QWidget(), QLineEdit(box.text)
        inside = QVBoxLayout(field)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        if not alone:
            label = dress.words(box.label, "caption", bold=True)
            label.setBuddy(made)
            inside.addWidget(label)
        inside.addWidget(made)
        made.setAccessibleName(self.title.text() if alone else box.label)
        made.setAccessibleDescription(self.message.text())
        long = box.name not in ("numerator", "denominator", "value", "code")
        characters = TEXT_BOX if long else NUMBER_BOX
        made.setMinimumWidth(made.fontMetrics().averageCharWidth() * characters + 22)
        made.returnPressed.connect(self._save)
        self.boxes[box.name] = made
        self._fields.append(field)
        self.answers.insertWidget(at, field, 0, Qt.AlignmentFlag.AlignBottom)

    def _add_lead(self, words: str, go: Callable[[], object]) -> None:
        made = button(words, go, kind="quiet")
        self.leads.append(made)
        at = self.answers.count() - 1
        self.answers.insertWidget(at, made, 0, Qt.AlignmentFlag.AlignBottom)

    def _order(self) -> None:
        """Let Tab go through the boxes, then Save, then the links."""
        widgets = [*self.boxes.values(), self.save_button, *self.leads, self.close_button]
        for one, other in pairwise(widgets):
            QWidget.setTabOrder(one, other)

    def _begin(self, fix: Fix, severity: Severity) -> None:
        """Put the focus where the answer begins: the first empty box, or the first there is."""
        boxes = list(self.boxes.values())
        target: QWidget = next((box for box in boxes if not box.text()), None) or next(
            iter([*boxes, *self.leads, self.close_button])
        )
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, QLineEdit):
            target.selectAll()
            put_property(target, "wrong", severity is Severity.ERROR)
        announce(self, f"{fix.title}. {fix.message}")

    # -- what comes back -----------------------------------------------------------------------

    def _save(self) -> None:
        self.saved.emit({name: box.text().strip() for name, box in self.boxes.items()})

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Say at the boxes what is wrong with what was typed."""
        words = ". ".join(dict.fromkeys(faults.values()))
        # A fault of a number that is not asked for is put right with the one that is.
        wrong = [name for name in self.boxes if name in faults] or list(self.boxes)
        self.message.setText(words)
        put_property(self.message, "tone", "error")
        for name, box in self.boxes.items():
            put_property(box, "wrong", name in wrong)
            box.setAccessibleDescription(words if name in wrong else "")
        self.boxes[wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        self.boxes[wrong[0]].selectAll()
        self.place(self._beside)
        announce(self, words)

    def close_editor(self) -> None:
        """Go away without saving, and say so."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        else:
            super().keyPressEvent(event)

    # -- where it lies -------------------------------------------------------------------------

    def place(self, beside: QRect) -> None:
        """Lie under the cell, or above it where there is no room, where the page is seen."""
        self._beside = beside
        self.show()
        self.answers.invalidate()
        self.column.invalidate()
        self.column.activate()
        long = any(name in ("note", "name", "contact", "email") for name in self.boxes)
        seen = self._page.visibleRegion().boundingRect() or self._page.rect()
        least = self.column.totalMinimumSize()
        needed = max(WIDTH_OF_TEXT if long else WIDTH, least.width())
        wide = min(needed, seen.width() - 2 * AWAY)
        high = max(self.column.totalHeightForWidth(wide), least.height())
        left = min(beside.left() + 4, seen.right() - wide - AWAY)
        top = beside.bottom() + BELOW
        if top + high > seen.bottom() - AWAY:
            top = max(seen.top() + AWAY, beside.top() - BELOW - high)
        self.setGeometry(QRect(max(seen.left() + AWAY, left), top, wide, high))
        self.raise_()
