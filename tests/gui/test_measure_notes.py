"""Dated notes and filling down on the Measure page, by keys: written, listed, changed, removed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from measure_desk import Desk, close_desk, focused, make_desk, weeks
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from natpatsip_desktop.actions.annotations import annotate
from natpatsip_desktop.core.records import Annotation
from natpatsip_desktop.gui.pages.measure.data_card import NOTHING_TO_FILL

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DOWN = Qt.Key.Key_Down


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A window on 30 weeks."""
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


def notes(desk: Desk) -> list[tuple[date, str, bool]]:
    """Return day and words of each note, and whether it is on every chart of the project."""
    return [(n.on, n.text, n.measure_id is None) for n in desk.workbook.all(Annotation, "on")]


def drawn(desk: Desk) -> list[str]:
    spec = desk.page.chart.spec
    assert spec is not None
    return [badge.text for badge in spec.badges]


# -- dated notes -------------------------------------------------------------------------------


def test_a_note_for_the_day_of_the_row_is_written_by_keyboard(desk: Desk) -> None:
    desk.press(DOWN)
    before = desk.steps
    desk.press(Qt.Key.Key_N, CTRL | SHIFT)
    section = desk.page.about.notes
    assert focused() is section.text
    assert section.on.text() == "29 September 2025"
    desk.type("New rota starts")
    desk.press(ENTER)
    assert desk.steps - before == 2
    assert notes(desk) == [(date(2025, 9, 29), "New rota starts", False)]
    assert drawn(desk) == ["New rota starts"]
    assert "29 September 2025, New rota starts" in desk.page.chart.accessibleDescription()
    assert desk.workbook.undo() == "Note for 29 September 2025"
    assert drawn(desk) == []
    desk.workbook.redo()
    assert drawn(desk) == ["New rota starts"]


def test_another_day_and_every_chart(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, CTRL | SHIFT)
    desk.type("Flu season")
    desk.press(TAB, SHIFT)
    assert focused() is desk.page.about.notes.on
    focused().selectAll()  # type: ignore[attr-defined]
    desk.type("12/8/2025")
    desk.page.about.notes.everywhere.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.page.about.notes.on.setFocus()
    desk.press(ENTER)
    assert notes(desk) == [(date(2025, 8, 12), "Flu season", True)]


@pytest.mark.parametrize(
    ("on", "text", "said"),
    [
        ("soon", "Flu", "8 October 2025"),
        ("1 January 2026", "Flu", "has not come yet"),
        ("12 August 2025", "", "Write what happened"),
    ],
)
def test_what_cannot_be_kept_is_said(desk: Desk, on: str, text: str, said: str) -> None:
    desk.press(Qt.Key.Key_N, CTRL | SHIFT)
    section = desk.page.about.notes
    section.on.setText(on)
    desk.type(text)
    desk.press(ENTER)
    assert notes(desk) == []
    assert section.wrong.isVisible()
    assert section.text.text() == text
    assert said in section.wrong.text()


def test_a_person_is_noticed(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, CTRL | SHIFT)
    desk.type("Asked 943 476 5919")
    desk.press(ENTER)
    assert "NHS number" in desk.page.about.notes.wrong.text()
    assert desk.page.about.notes.wrong.isVisible()


def test_a_note_is_changed_and_removed_in_the_list(desk: Desk) -> None:
    annotate(desk.workbook, desk.measure.id, date(2025, 8, 12), "New rota")
    desk.press(Qt.Key.Key_F4, on=desk.page.data.grid)
    section = desk.page.about.notes
    row = section._shown[0]
    row.text.setFocus()
    row.text.selectAll()
    desk.type("New rota, nights")
    desk.press(TAB)
    assert notes(desk) == [(date(2025, 8, 12), "New rota, nights", False)]
    assert focused() is row.everywhere
    desk.press(Qt.Key.Key_Space)
    assert notes(desk) == [(date(2025, 8, 12), "New rota, nights", True)]
    row.on.setFocus()
    row.on.selectAll()
    desk.type("1 Sep 2025")
    desk.press(TAB)
    assert notes(desk)[0][0] == date(2025, 9, 1)
    assert drawn(desk) == ["New rota, nights"]
    remove = [
        one
        for one in section.findChildren(QPushButton)
        if one.accessibleName().startswith("Remove") and one.isVisible()
    ]
    remove[0].setFocus()
    desk.press(Qt.Key.Key_Space)
    assert notes(desk) == []
    assert desk.window.toast.isVisible()
    desk.press(Qt.Key.Key_Z, CTRL, on=desk.window)
    assert drawn(desk) == ["New rota, nights"]


# -- filling down ------------------------------------------------------------------------------


def test_a_single_cell_takes_the_one_above(desk: Desk) -> None:
    desk.press(DOWN)
    desk.press(DOWN)
    above, here = weeks(30)[-1], weeks(30)[-2]
    wanted = desk.point(above)
    assert wanted is not None
    desk.press(Qt.Key.Key_D, CTRL)
    point = desk.point(here)
    assert point is not None
    assert point.numerator == wanted.numerator
    assert desk.workbook.undo() == "Fill down the week from 22 September 2025"


def test_chosen_cells_take_the_topmost_of_their_column(desk: Desk) -> None:
    grid = desk.page.data.grid
    column = grid.table.column_of("denominator")
    grid.table.setData(grid.table.index(1, column), "60")
    grid.setCurrentIndex(grid.table.index(1, column))
    for _ in range(3):
        desk.press(DOWN, SHIFT)
    desk.press(Qt.Key.Key_D, CTRL)
    assert [p.denominator for day in weeks(5) if (p := desk.point(day))] == [50, *[60] * 4]
    desk.press(Qt.Key.Key_D, CTRL)
    assert desk.workbook.undo() == "Fill down 3 weeks of Smoke-free at delivery"
    assert [p.denominator for day in weeks(5) if (p := desk.point(day))] == [*[50] * 4, 60]


def test_numbers_that_do_not_fit_wait_in_their_cells(desk: Desk) -> None:
    desk.press(DOWN)
    grid = desk.page.data.grid
    column = grid.table.column_of("denominator")
    grid.table.setData(grid.table.index(3, column), "47")
    grid.setCurrentIndex(grid.table.index(3, column))
    for _ in range(2):
        desk.press(DOWN, SHIFT)
    desk.press(Qt.Key.Key_D, CTRL)
    shown = [grid.table.text(row, "denominator") for row in range(3, 6)]
    assert shown == ["47", "47", "47"]
    faulty = [row for row in range(3, 6) if grid.table.fault(row, "numerator")]
    assert faulty == [4], "48 of 47 is no percentage"
    assert desk.page.data.fault_strip.isVisible()
    assert desk.workbook.undo_label == "Fill down 2 weeks of Smoke-free at delivery"


def test_there_is_nothing_above_the_first_row(desk: Desk) -> None:
    before = desk.points()
    desk.press(Qt.Key.Key_D, CTRL)
    assert desk.points() == before
    assert desk.page.data.fault.text() == NOTHING_TO_FILL
