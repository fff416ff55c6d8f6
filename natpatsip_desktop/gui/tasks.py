"""Slow work on values in other threads, its result handed back in the GUI thread."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from shiboken6 import isValid

from natpatsip_desktop.errors import WorkbookError

Result = TypeVar("Result")
Then = Callable[[Any], object]
Fail = Callable[[BaseException], object]


class Tasks(QObject):
    """Runs pure functions in a thread pool.

    One relay lives in the GUI thread for all of them: a result that is carried by an object
    of its own can be lost when that object goes before its signal arrives.
    """

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._finished.connect(self._hand_back)

    def run(
        self,
        function: Callable[..., Result],
        *arguments: Any,
        then: Callable[[Result], object],
        fail: Fail | None = None,
    ) -> None:
        """Call `function` in another thread and give its result to `then` in this one.

        What it raises goes to `fail`; without one it is raised here, as if called directly. Methods
        of a page that is gone by then are not called.
        """

        def work() -> None:
            try:
                result = function(*arguments)
            except BaseException as error:
                self._finished.emit(fail or _raise, error)
            else:
                self._finished.emit(then, result)

        self._pool.start(work)

    def wait(self) -> None:
        """Wait until everything begun is done; results arrive with the next events."""
        self._pool.waitForDone()

    @Slot(object, object)
    def _hand_back(self, receiver: Then, value: object) -> None:
        if not _gone(receiver):
            receiver(value)
        elif isinstance(value, BaseException) and not isinstance(value, WorkbookError):
            raise value


def _gone(receiver: Then) -> bool:
    """Tell whether a page that waits was taken down meanwhile: another workbook was opened."""
    while isinstance(receiver, partial):
        receiver = receiver.func
    owner = getattr(receiver, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)


def _raise(error: BaseException) -> None:
    raise error
