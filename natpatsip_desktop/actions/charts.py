"""Read a measure's numbers, judge them, and make the chart that shows it."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from math import isfinite
from typing import Any

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Flags, Floats, Options, Series
from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.core.checks import check_series
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.offers import charts_for, rules_after
from natpatsip_desktop.core.periods import label, noun, start_of
from natpatsip_desktop.core.point_checks import inside, names_of
from natpatsip_desktop.core.records import Annotation, Cycle, Measure, Phase, Point, Target
from natpatsip_desktop.core.series import series_of
from natpatsip_desktop.core.spec import Story, chart_of
from natpatsip_desktop.core.values import RATIOS
from natpatsip_desktop.core.workings import CHARTS
from natpatsip_desktop.errors import BadInput, Problem, Severity
from natpatsip_desktop.store.workbook import Workbook

NEED_LIMITS = ("mdc", "shewhart")
VALUES = 3  # numerator, denominator and value come first in a measure's numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A measure with its numbers as a series, and what the analysis says of them."""

    measure: Measure
    series: Series
    analysis: Analysis


def judge(
    workbook: Workbook,
    measure_id: int,
    rules: str | None = None,
    without: Collection[date] = (),
    *,
    chart: str | None = None,
    options: Options | None = None,
) -> Judged:
    """Analyse a measure as it is set up, or by another rule set, chart or other options.

    Rules that judge by limits make an XmR chart of a run chart, which has none.
    The periods in `without` count as missing: somebody is correcting them. Raise BadInput for a
    chart that cannot show numbers of this kind.
    """
    measure = workbook.one(Measure, measure_id)
    if chart is not None:
        measure = replace(measure, chart=_that_fits(measure, chart))
    starts, cells = workbook.numbers(measure_id)
    cells[[i for i, start in enumerate(starts) if start in without], :VALUES] = np.nan
    phases = workbook.all(Phase, "starts", measure_id=measure_id)
    targets = workbook.all(Target, measure_id=measure_id)
    series = series_of(measure, starts, cells, phases, targets)
    if (rules or measure.rules) == "perla":
        series = replace(series, unusual=_marked(workbook, measure, series.starts))
    kind = "i" if rules in NEED_LIMITS and measure.chart == "run" else measure.chart
    rules = rules or (measure.rules if chart is None else rules_after(kind, measure.rules))
    analysis = analyse(series, kind, rules, options or options_of(measure))
    return Judged(measure=measure, series=series, analysis=analysis)


def _marked(workbook: Workbook, measure: Measure, starts: Sequence[date]) -> Flags:
    """Find the periods with a point that a person takes for unusual."""
    points = workbook.all(Point, measure_id=measure.id, stratum_id=None)
    days = {point.starts for point in points if point.unusual}
    # A day inside a period counts to it, as its numbers do (`series.by_period`).
    marked = days | {start_of(day, measure.frequency) for day in days - {*starts}}
    return np.array([start in marked for start in starts], dtype=np.bool_)


def _that_fits(measure: Measure, chart: str) -> str:
    fitting = charts_for(measure.unit, measure.chart)
    if chart not in fitting:
        raise BadInput(
            f"A {CHARTS[chart]} does not suit {measure.name}, a measure in {measure.unit}.",
            f"Choose from: {', '.join(fitting)}.",
        )
    return chart


def trouble(workbook: Workbook, judged: Judged) -> list[Problem]:
    """List the points that the chart of a measure cannot use, each with its period.

    Half a ratio is a warning, as a denominator of 0 is: the period counts as missing.
    """
    measure, starts = judged.measure, judged.series.starts
    halves = list(_halves(measure, *workbook.numbers(measure.id)))
    found = check_series(judged.series, measure.chart)
    places = [int(problem.where.removeprefix("row ")) - 1 for problem in found]
    named = (
        replace(problem, where=label(starts[at], measure.frequency))
        for problem, at in zip(found, places, strict=True)
    )
    return [*halves, *named]


def _halves(measure: Measure, starts: Sequence[date], cells: Floats) -> Iterator[Problem]:
    """Find the points of a ratio that have one of their two numbers, and no result either."""
    if measure.unit not in RATIOS:
        return
    names = names_of(measure)
    has = ~np.isnan(cells[:, :VALUES])
    for at in np.flatnonzero((has[:, 0] != has[:, 1]) & ~has[:, 2]).tolist():
        lacks = names.denominator if has[at, 0] else names.numerator
        what = f"Enter {inside(lacks)}. Without it the {noun(measure.frequency)} counts as missing"
        when = label(starts[at], measure.frequency)
        yield Problem(where=when, what=what, severity=Severity.WARNING)


def options_of(measure: Measure) -> Options:
    """Read the chart options kept with a measure; unknown names and values are passed over."""
    kept = kept_options(measure)
    return Options(**{name: kept[name] for name in _OPTIONS.keys() & kept.keys()})


def kept_options(measure: Measure) -> dict[str, Any]:
    """Return what is kept as chart options (JSON) and can be used; a file may hold anything."""
    try:
        kept = json.loads(measure.options or "{}")
    except ValueError:
        return {}
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {name: value for name, value in pairs if _fits(name, value)}


_OPTIONS = {field.name: type(field.default) for field in fields(Options)}


def _fits(name: str, value: Any) -> bool:
    kind = _OPTIONS.get(name, object)
    if kind is type(None):  # a number, or none
        return value is None or (type(value) in (int, float) and isfinite(value))
    return kind is object or type(value) is kind


def chart(
    workbook: Workbook,
    measure_id: int,
    rules: str | None = None,
    without: Collection[date] = (),
) -> ChartSpec:
    """Make the chart of a measure with its PDSA cycles, notes and reading."""
    judged = judge(workbook, measure_id, rules, without)
    return chart_of(judged.analysis, judged.measure, story(workbook, judged))


def story(workbook: Workbook, judged: Judged, points: Sequence[Point] | None = None) -> Story:
    """Gather what stands around the numbers of a measure: its cycles, notes and reasons.

    Who has read the points of the measure already gives them along.
    """
    measure = judged.measure
    if points is None:
        points = workbook.all(Point, measure_id=measure.id, stratum_id=None)
    notes = workbook.all(Annotation, "on", project_id=measure.project_id)
    cycles = workbook.all(Cycle, "number", project_id=measure.project_id, deleted_at=None)
    return Story(
        cycles=tuple(cycles),
        annotations=tuple(n for n in notes if n.measure_id in (None, measure.id)),
        notes=_by_place(judged, ((point.starts, point.note) for point in points)),
        left_out=_by_place(judged, ((point.starts, point.left_out) for point in points)),
    )


def _by_place(judged: Judged, texts: Iterable[tuple[date, str]]) -> dict[int, str]:
    """Put texts to the points of a chart; those of days inside one period stand side by side."""
    place = {start: at for at, start in enumerate(judged.analysis.starts)}
    found: dict[int, list[str]] = {}
    for day, text in texts:
        start = day if day in place else start_of(day, judged.measure.frequency)
        if text and start in place:
            found.setdefault(place[start], []).append(text)
    return {at: "; ".join(dict.fromkeys(said)) for at, said in found.items()}


def quick_chart(workbook: Workbook, measure_id: int) -> ChartSpec:
    """Make the chart without notes and cycles, for lists of many measures."""
    judged = judge(workbook, measure_id)
    return chart_of(judged.analysis, judged.measure)
