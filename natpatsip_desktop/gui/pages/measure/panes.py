"""Which parts of the Measure page are seen: beside each other, or one at a time behind tabs."""

from PySide6.QtWidgets import QWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.measure.about_card import AboutCard
from natpatsip_desktop.gui.pages.measure.data_card import DataCard
from natpatsip_desktop.gui.pages.measure.parts import PaneTabs

# px of page width at 100% text: under NARROW one part at a time, from WIDE on the wide side.
NARROW, WIDE = 940, 1060
SIDE, SIDE_MEDIUM = 398, 340
CHART, DATA, ABOUT = range(3)
ANY_WIDTH = 16_777_215


class Panes:
    """Shows chart, data and the About card as there is room, and as was asked for."""

    def __init__(self, tabs: PaneTabs, left: QWidget, data: DataCard, about: AboutCard) -> None:
        self.tabs, self.left, self.data, self.about = tabs, left, data, about
        self.narrow = False
        self._with_data = True
        self._with_about = False
        self._width = WIDE
        tabs.currentChanged.connect(self._tab_chosen)

    def fit(self, width: int) -> None:
        """Arrange for a page this wide."""
        self._width = width
        scale = dress.scale()
        self.narrow = width < NARROW * scale
        side = round((SIDE if width >= WIDE * scale else SIDE_MEDIUM) * scale)
        for pane in (self.data, self.about):
            pane.setMinimumWidth(0 if self.narrow else side)
            pane.setMaximumWidth(ANY_WIDTH if self.narrow else side)
        self._arrange()

    def _arrange(self) -> None:
        self.tabs.setVisible(self.narrow)
        if self.narrow:
            at = self.tabs.currentIndex()
            shown = (at == CHART, at == DATA, at == ABOUT)
        else:
            shown = (True, self._with_data and not self._with_about, self._with_about)
        for pane, visible in zip((self.left, self.data, self.about), shown, strict=True):
            pane.setVisible(visible)

    def _tab_chosen(self, at: int) -> None:
        self._with_about = at == ABOUT
        self._arrange()

    def _go(self, tab: int) -> None:
        self.tabs.setCurrentIndex(tab)
        self._arrange()

    def show_chart(self) -> None:
        """Make sure that the chart is seen."""
        if self.narrow:
            self._go(CHART)

    def show_data(self) -> None:
        """Make sure that the data is seen."""
        self._with_data, self._with_about = True, False
        self._go(DATA if self.narrow else self.tabs.currentIndex())

    def show_about(self, part: QWidget | None = None) -> None:
        """Show what the measure is, from one part of it on."""
        self._with_about = True
        self._go(ABOUT if self.narrow else self.tabs.currentIndex())
        self.about.enter(part)

    def toggle_about(self) -> None:
        """Show what the measure is, or go back to its data."""
        if not self.about.isHidden():
            self._with_about = False
            self._go(CHART if self.narrow else self.tabs.currentIndex())
        else:
            self.show_about()

    def toggle_data(self) -> None:
        """Hide the data so that the chart has all the room, or show it again."""
        if self.narrow:
            self._go(CHART if not self.data.isHidden() else DATA)
            return
        self._with_data = self.data.isHidden()
        self._with_about = False
        self._arrange()
