"""The program with its window: everything that lives as long as the process."""

import gc
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from natpatsip_desktop import __version__
from natpatsip_desktop.gui.comfort import Comfort
from natpatsip_desktop.gui.faults import Faults
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.theme import Theme
from natpatsip_desktop.paths import shipped

if TYPE_CHECKING:
    from natpatsip_desktop.gui.desk import Desk

COLLECT = 10_000  # ms between garbage collections


def run(
    path: Path | None,
    *,
    painted: Callable[[], object] | None = None,
    ready: Callable[[], object] | None = None,
) -> int:
    """Open the window on a workbook, the one used last if `path` is None; return the exit code.

    `painted` is called when the window can be seen, `ready` when its first page is painted too.
    """
    faults = Faults()
    faults.install()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("natpatsip")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("natpatsip")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    collector = collect_in_gui_thread(app)
    window = make_window(app)
    faults.tell = window.tell_error
    faults.report = partial(_show_report, window)
    window.painted.connect(painted or partial(_begin, window, path, ready))
    window.show()
    code = app.exec()
    collector.stop()
    return code


def make_window(app: QApplication, today: date | None = None) -> MainWindow:
    """Return the dressed window, not yet shown, without a workbook or a desk."""
    comfort = Comfort()
    theme = app.findChild(Theme)
    if theme is None:
        theme = Theme(app, comfort.look, comfort.text_size)
    else:
        theme.choose(comfort.look, comfort.text_size)
    return MainWindow(Session(theme, comfort, today=today))


def furnish(window: MainWindow) -> "Desk":
    """Give a window its desk, which makes it work."""
    # Here and not above: it brings the store and the statistics, and the window is seen first.
    from natpatsip_desktop.gui.desk import Desk  # noqa: PLC0415

    return Desk(window)


def collect_in_gui_thread(app: QApplication) -> QTimer:
    """Collect garbage by a timer of the GUI thread only.

    The collector may delete Qt objects, and by itself it runs in whatever thread allocates.
    """
    gc.disable()
    timer = QTimer(app)
    timer.timeout.connect(lambda: gc.collect())
    timer.start(COLLECT)
    return timer


def _begin(window: MainWindow, path: Path | None, ready: Callable[[], object] | None) -> None:
    """Make the window work, and open the workbook."""
    window.setWindowIcon(QIcon(str(shipped("resources") / "icons" / "natpatsip.svg")))
    desk = furnish(window)
    if ready is not None:
        # The page paints before a timer of no time: it was asked to when it was shown.
        desk.arrived.connect(lambda _place: QTimer.singleShot(0, ready))
    # Here and not above: it brings the store, and the window is seen first.
    from natpatsip_desktop.gui.start import begin  # noqa: PLC0415

    begin(window.session, path)


def _show_report(window: MainWindow, report: str) -> None:
    # Here and not above: few starts ever need it.
    from natpatsip_desktop.gui.fault_report import FaultReport  # noqa: PLC0415

    FaultReport(report, window).exec()
