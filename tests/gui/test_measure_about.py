"""The side panel of a measure by keys and clicks: chart and rules, targets, phases, definition."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from measure_desk import Desk, close_desk, focused, make_desk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from natpatsip_desktop.actions.charts import options_of
from natpatsip_desktop.actions.measures import start_phase
from natpatsip_desktop.actions.points import leave_out
from natpatsip_desktop.core.records import Better, Measure, Phase, Point, Target, Unit

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CTRL = Qt.KeyboardModifier.ControlModifier
APRIL = date(2025, 4, 7)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A window on 30 weeks, with the side panel open."""
    made = make_desk(tmp_path)
    made.press(Qt.Key.Key_F4, on=made.window)
    yield made
    close_desk(made)


def measure(desk: Desk) -> Measure:
    return desk.workbook.one(Measure, desk.measure.id)


def choose(box: QComboBox, value: str) -> None:
    """Choose in a box as a person does: the program's own changes say nothing."""
    at = box.findData(value) if box.findData(value) >= 0 else box.findText(value)
    assert at >= 0, f"{value} is not offered"
    box.setCurrentIndex(at)
    box.activated.emit(at)
    QApplication.processEvents()


def retype(desk: Desk, box: QLineEdit, text: str) -> None:
    """Put another text into a box and leave it."""
    box.setFocus()
    box.selectAll()
    desk.type(text)
    desk.press(TAB)


def buttons(widget: QWidget, start: str) -> list[QPushButton]:
    QApplication.processEvents()
    return [
        found
        for found in widget.findChildren(QPushButton)
        if found.accessibleName().startswith(start) and found.isVisible()
    ]


# -- chart and rules ---------------------------------------------------------------------------


def test_the_chart_is_chosen_in_either_box_and_undone(desk: Desk) -> None:
    about = desk.page.about.rules
    choose(desk.page.chart_box, "p")
    assert (measure(desk).chart, measure(desk).rules) == ("p", "shewhart")
    assert about.chart.currentText() == "P chart"
    assert desk.page.chart.spec.kind == "p"  # type: ignore[union-attr]
    choose(about.chart, "i")
    assert desk.page.chart_box.currentText() == "XmR chart"
    assert desk.workbook.undo() == "Chart of Smoke-free at delivery: XmR chart"
    assert measure(desk).chart == "p"


def test_only_charts_that_suit_the_numbers_are_offered(desk: Desk) -> None:
    box = desk.page.chart_box
    offered = [box.itemData(i) for i in range(box.count())]
    assert offered == ["run", "p", "pp", "i", "ip", "mr"]


def test_the_rules_say_what_they_look_for(desk: Desk) -> None:
    about = desk.page.about.rules
    choose(about.rules, "perla")
    assert measure(desk).rules == "perla"
    assert "5 or more going one way" in about.about_rules.text()
    choose(about.rules, "none")
    assert desk.headline() == "Rules off"


def test_options_stand_where_they_make_a_difference(desk: Desk) -> None:
    about = desk.page.about.rules
    assert about.two_sigma.isHidden()
    assert about.as_excel.isHidden()
    choose(desk.page.chart_box, "i")
    choose(about.rules, "mdc")
    for box in (about.two_sigma, about.as_excel, about.runs):
        assert not box.isHidden()
    for box in (about.two_sigma, about.as_excel):
        box.setFocus()
        desk.press(Qt.Key.Key_Space)
    choose(about.points_for_shift, "6")
    options = options_of(measure(desk))
    assert (options.two_sigma, options.screen, options.points_for_shift) == (True, False, 6)
    roles = {level.role for level in desk.page.chart.spec.levels}  # type: ignore[union-attr]
    assert "upper2" in roles


def test_limits_stand_among_the_workings(desk: Desk) -> None:
    choose(desk.page.chart_box, "i")
    desk.click(desk.page.signal.how_button)
    assert "Upper limit" in desk.page.signal.workings.text()


# -- target ------------------------------------------------------------------------------------


def test_a_target_is_set_from_a_day_on_and_removed(desk: Desk) -> None:
    targets = desk.page.about.targets
    targets.value.setFocus()
    desk.type("97%")
    desk.press(TAB)
    desk.type("April 2025")
    desk.press(ENTER)
    found = {(t.starts, t.value) for t in desk.workbook.all(Target)}
    assert (date(2025, 3, 31), 97.0) in found
    first = buttons(targets, "Remove: 95%")
    desk.click(first[0])
    assert {t.value for t in desk.workbook.all(Target)} == {97.0}


@pytest.mark.parametrize(
    ("value", "since", "words"),
    [
        ("high", "", "The target must be a number, like 95."),
        ("97", "some day", "Write a date"),
    ],
)
def test_a_target_that_cannot_be_read_says_what_to_write(
    desk: Desk, value: str, since: str, words: str
) -> None:
    targets = desk.page.about.targets
    targets.value.setText(value)
    targets.since.setText(since)
    desk.click(targets.set_button)
    assert targets.wrong.text().startswith(words)
    assert desk.workbook.count(Target) == 1


