"""Write dated notes on charts: what happened on a day, whatever the numbers of its period are."""

from datetime import date

from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.records import Annotation, Measure
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.workbook import Workbook


def annotations(workbook: Workbook, measure_id: int) -> list[Annotation]:
    """Return the dated notes on the chart of a measure, oldest first, and those of its project."""
    project_id = workbook.one(Measure, measure_id).project_id
    notes = workbook.all(Annotation, "on", "id", project_id=project_id)
    return [note for note in notes if note.measure_id in (None, measure_id)]


def annotate(
    workbook: Workbook, measure_id: int, on: date, text: str, *, everywhere: bool = False
) -> Annotation:
    """Write a note for a day on the chart of a measure, or of every measure of its project."""
    measure = workbook.one(Measure, measure_id)
    note = Annotation(
        project_id=measure.project_id,
        measure_id=None if everywhere else measure_id,
        on=on,
        text=_said(text),
    )
    with workbook.edit(f"Note for {long_date(on)}"):
        return workbook.insert(note)


def change_annotation(
    workbook: Workbook, note_id: int, *, on: date | None = None, text: str | None = None
) -> Annotation:
    """Change the day or the words of a dated note; what is left out stays.

    Nothing is stored, and there is nothing to undo, if nothing changes.
    """
    note = workbook.one(Annotation, note_id)
    day, words = on or note.on, note.text if text is None else _said(text)
    if (day, words) == (note.on, note.text):
        return note
    with workbook.edit(f"Change the note for {long_date(note.on)}"):
        return workbook.change(note, on=day, text=words)


def move_annotation(
    workbook: Workbook, note_id: int, measure_id: int, *, everywhere: bool
) -> Annotation:
    """Show a dated note on every chart of the project, or on that of one measure only."""
    note = workbook.one(Annotation, note_id)
    where = "every chart" if everywhere else "one chart"
    with workbook.edit(f"Show the note for {long_date(note.on)} on {where}"):
        return workbook.change(note, measure_id=None if everywhere else measure_id)


def remove_annotation(workbook: Workbook, note_id: int) -> None:
    """Take a dated note off the charts."""
    note = workbook.one(Annotation, note_id)
    with workbook.edit(f"Remove the note for {long_date(note.on)}"):
        workbook.delete(note)


def _said(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise BadInput("Write what happened.", "Like «New rota starts».")
    return words
