"""Every verb changes its records in one step that undo takes back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from natpatsip_desktop.actions import charts, cycles, measures, points, projects
from natpatsip_desktop.core.aims import aim_lacks, aim_sentence
from natpatsip_desktop.core.records import (
    Better,
    Cycle,
    Decision,
    Driver,
    DriverKind,
    DriverLink,
    Frequency,
    Measure,
    NationalLink,
    Phase,
    Point,
    Project,
    Stage,
    Target,
    Unit,
)
from natpatsip_desktop.errors import BadInput, NotThere
from natpatsip_desktop.store.workbook import Workbook

OneStep = Callable[..., Any]
JUNE = date(2025, 6, 1)


@pytest.fixture
def project(workbook: Workbook) -> Project:
    return projects.start_project(workbook, "MN-SFP", "Smoke-free pregnancies")


@pytest.fixture
def measure(workbook: Workbook, project: Project) -> Measure:
    return measures.add_library_measure(workbook, project.id, "MN-SFP-O2")


# -- projects ----------------------------------------------------------------------------------


def test_a_project_starts_from_a_national_driver_with_its_diagram(
    workbook: Workbook, one_step: OneStep
) -> None:
    project = one_step(projects.start_project, "MN-SFP", "  Smoke-free  ")
    assert project.title == "Smoke-free"
    assert [link.driver_code for link in workbook.all(NationalLink)] == ["MN-SFP"]
    kinds = [node.kind for node in workbook.all(Driver, project_id=project.id)]
    assert kinds.count(DriverKind.AIM) == kinds.count(DriverKind.PRIMARY) == 1
    assert kinds.count(DriverKind.IDEA) == projects.IDEAS_AT_START
    assert workbook.count(DriverLink) == len(kinds) - 1


def test_a_blank_project_has_only_its_aim(workbook: Workbook, one_step: OneStep) -> None:
    one_step(projects.start_project, "", "Our own idea")
    assert [node.kind for node in workbook.all(Driver)] == [DriverKind.AIM]


def test_an_unknown_driver_or_an_empty_title_starts_nothing(workbook: Workbook) -> None:
    with pytest.raises(NotThere):
        projects.start_project(workbook, "MN-XXX", "A")
    with pytest.raises(BadInput):
        projects.start_project(workbook, "MN-SFP", "  ")
    assert workbook.count(Project) == 0


def test_the_aim_reads_as_a_sentence(project: Project, one_step: OneStep) -> None:
    changed = one_step(
        projects.set_aim,
        project.id,
        what="smoke-free at delivery",
        whom="women",
        how_much="95%",
        by=date(2026, 3, 31),
    )
    assert aim_sentence(changed) == "95% of women smoke-free at delivery by 31 March 2026"
    assert not aim_lacks(changed, JUNE)
    assert len(aim_lacks(project, JUNE)) == 4


def test_an_aim_without_a_share_reads_as_a_sentence_too() -> None:
    project = Project(aim_how_much="50% fewer", aim_what="restraints", aim_whom="Elm Unit")
    assert aim_sentence(project) == "50% fewer restraints for Elm Unit"
    assert aim_sentence(Project()) == ""


def test_a_deleted_project_is_out_of_the_list_but_kept(
    workbook: Workbook, project: Project, one_step: OneStep
) -> None:
    one_step(projects.delete_project, project.id)
    assert projects.projects(workbook) == []
    assert workbook.one(Project, project.id).deleted_at is not None


# -- measures ----------------------------------------------------------------------------------


def test_the_first_measure_becomes_the_main_one(
    workbook: Workbook, project: Project, one_step: OneStep
) -> None:
    first = one_step(measures.add_library_measure, project.id, "MN-SFP-O2")
    second = one_step(
        measures.add_own_measure, project.id, "Minutes", Unit.VALUE, Better.DOWN, target=20.0
    )
    assert workbook.one(Project, project.id).main_measure_id == first.id
    assert [m.position for m in measures.measures(workbook, project.id)] == [0, 1]
    assert [t.value for t in workbook.all(Target, measure_id=first.id)] == [94.0]
    assert [t.value for t in workbook.all(Target, measure_id=second.id)] == [20.0]


def test_a_new_definition_is_a_new_version(measure: Measure, one_step: OneStep) -> None:
    changed = one_step(measures.change_measure, measure.id, denominator="All births")
    assert changed.definition_version == "2"
    renamed = one_step(measures.change_measure, measure.id, name="Other name")
    assert renamed.definition_version == "2"


def test_a_target_is_replaced_and_taken_away(
    workbook: Workbook, measure: Measure, one_step: OneStep
) -> None:
    one_step(measures.set_target, measure.id, 90.0)
    one_step(measures.set_target, measure.id, 96.0, JUNE)
    assert {(t.starts, t.value) for t in workbook.all(Target)} == {(None, 90.0), (JUNE, 96.0)}
    one_step(measures.set_target, measure.id, None)
    assert [t.starts for t in workbook.all(Target)] == [JUNE]


def test_a_phase_starts_once_on_a_day(
    workbook: Workbook, measure: Measure, one_step: OneStep
) -> None:
    phase = one_step(measures.start_phase, measure.id, JUNE, reason="new pathway")
    with pytest.raises(BadInput):
        measures.start_phase(workbook, measure.id, JUNE)
    one_step(measures.remove_phase, phase.id)
    assert workbook.count(Phase) == 0


def test_a_deleted_measure_is_out_of_the_list(
    workbook: Workbook, project: Project, measure: Measure, one_step: OneStep
) -> None:
    one_step(measures.delete_measure, measure.id)
    assert measures.measures(workbook, project.id) == []


# -- marks -------------------------------------------------------------------------------------


def test_a_mark_on_a_point_is_one_step_and_comes_off_again(
    workbook: Workbook, measure: Measure, one_step: OneStep
) -> None:
    point = points.set_point(workbook, measure.id, JUNE, numerator=4.0, denominator=9.0)
    assert point is not None
    marked = one_step(points.mark_unusual, point.id, " far off ")
    assert marked.unusual == "far off"
    assert one_step(points.mark_unusual, point.id, "").unusual == ""


def test_a_mark_stays_with_its_day_when_a_measure_goes_from_days_to_months(
    workbook: Workbook, project: Project
) -> None:
    own = measures.add_own_measure(
        workbook, project.id, "Falls", Unit.COUNT, Better.DOWN, frequency=Frequency.DAY
    )
    measures.change_measure(workbook, own.id, "Choose the rules", rules="perla")
    for month in range(1, 8):
        points.set_point(workbook, own.id, date(2025, month, 17), value=float(month % 3))
    point = workbook.find(Point, measure_id=own.id, starts=date(2025, 6, 17))
    assert point is not None
    points.mark_unusual(workbook, point.id, "far off")
    measures.change_measure(workbook, own.id, "Each month", frequency=Frequency.MONTH)
    series = charts.judge(workbook, own.id).series
    assert [day for day, marked in zip(series.starts, series.unusual, strict=True) if marked] == [
        JUNE
    ]


# -- points ------------------------------------------------------------------------------------


def test_a_number_goes_into_the_period_of_its_day(
    workbook: Workbook, measure: Measure, one_step: OneStep
) -> None:
    point = one_step(
        points.set_point, measure.id, date(2025, 6, 17), numerator=41.0, denominator=52.0
    )
    assert (point.starts, point.numerator) == (JUNE, 41.0)
    one_step(points.set_point, measure.id, JUNE, numerator=52.0, denominator=52.0)
    assert workbook.undo_label == "Smoke-free: 41 → 52, June 2025"
    assert workbook.count(Point) == 1


def test_a_numerator_above_its_denominator_is_not_stored(
    workbook: Workbook, measure: Measure
) -> None:
    with pytest.raises(BadInput) as raised:
        points.set_point(workbook, measure.id, JUNE, numerator=55.0, denominator=51.0)
    assert raised.value.message == "Smoke-free must be 51 or fewer, the number of births (known)."
    assert workbook.count(Point) == 0


def test_all_that_is_wrong_is_said_at_once(measure: Measure) -> None:
    found = points.check_numbers(measure, -1.0, -2.0, None)
    assert len(found) == 2


def test_an_emptied_point_goes_unless_it_has_a_note(
    workbook: Workbook, measure: Measure, one_step: OneStep
) -> None:
    one_step(
        points.set_point, measure.id, JUNE, numerator=1.0, denominator=2.0, note="Bank holiday"
    )
    one_step(points.set_point, measure.id, JUNE)
    assert workbook.count(Point) == 1
    one_step(points.set_point, measure.id, JUNE, note="")
    assert workbook.count(Point) == 0


def test_a_point_is_left_out_with_a_reason_and_counts_again(
    workbook: Workbook, measure: Measure, one_step: OneStep
) -> None:
    point = points.set_point(workbook, measure.id, JUNE, numerator=1.0, denominator=2.0)
    assert point is not None
    with pytest.raises(BadInput):
        points.leave_out(workbook, point.id, " ")
    one_step(points.leave_out, point.id, "IT outage")
    one_step(points.note_point, point.id, "Asked the ward")
    one_step(points.take_back_in, point.id)
    assert workbook.one(Point, point.id).left_out == ""


def test_several_periods_are_cleared_in_one_step(
    workbook: Workbook, measure: Measure, one_step: OneStep
) -> None:
    days = [date(2025, month, 1) for month in (1, 2, 3)]
    for day in days:
        points.set_point(workbook, measure.id, day, numerator=1.0, denominator=2.0)
    assert one_step(points.delete_points, measure.id, days[:2]) == 2
    assert workbook.undo_label == "Clear 2 months of Smoke-free pregnancies"


def test_a_count_takes_a_value_and_refuses_a_negative_one(
    workbook: Workbook, project: Project
) -> None:
    births = measures.add_own_measure(
        workbook, project.id, "Births", Unit.COUNT, Better.NEITHER, frequency=Frequency.WEEK
    )
    point = points.set_point(workbook, births.id, date(2025, 6, 18), value=41.0)
    assert point is not None and point.starts == date(2025, 6, 16)
    with pytest.raises(BadInput):
        points.set_point(workbook, births.id, JUNE, value=-1.0)


# -- cycles ------------------------------------------------------------------------------------


def test_cycles_are_numbered_once(workbook: Workbook, project: Project, one_step: OneStep) -> None:
    first = one_step(cycles.plan_cycle, project.id, "CO test, room 3")
    second = one_step(cycles.plan_cycle, project.id, "CO test, all rooms")
    one_step(cycles.delete_cycle, second.id)
    third = one_step(cycles.plan_cycle, project.id, "Text reminders")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert [c.number for c in cycles.cycles(workbook, project.id)] == [1, 3]


def test_a_cycle_moves_and_is_decided(
    workbook: Workbook, project: Project, one_step: OneStep
) -> None:
    cycle = cycles.plan_cycle(workbook, project.id, "Home visits")
    one_step(cycles.move_cycle, cycle.id, Stage.STUDY, found="1 of 4 attended")
    one_step(cycles.decide, cycle.id, Decision.ABANDON, "Too few took it")
    after = workbook.one(Cycle, cycle.id)
    assert (after.stage, after.decision, after.found) == (
        Stage.ACT,
        Decision.ABANDON,
        "1 of 4 attended",
    )


def test_a_cycle_cannot_end_before_it_starts_or_lack_a_title(
    workbook: Workbook, project: Project
) -> None:
    with pytest.raises(BadInput) as raised:
        cycles.plan_cycle(
            workbook, project.id, "Visits", starts=date(2025, 10, 6), ends=date(2025, 10, 1)
        )
    assert raised.value.hint == "The end date must be after 6 October 2025."
    with pytest.raises(BadInput):
        cycles.plan_cycle(workbook, project.id, " ")
