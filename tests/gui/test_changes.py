"""The change log and what was deleted, by keys and clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from natpatsip_desktop.actions.measures import delete_measure
from natpatsip_desktop.actions.projects import change_project, delete_project
from natpatsip_desktop.core.records import Change, Measure, Project
from natpatsip_desktop.errors import CannotSave
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.deleted_page import DeletedPage
from natpatsip_desktop.gui.pages.history_page import HistoryPage

Window = Callable[..., MainWindow]


@pytest.fixture
def window(open_window: Window) -> MainWindow:
    """The example, one project renamed for a reason."""
    opened = open_window()
    workbook = opened.session.workbook
    project = workbook.all(Project)[0]
    with workbook.edit("Rename the project", reason="as the board asked"):
        workbook.change(project, title="Safer wards")
    return opened


def log(window: MainWindow) -> HistoryPage:
    window.commands.run("changes")
    page = window.pages.page
    assert isinstance(page, HistoryPage)
    return page


def test_the_newest_change_is_on_top_with_everything_about_it(window: MainWindow) -> None:
    page = log(window)
    assert page.listing.hasFocus()
    cells = page.listing.listing.lines[0].cells
    assert cells[2:] == (
        "Rename the project",
        "Safer wards, title",
        "Restrictive practice: Elm Unit",
        "Safer wards",
        "as the board asked",
    )
    assert "<b>Reason:</b> as the board asked" in page.whole.text()
    assert page.count.text() == f"{window.session.workbook.count(Change):,} lines in all"


def test_the_log_follows_edits_and_undo(window: MainWindow) -> None:
    page = log(window)
    window.session.undo()
    assert page.listing.listing.lines[0].cells[2] == "Undo: Rename the project"


def test_ctrl_f_filters_and_an_empty_result_says_what_to_do(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = log(window)
    window.commands.run("filter")
    assert page.filter.hasFocus()
    QTest.keyClicks(page.filter, "board renam")
    qtbot.waitUntil(lambda: len(page.listing.listing.lines) == 1)
    QTest.keyClicks(page.filter, " nobody")
    qtbot.waitUntil(lambda: not page.listing.listing.lines)
    assert "Try another word" in page.whole.text()
    assert not page.copy.isEnabled()


def test_more_lines_come_when_they_are_scrolled_to(window: MainWindow) -> None:
    workbook = window.session.workbook
    project = workbook.all(Project)[0]
    for number in range(230):
        change_project(workbook, project.id, team=f"Team {number}")
    model = log(window).listing.listing
    assert len(model.lines) == 200
    model.fetchMore(model.index(-1, -1))
    assert len(model.lines) > 230
    numbers = [line.about.id for line in model.lines]
    assert numbers == sorted(numbers, reverse=True)


def test_what_fits_the_filter_is_copied_for_a_spreadsheet(qtbot: QtBot, window: MainWindow) -> None:
    page = log(window)
    page.filter.setText("board asked")
    qtbot.waitUntil(lambda: len(page.listing.listing.lines) == 1)
    QTest.keyClick(page.copy, Qt.Key.Key_Space)
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert rows[0][:2] == ["When", "Who"]
    assert rows[1][-1] == "as the board asked"
    assert len(rows) == 2


def test_the_log_is_printed_to_a_pdf(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page = log(window)
    page.save_pdf.click()
    data = path.read_bytes()
    assert data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") > 1
    assert window.toast.isVisible()


def test_a_pdf_that_cannot_be_written_says_what_to_do(window: MainWindow, tmp_path: Path) -> None:
    page = log(window)
    with pytest.raises(CannotSave, match="Choose another folder"):
        page.write_pdf(tmp_path / "nowhere" / "log.pdf")


def deleted(window: MainWindow) -> DeletedPage:
    window.commands.run("deleted")
    page = window.pages.page
    assert isinstance(page, DeletedPage)
    return page


def test_nothing_deleted_says_so(window: MainWindow) -> None:
    page = deleted(window)
    assert page.note.text() == "Nothing was deleted in the last 30 days."
    assert not page.bring_back.isVisible()


def test_enter_brings_a_project_back_and_undo_takes_it_away(window: MainWindow) -> None:
    workbook = window.session.workbook
    project = workbook.all(Project)[1]
    delete_project(workbook, project.id)
    page = deleted(window)
    assert page.listing.listing.lines[0].cells[0] == project.title
    QTest.keyClick(page.listing, Qt.Key.Key_Return)
    assert workbook.one(Project, project.id).deleted_at is None
    assert window.toast.isVisible()
    assert not page.listing.listing.lines
    window.session.undo()
    assert len(page.listing.listing.lines) == 1


def test_the_button_brings_back_the_chosen_one(window: MainWindow) -> None:
    workbook = window.session.workbook
    first, second = workbook.all(Measure)[:2]
    delete_measure(workbook, first.id)
    delete_measure(workbook, second.id)
    page = deleted(window)
    page.listing.go_to_row(1)
    page.bring_back.click()
    assert workbook.one(Measure, first.id).deleted_at is None
    assert workbook.one(Measure, second.id).deleted_at is not None
