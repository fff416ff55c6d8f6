"""The side panel of a measure: what it is, its target, phases, notes, chart and rules."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.measure.dated_notes import DatedNotes
from natpatsip_desktop.gui.pages.measure.definition_form import DefinitionForm
from natpatsip_desktop.gui.pages.measure.lists import LeftOutSection, PhaseSection, TargetSection
from natpatsip_desktop.gui.pages.measure.rules_form import RulesForm
from natpatsip_desktop.gui.pages.measure.shown import Shown
from natpatsip_desktop.gui.session import Session


class AboutCard(QFrame):
    """Everything about a measure that is not a number; `left` says that it was closed."""

    area: QScrollArea
    close_button: QToolButton
    inside: QWidget
    sections: QVBoxLayout

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        load_form(self)
        self.rules = RulesForm(session)
        self.targets = TargetSection(session)
        self.phases = PhaseSection(session)
        self.notes = DatedNotes(session)
        self.left_out = LeftOutSection(session)
        self.definition = DefinitionForm(session)
        self._parts = (
            *(self.rules, self.targets, self.phases, self.notes),
            *(self.left_out, self.definition),
        )
        for part in self._parts:
            self.sections.addWidget(part)
        self.sections.addStretch(1)
        # A scroll area fills what it shows with the ground of the window, and this is a card.
        self.inside.setAutoFillBackground(False)
        self.close_button.clicked.connect(self.left)
        self.hide()

    def show_measure(self, shown: Shown) -> None:
        """Show another measure, or the same after an edit."""
        for part in self._parts:
            part.show_measure(shown)

    def enter(self, part: QWidget | None = None) -> None:
        """Put the focus into a part of the panel, the first by default."""
        target = part or self.rules
        self.area.ensureWidgetVisible(target, 0, 40)
        self._first(target).setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self, part: QWidget) -> QWidget:
        for widget in part.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isEnabled() and not widget.isHidden():
                return widget
        return self.close_button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
