"""Choose how a measure is charted and judged, and put its phases and its place in order."""

import json
from typing import Any

from natpatsip_desktop.actions.charts import kept_options
from natpatsip_desktop.actions.measures import MULTIPLIERS, change_measure, measures
from natpatsip_desktop.core.offers import charts_for, rules_after
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.records import Measure, Phase, Project, Unit
from natpatsip_desktop.core.workings import CHARTS, RULE_SETS
from natpatsip_desktop.store.workbook import Workbook


def choose_chart(workbook: Workbook, measure_id: int, chart: str) -> Measure:
    """Draw a measure as another chart; rules that do not fit it give way to the usual ones."""
    measure = workbook.one(Measure, measure_id)
    rules = rules_after(chart, measure.rules)
    label = f"Chart of {measure.name}: {CHARTS[chart]}"
    return change_measure(workbook, measure_id, label, chart=chart, rules=rules)


def choose_unit(workbook: Workbook, measure_id: int, unit: Unit) -> Measure:
    """Say what each number is; a chart that does not suit it gives way to the run chart."""
    measure = workbook.one(Measure, measure_id)
    chart = measure.chart if measure.chart in charts_for(unit) else "run"
    fields: dict[str, Any] = {"multiplier": MULTIPLIERS.get(unit, 1.0), "chart": chart}
    fields |= {"rules": rules_after(chart, measure.rules)}
    label = f"Each number of {measure.name}: {unit.value}"
    return change_measure(workbook, measure_id, label, unit=unit, **fields)


def choose_rules(workbook: Workbook, measure_id: int, rules: str) -> Measure:
    """Judge a measure by another rule set."""
    name = workbook.one(Measure, measure_id).name
    label = f"Rules of {name}: {RULE_SETS[rules]}"
    return change_measure(workbook, measure_id, label, rules=rules)


def set_options(workbook: Workbook, measure_id: int, what: str, **options: Any) -> Measure:
    """Set some of the chart options of a measure (`core.analysis.Options`); the others stay."""
    measure = workbook.one(Measure, measure_id)
    text = json.dumps(kept_options(measure) | options, sort_keys=True)
    return change_measure(workbook, measure_id, what, options=text)


def change_phase(workbook: Workbook, phase_id: int, **fields: Any) -> Phase:
    """Change the name, the reason, the baseline or the answers of a phase."""
    phase = workbook.one(Phase, phase_id)
    with workbook.edit(f"Change the phase from {long_date(phase.starts)}"):
        return workbook.change(phase, **fields)


def set_main_measure(workbook: Workbook, measure_id: int) -> Project:
    """Let this measure tell whether the aim of its project is met."""
    measure = workbook.one(Measure, measure_id)
    project = workbook.one(Project, measure.project_id)
    with workbook.edit(f"Main measure: {measure.name}"):
        return workbook.change(project, main_measure_id=measure_id)


def move_measure(workbook: Workbook, measure_id: int, by: int) -> None:
    """Move a measure up (-1) or down (1) among those of its project; at the end it stays."""
    moved = workbook.one(Measure, measure_id)
    order = measures(workbook, moved.project_id)
    at = next(i for i, measure in enumerate(order) if measure.id == measure_id)
    to = at + by
    if not 0 <= to < len(order):
        return
    order.insert(to, order.pop(at))
    with workbook.edit(f"Move {moved.name} {'up' if by < 0 else 'down'}"):
        for position, measure in enumerate(order):
            if measure.position != position:
                workbook.change(measure, position=position)
