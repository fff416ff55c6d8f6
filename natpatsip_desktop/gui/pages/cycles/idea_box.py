"""A box to choose a change idea in, or to write a new one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from natpatsip_desktop.core.records import Driver

PLACEHOLDER = "Choose one, or write a new one"


def dress_idea_box(box: QComboBox) -> None:
    """Give a box its look; it is typed in, so its inner line needs its words and no frame."""
    line = box.lineEdit()
    assert line is not None
    line.setPlaceholderText(PLACEHOLDER)
    line.setAccessibleName(box.accessibleName())
    # The sheet of the window would put a second frame around the line inside the box.
    line.setStyleSheet("QLineEdit { border: none; padding: 0; min-height: 0; }")


def offer_ideas(box: QComboBox, ideas: Sequence[Driver], text: str) -> None:
    """Offer a project's change ideas, and show one of them or none."""
    box.blockSignals(True)
    box.clear()
    box.addItems([idea.text for idea in ideas])
    box.setCurrentIndex(-1)
    box.setEditText(text)
    line = box.lineEdit()
    assert line is not None
    line.setCursorPosition(0)
    box.blockSignals(False)
