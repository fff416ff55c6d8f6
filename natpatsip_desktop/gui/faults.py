"""The one place where errors in the window end: a banner for a person's, a report for ours."""

import os
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from natpatsip_desktop import __version__
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.log import write_log

QT_WORDS = 4  # of a message in which nobody says who speaks
NO_WINDOW = (
    "The window cannot be shown: the screen is out of reach, or a system library is missing.",
    "On Debian or Ubuntu: apt-get install libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"
    " libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0. Without a screen: natpatsip --help",
)
Tell = Callable[[WorkbookError], object]
Report = Callable[[str], object]


class Faults:
    """Takes every exception that nobody caught; Qt hands those of its slots to `sys.excepthook`.

    `tell` shows what a person can put right. `report` shows a fault of the program. Until the
    window gives them, both go to standard error.
    """

    def __init__(self) -> None:
        self.tell: Tell = lambda error: print_plain(str(error))
        self.report: Report = print_plain
        self._reporting = False

    def install(self) -> None:
        """Take uncaught exceptions and Qt's messages from now on."""
        sys.excepthook = self.take
        qInstallMessageHandler(_from_qt)

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show an exception to the person in the way that is right for it."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, WorkbookError):
            write_log(f"told: {type(error).__name__}")
            self.tell(error)
        else:
            self._fault(describe(kind, trace))

    def _fault(self, report: str) -> None:
        write_log(report)
        # A fault while one is shown must not open report upon report.
        if not self._reporting:
            self._reporting = True
            try:
                self.report(report)
            finally:
                self._reporting = False


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where a fault happened: types, files and lines, but no text that a person wrote."""
    steps = traceback.extract_tb(trace)
    lines = [f"NatPatSIP workbook {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    lines += [f"  {_tail(step.filename)}:{step.lineno} in {step.name}" for step in steps]
    return "\n".join([*lines, kind.__name__])


def print_plain(text: str) -> None:
    """Write to standard error, where there is one (a window on Windows has none)."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def _tail(path: str) -> str:
    """Leave out the folders above, which can hold a person's name."""
    return "/".join(path.replace("\\", "/").split("/")[-3:])


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if kind is QtMsgType.QtFatalMsg and "platform plugin" in message:
        # Qt would end the process without a word: our handler took the words it has.
        print_plain("\n".join(NO_WINDOW))
        os._exit(2)
    if kind is not QtMsgType.QtDebugMsg:
        write_log(f"Qt {kind.name}: {_beginning(message)}")


def _beginning(message: str) -> str:
    """Return who of Qt speaks, and no more: what follows may name a file, or a text of a person."""
    speaker, colon, _ = message.partition(":")
    if colon and " " not in speaker:
        return speaker
    return " ".join(message.split()[:QT_WORDS])
