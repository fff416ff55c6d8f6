"""One project in a workbook of its own, to hand over; what was deleted stays behind."""

from pathlib import Path

from natpatsip_desktop.core.records import Project
from natpatsip_desktop.store import files, orphans, places, saving, undo, working
from natpatsip_desktop.store.faults import Doing, spoken
from natpatsip_desktop.store.identity import OF_PROJECT
from natpatsip_desktop.store.workbook import Workbook

HAND_OVER = "Hand over"  # how the first line of the change log of such a workbook begins


def hand_over(workbook: Workbook, project_id: int, path: Path) -> None:
    """Write one project, with organisation and settings, to the new workbook `path`.

    Raises NotThere for an unknown project, CannotSave if `path` is there or cannot be written.
    """
    project = workbook.one(Project, project_id)
    target = places.real(path)
    saving.check_free(target)
    place = working.make(target, who=workbook.who, read_only=True)
    try:
        pack = Workbook(place.file, who=workbook.who)
        try:
            with pack.edit(f"{HAND_OVER} «{project.title}»", reason=_last_line(workbook)):
                _copy(workbook, pack, project_id)
        finally:
            pack.close()
        part = place.part(target)
        with saving.written(place.file, part, target.name):
            files.put_in_place(part, target)
    finally:
        place.remove()


def _last_line(workbook: Workbook) -> str:
    query = "SELECT id, at FROM change ORDER BY id DESC LIMIT 1"
    line = workbook.connection.execute(query).fetchone()
    return last_line_words(*line) if line else ""


def last_line_words(id: int, at: str) -> str:
    """Name a line of the change log, so that what came after it can be told when it comes back."""
    return f"After line {id} of the change log, {at}"


def _copy(workbook: Workbook, pack: Workbook, project_id: int) -> None:
    """Copy the rows with their ids, which are free in an empty workbook."""
    source, to = workbook.connection, pack.connection
    scope = {"organisation": "1", "setting": "1", **OF_PROJECT}
    with spoken(Doing.EDIT):
        to.execute("PRAGMA defer_foreign_keys = ON")
        for table, where in scope.items():
            marks = ", ".join("?" * len(undo.columns(to, table)))
            query = f'SELECT * FROM "{table}" WHERE {where}'
            rows = source.execute(query, {"project": project_id})
            to.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
        for table in ("measure", "cycle"):
            to.execute(f"DELETE FROM {table} WHERE deleted_at IS NOT NULL")
        orphans.let_go(to)  # a link to something of another project
