"""The Measure page by keys and clicks: typing, pasting, points, phases, and what it says."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from measure_desk import DUE, Desk, close_desk, focused, make_desk, weeks
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from walk import described, focusable, spoken_name

from natpatsip_desktop.actions.measures import add_own_measure
from natpatsip_desktop.actions.points import set_point
from natpatsip_desktop.actions.set_up import choose_rules
from natpatsip_desktop.core.records import Better, Frequency, Measure, Phase, Point, Unit
from natpatsip_desktop.gui.pages.measure.asking import CHART_OVER_WORKINGS

ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NEWEST = DUE - timedelta(weeks=1)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A window on 30 weeks that end with an improvement."""
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


@pytest.fixture
def empty(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A window on a measure without numbers."""
    made = make_desk(tmp_path, full=False)
    yield made
    close_desk(made)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader was given to say."""
    heard: list[str] = []

    def hear(event: object) -> None:
        message = getattr(event, "message", None)
        if message is not None:
            heard.append(message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


# -- arriving and typing -----------------------------------------------------------------------


def test_typing_works_on_arrival_in_the_next_due_period(desk: Desk) -> None:
    assert focused() is desk.page.data.grid
    assert desk.cell() == ("6 Oct 2025", "numerator")


def test_enter_goes_right_and_then_to_the_next_period(desk: Desk) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 1)
    desk.press(ENTER)
    assert desk.cell() == ("29 Sep 2025", "denominator")
    desk.press(ENTER)
    assert desk.cell() == ("6 Oct 2025", "numerator")


def test_the_next_period_is_typed_with_two_numbers_and_two_enters(
    desk: Desk, said: list[str]
) -> None:
    desk.type("47")
    desk.press(ENTER)
    assert desk.cell() == ("6 Oct 2025", "denominator")
    desk.type("48")
    desk.press(ENTER)
    point = desk.point(DUE)
    assert point is not None
    assert (point.numerator, point.denominator) == (47, 48)
    assert desk.steps == 2
    assert "Latest 98%" in desk.page.chart.accessibleDescription()
    assert any("10 weeks are all above" in words for words in said)


def test_a_finished_period_is_followed_by_an_empty_row_for_the_next(desk: Desk) -> None:
    desk.page.session._today = DUE + timedelta(weeks=1)
    desk.page.reload()
    desk.type("47")
    desk.press(ENTER)
    desk.type("48")
    desk.press(ENTER)
    assert desk.cell() == ("13 Oct 2025", "numerator")


def test_a_missing_partner_is_marked_as_needed(desk: Desk) -> None:
    desk.type("47")
    desk.press(ENTER)
    table = desk.page.data.grid.table
    assert table.needed(0, "denominator")
    assert "needed" in str(table.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole))


def test_typing_starts_and_escape_ends_without_a_change(desk: Desk) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 1)
    desk.type("9")
    assert isinstance(focused(), QLineEdit)
    desk.press(ESC)
    assert focused() is desk.page.data.grid
    assert desk.point(NEWEST).numerator == 48  # type: ignore[union-attr]


def test_f2_edits_what_is_there(desk: Desk) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 1)
    desk.press(Qt.Key.Key_F2)
    box = focused()
    assert isinstance(box, QLineEdit)
    assert box.text() == "48"
    assert box.accessibleName() == "Smoke-free, 29 Sep 2025"


def test_delete_clears_and_undo_brings_back(desk: Desk) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 1)
    desk.press(Qt.Key.Key_Delete)
    assert desk.point(NEWEST).numerator is None  # type: ignore[union-attr]
    assert "cleared" in desk.window.toast._text.text()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.point(NEWEST).numerator == 48  # type: ignore[union-attr]
    assert desk.page.data.grid.table.text(1, "numerator") == "48"


def test_a_whole_period_is_cleared_by_its_date(desk: Desk) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 0)
    desk.press(Qt.Key.Key_Delete)
    assert desk.point(NEWEST) is None
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.points() == 30


def test_tab_in_a_cell_keeps_the_number_and_goes_right(desk: Desk) -> None:
    desk.type("47")
    desk.press(TAB)
    assert desk.cell() == ("6 Oct 2025", "denominator")
    assert desk.point(DUE).numerator == 47  # type: ignore[union-attr]


