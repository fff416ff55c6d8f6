"""Checking a file in the window: a workbook that is not whole, a return about to go out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Project
from natpatsip_desktop.errors import CannotOpen
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.check_page import CheckPage
from natpatsip_desktop.store.document import open_document

Window = Callable[..., MainWindow]


@pytest.fixture
def damaged(workbook_path: Callable[[str], Path]) -> Path:
    """The example with one page spoilt, of which a version was kept before."""
    path = workbook_path("example").resolve()
    document = open_document(path)
    start_project(document.workbook, "", "The newest")
    document.close()
    data = bytearray(path.read_bytes())
    data[len(data) - 4096 * 3 : len(data) - 4096 * 2] = b"\xaa" * 4096
    path.write_bytes(bytes(data))
    return path


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_, **__: (str(path), ""))


def checked(qtbot: QtBot, window: MainWindow) -> CheckPage:
    page = window.pages.page
    assert isinstance(page, CheckPage)
    qtbot.waitUntil(lambda: not page.says.text().startswith("Checking"), timeout=20_000)
    return page


def test_a_damaged_workbook_is_offered_for_checking_and_salvaged(
    qtbot: QtBot,
    open_window: Window,
    damaged: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window("empty")
    with pytest.raises(CannotOpen) as raised:
        window.session.open(damaged)
    window.tell_error(raised.value)
    assert "example.qiw is damaged and cannot be opened as it is." in window.banner.text
    (check,) = window.banner.acts
    assert check.text() == "Check the file"
    check.click()
    page = checked(qtbot, window)
    assert page.says.text() == "example.qiw is not whole."
    assert page.listing.listing.lines[0].cells[0] == "Put right"
    before = damaged.read_bytes()
    chosen(monkeypatch, tmp_path / "new.qiw")
    page.salvage.click()
    assert window.session.document.target == (tmp_path / "new.qiw").resolve()
    assert window.session.workbook.count(Project) == 8
    assert "were brought into new.qiw" in window.banner.text
    assert damaged.read_bytes() == before


def test_the_newest_version_of_a_damaged_workbook_is_opened_beside_it(
    qtbot: QtBot, open_window: Window, damaged: Path
) -> None:
    window = open_window("empty")
    window.navigator.go("check", item=str(damaged))
    page = checked(qtbot, window)
    before = damaged.read_bytes()
    page.newest.click()
    opened = window.session.document.target
    assert opened.parent == damaged.parent and opened.name.startswith("example (version of ")
    assert window.session.workbook.count(Project) == 7
    assert damaged.read_bytes() == before


def test_another_error_offers_no_check(open_window: Window, tmp_path: Path) -> None:
    window = open_window("empty")
    with pytest.raises(CannotOpen) as raised:
        window.session.open(tmp_path / "nowhere.qiw")
    window.tell_error(raised.value)
    assert window.banner.acts == []


def test_the_menu_checks_a_return_and_lists_what_to_look_at(
    qtbot: QtBot, open_window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Month", "Births"])
    sheet.append(["Sep 2025", 41])
    book.properties.creator = "Priya Shah"
    path = tmp_path / "r.xlsx"
    book.save(path)
    chosen(monkeypatch, path)
    window = open_window()
    window.commands.run("check_file")
    page = checked(qtbot, window)
    assert page.says.text() == "r.xlsx can be opened. Look at 1 thing before you send it."
    (line,) = page.listing.listing.lines
    assert line.cells[:2] == ("Look at it", "Properties, author")
    assert not page.salvage.isVisible() and not page.newest.isVisible()
    page.copy.click()
    assert "names «Priya Shah»" in QGuiApplication.clipboard().text()


def test_a_whole_workbook_says_so(
    qtbot: QtBot, open_window: Window, workbook_path: Callable[[str], Path]
) -> None:
    window = open_window("empty")
    window.navigator.go("check", item=str(workbook_path("example")))
    page = checked(qtbot, window)
    assert page.says.text() == "example.qiw is whole."
    assert not page.listing.isVisible() and not page.salvage.isVisible()


def test_a_file_that_is_not_there_is_said(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    window = open_window("empty")
    window.navigator.go("check", item=str(tmp_path / "gone.xlsx"))
    page = checked(qtbot, window)
    assert page.says.text().startswith("There is no file gone.xlsx there.")
    QApplication.processEvents()
    assert page.choose.hasFocus()
