"""Phases and charts as they are offered on the Measure page: by keys, and never by themselves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from measure_desk import Desk, focused, make_desk, weeks
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from walk import described, focusable, spoken_name

from natpatsip_desktop.actions.cycles import plan_cycle
from natpatsip_desktop.actions.set_up import choose_chart, choose_rules
from natpatsip_desktop.core.phase_answers import QUESTIONS
from natpatsip_desktop.core.records import Measure, Phase, Point

ENTER, ESC, TAB, SPACE = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Space,
)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT_AT = date(2025, 8, 4)


@pytest.fixture(params=[(1366, 728), (1093, 534)], ids=["usual", "small"])
def desk(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A window on 30 weeks that end with an improvement, in both sizes."""
    wide, high = request.param
    made = make_desk(tmp_path, width=wide, height=high)
    yield made
    made.window.session.close()
    made.window.hide()
    made.window.deleteLater()


def measure(desk: Desk) -> Measure:
    return desk.workbook.one(Measure, desk.measure.id)


def whole(widget: QWidget) -> bool:
    """Tell whether nothing of a widget's wished height is cut off."""
    return widget.height() >= widget.minimumSizeHint().height()


# -- a phase -----------------------------------------------------------------------------------


def test_the_four_questions_are_asked_in_the_page(desk: Desk) -> None:
    desk.click(desk.page.signal.phase_button)
    card = desk.page.phase
    assert card.isVisible() and whole(card)
    assert desk.page.signal.isHidden()
    assert card.heading.text() == "Start a phase at 4 August 2025"
    assert tuple(box.text() for box in card.boxes) == tuple(QUESTIONS.values())
    assert card.open_label.text().startswith("No question is answered yet.")
    assert desk.workbook.count(Phase) == 0


def test_answers_are_ticked_by_keys_and_what_is_open_is_said(desk: Desk) -> None:
    desk.click(desk.page.signal.phase_button)
    card = desk.page.phase
    desk.press(TAB)
    for box in card.boxes[:3]:
        desk.press(TAB)
        assert focused() is box
        desk.press(SPACE)
    assert card.open_label.text().startswith(
        f"Still open: {QUESTIONS['seen long enough']} You can start"
    )
    desk.press(TAB)
    desk.press(SPACE)
    assert card.open_label.text() == "All four are answered."
    card.start_button.setFocus()
    desk.press(ENTER)
    assert desk.workbook.count(Phase) == 1
    assert card.isHidden() and not desk.page.signal.isHidden()


def test_escape_starts_nothing_and_goes_back_to_work(desk: Desk) -> None:
    desk.click(desk.page.signal.phase_button)
    desk.press(ESC)
    assert desk.page.phase.isHidden() and not desk.page.signal.isHidden()
    assert focused() is desk.page.first_focus()
    assert desk.workbook.count(Phase) == 0


def test_two_steps_start_it_and_one_undo_takes_it_back(desk: Desk) -> None:
    desk.click(desk.page.signal.phase_button)
    desk.press(ENTER)
    assert desk.steps == 2
    assert [phase.starts for phase in desk.workbook.all(Phase)] == [SHIFT_AT]
    assert desk.page.signal.phase_button.isHidden()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.workbook.count(Phase) == 0
    assert not desk.page.signal.phase_button.isHidden()


def test_the_cycle_before_it_is_one_click_away(desk: Desk) -> None:
    plan_cycle(desk.workbook, desk.measure.project_id, "Opt-out", starts=date(2025, 7, 28))
    desk.click(desk.page.signal.phase_button)
    button = desk.page.phase.cycle_button
    assert button.text() == "Before it: PDSA 1, Opt-out (28 July 2025)"
    assert desk.page.phase.name_box.placeholderText() == "Like Opt-out"
    desk.click(button)
    place = desk.window.navigator.place
    assert place is not None and place.page == "cycles"


def test_the_same_card_asks_for_a_phase_at_any_point(desk: Desk) -> None:
    desk.page.data.grid.choose(5)
    desk.window.commands.run("start_phase")
    assert desk.page.phase.isVisible()
    desk.type("new forms")
    desk.press(ENTER)
    (phase,) = desk.workbook.all(Phase)
    assert (phase.name, phase.starts) == ("new forms", weeks(30)[-5])


def test_two_phases_at_one_period_are_told(desk: Desk) -> None:
    for _ in range(2):
        desk.page._ask_phase(SHIFT_AT)
        desk.press(ENTER)
    assert desk.page.phase.wrong.text().startswith("A phase starts on 4 August 2025 already.")
    assert desk.workbook.count(Phase) == 1


# -- a chart -----------------------------------------------------------------------------------


