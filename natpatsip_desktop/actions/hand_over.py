"""Hand a project over in a workbook of its own, and bring one in from another workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from natpatsip_desktop.actions.comparing import Wording
from natpatsip_desktop.core.records import Measure, Point, Project
from natpatsip_desktop.store import handover, merge, transfer
from natpatsip_desktop.store.differences import changes
from natpatsip_desktop.store.document import read_workbook_at
from natpatsip_desktop.store.identity import Key
from natpatsip_desktop.store.merge import Choice, Row, Status
from natpatsip_desktop.store.reading import Reading
from natpatsip_desktop.store.workbook import Workbook

__all__ = ["Choice", "Incoming", "IncomingRow", "bring_in", "hand_over", "incoming", "projects_in"]

_ORDER = (Status.CHANGED_BOTH, Status.CHANGED_THERE, Status.NEW, Status.DELETED_THERE)
_STATUS = {
    Status.NEW: "New there",
    Status.CHANGED_THERE: "Changed there",
    Status.CHANGED_HERE: "Changed here",
    Status.CHANGED_BOTH: "Changed in both",
    Status.DELETED_THERE: "Deleted there",
    Status.DELETED_HERE: "Deleted here",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingRow:
    """One thing that is not the same here and there, and what is proposed for it."""

    key: Key
    what: str
    status: str
    here: str
    there: str
    proposed: Choice
    in_both: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What bringing in a project would do; `rows` only if it `is_here` already."""

    project: Project
    is_here: bool
    measures: int
    points: int
    rows: tuple[IncomingRow, ...]

    def words(self) -> str:
        """Say it in a sentence or two."""
        title = f"«{self.project.title}»"
        if not self.is_here:
            size = f"{_counted(self.measures, 'measure')} and {_counted(self.points, 'point')}"
            return f"{title} is not in this workbook yet. It comes in with {size}."
        if not self.rows:
            return f"{title} is here already, and nothing differs."
        asked = sum(row.in_both for row in self.rows)
        differ = f"{title} is here already. {_counted(len(self.rows), 'thing')} not the same."
        if not asked:
            return f"{differ} Nothing was changed in both, so there is nothing to choose."
        return f"{differ} {_counted(asked, 'thing')} changed in both: choose whose is to stand."


def hand_over(workbook: Workbook, project_id: int, path: Path) -> None:
    """Write one project to the new workbook `path`; raise CannotSave if something is there."""
    handover.hand_over(workbook, project_id, path)


def projects_in(path: Path) -> list[Project]:
    """Return the projects of another workbook, by title; raise CannotOpen if it is none."""
    with read_workbook_at(path) as source:
        return source.all(Project, "title", deleted_at=None)


def incoming(workbook: Workbook, path: Path, uuid: str) -> Incoming:
    """Say what bringing in a project of the workbook at `path` would do."""
    with read_workbook_at(path) as source:
        project = _project(source, uuid)
        planned = merge.plan(workbook, source, project)
        measures = [one.id for one in source.all(Measure, project_id=project.id, deleted_at=None)]
        rows = planned.rows if planned.here else ()
        wording = Wording(workbook, source) if rows else None
        return Incoming(
            project=project,
            is_here=planned.here is not None,
            measures=len(measures),
            points=source.count(Point, measure_id=measures),
            rows=tuple(_row(wording, row) for row in sorted(rows, key=_rank) if wording),
        )


def bring_in(
    workbook: Workbook,
    path: Path,
    uuid: str,
    choices: Mapping[Key, Choice] | None = None,
    *,
    as_copy: bool = False,
) -> Project:
    """Bring a project in, in one edit, and return it as it stands here."""
    with read_workbook_at(path) as source:
        project = _project(source, uuid)
        return transfer.bring_in(workbook, source, project, choices=choices, as_copy=as_copy)


def _project(source: Reading, uuid: str) -> Project:
    found = source.find(Project, uuid=uuid)
    assert found is not None, "the project was listed a moment ago"
    return found


def _rank(row: Row) -> int:
    return _ORDER.index(row.status) if row.status in _ORDER else len(_ORDER)


def _row(wording: Wording, row: Row) -> IncomingRow:
    told = list(changes(row.ours, row.theirs)) if row.ours and row.theirs else []
    here, there = wording.sides(row.key, told)
    item = row.theirs or row.ours
    return IncomingRow(
        key=row.key,
        what=wording.name(row.key) or (item.words() if item else ""),
        status=_STATUS[row.status],
        here=here,
        there=there,
        proposed=row.choice,
        in_both=row.status is Status.CHANGED_BOTH,
    )


def _counted(count: int, noun: str) -> str:
    if noun == "thing":
        return "1 thing is" if count == 1 else f"{count:,} things are"
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
