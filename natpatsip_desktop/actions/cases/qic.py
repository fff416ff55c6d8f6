"""Cases of run and control charts (section `qic`)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from natpatsip_desktop.actions.cases.values import marked, numbers, plain
from natpatsip_desktop.core.analysis import (
    Analysis,
    Floats,
    Options,
    Part,
    PhaseStart,
    Rule,
    Series,
)
from natpatsip_desktop.core.checks import check_series
from natpatsip_desktop.core.grouping import group_numbers, group_sums, group_values
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.limits import CHARTS
from natpatsip_desktop.core.periods import start_of
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.errors import BadInput, Severity

Case = dict[str, Any]
SUBGROUP_CHARTS = ("xbar", "s")
HOW = {"c": "sum", "xbar": "mean", "s": "mean"}  # for these charts nobody is asked


def answer_qic(case: Case) -> Case:
    """Draw the chart of a case and give its points, parts and points outside the limits."""
    chart, options = case["chart"], case.get("options", {})
    table = _gathered(chart, case["input"], options)
    series = _series(chart, table, options)
    analysis = analyse(series, chart, options=_options(options))
    _refuse_bad_rows(series, chart)
    judges_runs = CHARTS[chart].runs and case["input"].get("x_type") != "category"
    return {
        "points": _points(chart, table, analysis),
        "parts": [_part(n, part, analysis, judges_runs) for n, part in enumerate(analysis.parts)],
        "sigma_signal": [s.points[0] + 1 for s in analysis.signals if s.rule == Rule.OUTSIDE],
    }


def _refuse_bad_rows(series: Series, chart: str) -> None:
    problems = check_series(series, chart)
    errors = tuple(p for p in problems if p.severity is Severity.ERROR)
    if errors:
        raise BadInput(f"{len(errors)} to put right: {errors[0]}", problems=errors)


# -- from rows to points -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a case as one row for each point; `x` is None if nothing was gathered."""

    x: list[Any] | None
    y: Floats
    n: Floats | None
    sd: Floats | None


def _gathered(chart: str, given: Case, options: Case) -> Table:
    y, n = numbers(given["y"]), numbers(given["n"]) if "n" in given else None
    keys = [_key(x, options.get("x_period")) for x in given.get("x", range(1, len(y) + 1))]
    known = list(dict.fromkeys(keys))
    order = known if given.get("x_type") == "category" else sorted(known)
    if order == keys and chart not in SUBGROUP_CHARTS:
        return Table(None, y, n, None)
    group = group_numbers(keys, order)
    if n is not None:
        sums = group_sums(group, len(order), y, n)
        return Table(order, sums.y, sums.n, None)
    how = HOW[chart] if chart in HOW else str(options.get("agg", "mean"))
    values = group_values(group, len(order), y, how)
    if chart in SUBGROUP_CHARTS:
        return Table(order, values.y, values.n, values.sd)
    return Table(order, values.y, None, None)


def _key(x: Any, period: str | None) -> Any:
    if period is None:
        return x
    return start_of(date.fromisoformat(x), Frequency(period)).isoformat()


def _series(chart: str, table: Table, options: Case) -> Series:
    size = len(table.y)
    return Series(
        y=table.y,
        n=table.n,
        sd=table.sd,
        left_out=marked(size, options.get("exclude", [])),
        phases=_phases(options),
        multiplier=options.get("multiply", 1.0),
        target=options.get("target"),
    )


def _phases(options: Case) -> tuple[PhaseStart, ...]:
    """Read `part` (positions after which a part starts, or a label a row), else `freeze`."""
    part = options.get("part")
    if part is None:
        return (PhaseStart(first=0, baseline=options.get("freeze")),)
    if any(isinstance(label, str) for label in part):
        changes = [i for i in range(1, len(part)) if part[i] != part[i - 1]]
        return tuple(PhaseStart(first=first) for first in changes)
    return tuple(PhaseStart(first=position) for position in part if position > 0)


def _options(options: Case) -> Options:
    return Options(
        screen=options.get("screen_mr", True),
        centre=options.get("cl"),
        floor=not options.get("y_neg", True),
        enough=0,
        judge_left_out=True,
    )


# -- from an analysis to the answer --------------------------------------------------------


def _points(chart: str, table: Table, analysis: Analysis) -> Case:
    points: Case = {} if table.x is None else {"x": table.x}
    points |= {
        "y": plain(analysis.y),
        "cl": plain(analysis.centre),
        "lcl": plain(analysis.lower),
        "ucl": plain(analysis.upper),
        "lcl95": plain(analysis.lower2),
        "ucl95": plain(analysis.upper2),
    }
    if table.x is not None and table.n is not None:
        sizes = "subgroup_size" if chart in SUBGROUP_CHARTS else "n"
        points[sizes] = plain(table.n)
    return points


def _part(number: int, part: Part, analysis: Analysis, judges_runs: bool) -> Case:
    included = ~analysis.left_out[part.first : part.last + 1]
    return {
        "part": number + 1,
        "first": part.first + 1,
        "last": part.last + 1,
        "n_obs": int(np.count_nonzero(included)),
        "n_useful": part.useful,
        "longest_run": part.longest_run,
        "longest_run_max": part.longest_run_limit,
        "n_crossings": part.crossings,
        "n_crossings_min": part.crossings_limit,
        "n_sigma_signals": part.outside,
        "runs_signal": judges_runs and part.runs_signal,
    }
