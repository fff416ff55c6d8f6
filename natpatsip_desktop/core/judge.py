"""Analyses a series: the one way from numbers to lines, signals and cautions."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan

import numpy as np

from natpatsip_desktop.core import mdc
from natpatsip_desktop.core.analysis import (
    Analysis,
    Floats,
    Options,
    Part,
    PhaseStart,
    Rule,
    Series,
    Signal,
)
from natpatsip_desktop.core.cautions import part_cautions, series_cautions
from natpatsip_desktop.core.limits import CHARTS, Chart, chart_for
from natpatsip_desktop.core.limits.plotting import cut, plot
from natpatsip_desktop.core.limits.rows import Lines, Rows
from natpatsip_desktop.core.part_view import PartView, view_part
from natpatsip_desktop.core.signals import RULE_SETS, RuleSet, rule_set_for
from natpatsip_desktop.errors import NotThere

DEFAULTS = Options()
RUNS_RULES = (Rule.LONGEST_RUN, Rule.CROSSINGS, Rule.SHIFT, Rule.RUNS)


@np.errstate(all="ignore")
def analyse(
    series: Series, chart: str = "run", rules: str | None = None, options: Options = DEFAULTS
) -> Analysis:
    """Work out lines, parts, signals and cautions of a series.

    `chart` is a key of `limits.CHARTS`, `rules` a key of `signals.RULE_SETS` (by default Anhøj
    on run charts and Shewhart with Anhøj on all others). Any numbers, NaN, one point or none
    have an answer, never an exception; an unknown chart or rule set raises NotThere.
    """
    rules = rules or ("anhoej" if chart == "run" else "shewhart")
    _must_know(CHARTS, chart, "chart")
    _must_know(RULE_SETS, rules, "rule set")
    kind = chart_for(chart, rules)
    phases = phases_within(series.phases, len(series.y))
    rows = plot(series, kind.plots, [phase.first for phase in phases])
    judging = Judging(kind, rules, rule_set_for(rules, kind), options, series.multiplier)
    ends = [*(phase.first for phase in phases), len(series.y)][1:]
    judged = [
        judging.judge(number, phase, cut(rows, phase.first, ends[number], phase.baseline))
        for number, phase in enumerate(phases)
    ]
    signals = tuple(signal for each in judged for signal in each.signals)
    centre, lower, upper, lower2, upper2 = drawn = _drawn(judged, len(series.y))
    variation, assurance = icons_of(series, rows, signals, drawn) if rules == "mdc" else ("", "")
    return Analysis(
        chart=chart,
        rules=rules,
        starts=series.starts,
        y=rows.y * series.multiplier,
        n=None if series.n is None else rows.n,
        left_out=~rows.kept,
        centre=centre,
        lower=lower,
        upper=upper,
        lower2=lower2,
        upper2=upper2,
        parts=tuple(each.part for each in judged),
        signals=signals,
        target=series.target,
        better=series.better,
        variation=variation,
        assurance=assurance,
        cautions=(*series_cautions(series, kind, rules), *_cautions(judged)),
        options=options,
    )


def phases_within(phases: tuple[PhaseStart, ...], size: int) -> list[PhaseStart]:
    """Give the phases that have points, in order and from the first point on.

    Without a phase at position 0 the first part has no name and no baseline of its own. Of two
    phases that start at one point the later in the list counts.
    """
    if not size:
        return []
    starts = {0: PhaseStart(first=0)} | {phase.first: phase for phase in phases}
    return [starts[first] for first in sorted(starts) if 0 <= first < size]


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

    def judge(self, number: int, phase: PhaseStart, rows: Rows) -> Judged:
        """Judge one part as if it stood alone."""
        lines = self.chart.lines(rows, self.options).times(self.multiplier)
        view = view_part(number, phase.first, rows, lines, self.multiplier, self.options)
        signals = self.rule_set(view, self.options)
        part = _part(phase, rows, lines, view, signals)
        cautions = part_cautions(part, lines, self.chart, self.rules, self.options)
        return Judged(part, lines, signals, cautions)


def _part(
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
        mean_range=_number(spread.mean),
        screened=spread.screened,
        sigma_z=_number(spread.sigma_z),
    )


def _drawn(judged: list[Judged], size: int) -> Floats:
    """Lay the lines of all parts side by side: centre, lower, upper, lower2, upper2."""
    drawn = np.full((5, size), np.nan)
    for each in judged:
        span = slice(each.part.first, each.part.last + 1)
        lines = each.lines
        drawn[0, span], drawn[1, span], drawn[2, span] = lines.centre, lines.lower, lines.upper
        drawn[3, span], drawn[4, span] = lines.lower2, lines.upper2
    return drawn


def _cautions(judged: list[Judged]) -> list[str]:
    """Name the phase of each caution where there are several."""
    if len(judged) == 1:
        return judged[0].cautions
    return [
        f"phase {number}: {caution}"
        for number, each in enumerate(judged, start=1)
        for caution in each.cautions
    ]


def icons_of(
    series: Series, rows: Rows, signals: tuple[Signal, ...], drawn: Floats
) -> tuple[str, str]:
    """Name the Making Data Count icons: variation of the newest observed point, assurance.

    The newest phase's limits decide on assurance, whether its newest value meets the target or
    not. Both are empty where nothing was observed.
    """
    observed = rows.observed.nonzero()[0]
    if not len(observed):
        return "", ""
    newest = [signal for signal in signals if int(observed[-1]) in signal.points]
    _, lower, upper, _, _ = drawn[:, -1].tolist()
    return (
        mdc.variation_icon(mdc.foremost(newest), series.better),
        mdc.assurance_icon(lower, upper, series.target, series.better),
    )


def _number(value: float) -> float | None:
    return None if isnan(value) else value


def _must_know(table: Iterable[str], name: str, what: str) -> None:
    if name not in table:
        raise NotThere(f"There is no {what} called «{name}».", f"Choose from: {', '.join(table)}.")
