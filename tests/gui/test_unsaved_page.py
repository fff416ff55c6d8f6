"""Work that a killed process left: brought back at the start, or both shown and a choice."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.actions.recovering import left_behind
from natpatsip_desktop.core.records import Project
from natpatsip_desktop.gui import start
from natpatsip_desktop.gui.app import furnish, make_window
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.unsaved_page import UnsavedPage
from natpatsip_desktop.store.document import Document, open_document, read_workbook_at
from natpatsip_desktop.store.state import Saving

WorkbookPath = Callable[[str], Path]


def as_the_dead(document: Document) -> None:
    """Leave a document as a killed process does: nothing saved, nothing removed, nothing held."""
    document.workbook.close()
    document._working.release()
    if document._lock:
        document._lock._stop.set()


def killed(path: Path, title: str = "Mine") -> Path:
    """Start a project in a workbook and be killed before it is saved."""
    document = open_document(path)
    start_project(document.workbook, "", title)
    as_the_dead(document)
    return path.resolve()


def changed_by_another(path: Path) -> None:
    """Let somebody on another computer change the file."""
    other = path.with_name("other.qiw")
    other.write_bytes(path.read_bytes())
    document = open_document(other, who="Priya Shah")
    start_project(document.workbook, "", "Priya’s")
    document.close()
    other.replace(path)


@pytest.fixture
def begin(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., MainWindow]]:
    """Return a function that starts the program as somebody does who types its name."""
    monkeypatch.setattr(start, "user_documents", lambda: tmp_path)

    def run(path: Path | None = None) -> MainWindow:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        window = make_window(app)
        furnish(window)
        qtbot.addWidget(window)
        window.show()
        start.begin(window.session, path)
        QApplication.processEvents()
        return window

    yield run


def titles(window: MainWindow) -> list[str]:
    return [project.title for project in window.session.workbook.all(Project)]


def unsaved(qtbot: QtBot, window: MainWindow) -> UnsavedPage:
    """Go to the page by the strip above the page."""
    qtbot.waitUntil(lambda: bool(window.standing.acts), timeout=20_000)
    window.standing.acts[0].click()
    page = window.pages.page
    assert isinstance(page, UnsavedPage)
    return page


def compared(qtbot: QtBot, page: UnsavedPage) -> str:
    qtbot.waitUntil(lambda: "difference" in page.changes.toPlainText().lower(), timeout=20_000)
    return page.changes.toPlainText()


@pytest.mark.parametrize("named", [False, True])
def test_work_is_brought_back_and_said_where_its_file_is_as_it_was(
    begin: Callable[..., MainWindow], workbook_path: WorkbookPath, named: bool
) -> None:
    path = killed(workbook_path("empty"))
    window = begin(path if named else None)
    assert titles(window) == ["Mine"]
    assert window.session.document.target == path
    assert "We brought back your work from" in window.banner.text
    assert "empty.qiw: 1 change up to" in window.banner.text
    assert window.session.document.state.kind is Saving.RECOVERED
    window.session.close()
    with read_workbook_at(path) as workbook:
        assert workbook.count(Project) == 1


def test_when_the_file_was_changed_meanwhile_both_are_kept_and_shown(
    qtbot: QtBot, begin: Callable[..., MainWindow], workbook_path: WorkbookPath
) -> None:
    path = killed(workbook_path("empty"))
    changed_by_another(path)
    theirs = path.read_bytes()
    window = begin(path)
    assert titles(window) == ["Priya’s"]
    page = unsaved(qtbot, window)
    assert page.listing.listing.lines[0].cells[0] == "empty.qiw"
    assert page.listing.listing.lines[0].cells[2:] == ("1", "Changed")
    said = compared(qtbot, page)
    assert "Mine" in said and "Priya’s" in said
    assert page.opens.text().endswith("beside the file; both are kept.")
    QTest.keyClick(page.listing, Qt.Key.Key_Return)
    assert titles(window) == ["Mine"]
    assert window.session.document.target != path
    window.session.close()
    assert path.read_bytes() == theirs
    assert left_behind() == []


def test_choosing_the_file_leaves_the_work_where_it_is(
    qtbot: QtBot, begin: Callable[..., MainWindow], workbook_path: WorkbookPath
) -> None:
    path = killed(workbook_path("empty"))
    changed_by_another(path)
    window = begin(path)
    page = unsaved(qtbot, window)
    compared(qtbot, page)
    page.open_file.click()
    assert titles(window) == ["Priya’s"]
    window.session.close()
    assert len(left_behind()) == 1


def test_a_file_that_is_gone_is_written_again_with_the_work(
    begin: Callable[..., MainWindow], workbook_path: WorkbookPath
) -> None:
    path = killed(workbook_path("empty"))
    path.unlink()
    window = begin()
    assert titles(window) == ["Mine"]
    assert "no longer where it was" in window.banner.text
    window.session.close()
    with read_workbook_at(path) as workbook:
        assert workbook.count(Project) == 1


def test_work_on_several_workbooks_is_all_found(
    qtbot: QtBot, begin: Callable[..., MainWindow], workbook_path: WorkbookPath
) -> None:
    first = killed(workbook_path("empty"), "First")
    second = killed(workbook_path("example"), "Second")
    window = begin()
    assert window.session.document.target == second
    assert "Second" in titles(window)
    qtbot.waitUntil(lambda: "was never saved" in window.standing.text, timeout=20_000)
    assert window.standing.text.startswith("Your work on empty.qiw up to")
    page = unsaved(qtbot, window)
    assert [line.about.target for line in page.listing.listing.lines] == [first]
    compared(qtbot, page)
    page.open_mine.click()
    assert titles(window) == ["First"]
    window.session.close()
    with read_workbook_at(second) as workbook:
        assert workbook.find(Project, title="Second") is not None
    assert left_behind() == []


def test_throwing_away_asks_first_and_is_final(
    qtbot: QtBot,
    begin: Callable[..., MainWindow],
    workbook_path: WorkbookPath,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = killed(workbook_path("empty"))
    changed_by_another(path)
    window = begin(path)
    page = unsaved(qtbot, window)
    compared(qtbot, page)
    asked: list[str] = []
    answers = iter([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])

    def answer(_parent: object, _title: str, question: str) -> QMessageBox.StandardButton:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(QMessageBox, "question", answer)
    page.throw_away.click()
    assert len(left_behind()) == 1
    compared(qtbot, page)
    page.throw_away.click()
    assert left_behind() == []
    assert asked == ["Throw away 1 change to empty.qiw for good?"] * 2
    assert page.chosen.text() == "Nothing is waiting here: everything was saved."
    window.navigator.go("home")
    qtbot.waitUntil(lambda: window.standing.text == "")


def test_later_puts_the_strip_away_until_the_next_start(
    qtbot: QtBot, begin: Callable[..., MainWindow], workbook_path: WorkbookPath
) -> None:
    path = killed(workbook_path("empty"))
    changed_by_another(path)
    window = begin(path)
    qtbot.waitUntil(lambda: bool(window.standing.acts), timeout=20_000)
    later = window.standing.acts[1]
    assert later.text() == "Later"
    later.click()
    assert window.standing.text == ""
    window.session.close()
    again = begin(path)
    qtbot.waitUntil(lambda: bool(again.standing.acts), timeout=20_000)


def spoil_the_log(work: Path) -> None:
    """Damage the page of a working copy where its change log begins."""
    connection = sqlite3.connect(work)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'change'"
    (page,) = connection.execute(query).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with work.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xaa" * size)


def test_damaged_work_is_brought_back_as_far_as_it_can_be_read(
    qtbot: QtBot, begin: Callable[..., MainWindow], workbook_path: WorkbookPath
) -> None:
    path = killed(workbook_path("example"))
    (found,) = left_behind()
    spoil_the_log(found.folder / "workbook.qiw")
    window = begin(path)
    assert "Mine" not in titles(window)
    page = unsaved(qtbot, window)
    assert page.listing.listing.lines[0].cells[3] == "Work damaged"
    assert page.open_mine.text() == "Bring back what can be &read"
    page.open_mine.click()
    assert "Mine" in titles(window)
    assert window.session.document.target.name.endswith("(salvaged).qiw")
    assert "were brought into" in window.banner.text and "cannot be read" in window.banner.text


def test_nothing_is_said_where_nothing_was_left(
    qtbot: QtBot, begin: Callable[..., MainWindow], workbook_path: WorkbookPath
) -> None:
    window = begin(workbook_path("empty"))
    window.session.tasks.wait()
    QApplication.processEvents()
    assert window.standing.text == ""
    assert window.banner.text == ""
