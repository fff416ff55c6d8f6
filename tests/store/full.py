"""A project with something in every table; as a command, the fixture of this format version.

python tests/store/full.py        writes tests/files/vN.qiw, once, when version N is released
"""

import sys
from datetime import date
from pathlib import Path

from natpatsip_desktop.core.records import (
    Annotation,
    Cycle,
    Driver,
    DriverKind,
    DriverLink,
    EnablerNote,
    Measure,
    MeasureLink,
    NationalLink,
    Organisation,
    Phase,
    Point,
    Project,
    Return,
    Setting,
    Stratum,
    Target,
)
from natpatsip_desktop.store.document import new_document
from natpatsip_desktop.store.migrations import VERSION
from natpatsip_desktop.store.workbook import Workbook

FILES = Path(__file__).resolve().parents[1] / "files"


def full_project(workbook: Workbook) -> Project:
    """Make a project with something in every table."""
    with workbook.edit("Make a full project"):
        workbook.insert(Organisation(name="Example Trust", code="RX9"))
        workbook.insert(Setting(name="look", value="clear"))
        project = workbook.insert(Project(title="Triage", aim_by=date(2026, 3, 31)))
        workbook.insert(NationalLink(project_id=project.id, driver_code="MN-SFP"))
        aim = workbook.insert(Driver(project_id=project.id, kind=DriverKind.AIM, text="Aim"))
        idea = workbook.insert(Driver(project_id=project.id, kind=DriverKind.IDEA, text="Idea"))
        workbook.insert(DriverLink(parent_id=aim.id, child_id=idea.id))
        measure = workbook.insert(Measure(project_id=project.id, name="Births"))
        workbook.insert(MeasureLink(measure_id=measure.id, driver_id=aim.id))
        workbook.insert(Target(measure_id=measure.id, value=90.0))
        group = workbook.insert(Stratum(measure_id=measure.id, kind="site", name="North"))
        for i in range(12):
            day = date(2025, 1 + i, 1)
            unusual = "Flu" if i == 2 else ""
            workbook.insert(
                Point(measure_id=measure.id, starts=day, value=float(i), unusual=unusual)
            )
            workbook.insert(
                Point(measure_id=measure.id, stratum_id=group.id, starts=day, value=float(-i))
            )
        workbook.insert(
            Phase(
                measure_id=measure.id,
                starts=date(2025, 6, 1),
                name="New form",
                sure_of="cause known",
            )
        )
        workbook.insert(
            Annotation(
                project_id=project.id, measure_id=measure.id, on=date(2025, 3, 1), text="Flu"
            )
        )
        first = workbook.insert(
            Cycle(project_id=project.id, idea_id=idea.id, number=1, title="One")
        )
        workbook.insert(Cycle(project_id=project.id, number=2, title="Two", previous_id=first.id))
        workbook.insert(EnablerNote(project_id=project.id, enabler_code="EN1", text="Met patients"))
        workbook.insert(Return(project_id=project.id, format_id="mdc.tidy", period="2025-Q2"))
        return workbook.change(project, main_measure_id=measure.id)


def main() -> int:
    """Write the fixture of the present version, unless it is there."""
    path = FILES / f"v{VERSION}.qiw"
    document = new_document(path, who="Priya Shah")
    full_project(document.workbook)
    document.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
