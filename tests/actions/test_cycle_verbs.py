"""Planning cycles by typed words, moving them between stages, and the rows that are shown."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from natpatsip_desktop.actions.cycle_rows import cycle_rows
from natpatsip_desktop.actions.cycles import (
    change_ideas,
    choose_idea,
    decide,
    delete_cycle,
    move_cycle,
    plan_cycle,
    read_plan,
    stage_beside,
)
from natpatsip_desktop.actions.measures import add_library_measure
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import (
    Cycle,
    Decision,
    Driver,
    DriverKind,
    DriverLink,
    Project,
    Stage,
)
from natpatsip_desktop.store.workbook import Workbook

OneStep = Callable[..., Any]
TODAY = date(2025, 10, 13)
PLAN = {"title": " CO test,  room 3 ", "prediction": "9 of 10 are tested"}


@pytest.fixture
def project(workbook: Workbook) -> Project:
    return start_project(workbook, "MN-SFP", "Smoke-free pregnancies")


def test_a_plan_is_read_as_it_was_typed() -> None:
    fields, problems = read_plan({**PLAN, "starts": "20 Oct", "ends": "October 2025"}, TODAY)
    assert problems == ()
    assert fields["title"] == "CO test, room 3"
    assert (fields["starts"], fields["ends"]) == (date(2025, 10, 20), date(2025, 10, 31))


@pytest.mark.parametrize(
    ("typed", "where", "words"),
    [
        ({"title": ""}, "title", "Say what you will test, like «Bag at birth»"),
        ({"prediction": " "}, "prediction", "Say what you predict"),
        ({"starts": "31 June 2026"}, "starts", "31 June 2026 does not exist: June has 30 days"),
        ({"ends": "soon"}, "ends", "Write a date, like 13 October 2025"),
        (
            {"starts": "20 Oct 2025", "ends": "19 Oct 2025"},
            "ends",
            "The end date must be after 20 October 2025",
        ),
    ],
)
def test_what_cannot_be_read_says_what_to_do(typed: dict[str, str], where: str, words: str) -> None:
    _, problems = read_plan({**PLAN, **typed}, TODAY)
    assert [problem.where for problem in problems] == [where]
    assert problems[0].what.startswith(words)


def test_a_known_idea_is_found_and_a_new_one_hangs_on_the_driver(
    workbook: Workbook, project: Project, one_step: OneStep
) -> None:
    known = change_ideas(workbook, project.id)
    first = one_step(plan_cycle, project.id, "A", idea=known[0].text.upper())
    assert first.idea_id == known[0].id
    second = one_step(plan_cycle, project.id, "B", idea="  Pocket   card ")
    idea = workbook.one(Driver, second.idea_id or 0)
    assert idea.text == "Pocket card"
    link = workbook.find(DriverLink, child_id=idea.id)
    assert link and workbook.one(Driver, link.parent_id).kind is DriverKind.PRIMARY
    assert plan_cycle(workbook, project.id, "C").idea_id is None


def test_the_idea_of_a_cycle_is_changed_by_its_words(
    workbook: Workbook, project: Project, one_step: OneStep
) -> None:
    cycle = plan_cycle(workbook, project.id, "A")
    changed = one_step(choose_idea, cycle.id, "Pocket card")
    assert workbook.one(Driver, changed.idea_id or 0).text == "Pocket card"
    assert one_step(choose_idea, cycle.id, "").idea_id is None


def test_the_stages_stand_in_a_row() -> None:
    assert stage_beside(Stage.PLAN, 1) is Stage.DO
    assert stage_beside(Stage.PLAN, -1) is None
    assert stage_beside(Stage.ACT, 1) is None


def test_a_cycle_taken_back_from_act_is_undecided_but_keeps_its_reason(
    workbook: Workbook, project: Project, one_step: OneStep
) -> None:
    cycle = plan_cycle(workbook, project.id, "Home visits")
    one_step(decide, cycle.id, Decision.ADAPT, "Too late in the day", found="1 of 4 attended")
    back = one_step(move_cycle, cycle.id, Stage.STUDY)
    assert (back.stage, back.decision) == (Stage.STUDY, Decision.NONE)
    assert (back.decision_reason, back.found) == ("Too late in the day", "1 of 4 attended")


def test_rows_say_what_a_cycle_hangs_on(workbook: Workbook, project: Project) -> None:
    measure = add_library_measure(workbook, project.id, "MN-SFP-O2")
    first = plan_cycle(
        workbook,
        project.id,
        "Day visits",
        idea="Home visits",
        measure_id=measure.id,
        prediction="3 of 4 attend",
        starts=date(2025, 5, 26),
        ends=date(2025, 7, 20),
    )
    decide(workbook, first.id, Decision.ABANDON, found="1 of 4 attended")
    plan_cycle(workbook, project.id, "Evening visits", previous_id=first.id, starts=TODAY)
    rows = cycle_rows(workbook, project.id)
    assert [row.cycle.number for row in rows] == [1, 2]
    assert (rows[0].idea, rows[0].measure, rows[0].led_to) == ("Home visits", measure.name, 2)
    assert rows[0].dates == "26 May 2025 to 20 Jul 2025"
    assert rows[1].dates == "Starts 13 Oct 2025"
    assert rows[0].spoken == (
        "Cycle 1, Day visits. act, abandon. Home visits. predict 3 of 4 attend."
        " found 1 of 4 attended. 26 May 2025 to 20 Jul 2025"
    )
    delete_cycle(workbook, first.id)
    assert [row.cycle.number for row in cycle_rows(workbook, project.id)] == [2]
    assert plan_cycle(workbook, project.id, "Third").number == 3
    assert workbook.count(Cycle) == 3
