"""The dark band at the top of a project: its aim, and four numbers about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.parts import empty_layout


class AimBand(QFrame):
    """Says the aim, or what it still needs."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "aim")
        self._aim = dress.words("", "section", bold=True, tone="on-aim", wrap=True)
        self._under = dress.words("", "body", tone="on-aim", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(dress.words("AIM", "head", bold=True, tone="on-aim"))
        words.addWidget(self._aim)
        words.addWidget(self._under)
        self._facts = QHBoxLayout()
        self._facts.setSpacing(22)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addLayout(self._facts)

    def show_aim(self, aim: str, under: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show an aim with its numbers."""
        self._aim.setText(aim or "Write the aim: what, for whom, how much, by when")
        self._under.setText(under)
        self._under.setHidden(not under)
        empty_layout(self._facts)
        for number, words in facts:
            self._facts.addWidget(_fact(number, words))


def _fact(number: str, words: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for text, size, bold in ((number, "big", True), (words, "caption", False)):
        label = dress.words(text, size, bold=bold, tone="on-aim")
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(label)
    column.addStretch(1)
    return made
