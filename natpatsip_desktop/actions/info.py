"""What is in a workbook, for people and scripts."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from natpatsip_desktop.actions.measures import measures
from natpatsip_desktop.core.aims import aim_sentence
from natpatsip_desktop.core.records import (
    Cycle,
    Measure,
    NationalLink,
    Organisation,
    Point,
    Project,
)
from natpatsip_desktop.store.document import read_workbook_at
from natpatsip_desktop.store.migrations import VERSION
from natpatsip_desktop.store.workbook import Workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureInfo:
    """One measure: what it is and how many points it has, from when to when (ISO dates)."""

    id: int
    name: str
    library_id: str
    unit: str
    better: str
    frequency: str
    points: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectInfo:
    """One project with its aim, drivers and measures."""

    id: int
    uuid: str
    title: str
    aim: str
    drivers: tuple[str, ...]
    cycles: int
    measures: tuple[MeasureInfo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """A whole workbook; `integrity` is «whole» where every check of the file passed."""

    path: str
    version: int
    integrity: str
    organisation: str
    projects: tuple[ProjectInfo, ...]

    def as_json(self) -> dict[str, Any]:
        """Give plain values."""
        return asdict(self)


def describe(path: Path) -> Info:
    """Look into a workbook without changing it; raise CannotOpen if it is not whole."""
    with read_workbook_at(path) as workbook:
        organisation = workbook.find(Organisation)
        found = workbook.all(Project, "id", deleted_at=None)
        return Info(
            path=str(path),
            version=VERSION,
            integrity="whole",
            organisation=organisation.name if organisation else "",
            projects=tuple(_project(workbook, project) for project in found),
        )


def _project(workbook: Workbook, project: Project) -> ProjectInfo:
    links = workbook.all(NationalLink, project_id=project.id)
    return ProjectInfo(
        id=project.id,
        uuid=project.uuid,
        title=project.title,
        aim=aim_sentence(project),
        drivers=tuple(link.driver_code for link in links),
        cycles=workbook.count(Cycle, project_id=project.id, deleted_at=None),
        measures=tuple(_measure(workbook, m) for m in measures(workbook, project.id)),
    )


def _measure(workbook: Workbook, measure: Measure) -> MeasureInfo:
    first = workbook.page(Point, "starts", limit=1, measure_id=measure.id)
    last = workbook.page(Point, "-starts", limit=1, measure_id=measure.id)
    return MeasureInfo(
        id=measure.id,
        name=measure.name,
        library_id=measure.library_id,
        unit=measure.unit.value,
        better=measure.better.value,
        frequency=measure.frequency.value,
        points=workbook.count(Point, measure_id=measure.id),
        first=first[0].starts.isoformat() if first else None,
        last=last[0].starts.isoformat() if last else None,
    )
