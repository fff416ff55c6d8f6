"""Be `natpatsip` for the README test: a window opens, shows itself once and closes again."""

import sys

from natpatsip_desktop.__main__ import main, wants_window


def show_once(*_: object) -> int:
    """Stand in for QApplication.exec: handle what is waiting, insist on a window, close it."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - a verb must run without Qt

    QApplication.processEvents()
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert windows, "no window was shown"
    for window in windows:
        window.close()
    QApplication.processEvents()
    return 0


if __name__ == "__main__":
    if wants_window(sys.argv[1:]):
        from PySide6.QtWidgets import QApplication

        QApplication.exec = show_once  # type: ignore[method-assign]
    sys.exit(main())
