"""The chart verb makes a bare Qt application where there is none, which window tests cannot use."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def window_application(qapp: QApplication) -> QApplication:
    """Make the window's kind of application first, since one process runs all tests.

    How the verb makes its own is tried in tests/gui/charts, in a process of its own.
    """
    return qapp
