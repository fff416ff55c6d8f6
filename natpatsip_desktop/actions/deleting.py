"""What was deleted in the last 30 days, and how it comes back."""

from dataclasses import dataclass
from datetime import datetime

from natpatsip_desktop.core.periods import short_date
from natpatsip_desktop.core.records import Cycle, Measure, Project
from natpatsip_desktop.store import deleted
from natpatsip_desktop.store.deleted import DAYS_KEPT, Kept
from natpatsip_desktop.store.workbook import Workbook

__all__ = ["DAYS_KEPT", "DeletedThing", "bring_back", "deleted_things"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedThing:
    """Something deleted; `inside` is its project, and `project_deleted` if that is gone too."""

    record: Kept
    kind: str
    name: str
    inside: str
    project_deleted: bool
    at: datetime
    days_left: int

    def when(self) -> str:
        """Say when it was deleted, as tables do."""
        return f"{short_date(self.at.date())}, {self.at:%H:%M}"

    def kept(self) -> str:
        """Say how long it is kept."""
        return "1 more day" if self.days_left == 1 else f"{self.days_left} more days"


def deleted_things(workbook: Workbook, now: datetime | None = None) -> list[DeletedThing]:
    """Return what was deleted and can still be brought back, newest first."""
    projects = {project.id: project for project in workbook.all(Project)}
    found = []
    for one in deleted.deleted(workbook, now):
        record = one.record
        project = None if isinstance(record, Project) else projects.get(record.project_id)
        found.append(
            DeletedThing(
                record=record,
                kind=_kind(record),
                name=one.name,
                inside=project.title if project else "",
                project_deleted=bool(project and project.deleted_at),
                at=one.at,
                days_left=one.days_left,
            )
        )
    return found


def _kind(record: Kept) -> str:
    if isinstance(record, Project):
        return "Project"
    return f"PDSA {record.number}" if isinstance(record, Cycle) else "Measure"


def bring_back(workbook: Workbook, record: Kept) -> None:
    """Bring something deleted back, in one edit; its project too, if that was deleted."""
    name = record.name if isinstance(record, Measure) else record.title
    with workbook.edit(f"Bring back «{name}»"):
        if not isinstance(record, Project):
            project = workbook.one(Project, record.project_id)
            if project.deleted_at is not None:
                deleted.bring_back(workbook, project)
        deleted.bring_back(workbook, record)
