"""The focus stays on the page while it changes under it, and nothing lies over what is read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from measure_desk import Desk, close_desk, make_desk
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from walk import settle

from natpatsip_desktop.actions.cycles import move_cycle, plan_cycle
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Stage
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.pages.cycles_page import CyclesPage

Window = Callable[..., MainWindow]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


@pytest.fixture
def cycles(open_window: Window) -> CyclesPage:
    """The page of a new project with one cycle in Do."""
    window = open_window("empty")
    workbook = window.session.workbook
    project = start_project(workbook, "MN-SFP", "Smoke-free pregnancies")
    cycle = plan_cycle(workbook, project.id, "Pocket card", prediction="9 of 10")
    move_cycle(workbook, cycle.id, Stage.DO)
    window.navigator.go("cycles", project.id)
    settle()
    page = window.pages.page
    assert isinstance(page, CyclesPage)
    return page


def undo(page: CyclesPage) -> None:
    page.session.undo()
    settle()


def test_undoing_the_only_cycle_leads_to_the_first(cycles: CyclesPage) -> None:
    assert QApplication.focusWidget() is cycles.list
    undo(cycles)
    undo(cycles)
    assert cycles.empty.isVisible()
    assert QApplication.focusWidget() is cycles.first_button


def test_undo_puts_away_what_was_asked_about_the_cycle(cycles: CyclesPage) -> None:
    QTest.keyClick(cycles.list, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert cycles.record.strip.isVisible()
    undo(cycles)
    assert not cycles.record.strip.isVisible()
    cycles.session.redo()
    settle()
    assert not cycles.record.strip.isVisible()


def test_narrowing_the_window_keeps_the_focus_on_the_page(desk: Desk) -> None:
    assert QApplication.focusWidget() is desk.page.data.grid
    desk.window.resize(900, 430)
    settle()
    assert desk.page.panes.narrow
    focused = QApplication.focusWidget()
    assert focused is not None
    assert desk.page.isAncestorOf(focused)
    assert focused.isVisible()


def test_a_toast_leaves_the_reading_free(desk: Desk) -> None:
    desk.window.session.tell("30 new numbers are in the measure.", kind=Kind.ANSWER, undo=True)
    settle()
    assert not _place(desk.window.toast).intersects(_place(desk.page.signal.headline))
    assert not _place(desk.window.toast).intersects(_place(desk.page.signal.sentence))


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
