"""Home: order, words, filter, and how it opens when there is much to judge."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from walk import settle

from natpatsip_desktop.actions.due import DueMeasure
from natpatsip_desktop.actions.home import Due, ProjectRow
from natpatsip_desktop.core.charts import Reading, Tone
from natpatsip_desktop.core.records import Frequency, Measure, Project
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.due_strip import names_of, title_of
from natpatsip_desktop.gui.pages.home_page import AT_ONCE, HomePage
from natpatsip_desktop.gui.pages.project_table import NAME, Order, attention

Window = Callable[..., MainWindow]


def home(window: MainWindow) -> HomePage:
    page = window.pages.page
    assert isinstance(page, HomePage)
    return page


def titles(page: HomePage) -> list[str]:
    return [str(page.table.index(row, NAME).data()) for row in range(page.table.rowCount())]


@pytest.mark.parametrize(
    ("due", "tone", "place"),
    [
        (Due.OVERDUE, Tone.IMPROVE, 0),
        (Due.NOTHING, Tone.CONCERN, 1),
        (Due.NOW, Tone.IMPROVE, 2),
        (Due.SOON, Tone.ORDINARY, 3),
        (Due.NOTHING, Tone.ORDINARY, 4),
    ],
)
def test_what_needs_attention_first(due: Due, tone: Tone, place: int) -> None:
    row = ProjectRow(project=Project(title="A"), reading=Reading(tone=tone), due=due)
    assert attention(row) == place


def test_the_example_stands_in_order_of_attention(look_at: Window) -> None:
    page = home(_at_home(look_at()))
    rows = [page.table.row_at(at) for at in range(page.table.rowCount())]
    places = [attention(row) for row in rows if row]
    assert len(places) == page.table.total
    assert places == sorted(places)


def test_a_row_speaks_in_one_sentence(look_at: Window) -> None:
    page = home(_at_home(look_at()))
    row = titles(page).index("Smoke-free pregnancies")
    index = page.table.index(row, NAME)
    said = page.table.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).startswith("Smoke-free pregnancies. Women smoke-free at delivery 8")
    assert "target 95%" in str(said)
    assert "above the median" in str(said)
    table = QAccessible.queryAccessibleInterface(page.view)
    spoken = {table.child(at).text(QAccessible.Text.Name) for at in range(table.childCount())}
    assert said in spoken


def test_no_cell_is_silent(look_at: Window) -> None:
    page = home(_at_home(look_at()))
    for row in range(page.table.rowCount()):
        for column in range(page.table.columnCount()):
            index = page.table.index(row, column)
            assert page.table.data(index, Qt.ItemDataRole.AccessibleTextRole)


def test_the_filter_looks_at_projects_and_measures(open_window: Window) -> None:
    page = home(open_window())
    page.filter.setText("OPIOID")
    assert titles(page) == ["Opioid review in chronic pain"]
    page.filter.setText("smoke-free at deliv")
    assert titles(page) == ["Smoke-free pregnancies"]
    page.filter.setText("nothing like it")
    assert titles(page) == []
    page.filter.clear()
    page.order.setCurrentText(Order.NAME.value)
    assert titles(page) == sorted(titles(page), key=str.casefold)


def test_the_selected_project_stays_selected(open_window: Window) -> None:
    page = home(open_window())
    page.view.go_to_row(2)
    chosen = page.project_id()
    page.order.setCurrentText(Order.NAME.value)
    assert page.project_id() == chosen
    page.reload()
    assert page.project_id() == chosen


def test_enter_opens_and_d_goes_to_the_data(open_window: Window) -> None:
    window = open_window()
    page = home(window)
    page.view.go_to_row(1)
    chosen = page.project_id()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert window.navigator.place.page == "overview"  # type: ignore[union-attr]
    assert window.navigator.place.project_id == chosen  # type: ignore[union-attr]
    window.navigator.back()
    QTest.keyClick(page.view, Qt.Key.Key_D)
    assert window.navigator.place.page == "due"  # type: ignore[union-attr]
    assert window.navigator.place.item == chosen  # type: ignore[union-attr]


def test_many_projects_open_by_name_and_are_judged_afterwards(
    qtbot: QtBot, open_window: Window
) -> None:
    page = home(open_window("many"))
    assert page.table.rowCount() == 300
    assert AT_ONCE <= page.table.judged < 300
    assert titles(page)[0] == "Project 299"
    for row in page.view.visible_rows():
        assert page.table.row_at(row) is not None
    qtbot.waitUntil(lambda: page.table.judged == 300, timeout=60_000)
    places = [attention(row) for row in map(page.table.row_at, range(300)) if row]
    assert places == sorted(places)


def test_an_empty_workbook_offers_four_ways_to_begin(open_window: Window) -> None:
    window = open_window("empty")
    page = home(window)
    assert page.view.isHidden() or not page.view.isVisible()
    choices = [
        one
        for one in page.findChildren(QPushButton)
        if one.isVisible() and one.property("kind") == "choice"
    ]
    assert len(choices) == 4
    assert QApplication.focusWidget() is choices[0]
    choices[0].click()
    settle()
    assert window.navigator.place.page == "new_project"  # type: ignore[union-attr]


# -- the strip -----------------------------------------------------------------------------------


def due(name: str, frequency: Frequency = Frequency.WEEK, missing: int = 1) -> DueMeasure:
    return DueMeasure(
        project=Project(title="P"),
        measure=Measure(name=name, frequency=frequency),
        missing=(date(2025, 10, 6),) * missing,
        newest=None,
        ready=date(2025, 10, 19),
    )


def test_the_strip_counts_and_names() -> None:
    assert title_of([due("A")]) == "1 measure needs this week’s data"
    assert title_of([due("A"), due("B")]) == "2 measures need this week’s data"
    assert title_of([due("A"), due("B", Frequency.MONTH)]) == "2 measures need data"
    assert title_of([due("A", missing=3)]) == "1 measure needs data"
    assert names_of([due("A"), due("B"), due("C")]) == "A, B and C – about 2 minutes"
    assert names_of([due(name) for name in "ABCDEF"]).startswith("A, B, C and 3 more – about")


def _at_home(window: MainWindow) -> MainWindow:
    window.navigator.go("home")
    settle()
    return window
