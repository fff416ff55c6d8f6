"""Windows to test: on an empty workbook, on the example, and on one with 300 projects."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from natpatsip_desktop.actions.demo import write_demo
from natpatsip_desktop.core.records import Frequency, Measure, Point, Project, Unit
from natpatsip_desktop.gui.app import furnish, make_window
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.store.document import new_document

TODAY = date(2025, 10, 13)
MANY = 300

Window = Callable[..., MainWindow]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let pass what Qt's screenless platform says of every window that has a size."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def let_go(qapp: QApplication) -> Iterator[None]:
    """Let go of the widgets of each test.

    Without an event loop that runs, nothing that is to be deleted later ever is: every window of
    every test would live on, repaint with the theme and make each next test slower.
    """
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def kept_workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make the workbooks once; tests work on copies."""
    folder = tmp_path_factory.mktemp("workbooks")
    paths = {name: folder / f"{name}.qiw" for name in ("empty", "example", "many")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATPATSIP_DATA", str(folder / "data"))
        new_document(paths["empty"]).close()
        write_demo(paths["example"], TODAY)
        _write_many(paths["many"])
    return paths


def _write_many(path: Path) -> None:
    document = new_document(path)
    workbook = document.workbook
    edited = datetime(2025, 10, 1, 12)
    with workbook.edit("Make many"):
        for number in range(MANY):
            project = workbook.insert(
                Project(title=f"Project {number:03d}", edited_at=edited + timedelta(minutes=number))
            )
            measure = workbook.insert(
                Measure(
                    project_id=project.id,
                    name=f"Measure {number:03d}",
                    unit=Unit.COUNT,
                    frequency=Frequency.WEEK,
                )
            )
            workbook.insert_many(
                Point(
                    measure_id=measure.id,
                    starts=date(2025, 4, 7) + timedelta(weeks=week),
                    value=float((week * 7 + number) % 11),
                )
                for week in range(27 if number % 3 else 12)
            )
    document.close()


@pytest.fixture
def workbook_path(kept_workbooks: dict[str, Path], tmp_path: Path) -> Callable[[str], Path]:
    """Return a copy of one of the workbooks."""

    def copy(name: str) -> Path:
        path = tmp_path / f"{name}.qiw"
        path.write_bytes(kept_workbooks[name].read_bytes())
        return path

    return copy


@pytest.fixture
def open_window(qtbot: QtBot, workbook_path: Callable[[str], Path]) -> Window:
    """Return a function that opens the window on a workbook of its own."""

    def show(name: str = "example", wide: int = 1366, high: int = 728) -> MainWindow:
        window = _shown(workbook_path(name), wide, high)
        qtbot.addWidget(window)
        return window

    return show


@pytest.fixture(scope="session")
def kept_windows(
    qapp: QApplication, kept_workbooks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, MainWindow]]:
    """Open one window on each workbook, for tests that only look."""
    folder = tmp_path_factory.mktemp("kept")
    windows = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATPATSIP_DATA", str(folder / "data"))
        for name, path in kept_workbooks.items():
            copy = folder / path.name
            copy.write_bytes(path.read_bytes())
            windows[name] = _shown(copy, 1366, 728)
    yield windows
    for window in windows.values():
        window.close()


@pytest.fixture
def look_at(kept_windows: dict[str, MainWindow]) -> Iterator[Window]:
    """Return a function that gives a window which nobody may change, at the size asked for."""
    yield lambda name="example", wide=1366, high=728: _raised(kept_windows[name], wide, high)
    for window in kept_windows.values():
        if window.session.theme.percent != 100:
            window.session.theme.choose(percent=100)


def _shown(path: Path, wide: int, high: int) -> MainWindow:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = make_window(app, TODAY)
    furnish(window)
    window.show()
    window.session.open(path)
    return _raised(window, wide, high)


def _raised(window: MainWindow, wide: int, high: int) -> MainWindow:
    window.resize(wide, high)
    window.activateWindow()
    QApplication.processEvents()
    return window
