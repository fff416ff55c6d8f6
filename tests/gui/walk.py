"""Ways to look at a window from outside: what can be focused, how it is named, where Tab goes."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from natpatsip_desktop.actions.home import main_measure
from natpatsip_desktop.core.records import Measure, Project
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.navigator import Place
from natpatsip_desktop.gui.pages.registry import PageEntry


def place_of(window: MainWindow, entry: PageEntry) -> Place | None:
    """Return a place for a page, or None if the workbook has nothing that it could show."""
    workbook = window.session.workbook
    project = workbook.find(Project, deleted_at=None)
    measure = main_measure(workbook, project) if project else workbook.find(Measure)
    if (entry.needs and project is None) or (entry.needs == "measure" and measure is None):
        return None
    return Place(
        page=entry.name,
        project_id=project.id if project and entry.needs else None,
        measure_id=measure.id if measure and entry.needs == "measure" else None,
    )


def go_to(window: MainWindow, entry: PageEntry) -> bool:
    """Show a page; tell whether there is anything for it to show."""
    place = place_of(window, entry)
    if place is not None:
        window.navigator.go_to(place)
        settle()
    return place is not None


def settle() -> None:
    """Let every layout come to rest: one that changes its height asks the one above, in turn."""
    for _ in range(4):
        QApplication.processEvents()


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Yield what Tab can stop at."""
    for widget in root.findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and not widget.objectName().startswith("qt_")
        ):
            yield widget


def spoken_name(widget: QWidget) -> str:
    """Return the name that a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def described(widget: QWidget) -> str:
    """Name a widget for the message of a failed test."""
    return f"{type(widget).__name__} {widget.objectName() or spoken_name(widget)}"


def tab_round(window: MainWindow, most: int = 400) -> list[QWidget]:
    """Press Tab until the focus is where it began, and return every stop."""
    start = QApplication.focusWidget()
    assert start is not None, "nothing has the focus"
    stops = [start]
    for _ in range(most):
        before = QApplication.focusWidget()
        assert before is not None
        QTest.keyClick(before, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is start:
            return stops
        assert now is not before, f"Tab does not leave {described(before)}"
        stops.append(now)
    raise AssertionError(f"Tab never came back to {described(start)}")


def mnemonics(root: QWidget) -> list[str]:
    """Return the letters that Alt reaches on a page, in lower case."""
    texts = [one.text() for one in root.findChildren(QAbstractButton) if one.isVisible()]
    texts += [one.text() for one in root.findChildren(QLabel) if one.isVisible() and one.buddy()]
    return [letter for text in texts if (letter := mnemonic(text))]


def mnemonic(text: str) -> str:
    """Return the letter after a single &, in lower case."""
    at = text.replace("&&", "  ").find("&")
    return text[at + 1].lower() if 0 <= at < len(text) - 1 else ""


def cut_off(page: QWidget) -> Iterator[str]:
    """Yield the words of buttons and wrapped labels that are lower than their text."""
    for one in page.findChildren(QAbstractButton):
        if one.isVisible() and one.text() and one.height() < one.sizeHint().height():
            yield one.text()
    for label in page.findChildren(QLabel):
        wraps = label.isVisible() and label.text() and label.wordWrap()
        if wraps and label.height() < label.heightForWidth(label.width()) - 1:
            yield label.text()


def page_scroll(window: MainWindow) -> QScrollArea:
    """Return the scroll area of the page that is shown."""
    scroll = window.pages.currentWidget()
    assert isinstance(scroll, QScrollArea)
    return scroll
