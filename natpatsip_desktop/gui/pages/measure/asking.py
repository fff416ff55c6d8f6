"""Puts a question into the place of what the chart says, one at a time, and that back after it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from natpatsip_desktop.gui.pages.measure.chart_help import ChartHelp
from natpatsip_desktop.gui.pages.measure.phase_card import PhaseCard
from natpatsip_desktop.gui.pages.measure.signal_card import SignalCard

Card = PhaseCard | ChartHelp
CHART_AT_LEAST = 210  # px at 100% text
CHART_OVER_WORKINGS = 300  # the same, where the page scrolls anyway
CHART_WHILE_ASKED = 150  # the same, while a card below asks something


class Asking:
    """Shows the signal card or one of the cards that ask; `back` takes the focus afterwards.

    `fit` is called when another card is shown, which may need more room.
    """

    def __init__(
        self,
        column: QVBoxLayout,
        signal: SignalCard,
        cards: tuple[Card, ...],
        back: Callable[[], object],
        fit: Callable[[], object],
    ) -> None:
        self.signal, self.cards, self._back, self._fit = signal, cards, back, fit
        for card in (signal, *cards):
            column.addWidget(card)
        for card in cards:
            card.left.connect(self.leave)

    def open(self, card: Card) -> None:
        """Ask with a card that is ready."""
        for one in (self.signal, *self.cards):
            one.setVisible(one is card)
        self._fit()
        card.enter()

    @property
    def is_open(self) -> bool:
        """Tell whether something is being asked."""
        return any(not card.isHidden() for card in self.cards)

    @property
    def chart_at_least(self) -> int:
        """Return how high the chart above is at least."""
        if self.is_open:
            return CHART_WHILE_ASKED
        return CHART_AT_LEAST if self.signal.workings.isHidden() else CHART_OVER_WORKINGS

    def leave(self) -> None:
        """Stop asking and go back to work."""
        if self.is_open:
            self.close()
            self._back()

    def close(self) -> None:
        """Show again what the chart says."""
        for card in self.cards:
            card.hide()
        self.signal.show()
        self._fit()
