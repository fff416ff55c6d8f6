"""Due for data, by keyboard: a period without numbers is answered, and asked for no more."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from walk import page_scroll, settle

from natpatsip_desktop.core.records import Measure, Point
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.due_page import DuePage
from natpatsip_desktop.gui.pages.due_row import DueRow, NumberBox
from natpatsip_desktop.store.document import open_document

Window = Callable[..., MainWindow]


def due_page(window: MainWindow) -> DuePage:
    window.commands.run("go_due")
    settle()
    page = window.pages.page
    assert isinstance(page, DuePage)
    return page


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    settle()


def enter_numbers(*numbers: str) -> None:
    """Type a number into the box that has the focus, and go on with Enter."""
    for number in numbers:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, number)
        press(Qt.Key.Key_Return)


def test_no_data_is_an_answer_by_keyboard(open_window: Window) -> None:
    window = open_window()
    page = due_page(window)
    first, count = page.rows[0], len(page.rows)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first.no_data
    assert first.no_data.accessibleName().startswith("No data this week: ")
    press(Qt.Key.Key_Space)
    point = window.session.workbook.find(Point, measure_id=first.measure.id, starts=first.starts)
    assert point is not None
    assert (point.numerator, point.note) == (None, "No data this week")
    assert first.done
    assert QApplication.focusWidget() is page.rows[1].boxes[0]
    window.commands.run("go_home")
    assert len(due_page(window).rows) == count - 1
    window.session.undo()
    settle()
    assert len(page.rows) == count


@pytest.mark.parametrize(
    ("wide", "high", "percent"),
    [(1366, 728, 100), (1093, 534, 100), (900, 430, 100), (1366, 728, 130), (1093, 534, 130)],
)
def test_the_answer_has_room(look_at: Window, wide: int, high: int, percent: int) -> None:
    window = look_at(wide=wide, high=high)
    window.session.theme.choose(percent=percent)
    page = due_page(window)
    assert page.minimumSizeHint().width() <= page_scroll(window).viewport().width()
    for row in page.rows:
        assert row.no_data.isVisible()
        assert row.no_data.width() >= row.no_data.sizeHint().width()
        assert row.no_data.mapTo(row, row.no_data.rect().topRight()).x() <= row.width()


def test_a_number_takes_the_offer_away(open_window: Window) -> None:
    page = due_page(open_window())
    row = page.rows[0]
    enter_numbers("3", "390")
    assert row.done
    assert not row.no_data.isVisible()


def test_a_number_that_is_kept_is_no_error(open_window: Window) -> None:
    page = due_page(open_window())
    row = page.rows[0]
    enter_numbers("300", "390")
    assert row.done
    assert row._fault.text().startswith("Higher than ever before")
    assert row._fault.property("tone") == "warn"


def test_a_note_is_written_beside_the_number_by_keyboard(open_window: Window) -> None:
    window = open_window()
    page = due_page(window)
    row = page.rows[0]
    enter_numbers("3", "390")
    assert row.note_button.isVisible()
    row.note_button.setFocus()
    window.commands.run("add_note")
    assert QApplication.focusWidget() is row.note
    QTest.keyClicks(row.note, "Bank holiday")
    press(Qt.Key.Key_Return)
    point = window.session.workbook.find(Point, measure_id=row.measure.id, starts=row.starts)
    assert point is not None
    assert (point.numerator, point.note) == (3.0, "Bank holiday")
    assert not row.note.isVisible()
    assert row.note_button.accessibleName().startswith("Change the note: ")
    assert QApplication.focusWidget() is page.rows[1].boxes[0]
    window.session.undo()
    point = window.session.workbook.find(Point, measure_id=row.measure.id, starts=row.starts)
    assert point is not None and point.note == ""


def test_escape_puts_a_note_away_and_a_click_elsewhere_keeps_it(open_window: Window) -> None:
    window = open_window()
    page = due_page(window)
    row = page.rows[0]
    row.ask_note()
    QTest.keyClicks(row.note, "Not this")
    press(Qt.Key.Key_Escape)
    assert window.session.workbook.find(Point, measure_id=row.measure.id, starts=row.starts) is None
    row.ask_note()
    QTest.keyClicks(row.note, "Short of staff")
    page.rows[1].boxes[0].setFocus(Qt.FocusReason.MouseFocusReason)
    settle()
    point = window.session.workbook.find(Point, measure_id=row.measure.id, starts=row.starts)
    assert point is not None and point.note == "Short of staff"
    assert not row.done


def test_a_note_from_before_stays_when_there_is_no_number(open_window: Window) -> None:
    window = open_window()
    row = due_page(window).rows[0]
    row.ask_note()
    QTest.keyClicks(row.note, "Short of staff")
    press(Qt.Key.Key_Return)
    window.commands.run("go_home")
    row = due_page(window).rows[0]
    assert row.note_button.accessibleName().startswith("Change the note: ")
    row.ask_note()
    assert row.note.text() == "Short of staff"
    press(Qt.Key.Key_Escape)
    row.no_data.click()
    point = window.session.workbook.find(Point, measure_id=row.measure.id, starts=row.starts)
    assert point is not None and point.note == "No data this week. Short of staff"
    window.commands.run("go_home")
    assert (row.measure.id, row.starts) not in [
        (one.measure.id, one.starts) for one in due_page(window).rows
    ]


def test_what_is_coming_can_be_entered_early(open_window: Window) -> None:
    window = open_window()
    page = due_page(window)
    early = [
        button
        for button in page.findChildren(QPushButton)
        if button.accessibleName().startswith("Enter early: ")
    ]
    assert early
    early[0].click()
    settle()
    place = window.navigator.place
    assert place.page == "measure"
    name = window.session.workbook.one(Measure, place.measure_id or 0).name
    assert early[0].accessibleName() == f"Enter early: {name}"


def type_in(number: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, number)
    press(Qt.Key.Key_Return)


def test_undo_by_keyboard_works_in_an_empty_box(open_window: Window) -> None:
    window = open_window()
    page = due_page(window)
    first = page.rows[0]
    measure, starts = first.measure.id, first.starts
    type_in("3")
    type_in("390")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    point = window.session.workbook.find(Point, measure_id=measure, starts=starts)
    assert point is not None
    assert (point.numerator, point.denominator) == (3, None)
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    point = window.session.workbook.find(Point, measure_id=measure, starts=starts)
    assert point is not None
    assert point.denominator == 390


def test_undo_in_a_box_takes_typed_text_back_first(open_window: Window) -> None:
    window = open_window()
    due_page(window)
    type_in("3")
    box = QApplication.focusWidget()
    assert isinstance(box, NumberBox)
    QTest.keyClicks(box, "39")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == ""
    assert window.session.undo_action.isEnabled()
    assert not window.session.redo_action.isEnabled()


def test_half_a_period_is_shown_again(open_window: Window) -> None:
    window = open_window()
    due_page(window)
    type_in("3")
    window.commands.run("go_home")
    page = due_page(window)
    assert [box.text() for box in page.rows[0].boxes] == ["3", ""]
    assert QApplication.focusWidget() is page.rows[0].boxes[1]
    type_in("390")
    assert page.rows[0].done


def test_undo_elsewhere_keeps_a_number_with_a_fault(open_window: Window) -> None:
    window = open_window()
    page = due_page(window)
    type_in("abc")
    page.rows[1].boxes[0].setFocus()
    type_in("4")
    window.session.undo()
    settle()
    assert page.rows[0].boxes[0].text() == "abc"
    assert page.rows[0].boxes[0].accessibleDescription()


def stored(path: Path, row: DueRow) -> Point | None:
    """Read a row's point from the file, as the next start would."""
    document = open_document(path)
    try:
        return document.workbook.find(Point, measure_id=row.measure.id, starts=row.starts)
    finally:
        document.close()


def test_a_number_in_a_box_survives_closing(open_window: Window) -> None:
    window = open_window()
    row = due_page(window).rows[0]
    path = window.session.document.target
    type_in("3")
    QTest.keyClicks(row.boxes[1], "390")
    window.close()
    point = stored(path, row)
    assert point is not None
    assert (point.numerator, point.denominator) == (3, 390)


def test_save_keeps_the_number_in_the_box_and_the_focus(open_window: Window) -> None:
    window = open_window()
    row = due_page(window).rows[0]
    QTest.keyClicks(row.boxes[0], "3")
    window.commands.run("save")
    settle()
    point = window.session.workbook.find(Point, measure_id=row.measure.id, starts=row.starts)
    assert point is not None
    assert point.numerator == 3
    assert QApplication.focusWidget() is row.boxes[0]