def test_the_percentage_cannot_be_typed_over_its_numbers(desk: Desk) -> None:
    table = desk.page.data.grid.table
    assert not table.flags(table.index(1, 3)) & Qt.ItemFlag.ItemIsEditable
    assert table.flags(table.index(0, 3)) & Qt.ItemFlag.ItemIsEditable


# -- faults ------------------------------------------------------------------------------------


def test_a_fault_stays_in_its_cell_and_says_what_to_do(desk: Desk, said: list[str]) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 2)
    before = desk.page.chart.spec
    desk.type("5o")
    desk.press(ENTER)
    assert desk.cell() == ("29 Sep 2025", "denominator")
    assert desk.page.data.fault.text() == (
        "Births must be a number, like 41 (the week from 29 September 2025)"
    )
    assert not desk.page.data.fault_strip.isHidden()
    assert "Births must be a number, like 41" in said
    table = desk.page.data.grid.table
    assert table.text(1, "denominator") == "5o"
    assert desk.point(NEWEST).denominator == 50  # type: ignore[union-attr]
    shown = desk.page.chart.spec
    assert before is not None
    assert shown is not None
    assert (before.dots[-1].y, shown.dots[-1].y) == (96.0, None)


def test_a_fault_is_put_right_and_the_chart_has_its_point_again(desk: Desk) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 2)
    desk.type("5o")
    desk.press(ENTER)
    desk.type("49")
    desk.press(ENTER)
    assert desk.page.data.fault_strip.isHidden()
    assert desk.point(NEWEST).denominator == 49  # type: ignore[union-attr]
    assert desk.page.chart.spec.dots[-1].y == pytest.approx(4800 / 49)  # type: ignore[union-attr]


def test_escape_gives_a_fault_up(desk: Desk) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 2)
    desk.type("x")
    desk.press(ENTER)
    desk.press(ESC)
    assert desk.page.data.fault_strip.isHidden()
    assert desk.page.data.grid.table.text(1, "denominator") == "50"


def test_too_many_of_the_few_is_said_at_the_numerator(desk: Desk) -> None:
    desk.type("60")
    desk.press(ENTER)
    desk.type("51")
    desk.press(ENTER)
    assert desk.cell() == ("6 Oct 2025", "numerator")
    assert desk.page.data.fault.text().startswith(
        "Smoke-free must be 51 or fewer, the number of births"
    )
    desk.type("47")
    desk.press(ENTER)
    point = desk.point(DUE)
    assert point is not None
    assert (point.numerator, point.denominator) == (47, 51)


def test_a_note_that_names_a_patient_is_told(desk: Desk) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 4)
    desk.type("943 476 5919")
    desk.press(ENTER)
    assert "NHS number" in desk.page.data.fault.text()


# -- paste -------------------------------------------------------------------------------------


def year_from_excel() -> str:
    lines = [
        f"{start:%d/%m/%Y}\t{40 + n % 5}\t{50}" for n, start in enumerate(weeks(52, DUE), start=1)
    ]
    return "\n".join(["Week\tSmoke-free\tBirths", *lines]) + "\n"


def test_a_year_is_pasted_from_excel_in_two_steps(empty: Desk) -> None:
    empty.clipboard(year_from_excel())
    empty.press(Qt.Key.Key_V, CTRL)
    assert empty.page.data.incoming.strip.summary.text() == "Pasted: 52 new"
    assert empty.points() == 0
    empty.press(ENTER)
    assert empty.steps == 2
    assert empty.points() == 52
    assert empty.cell() == ("6 Oct 2025", "numerator")
    assert focused() is empty.page.data.grid
    empty.press(Qt.Key.Key_Z, CTRL)
    assert empty.points() == 0


def test_what_is_there_already_and_what_cannot_be_read_is_said_first(desk: Desk) -> None:
    rows = [f"{NEWEST:%d/%m/%Y}\t1\t50", f"{DUE:%d/%m/%Y}\t47\t50", "13/10/2025\tmany\t50"]
    desk.clipboard("\n".join(["Week\tSmoke-free\tBirths", *rows]))
    desk.press(Qt.Key.Key_V, CTRL)
    strip = desk.page.data.incoming.strip
    assert strip.summary.text() == "Pasted: 1 new, 1 already there, 1 cannot be read"
    assert "«many» is not a number" in strip.problems.text()
    desk.press(ENTER)
    assert desk.point(NEWEST).numerator == 48  # type: ignore[union-attr]
    assert desk.point(DUE).numerator == 47  # type: ignore[union-attr]


