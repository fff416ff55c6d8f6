"""The example every return format is filled with; run it to write the golden files anew.

`python tests/core/return_example.py` after a wanted change, then look at the difference in git.
"""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from natpatsip_desktop.core.periods import parse_return_period
from natpatsip_desktop.core.records import (
    Annotation,
    Better,
    Frequency,
    Measure,
    Organisation,
    Phase,
    Point,
    Project,
    Role,
    Target,
    Unit,
)
from natpatsip_desktop.core.returns.catalogue import format_of, formats
from natpatsip_desktop.core.returns.collect import collect
from natpatsip_desktop.core.returns.data import MeasureSeries, ReturnData
from natpatsip_desktop.core.returns.findings import CellProblem
from natpatsip_desktop.core.returns.layout import ReturnFormat
from natpatsip_desktop.core.returns.preview import sheets_out
from natpatsip_desktop.core.returns.rules import check
from natpatsip_desktop.core.returns.tables import ReturnTable, tables_in
from natpatsip_desktop.core.sheets import Value

MDC, OWN = "mdc.tidy", "own.measure-return"
GOLDEN = Path(__file__).resolve().parents[1] / "files" / "returns"

PROJECT = Project(id=1, uuid="p1", title="Smoke-free pregnancies")
SMOKE_FREE = Measure(
    id=1,
    uuid="0f0e0d0c-1111",
    project_id=1,
    library_id="MN-SFP-O2",
    name="Smoke-free at delivery",
    numerator="Women known to be non-smokers at delivery",
    numerator_label="Smoke-free",
    denominator="Maternities whose smoking status is known",
    denominator_label="Births",
    unit=Unit.PERCENT,
    multiplier=100,
    better=Better.UP,
    source="Maternity system",
    definition_version="2",
)
TESTED = replace(
    SMOKE_FREE,
    id=2,
    uuid="0f0e0d0c-2222",
    library_id="MN-SFP-P1",
    name="Carbon monoxide test at booking",
    role=Role.PROCESS,
    numerator_label="Number tested",
    denominator_label="Bookings",
    frequency=Frequency.WEEK,
    definition_version="1",
)
FALLS = Measure(
    id=3,
    uuid="a1b2c3d4-3333",
    project_id=1,
    name="Falls per 1,000 bed days",
    role=Role.BALANCING,
    numerator_label="Falls",
    denominator_label="Bed days",
    unit=Unit.RATE,
    unit_label="per 1,000 bed days",
    multiplier=1000,
    better=Better.DOWN,
)
STAY = replace(
    FALLS, id=4, uuid="b1b2c3d4-4444", name="Length of stay", unit=Unit.VALUE, unit_label="days",
    multiplier=1, better=Better.NEITHER, frequency=Frequency.QUARTER,
)  # fmt: skip


def month(number: int, **cells: Any) -> Point:
    """A point of a month of 2025."""
    return Point(id=100 + number, measure_id=1, starts=date(2025, number, 1), **cells)


def smoke_free(**changes: Any) -> MeasureSeries:
    """Five months of a percentage with a phase, a target that changed, and notes."""
    series = MeasureSeries(
        project=PROJECT,
        measure=SMOKE_FREE,
        points=(
            month(5, numerator=150, denominator=180),
            month(6, numerator=160, denominator=181),
            month(7, numerator=173, denominator=192, note="=1+1 is how many clinics moved"),
            month(8, numerator=163, denominator=180),
            month(9, numerator=171, denominator=180, left_out="The system was down for a week"),
        ),
        phases=(
            Phase(id=1, measure_id=1, starts=date(2025, 1, 1), baseline=6),
            Phase(id=2, measure_id=1, starts=date(2025, 7, 20), baseline=6, reason="New pathway"),
        ),
        targets=(
            Target(id=1, measure_id=1, value=90),
            Target(id=2, measure_id=1, starts=date(2025, 4, 1), value=94),
        ),
        annotations=(
            Annotation(id=1, project_id=1, measure_id=1, on=date(2025, 8, 12), text="Home visits"),
            Annotation(id=2, project_id=1, on=date(2025, 8, 31), text="New rota"),
            Annotation(id=3, project_id=1, on=date(2025, 9, 1), text="New rota"),
        ),
    )
    return replace(series, **changes)


