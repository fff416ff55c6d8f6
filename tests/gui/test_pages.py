"""Every page in the registry: opens on every workbook, speaks, fits, and lets Tab through."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from walk import (
    cut_off,
    described,
    focusable,
    go_to,
    mnemonic,
    mnemonics,
    page_scroll,
    spoken_name,
    tab_round,
)

from natpatsip_desktop.gui.main_window import PROGRAM, MainWindow
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.pages.registry import PAGES, PageEntry, page_class
from natpatsip_desktop.gui.rail import RailButton

Window = Callable[..., MainWindow]
every_page = pytest.mark.parametrize("entry", PAGES, ids=[entry.name for entry in PAGES])
LEAST = (900, 430)


@every_page
@pytest.mark.parametrize("name", ["empty", "example", "many"])
def test_a_page_opens(look_at: Window, name: str, entry: PageEntry) -> None:
    window = look_at(name)
    if go_to(window, entry):
        page = window.pages.page
        assert type(page) is page_class(entry)
        assert page.isVisible()
        assert window.navigator.place is not None
        assert window.navigator.place.page == entry.name
    else:
        assert name == "empty"


def test_every_entry_names_a_page() -> None:
    assert len({entry.name for entry in PAGES}) == len(PAGES)
    for entry in PAGES:
        assert issubclass(page_class(entry), Page)


@every_page
@pytest.mark.parametrize("name", ["empty", "example"])
def test_what_can_be_focused_has_a_name(look_at: Window, name: str, entry: PageEntry) -> None:
    window = look_at(name)
    go_to(window, entry)
    assert [described(one) for one in focusable(window) if not spoken_name(one)] == []


@every_page
def test_tab_reaches_everything_and_comes_back(look_at: Window, entry: PageEntry) -> None:
    window = look_at()
    go_to(window, entry)
    wanted = set(focusable(window))
    reached = set(tab_round(window))
    assert [described(one) for one in wanted - reached] == []


@every_page
@pytest.mark.parametrize("name", ["empty", "example"])
def test_a_page_fits_a_small_window(look_at: Window, name: str, entry: PageEntry) -> None:
    window = look_at(name, *LEAST)
    go_to(window, entry)
    assert (window.width(), window.height()) == LEAST
    scroll = page_scroll(window)
    over = scroll.widget().minimumSizeHint().width() - scroll.viewport().width()
    assert over <= 0, f"{over} px too wide"


def test_larger_text_cuts_nothing(look_at: Window) -> None:
    window = look_at("example", 1093, 534)
    # All pages in one test: every change of the text size dresses every page that was shown.
    window.session.theme.choose(percent=130)
    cut = {}
    for entry in PAGES:
        go_to(window, entry)
        cut[entry.name] = list(cut_off(page_scroll(window).widget()))
    assert {name: words for name, words in cut.items() if words} == {}


@every_page
@pytest.mark.parametrize("name", ["empty", "example"])
def test_mnemonics_are_unique(look_at: Window, name: str, entry: PageEntry) -> None:
    window = look_at(name)
    go_to(window, entry)
    bar = [mnemonic(action.text()) for action in window.menuBar().actions()]
    page = window.pages.page
    assert page is not None
    letters = Counter(bar + mnemonics(page))
    assert [letter for letter, times in letters.items() if times > 1] == []


@every_page
def test_what_a_page_offers_has_a_place_in_the_menus(look_at: Window, entry: PageEntry) -> None:
    window = look_at()
    go_to(window, entry)
    page = window.pages.page
    assert page is not None
    assert set(page.offers()) <= set(window.commands.actions)
    for name in page.offers():
        assert window.commands.actions[name].isEnabled()


@every_page
def test_the_window_says_where_one_is(look_at: Window, entry: PageEntry) -> None:
    window = look_at()
    go_to(window, entry)
    assert window.windowTitle().endswith(PROGRAM)
    lit = [one.entry.name for one in window.rail.findChildren(RailButton) if one.isChecked()]
    assert lit == [entry.under or entry.name]
    assert any(one.text() for one in window.header.crumbs.findChildren(QLabel) if one.isVisible())
