"""One measure's numbers and periods in words, for every sentence about its chart."""

from datetime import date

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Signal
from natpatsip_desktop.core.periods import long_label, noun
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.core.values import decimals_for, show, show_level
from natpatsip_desktop.core.verdict import Verdict


class Words:
    """What every sentence about one measure needs: its numbers and periods in words."""

    def __init__(self, analysis: Analysis, measure: Measure, verdict: Verdict) -> None:
        self.analysis, self.measure, self.verdict = analysis, measure, verdict
        self.decimals = decimals_for(measure.unit, analysis.y[~np.isnan(analysis.y)].tolist())
        self.centre_word = "median" if analysis.chart in ("run", "g") else "average"

    def periods(self, count: int) -> str:
        """Write a number of periods, like 9 weeks."""
        return f"{count} {noun(self.measure.frequency, count)}"

    def value(self, position: int) -> str:
        """Write the plotted value of a point."""
        return show(float(self.analysis.y[position]), self.measure.unit, self.decimals)

    def level(self, value: float) -> str:
        """Write a centre or limit."""
        return show_level(float(value), self.measure.unit, self.decimals)

    def centre(self) -> str:
        """Write the centre line of the newest phase."""
        return self.level(self.analysis.centre[self.verdict.newest])

    def when(self, position: int) -> str:
        """Write the period of a point for a text."""
        starts = self.analysis.starts
        return long_label(starts[position], self.measure.frequency) if starts else ""

    def start(self, position: int) -> date | None:
        """Give the first day of a point's period, where there are dates."""
        return self.analysis.starts[position] if self.analysis.starts else None

    def between(self, lower: float, upper: float) -> str:
        """Write two limits, or the one there is."""
        if np.isnan(lower) or np.isnan(upper):
            return f"up to {self.level(upper)}" if np.isnan(lower) else f"from {self.level(lower)}"
        return f"{self.level(lower)} to {self.level(upper)}"

    def newest_signals(self) -> tuple[Signal, ...]:
        """Give every signal that the newest point takes part in."""
        at = self.verdict.newest
        return tuple(signal for signal in self.analysis.signals if at in signal.points)
