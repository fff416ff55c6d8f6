"""The pinned PySide6 keeps count of `True`; 6.12.0 loses one reference at every emit."""

import sys

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rung = Signal()


def test_emitting_signals_loses_no_reference() -> None:
    bell = Bell()
    before = sys.getrefcount(True)
    for _ in range(100):
        bell.rung.emit()
    after = sys.getrefcount(True)  # not inside the assert, where pytest itself holds one more
    assert after == before
