"""The strip that says what is so about the whole workbook, for as long as it is so."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.messages import Act, announce


class StandingStrip(QFrame):
    """One sentence above the page that is not put away, with what can be done about it."""

    shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("standing")
        self.setProperty("card", "warm")
        self.setAccessibleName("About this workbook")
        self._icon = QLabel()
        self._text = dress.words("", "body", bold=True, wrap=True)
        self._hint = dress.words("", "body", wrap=True)
        self._acts = ActRow()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._acts, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def text(self) -> str:
        """Return the sentence that stands there; empty if none does."""
        return "" if self.isHidden() else self._text.text()

    @property
    def acts(self) -> list[QPushButton]:
        """Return the buttons."""
        return self._acts.buttons

    def say(self, text: str, hint: str = "", acts: Sequence[Act] = (), icon: str = "lock") -> None:
        """Let a sentence stand there, and have it spoken if it is a new one."""
        known = self.text
        self._icon.setProperty(dress.ICON, f"{icon}:warn_text")
        dress.dress_one(self._icon)
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._acts.offer(acts)
        self.show()
        self.shown.emit(True)
        if text != known:
            announce(self, f"{text} {hint}".strip())

    def clear(self) -> None:
        """Take the sentence away: it is so no longer."""
        if not self.isHidden():
            self.hide()
            self._acts.offer(())
            self.shown.emit(False)


class ActRow(QWidget):
    """Buttons side by side for what a message offers to do."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)

    def offer(self, acts: Sequence[Act]) -> None:
        """Show a button for each act in place of the ones before."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()  # it may be the one that was clicked
        self.buttons = [self._button(act) for act in acts]
        self.setHidden(not acts)

    def _button(self, act: Act) -> QPushButton:
        button = QPushButton(act.words)
        button.setAutoDefault(True)
        button.setAccessibleName(act.words.rstrip("…"))
        button.clicked.connect(lambda: act.run())
        self._row.addWidget(button)
        button.show()  # the layout would do so only with the next events
        return button
