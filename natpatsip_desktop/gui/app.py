"""The program with its window: everything that lives as long as the process."""

import gc
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from natpatsip_desktop import __version__
from natpatsip_desktop.gui import start
from natpatsip_desktop.gui.comfort import Comfort
from natpatsip_desktop.gui.faults import Faults
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.theme import Theme

COLLECT = 10_000  # ms between garbage collections


def run(path: Path | None, *, ready: Callable[[], object] | None = None) -> int:
    """Open the window on a workbook, the one used last if `path` is None; return the exit code.

    `ready` is called once the first page is painted with its content.
    """
    faults = Faults()
    faults.install()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("natpatsip")
    app.setApplicationVersion(__version__)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    collector = collect_in_gui_thread(app)
    window = make_window(app)
    faults.tell = window.tell_error
    faults.report = partial(_show_report, window)
    window.show()
    QTimer.singleShot(0, lambda: start.begin(window.session, path))
    if ready is not None:
        window.moved.connect(lambda _place: QTimer.singleShot(0, ready))
    code = app.exec()
    collector.stop()
    return code


def make_window(app: QApplication, today: date | None = None) -> MainWindow:
    """Return the dressed window, not yet shown, on a session that has yet to open a workbook."""
    comfort = Comfort()
    theme = Theme(app, comfort.look, comfort.text_size)
    return MainWindow(Session(theme, comfort, today=today))


def collect_in_gui_thread(app: QApplication) -> QTimer:
    """Collect garbage by a timer of the GUI thread only.

    The collector may delete Qt objects, and by itself it runs in whatever thread allocates.
    """
    gc.disable()
    timer = QTimer(app)
    timer.timeout.connect(lambda: gc.collect())
    timer.start(COLLECT)
    return timer


def _show_report(window: MainWindow, report: str) -> None:
    # Here and not above: few starts ever need it.
    from natpatsip_desktop.gui.fault_report import FaultReport  # noqa: PLC0415

    FaultReport(report, window).exec()