def test_numbers_that_are_there_are_replaced_when_asked_to(desk: Desk) -> None:
    desk.clipboard(f"Week\tSmoke-free\tBirths\n{NEWEST:%d/%m/%Y}\t1\t50")
    desk.press(Qt.Key.Key_V, CTRL)
    strip = desk.page.data.incoming.strip
    assert strip.take_button.isHidden()
    desk.click(strip.replace_box)
    assert strip.summary.text() == "Pasted: 0 new, 1 to replace"
    desk.press(ENTER)
    assert desk.point(NEWEST).numerator == 1  # type: ignore[union-attr]


def test_escape_leaves_a_paste(desk: Desk) -> None:
    desk.clipboard(year_from_excel())
    desk.press(Qt.Key.Key_V, CTRL)
    desk.press(ESC)
    assert desk.points() == 30
    assert desk.page.data.incoming.strip.isHidden()
    assert focused() is desk.page.data.grid


def test_one_cell_is_pasted_as_if_typed(desk: Desk) -> None:
    desk.clipboard("1,047\n")
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.point(DUE).numerator == 1047  # type: ignore[union-attr]


def test_rows_without_dates_end_at_the_period_they_are_pasted_at(empty: Desk) -> None:
    empty.page.data.grid.go_to_first_entry()
    empty.clipboard("40\t50\n41\t50\n42\t50\n")
    empty.press(Qt.Key.Key_V, CTRL)
    empty.press(ENTER)
    found = empty.workbook.all(Point, "starts", measure_id=empty.measure.id)
    newest = found[-1]
    assert [p.numerator for p in found] == [40, 41, 42]
    assert newest.starts <= DUE


def test_an_empty_clipboard_says_what_to_do(desk: Desk) -> None:
    desk.clipboard("  ")
    desk.click(desk.page.data.paste_button)
    assert desk.page.data.fault.text().endswith("Copy the cells in Excel first.")


def test_cells_are_copied_as_excel_takes_them(desk: Desk) -> None:
    grid = desk.page.data.grid
    grid.setCurrentIndex(grid.table.index(1, 0))
    for _ in range(2):
        desk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    assert copied == "29 Sep 2025\t48\t50\n22 Sep 2025\t47\t50"


def test_the_whole_table_is_copied_with_its_heads(desk: Desk) -> None:
    desk.page.data.copy_all()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Week from\tSmoke-free\tBirths\t%\tNote"
    assert lines[1].split("\t")[1:4] == ["33", "50", "66"]
    assert lines[-1].split("\t")[0] == "6 Oct 2025"


# -- chart and grid ----------------------------------------------------------------------------


def test_a_click_on_a_point_chooses_its_row(desk: Desk) -> None:
    desk.click_dot(29)
    assert desk.cell()[0] == "29 Sep 2025"


def test_the_mouse_on_a_point_lights_its_row_and_back(desk: Desk) -> None:
    page = desk.page
    page.chart.hovered.emit(28)
    assert page.data.grid._paints.lit == 2
    page.data.grid.rested.emit(3)
    assert page.chart._hover == 27


def test_the_row_that_is_chosen_is_ringed_on_the_chart(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Down)
    assert desk.page.chart.cursor_dot == 29


def test_enter_on_a_point_opens_its_card_with_the_rules_in_words(desk: Desk) -> None:
    desk.page.chart.setFocus()
    desk.press(Qt.Key.Key_End)
    desk.press(ENTER)
    card = desk.page.point
    assert card.isVisible()
    assert card.when.text() == "The week from 29 September 2025"
    assert card.value.text() == "96% (48 of 50)"
    centre, run = card.rules.text().splitlines()
    assert centre == "Median 72%"
    assert run.startswith("• 9 points in a row are above the median; ")
    assert run.endswith(" This is point 9 of 9.")
    desk.press(ESC)
    assert not card.isVisible()


def test_a_note_is_two_steps(desk: Desk) -> None:
    desk.click_dot(29)
    desk.steps = 0
    desk.press(Qt.Key.Key_N, ALT, on=desk.window)
    desk.type("Bank holiday")
    desk.press(ENTER)
    assert desk.steps == 2
    assert desk.point(NEWEST).note == "Bank holiday"  # type: ignore[union-attr]
    assert desk.page.data.grid.table.text(1, "note") == "Bank holiday"


