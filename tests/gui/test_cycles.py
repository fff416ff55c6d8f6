"""PDSA cycles: planned, moved, studied and decided by keyboard, each in one step of undo."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from walk import described, focusable, page_scroll, settle, spoken_name, tab_round

from natpatsip_desktop.actions.cycles import cycles, delete_cycle, plan_cycle
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Cycle, Decision, Driver, Project, Stage
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.cycles_page import ALL_IDEAS, CyclesPage

Window = Callable[..., MainWindow]
ENTER = Qt.Key.Key_Return
TAB = Qt.Key.Key_Tab
ESCAPE = Qt.Key.Key_Escape
RIGHT = Qt.Key.Key_Right
LEFT = Qt.Key.Key_Left
ALT = Qt.KeyboardModifier.AltModifier
PLAN_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NHS_NUMBER = "9434765919"
TITLE = "Smoke-free pregnancies"


@pytest.fixture
def window(open_window: Window) -> MainWindow:
    return open_window()


@pytest.fixture
def page(window: MainWindow) -> CyclesPage:
    return page_of(window)


def page_of(window: MainWindow, item: int | str | None = None, title: str = TITLE) -> CyclesPage:
    project = window.session.workbook.find(Project, title=title)
    assert project is not None
    window.navigator.go("cycles", project.id, item=item)
    settle()
    page = window.pages.page
    assert isinstance(page, CyclesPage)
    return page


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


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def chosen(page: CyclesPage) -> Cycle:
    """Return the chosen cycle as it is stored."""
    row = page.chosen()
    assert row is not None
    return page.workbook.one(Cycle, row.cycle.id)


def choose(page: CyclesPage, stage: Stage) -> Cycle:
    """Choose the first cycle of a stage."""
    for at in range(page.table.rowCount()):
        row = page.table.row_at(at)
        if row is not None and row.cycle.stage is stage:
            page.list.choose(at)
            page.list.setFocus()
            return row.cycle
    raise AssertionError(f"no cycle in {stage}")


# -- the list ------------------------------------------------------------------------------


def test_cycles_stand_under_their_stages(page: CyclesPage) -> None:
    lines = [line if isinstance(line, Stage) else line.cycle.number for line in page.table.lines]
    assert lines == [Stage.PLAN, 8, Stage.DO, 6, Stage.STUDY, 7, Stage.ACT, 5, 4, 3, 2, 1]
    first = page.table.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first == "Plan, 1 cycle. What will we test, and what do we predict?"
    spoken = page.table.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Cycle 8, Pocket card for bank midwives. plan. Very brief advice")


def test_the_arrows_pass_over_headings(page: CyclesPage) -> None:
    assert QApplication.focusWidget() is page.list
    assert chosen(page).number == 8
    press(Qt.Key.Key_Down)
    assert chosen(page).number == 6
    assert page.record.number.text() == "6"


def test_a_place_names_a_cycle(window: MainWindow) -> None:
    fifth = next(one for one in window.session.workbook.all(Cycle) if one.title == "Text reminders")
    page = page_of(window, fifth.id)
    assert chosen(page).id == fifth.id


def test_one_change_idea_is_shown_alone(page: CyclesPage) -> None:
    ideas = [page.filter.itemText(at) for at in range(page.filter.count())]
    assert ideas[0] == ALL_IDEAS
    wanted = "Opt-out referral to tobacco dependence support"
    page.filter.setCurrentText(wanted)
    page.filter.activated.emit(page.filter.currentIndex())
    shown = [page.table.row_at(at) for at in range(page.table.rowCount())]
    assert {row.idea for row in shown if row} == {wanted}
    page.record.parts.title.setFocus()
    page.record.parts.title.selectAll()
    write("Another name")
    press(TAB)
    assert page.filter.currentText() == wanted, "an edit does not change what is filtered"


def test_a_project_without_cycles_begins_small(window: MainWindow) -> None:
    start_project(window.session.workbook, "MN-PPO", "New work")
    page = page_of(window, title="New work")
    assert page.empty.isVisible()
    assert not page.body.isVisible()
    words = [one.text() for one in page.empty.findChildren(QLabel)]
    assert words[0] == "Test something small: 1 person, 1 day"
    assert QApplication.focusWidget() is page.first_button
    press(ENTER)
    assert QApplication.focusWidget() is page.panel.title


# -- planning ------------------------------------------------------------------------------


def test_a_cycle_is_planned_with_four_boxes_by_keyboard(
    window: MainWindow, page: CyclesPage
) -> None:
    window.navigator.go("overview", page.place.project_id)
    press(Qt.Key.Key_P, PLAN_KEYS)
    assert QApplication.focusWidget() is page.panel.title
    assert not page.plan_button.isVisible(), "one primary button at a time"
    for text in ("Bleep the adviser", "Bleeps at booking", "9 of 10 answered"):
        write(text)
        press(TAB)
    write("whether bleeps reach the adviser")
    press(ENTER)
    new = chosen(page)
    assert (new.number, new.title, new.prediction) == (9, "Bleep the adviser", "9 of 10 answered")
    assert new.objective == "whether bleeps reach the adviser"
    assert (new.stage, new.starts) == (Stage.PLAN, date(2025, 10, 13))
    assert page.workbook.one(Driver, new.idea_id or 0).text == "Bleeps at booking"
    assert QApplication.focusWidget() is page.list
    assert not page.panel.isVisible()
    assert window.toast.isVisible()
    window.session.undo()
    assert page.workbook.find(Cycle, id=new.id) is None
    assert page.workbook.find(Driver, text="Bleeps at booking") is None


def test_a_new_cycle_is_watched_by_the_main_measure(window: MainWindow, page: CyclesPage) -> None:
    main = window.session.workbook.one(Project, page.place.project_id or 0).main_measure_id
    page.open_plan()
    assert page.panel.measure_id == main
    page.panel.measure.setCurrentIndex(0)
    page.panel.measure.activated.emit(0)
    press(Qt.Key.Key_Escape)
    page.open_plan()
    assert page.panel.measure_id is None


def test_a_title_and_a_prediction_are_needed(window: MainWindow) -> None:
    page = page_of(window, "new")
    before = page.workbook.count(Cycle)
    press(ENTER)
    panel = page.panel
    assert panel.title_wrong.text() == "Say what you will test, like «Bag at birth»"
    assert panel.prediction_wrong.text().startswith("Say what you predict")
    assert QApplication.focusWidget() is panel.title
    assert panel.title.accessibleDescription() == panel.title_wrong.text()
    write("A")
    assert not panel.title_wrong.isVisible()
    assert page.workbook.count(Cycle) == before


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("31 June 2026", "", "31 June 2026 does not exist: June has 30 days"),
        ("20 Oct 2025", "19 Oct 2025", "The end date must be after 20 October 2025"),
    ],
)
def test_dates_that_cannot_be_are_refused_in_words(
    window: MainWindow, starts: str, ends: str, words: str
) -> None:
    page = page_of(window, "new")
    panel = page.panel
    panel.title.setText("A")
    panel.prediction.setText("B")
    panel.starts.setText(starts)
    panel.ends.setText(ends)
    press(ENTER)
    wrong = panel.ends_wrong if ends else panel.starts_wrong
    assert wrong.text() == words


def test_escape_closes_the_panel_and_keeps_what_was_typed(window: MainWindow) -> None:
    page = page_of(window, "new")
    write("Half a title")
    press(ESCAPE)
    assert not page.panel.isVisible()
    assert QApplication.focusWidget() is page.list
    window.commands.run("plan_cycle")
    assert page.panel.title.text() == "Half a title"


def test_numbers_are_never_given_twice(window: MainWindow, page: CyclesPage) -> None:
    newest = max(cycles(page.workbook, page.place.project_id or 0), key=lambda one: one.number)
    delete_cycle(page.workbook, newest.id)
    page.open_plan()
    page.panel.title.setText("After")
    page.panel.prediction.setText("Something")
    press(ENTER)
    assert chosen(page).number == newest.number + 1


def test_the_next_cycle_begins_where_the_last_one_ended(page: CyclesPage) -> None:
    last = choose(page, Stage.ACT)
    row = page.chosen()
    assert row is not None
    click(page.record.parts.next_button)
    assert page.panel.idea.currentText() == row.idea
    page.panel.title.setFocus()
    write("Evening visits")
    page.panel.prediction.setText("Half of them")
    press(ENTER)
    assert chosen(page).previous_id == last.id
    shown = [page.table.row_at(at) for at in range(page.table.rowCount())]
    leads = {one.cycle.id: one.led_to for one in shown if one}
    assert leads[last.id] == chosen(page).number


@pytest.mark.parametrize("box", ["prediction", "plan_who"])
def test_an_nhs_number_is_noticed_while_planning(window: MainWindow, box: str) -> None:
    page = page_of(window, "new")
    assert not page.panel.patient.isVisible()
    getattr(page.panel, box).setText(f"woman {NHS_NUMBER}")
    assert page.panel.patient.isVisible()


# -- moving --------------------------------------------------------------------------------


def test_a_cycle_goes_through_all_stages_by_keyboard(window: MainWindow, page: CyclesPage) -> None:
    assert chosen(page).stage is Stage.PLAN
    press(RIGHT, ALT)
    assert chosen(page).stage is Stage.DO
    press(RIGHT, ALT)
    strip = page.record.strip
    assert QApplication.focusWidget() is strip.found
    assert strip.predicted.text() == "You predicted: Advice is recorded for 9 in 10 women"
    assert chosen(page).stage is Stage.DO, "it moves when the question is answered"
    write("8 of 10 women")
    press(ENTER)
    assert (chosen(page).stage, chosen(page).found) == (Stage.STUDY, "8 of 10 women")
    press(RIGHT, ALT)
    assert QApplication.focusWidget() is strip.reason
    write("Easy to carry")
    press(ENTER)
    assert QApplication.focusWidget() is strip.adopt_button
    press(TAB)
    press(ENTER)
    done = chosen(page)
    assert (done.stage, done.decision, done.decision_reason) == (
        Stage.ACT,
        Decision.ADAPT,
        "Easy to carry",
    )
    assert QApplication.focusWidget() is page.list
    press(RIGHT, ALT)
    assert chosen(page).stage is Stage.ACT
    for stage in (Stage.STUDY, Stage.DO, Stage.PLAN):
        window.session.undo()
        assert chosen(page).stage is stage
    assert chosen(page).found == ""


def test_a_cycle_goes_back_without_a_question(page: CyclesPage) -> None:
    choose(page, Stage.ACT)
    press(LEFT, ALT)
    assert (chosen(page).stage, chosen(page).decision) == (Stage.STUDY, Decision.NONE)
    assert not page.record.strip.isVisible()
    press(LEFT, ALT)
    press(LEFT, ALT)
    press(LEFT, ALT)
    assert chosen(page).stage is Stage.PLAN


def test_escape_leaves_a_cycle_where_it_is(page: CyclesPage) -> None:
    choose(page, Stage.DO)
    press(RIGHT, ALT)
    press(ESCAPE)
    assert chosen(page).stage is Stage.DO
    assert not page.record.strip.isVisible()
    assert QApplication.focusWidget() is page.list


def test_a_cycle_that_skips_study_is_asked_for_both(page: CyclesPage) -> None:
    choose(page, Stage.DO)
    page.verbs.move_to(Stage.ACT)
    strip = page.record.strip
    assert QApplication.focusWidget() is strip.found
    write("4 of 6")
    press(ENTER)
    assert QApplication.focusWidget() is strip.reason
    click(strip.abandon_button)
    assert (chosen(page).found, chosen(page).decision) == ("4 of 6", Decision.ABANDON)


def test_the_buttons_of_the_record_move_a_cycle(window: MainWindow, page: CyclesPage) -> None:
    do = next(one for one in focusable(page.record) if spoken_name(one) == "Move to Do")
    click(do)
    assert chosen(page).stage is Stage.DO
    assert spoken_name(do) == "Stage: Do"
    window.commands.run("cycle_back")
    assert chosen(page).stage is Stage.PLAN


def test_the_menu_offers_the_other_stages(page: CyclesPage) -> None:
    menu = page.menu()
    assert menu is not None
    texts = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert texts == ["Edit", "Move to…", "Plan the next cycle", "Delete"]
    moves = menu.actions()[1].menu()
    assert [action.text() for action in moves.actions()] == ["Do", "Study", "Act"]  # type: ignore[union-attr]


def test_a_decision_is_changed_in_the_record(page: CyclesPage) -> None:
    choose(page, Stage.ACT)
    parts = page.record.parts
    assert chosen(page).decision is Decision.ABANDON
    assert parts.abandon_button.isChecked()
    click(parts.adopt_button)
    assert chosen(page).decision is Decision.ADOPT
    assert parts.adopt_button.isChecked() and not parts.abandon_button.isChecked()


# -- editing -------------------------------------------------------------------------------


def test_each_box_of_the_record_is_one_step_of_undo(window: MainWindow, page: CyclesPage) -> None:
    press(ENTER)
    parts = page.record.parts
    assert QApplication.focusWidget() is parts.title
    parts.title.selectAll()
    write("Pocket card")
    press(TAB)
    assert chosen(page).title == "Pocket card"
    assert window.session.workbook.undo_label == "Change title of cycle 8"
    parts.prediction.setFocus()
    write(" and in clinic")
    press(TAB)
    assert "and in clinic" in chosen(page).prediction
    window.session.undo()
    assert chosen(page).title == "Pocket card"
    window.session.undo()
    assert chosen(page).title == "Pocket card for bank midwives"
    assert parts.title.text() == "Pocket card for bank midwives"


@pytest.mark.parametrize("leave", ["close", "other project"])
def test_what_is_typed_is_kept_before_the_page_is_left(
    window: MainWindow, open_window: Window, page: CyclesPage, leave: str
) -> None:
    path = window.session.document.target
    page.record.parts.objective.setFocus()
    write("half a thought")
    if leave == "close":
        window.close()
        window = open_window("empty")
        window.session.open(path)
    else:
        page_of(window, title="Normothermia for preterm babies")
    assert window.session.workbook.find(Cycle, objective="half a thought") is not None


def test_dates_are_typed_as_people_write_them(page: CyclesPage) -> None:
    parts = page.record.parts
    parts.ends.setFocus()
    parts.ends.selectAll()
    write("1 nov")
    press(TAB)
    assert chosen(page).ends == date(2025, 11, 1)
    assert parts.ends.text() == "1 Nov 2025"
    parts.ends.setFocus()
    parts.ends.selectAll()
    write("1 Oct 2025")
    press(TAB)
    assert parts.ends_wrong.text() == "The end date must be after 20 October 2025"
    assert chosen(page).ends == date(2025, 11, 1)
    assert parts.ends.text() == "1 Oct 2025", "what was typed stays to be put right"


def test_a_title_is_not_emptied(page: CyclesPage) -> None:
    parts = page.record.parts
    parts.title.setFocus()
    parts.title.clear()
    press(TAB)
    assert parts.title_wrong.isVisible()
    assert chosen(page).title == "Pocket card for bank midwives"


def test_the_change_idea_is_chosen_or_written(page: CyclesPage) -> None:
    parts = page.record.parts
    parts.idea.setFocus()
    line = parts.idea.lineEdit()
    assert line is not None
    line.selectAll()
    write("A new idea")
    press(TAB)
    assert page.workbook.one(Driver, chosen(page).idea_id or 0).text == "A new idea"
    row = page.chosen()
    assert row is not None and row.idea == "A new idea"


def test_an_nhs_number_is_noticed_in_the_record(page: CyclesPage) -> None:
    parts = page.record.parts
    parts.objective.setFocus()
    write(f"asked {NHS_NUMBER}")
    assert parts.patient.isVisible()


def test_a_cycle_is_deleted_with_a_toast_and_comes_back(
    window: MainWindow, page: CyclesPage
) -> None:
    choose(page, Stage.DO)
    press(Qt.Key.Key_Delete)
    assert chosen(page).number == 7, "the one after it is chosen"
    assert window.toast.isVisible()
    assert page.table.count(Stage.DO) == 0
    window.session.undo()
    assert page.table.count(Stage.DO) == 1


def test_the_side_panel_folds_and_f2_edits(window: MainWindow, page: CyclesPage) -> None:
    window.commands.run("side_panel")
    assert not page.record.isVisible()
    window.commands.run("edit")
    assert page.record.isVisible()
    assert QApplication.focusWidget() is page.record.parts.title
    press(ESCAPE)
    assert QApplication.focusWidget() is page.list


# -- room and speech -----------------------------------------------------------------------


def test_everything_that_can_be_focused_has_a_name(window: MainWindow, page: CyclesPage) -> None:
    for stage in Stage:
        page.record.parts.unfold(stage, True)
    assert [described(one) for one in focusable(page) if not spoken_name(one)] == []
    choose(page, Stage.DO)
    page.verbs.move_to(Stage.ACT)
    assert [described(one) for one in focusable(page) if not spoken_name(one)] == []
    page.open_plan()
    assert [described(one) for one in focusable(page) if not spoken_name(one)] == []


def test_tab_leaves_the_panel_and_the_record(window: MainWindow, page: CyclesPage) -> None:
    page.open_plan()
    wanted = set(focusable(window))
    assert [described(one) for one in wanted - set(tab_round(window))] == []


@pytest.mark.parametrize("state", ["list", "plan", "move", "empty"])
@pytest.mark.parametrize(("wide", "high"), [(900, 430), (1093, 534)])
def test_the_page_fits_a_small_window(
    open_window: Window, wide: int, high: int, state: str
) -> None:
    window = open_window("example", wide, high)
    page = page_of(window)
    if state == "plan":
        page.open_plan()
    elif state == "move":
        choose(page, Stage.STUDY)
        page.verbs.move_to(Stage.ACT)
    elif state == "empty":
        start_project(window.session.workbook, "MN-PPO", "New work")
        page_of(window, title="New work")
    settle()
    scroll = page_scroll(window)
    assert scroll.horizontalScrollBar().maximum() == 0
    if high > 500:
        assert scroll.verticalScrollBar().maximum() == 0
    if state in ("list", "empty"):
        assert page.minimumSizeHint().height() <= 430


def test_hundreds_of_cycles_are_listed(window: MainWindow) -> None:
    workbook = window.session.workbook
    project = start_project(workbook, "MN-PPO", "Many")
    with workbook.edit("Plan many"):
        for number in range(300):
            plan_cycle(workbook, project.id, f"Test {number}", stage=list(Stage)[number % 4])
    page = page_of(window, title="Many")
    assert page.table.rowCount() == 304
    press(Qt.Key.Key_End)
    assert chosen(page).number == 4
