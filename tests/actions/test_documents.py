"""Versions: what they hold, what changed between them in words, and going back to one."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dumps import dump

from natpatsip_desktop.actions import measures, points, projects, versions
from natpatsip_desktop.actions.comparing import WHOLE_WORKBOOK, Comparison, compare
from natpatsip_desktop.actions.organisation import change_organisation
from natpatsip_desktop.core.records import Better, Frequency, Measure, Project, Unit
from natpatsip_desktop.store.document import Document, new_document, open_document
from natpatsip_desktop.store.workbook import Workbook

SEPTEMBER = date(2025, 9, 1)
Compared = Callable[[Callable[[Workbook], Any]], Comparison]


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """A workbook with a project, a count and a percentage of three months each."""
    made = new_document(tmp_path / "Wards.qiw")
    fill(made.workbook)
    made.save()
    yield made
    made.close()


def fill(workbook: Workbook) -> None:
    project = projects.start_project(workbook, "MN-SFP", "Smoke-free")
    births = measures.add_own_measure(
        workbook, project.id, "Births", Unit.COUNT, Better.NEITHER, frequency=Frequency.MONTH
    )
    tested = measures.add_library_measure(workbook, project.id, "MN-SFP-O2", name="Tested")
    for month in (7, 8, 9):
        day = date(2025, month, 1)
        points.set_point(workbook, births.id, day, value=40.0 + month)
        points.set_point(workbook, tested.id, day, numerator=30.0 + month, denominator=50.0)


@pytest.fixture
def compared(document: Document) -> Compared:
    """Say what an edit changed, as the comparison with the version before does."""

    def run(edit: Callable[[Workbook], Any]) -> Comparison:
        edit(document.workbook)
        document.save()
        return versions.compared(document, document.versions()[0])

    return run


def measure(workbook: Workbook, name: str) -> Measure:
    found = workbook.find(Measure, name=name)
    assert found is not None
    return found


def lines(comparison: Comparison) -> list[str]:
    return [line for group in comparison.groups for line in group.lines]


# -- what changed, in words ----------------------------------------------------------------


def test_a_number_is_told_with_its_measure_and_period(compared: Compared) -> None:
    found = compared(
        lambda workbook: points.set_point(
            workbook, measure(workbook, "Births").id, SEPTEMBER, value=52.0
        )
    )
    assert [(group.title, group.lines) for group in found.groups] == [
        ("Smoke-free", ("Births, September 2025: 49 → 52",))
    ]
    assert found.words() == "1 difference in 1 place."


def test_a_ratio_is_told_with_both_numbers_in_one_line(compared: Compared) -> None:
    found = compared(
        lambda workbook: points.set_point(
            workbook, measure(workbook, "Tested").id, SEPTEMBER, numerator=45.0, denominator=60.0
        )
    )
    assert lines(found) == ["Tested, September 2025: 39 of 50 → 45 of 60"]


def test_notes_and_points_left_out_are_told(compared: Compared) -> None:
    def edit(workbook: Workbook) -> None:
        point = points.point_at(workbook, measure(workbook, "Births").id, SEPTEMBER)
        assert point is not None
        points.note_point(workbook, point.id, "IT outage")
        points.leave_out(workbook, point.id, "half the forms lost")

    assert lines(compared(edit)) == [
        "Births, September 2025: note empty → «IT outage»,"
        " left out because empty → «half the forms lost»"
    ]


def test_a_new_point_and_one_taken_away(compared: Compared) -> None:
    def edit(workbook: Workbook) -> None:
        births = measure(workbook, "Births").id
        points.set_point(workbook, births, date(2025, 10, 1), value=44.0)
        points.delete_points(workbook, births, [SEPTEMBER])

    assert sorted(lines(compared(edit))) == [
        "Births, October 2025: nothing → 44",
        "Births, September 2025: 49 → nothing",
    ]


def test_many_points_are_one_line(compared: Compared) -> None:
    def edit(workbook: Workbook) -> None:
        births = measure(workbook, "Births").id
        with workbook.edit("Import"):
            for month in range(24):
                day = date(2023 + month // 12, month % 12 + 1, 1)
                points.set_point(workbook, births, day, value=float(month))

    assert lines(compared(edit)) == ["Births: 24 points added"]


def test_a_measure_that_came_is_one_line_and_its_points_are_counted(compared: Compared) -> None:
    def edit(workbook: Workbook) -> None:
        project = workbook.all(Project)[0]
        added = measures.add_own_measure(
            workbook, project.id, "Falls", Unit.COUNT, Better.DOWN, target=3.0
        )
        for month in (1, 2, 3):
            points.set_point(workbook, added.id, date(2025, month, 1), value=1.0)

    assert lines(compared(edit)) == ["Falls: added with 3 points"]


def test_a_project_that_came_is_one_line(compared: Compared) -> None:
    found = compared(lambda workbook: projects.start_project(workbook, "MN-PPO", "Warm babies"))
    assert [(group.title, group.lines) for group in found.groups] == [
        ("Warm babies", ("Project: added with 0 measures",))
    ]


def test_a_deleted_project_is_told_under_its_name(compared: Compared) -> None:
    found = compared(
        lambda workbook: projects.delete_project(workbook, workbook.all(Project)[0].id)
    )
    assert [group.title for group in found.groups] == ["Smoke-free"]
    assert lines(found) == ["Project: deleted with 2 measures"]


def test_fields_are_told_in_words_and_ids_by_name(compared: Compared) -> None:
    def edit(workbook: Workbook) -> None:
        project = workbook.all(Project)[0]
        projects.change_project(
            workbook,
            project.id,
            team="Booking team",
            aim_by=date(2026, 3, 31),
            main_measure_id=measure(workbook, "Tested").id,
        )

    assert sorted(lines(compared(edit))) == [
        "Project: aim, by when: empty → 31 Mar 2026",
        "Project: main measure: Births → Tested",
        "Project: team: empty → Booking team",
    ]


def test_the_organisation_belongs_to_the_whole_workbook(compared: Compared) -> None:
    found = compared(lambda workbook: change_organisation(workbook, name="Elm Trust"))
    assert [group.title for group in found.groups] == [WHOLE_WORKBOOK]


def test_a_workbook_is_like_itself(document: Document) -> None:
    found = compare(document.workbook, document.workbook)
    assert (found.groups, found.words()) == ((), "Nothing is different.")


def test_a_comparison_can_be_copied_as_text(compared: Compared) -> None:
    found = compared(
        lambda workbook: points.set_point(
            workbook, measure(workbook, "Births").id, SEPTEMBER, value=52.0
        )
    )
    assert found.text() == (
        "1 difference in 1 place.\n\nSmoke-free\n- Births, September 2025: 49 → 52"
    )


# -- versions ------------------------------------------------------------------------------


def three_versions(document: Document) -> None:
    """Save three times, so that two earlier states are kept."""
    for value in (51.0, 52.0, 53.0):
        births = measure(document.workbook, "Births").id
        points.set_point(document.workbook, births, SEPTEMBER, value=value)
        document.save()


def test_two_versions_are_compared_with_each_other(document: Document) -> None:
    three_versions(document)
    newest, older, *_ = versions.kept_versions(document)
    found = versions.compared(document, older, newest)
    assert lines(found) == ["Births, September 2025: 51 → 52"]


def test_now_is_compared_saved_or_not(document: Document) -> None:
    three_versions(document)
    births = measure(document.workbook, "Births").id
    points.set_point(document.workbook, births, SEPTEMBER, value=99.0)
    found = versions.compared(document, versions.kept_versions(document)[0])
    assert lines(found) == ["Births, September 2025: 52 → 99"]


def test_a_version_says_how_much_it_holds(document: Document) -> None:
    three_versions(document)
    held = versions.contents_of(versions.kept_versions(document)[0])
    assert (held.projects, held.points) == (1, 6)


def test_a_version_is_looked_at_without_touching_the_workbook(document: Document) -> None:
    three_versions(document)
    shown = versions.look_at(versions.kept_versions(document)[0])
    assert shown.read_only
    assert measure(shown.workbook, "Births").name == "Births"
    shown.close()
    assert not document.read_only
    document.save()


def test_going_back_is_one_step_and_leaves_the_state_before_as_a_version(
    document: Document,
) -> None:
    three_versions(document)
    births = measure(document.workbook, "Births").id
    points.set_point(document.workbook, births, SEPTEMBER, value=99.0)
    now = dump(document.workbook)
    oldest = versions.kept_versions(document)[1]
    label = versions.go_back_to(document, oldest)
    assert label.startswith("Go back to the version of ")
    assert document.workbook.undo_label == label
    assert not versions.compared(document, oldest).groups
    document.save()
    (newest, *_) = versions.kept_versions(document)
    with_it = versions.look_at(newest)
    assert dump(with_it.workbook) == now
    with_it.close()
    document.workbook.undo()
    assert dump(document.workbook) == now
    document.workbook.redo()
    assert not versions.compared(document, oldest).groups


@pytest.mark.parametrize(("size", "words"), [(0, "1 KB"), (48_200, "48 KB"), (1_240_000, "1.2 MB")])
def test_sizes_in_words(size: int, words: str) -> None:
    assert versions.size_words(size) == words


def test_reopening_finds_the_same_versions(document: Document, tmp_path: Path) -> None:
    three_versions(document)
    count = len(versions.kept_versions(document))
    document.close()
    again = open_document(tmp_path / "Wards.qiw")
    assert len(versions.kept_versions(again)) == count
    again.close()
