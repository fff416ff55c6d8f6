"""Judges one part of a series as if it stood alone: its lines, signals, numbers and cautions."""

from dataclasses import dataclass
from math import isnan

import numpy as np

from natpatsip_desktop.core.analysis import Flags, Options, Part, PhaseStart, Rule, Signal
from natpatsip_desktop.core.cautions import part_cautions
from natpatsip_desktop.core.limits import Chart
from natpatsip_desktop.core.limits.rows import Lines, Rows
from natpatsip_desktop.core.part_view import PartView, view_part
from natpatsip_desktop.core.signals import RuleSet

RUNS_RULES = (Rule.LONGEST_RUN, Rule.CROSSINGS, Rule.SHIFT, Rule.RUNS)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found out about one part."""

    part: Part
    lines: Lines
    signals: list[Signal]
    cautions: list[str]


@dataclass(frozen=True, slots=True)
class Judging:
    """How every part of a series is judged."""

    chart: Chart
    rules: str
    rule_set: RuleSet
    options: Options
    multiplier: float
    unusual: Flags

    def judge(self, number: int, phase: PhaseStart, rows: Rows) -> Judged:
        """Draw the lines of a part, apply the rules to it and count what they rest on."""
        lines = self.chart.lines(rows, self.options).times(self.multiplier)
        view = view_part(
            number, phase.first, rows, lines, self.multiplier, self.options, self.unusual
        )
        signals = self.rule_set(view, self.options)
        part = _numbers(phase, rows, lines, view, signals)
        cautions = part_cautions(part, lines, self.chart, self.rules, self.options)
        return Judged(part, lines, signals, cautions)


def _numbers(
    phase: PhaseStart, rows: Rows, lines: Lines, view: PartView, signals: list[Signal]
) -> Part:
    verdict, spread = view.verdict, lines.spread
    return Part(
        first=phase.first,
        last=phase.first + len(rows.y) - 1,
        name=phase.name,
        reason=phase.reason,
        baseline=phase.baseline,
        observed=len(view.points),
        baseline_observed=int(np.count_nonzero(rows.base)),
        useful=len(view.useful),
        longest_run=verdict.longest,
        longest_run_limit=verdict.longest_limit,
        crossings=verdict.crossings,
        crossings_limit=verdict.crossings_limit,
        runs_signal=any(signal.rule in RUNS_RULES for signal in signals),
        outside=int(np.count_nonzero(view.outside)),
        mean_range=None if isnan(spread.mean) else spread.mean,
        screened=spread.screened,
        sigma_z=None if isnan(spread.sigma_z) else spread.sigma_z,
    )