def test_a_period_without_data_is_marked_as_such(desk: Desk) -> None:
    desk.click(desk.page.note_button)
    desk.click(desk.page.point.quick_button)
    point = desk.point(DUE)
    assert point is not None
    assert point.note == "No data this week"
    assert point.numerator is None


def test_a_point_is_left_out_with_a_reason_and_counted_again(desk: Desk) -> None:
    desk.click_dot(29)
    desk.page.verbs.ask_leave_out()
    desk.press(ENTER)
    card = desk.page.point
    assert card.wrong.text().startswith("Say why this point does not count.")
    desk.type("Forms lost")
    desk.press(ENTER)
    assert desk.point(NEWEST).left_out == "Forms lost"  # type: ignore[union-attr]
    assert "Left out" in desk.page.data.grid.table.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert desk.page.chart.spec.dots[29].left_out == "Forms lost"  # type: ignore[union-attr]
    desk.page.verbs.ask_leave_out()
    assert desk.point(NEWEST).left_out == ""  # type: ignore[union-attr]


def test_a_point_is_asked_left_out_counted_and_made_a_phase_by_its_own_keys(desk: Desk) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    desk.page.data.grid.choose(desk.page.data.grid.table.row_of_dot(29))
    desk.press(ENTER, alt)
    assert not desk.page.point.isHidden()
    assert "points in a row are above" in desk.page.point.rules.text()
    desk.press(ESC)
    desk.press(Qt.Key.Key_L, alt)
    desk.type("Forms lost")
    desk.press(ENTER)
    assert desk.point(NEWEST).left_out == "Forms lost"  # type: ignore[union-attr]
    desk.press(Qt.Key.Key_L, alt)
    assert desk.point(NEWEST).left_out == ""  # type: ignore[union-attr]
    desk.press(Qt.Key.Key_S, alt)
    assert not desk.page.phase.isHidden()
    desk.press(ESC)
    desk.press(Qt.Key.Key_W, alt)
    assert not desk.page.signal.workings.isHidden()
    assert desk.page.chart_card.height() >= CHART_OVER_WORKINGS


def test_a_point_is_flagged_as_unusual_by_key_where_the_rules_look_at_it(
    desk: Desk, said: list[str]
) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    grid = desk.page.data.grid
    grid.choose(grid.table.row_of_dot(29))
    desk.press(Qt.Key.Key_U, alt)
    assert any("Only the Perla and Provost rules" in words for words in said)
    choose_rules(desk.workbook, desk.measure.id, "perla")
    desk.press(Qt.Key.Key_U, alt)
    desk.press(ENTER)
    assert desk.page.point.wrong.text().startswith("Say why this point is unusual.")
    desk.type("Far from the rest")
    desk.press(ENTER)
    assert desk.point(NEWEST).unusual == "Far from the rest"  # type: ignore[union-attr]
    desk.press(ENTER, alt)
    assert "You marked this point as unusual" in desk.page.point.rules.text()
    desk.press(ESC)
    desk.press(Qt.Key.Key_U, alt)
    assert desk.point(NEWEST).unusual == ""  # type: ignore[union-attr]


def test_a_phase_is_started_in_two_steps(desk: Desk, said: list[str]) -> None:
    button = desk.page.signal.phase_button
    assert button.text() == "Start a phase at 4 August 2025…"
    desk.click(button)
    desk.press(ENTER)
    assert desk.steps == 2
    phase = desk.workbook.find(Phase, measure_id=desk.measure.id)
    assert phase is not None
    assert phase.starts == date(2025, 8, 4)
    assert desk.headline() == "Too early to say"
    assert any(words.startswith("Too early to say") for words in said)
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.headline() == "The measure has improved"


def test_a_phase_takes_its_name_and_reason_along(desk: Desk) -> None:
    desk.click(desk.page.signal.phase_button)
    desk.type("opt-out referral")
    desk.press(TAB)
    desk.type("All clinics")
    desk.press(ENTER)
    phase = desk.workbook.find(Phase, measure_id=desk.measure.id)
    assert phase is not None
    assert (phase.name, phase.reason) == ("opt-out referral", "All clinics")


