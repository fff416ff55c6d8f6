"""After ten idle minutes others may have the workbook; the next key takes it again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Project
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.rest import IDLE, Rest
from natpatsip_desktop.store import locks
from natpatsip_desktop.store.document import open_document, read_workbook_at
from natpatsip_desktop.store.state import Saving

Window = Callable[..., MainWindow]


@pytest.fixture
def window(open_window: Window) -> MainWindow:
    opened = open_window("empty")
    start_project(opened.session.workbook, "", "Mine")
    return opened


def rest_of(window: MainWindow) -> Rest:
    found = window.findChild(Rest)
    assert found is not None
    return found


def press(window: MainWindow) -> None:
    """Press a key as the keyboard does: it comes through the window's own input."""
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    QApplication.processEvents()


def titles(window: MainWindow) -> list[str]:
    return [project.title for project in window.session.workbook.all(Project)]


def test_it_is_ten_minutes_from_the_last_key_or_edit(window: MainWindow) -> None:
    timer = rest_of(window)._idle
    assert IDLE == 600_000
    for used in (lambda: press(window), window.session.undo):
        timer.stop()
        used()
        assert timer.isActive() and timer.interval() == IDLE


def test_the_work_is_saved_and_the_lock_given_back(window: MainWindow) -> None:
    target = window.session.document.target
    assert locks.lock_path(target).exists()
    window.navigator.go("templates")
    rest_of(window)._idle.timeout.emit()
    assert not locks.lock_path(target).exists()
    assert window.session.document.state.kind is Saving.SAVED
    with read_workbook_at(target) as workbook:
        assert workbook.count(Project) == 1
    assert window.navigator.place is not None and window.navigator.place.page == "templates"
    other = open_document(target, who="Priya Shah")
    assert not other.read_only
    other.close()


def test_the_next_key_takes_it_again_and_undo_is_still_there(window: MainWindow) -> None:
    document = window.session.document
    rest_of(window).begin()
    press(window)
    assert window.session.document is document and not document.resting
    assert locks.lock_path(document.target).exists()
    window.session.undo()
    assert titles(window) == []


def test_what_somebody_else_changed_meanwhile_is_shown_on_the_same_page(
    window: MainWindow,
) -> None:
    window.navigator.go("templates")
    rest_of(window).begin()
    other = open_document(window.session.document.target, who="Priya Shah")
    start_project(other.workbook, "", "Priya’s")
    other.close()
    press(window)
    assert titles(window) == ["Mine", "Priya’s"]
    assert "Somebody else changed this workbook while you were away." in window.banner.text
    assert window.navigator.place is not None and window.navigator.place.page == "templates"
    assert not window.session.document.read_only


def test_somebody_who_has_it_now_keeps_it(window: MainWindow) -> None:
    rest_of(window).begin()
    other = open_document(window.session.document.target, who="Priya Shah")
    press(window)
    assert window.session.document.read_only
    assert window.standing.text.startswith("Priya Shah has this workbook open")
    other.close()


def test_work_that_cannot_be_saved_keeps_its_lock(window: MainWindow) -> None:
    target = window.session.document.target
    target.unlink()
    rest_of(window).begin()
    assert not window.session.document.resting
    assert locks.lock_path(target).exists()
    assert rest_of(window)._idle.isActive()
    window.session.document.save(anew=True)  # so that closing has nothing to ask


def test_an_edit_without_a_key_while_resting_is_never_written_over_somebody_elses(
    window: MainWindow,
) -> None:
    target = window.session.document.target
    rest_of(window).begin()
    other = open_document(target, who="Priya Shah")
    start_project(other.workbook, "", "Priya’s")
    other.close()
    theirs = target.read_bytes()
    start_project(window.session.workbook, "", "Late")
    window.session.document.save()
    assert target.read_bytes() == theirs
    assert window.session.document.target != target
    with read_workbook_at(window.session.document.target) as workbook:
        assert [project.title for project in workbook.all(Project)] == ["Mine", "Late"]


def test_a_workbook_open_to_read_rests_in_nothing(
    open_window: Window, workbook_path: Callable[[str], object]
) -> None:
    window = open_window("empty")
    holder = window.session.document.target
    other = open_document(holder, read_only=True)
    other.rest()
    assert not other.resting
    other.close()
    assert locks.lock_path(holder).exists()
