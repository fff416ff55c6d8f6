"""The log, the fault report and the settings hold nothing that a person wrote."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from natpatsip_desktop.actions.measures import add_own_measure
from natpatsip_desktop.actions.points import note_point, set_point
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Better, Measure, Unit
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui import log
from natpatsip_desktop.gui.fault_report import FaultReport
from natpatsip_desktop.gui.faults import Faults, _from_qt, describe
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.navigator import Place
from natpatsip_desktop.paths import user_data

Window = Callable[..., MainWindow]
WORD, NUMBER = "Xanthippe", "918273645"
SEPTEMBER = date(2025, 9, 1)


@pytest.fixture
def fresh_log() -> Iterator[Path]:
    """A log of this test's own; the folder it is in."""
    log._logger.cache_clear()
    yield user_data() / "log"
    for handler in log._logger().handlers:
        handler.close()
    log._logger().handlers.clear()
    log._logger.cache_clear()


def written(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.log*")))


def marked(window: MainWindow, path: Path) -> Measure:
    """Open a workbook whose name, titles, notes and values are marked."""
    window.session.open(path.rename(path.with_name(f"{WORD}.qiw")))
    workbook = window.session.workbook
    project = start_project(workbook, "", f"{WORD} ward")
    measure = add_own_measure(
        workbook, project.id, f"{WORD} seen", Unit.COUNT, Better.UP, target=float(NUMBER)
    )
    point = set_point(workbook, measure.id, SEPTEMBER, value=float(NUMBER), note=f"Ask {WORD}")
    assert point is not None
    note_point(workbook, point.id, f"{WORD} again")
    return measure


def test_a_session_leaves_no_content_in_the_log(
    open_window: Window, workbook_path: Callable[[str], Path], fresh_log: Path
) -> None:
    faults = Faults()
    reports: list[str] = []
    window = open_window("empty")
    faults.tell, faults.report = window.tell_error, reports.append
    measure = marked(window, workbook_path("example"))

    def met(do: Callable[[], object]) -> None:
        try:
            do()
        except Exception as error:
            faults.take(type(error), error, error.__traceback__)

    def stumble() -> None:
        raise ValueError(f"{WORD}: {NUMBER}")

    met(lambda: set_point(window.session.workbook, measure.id, SEPTEMBER, value=-float(NUMBER)))
    met(lambda: window.session.open(Path(f"/nowhere/{WORD}.qiw")))
    met(stumble)
    for page in ("overview", "measures", "home", "versions", "changes", "settings"):
        project = measure.project_id if page in ("overview", "measures") else None
        window.navigator.go_to(Place(page=page, project_id=project))
        QApplication.processEvents()
    window.session.undo()
    window.session.document.save()
    window.session.tasks.wait()
    _from_qt(QtMsgType.QtWarningMsg, None, f"QTextBrowser: No document for {WORD}")  # type: ignore[arg-type]
    _from_qt(QtMsgType.QtWarningMsg, None, f'Could not open the file "{WORD}"')  # type: ignore[arg-type]
    said = written(fresh_log)
    for kept in ("told: BadInput", "told: CannotOpen", "ValueError", "QTextBrowser", "Could not"):
        assert kept in said
    assert WORD not in said and NUMBER not in said
    assert len(reports) == 1
    assert WORD not in reports[0] and NUMBER not in reports[0]


def test_what_qt_says_goes_to_the_log(fresh_log: Path) -> None:
    before = qInstallMessageHandler(_from_qt)
    try:
        qWarning(f"QFont::setPointSize: {WORD}")
    finally:
        qInstallMessageHandler(before)
    assert "Qt QtWarningMsg: QFont::setPointSize: " not in written(fresh_log)
    assert "QFont" in written(fresh_log)
    assert WORD not in written(fresh_log)


def test_the_log_turns_over_and_stays_small(
    fresh_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "BYTES", 2_000)
    for number in range(500):
        log.write_log(f"entry {number:04} of a log that must not grow for ever")
    files = sorted(path.name for path in fresh_log.iterdir())
    assert files == ["natpatsip.log", *(f"natpatsip.log.{i}" for i in range(1, log.KEPT + 1))]
    assert all(path.stat().st_size <= 2_000 for path in fresh_log.iterdir())
    assert "entry 0499" in (fresh_log / "natpatsip.log").read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_stops_nothing(
    fresh_log: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(log, "user_data", lambda: blocked)
    log.write_log("told: CannotOpen")


def test_the_fault_report_can_be_copied_and_says_that_the_work_is_safe(qtbot: QtBot) -> None:
    try:
        raise ValueError(WORD)
    except ValueError as error:
        report = describe(type(error), error.__traceback__)
    dialog = FaultReport(report, None)
    qtbot.addWidget(dialog)
    copy = next(button for button in dialog.findChildren(QPushButton) if "Copy" in button.text())
    copy.click()
    assert QGuiApplication.clipboard().text() == report
    assert "ValueError" in report and Path(__file__).name in report
    assert WORD not in report


# -- a shared computer ---------------------------------------------------------------------


def settings_text(window: MainWindow) -> str:
    window.close()
    return (user_data() / "comfort.ini").read_text(encoding="utf-8")


def used(window: MainWindow, path: Path) -> None:
    """Open a marked workbook and go to a project by the command box."""
    measure = marked(window, path)
    window.box.recent = [f"project:{measure.project_id}"]
    window.session.comfort.returns_folder = Path(f"/home/{WORD}")
    window.session.comfort.places = ["0123456789ab"]


def test_the_settings_remember_where_one_left_off(
    open_window: Window, workbook_path: Callable[[str], Path]
) -> None:
    window = open_window("empty")
    used(window, workbook_path("example"))
    text = settings_text(window)
    assert WORD in text and "recent" in text


def test_on_a_shared_computer_nothing_is_remembered(
    open_window: Window, workbook_path: Callable[[str], Path]
) -> None:
    window = open_window("empty")
    window.session.comfort.shared = True
    used(window, workbook_path("example"))
    text = settings_text(window)
    assert "shared=yes" in text
    assert WORD not in text
    for name in ("recent=", "workbook=", "places=", "returns_folder="):
        assert name not in text


def test_switching_it_on_forgets_what_was_remembered(
    open_window: Window, workbook_path: Callable[[str], Path]
) -> None:
    window = open_window("empty")
    used(window, workbook_path("example"))
    window.session.comfort.flush()
    window.session.comfort.shared = True
    assert WORD not in settings_text(window)


def test_a_shared_computer_starts_at_home(open_window: Window) -> None:
    window = open_window("example")
    window.session.comfort.shared = True
    assert window.navigator.place is not None and window.navigator.place.page == "home"
    assert not window.navigator.can_go_back
    assert window.session.comfort.recent == []


def test_what_a_person_can_put_right_is_logged_by_its_kind_only(fresh_log: Path) -> None:
    faults = Faults()
    faults.tell = lambda error: None
    error = WorkbookError(f"{WORD} is not there.", f"Look for {WORD}.")
    faults.take(type(error), error, None)
    assert written(fresh_log).rstrip().endswith("told: WorkbookError")
