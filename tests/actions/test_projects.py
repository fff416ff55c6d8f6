"""Starting a project from answers, and keeping the answers until then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from natpatsip_desktop.actions.drafts import NAME, Draft, drop_draft, keep_draft, project_draft
from natpatsip_desktop.actions.projects import begin_project
from natpatsip_desktop.core.aims import aim_sentence
from natpatsip_desktop.core.answers import Answers, starting_from
from natpatsip_desktop.core.records import (
    Better,
    Driver,
    DriverKind,
    Frequency,
    Measure,
    MeasureLink,
    NationalLink,
    Project,
    Setting,
    Target,
    Unit,
)
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.workbook import Workbook

OneStep = Callable[..., Any]
TODAY = date(2025, 10, 13)
AIM = Answers(
    aim_what="smoke-free at delivery",
    aim_whom="women booked with us",
    aim_how_much="95%",
    aim_by="31 March 2026",
    team=" Tobacco team ",
    site_code="rx901",
)


def test_a_project_begins_with_everything_in_one_step(
    workbook: Workbook, one_step: OneStep
) -> None:
    answers = replace(starting_from(AIM, "MN-SFP"), more=("MN-SFP-P1", "MN-SFP-B1"), target="5")
    keep_draft(workbook, Draft(answers=answers, step=5, kept=TODAY))
    project = one_step(begin_project, answers, TODAY)
    assert project.title == "Smoke-free pregnancies"
    assert aim_sentence(project) == (
        "95% of women booked with us smoke-free at delivery by 31 March 2026"
    )
    assert (project.team, project.site_code, project.starts) == ("Tobacco team", "RX901", TODAY)
    assert [link.driver_code for link in workbook.all(NationalLink)] == ["MN-SFP"]
    ideas = workbook.all(Driver, "position", kind=DriverKind.IDEA)
    assert [idea.text for idea in ideas] == list(answers.ideas)
    measures = workbook.all(Measure, "position")
    assert [one.library_id for one in measures] == ["MN-SFP-O1", "MN-SFP-P1", "MN-SFP-B1"]
    assert project.main_measure_id == measures[0].id
    assert [one.value for one in workbook.all(Target, measure_id=measures[0].id)] == [5.0]
    assert workbook.count(MeasureLink) == 3
    assert project_draft(workbook) is None


def test_an_aim_of_ones_own_needs_two_answers(workbook: Workbook, one_step: OneStep) -> None:
    answers = Answers(aim_what="fewer falls", measure="Falls", unit=Unit.COUNT, better=Better.DOWN)
    project = one_step(begin_project, answers, TODAY)
    assert project.title == "Fewer falls"
    measure = workbook.one(Measure, project.main_measure_id or 0)
    assert (measure.name, measure.unit, measure.better) == ("Falls", Unit.COUNT, Better.DOWN)
    assert workbook.count(Target) == workbook.count(NationalLink) == 0


def test_ideas_of_ones_own_hang_on_the_aim(workbook: Workbook) -> None:
    answers = replace(AIM, measure="Smoke-free", ideas=("Pocket card",))
    project = begin_project(workbook, answers, TODAY)
    kinds = {node.kind: node for node in workbook.all(Driver, project_id=project.id)}
    assert kinds[DriverKind.IDEA].text == "Pocket card"
    assert kinds[DriverKind.IDEA].national_code == ""


@pytest.mark.parametrize(
    ("unit", "multiplier", "label"),
    [(Unit.RATE, 1000.0, "per 1,000 bed days"), (Unit.PERCENT, 100.0, "")],
)
def test_a_measure_of_ones_own_is_a_number_over_a_number(
    workbook: Workbook, unit: Unit, multiplier: float, label: str
) -> None:
    answers = replace(
        AIM,
        measure="Falls",
        unit=unit,
        numerator="Falls",
        denominator="bed days",
        frequency=Frequency.WEEK,
    )
    project = begin_project(workbook, answers, TODAY)
    measure = workbook.one(Measure, project.main_measure_id or 0)
    assert (measure.multiplier, measure.unit_label) == (multiplier, label)
    assert (measure.numerator_label, measure.denominator_label) == ("Falls", "bed days")
    assert measure.frequency is Frequency.WEEK


def test_a_target_that_was_emptied_is_not_the_one_that_ships(workbook: Workbook) -> None:
    answers = replace(starting_from(AIM, "MN-SFP"), target="", frequency=Frequency.MONTH)
    project = begin_project(workbook, answers, TODAY)
    measure = workbook.one(Measure, project.main_measure_id or 0)
    assert workbook.count(Target) == 0
    assert measure.frequency is Frequency.MONTH


def test_answers_that_cannot_be_used_start_nothing(workbook: Workbook) -> None:
    with pytest.raises(BadInput) as raised:
        begin_project(workbook, replace(AIM, aim_what="", aim_by="31 February 2026"), TODAY)
    assert [problem.where for problem in raised.value.problems] == [
        "aim_what",
        "aim_by",
        "measure",
    ]
    assert workbook.count(Project) == 0


# -- drafts ------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_thrown_away(workbook: Workbook, one_step: OneStep) -> None:
    assert project_draft(workbook) is None
    one_step(keep_draft, Draft(answers=AIM, step=2, kept=TODAY))
    assert project_draft(workbook) == Draft(answers=AIM, step=2, kept=TODAY)
    one_step(keep_draft, Draft(answers=AIM, step=3, kept=TODAY))
    assert workbook.count(Setting) == 1
    one_step(drop_draft)
    assert project_draft(workbook) is None
    drop_draft(workbook)


def test_the_same_draft_again_is_no_edit(workbook: Workbook) -> None:
    keep_draft(workbook, Draft(answers=AIM, step=2, kept=TODAY))
    keep_draft(workbook, Draft(answers=AIM, step=2, kept=date(2025, 10, 14)))
    workbook.undo()
    assert project_draft(workbook) is None


def test_a_draft_survives_closing(workbook: Workbook) -> None:
    keep_draft(workbook, Draft(answers=AIM, step=2, kept=TODAY))
    other = Workbook(workbook.path)
    assert project_draft(other) == Draft(answers=AIM, step=2, kept=TODAY)
    other.close()


@pytest.mark.parametrize("value", ["", "[]", "{}", '{"answers": "", "step": 0, "kept": "x"}'])
def test_a_draft_that_cannot_be_read_is_none(workbook: Workbook, value: str) -> None:
    with workbook.edit("Plant"):
        workbook.insert(Setting(name=NAME, value=value))
    assert project_draft(workbook) is None
    keep_draft(workbook, Draft(answers=AIM, step=1, kept=TODAY))
    assert project_draft(workbook) is not None
