"""How a project stands: facts for the aim band, order of measures, and what to do next."""

from datetime import date

import pytest

from natpatsip_desktop.actions.cycles import move_cycle, plan_cycle
from natpatsip_desktop.actions.measures import add_library_measure
from natpatsip_desktop.actions.organisation import change_organisation, organisation
from natpatsip_desktop.actions.overview import Goal, overview
from natpatsip_desktop.actions.points import set_point
from natpatsip_desktop.actions.projects import set_aim, start_project
from natpatsip_desktop.core.periods import next_start
from natpatsip_desktop.core.records import Project, Stage
from natpatsip_desktop.store.workbook import Workbook

TODAY = date(2025, 10, 13)


@pytest.fixture
def project(workbook: Workbook) -> Project:
    return start_project(workbook, "MN-SFP", "Smoke-free pregnancies")


def test_a_new_project_asks_for_its_aim_and_a_measure(workbook: Workbook, project: Project) -> None:
    shown = overview(workbook, project.id, TODAY)
    assert [step.goal for step in shown.steps] == [Goal.AIM, Goal.MEASURE]
    assert shown.programme == "Part of the Maternity and Neonatal Safety Improvement Programme"
    assert shown.facts == ()
    assert shown.charts == ()


def test_the_band_says_latest_median_and_time_left(workbook: Workbook, project: Project) -> None:
    set_aim(
        workbook,
        project.id,
        what="smoke-free at delivery",
        whom="women",
        how_much="95%",
        by=date(2026, 3, 31),
    )
    measure = add_library_measure(workbook, project.id, "MN-SFP-O1")
    start = date(2022, 10, 1)
    for number in range(12):
        set_point(workbook, measure.id, start, numerator=80 + number, denominator=100)
        start = next_start(start, measure.frequency)
    shown = overview(workbook, project.id, TODAY)
    assert shown.aim == "95% of women smoke-free at delivery by 31 March 2026"
    assert shown.facts[0] == ("91%", "latest quarter")
    assert shown.facts[1] == ("86%", "median now")
    assert shown.facts[-1] == ("24", "weeks left")


def test_measures_stand_outcome_process_balancing(workbook: Workbook, project: Project) -> None:
    for library_id in ("MN-SFP-B1", "MN-SFP-P1", "MN-SFP-O1"):
        add_library_measure(workbook, project.id, library_id)
    roles = [measure.role.value for measure, _ in overview(workbook, project.id, TODAY).charts]
    assert roles == ["outcome", "process", "balancing"]


def test_a_test_that_has_ended_is_to_be_studied(workbook: Workbook, project: Project) -> None:
    cycle = plan_cycle(
        workbook, project.id, "Text reminders", starts=date(2025, 9, 1), ends=date(2025, 9, 28)
    )
    move_cycle(workbook, cycle.id, Stage.DO)
    shown = overview(workbook, project.id, TODAY)
    (study,) = [step for step in shown.steps if step.goal is Goal.STUDY]
    assert study.text == "Study cycle 1: Text reminders"
    assert study.why == "Test ended 28 Sep 2025"
    assert study.id == cycle.id
    assert [one.id for one in shown.running] == [cycle.id]


def test_the_organisation_is_changed_in_one_step(workbook: Workbook) -> None:
    assert organisation(workbook).name == ""
    change_organisation(workbook, name="  Northmoor  ")
    change_organisation(workbook, code="ZZ9")
    assert (organisation(workbook).name, organisation(workbook).code) == ("Northmoor", "ZZ9")
    before = workbook.undo_label
    change_organisation(workbook, code="ZZ9")
    assert workbook.undo_label == before
    workbook.undo()
    assert organisation(workbook).code == ""
    workbook.undo()
    assert organisation(workbook).id == 0