# -- phases ------------------------------------------------------------------------------------


def test_a_phase_is_started_changed_and_removed(desk: Desk) -> None:
    phases = desk.page.about.phases
    phases.starts.setFocus()
    desk.type("7 April 2025")
    desk.press(TAB)
    desk.type("opt-out referral")
    desk.press(ENTER)
    (phase,) = desk.workbook.all(Phase)
    assert (phase.starts, phase.name) == (APRIL, "opt-out referral")
    (row,) = phases._shown
    retype(desk, row.baseline, "12")
    assert focused() is row.reason
    desk.type("All clinics")
    desk.press(TAB)
    (phase,) = desk.workbook.all(Phase)
    assert (phase.baseline, phase.reason) == (12, "All clinics")
    desk.click(buttons(phases, "Remove: From 7 April 2025")[0])
    assert desk.workbook.count(Phase) == 0


def test_an_answer_about_a_phase_is_given_later_and_undone(desk: Desk) -> None:
    start_phase(desk.workbook, desk.measure.id, APRIL, sure_of="clearly changed")
    (row,) = desk.page.about.phases._shown
    first, second, *_ = row.answers
    assert (first.isChecked(), second.isChecked()) == (True, False)
    second.setFocus()
    desk.press(Qt.Key.Key_Space)
    (phase,) = desk.workbook.all(Phase)
    assert phase.sure_of == "clearly changed, cause known"
    desk.workbook.undo()
    assert not row.answers[1].isChecked()


def test_a_baseline_is_a_number_of_points(desk: Desk) -> None:
    start_phase(desk.workbook, desk.measure.id, APRIL)
    phases = desk.page.about.phases
    (row,) = phases._shown
    retype(desk, row.baseline, "many")
    assert phases.wrong.text().startswith("The baseline must be a number of points, like 12.")


def test_two_phases_cannot_start_together(desk: Desk) -> None:
    start_phase(desk.workbook, desk.measure.id, APRIL)
    phases = desk.page.about.phases
    phases.starts.setText("7 April 2025")
    desk.click(phases.start_button)
    assert phases.wrong.text().startswith("A phase starts on 7 April 2025 already.")


# -- left-out points ---------------------------------------------------------------------------


def test_left_out_points_are_listed_and_count_again(desk: Desk) -> None:
    point = desk.workbook.all(Point, "starts")[3]
    leave_out(desk.workbook, point.id, "Forms lost")
    section = desk.page.about.left_out
    (again,) = buttons(section, "Count again: ")
    assert "Forms lost" in again.accessibleName()
    desk.click(again)
    assert desk.workbook.one(Point, point.id).left_out == ""


# -- definition --------------------------------------------------------------------------------


def test_each_box_is_one_step_named_by_what_it_changes(desk: Desk) -> None:
    form = desk.page.about.definition
    retype(desk, form.name, "Smoke-free births")
    assert measure(desk).name == "Smoke-free births"
    assert desk.page.heading.text() == "Smoke-free births"
    assert desk.workbook.undo_label == "Name of Smoke-free at delivery"
    retype(desk, form.denominator, "All births")
    assert (measure(desk).denominator, measure(desk).definition_version) == ("All births", "2")
    assert "Definition version 2" in form.version.text()


def test_a_measure_keeps_its_name_if_it_is_emptied(desk: Desk) -> None:
    form = desk.page.about.definition
    form.name.setFocus()
    form.name.selectAll()
    desk.press(Qt.Key.Key_Delete)
    desk.press(TAB)
    assert measure(desk).name == "Smoke-free at delivery"
    assert form.name.text() == "Smoke-free at delivery"


def test_the_definition_is_kept_when_its_box_is_left(desk: Desk) -> None:
    form = desk.page.about.definition
    form.definition.setFocus()
    desk.type("Women who say so")
    desk.press(TAB)
    assert measure(desk).definition == "Women who say so"


def test_the_direction_changes_what_the_signal_means(desk: Desk) -> None:
    choose(desk.page.about.definition.better, Better.DOWN.value)
    assert desk.headline() == "The measure is getting worse"
    assert desk.page.better_pill.text() == "Lower is better"


def test_another_kind_of_number_brings_its_boxes(desk: Desk) -> None:
    form = desk.page.about.definition
    choose(form.unit, Unit.RATE.value)
    assert not form.rate.isHidden()
    retype(desk, form.multiplier, "1,000")
    assert measure(desk).multiplier == 1000
    retype(desk, form.multiplier, "none")
    assert (measure(desk).multiplier, form.multiplier.text()) == (1000, "1000")
    choose(form.unit, Unit.VALUE.value)
    assert form.ratio.isHidden()
    assert not form.single.isHidden()


def test_how_often_is_fixed_once_there_are_numbers(desk: Desk) -> None:
    assert not desk.page.about.definition.frequency.isEnabled()
