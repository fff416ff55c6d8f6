"""Analyses a series: the one way from numbers to lines, signals and cautions."""

from collections.abc import Iterable

import numpy as np

from natpatsip_desktop.core import mdc
from natpatsip_desktop.core.analysis import Analysis, Floats, Options, PhaseStart, Series
from natpatsip_desktop.core.cautions import series_cautions
from natpatsip_desktop.core.judging import Judged, Judging
from natpatsip_desktop.core.limits import CHARTS, chart_for, without_denominators
from natpatsip_desktop.core.limits.plotting import cut, plot
from natpatsip_desktop.core.limits.rows import Rows
from natpatsip_desktop.core.signals import RULE_SETS, rule_set_for
from natpatsip_desktop.errors import NotThere

DEFAULTS = Options()


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
    kind = without_denominators(kind) if series.n is None else kind
    phases = phases_within(series.phases, len(series.y))
    rows = plot(series, kind.plots, [phase.first for phase in phases])
    judging = Judging(
        kind, rules, rule_set_for(rules, kind), options, series.multiplier, series.unusual
    )
    ends = [*(phase.first for phase in phases), len(series.y)][1:]
    judged = [
        judging.judge(number, phase, cut(rows, phase.first, ends[number], phase.baseline))
        for number, phase in enumerate(phases)
    ]
    analysis = _put_together(series, chart, judging, rows, judged)
    return mdc.with_icons(analysis) if rules == "mdc" else analysis


def phases_within(phases: tuple[PhaseStart, ...], size: int) -> list[PhaseStart]:
    """Give the phases that have points, in order and from the first point on.

    Without a phase at position 0 the first part has no name and no baseline of its own. Of two
    phases that start at one point the later in the list counts.
    """
    if not size:
        return []
    starts = {0: PhaseStart(first=0)} | {phase.first: phase for phase in phases}
    return [starts[first] for first in sorted(starts) if 0 <= first < size]


def _put_together(
    series: Series, chart: str, judging: Judging, rows: Rows, judged: list[Judged]
) -> Analysis:
    centre, lower, upper, lower2, upper2 = _side_by_side(judged, len(series.y))
    return Analysis(
        chart=chart,
        rules=judging.rules,
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
        signals=tuple(signal for each in judged for signal in each.signals),
        target=series.target,
        better=series.better,
        cautions=(*series_cautions(series, judging.chart, judging.rules), *_cautions(judged)),
        options=judging.options,
    )


def _side_by_side(judged: list[Judged], size: int) -> Floats:
    """Lay out the lines of all parts as 5 rows: centre, lower, upper, lower2, upper2."""
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


def _must_know(table: Iterable[str], name: str, what: str) -> None:
    if name not in table:
        raise NotThere(f"There is no {what} called «{name}».", f"Choose from: {', '.join(table)}.")
