"""New project: six answers by keyboard lead to a chart, and no answer is ever lost."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from walk import described, focusable, page_scroll, settle, spoken_name

from natpatsip_desktop.actions.drafts import project_draft
from natpatsip_desktop.core.aims import aim_sentence, example_day
from natpatsip_desktop.core.days import read_day
from natpatsip_desktop.core.records import (
    Better,
    Driver,
    DriverKind,
    Measure,
    Project,
    Target,
    Unit,
)
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.list_rows import is_ticked
from natpatsip_desktop.gui.pages.new_project.aim_step import AimStep
from natpatsip_desktop.gui.pages.new_project.ideas_step import IdeasStep
from natpatsip_desktop.gui.pages.new_project.measure_step import MeasureStep
from natpatsip_desktop.gui.pages.new_project.start_step import StartStep
from natpatsip_desktop.gui.pages.new_project.team_step import TeamStep
from natpatsip_desktop.gui.pages.new_project_page import NewProjectPage

Window = Callable[..., MainWindow]
ENTER = Qt.Key.Key_Return
TAB = Qt.Key.Key_Tab
ESCAPE = Qt.Key.Key_Escape
CTRL = Qt.KeyboardModifier.ControlModifier
NHS_NUMBER = "943 476 5919"


@pytest.fixture
def window(open_window: Window) -> MainWindow:
    return open_window("empty")


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    QApplication.processEvents()


def write(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    QApplication.processEvents()


def begin(window: MainWindow, item: str | None = None) -> NewProjectPage:
    window.navigator.go("new_project", item=item)
    QApplication.processEvents()
    return page_of(window)


def page_of(window: MainWindow) -> NewProjectPage:
    page = window.pages.page
    assert isinstance(page, NewProjectPage)
    return page


def focused() -> object:
    return QApplication.focusWidget()


def say_aim(by: str = "31 March 2026") -> None:
    for text in ("smoke-free at delivery", "women booked with us", "95%", by):
        write(text)
        press(TAB)


def each_step(page: NewProjectPage) -> Iterator[int]:
    """Go through the six questions with Enter, answering what has to be answered."""
    yield 0
    press(ENTER)
    yield 1
    press(ENTER)
    yield 2
    page.box_of("aim_what").setFocus()
    write("smoke-free at delivery")
    for at in (3, 4, 5):
        press(ENTER)
        yield at


def test_six_answers_by_keyboard_lead_to_the_chart(window: MainWindow) -> None:
    press(Qt.Key.Key_N, CTRL)
    page = page_of(window)
    write("smoke")
    press(ENTER)
    assert page.step.text() == "Step 2 of 6"
    press(ENTER)
    say_aim()
    press(ENTER)
    press(ENTER)
    write("Smoke-free in Northmoor")
    press(ENTER)
    assert page.step.text() == "Step 6 of 6"
    assert focused() is page.next_button
    press(ENTER)
    workbook = window.session.workbook
    project = workbook.find(Project)
    assert project is not None
    place = window.navigator.place
    assert place is not None
    assert (place.page, place.measure_id) == ("measure", project.main_measure_id)
    assert project.title == "Smoke-free in Northmoor"
    assert aim_sentence(project) == (
        "95% of women booked with us smoke-free at delivery by 31 March 2026"
    )
    assert workbook.one(Measure, project.main_measure_id or 0).library_id == "MN-SFP-O1"
    assert workbook.count(Driver, kind=DriverKind.IDEA) == 5
    assert project_draft(workbook) is None


def test_one_undo_takes_all_of_it_back_and_brings_the_draft_again(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    for _ in each_step(page):
        pass
    press(ENTER)
    workbook = window.session.workbook
    assert workbook.count(Project) == 1
    assert window.toast.isVisible()
    window.session.undo()
    assert [workbook.count(kind) for kind in (Project, Measure, Driver, Target)] == [0] * 4
    assert window.navigator.place is not None
    assert window.navigator.place.page == "home"
    page = begin(window)
    assert page.step.text() == "Step 6 of 6"
    window.session.redo()
    assert workbook.count(Project) == 1


# -- what cannot be used -------------------------------------------------------------------


def test_an_aim_is_needed_and_both_places_say_so(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    press(ENTER)
    press(ENTER)
    press(ENTER)
    words = "Say what will be better, like «smoke-free at delivery»"
    assert page.step.text() == "Step 3 of 6"
    assert page.summary.isVisible()
    link = focused()
    assert isinstance(link, QPushButton) and link.text() == words
    step = page.shown
    assert isinstance(step, AimStep)
    assert step.aim_what_wrong.text() == words
    press(ENTER)
    assert focused() is step.aim_what, "the line of the summary leads to its box"
    write("f")
    assert page.summary.isHidden(), "what is being put right is not wrong any more"
    assert step.aim_what_wrong.isHidden()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31 March 2024", "31 March 2024 has passed. Say a date after 13 October 2025"),
        ("31 February 2026", "31 February 2026 does not exist: February has 28 days"),
        ("some day", "Write a date, like 13 October 2025"),
    ],
)
def test_a_date_that_cannot_be_the_aims_is_refused_in_words(
    window: MainWindow, typed: str, words: str
) -> None:
    page = begin(window, "MN-SFP")
    press(ENTER)
    press(ENTER)
    say_aim(typed)
    page.box_of("aim_by").setFocus()
    press(ENTER)
    step = page.shown
    assert isinstance(step, AimStep)
    assert step.aim_by_wrong.text() == words
    assert step.aim_by.accessibleDescription() == words
    step.aim_by.setFocus()
    step.aim_by.clear()
    write("March 2026")
    press(ENTER)
    assert page.step.text() == "Step 4 of 6"


def test_a_target_that_is_no_number_is_refused_in_words(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    steps = each_step(page)
    assert [next(steps) for _ in range(4)] == [0, 1, 2, 3]
    step = page.shown
    assert isinstance(step, MeasureStep)
    step.target.setFocus()
    step.target.clear()
    write("most of them")
    press(ENTER)
    assert step.target_wrong.text() == "The target must be a number, like 95"
    assert page.step.text() == "Step 4 of 6"


def test_an_nhs_number_is_noticed(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    press(ENTER)
    press(ENTER)
    step = page.shown
    assert isinstance(step, AimStep)
    assert not step.patient.isVisible()
    write(f"safer care for {NHS_NUMBER}")
    assert step.patient.isVisible()
    assert step.patient.text() == "That looks like an NHS number. Do not name patients."
    step.aim_what.clear()
    assert not step.patient.isVisible()


def test_an_odd_code_is_a_hint_and_no_block(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    steps = each_step(page)
    assert [next(steps) for _ in range(5)][-1] == 4
    step = page.shown
    assert isinstance(step, TeamStep)
    step.site_code.setFocus()
    write("RX 901!")
    press(TAB)
    assert step.odd.text().startswith("An ODS code has")
    step.site_code.setFocus()
    press(ENTER)
    assert page.step.text() == "Step 6 of 6"


# -- each question -------------------------------------------------------------------------


def test_the_search_finds_drivers_and_the_arrows_move_in_them(window: MainWindow) -> None:
    page = begin(window)
    step = page.shown
    assert isinstance(step, StartStep)
    assert focused() is step.filter
    write("deterioration")
    first = step.choices.currentItem()
    assert first is not None and first.text() == "Deterioration in women and babies"
    press(Qt.Key.Key_Down)
    second = step.choices.currentItem()
    assert second is not None and second.text() != first.text()
    assert focused() is step.filter
    write(" no such driver")
    assert step.nothing.isVisible()


@pytest.mark.parametrize("typed", ["smoking", "SMOKERS", "opioids", "warfarin zzz"])
def test_the_search_finds_what_its_own_example_says(window: MainWindow, typed: str) -> None:
    page = begin(window)
    write(typed)
    start = page.shown
    assert isinstance(start, StartStep)
    shown = [
        start.choices.item(at).text()
        for at in range(start.choices.count())
        if not start.choices.item(at).isHidden()
    ]
    wanted = {"s": "Smoke-free pregnancies", "o": "High-dose opioids"}.get(typed[0].lower())
    assert (wanted in shown) if wanted else (shown == [])
    press(ENTER)
    assert (page.shown is start) == (wanted is None), "nobody goes on with what is out of sight"


def test_the_example_of_a_date_can_be_typed(window: MainWindow) -> None:
    for today in (date(2025, 10, 13), date(2026, 3, 1), date(2026, 11, 28)):
        day = read_day(example_day(today), today)
        assert isinstance(day, date)
        assert 90 <= (day - today).days < 470


def test_a_driver_says_its_date_and_what_comes_with_it(window: MainWindow) -> None:
    page = begin(window, "MH-RRP")
    step = page.shown
    assert isinstance(step, StartStep)
    assert step.title.text() == "Restrictive practice"
    assert step.passed.text() == "This national date has passed (by March 2024): say your own"
    assert "Restrictive practice down 50%, by March 2024, passed" in step.wanted.text()
    assert step.comes.text() == "14 change ideas and 18 measures to choose from"


def test_all_fifteen_drivers_stand_under_their_programmes(window: MainWindow) -> None:
    page = begin(window)
    step = page.shown
    assert isinstance(step, StartStep)
    rows = [step.choices.item(at) for at in range(step.choices.count())]
    headings = [one for one in rows if not one.flags() & Qt.ItemFlag.ItemIsEnabled]
    assert len(headings) == 5
    assert len(rows) == 5 + 15 + 1


def test_ideas_are_ticked_with_space_and_ones_own_added_with_enter(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    press(ENTER)
    step = page.shown
    assert isinstance(step, IdeasStep)
    assert step.count.text() == "5 of 10 ticked"
    press(Qt.Key.Key_Space)
    assert not is_ticked(step.ideas.item(0))
    QTest.mouseClick(step.none_button, Qt.MouseButton.LeftButton)
    assert step.count.text() == "0 of 10 ticked"
    row = step.ideas.visualItemRect(step.ideas.item(2)).center()
    QTest.mouseClick(step.ideas.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert is_ticked(step.ideas.item(2))
    step.own.setFocus()
    write("Pocket card")
    press(ENTER)
    assert step.count.text() == "2 of 11 ticked"
    press(ENTER)
    assert page.step.text() == "Step 3 of 6"
    press(ESCAPE)
    draft = project_draft(window.session.workbook)
    assert draft is not None
    assert draft.answers.ideas[1] == "Pocket card"


def test_the_sentence_builds_itself(window: MainWindow) -> None:
    page = begin(window, "blank")
    press(ENTER)
    press(ENTER)
    write("restraints")
    press(TAB)
    write("people on Elm Unit")
    press(TAB)
    write("50% fewer")
    step = page.shown
    assert isinstance(step, AimStep)
    labels = [one.text() for one in step.band.findChildren(type(step.patient))]
    assert "50% fewer restraints for people on Elm Unit" in labels
    assert "Say by when, like 31 March 2026" in labels


def test_a_blank_aim_asks_for_a_measure_of_its_own(window: MainWindow) -> None:
    page = begin(window, "blank")
    press(ENTER)
    press(ENTER)
    write("fewer falls")
    press(ENTER)
    step = page.shown
    assert isinstance(step, MeasureStep)
    assert focused() is step.measure
    assert not step.list_card.isVisible()
    press(ENTER)
    assert step.measure_wrong.text().startswith("Enter the name of the main measure")
    step.measure.setFocus()
    write("Falls")
    step.unit.setCurrentIndex(step.unit.findData(Unit.RATE.value))
    step.better.setCurrentIndex(step.better.findData(Better.DOWN.value))
    step.denominator.setText("bed days")
    press(ENTER)
    press(ENTER)
    press(ENTER)
    measure = window.session.workbook.find(Measure)
    assert measure is not None
    assert (measure.name, measure.unit, measure.better, measure.unit_label) == (
        "Falls",
        Unit.RATE,
        Better.DOWN,
        "per 1,000 bed days",
    )


def test_more_measures_are_ticked(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    steps = each_step(page)
    assert [next(steps) for _ in range(4)][-1] == 3
    step = page.shown
    assert isinstance(step, MeasureStep)
    press(Qt.Key.Key_Down)
    assert step.shipped_name.text() == "Smoke-free pregnancies"
    assert (step.frequency.currentText(), step.target.text()) == ("Monthly", "94")
    step.more.setFocus()
    step.more.setCurrentRow(3)
    press(Qt.Key.Key_Space)
    for _ in range(3):
        press(ENTER)
    found = window.session.workbook.all(Measure, "position")
    assert [one.library_id for one in found] == ["MN-SFP-O2", "MN-SFP-O5"]


def test_a_suggested_measure_says_so(window: MainWindow) -> None:
    page = begin(window, "AS-PIP")
    steps = each_step(page)
    assert [next(steps) for _ in range(4)][-1] == 3
    step = page.shown
    assert isinstance(step, MeasureStep)
    assert step.shipped_note.text().startswith("Suggested: look at it with your team first")


def test_an_answer_is_changed_from_the_last_page(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    for _ in each_step(page):
        pass
    links = [one for one in focusable(page) if spoken_name(one) == "Change: Title"]
    assert len(links) == 1
    links[0].setFocus()
    press(ENTER)
    assert page.step.text() == "Step 5 of 6"
    write("Another title")
    press(ENTER)
    assert page.step.text() == "Step 6 of 6"
    assert page.answers.title == "Another title"


# -- the draft -----------------------------------------------------------------------------


def test_back_keeps_every_answer(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    press(ENTER)
    press(ENTER)
    say_aim()
    QTest.mouseClick(page.back_button, Qt.MouseButton.LeftButton)
    assert page.step.text() == "Step 2 of 6"
    press(ENTER)
    step = page.shown
    assert isinstance(step, AimStep)
    assert (step.aim_what.text(), step.aim_by.text()) == ("smoke-free at delivery", "31 March 2026")


def test_escape_leaves_and_ctrl_n_goes_on(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    press(ENTER)
    press(ENTER)
    write("smoke-free at del")
    press(ESCAPE)
    assert window.navigator.place is not None
    assert window.navigator.place.page == "home"
    press(Qt.Key.Key_N, CTRL)
    assert page.step.text() == "Step 3 of 6"
    assert page.draft_note.text() == "Your draft from 13 October 2025: finish it, or"
    assert page.start_again.isVisible()
    step = page.shown
    assert isinstance(step, AimStep)
    assert step.aim_what.text() == "smoke-free at del"


@pytest.mark.parametrize("leave", ["rail", "close"])
def test_the_draft_survives_leaving_and_closing(
    window: MainWindow, open_window: Window, leave: str
) -> None:
    begin(window, "MN-SFP")
    press(ENTER)
    press(ENTER)
    write("half an aim")
    if leave == "rail":
        window.navigator.go("due")
    path = window.session.document.target
    window.close()
    again = open_window("example")
    again.session.open(path)
    page = begin(again)
    step = page.shown
    assert isinstance(step, AimStep)
    assert step.aim_what.text() == "half an aim"


def test_ctrl_n_on_the_page_itself_loses_nothing(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    press(ENTER)
    press(ENTER)
    write("half an aim")
    press(Qt.Key.Key_N, CTRL)
    step = page.shown
    assert isinstance(step, AimStep)
    assert step.aim_what.text() == "half an aim"


def test_start_again_throws_the_draft_away_and_undo_brings_it_back(window: MainWindow) -> None:
    begin(window, "MN-SFP")
    press(ENTER)
    press(ESCAPE)
    page = begin(window)
    QTest.mouseClick(page.start_again, Qt.MouseButton.LeftButton)
    assert page.step.text() == "Step 1 of 6"
    assert not page.draft_note.isVisible()
    assert page.answers.driver_id == ""
    window.session.undo()
    assert page.answers.driver_id == "MN-SFP"


def test_looking_only_keeps_no_draft(window: MainWindow) -> None:
    begin(window)
    press(ESCAPE)
    assert project_draft(window.session.workbook) is None
    assert window.session.workbook.undo_label == ""


def test_templates_lead_here_with_their_driver(window: MainWindow) -> None:
    page = begin(window, "ME-OPI")
    assert page.answers.driver_id == "ME-OPI"
    page = begin(window, "national")
    assert page.answers.driver_id == "ME-OPI", "an answer is not overwritten by a vaguer one"


def test_the_code_is_asked_for_once(open_window: Window) -> None:
    window = open_window("example")
    page = begin(window, "MN-SFP")
    assert page.answers.site_code.startswith("ZZ9")


# -- room and speech -----------------------------------------------------------------------


def test_everything_that_can_be_focused_has_a_name(window: MainWindow) -> None:
    page = begin(window, "MN-SFP")
    for _ in each_step(page):
        assert [described(one) for one in focusable(page) if not spoken_name(one)] == []


def test_each_question_fits_a_small_window(open_window: Window) -> None:
    window = open_window("empty", 900, 430)
    page = begin(window, "MN-SFP")
    for at in each_step(page):
        settle()
        least = page.minimumSizeHint()
        assert (least.width() <= 900, least.height() <= 430) == (True, True), (at, least)


def test_each_question_is_whole_on_a_clinic_screen(open_window: Window) -> None:
    window = open_window("empty", 1093, 534)
    page = begin(window, "MN-SFP")
    for at in each_step(page):
        settle()
        assert page_scroll(window).verticalScrollBar().maximum() == 0, at
