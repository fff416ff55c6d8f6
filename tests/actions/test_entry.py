"""What a person types into the cells of one period, and what becomes of it."""

from datetime import date, timedelta

import numpy as np
import pytest

from natpatsip_desktop.actions.entry import Entry, enter, fill
from natpatsip_desktop.actions.measures import add_own_measure
from natpatsip_desktop.actions.points import point_at, set_point
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.analysis import Side
from natpatsip_desktop.core.records import Better, Frequency, Measure, Point, Unit
from natpatsip_desktop.core.unusual import unusual
from natpatsip_desktop.store.workbook import Workbook

MONDAY = date(2025, 9, 8)


@pytest.fixture
def births(workbook: Workbook) -> Measure:
    project = start_project(workbook, "", "Smoke-free")
    return add_own_measure(
        workbook,
        project.id,
        "Smoke-free at delivery",
        Unit.PERCENT,
        Better.UP,
        frequency=Frequency.WEEK,
        numerator_label="Smoke-free",
        denominator_label="Births",
    )


def typed(workbook: Workbook, measure: Measure, **texts: str) -> Entry:
    return enter(workbook, measure.id, MONDAY, texts)


@pytest.mark.parametrize(
    ("text", "number"),
    [("47", 47.0), ("1,234", 1234.0), (" 1234 ", 1234.0), ("", None), ("n/a", None), ("-", None)],
)
def test_numbers_are_read_as_people_write_them(
    workbook: Workbook, births: Measure, text: str, number: float | None
) -> None:
    typed(workbook, births, denominator="2000")
    entry = typed(workbook, births, numerator=text)
    assert not entry.faults
    assert entry.point is not None
    assert entry.point.numerator == number
    assert entry.point.denominator == 2000


def test_a_percentage_is_welcome_as_the_value_only(workbook: Workbook, births: Measure) -> None:
    entry = typed(workbook, births, numerator="88%")
    assert entry.faults == {"numerator": "Smoke-free must be a number, like 41"}
    entry = typed(workbook, births, value="88%")
    assert entry.point is not None
    assert entry.point.value == 88


def test_text_is_refused_in_words_and_nothing_is_stored(
    workbook: Workbook, births: Measure
) -> None:
    set_point(workbook, births.id, MONDAY, numerator=40, denominator=41)
    entry = typed(workbook, births, denominator="4l")
    assert entry.faults == {"denominator": "Births must be a number, like 41"}
    kept = point_at(workbook, births.id, MONDAY)
    assert kept is not None
    assert kept.denominator == 41


def test_a_numerator_above_its_denominator_is_refused_at_the_numerator(
    workbook: Workbook, births: Measure
) -> None:
    typed(workbook, births, numerator="60")
    entry = typed(workbook, births, denominator="51")
    assert entry.faults == {"numerator": "Smoke-free must be 51 or fewer, the number of births"}
    fixed = typed(workbook, births, numerator="47", denominator="51")
    assert fixed.point is not None
    assert (fixed.point.numerator, fixed.point.denominator) == (47, 51)


@pytest.mark.parametrize(
    ("texts", "faults"),
    [
        ({"numerator": "-1"}, {"numerator": "Smoke-free must be 0 or more"}),
        ({"denominator": "-1"}, {"denominator": "Births must be 0 or more"}),
        (
            {"numerator": "x", "denominator": "y"},
            {
                "numerator": "Smoke-free must be a number, like 41",
                "denominator": "Births must be a number, like 41",
            },
        ),
    ],
)
def test_every_fault_stands_at_its_field(
    workbook: Workbook, births: Measure, texts: dict[str, str], faults: dict[str, str]
) -> None:
    assert typed(workbook, births, **texts).faults == faults
    assert workbook.count(Point) == 0


def test_a_hidden_number_is_not_taken_for_a_missing_one(
    workbook: Workbook, births: Measure
) -> None:
    faults = typed(workbook, births, numerator="*").faults
    assert faults["numerator"].startswith("Smoke-free: a hidden number cannot be charted")


def test_no_births_leave_no_percentage_and_say_so(workbook: Workbook, births: Measure) -> None:
    entry = typed(workbook, births, numerator="0", denominator="0")
    assert entry.remark == "There were 0 births, so there is no percentage for this period."
    assert entry.point is not None


def test_a_note_alone_keeps_an_empty_period(workbook: Workbook, births: Measure) -> None:
    entry = typed(workbook, births, note="No data this week")
    assert entry.point is not None
    assert entry.point.note == "No data this week"
    typed(workbook, births, note="")
    assert workbook.count(Point) == 0


def test_one_entry_is_one_step_back(workbook: Workbook, births: Measure) -> None:
    typed(workbook, births, numerator="40", denominator="41")
    assert workbook.undo_label == "Smoke-free: empty → 40, the week from 8 September 2025"
    workbook.undo()
    assert workbook.count(Point) == 0


def test_a_number_far_from_all_before_gets_a_second_look(
    workbook: Workbook, births: Measure
) -> None:
    for n in range(8):
        day = MONDAY - timedelta(weeks=8 - n)
        set_point(workbook, births.id, day, numerator=20 + n % 3, denominator=50)
    set_point(workbook, births.id, MONDAY - timedelta(weeks=9), numerator=0, denominator=0)
    assert typed(workbook, births, numerator="22", denominator="50").remark == ""
    assert typed(workbook, births, numerator="48").remark == ("Higher than ever before. Keep 96%?")
    assert typed(workbook, births, numerator="2").remark == "Lower than ever before. Keep 4%?"
    assert typed(workbook, births, note="Bank holiday").remark == ""


def test_nothing_is_unusual_before_there_is_a_usual() -> None:
    assert unusual(np.array([1.0, 2.0, 1.0, 2.0]), 90.0) is None
    assert unusual(np.full(9, 4.0), 90.0) is None
    assert unusual(np.array([1.0, np.nan, 2.0, 1.0, 2.0, 1.0]), 5.1) is Side.ABOVE


def test_filling_down_is_one_step_and_leaves_out_what_does_not_fit(
    workbook: Workbook, births: Measure
) -> None:
    weeks = [(MONDAY - timedelta(weeks=n), 0) for n in range(3)]
    set_point(workbook, births.id, weeks[1][0], numerator=45, denominator=48)
    entries = fill(
        workbook, births.id, {week: {"denominator": "40", "note": "Flu"} for week in weeks}
    )
    assert {key: bool(entry.faults) for key, entry in entries.items()} == dict(
        zip(weeks, (False, True, False), strict=True)
    )
    stored = [point_at(workbook, births.id, day) for day, _ in weeks]
    assert [point and (point.denominator, point.note) for point in stored] == [
        (40, "Flu"),
        (48, ""),
        (40, "Flu"),
    ]
    assert workbook.undo() == "Fill down 3 weeks of Smoke-free at delivery"
    assert workbook.count(Point, measure_id=births.id) == 1