def test_the_answers_to_the_four_questions_are_kept_with_the_phase(desk: Desk) -> None:
    desk.click(desk.page.signal.phase_button)
    desk.page.phase.question_1.setChecked(True)
    desk.page.phase.question_4.setChecked(True)
    desk.press(ENTER)
    phase = desk.workbook.find(Phase, measure_id=desk.measure.id)
    assert phase is not None
    assert phase.sure_of == "clearly changed, seen long enough"
    (row,) = desk.page.about.phases._shown
    assert [tick.isChecked() for tick in row.answers] == [True, False, False, True]


def test_an_empty_period_can_not_start_a_phase_and_says_so(desk: Desk) -> None:
    desk.page.verbs.ask_phase()
    assert not desk.page.point.isVisible()
    assert desk.window.banner.isVisible()


# -- words -------------------------------------------------------------------------------------


def test_the_card_says_what_the_chart_says_and_how_it_was_worked_out(desk: Desk) -> None:
    assert desk.headline() == "The measure has improved"
    assert "9 weeks are all above the median" in desk.page.signal.sentence.text()
    assert desk.page.signal.workings.isHidden()
    desk.click(desk.page.signal.how_button)
    text = desk.page.signal.workings.text()
    for words in ("Longest run", "Crossings", "Useful points", "PLoS ONE", "Why"):
        assert words in text


def test_an_empty_measure_says_what_to_do_first(empty: Desk) -> None:
    assert empty.headline() == "No numbers yet"
    assert empty.page.chart.accessibleDescription() == (
        "Add your first number, or paste from Excel"
    )
    assert empty.cell() == ("29 Sep 2025", "numerator")


def test_a_few_points_say_how_many_are_needed(empty: Desk) -> None:
    for n, start in enumerate(weeks(6)):
        set_point(empty.workbook, empty.measure.id, start, numerator=30 + n, denominator=50)
    assert empty.headline() == "Too early to say"
    assert "6 of the 10 points" in empty.page.signal.sentence.text()


def test_undo_of_what_was_typed_shows_on_the_page(desk: Desk) -> None:
    desk.type("47")
    desk.press(ENTER)
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.point(DUE) is None
    assert desk.page.data.grid.table.text(0, "numerator") == ""


# -- other kinds of measure --------------------------------------------------------------------


def other(desk: Desk, unit: Unit, frequency: Frequency) -> Measure:
    measure = add_own_measure(
        desk.workbook, desk.measure.project_id, "Other", unit, Better.DOWN, frequency=frequency
    )
    desk.window.navigator.go("measure", measure.project_id, measure.id)
    QApplication.processEvents()
    return measure


def test_a_value_has_one_column_and_one_enter_a_period(desk: Desk) -> None:
    measure = other(desk, Unit.VALUE, Frequency.MONTH)
    assert [c.name for c in desk.page.data.grid.table.columns] == ["period", "value", "note"]
    desk.type("7.5")
    desk.press(ENTER)
    point = desk.workbook.find(Point, measure_id=measure.id)
    assert point is not None
    assert (point.value, point.starts) == (7.5, date(2025, 9, 1))
    assert desk.cell() == ("Oct 2025", "value")


def test_an_event_has_a_date_that_can_be_typed(desk: Desk) -> None:
    measure = other(desk, Unit.DAYS, Frequency.EVENT)
    grid = desk.page.data.grid
    assert desk.cell() == ("8 Oct 2025", "value")
    grid.setCurrentIndex(grid.table.index(0, 0))
    desk.type("1 Oct 2025")
    desk.press(ENTER)
    assert desk.cell() == ("1 Oct 2025", "value")
    desk.type("12")
    desk.press(ENTER)
    point = desk.workbook.find(Point, measure_id=measure.id)
    assert point is not None
    assert (point.starts, point.value) == (date(2025, 10, 1), 12)


def test_an_earlier_period_is_added_by_name(desk: Desk) -> None:
    desk.page.data.ask_for_period()
    desk.type("next summer")
    desk.press(ENTER)
    strip = desk.page.data.period_strip
    assert strip.wrong.text() == "Write a date, like 8 October 2025."
    strip.box.clear()
    desk.type("w/c 24 Feb 2025")
    desk.press(ENTER)
    assert desk.cell() == ("24 Feb 2025", "numerator")
    desk.type("30")
    desk.press(ENTER)
    assert desk.point(date(2025, 2, 24)).numerator == 30  # type: ignore[union-attr]


# -- commands, keys, room ----------------------------------------------------------------------


def test_every_offer_is_a_command_with_a_menu_place(desk: Desk) -> None:
    actions = desk.window.commands.actions
    for name in desk.page.offers():
        assert actions[name].isEnabled(), name


