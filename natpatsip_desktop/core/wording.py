"""One measure's numbers and periods in words, for every sentence about its chart."""

from datetime import date

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Signal
from natpatsip_desktop.core.periods import long_label, noun
from natpatsip_desktop.core.records import Frequency, Measure
from natpatsip_desktop.core.values import decimals_for, show, show_level
from natpatsip_desktop.core.verdict import Case, Verdict

MOST_DECIMALS = 9


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

    def apart(self, position: int, limit: float) -> tuple[str, str]:
        """Write a value and a limit it lies beyond with decimals enough to tell them apart."""
        value, unit = float(self.analysis.y[position]), self.measure.unit
        texts = (self.value(position), self.level(limit))
        for decimals in range(self.decimals + 1, MOST_DECIMALS):
            if texts[0] != texts[1]:
                break
            texts = (show(value, unit, decimals), show(float(limit), unit, decimals))
        return texts

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

    def span(self, first: int, last: int) -> str:
        """Say from which period to which, once for a single one."""
        if first == last:
            return self.when(first)
        to = "until" if self.measure.frequency is Frequency.QUARTER else "to"
        return f"{self.when(first)} {to} {self.when(last)}"

    def never_moves(self) -> bool:
        """Tell whether every point that counts in the newest phase lies on its centre line."""
        part = self.verdict.part
        return part is not None and part.observed > 0 and part.useful == 0

    def cautions(self) -> tuple[str, ...]:
        """Give what to bear in mind, but not what the verdict itself says already."""
        said = {"rules off"} if self.verdict.case is Case.OFF else set()
        if self.verdict.case is Case.EARLY or self.never_moves():
            said |= {one for one in self.analysis.cautions if one.endswith("points needed")}
        return tuple(caution for caution in self.analysis.cautions if caution not in said)

    def beside_limits(self, position: int) -> tuple[str, str]:
        """Write a value beyond a limit, and both limits, so that the one it crossed differs."""
        lower, upper = self.analysis.lower[position], self.analysis.upper[position]
        above = self.analysis.y[position] > upper
        value, crossed = self.apart(position, upper if above else lower)
        if np.isnan(lower) or np.isnan(upper):
            return value, f"{'up to' if above else 'from'} {crossed}"
        ends = (self.level(lower), crossed) if above else (crossed, self.level(upper))
        return value, " to ".join(ends)

    def newest_signals(self) -> tuple[Signal, ...]:
        """Give every signal that the newest point takes part in."""
        at = self.verdict.newest
        return tuple(signal for signal in self.analysis.signals if at in signal.points)


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
