"""Read a measure's numbers, judge them, and make the chart that shows it."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from math import isfinite
from typing import Any

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Options, Series
from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.records import Annotation, Cycle, Measure, Phase, Point, Target
from natpatsip_desktop.core.series import series_of
from natpatsip_desktop.core.spec import Story, chart_of
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
) -> Judged:
    """Analyse a measure as it is set up, or by another rule set.

    Rules that judge by limits make an XmR chart of a run chart, which has none.
    The periods in `without` count as missing: somebody is correcting them.
    """
    measure = workbook.one(Measure, measure_id)
    starts, cells = workbook.numbers(measure_id)
    cells[[i for i, start in enumerate(starts) if start in without], :VALUES] = np.nan
    phases = workbook.all(Phase, "starts", measure_id=measure_id)
    targets = workbook.all(Target, measure_id=measure_id)
    series = series_of(measure, starts, cells, phases, targets)
    chart = "i" if rules in NEED_LIMITS and measure.chart == "run" else measure.chart
    analysis = analyse(series, chart, rules or measure.rules, options_of(measure))
    return Judged(measure=measure, series=series, analysis=analysis)


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
    place = {start: i for i, start in enumerate(judged.analysis.starts)}
    told = [point for point in points if (point.note or point.left_out) and point.starts in place]
    notes = workbook.all(Annotation, "on", project_id=measure.project_id)
    cycles = workbook.all(Cycle, "number", project_id=measure.project_id, deleted_at=None)
    return Story(
        cycles=tuple(cycles),
        annotations=tuple(n for n in notes if n.measure_id in (None, measure.id)),
        notes={place[p.starts]: p.note for p in told if p.note},
        left_out={place[p.starts]: p.left_out for p in told if p.left_out},
    )


def quick_chart(workbook: Workbook, measure_id: int) -> ChartSpec:
    """Make the chart without notes and cycles, for lists of many measures."""
    judged = judge(workbook, measure_id)
    return chart_of(judged.analysis, judged.measure)
