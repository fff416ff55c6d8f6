"""The change log and what is kept of deleted things."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from natpatsip_desktop.core.records import Annotation, Change, Cycle, Measure, Phase, Point, Project
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.store import checks, log, undo
from natpatsip_desktop.store.deleted import bring_back, deleted, purge
from natpatsip_desktop.store.document import Document, open_document


@pytest.fixture
def document(wards: Path) -> Document:
    document = open_document(wards, who="Priya Shah")
    yield document
    document.close()


def newest(document: Document, count: int = 1) -> list[Change]:
    return document.workbook.all(Change)[-count:]


def test_a_changed_cell_is_one_line_with_who_when_what_and_why(document: Document) -> None:
    workbook = document.workbook
    point = workbook.one(Point, 4)
    with workbook.edit("Leave out 1 point", reason="The ward was closed"):
        workbook.change(point, value=52.5, left_out="Ward closed")
    first, second = newest(document, 2)
    assert abs(first.at - datetime.now()) < timedelta(minutes=1)
    assert (first.who, first.what) == ("Priya Shah", "Leave out 1 point")
    assert (first.kind, first.record, first.field) == ("point", "4", "value")
    assert (first.old, first.new) == ("3", "52.5")
    assert (second.field, second.old, second.new) == ("left_out", "", "Ward closed")
    at = f"{first.at.day} {first.at:%b %Y %H:%M}"
    assert log.line_words(first) == (
        f"{at}, Priya Shah: Leave out 1 point [point value: 3 → 52.5] Because: The ward was closed"
    )
    assert first.reason == second.reason == "The ward was closed"


def test_added_and_deleted_rows_are_told_with_what_they_held(document: Document) -> None:
    workbook = document.workbook
    with workbook.edit("Start a phase"):
        phase = workbook.insert(Phase(measure_id=1, starts=date(2025, 9, 8), name="New form"))
    assert newest(document)[0].record == phase.uuid
    assert newest(document)[0].new == "measure_id 1; starts 2025-09-08; name New form"
    with workbook.edit("Delete the phase"):
        workbook.delete(phase)
    assert newest(document)[0].old == "measure_id 1; starts 2025-09-08; name New form"
    assert newest(document)[0].new == ""


def test_undo_and_redo_are_in_the_log_too_and_take_nothing_out_of_it(document: Document) -> None:
    workbook = document.workbook
    with workbook.edit("Rename"):
        workbook.change(workbook.one(Project, 1), title="Triage")
    workbook.undo()
    workbook.redo()
    assert [(line.what, line.old, line.new) for line in newest(document, 3)] == [
        ("Rename", "Project 0", "Triage"),
        ("Undo: Rename", "Triage", "Project 0"),
        ("Redo: Rename", "Project 0", "Triage"),
    ]


def test_a_big_import_is_one_line_for_the_table(document: Document) -> None:
    workbook = document.workbook
    before = workbook.count(Change)
    with workbook.edit("Import 300 points"):
        workbook.change(workbook.one(Measure, 1), unit_label="births")
        workbook.insert_many(
            Point(measure_id=1, starts=date(2024, 1, 1), item=i) for i in range(300)
        )
    assert workbook.count(Change) == before + 2
    assert [(line.kind, line.new) for line in newest(document, 2)] == [
        ("measure", "births"),
        ("point", "300 added"),
    ]
    workbook.undo()
    assert {line.kind: line.new for line in newest(document, 2)}["point"] == "300 deleted"


def test_the_bound_of_lines_is_exact(document: Document) -> None:
    workbook = document.workbook
    for count, lines in ((log.LINES, log.LINES), (log.LINES + 1, 1)):
        before = workbook.count(Change)
        with workbook.edit("Import"):
            workbook.insert_many(
                Point(
                    measure_id=1,
                    starts=date(2024, count, 1) if count < 13 else date(2023, 1, 1),
                    item=count * 1000 + i,
                )
                for i in range(count)
            )
        assert workbook.count(Change) == before + lines


def test_an_edit_that_is_rolled_back_leaves_no_line(document: Document) -> None:
    workbook = document.workbook
    before = workbook.count(Change)
    with pytest.raises(ZeroDivisionError), workbook.edit("Fail"):
        workbook.change(workbook.one(Project, 1), title="Triage")
        raise ZeroDivisionError
    assert workbook.count(Change) == before


def test_an_edit_that_changes_only_times_still_has_a_line(document: Document) -> None:
    workbook = document.workbook
    before = workbook.newest_change()
    with workbook.edit("Touch"):
        workbook.change(workbook.one(Project, 1), edited_at=datetime(2025, 9, 8, 14, 32))
    assert workbook.newest_change() == before + 1
    assert newest(document)[0].new == "1 changed"


def test_a_text_longer_than_can_be_kept_is_refused_in_words(document: Document) -> None:
    workbook = document.workbook
    with pytest.raises(WorkbookError, match="too long"), workbook.edit("Write a novel"):
        workbook.change(workbook.one(Project, 1), reason="x" * (checks.MAX_CELL + 1))
    assert workbook.one(Project, 1).reason == ""


def test_old_steps_are_forgotten_when_they_fill_the_memory(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "LINES_KEPT", 25)
    workbook = document.workbook
    for number in range(4):
        with workbook.edit(f"Change {number}"):
            for point in workbook.all(Point, measure_id=1)[:10]:
                workbook.change(point, note=f"{number}")
    labels = []
    while workbook.undo():
        labels.append(workbook.redo_label)
    assert labels == ["Change 3", "Change 2"]
    with workbook.edit("Change all"):
        for point in workbook.all(Point):
            workbook.change(point, note="all")
    assert workbook.undo() == "Change all"
    images = workbook.connection.execute("SELECT count(*) FROM undo_log").fetchone()
    assert images == (40,)


def test_the_same_period_twice_is_refused_in_words(document: Document) -> None:
    workbook = document.workbook
    with pytest.raises(WorkbookError, match="already there"), workbook.edit("Add"):
        workbook.insert(Point(measure_id=1, starts=date(2025, 1, 1), item=3))


# -- deleted things ------------------------------------------------------------------------

NOW = datetime(2025, 9, 8, 14, 32)


def delete_some(document: Document) -> None:
    workbook = document.workbook
    with workbook.edit("Delete"):
        cycle = workbook.insert(Cycle(project_id=1, number=1, title="New form"))
        workbook.change(workbook.one(Project, 2), deleted_at=NOW - timedelta(days=31))
        workbook.change(workbook.one(Measure, 1), deleted_at=NOW - timedelta(days=29))
        workbook.change(cycle, deleted_at=NOW)


def test_deleted_things_are_listed_with_the_days_left(document: Document) -> None:
    delete_some(document)
    assert [one.words() for one in deleted(document.workbook, NOW)] == [
        "PDSA cycle «New form», deleted 8 Sep 2025, kept 30 more days",
        "Measure «Births 0», deleted 10 Aug 2025, kept 1 more day",
        "Project «Project 1», deleted 8 Aug 2025, kept 0 more days",
    ]


def test_bringing_back_is_an_edit(document: Document) -> None:
    delete_some(document)
    found = deleted(document.workbook, NOW)[1]
    bring_back(document.workbook, found.record)
    assert document.workbook.one(Measure, 1).deleted_at is None
    assert document.workbook.undo() == "Bring back «Births 0»"


def test_purge_removes_only_what_is_older_than_30_days_and_undo_stays_away(
    document: Document,
) -> None:
    delete_some(document)
    assert purge(document.workbook, NOW) == 1
    assert document.workbook.find(Project, id=2) is None
    assert document.workbook.count(Point, measure_id=2) == 0
    assert document.workbook.find(Measure, id=1) is not None
    assert document.workbook.undo_label == ""
    assert document.workbook.undo() == ""
    assert newest(document)[0].what == "Remove what was deleted more than 30 days ago"
    assert purge(document.workbook, NOW) == 0


def test_opening_purges_and_looking_alone_does_not_save_that(wards: Path) -> None:
    document = open_document(wards)
    with document.workbook.edit("Delete"):
        project = document.workbook.one(Project, 2)
        document.workbook.change(project, deleted_at=datetime.now() - timedelta(days=40))
    document.close()
    before = wards.read_bytes()
    document = open_document(wards)
    assert document.workbook.find(Project, id=2) is None
    assert document.state.kind == "saved"
    document.close()
    assert wards.read_bytes() == before


def test_what_many_rows_held_does_not_survive_in_the_file(wards: Path) -> None:
    document = open_document(wards)
    workbook = document.workbook
    with workbook.edit("Add notes"):
        workbook.insert_many(
            Annotation(project_id=1, on=NOW.date(), text=f"secret {i}") for i in range(200)
        )
    document.save()
    assert b"secret 7" in wards.read_bytes()
    with workbook.edit("Delete notes"):
        for note in workbook.all(Annotation):
            workbook.delete(note)
    document.close()
    assert b"secret" not in wards.read_bytes()
