"""Handing a project over and bringing it in, by keys and clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from natpatsip_desktop.actions.hand_over import hand_over
from natpatsip_desktop.actions.projects import change_project
from natpatsip_desktop.core.records import Project
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.bring_in_page import BringInPage
from natpatsip_desktop.store.document import open_document, read_workbook_at

Window = Callable[..., MainWindow]


@pytest.fixture
def window(open_window: Window) -> MainWindow:
    opened = open_window()
    opened.navigator.go("overview", first(opened).id)
    return opened


@pytest.fixture
def pack(window: MainWindow, tmp_path: Path) -> Path:
    path = tmp_path / "pack.qiw"
    hand_over(window.session.workbook, first(window).id, path)
    return path


def first(window: MainWindow) -> Project:
    return window.session.workbook.all(Project)[0]


def team_there(pack: Path, team: str) -> None:
    document = open_document(pack, who="Priya Shah")
    change_project(document.workbook, document.workbook.all(Project)[0].id, team=team)
    document.close()


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let whoever is asked for a file choose this one."""
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_, **__: (str(path), ""))


def bringing_in(window: MainWindow) -> BringInPage:
    window.commands.run("bring_in")
    page = window.pages.page
    assert isinstance(page, BringInPage)
    return page


def test_the_menu_writes_the_project_to_a_workbook_of_its_own(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(monkeypatch, tmp_path / "To hand over")
    window.commands.run("hand_over")
    with read_workbook_at(tmp_path / "To hand over.qiw") as workbook:
        assert [project.title for project in workbook.all(Project)] == [first(window).title]
    assert window.toast.isVisible()


def test_a_new_project_comes_in_with_one_button_and_undo_takes_it_back(
    open_window: Window, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("empty")
    chosen(monkeypatch, pack)
    page = bringing_in(window)
    assert "is not in this workbook yet" in page.says.text()
    assert page.bring_in.hasFocus()
    assert not page.listing.isVisible() and not page.as_copy.isVisible()
    QTest.keyClick(page.bring_in, Qt.Key.Key_Return)
    assert window.session.workbook.count(Project) == 1
    assert window.navigator.place is not None and window.navigator.place.page == "overview"
    window.session.undo()
    assert window.session.workbook.count(Project) == 0


def test_nothing_differs_so_there_is_nothing_to_press(
    window: MainWindow, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(monkeypatch, pack)
    page = bringing_in(window)
    assert page.says.text().endswith("is here already, and nothing differs.")
    assert not page.bring_in.isVisible()
    assert page.as_copy.isVisible()


def test_enter_turns_a_row_and_what_stands_is_taken(
    window: MainWindow, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team_there(pack, "Their team")
    change_project(window.session.workbook, first(window).id, team="Our team")
    chosen(monkeypatch, pack)
    page = bringing_in(window)
    assert page.listing.hasFocus()
    (line,) = page.listing.listing.lines
    assert line.cells == (
        "Project",
        "Changed in both",
        "team: Our team",
        "team: Their team",
        "Ours",
    )
    QTest.keyClick(page.listing, Qt.Key.Key_Return)
    assert page.listing.listing.lines[0].cells[-1] == "Theirs"
    page.bring_in.click()
    assert first(window).team == "Their team"
    window.session.undo()
    assert first(window).team == "Our team"


def test_the_buttons_decide_too(
    window: MainWindow, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team_there(pack, "Their team")
    chosen(monkeypatch, pack)
    page = bringing_in(window)
    assert page.listing.listing.lines[0].cells[-1] == "Theirs"
    page.take_ours.click()
    assert page.listing.listing.lines[0].cells[-1] == "Ours"
    page.bring_in.click()
    assert first(window).team != "Their team"


def test_of_several_projects_one_is_chosen(
    open_window: Window,
    workbook_path: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = workbook_path("example").rename(workbook_path("example").with_name("other.qiw"))
    window = open_window("empty")
    chosen(monkeypatch, other)
    page = bringing_in(window)
    assert page.project.isVisible() and page.project.count() == 7
    page.project.setCurrentIndex(3)
    page.project.activated.emit(3)
    title = page.project.currentText()
    assert f"«{title}»" in page.says.text()
    page.bring_in.click()
    assert [project.title for project in window.session.workbook.all(Project)] == [title]


def test_a_file_that_is_no_workbook_is_said_and_nothing_happens(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "letter.qiw"
    letter.write_text("Dear Priya")
    chosen(monkeypatch, letter)
    page = bringing_in(window)
    assert page.says.text().startswith("letter.qiw is a text file, not a workbook.")
    assert page.choose.hasFocus()
    assert not page.bring_in.isVisible() and not page.as_copy.isVisible()
