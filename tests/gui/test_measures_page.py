"""The measures of a project: the list, its order, and adding one that ships or one's own."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.core.records import Better, Frequency, Measure, Project, Unit
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.measures_page import MeasuresPage

Window = Callable[..., MainWindow]
ENTER = Qt.Key.Key_Return
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(open_window: Window) -> MainWindow:
    return open_window()


def page_of(window: MainWindow, title: str = "Smoke-free pregnancies") -> MeasuresPage:
    project = window.session.workbook.find(Project, title=title)
    assert project is not None
    window.navigator.go("measures", project.id)
    QApplication.processEvents()
    page = window.pages.page
    assert isinstance(page, MeasuresPage)
    return page


def names(page: MeasuresPage) -> list[str]:
    return [row.measure.name for row in page.table.rows if row.measure]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    QApplication.processEvents()


def write(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    QApplication.processEvents()


def test_every_measure_has_its_row_with_role_value_and_signal(window: MainWindow) -> None:
    page = page_of(window)
    assert len(page.table.rows) == 6
    first = page.table.index(0, 0)
    assert first.data() == "Women smoke-free at delivery"
    spoken = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Outcome · weekly · main measure. Women smoke-free at delivery 89%")
    assert "Improved, 9 weeks above the median" in spoken
    assert page.table.index(0, 4).data() == "Data due today. Last number 29 Sep 2025"


def test_enter_opens_a_measure(window: MainWindow) -> None:
    page = page_of(window)
    assert QApplication.focusWidget() is page.view
    press(Qt.Key.Key_Down)
    press(ENTER)
    place = window.navigator.place
    assert place is not None
    assert place.page == "measure"
    assert window.session.workbook.one(Measure, place.measure_id or 0).name == "CO test at booking"


def test_a_measure_is_moved_by_keys_and_undone(window: MainWindow) -> None:
    page = page_of(window)
    before = names(page)
    press(Qt.Key.Key_Down, ALT)
    assert names(page) == [before[1], before[0], *before[2:]]
    assert page.view.currentIndex().row() == 1
    window.session.undo()
    assert names(page) == before


def test_another_measure_becomes_the_main_one(window: MainWindow) -> None:
    page = page_of(window)
    press(Qt.Key.Key_Down)
    window.commands.run("main_measure")
    assert page.table.rows[1].project.main_measure_id == page.table.rows[1].measure.id  # type: ignore[union-attr]


def test_a_measure_is_deleted_and_brought_back(window: MainWindow) -> None:
    page = page_of(window)
    press(Qt.Key.Key_Delete)
    assert len(names(page)) == 5
    assert window.toast.isVisible()
    window.session.undo()
    assert len(names(page)) == 6


def test_a_measure_that_ships_is_added_with_one_enter(window: MainWindow) -> None:
    page = page_of(window)
    window.commands.run("add_measure")
    assert QApplication.focusWidget() is page.adding.search
    offered = page.adding.shipped.currentItem().text()
    press(ENTER)
    place = window.navigator.place
    assert place is not None
    assert place.page == "measure"
    added = window.session.workbook.one(Measure, place.measure_id or 0)
    assert added.name == offered
    assert added.library_id.startswith("MN-SFP")


def test_measures_of_all_drivers_are_found_by_their_words(window: MainWindow) -> None:
    page = page_of(window)
    page.add()
    write("opioid")
    found = [page.adding.shipped.item(i).text() for i in range(page.adding.shipped.count())]
    assert found[0] == "Other national measures"
    assert len(found) > 3
    write(" no such measure")
    assert not page.adding.add_shipped.isEnabled()


def test_a_measure_of_ones_own_is_added_by_keys(window: MainWindow) -> None:
    page = page_of(window)
    page.add()
    page.adding.tabs.setFocus()
    press(Qt.Key.Key_Right)
    assert QApplication.focusWidget() is page.adding.name
    write("Minutes to first visit")
    adding = page.adding
    adding.unit.setCurrentIndex(adding.unit.findData(Unit.VALUE.value))
    adding.better.setCurrentIndex(adding.better.findData(Better.DOWN.value))
    assert adding.labels.isHidden()
    adding.name.setFocus()
    press(ENTER)
    place = window.navigator.place
    assert place is not None
    added = window.session.workbook.one(Measure, place.measure_id or 0)
    assert (added.name, added.unit, added.better, added.frequency) == (
        "Minutes to first visit",
        Unit.VALUE,
        Better.DOWN,
        Frequency.WEEK,
    )


def test_a_measure_needs_a_name_and_says_so(window: MainWindow) -> None:
    page = page_of(window)
    page.add()
    page.adding.tabs.setCurrentIndex(1)
    press(ENTER)
    assert page.adding.wrong.text().startswith("The measure needs a name.")
    assert len(names(page)) == 6


def test_escape_closes_the_panel(window: MainWindow) -> None:
    page = page_of(window)
    page.add()
    press(Qt.Key.Key_Escape)
    assert page.adding.isHidden()
    assert QApplication.focusWidget() is page.view


def test_a_project_without_measures_says_what_to_do_first(window: MainWindow) -> None:
    start_project(window.session.workbook, "MN-PPO", "New work")
    page = page_of(window, "New work")
    assert page.view.isHidden() or not page.view.isVisible()
    press(ENTER)
    assert page.adding.isVisible()
    press(ENTER)
    assert window.navigator.place.page == "measure"  # type: ignore[union-attr]


@pytest.mark.parametrize(("wide", "high"), [(1093, 534), (900, 430)])
def test_list_and_panel_take_turns_in_a_small_window(
    open_window: Window, wide: int, high: int
) -> None:
    window = open_window("example", wide, high)
    page = page_of(window)
    page.add()
    assert page.adding.isVisible()
    assert not page.view.isVisible()
    parent = page.parentWidget()
    assert parent is not None
    assert page.width() == parent.width()