def test_the_data_is_hidden_and_shown_by_keys(desk: Desk) -> None:
    desk.press(Qt.Key.Key_2, CTRL, on=desk.window)
    assert not desk.page.data.isVisible()
    assert focused() is desk.page.chart
    desk.press(Qt.Key.Key_2, CTRL, on=desk.window)
    assert focused() is desk.page.data.grid


def test_the_side_panel_opens_and_closes_by_keys(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F4, on=desk.window)
    assert desk.page.about.isVisible()
    assert desk.page.about.isAncestorOf(focused())
    desk.press(ESC)
    assert desk.page.data.isVisible()
    assert focused() is desk.page.data.grid


def test_tab_leaves_the_grid_and_comes_back(desk: Desk) -> None:
    start = focused()
    seen: list[QWidget] = []
    for _ in range(60):
        desk.press(TAB)
        seen.append(focused())
        if focused() is start:
            break
    assert seen[-1] is start
    for widget in (desk.page.chart, desk.page.chart_box, desk.page.signal.how_button):
        assert widget in seen


@pytest.mark.parametrize("panel", [False, True])
def test_everything_that_takes_the_focus_has_a_name(desk: Desk, panel: bool) -> None:
    if panel:
        desk.page.panes.show_about()
    desk.click(desk.page.signal.how_button)
    desk.page.verbs.ask_phase()
    assert [described(one) for one in focusable(desk.page) if not spoken_name(one)] == []


def test_cells_speak_for_themselves(desk: Desk) -> None:
    table = desk.page.data.grid.table
    spoken = [
        table.index(1, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in range(len(table.columns))
    ]
    assert spoken == [
        "The week from 29 September 2025, 96%, part of an improvement",
        "Smoke-free: 48",
        "Births: 50",
        "%: 96, part of an improvement",
        "Note: empty",
    ]


@pytest.mark.parametrize(("width", "height"), [(1366, 728), (1093, 534), (900, 700), (900, 430)])
def test_the_page_fits(qapp: QApplication, tmp_path: Path, width: int, height: int) -> None:
    desk = make_desk(tmp_path, width=width, height=height)
    room = desk.page.parentWidget().width()
    assert desk.page.width() == room, "the page is cut at the right"
    if height >= 534:
        high = desk.page.parentWidget().height()
        assert desk.page.height() <= high, "the page scrolls"
    close_desk(desk)


def test_in_a_narrow_window_tabs_choose_between_chart_and_data(
    qapp: QApplication, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path, width=900, height=430)
    page = desk.page
    assert page.tabs.isVisible()
    assert page.left.isVisible()
    assert not page.data.isVisible()
    desk.press(Qt.Key.Key_2, CTRL, on=desk.window)
    assert page.data.isVisible()
    assert not page.left.isVisible()
    assert focused() is page.data.grid
    close_desk(desk)


def test_a_thousand_points_are_shown_and_changed(qapp: QApplication, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, full=False)
    with desk.workbook.edit("Add 1,000 points"):
        desk.workbook.insert_many(
            Point(measure_id=desk.measure.id, starts=start, numerator=30 + n % 9, denominator=50)
            for n, start in enumerate(weeks(1000))
        )
    assert desk.page.data.count.text() == "1,000 weeks"
    desk.page.data.grid.go_to_first_entry()
    desk.type("47")
    desk.press(ENTER)
    desk.type("48")
    desk.press(ENTER)
    assert desk.points() == 1001
    close_desk(desk)


def test_the_page_is_as_it_was_after_going_away_and_back(desk: Desk) -> None:
    desk.page.data.grid.go_to((NEWEST, 0), 2)
    desk.window.navigator.go("home")
    desk.window.navigator.back()
    assert desk.cell() == ("29 Sep 2025", "denominator")


def test_a_paste_is_looked_at_in_a_small_window_without_scrolling(
    qapp: QApplication, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path, width=1093, height=534)
    desk.clipboard(year_from_excel().replace("\t43\t", "\tmany\t"))
    desk.press(Qt.Key.Key_V, CTRL)
    scroll = desk.page.parentWidget()
    assert scroll is not None
    assert desk.page.height() <= scroll.height(), "the page scrolls"
    assert desk.page.data.incoming.strip.take_button.isVisible()
    close_desk(desk)
