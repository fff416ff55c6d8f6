"""Says so when what is typed may identify a patient."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from natpatsip_desktop.core.privacy import nhs_numbers_in
from natpatsip_desktop.gui.messages import announce

PERSON = "That looks like an NHS number. Do not name patients."

Box = QLineEdit | QPlainTextEdit


def watch_for_patients(note: QLabel, boxes: Sequence[Box]) -> None:
    """Show `note` for as long as one of the boxes holds what looks like an NHS number."""

    def look() -> None:
        found = any(nhs_numbers_in(typed(box)) for box in boxes)
        if found and note.isHidden():
            announce(note, PERSON)
        note.setHidden(not found)

    note.setText(PERSON)
    note.hide()
    for box in boxes:
        box.textChanged.connect(look)


def typed(box: Box) -> str:
    """Return the text in a box of one line or of several."""
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()
