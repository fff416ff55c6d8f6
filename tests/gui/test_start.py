"""What the program opens at its start, how it saves by itself, and how it answers."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from natpatsip_desktop import __main__ as entrance
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Project
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui import autosave, log, start
from natpatsip_desktop.gui.app import furnish, make_window
from natpatsip_desktop.gui.faults import Faults
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.paths import user_data
from natpatsip_desktop.store.document import read_workbook_at
from natpatsip_desktop.store.state import Saving

Window = Callable[..., MainWindow]
PathOf = Callable[[str], Path]


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A window that has opened nothing yet, with documents in a folder of its own."""
    monkeypatch.setattr(start, "user_documents", lambda: tmp_path / "Documents")
    made = make_window(qapp)
    furnish(made)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_first_start_makes_the_default_workbook(window: MainWindow) -> None:
    start.begin(window.session, None)
    target = window.session.document.target
    assert target.name == "Improvement workbook.qiw"
    assert target.exists()
    assert window.navigator.place is not None
    assert window.navigator.place.page == "home"


def test_the_workbook_used_last_is_opened_again(
    window: MainWindow, workbook_path: PathOf, qapp: QApplication
) -> None:
    path = workbook_path("example").resolve()
    start.begin(window.session, path)
    window.close()
    again = make_window(qapp)
    furnish(again)
    start.begin(again.session, None)
    assert again.session.document.target == path
    again.close()


def test_on_a_shared_computer_it_is_not(window: MainWindow, workbook_path: PathOf) -> None:
    window.session.comfort.shared = True
    start.begin(window.session, workbook_path("example"))
    assert window.session.comfort.workbook is None


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_workbook_is_told_and_left_alone(
    window: MainWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd.qiw"
    path.write_bytes(content)
    with pytest.raises(WorkbookError):
        start.begin(window.session, path)
    assert path.read_bytes() == content
    assert window.session.document.target.name == "Improvement workbook.qiw"


def test_a_file_that_is_not_there_is_told(window: MainWindow, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=r"is not there|no file"):
        start.begin(window.session, tmp_path / "gone.qiw")
    assert window.session.is_open


def test_opening_what_cannot_be_opened_keeps_the_workbook(
    open_window: Window, tmp_path: Path
) -> None:
    shown = open_window()
    before = shown.session.document
    odd = tmp_path / "odd.qiw"
    odd.write_text("odd")
    with pytest.raises(WorkbookError):
        shown.session.open(odd)
    assert shown.session.document is before


# -- saving --------------------------------------------------------------------------------------


def titles(path: Path) -> set[str]:
    with read_workbook_at(path) as workbook:
        return {project.title for project in workbook.all(Project)}


def test_an_edit_is_saved_a_moment_later(
    qtbot: QtBot, open_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "MOMENT", 10)
    session = open_window("empty").session
    start_project(session.workbook, "", "Warm babies")
    qtbot.waitUntil(lambda: session.document.state.kind is Saving.SAVED)
    assert titles(session.document.target) == {"Warm babies"}


def test_closing_saves(open_window: Window) -> None:
    window = open_window("empty")
    target = window.session.document.target
    start_project(window.session.workbook, "", "Warm babies")
    window.close()
    assert titles(target) == {"Warm babies"}


def test_saving_by_hand_answers(qtbot: QtBot, open_window: Window) -> None:
    session = open_window("empty").session
    start_project(session.workbook, "", "Warm babies")
    with qtbot.waitSignal(session.told) as told:
        session.save_now()
    assert told.args[0].text.startswith("All changes saved ")


def test_many_edits_while_saving_all_arrive(
    qtbot: QtBot, open_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "MOMENT", 1)
    session = open_window("empty").session
    wanted = {f"Project {number}" for number in range(12)}
    for title in sorted(wanted):
        start_project(session.workbook, "", title)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: session.document.state.kind is Saving.SAVED)
    assert titles(session.document.target) == wanted


# -- the entrance --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "window"),
    [([], True), (["a.qiw"], True), (["A.QIW"], True), (["info", "a.qiw"], False), (["-h"], False)],
)
def test_words_choose_the_face(words: list[str], window: bool) -> None:
    assert entrance.wants_window(words) is window


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_without_a_screen_it_says_so_and_what_to_do() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "natpatsip_desktop"],
        env={"PATH": "", "HOME": "/nonexistent"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
    )
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == list(entrance.NO_DISPLAY)


def test_the_window_is_painted_before_the_store_is_loaded() -> None:
    """What the start-up benchmark counts on: no store and no numpy before the first paint."""
    script = (
        "import sys; from pathlib import Path; from natpatsip_desktop.gui.app import run\n"
        "from PySide6.QtWidgets import QApplication\n"
        "heavy = {'numpy', 'peewee', 'sqlite3', 'pyqtgraph', 'openpyxl', 'PySide6.QtUiTools'}\n"
        "def seen():\n"
        "    print(sorted(heavy & set(sys.modules))); QApplication.quit()\n"
        "run(None, painted=seen)"
    )
    # The first start of all looks the icons up; every later one has them at hand.
    for _ in range(2):
        result = subprocess.run(
            [sys.executable, "-c", script],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    assert result.stdout.strip() == "[]"


# -- the log -------------------------------------------------------------------------------------


def test_the_log_holds_types_and_places_but_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    log._logger.cache_clear()
    caught = Faults()
    shown: list[str] = []
    caught.tell, caught.report = (lambda error: shown.append(str(error))), shown.append
    for error in (ValueError("Mrs Example"), WorkbookError("Mrs Example is not there.")):
        try:
            raise error
        except Exception as raised:
            caught.take(type(raised), raised, raised.__traceback__)
    written = (user_data() / "log" / "natpatsip.log").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "test_start.py" in written
    assert "told: WorkbookError" in written
    assert "Example" not in written
    assert len(shown) == 2
    log._logger.cache_clear()


def test_a_fault_while_one_is_shown_opens_no_second_report() -> None:
    log._logger.cache_clear()
    caught = Faults()
    shown: list[str] = []

    def report(text: str) -> None:
        shown.append(text)
        caught.take(ValueError, ValueError(), None)

    caught.report = report
    caught.take(ValueError, ValueError(), None)
    assert len(shown) == 1
    log._logger.cache_clear()


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere there is always a screen"
)
def test_a_screen_out_of_reach_is_said_in_words(tmp_path: Path) -> None:
    around = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    around |= {"DISPLAY": ":987", "NATPATSIP_DATA": str(tmp_path)}
    around.pop("WAYLAND_DISPLAY", None)
    done = subprocess.run(
        [sys.executable, "-m", "natpatsip_desktop"], env=around, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith("The window cannot be shown")
    assert "apt-get install" in done.stderr
    assert "Traceback" not in done.stderr
