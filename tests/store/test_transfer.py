"""Handing a project over in a workbook of its own, and bringing projects in."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from full import full_project
from machine import dump
from scenes import fill

from natpatsip_desktop.core.records import (
    Annotation,
    Change,
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
from natpatsip_desktop.errors import CannotSave, NotThere
from natpatsip_desktop.store.document import Document, new_document, open_document
from natpatsip_desktop.store.handover import hand_over
from natpatsip_desktop.store.merge import Choice, Status, plan
from natpatsip_desktop.store.transfer import bring_in
from natpatsip_desktop.store.workbook import Workbook

KINDS = (
    Project, NationalLink, Driver, DriverLink, Measure, MeasureLink, Target, Stratum, Point,
    Phase, Annotation, Cycle, EnablerNote, Return,
)  # fmt: skip


@pytest.fixture
def ours(shared: Path) -> Iterator[Document]:
    document = new_document(shared / "Ours.qiw", who="Priya Shah")
    fill(document)
    full_project(document.workbook)
    yield document
    document.close()


@pytest.fixture
def pack(ours: Document, shared: Path) -> Iterator[Document]:
    """Return the project, handed over to Tom."""
    hand_over(ours.workbook, 3, shared / "Pack.qiw")
    document = open_document(shared / "Pack.qiw", who="Tom Reid")
    yield document
    document.close()


def contents(workbook: Workbook, project: Project) -> dict[str, int]:
    """Count what belongs to one project, by following it from the project."""
    measures = [one.id for one in workbook.all(Measure, project_id=project.id)]
    drivers = [one.id for one in workbook.all(Driver, project_id=project.id)]
    where = {
        DriverLink: {"parent_id": drivers},
        **{kind: {"measure_id": measures} for kind in (MeasureLink, Target, Stratum, Point, Phase)},
    }
    found = {Project: 1}
    for kind in KINDS[1:]:
        found[kind] = workbook.count(kind, **where.get(kind, {"project_id": project.id}))
    return {kind.__name__: count for kind, count in found.items()}


EVERYTHING = {
    "Project": 1, "NationalLink": 1, "Driver": 2, "DriverLink": 1, "Measure": 1, "MeasureLink": 1,
    "Target": 1, "Stratum": 1, "Point": 24, "Phase": 1, "Annotation": 1, "Cycle": 2,
    "EnablerNote": 1, "Return": 1,
}  # fmt: skip


# -- handing over --------------------------------------------------------------------------


def test_a_pack_holds_one_project_whole_with_organisation_and_settings(pack: Document) -> None:
    workbook = pack.workbook
    (project,) = workbook.all(Project)
    assert project.title == "Triage"
    assert contents(workbook, project) == EVERYTHING
    assert workbook.all(Organisation)[0].code == "RX9"
    assert workbook.all(Setting)[0].name == "look"
    assert workbook.all(Change)[0].what == "Hand over «Triage»"
    assert {line.what for line in workbook.all(Change)} == {"Hand over «Triage»"}


def test_what_was_deleted_stays_behind(ours: Document, shared: Path) -> None:
    with ours.workbook.edit("Delete"):
        ours.workbook.change(ours.workbook.all(Measure)[-1], deleted_at=datetime.now())
        extra = ours.workbook.insert(Measure(project_id=3, name="Kept"))
        ours.workbook.insert(Point(measure_id=extra.id, starts=date(2025, 1, 1), value=1.0))
    hand_over(ours.workbook, 3, shared / "Pack.qiw")
    document = open_document(shared / "Pack.qiw")
    assert [measure.name for measure in document.workbook.all(Measure)] == ["Kept"]
    assert document.workbook.count(Point) == 1
    assert document.workbook.one(Project, 3).main_measure_id is None
    document.close()


def test_a_link_to_another_project_stays_behind(ours: Document, shared: Path) -> None:
    with ours.workbook.edit("As another program might"):
        other = ours.workbook.insert(Project(title="Other"))
        far = ours.workbook.insert(Measure(project_id=other.id, name="Far"))
        aim = ours.workbook.insert(Driver(project_id=other.id, kind=DriverKind.AIM, text="Far"))
        near = ours.workbook.insert(Driver(project_id=3, kind=DriverKind.AIM, text="Near"))
        ours.workbook.insert(DriverLink(parent_id=near.id, child_id=aim.id))
        ours.workbook.change(ours.workbook.one(Project, 3), main_measure_id=far.id)
    hand_over(ours.workbook, 3, shared / "Pack.qiw")
    document = open_document(shared / "Pack.qiw")
    assert document.workbook.one(Project, 3).main_measure_id is None
    assert document.workbook.find(Driver, text="Near") is not None
    assert document.workbook.find(Driver, text="Far") is None
    document.close()


def test_handing_over_takes_nobodys_place_and_leaves_nothing_on_failure(
    ours: Document, shared: Path
) -> None:
    (shared / "There.qiw").write_text("mine")
    with pytest.raises(CannotSave, match="already there"):
        hand_over(ours.workbook, 3, shared / "There.qiw")
    with pytest.raises(NotThere):
        hand_over(ours.workbook, 99, shared / "Pack.qiw")
    with pytest.raises(CannotSave, match="its folder is not there"):
        hand_over(ours.workbook, 3, shared / "gone" / "Pack.qiw")
    assert (shared / "There.qiw").read_text() == "mine"
    assert not list(shared.glob("Pack*"))


# -- bringing in ---------------------------------------------------------------------------


def test_a_project_not_here_comes_in_whole_with_its_identity(pack: Document, wards: Path) -> None:
    document = open_document(wards)
    (project,) = pack.workbook.all(Project)
    planned = plan(document.workbook, pack.workbook, project)
    assert planned.here is None
    assert {row.status for row in planned.rows} == {Status.NEW}
    assert planned.words() == f"{sum(EVERYTHING.values())} new"
    before = dump(document.workbook)
    brought = bring_in(document.workbook, pack.workbook, project)
    assert brought.uuid == project.uuid
    assert contents(document.workbook, brought) == EVERYTHING
    main = document.workbook.one(Measure, brought.main_measure_id or 0)
    assert main.name == "Births" and main.project_id == brought.id
    cycles = document.workbook.all(Cycle, "number")
    assert cycles[1].previous_id == cycles[0].id
    assert cycles[0].idea_id == document.workbook.find(Driver, text="Idea").id
    assert document.workbook.undo() == "Bring in «Triage»"
    assert dump(document.workbook) == before
    document.close()


def test_a_copy_has_a_new_identity_throughout(pack: Document, ours: Document) -> None:
    (project,) = pack.workbook.all(Project)
    copy = bring_in(ours.workbook, pack.workbook, project, as_copy=True)
    assert copy.uuid != project.uuid
    assert contents(ours.workbook, copy) == EVERYTHING
    assert contents(ours.workbook, ours.workbook.one(Project, 3)) == EVERYTHING
    assert len({cycle.uuid for cycle in ours.workbook.all(Cycle)}) == 4
    again = bring_in(ours.workbook, pack.workbook, project, as_copy=True)
    assert contents(ours.workbook, again) == EVERYTHING


def test_an_unchanged_pack_changes_nothing(pack: Document, ours: Document) -> None:
    (project,) = pack.workbook.all(Project)
    planned = plan(ours.workbook, pack.workbook, project)
    assert planned.rows == () and planned.words() == "nothing differs"
    before, label = dump(ours.workbook), ours.workbook.undo_label
    bring_in(ours.workbook, pack.workbook, project)
    assert dump(ours.workbook) == before
    assert ours.workbook.undo_label == label


def change_both(pack: Workbook, ours: Workbook) -> None:
    """Change both sides: some rows only there, some only here, one row in both."""
    with pack.edit("Tom's changes"):
        pack.change(pack.find(Measure, name="Births"), definition="Live births")
        pack.change(pack.find(Point, stratum_id=None, starts=date(2025, 1, 1)), value=41.0)
        pack.change(pack.find(Point, stratum_id=None, starts=date(2025, 2, 1)), value=42.0)
        pack.insert(Point(measure_id=pack.all(Measure)[0].id, starts=date(2026, 1, 1), value=43.0))
        pack.delete(pack.find(Annotation, text="Flu"))
        pack.insert(Cycle(project_id=3, number=3, title="Tom's third"))
    with ours.edit("Priya's changes"):
        ours.change(ours.one(Project, 3), reason="Long waits")
        point = ours.find(Point, measure_id=3, stratum_id=None, starts=date(2025, 2, 1))
        ours.change(point, value=52.0)
        ours.delete(ours.find(Point, measure_id=3, stratum_id=None, starts=date(2025, 3, 1)))
        ours.insert(Point(measure_id=3, starts=date(2026, 2, 1), value=53.0))
        ours.insert(Cycle(project_id=3, number=3, title="Priya's third"))


def test_changes_of_both_sides_are_told_apart_and_only_one_row_is_asked(
    pack: Document, ours: Document
) -> None:
    change_both(pack.workbook, ours.workbook)
    (project,) = pack.workbook.all(Project)
    planned = plan(ours.workbook, pack.workbook, project)
    assert [row.words() for row in planned.rows] == [
        "project «Triage»: changed here (reason Long waits → )",
        "measure «Births»: changed there (definition  → Live births)",
        "point 1 Jan 2025 of «Births»: changed there (value 0 → 41)",
        "point 1 Feb 2025 of «Births»: changed in both (value 52 → 42)",
        "point 1 Mar 2025 of «Births»: deleted here",
        "point 1 Jan 2026 of «Births»: new",
        "PDSA cycle «Tom's third»: new",
        "note on a chart «Flu»: deleted there",
    ]
    assert [row.words() for row in planned.to_choose] == [
        "point 1 Feb 2025 of «Births»: changed in both (value 52 → 42)"
    ]
    assert planned.words() == (
        "2 new, 2 changed there, 1 changed here, 1 changed in both, 1 deleted there, 1 deleted here"
    )


def values(workbook: Workbook) -> dict[str, float | None]:
    found = workbook.all(Point, "starts", measure_id=3, stratum_id=None)
    return {f"{point.starts:%Y-%m}": point.value for point in found}


@pytest.mark.parametrize(("choice", "february"), [(None, 52.0), (Choice.THEIRS, 42.0)])
def test_bringing_in_an_update_takes_each_row_as_planned_or_chosen(
    pack: Document, ours: Document, choice: Choice | None, february: float
) -> None:
    change_both(pack.workbook, ours.workbook)
    (project,) = pack.workbook.all(Project)
    planned = plan(ours.workbook, pack.workbook, project)
    before = dump(ours.workbook)
    choices = {row.key: choice for row in planned.to_choose} if choice else {}
    bring_in(ours.workbook, pack.workbook, project, choices=choices)
    workbook = ours.workbook
    assert workbook.one(Project, 3).reason == "Long waits"
    assert workbook.one(Measure, 3).definition == "Live births"
    found = values(workbook)
    assert (found["2025-01"], found["2025-02"]) == (41.0, february)
    assert "2025-03" not in found
    assert (found["2026-01"], found["2026-02"]) == (43.0, 53.0)
    assert workbook.find(Annotation, text="Flu") is None
    cycles = workbook.all(Cycle, "number", project_id=3)
    assert [(cycle.number, cycle.title) for cycle in cycles] == [
        (1, "One"),
        (2, "Two"),
        (3, "Priya's third"),
        (4, "Tom's third"),
    ]
    workbook.undo()
    assert dump(workbook) == before


def test_a_saved_copy_is_compared_from_where_the_two_parted(ours: Document, shared: Path) -> None:
    ours.save_copy(shared / "Copy.qiw")
    copy = open_document(shared / "Copy.qiw")
    with copy.workbook.edit("There"):
        copy.workbook.change(copy.workbook.one(Measure, 3), name="Births in all")
    with ours.workbook.edit("Here"):
        ours.workbook.change(ours.workbook.one(Project, 3), team="Ward 5")
    planned = plan(ours.workbook, copy.workbook, copy.workbook.one(Project, 3))
    assert [(row.key[0], row.status) for row in planned.rows] == [
        ("project", Status.CHANGED_HERE),
        ("measure", Status.CHANGED_THERE),
    ]
    copy.close()


def test_workbooks_without_a_common_past_ask_about_everything_that_differs(
    ours: Document, shared: Path
) -> None:
    other = new_document(shared / "Other.qiw")
    bring_in(other.workbook, ours.workbook, ours.workbook.one(Project, 3))
    with other.workbook.edit("There"):
        other.workbook.change(other.workbook.all(Measure)[0], name="Births in all")
        other.workbook.insert(Target(measure_id=1, starts=date(2026, 1, 1), value=95.0))
    planned = plan(ours.workbook, other.workbook, other.workbook.all(Project)[0])
    assert [(row.key[0], row.status) for row in planned.rows] == [
        ("measure", Status.CHANGED_BOTH),
        ("target", Status.NEW),
    ]
    other.close()


def test_a_child_of_what_was_deleted_here_stays_out(pack: Document, ours: Document) -> None:
    with ours.workbook.edit("Delete"):
        ours.workbook.delete(ours.workbook.one(Measure, 3))
    with pack.workbook.edit("Add"):
        pack.workbook.insert(
            Point(measure_id=pack.workbook.all(Measure)[0].id, starts=date(2026, 1, 1), value=1.0)
        )
    (project,) = pack.workbook.all(Project)
    bring_in(ours.workbook, pack.workbook, project)
    assert ours.workbook.find(Measure, name="Births") is None
    assert ours.workbook.count(Point, starts=date(2026, 1, 1)) == 0
