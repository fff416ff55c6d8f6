"""Where there is little room: what is cut says so with dots, and what says most stays."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from walk import go_to, settle

from natpatsip_desktop.actions.overview import overview
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.elided import ElidedLabel, ElidedLink
from natpatsip_desktop.gui.header import cut_longest
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.measure.data_widths import column_widths, wanted
from natpatsip_desktop.gui.pages.measure_page import MeasurePage
from natpatsip_desktop.gui.pages.project_table import LATEST
from natpatsip_desktop.gui.pages.project_view import ProjectView
from natpatsip_desktop.gui.pages.registry import PAGES, PageEntry, entry_of
from natpatsip_desktop.gui.tokens import SPACE

Window = Callable[..., MainWindow]
SIZES = ((1366, 728), (1093, 534), (900, 430))


@pytest.mark.parametrize(("wide", "high"), SIZES)
def test_the_breadcrumb_shows_what_it_cuts(look_at: Window, wide: int, high: int) -> None:
    window = look_at(wide=wide, high=high)
    go_to(window, entry_of("measure"))
    crumbs = window.header.crumbs
    links = [link for link in crumbs.findChildren(ElidedLink) if link.isVisible()]
    assert links[0].words == "Projects"
    for link in links:
        whole = link.fontMetrics().horizontalAdvance(link.words)
        assert link.text() == link.words or link.text().endswith("…")
        assert link.text().endswith("…") == (whole > link.width()), link.words
        assert link.accessibleName() == link.words
    here = next(one for one in crumbs.findChildren(ElidedLabel) if one.isVisible())
    assert here.geometry().right() <= crumbs.width()


def test_the_longest_is_cut_first() -> None:
    assert cut_longest([50, 200, 80], 0) == [50, 200, 80]
    assert cut_longest([50, 200, 80], 60) == [50, 140, 80]
    assert cut_longest([50, 200, 80], 900) == [50, 72, 72]


@pytest.mark.parametrize("wide", [1366, 1093])
def test_the_command_box_says_its_keys(look_at: Window, wide: int) -> None:
    box = look_at(wide=wide).box
    keys = box.findChild(QLabel, "keyHint")
    assert isinstance(keys, QLabel)
    assert keys.isVisible()
    words = box.fontMetrics().horizontalAdvance(box.placeholderText())
    assert box.width() - keys.width() >= words, "the keys do not lie over the words"


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_a_pill_is_high_enough_to_be_round(look_at: Window, entry: PageEntry) -> None:
    window = look_at()
    if not go_to(window, entry):
        return
    page = window.pages.page
    assert page is not None
    for pill in page.findChildren(QLabel):
        kind = pill.property("pill")
        if kind and pill.isVisible():
            radius = 8 if kind == "badge" else SPACE["radius_pill"]
            assert min(pill.height(), pill.width()) >= 2 * radius, pill.text()


def test_which_way_is_better_gives_way_last(look_at: Window) -> None:
    window = look_at()
    go_to(window, entry_of("measure"))
    page = window.pages.page
    assert isinstance(page, MeasurePage)
    for wide in range(1366, 899, -31):
        window.resize(wide, 728)
        settle()
        seen = [page.role_pill, page.better_pill, page.frequency_pill, page.help_button]
        shown = [not one.isHidden() for one in seen]
        assert shown[:3] == sorted(shown[:3], reverse=True), wide
    window.resize(1366, 728)
    settle()
    assert page.better_pill.isVisible()


@pytest.mark.parametrize(("wide", "high"), SIZES[:2])
def test_no_value_is_cut(look_at: Window, wide: int, high: int) -> None:
    window = look_at(wide=wide, high=high)
    go_to(window, entry_of("measure"))
    page = window.pages.page
    assert isinstance(page, MeasurePage)
    grid = page.data.grid
    at = grid.table.column_of("value")
    needed = column_widths(wanted(grid.table), 10_000)[at]
    bare = max(
        page.fontMetrics().horizontalAdvance(grid.table.text(row, "value"))
        for row in range(len(grid.table.rows))
    )
    assert bare < grid.columnWidth(at) <= needed


def test_charts_that_share_no_axis_are_not_said_to(look_at: Window) -> None:
    window = look_at()
    go_to(window, entry_of("overview"))
    page = window.pages.page
    assert page is not None
    project_id = page.place.project_id
    assert project_id is not None
    shown = overview(window.session.workbook, project_id, window.session.today())
    rhythms = {measure.frequency for measure, _ in shown.charts}
    words = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert ("same time axis" in words) == (len(rhythms) == 1)


@pytest.mark.parametrize("percent", [100, 130, 150])
def test_the_latest_value_and_its_target_are_whole(look_at: Window, percent: int) -> None:
    window = look_at(wide=1093, high=534)
    window.session.theme.choose(percent=percent)
    go_to(window, entry_of("home"))
    page = window.pages.page
    assert page is not None
    view = page.findChild(ProjectView)
    assert isinstance(view, ProjectView)
    words = QFontMetrics(dress.font("caption")).horizontalAdvance("target 95%")
    assert view.columnWidth(LATEST) >= words + 16
