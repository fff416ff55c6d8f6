"""The tabs of the Measure page, for a window too narrow for its parts side by side."""

from PySide6.QtWidgets import QTabBar, QWidget


class PaneTabs(QTabBar):
    """Chooses between parts that do not fit beside each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)

    def offer(self, *words: str) -> None:
        """Offer parts by these words."""
        for one in words:
            self.addTab(one)
