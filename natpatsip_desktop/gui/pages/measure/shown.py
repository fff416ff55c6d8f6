"""Everything the Measure page shows of one measure, read and judged at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from natpatsip_desktop.actions.advising import chart_doubts, phase_offer
from natpatsip_desktop.actions.annotations import annotations
from natpatsip_desktop.actions.charts import Judged, judge, story
from natpatsip_desktop.core.advice import Advice
from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.core.grid import GridRow, grid_rows
from natpatsip_desktop.core.records import Annotation, Measure, Phase, Point, Target
from natpatsip_desktop.core.shift import Suggestion
from natpatsip_desktop.core.spec import chart_of
from natpatsip_desktop.store.workbook import Workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A measure with all that is kept about it, and what its chart and its grid hold.

    `offer` is a phase that could be started, `doubt` a chart that would suit the numbers better.
    """

    measure: Measure
    points: tuple[Point, ...]
    targets: tuple[Target, ...]
    phases: tuple[Phase, ...]
    notes: tuple[Annotation, ...]
    judged: Judged
    spec: ChartSpec
    rows: tuple[GridRow, ...]
    offer: Suggestion | None
    doubt: Advice | None


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
        notes=tuple(annotations(workbook, measure_id)),
        judged=judged,
        spec=spec,
        rows=tuple(grid_rows(judged.measure, points, spec, today, extra)),
        offer=phase_offer(judged),
        doubt=chart_doubts(judged),
    )
