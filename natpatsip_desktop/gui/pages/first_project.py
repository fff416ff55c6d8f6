"""What Home shows while there is no project: four ways to begin."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.parts import Click, button
from natpatsip_desktop.gui.tokens import SPACE

CHOICES = (
    (
        "national",
        "From a &national programme",
        "Choose a driver; its change ideas and measures come with it",
        "book-open",
    ),
    ("blank", "With an &aim of your own", "A few questions, one at a time", "pencil"),
    ("excel", "With numbers from E&xcel", "Paste a table or open a spreadsheet", "table"),
    (
        "example",
        "&Look round an example",
        "Six invented projects with two years of numbers",
        "eye",
    ),
)


class FirstProject(QFrame):
    """Four big choices; the first has the focus."""

    def __init__(self, choose: Mapping[str, Click]) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 28)
        column.setSpacing(6)
        column.addWidget(dress.words("Start your first project", "section", bold=True))
        column.addWidget(
            dress.words(
                "What are you starting from? You can change everything later, and undo any of it.",
                tone="quiet",
                wrap=True,
            )
        )
        column.addSpacing(SPACE["s"])
        grid = QGridLayout()
        grid.setSpacing(SPACE["m"])
        self.choices: list[QPushButton] = []
        for place, (name, text, under, icon) in enumerate(CHOICES):
            made = button(text, choose[name], kind="choice", icon=icon)
            made.setProperty(dress.ICON_SIZE, 22)
            made.setAccessibleDescription(under)
            self.choices.append(made)
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(made)
            words = dress.words(under, "caption", tone="quiet", wrap=True)
            words.setContentsMargins(4, 0, 0, 4)
            cell.addWidget(words)
            grid.addLayout(cell, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        column.addStretch(1)
