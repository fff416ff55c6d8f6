"""Versions in the window: the list, looking at one, comparing, going back, all undoable."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from natpatsip_desktop.actions.points import set_point
from natpatsip_desktop.core.records import Measure, Point, Unit
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.versions_page import VersionsPage
from natpatsip_desktop.store import versions as kept
from natpatsip_desktop.store.state import Saving

Window = Callable[..., MainWindow]
NEW = date(2026, 1, 5)
VALUES = (41.0, 52.0, 63.0)


def count_measure(window: MainWindow) -> Measure:
    return window.session.workbook.all(Measure, unit=Unit.COUNT)[0]


def value(window: MainWindow) -> float | None:
    found = window.session.workbook.find(Point, measure_id=count_measure(window).id, starts=NEW)
    return found.value if found else None


@pytest.fixture
def edited(open_window: Window) -> MainWindow:
    """A window whose workbook was saved three times since it was opened."""
    window = open_window("many")
    for number in VALUES:
        set_point(window.session.workbook, count_measure(window).id, NEW, value=number)
        window.session.document.save()
    window.commands.run("versions")
    return window


def page_of(window: MainWindow) -> VersionsPage:
    page = window.pages.page
    assert isinstance(page, VersionsPage)
    return page


def compared(qtbot: QtBot, page: VersionsPage) -> str:
    """Wait for the comparison and return what it says."""
    qtbot.waitUntil(lambda: "difference" in page.changes.toPlainText().lower(), timeout=20_000)
    return page.changes.toPlainText()


def test_the_menu_leads_to_the_list_newest_first(edited: MainWindow) -> None:
    page = page_of(edited)
    lines = page.listing.listing.lines
    assert [line.about for line in lines] == edited.session.document.versions()
    assert len(lines) == len(VALUES)
    assert page.listing.hasFocus()
    assert page.chosen.text().startswith("The version of ")
    first = page.listing.listing.index(0, 0)
    assert str(first.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Saved on ")


def test_each_version_says_how_much_it_holds(qtbot: QtBot, edited: MainWindow) -> None:
    lines = page_of(edited).listing.listing.lines
    qtbot.waitUntil(lambda: all(line.cells[2] for line in lines), timeout=20_000)
    points = [int(line.cells[3].replace(",", "")) for line in lines]
    assert [line.cells[2] for line in lines] == ["300"] * 3
    assert points == [points[0], points[0], points[0] - 1]


def test_what_changed_since_is_told_without_a_click(qtbot: QtBot, edited: MainWindow) -> None:
    page = page_of(edited)
    said = compared(qtbot, page)
    assert "1 difference in 1 place." in said
    assert f"{count_measure(edited).name}, the week from 5 January 2026: 52 → 63" in said
    page.copy.click()
    assert QGuiApplication.clipboard().text().startswith("1 difference in 1 place.")


def test_two_versions_are_compared_with_each_other(qtbot: QtBot, edited: MainWindow) -> None:
    page = page_of(edited)
    compared(qtbot, page)
    page.against.setCurrentIndex(2)  # «Now», the newest, the one before
    page.against.activated.emit(2)
    qtbot.waitUntil(lambda: "41 → 52" in page.changes.toPlainText(), timeout=20_000)


def test_the_comparison_follows_an_edit_and_undo(qtbot: QtBot, edited: MainWindow) -> None:
    page = page_of(edited)
    compared(qtbot, page)
    set_point(edited.session.workbook, count_measure(edited).id, NEW, value=99.0)
    qtbot.waitUntil(lambda: "52 → 99" in page.changes.toPlainText(), timeout=20_000)
    edited.session.undo()
    qtbot.waitUntil(lambda: "52 → 63" in page.changes.toPlainText(), timeout=20_000)


def test_looking_at_a_version_shows_it_and_going_back_keeps_undo(edited: MainWindow) -> None:
    session, own = edited.session, edited.session.document
    label = session.workbook.undo_label
    QTest.keyClick(page_of(edited).listing, Qt.Key.Key_Down)
    QTest.keyClick(page_of(edited).listing, Qt.Key.Key_Return)
    version = own.versions()[1]
    when = f"{version.at:%H:%M}, {version.at.day} {version.at:%B %Y}"
    assert edited.standing.text == f"You are looking at the version of {when}."
    assert value(edited) == VALUES[0]
    assert session.document.state.kind is Saving.READ_ONLY
    with pytest.raises(WorkbookError, match="read only"):
        set_point(session.workbook, count_measure(edited).id, NEW, value=1.0)
    assert session.comfort.workbook == own.target
    (back,) = edited.standing.acts
    back.click()
    assert session.document is own
    assert edited.standing.text == ""
    assert value(edited) == VALUES[-1]
    assert session.workbook.undo_label == label
    assert edited.navigator.place is not None and edited.navigator.place.page == "versions"
    session.undo()
    assert value(edited) == VALUES[-2]


def test_an_edit_not_yet_saved_is_still_there_after_looking(edited: MainWindow) -> None:
    set_point(edited.session.workbook, count_measure(edited).id, NEW, value=99.0)
    page_of(edited).look.click()
    edited.standing.acts[0].click()
    assert value(edited) == 99.0
    assert edited.session.document.state.kind is Saving.SAVED


def test_closing_the_window_while_looking_saves_the_own_workbook(edited: MainWindow) -> None:
    own = edited.session.document
    set_point(edited.session.workbook, count_measure(edited).id, NEW, value=99.0)
    page_of(edited).look.click()
    edited.close()
    edited.session.open(own.target)
    assert value(edited) == 99.0


def test_going_back_to_a_version_can_be_undone_and_keeps_the_state_before(
    qtbot: QtBot, edited: MainWindow
) -> None:
    page, session = page_of(edited), edited.session
    set_point(session.workbook, count_measure(edited).id, NEW, value=99.0)
    page.listing.go_to_row(2)
    page.restore.click()
    assert value(edited) is None
    assert edited.toast.isVisible()
    session.save_now()
    qtbot.waitUntil(lambda: session.document.state.kind is Saving.SAVED)
    newest = session.document.versions()[0]
    with kept.opened(newest) as before:
        found = before.find(Point, measure_id=count_measure(edited).id, starts=NEW)
        assert found is not None and found.value == 99.0
    session.undo()
    assert value(edited) == 99.0


def test_going_back_works_from_inside_a_version_too(edited: MainWindow) -> None:
    page_of(edited).look.click()
    edited.commands.run("versions")
    page = page_of(edited)
    page.listing.go_to_row(1)
    page.restore.click()
    assert edited.standing.text == ""
    assert value(edited) == VALUES[0]


def test_a_version_that_a_save_keeps_appears_by_itself(qtbot: QtBot, edited: MainWindow) -> None:
    set_point(edited.session.workbook, count_measure(edited).id, NEW, value=99.0)
    edited.session.save_now()
    qtbot.waitUntil(lambda: len(page_of(edited).listing.listing.lines) == len(VALUES) + 1)


def test_a_damaged_version_says_so_and_the_rest_works(qtbot: QtBot, edited: MainWindow) -> None:
    page = page_of(edited)
    version = edited.session.document.versions()[1]
    version.path.write_bytes(b"SQLite format 3\0" + bytes(4000))
    page.listing.go_to_row(1)
    qtbot.waitUntil(lambda: "another program" in page.changes.toPlainText(), timeout=20_000)
    page.listing.go_to_row(0)
    compared(qtbot, page)


def test_what_was_thinned_out_is_said(edited: MainWindow) -> None:
    folder = kept.folder_of(edited.session.document.target)
    (folder / "thinned.json").write_text('{"2025-11-02": 3, "2025-11-01": 1}')
    edited.navigator.go("versions")
    assert page_of(edited).thinned.text() == (
        "3 versions of 2 November 2025 were thinned out."
        " 1 version of 1 November 2025 was thinned out."
    )


def test_a_workbook_without_versions_says_how_they_come(open_window: Window) -> None:
    window = open_window("empty")
    window.commands.run("versions")
    page = page_of(window)
    if not page.listing.listing.lines:
        assert "No version yet" in page.changes.toPlainText()
        assert not page.restore.isVisible()


def test_the_result_of_a_comparison_is_spoken(
    qtbot: QtBot, edited: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def hear(event: object) -> None:
        message = getattr(event, "message", None)
        if message is not None:
            heard.append(message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    page_of(edited).listing.go_to_row(1)
    compared(qtbot, page_of(edited))
    QApplication.processEvents()
    assert any("difference" in words for words in heard)
