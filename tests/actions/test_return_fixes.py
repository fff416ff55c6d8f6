"""Problems of a return put right from the return: which boxes there are, and what they store."""

from datetime import date
from typing import Any

import pytest

from natpatsip_desktop.actions import return_fixes, returns
from natpatsip_desktop.actions.return_fixes import Fix, fix_of, put_right
from natpatsip_desktop.core.records import (
    Annotation,
    Frequency,
    Measure,
    Organisation,
    Point,
    Project,
    Target,
    Unit,
)
from natpatsip_desktop.store.workbook import Workbook

TODAY = date(2025, 10, 13)
NHS_NUMBER = "943 476 5919"
SEPTEMBER = date(2025, 9, 1)


@pytest.fixture
def measure(workbook: Workbook) -> Measure:
    """A percentage with three months of numbers."""
    with workbook.edit("Fill"):
        workbook.insert(Organisation(name="Northgate", code="RX9"))
        project = workbook.insert(Project(title="Smoke-free"))
        made = workbook.insert(
            Measure(
                project_id=project.id,
                name="Smoke-free at delivery",
                numerator_label="Smoke-free",
                denominator_label="Births",
                unit=Unit.PERCENT,
                multiplier=100,
            )
        )
        workbook.insert_many(
            Point(measure_id=made.id, starts=date(2025, month, 1), numerator=160, denominator=192)
            for month in (7, 8, 9)
        )
    return made


def change(workbook: Workbook, **cells: Any) -> None:
    """Change the point of September without the checks of an entry, as an import could."""
    point = workbook.find(Point, starts=SEPTEMBER)
    assert point is not None
    with workbook.edit("Change"):
        workbook.change(point, **cells)


def fixes(workbook: Workbook, format_id: str = "own.measure-return") -> list[Fix]:
    made = returns.prepare(workbook, format_id, "2025-Q2", today=TODAY)
    return [fix_of(made, problem) for problem in made.problems]


def asked(fix: Fix) -> list[tuple[str, str, str]]:
    return [(box.name, box.label, box.text) for box in fix.boxes]


def test_a_missing_denominator_is_asked_for_and_stored_in_one_step(
    workbook: Workbook, measure: Measure, one_step: Any
) -> None:
    change(workbook, denominator=None)
    (fix,) = fixes(workbook)
    assert fix.title == "Births in September 2025"
    assert fix.message == "Enter the number of births in September 2025"
    assert asked(fix) == [("denominator", "Births", "")]
    assert one_step(put_right, fix, {"denominator": "188"}).faults == {}
    assert fixes(workbook) == []
    point = workbook.find(Point, starts=SEPTEMBER)
    assert point is not None and (point.numerator, point.denominator) == (160, 188)
    assert workbook.undo_label == "Births: empty → 188, September 2025"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "Enter the number of births in September 2025"),
        ("many", "Births must be a number, like 41"),
        ("159", "Smoke-free must be 159 or fewer, the number of births"),
    ],
)
def test_what_cannot_be_stored_is_said_at_its_box(
    workbook: Workbook, measure: Measure, typed: str, fault: str
) -> None:
    change(workbook, denominator=None)
    (fix,) = fixes(workbook)
    assert fault in put_right(workbook, fix, {"denominator": typed}).faults.values()
    assert workbook.undo_label == "Change"


def test_a_numerator_above_its_denominator_asks_for_both(
    workbook: Workbook, measure: Measure
) -> None:
    change(workbook, numerator=193)
    (fix,) = fixes(workbook)
    assert fix.title == "Smoke-free at delivery, September 2025"
    assert asked(fix) == [("numerator", "Smoke-free", "193"), ("denominator", "Births", "192")]
    assert put_right(workbook, fix, {"numerator": "190", "denominator": "192"}).faults == {}
    assert fixes(workbook) == []