def example() -> ReturnData:
    """Four measures of one project: percent by month and week, rate by month, value by quarter."""
    mondays = [date(2025, 6, 30) + timedelta(weeks=week) for week in range(13)]
    weeks = tuple(
        Point(id=200 + i, measure_id=2, starts=day, numerator=45 + i % 5, denominator=51)
        for i, day in enumerate(mondays)
    )
    months = tuple(
        Point(id=300 + i, measure_id=3, starts=date(2025, i, 1), numerator=i, denominator=1500)
        for i in (7, 8, 9)
    )
    quarter = (Point(id=400, measure_id=4, starts=date(2025, 7, 1), value=3.5),)
    return ReturnData(
        organisation=Organisation(
            id=1,
            name="Northgate Hospitals NHS Trust",
            code=" rx9 ",
            contact="The improvement team",
            email="qi@northgate.example",
        ),
        period=parse_return_period("2025-Q2"),
        series=(
            smoke_free(),
            MeasureSeries(project=PROJECT, measure=TESTED, points=weeks),
            MeasureSeries(project=PROJECT, measure=FALLS, points=months),
            MeasureSeries(project=PROJECT, measure=STAY, points=quarter),
        ),
        made_on=date(2025, 10, 8),
    )


def content(definition: ReturnFormat, data: ReturnData) -> dict[str, list[list[object]]]:
    """Return every sheet as rows of [value, number format]; dates as ISO text, with a mark."""
    return {
        sheet.name: [[_plain(cell.value, cell.number_format) for cell in row] for row in sheet.rows]
        for sheet in sheets_out(collect(definition, data))
    }


def _plain(value: object, number_format: str) -> object:
    shown = f"date {value.isoformat()}" if isinstance(value, date) else value
    return shown if number_format == "General" else [shown, number_format]


def golden_path(definition: ReturnFormat) -> Path:
    """Return where the golden content of a format is kept."""
    return GOLDEN / f"{definition.id}-{definition.version}.json"


def as_text(sheets: dict[str, list[list[object]]]) -> str:
    """Write golden content with one line for each row, so that differences read well."""
    parts = []
    for name, rows in sheets.items():
        lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
        parts.append(f"{json.dumps(name)}: [\n{lines}\n]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


# -- shorthand for the tests ---------------------------------------------------------------


def of(*series: MeasureSeries, **changes: Any) -> ReturnData:
    """The example with other measures."""
    return replace(example(), series=series, **changes)


def definition(format_id: str) -> ReturnFormat:
    """The version of a format for the example's period."""
    return format_of(format_id, example().period.ends)


def problems(format_id: str, data: ReturnData) -> list[CellProblem]:
    """What the checks of a format find."""
    one = definition(format_id)
    return check(one, data, collect(one, data))


def said(format_id: str, data: ReturnData) -> list[str]:
    """What the checks of a format say."""
    return [str(problem) for problem in problems(format_id, data)]


def table(format_id: str, data: ReturnData, number: int = 0) -> ReturnTable:
    """One table of a return."""
    return tables_in(collect(definition(format_id), data))[number]


def column(format_id: str, data: ReturnData, header: str) -> list[Value]:
    """One column of the first table of a return."""
    found = table(format_id, data)
    at = found.headers.index(header)
    return [row.cells[at].value for row in found.rows]


def one_measure(frequency: Frequency, *days: date) -> MeasureSeries:
    """A measure of single values with a point on each day."""
    measure = replace(STAY, frequency=frequency)
    points = tuple(Point(id=i, starts=day, value=1.0) for i, day in enumerate(days, 1))
    return MeasureSeries(project=PROJECT, measure=measure, points=points)


if __name__ == "__main__":
    for one in formats():
        golden_path(one).write_text(as_text(content(one, example())), encoding="utf-8")
