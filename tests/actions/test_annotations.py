"""Dated notes on charts: one step each, on one chart or on all of the project, also in words."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from natpatsip_desktop.actions.annotations import (
    annotate,
    annotations,
    change_annotation,
    move_annotation,
    remove_annotation,
)
from natpatsip_desktop.actions.charts import chart, judge, story
from natpatsip_desktop.actions.measures import add_own_measure, change_measure
from natpatsip_desktop.actions.points import set_point
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Annotation, Better, Frequency, Measure, Point, Unit
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.workbook import Workbook

OneStep = Callable[..., Any]
FIRST = date(2025, 3, 3)
DAY = date(2025, 3, 12)


@pytest.fixture
def pair(workbook: Workbook) -> tuple[Measure, Measure]:
    """Two measures of one project, with 12 weeks of numbers each."""
    project = start_project(workbook, "", "Falls")
    made = [
        add_own_measure(
            workbook, project.id, name, Unit.COUNT, Better.DOWN, frequency=Frequency.WEEK
        )
        for name in ("Falls", "Checks")
    ]
    with workbook.edit("Add points"):
        workbook.insert_many(
            Point(measure_id=one.id, starts=FIRST + timedelta(weeks=week), value=week % 4)
            for one in made
            for week in range(12)
        )
    return made[0], made[1]


def marks(workbook: Workbook, measure: Measure) -> list[tuple[date, str]]:
    return [(badge.on, badge.text) for badge in chart(workbook, measure.id).badges]


def test_a_note_is_drawn_on_its_chart_only(
    workbook: Workbook, pair: tuple[Measure, Measure], one_step: OneStep
) -> None:
    note = one_step(annotate, pair[0].id, DAY, "  New rota \n starts ")
    assert (note.text, note.measure_id) == ("New rota starts", pair[0].id)
    assert marks(workbook, pair[0]) == [(DAY, "New rota starts")]
    assert marks(workbook, pair[1]) == []
    assert annotations(workbook, pair[1].id) == []
    assert workbook.undo_label == "Note for 12 March 2025"


def test_a_note_of_the_project_is_drawn_on_every_chart(
    workbook: Workbook, pair: tuple[Measure, Measure], one_step: OneStep
) -> None:
    note = one_step(annotate, pair[0].id, DAY, "New rota", everywhere=True)
    assert marks(workbook, pair[0]) == marks(workbook, pair[1]) == [(DAY, "New rota")]
    one_step(move_annotation, note.id, pair[1].id, everywhere=False)
    assert (marks(workbook, pair[0]), len(marks(workbook, pair[1]))) == ([], 1)
    one_step(move_annotation, note.id, pair[1].id, everywhere=True)
    assert len(marks(workbook, pair[0])) == 1


def test_day_and_words_are_changed_and_a_note_removed(
    workbook: Workbook, pair: tuple[Measure, Measure], one_step: OneStep
) -> None:
    note = annotate(workbook, pair[0].id, DAY, "New rota")
    one_step(change_annotation, note.id, text="New rota, nights")
    one_step(change_annotation, note.id, on=FIRST)
    assert marks(workbook, pair[0]) == [(FIRST, "New rota, nights")]
    one_step(remove_annotation, note.id)
    assert workbook.count(Annotation) == 0


def test_a_note_that_stays_as_it_is_leaves_nothing_to_undo(
    workbook: Workbook, pair: tuple[Measure, Measure]
) -> None:
    note = annotate(workbook, pair[0].id, DAY, "New rota")
    label = workbook.undo_label
    assert change_annotation(workbook, note.id, on=DAY, text=" New  rota ") == note
    assert workbook.undo_label == label != "Change the note for 12 March 2025"


def test_notes_of_days_stay_on_the_chart_when_the_measure_goes_to_months(
    workbook: Workbook, pair: tuple[Measure, Measure]
) -> None:
    measure = change_measure(workbook, pair[0].id, frequency=Frequency.DAY)
    for day, words in ((3, "Short of staff"), (4, "Bank holiday"), (5, "Bank holiday")):
        set_point(workbook, measure.id, date(2025, 6, day), value=7.0, note=words)
    change_measure(workbook, measure.id, frequency=Frequency.MONTH)
    told = story(workbook, judge(workbook, measure.id)).notes
    assert list(told.values()) == ["Short of staff; Bank holiday"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_note_says_something(
    workbook: Workbook, pair: tuple[Measure, Measure], text: str
) -> None:
    with pytest.raises(BadInput, match="Write what happened"):
        annotate(workbook, pair[0].id, DAY, text)
    note = annotate(workbook, pair[0].id, DAY, "New rota")
    with pytest.raises(BadInput, match="Write what happened"):
        change_annotation(workbook, note.id, text=text)
    assert annotations(workbook, pair[0].id) == [note]


def test_the_newest_notes_are_in_the_chart_in_words(
    workbook: Workbook, pair: tuple[Measure, Measure]
) -> None:
    assert "Note" not in chart(workbook, pair[0].id).alt_text
    annotate(workbook, pair[0].id, DAY, "New rota.")
    assert chart(workbook, pair[0].id).alt_text.endswith("Note: 12 March 2025, New rota.")
    for week in range(1, 5):
        annotate(workbook, pair[0].id, DAY + timedelta(weeks=week), f"Step {week}")
    assert chart(workbook, pair[0].id).alt_text.endswith(
        "Notes: 26 March 2025, Step 2; 2 April 2025, Step 3; 9 April 2025, Step 4; and 2 earlier."
    )


def test_a_note_outside_the_chart_is_not_said(
    workbook: Workbook, pair: tuple[Measure, Measure]
) -> None:
    annotate(workbook, pair[0].id, date(2024, 1, 1), "Long ago")
    spec = chart(workbook, pair[0].id)
    assert spec.badges == ()
    assert "Long ago" not in spec.alt_text