def test_a_blank_row_asks_for_all_its_numbers(workbook: Workbook, measure: Measure) -> None:
    change(workbook, numerator=None, denominator=None, note="Clinic closed")
    (fix,) = fixes(workbook)
    assert [box.name for box in fix.boxes] == ["numerator", "denominator"]
    remark = put_right(workbook, fix, {"numerator": "0", "denominator": "0"}).remark
    assert remark == "There were 0 births, so there is no percentage for this period."
    point = workbook.find(Point, starts=SEPTEMBER)
    assert point is not None and point.note == "Clinic closed"


def test_a_percentage_of_its_own_is_corrected_as_such(workbook: Workbook, measure: Measure) -> None:
    change(workbook, numerator=None, denominator=None, value=102.9)
    (fix,) = fixes(workbook)
    assert asked(fix) == [("value", "Smoke-free", "102.9")]
    put_right(workbook, fix, {"value": "92.9"})
    assert fixes(workbook) == []


def test_a_count_on_a_day_is_asked_for_on_that_day(workbook: Workbook, measure: Measure) -> None:
    with workbook.edit("Falls"):
        falls = workbook.insert(
            Measure(
                project_id=measure.project_id,
                name="Falls",
                numerator_label="Falls",
                unit=Unit.COUNT,
                frequency=Frequency.EVENT,
            )
        )
        days = (date(2025, 9, 8), date(2025, 9, 8), date(2025, 9, 9))
        workbook.insert_many(
            Point(measure_id=falls.id, starts=day, item=at % 2, value=None if at == 1 else 2)
            for at, day in enumerate(days)
        )
    fix = next(fix for fix in fixes(workbook) if fix.boxes)
    assert (fix.title, fix.item) == ("Falls on 8 September 2025", 1)
    put_right(workbook, fix, {"value": "3"})
    point = workbook.find(Point, measure_id=falls.id, starts=date(2025, 9, 8), item=1)
    assert point is not None and point.value == 3


def test_the_organisation_is_named_from_the_return(workbook: Workbook, measure: Measure) -> None:
    with workbook.edit("Forget the code"):
        workbook.change(workbook.all(Organisation)[0], code="")
    (fix,) = fixes(workbook)
    assert fix.measure is None
    assert asked(fix) == [("code", "ODS code of your organisation", "")]
    assert put_right(workbook, fix, {"code": " "}).faults == {"code": fix.message}
    put_right(workbook, fix, {"code": "rx901"})
    assert workbook.all(Organisation)[0].code == "RX901"
    assert fixes(workbook) == []


def test_a_patient_in_a_note_is_taken_out_in_place_or_at_the_chart(
    workbook: Workbook, measure: Measure
) -> None:
    change(workbook, note=f"Baby of {NHS_NUMBER}")
    (fix,) = fixes(workbook)
    assert asked(fix) == [("note", "Note", f"Baby of {NHS_NUMBER}")]
    put_right(workbook, fix, {"note": ""})
    assert fixes(workbook) == []
    with workbook.edit("Note on the chart"):
        workbook.insert(
            Annotation(project_id=measure.project_id, on=SEPTEMBER, text=f"Asked {NHS_NUMBER}")
        )
    (fix,) = fixes(workbook)
    assert fix.boxes == () and fix.measure == measure


def test_what_is_put_right_elsewhere_has_no_box(workbook: Workbook, measure: Measure) -> None:
    with workbook.edit("Another target"):
        workbook.insert(Target(measure_id=measure.id, value=90))
        workbook.insert(Target(measure_id=measure.id, value=95, starts=SEPTEMBER))
    (fix,) = fixes(workbook, "mdc.tidy")
    assert fix.boxes == () and fix.measure == measure
    with workbook.edit("Take the numbers away"):
        for point in workbook.all(Point):
            workbook.delete(point)
    (fix,) = fixes(workbook)
    assert (fix.title, fix.measure, fix.boxes) == ("The whole return", None, ())


def test_every_field_of_the_organisation_that_a_return_shows_has_a_label() -> None:
    assert {"name", "code", "contact", "email"} == set(return_fixes._ORGANISATION_LABELS)
