"""A window on a workbook with one weekly measure, and hands to work it by keys and clicks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from natpatsip_desktop.actions.measures import add_own_measure, set_target
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Better, Frequency, Measure, Point, Unit
from natpatsip_desktop.gui.app import furnish, make_window
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.measure_page import MeasurePage
from natpatsip_desktop.store.document import new_document
from natpatsip_desktop.store.workbook import Workbook

TODAY = date(2025, 10, 8)
DUE = date(2025, 10, 6)
LOW_WEEKS, HIGH_WEEKS = 21, 9


@dataclass
class Desk:
    """The window, its Measure page and the measure shown; `steps` counts keys and clicks."""

    window: MainWindow
    page: MeasurePage
    measure: Measure
    steps: int = 0

    @property
    def workbook(self) -> Workbook:
        """Return the open workbook."""
        return self.window.session.workbook

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """Press a key where the focus is."""
        self.steps += 1
        QTest.keyClick(on or focused(), key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a text where the focus is; the first letter may move it."""
        for letter in text:
            QTest.keyClicks(focused(), letter)
        QApplication.processEvents()

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        self.steps += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def click_dot(self, dot: int) -> None:
        """Click a point of the chart."""
        self.steps += 1
        at = self.page.chart.dot_rect(dot).center()
        port = self.page.chart._plot_area().viewport()
        where = port.mapFrom(self.page.chart, at)
        QTest.mouseMove(port, where)
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=where)
        QApplication.processEvents()

    def clipboard(self, text: str) -> None:
        """Put on the clipboard what was copied in Excel."""
        QGuiApplication.clipboard().setText(text)

    def cell(self) -> tuple[str, str]:
        """Return period and field of the current cell."""
        index = self.page.data.grid.currentIndex()
        table = self.page.data.grid.table
        return table.rows[index.row()].period, table.columns[index.column()].name

    def point(self, starts: date) -> Point | None:
        """Return the point of a period as it is stored."""
        return self.workbook.find(Point, measure_id=self.measure.id, starts=starts)

    def points(self) -> int:
        """Count the points stored."""
        return self.workbook.count(Point, measure_id=self.measure.id)

    def headline(self) -> str:
        """Return what the signal card says first."""
        return self.page.signal.headline.text()


def close_desk(desk: Desk) -> None:
    """Close the workbook, and take the window down now: many of them would fill the memory."""
    desk.window.session.close()
    desk.window.hide()
    desk.window.deleteLater()
    QApplication.sendPostedEvents(desk.window, QEvent.Type.DeferredDelete)


def focused() -> QWidget:
    """Return the widget that keys go to."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def weeks(count: int, last: date = DUE) -> list[date]:
    """Return the Mondays of so many weeks, the last of them the one before `last`."""
    return [last - timedelta(weeks=n) for n in range(count, 0, -1)]


def improving() -> Iterable[tuple[float, float]]:
    """Give 21 weeks round 70% and 9 above 90%."""
    for n in range(LOW_WEEKS):
        yield 33 + n % 5, 50
    for n in range(HIGH_WEEKS):
        yield 46 + n % 3, 50


def make_desk(folder: Path, *, full: bool = True, width: int = 1366, height: int = 728) -> Desk:
    """Open a window on a new workbook, at the Measure page."""
    path = folder / "Work.qiw"
    document = new_document(path)
    project = start_project(document.workbook, "MN-SFP", "Smoke-free pregnancies")
    measure = add_own_measure(
        document.workbook,
        project.id,
        "Smoke-free at delivery",
        Unit.PERCENT,
        Better.UP,
        frequency=Frequency.WEEK,
        numerator_label="Smoke-free",
        denominator_label="Births",
    )
    if full:
        set_target(document.workbook, measure.id, 95)
        with document.workbook.edit("Add 30 points"):
            document.workbook.insert_many(
                Point(measure_id=measure.id, starts=start, numerator=top, denominator=below)
                for start, (top, below) in zip(weeks(30), improving(), strict=True)
            )
    document.close()
    return open_desk(path, measure, width, height)


def open_desk(path: Path, measure: Measure, width: int = 1366, height: int = 728) -> Desk:
    """Open a window on a workbook, at the page of this measure."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = make_window(app, TODAY)
    window.desk = furnish(window)  # type: ignore[attr-defined]  # keeps it alive
    window.resize(width, height)
    window.show()
    window.session.open(path)
    window.navigator.go("measure", measure.project_id, measure.id)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QApplication.processEvents()
    page = window.pages.page
    assert isinstance(page, MeasurePage)
    return Desk(window=window, page=page, measure=measure)
