"""The change log in words, and what was deleted in the last 30 days."""

from datetime import date, datetime, timedelta

import pytest

from natpatsip_desktop.actions import (
    cycles,
    deleting,
    history,
    measures,
    points,
    projects,
    set_up,
)
from natpatsip_desktop.core.records import Better, Cycle, Measure, Project, Unit
from natpatsip_desktop.store.workbook import Workbook

SEPTEMBER = date(2025, 9, 1)


@pytest.fixture
def births(workbook: Workbook) -> Measure:
    workbook.who = "Priya Shah"
    project = projects.start_project(workbook, "", "Smoke-free")
    return measures.add_own_measure(
        workbook, project.id, "Births", Unit.COUNT, Better.NEITHER, target=50.0
    )


def newest(workbook: Workbook, words: str = "") -> history.Entry:
    return next(history.entries(workbook, words))


def test_a_new_number_is_told_with_its_measure_and_period(
    workbook: Workbook, births: Measure
) -> None:
    points.set_point(workbook, births.id, SEPTEMBER, value=41.0)
    entry = newest(workbook)
    assert (entry.who, entry.where) == ("Priya Shah", "Smoke-free: Births, September 2025")
    assert entry.what == "Births: empty → 41, September 2025"
    assert (entry.old, entry.new) == ("", "starts on 1 Sep 2025; value 41")


def test_a_changed_number_has_before_and_after(workbook: Workbook, births: Measure) -> None:
    points.set_point(workbook, births.id, SEPTEMBER, value=41.0)
    points.set_point(workbook, births.id, SEPTEMBER, value=52.0)
    entry = newest(workbook)
    assert (entry.where, entry.old, entry.new) == (
        "Smoke-free: Births, September 2025, value",
        "41",
        "52",
    )


def test_the_reason_of_an_edit_is_kept(workbook: Workbook, births: Measure) -> None:
    with workbook.edit("Rename", reason="as the board asked"):
        workbook.change(births, name="Live births")
    entry = newest(workbook)
    assert (entry.reason, entry.old, entry.new) == ("as the board asked", "Births", "Live births")
    assert entry.where == "Smoke-free: Live births, name"


def test_what_a_person_was_sure_of_when_a_phase_was_started_is_told(
    workbook: Workbook, births: Measure
) -> None:
    sure = "clearly changed, cause known"
    phase = measures.start_phase(workbook, births.id, SEPTEMBER, name="Triage", sure_of=sure)
    assert newest(workbook).new == f"starts on 1 Sep 2025; name Triage; sure of {sure}"
    set_up.change_phase(workbook, phase.id, sure_of=f"{sure}, expected to last")
    entry = newest(workbook)
    assert entry.where == "Smoke-free: Births, phase from 1 September 2025, sure of"
    assert (entry.old, entry.new) == (sure, f"{sure}, expected to last")


def test_undo_is_a_line_of_its_own(workbook: Workbook, births: Measure) -> None:
    measures.change_measure(workbook, births.id, "Rename it", name="Live births")
    workbook.undo()
    assert newest(workbook).what == "Undo: Rename it"


def test_ids_and_dates_are_told_as_people_say_them(workbook: Workbook, births: Measure) -> None:
    other = measures.add_own_measure(
        workbook, births.project_id, "Bookings", Unit.COUNT, Better.NEITHER
    )
    projects.change_project(
        workbook, births.project_id, main_measure_id=other.id, aim_by=date(2026, 3, 31)
    )
    lines = reversed(list(history.entries(workbook)))
    told = {entry.where: (entry.old, entry.new) for entry in lines}
    assert told["Smoke-free, main measure"] == ("Births", "Bookings")
    assert told["Smoke-free, aim, by when"] == ("", "31 Mar 2026")


def test_a_record_that_is_gone_is_named_by_its_kind(workbook: Workbook, births: Measure) -> None:
    points.set_point(workbook, births.id, SEPTEMBER, value=41.0)
    points.delete_points(workbook, births.id, [SEPTEMBER])
    assert newest(workbook).where == "point"
    assert newest(workbook).old.endswith("value 41")


def test_many_rows_are_one_line(workbook: Workbook, births: Measure) -> None:
    with workbook.edit("Import"):
        for day in range(60):
            when = date(2020, 1, 1) + timedelta(days=31 * day)
            points.set_point(workbook, births.id, when, value=1.0)
    entry = newest(workbook)
    assert (entry.where, entry.new) == ("point", "60 added")


def test_the_filter_wants_every_word_wherever_it_stands(
    workbook: Workbook, births: Measure
) -> None:
    points.set_point(workbook, births.id, SEPTEMBER, value=41.0)
    points.set_point(workbook, births.id, date(2025, 10, 1), value=42.0)
    found = list(history.entries(workbook, "priya OCTOBER 42"))
    assert [entry.where for entry in found] == ["Smoke-free: Births, October 2025"]
    assert list(history.entries(workbook, "nobody")) == []


def test_lines_come_newest_first_and_page_by_page(
    workbook: Workbook, births: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in range(12):
        points.set_point(workbook, births.id, SEPTEMBER, value=float(value))
    whole = [entry.id for entry in history.entries(workbook)]
    assert whole == sorted(whole, reverse=True)
    monkeypatch.setattr(history, "AT_ONCE", 3)
    assert [entry.id for entry in history.entries(workbook)] == whole


# -- recently deleted ----------------------------------------------------------------------


def test_deleted_things_are_listed_with_what_they_are(workbook: Workbook, births: Measure) -> None:
    cycle = cycles.plan_cycle(workbook, births.project_id, "Text reminders")
    cycles.delete_cycle(workbook, cycle.id)
    measures.delete_measure(workbook, births.id)
    listed = deleting.deleted_things(workbook)
    assert [(thing.name, thing.kind, thing.inside) for thing in listed] == [
        ("Births", "Measure", "Smoke-free"),
        ("Text reminders", "PDSA 1", "Smoke-free"),
    ]
    assert [thing.kept() for thing in listed] == ["30 more days"] * 2


def test_the_days_left_count_down(workbook: Workbook, births: Measure) -> None:
    measures.delete_measure(workbook, births.id)
    (thing,) = deleting.deleted_things(workbook, datetime.now() + timedelta(days=29, hours=1))
    assert thing.kept() == "1 more day"


def test_what_comes_back_is_there_and_undo_takes_it_away(
    workbook: Workbook, births: Measure
) -> None:
    measures.delete_measure(workbook, births.id)
    deleting.bring_back(workbook, workbook.one(Measure, births.id))
    assert workbook.one(Measure, births.id).deleted_at is None
    assert deleting.deleted_things(workbook) == []
    assert workbook.undo_label == "Bring back «Births»"
    workbook.undo()
    assert len(deleting.deleted_things(workbook)) == 1


def test_a_measure_brings_its_deleted_project_back_in_one_step(
    workbook: Workbook, births: Measure
) -> None:
    cycle = cycles.plan_cycle(workbook, births.project_id, "Text reminders")
    cycles.delete_cycle(workbook, cycle.id)
    projects.delete_project(workbook, births.project_id)
    thing = next(one for one in deleting.deleted_things(workbook) if one.kind == "PDSA 1")
    assert thing.project_deleted
    deleting.bring_back(workbook, thing.record)
    assert workbook.one(Project, births.project_id).deleted_at is None
    assert workbook.one(Cycle, cycle.id).deleted_at is None
    workbook.undo()
    assert len(deleting.deleted_things(workbook)) == 2
