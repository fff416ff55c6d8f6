"""The variation and assurance icons of Making Data Count, each beside its words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from natpatsip_desktop.core.charts import Icon
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.charts.signal_icon import SignalIcon

SIZE = 26
MOST = 2


class IconRow(QWidget):
    """Shows up to two icons in a row, and nothing where the rule set has none."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.pairs: list[tuple[SignalIcon, QLabel]] = []
        for _ in range(MOST):
            icon, words = SignalIcon(SIZE), dress.words("", "caption", wrap=True)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(words, 1)
            self.pairs.append((icon, words))
        self.hide()

    def show_icons(self, icons: Sequence[Icon]) -> None:
        """Show these icons with their words."""
        self.setVisible(bool(icons))
        for at, (icon, words) in enumerate(self.pairs):
            there = at < len(icons)
            icon.setVisible(there)
            words.setVisible(there)
            if there:
                icon.show_signal(icons[at].tone, icons[at].glyph, icons[at].words)
                words.setText(icons[at].words)
