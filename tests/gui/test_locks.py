"""Two people and one workbook, as the second one meets it in the window."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Project
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.access import Access
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.store import locks
from natpatsip_desktop.store.document import open_document, read_workbook_at
from natpatsip_desktop.store.locks import Holder
from natpatsip_desktop.store.state import Saving

Window = Callable[..., MainWindow]
PRIYA = Holder(
    who="Priya Shah", machine="WARD-PC-12", since=datetime(2025, 10, 13, 14, 32), token="0" * 32
)
HAS_IT = "Priya Shah has this workbook open on WARD-PC-12, since 14:32."


@pytest.fixture
def held(workbook_path: Callable[[str], Path]) -> Path:
    """A workbook that Priya has open on another computer."""
    path = workbook_path("example").resolve()
    locks.lock_path(path).write_text(PRIYA.text())
    return path


def forget_life(path: Path) -> None:
    """Let the lock be one that nothing was heard of for an hour."""
    lock = locks.lock_path(path)
    old = lock.stat().st_mtime - 3600
    os.utime(lock, (old, old))


def offered(window: MainWindow) -> list[str]:
    return [button.text() for button in window.standing.acts]


def press(window: MainWindow, words: str) -> None:
    (button,) = [one for one in window.standing.acts if one.text() == words]
    button.click()
    QApplication.processEvents()


def waiting(qtbot: QtBot, open_window: Window, held: Path) -> MainWindow:
    """Open the window on Priya's workbook and wait until it is known who has it."""
    window = open_window("empty")
    window.session.open(held)
    qtbot.waitUntil(lambda: "WARD-PC-12" in window.standing.text)
    return window


def access_look(window: MainWindow) -> None:
    """Look now whether the lock is free, as the timer does."""
    window.findChild(Access).look()


def test_who_has_it_where_and_since_when_stands_above_the_page(
    qtbot: QtBot, open_window: Window, held: Path
) -> None:
    window = waiting(qtbot, open_window, held)
    assert window.session.document.state.kind is Saving.READ_ONLY
    assert window.standing.isVisible()
    assert window.standing.text == HAS_IT
    assert offered(window) == ["Try again", "Save a copy…"]
    assert window.session.document.state.words() == "Priya Shah has this project open"


def test_nothing_can_be_changed_and_that_is_said(
    qtbot: QtBot, open_window: Window, held: Path
) -> None:
    window = waiting(qtbot, open_window, held)
    before = held.read_bytes()
    with pytest.raises(WorkbookError, match="open to read only"):
        start_project(window.session.workbook, "", "Mine")
    window.session.close()
    assert held.read_bytes() == before
    assert locks.lock_path(held).exists()


def test_trying_again_while_it_is_held_says_so_and_keeps_the_page(
    qtbot: QtBot, open_window: Window, held: Path
) -> None:
    window = waiting(qtbot, open_window, held)
    window.navigator.go("templates")
    press(window, "Try again")
    assert window.navigator.place is not None and window.navigator.place.page == "templates"
    assert window.session.document.read_only
    assert window.toast.isVisible()


def test_when_it_is_free_the_newest_is_offered_and_can_be_changed(
    qtbot: QtBot, open_window: Window, held: Path
) -> None:
    window = waiting(qtbot, open_window, held)
    locks.lock_path(held).unlink()
    other = open_document(held, who="Priya Shah")
    start_project(other.workbook, "", "Priya’s last project")
    other.close()
    access_look(window)
    qtbot.waitUntil(lambda: window.standing.text == "Priya Shah has closed this workbook.")
    press(window, "Open the newest")
    assert not window.standing.isVisible()
    assert not window.session.document.read_only
    titles = [project.title for project in window.session.workbook.all(Project)]
    assert "Priya’s last project" in titles


def test_a_lock_without_life_can_be_taken_over(
    qtbot: QtBot, open_window: Window, held: Path
) -> None:
    window = waiting(qtbot, open_window, held)
    forget_life(held)
    access_look(window)
    qtbot.waitUntil(lambda: "Take it over" in offered(window))
    press(window, "Take it over")
    assert not window.session.document.read_only
    assert not window.standing.isVisible()
    assert "Priya Shah on WARD-PC-12" in window.banner.text
    window.session.close()


def test_a_lock_without_life_at_opening_is_taken_over_and_told(
    open_window: Window, held: Path
) -> None:
    forget_life(held)
    window = open_window("empty")
    window.session.open(held)
    assert not window.session.document.read_only
    assert "did not close example.qiw. You have it now" in window.banner.text


