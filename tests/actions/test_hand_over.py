"""A project goes to a colleague in a workbook of its own, is changed there, and comes back."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dumps import dump

from natpatsip_desktop.actions import hand_over, measures, points, projects
from natpatsip_desktop.actions.hand_over import Choice
from natpatsip_desktop.core.records import Better, Measure, Point, Project, Unit
from natpatsip_desktop.errors import CannotOpen, CannotSave
from natpatsip_desktop.store.document import Document, new_document, open_document
from natpatsip_desktop.store.workbook import Workbook

SEPTEMBER, OCTOBER = date(2025, 9, 1), date(2025, 10, 1)


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Document]:
    """A workbook with a project of one measure with two points, and another project."""
    document = new_document(tmp_path / "Ours.qiw")
    project = projects.start_project(document.workbook, "MN-SFP", "Smoke-free")
    births = measures.add_own_measure(
        document.workbook, project.id, "Births", Unit.COUNT, Better.NEITHER
    )
    points.set_point(document.workbook, births.id, SEPTEMBER, value=41.0)
    points.set_point(document.workbook, births.id, OCTOBER, value=44.0)
    projects.start_project(document.workbook, "", "Another")
    yield document
    document.close()


@pytest.fixture
def pack(ours: Document, tmp_path: Path) -> Path:
    path = tmp_path / "Smoke-free.qiw"
    hand_over.hand_over(ours.workbook, smoke_free(ours.workbook).id, path)
    return path


def smoke_free(workbook: Workbook) -> Project:
    found = workbook.find(Project, title="Smoke-free")
    assert found is not None
    return found


def births(workbook: Workbook) -> Measure:
    return workbook.all(Measure, name="Births")[0]


def change(path: Path, edit: Callable[[Workbook], Any]) -> None:
    document = open_document(path, who="Priya Shah")
    edit(document.workbook)
    document.close()


def set_september(value: float) -> Callable[[Workbook], Any]:
    return lambda workbook: points.set_point(workbook, births(workbook).id, SEPTEMBER, value=value)


def september(workbook: Workbook) -> float | None:
    found = workbook.find(Point, measure_id=births(workbook).id, starts=SEPTEMBER)
    return found.value if found else None


def test_a_pack_holds_the_one_project(pack: Path) -> None:
    assert [project.title for project in hand_over.projects_in(pack)] == ["Smoke-free"]


def test_a_pack_replaces_nothing(ours: Document, pack: Path) -> None:
    before = pack.read_bytes()
    with pytest.raises(CannotSave):
        hand_over.hand_over(ours.workbook, smoke_free(ours.workbook).id, pack)
    assert pack.read_bytes() == before


def test_a_project_that_is_not_here_says_how_much_comes(pack: Path, tmp_path: Path) -> None:
    document = new_document(tmp_path / "Theirs.qiw")
    uuid = hand_over.projects_in(pack)[0].uuid
    found = hand_over.incoming(document.workbook, pack, uuid)
    assert (found.is_here, found.rows) == (False, ())
    assert found.words() == (
        "«Smoke-free» is not in this workbook yet. It comes in with 1 measure and 2 points."
    )
    project = hand_over.bring_in(document.workbook, pack, uuid)
    assert (project.title, project.uuid) == ("Smoke-free", uuid)
    assert september(document.workbook) == 41.0
    document.workbook.undo()
    assert document.workbook.count(Project) == 0
    document.close()


def test_a_pack_that_came_back_unchanged_differs_in_nothing(ours: Document, pack: Path) -> None:
    found = hand_over.incoming(ours.workbook, pack, smoke_free(ours.workbook).uuid)
    assert found.words() == "«Smoke-free» is here already, and nothing differs."


def test_what_was_changed_there_is_proposed_and_told_with_both_numbers(
    ours: Document, pack: Path
) -> None:
    change(pack, set_september(52.0))
    uuid = smoke_free(ours.workbook).uuid
    (row,) = hand_over.incoming(ours.workbook, pack, uuid).rows
    assert (row.what, row.here, row.there) == ("Births, September 2025", "41", "52")
    assert (row.status, row.proposed, row.in_both) == ("Changed there", Choice.THEIRS, False)
    before = dump(ours.workbook)
    hand_over.bring_in(ours.workbook, pack, uuid)
    assert september(ours.workbook) == 52.0
    ours.workbook.undo()
    assert dump(ours.workbook) == before


@pytest.mark.parametrize(("choice", "value"), [(Choice.OURS, 49.0), (Choice.THEIRS, 52.0)])
def test_where_both_changed_it_the_choice_stands(
    ours: Document, pack: Path, choice: Choice, value: float
) -> None:
    change(pack, set_september(52.0))
    set_september(49.0)(ours.workbook)
    uuid = smoke_free(ours.workbook).uuid
    found = hand_over.incoming(ours.workbook, pack, uuid)
    (row,) = found.rows
    assert (row.status, row.in_both, row.proposed) == ("Changed in both", True, Choice.OURS)
    assert "1 thing is changed in both: choose whose is to stand." in found.words()
    hand_over.bring_in(ours.workbook, pack, uuid, {row.key: choice})
    assert september(ours.workbook) == value


def test_fields_of_other_records_are_told_by_their_words(ours: Document, pack: Path) -> None:
    change(
        pack,
        lambda workbook: projects.change_project(
            workbook, smoke_free(workbook).id, team="Booking team", aim_by=date(2026, 3, 31)
        ),
    )
    (row,) = hand_over.incoming(ours.workbook, pack, smoke_free(ours.workbook).uuid).rows
    assert row.what == "Project"
    assert row.here == "aim, by when: empty; team: empty"
    assert row.there == "aim, by when: 31 Mar 2026; team: Booking team"


def test_a_copy_is_another_project(ours: Document, pack: Path) -> None:
    uuid = smoke_free(ours.workbook).uuid
    copied = hand_over.bring_in(ours.workbook, pack, uuid, as_copy=True)
    assert copied.uuid != uuid
    assert ours.workbook.count(Project, title="Smoke-free") == 2


def test_what_is_no_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "letter.qiw"
    path.write_text("Dear Priya")
    with pytest.raises(CannotOpen):
        hand_over.projects_in(path)