def test_two_questions_give_a_chart_in_two_steps_and_undo_takes_it_back(desk: Desk) -> None:
    desk.click(desk.page.help_button)
    card = desk.page.chart_help
    assert card.isVisible() and whole(card)
    assert (card.number_box.currentText(), card.steady_box.currentText()) == (
        "A percentage of patients",
        "Yes, about the same",
    )
    assert card.answer.text() == "P chart"
    assert card.reason.text().startswith("Each number is a share of patients")
    desk.press(ENTER)
    assert desk.steps == 2
    assert measure(desk).chart == "p"
    assert card.isHidden()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert measure(desk).chart == "run"


def test_the_menu_opens_it_and_escape_leaves(desk: Desk) -> None:
    desk.window.commands.run("help_choose")
    assert focused() is desk.page.chart_help.number_box
    desk.press(ESC)
    assert desk.page.chart_help.isHidden()
    assert measure(desk).chart == "run"


def test_alternatives_stand_beside_the_advice(desk: Desk) -> None:
    desk.click(desk.page.help_button)
    card = desk.page.chart_help
    offered = [card.chart_box.itemText(at) for at in range(card.chart_box.count())]
    assert offered[:2] == ["P chart (suggested)", "Run chart (median)"]
    card.chart_box.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert card.use_button.text() == "Keep this chart"
    desk.press(Qt.Key.Key_Down)
    assert card.use_button.text() == "Use this chart"
    desk.press(ENTER)
    assert measure(desk).chart == "pp"


def test_another_answer_says_what_the_numbers_would_need(desk: Desk) -> None:
    desk.click(desk.page.help_button)
    card = desk.page.chart_help
    assert card.needs.isHidden()
    for _ in range(4):
        desk.press(Qt.Key.Key_Down)
    assert card.number_box.currentText() == "Days between rare events"
    assert card.answer.text() == "T chart"
    assert "not entered that way" in card.needs.text() and not card.needs.isHidden()
    assert card.steady_box.isHidden()
    assert "t" not in [card.chart_box.itemData(at) for at in range(card.chart_box.count())]


def test_a_doubt_is_one_line_with_a_button(desk: Desk) -> None:
    strip = desk.page.doubt
    assert strip.isHidden()
    choose_chart(desk.workbook, desk.measure.id, "p")
    assert strip.isHidden()
    with desk.workbook.edit("Keep 8 weeks"):
        for point in desk.workbook.all(Point, "starts")[8:]:
            desk.workbook.delete(point)
    assert strip.words.text().startswith("Limits need at least 12 points and you have 8.")
    assert strip.use_button.text() == "Use a Run chart (median)"
    desk.click(strip.use_button)
    assert measure(desk).chart == "run"
    assert strip.isHidden()


def test_a_doubt_about_rare_events_opens_the_questions(desk: Desk) -> None:
    with desk.workbook.edit("Rare events"):
        for n, point in enumerate(desk.workbook.all(Point, "starts")):
            desk.workbook.change(point, numerator=n % 2)
    choose_chart(desk.workbook, desk.measure.id, "p")
    strip = desk.page.doubt
    assert "use a G chart" in strip.words.text()
    assert strip.use_button.text() == "Help me choose a chart…"
    desk.click(strip.use_button)
    assert desk.page.chart_help.isVisible()


@pytest.mark.parametrize("command", ["help_choose", "start_phase"])
def test_what_asks_has_names_for_screen_readers(desk: Desk, command: str) -> None:
    desk.page.data.grid.choose(1)
    desk.window.commands.run(command)
    assert [described(one) for one in focusable(desk.page) if not spoken_name(one)] == []


# -- what the chart shows ----------------------------------------------------------------------


def test_making_data_count_shows_its_two_icons_with_words(desk: Desk) -> None:
    icons = desk.page.signal.icons
    assert icons.isHidden()
    choose_chart(desk.workbook, desk.measure.id, "i")
    choose_rules(desk.workbook, desk.measure.id, "mdc")
    assert icons.isVisible()
    said = [words.text() for _, words in icons.pairs]
    assert said[0].startswith("Variation: special cause, improvement")
    assert said[1].startswith("Assurance: ")
    assert [icon.accessibleName() for icon, _ in icons.pairs] == said
    choose_rules(desk.workbook, desk.measure.id, "none")
    assert icons.isHidden()
    assert desk.headline() == "Rules off"


def test_the_rule_set_is_named_on_the_chart(desk: Desk) -> None:
    heading = desk.page.chart._room.heading  # type: ignore[union-attr]
    assert heading is not None and heading.subtitle == "Run chart, Anhøj rules"
    choose_rules(desk.workbook, desk.measure.id, "none")
    heading = desk.page.chart._room.heading  # type: ignore[union-attr]
    assert heading is not None and heading.subtitle.lower() == "run chart, rules off"


@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
def test_the_menu_with_the_dots_offers_help_and_does_it(desk: Desk) -> None:
    desk.click(desk.page.more_button)
    (menu,) = [one for one in desk.page.more_button.findChildren(QMenu) if one.isVisible()]
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(words) == 10
    desk.press(Qt.Key.Key_H, on=menu)
    assert desk.page.chart_help.isVisible()
