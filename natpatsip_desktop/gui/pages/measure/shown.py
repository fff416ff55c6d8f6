"""Everything the Measure page shows of one measure, read and judged at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from natpatsip_desktop.actions.charts import Judged, judge, story
from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.core.grid import GridRow, grid_rows
from natpatsip_desktop.core.records import Measure, Phase, Point, Target
from natpatsip_desktop.core.shift import suggest_phase
from natpatsip_desktop.core.spec import chart_of
from natpatsip_desktop.core.verdict import RUN_RULES, Case, verdict_of
from natpatsip_desktop.store.workbook import Workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A measure with its points, targets and phases, and what its chart and its grid hold."""

    measure: Measure
    points: tuple[Point, ...]
    targets: tuple[Target, ...]
    phases: tuple[Phase, ...]
    judged: Judged
    spec: ChartSpec
    rows: tuple[GridRow, ...]


def look_at(
    workbook: Workbook,
    measure_id: int,
    today: date,
    correcting: Collection[date] = (),
    extra: Collection[date] = (),
) -> Shown:
    """Read a measure; the periods being corrected are not judged, the `extra` ones get a row."""
    judged = judge(workbook, measure_id, without=correcting)
    points = workbook.all(Point, "starts", "item", measure_id=measure_id, stratum_id=None)
    spec = chart_of(judged.analysis, judged.measure, story(workbook, judged, points))
    return Shown(
        measure=judged.measure,
        points=tuple(points),
        targets=tuple(workbook.all(Target, "starts", measure_id=measure_id)),
        phases=tuple(workbook.all(Phase, "starts", measure_id=measure_id)),
        judged=judged,
        spec=spec,
        rows=tuple(grid_rows(judged.measure, points, spec, today, extra)),
    )


def offered_phase(shown: Shown) -> date | None:
    """Return the day at which a phase is offered: where a run began that speaks now.

    Without such a run, where the newest phase shows its first sustained shift, if there is a
    signal at all. None where nothing is offered: a person decides on phases, never the program.
    """
    analysis = shown.judged.analysis
    verdict = verdict_of(analysis)
    signal, part = verdict.signal, verdict.part
    if verdict.case not in (Case.NOW, Case.MIXED) or part is None or not analysis.starts:
        return None
    if verdict.case is Case.NOW and signal is not None and signal.rule in RUN_RULES:
        first = signal.points[0]
        return analysis.starts[first] if first > part.first else None
    suggestion = suggest_phase(analysis)
    return suggestion.starts if suggestion else None