def test_a_file_changed_meanwhile_is_kept_beside_ours_and_both_are_offered(
    qtbot: QtBot, open_window: Window, workbook_path: Callable[[str], Path]
) -> None:
    window = open_window("empty")
    theirs = window.session.document.target
    theirs.write_bytes(workbook_path("example").read_bytes())
    changed = theirs.read_bytes()
    start_project(window.session.workbook, "", "Mine")
    window.session.save_now()
    qtbot.waitUntil(lambda: window.session.document.target != theirs)
    qtbot.waitUntil(lambda: "Both are kept" in window.banner.text)
    assert theirs.read_bytes() == changed
    assert [button.text() for button in window.banner.acts] == ["Compare the two", "Open theirs"]
    assert window.session.comfort.workbook == window.session.document.target
    window.banner.acts[1].click()
    assert window.session.document.target == theirs
    assert window.banner.text == ""
    (ours,) = theirs.parent.glob("empty (*.qiw")
    with read_workbook_at(ours) as workbook:
        assert [project.title for project in workbook.all(Project)] == ["Mine"]


def test_opening_what_is_open_already_does_not_lock_oneself_out(open_window: Window) -> None:
    window = open_window()
    start_project(window.session.workbook, "", "Mine")
    window.session.open(window.session.document.target)
    assert not window.session.document.read_only
    assert window.session.workbook.undo_label == "Start the project Mine"


def test_a_synced_folder_is_spoken_of_once(
    open_window: Window,
    workbook_path: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window("empty")
    path = workbook_path("example")
    monkeypatch.setenv("OneDrive", str(path.parent))
    window.session.open(path)
    assert "OneDrive copies to other computers" in window.banner.text
    window.banner.close_message()
    window.session.open(workbook_path("many"))
    window.banner.close_message()
    window.session.open(path)
    assert window.banner.text == ""


def test_the_strip_is_reached_by_f6_and_its_buttons_speak(
    qtbot: QtBot, open_window: Window, held: Path
) -> None:
    window = waiting(qtbot, open_window, held)
    assert window.standing.accessibleName() == "About this workbook"
    assert [button.accessibleName() for button in window.standing.acts] == [
        "Try again",
        "Save a copy",
    ]
    window.rail.button("home").setFocus()
    reached = False
    for _ in range(5):
        window.commands.run("next_pane")
        focus = QApplication.focusWidget()
        reached = reached or (focus is not None and window.standing.isAncestorOf(focus))
    assert reached


# -- work that cannot be saved -------------------------------------------------------------


def saves_in_vain(qtbot: QtBot, window: MainWindow) -> list[str]:
    """Start a project, save, and return what is offered about the failure."""
    start_project(window.session.workbook, "", "Mine")
    window.session.save_now()
    qtbot.waitUntil(lambda: "Your work is kept safe on this computer" in window.banner.text)
    assert window.session.document.state.words() == "Not saved yet: kept safe on this computer"
    return [button.text() for button in window.banner.acts]


def test_a_file_that_went_away_can_be_written_again(qtbot: QtBot, open_window: Window) -> None:
    window = open_window("empty")
    target = window.session.document.target
    target.rename(target.with_name("moved.qiw"))
    offers = saves_in_vain(qtbot, window)
    assert offers == ["Save it there again", "Save under another name…"]
    assert "is no longer in its folder" in window.banner.text
    window.banner.acts[0].click()
    with read_workbook_at(target) as workbook:
        assert workbook.count(Project) == 1
    qtbot.waitUntil(lambda: window.session.document.state.kind is Saving.SAVED)
    assert window.banner.text == ""


def test_work_can_go_on_under_another_name(
    qtbot: QtBot, open_window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("empty")
    target = window.session.document.target
    target.unlink()
    saves_in_vain(qtbot, window)
    new = tmp_path / "Elsewhere"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(new), ""))
    window.banner.acts[1].click()
    assert window.session.document.target == (tmp_path / "Elsewhere.qiw").resolve()
    assert window.session.comfort.workbook == window.session.document.target
    assert not target.exists()
    with read_workbook_at(window.session.document.target) as workbook:
        assert workbook.count(Project) == 1


def test_a_copy_of_what_can_only_be_read_is_offered_for_changes(
    qtbot: QtBot, open_window: Window, held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = waiting(qtbot, open_window, held)
    new = held.with_name("Mine.qiw")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(new), ""))
    press(window, "Save a copy…")
    (opens,) = window.banner.acts
    opens.click()
    assert window.session.document.target == new
    assert not window.session.document.read_only
