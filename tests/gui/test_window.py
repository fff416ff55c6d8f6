"""The frame: menus and keys, rail, command box, panes, messages, and one journey by keys."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from walk import mnemonic, settle

from natpatsip_desktop.core.records import Point, Project
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui import messages, notices
from natpatsip_desktop.gui.commands import MENUS, SEPARATOR, every_command
from natpatsip_desktop.gui.faults import Faults
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.pages.due_page import DuePage
from natpatsip_desktop.gui.pages.due_row import NumberBox
from natpatsip_desktop.gui.pages.home_page import HomePage
from natpatsip_desktop.gui.pages.registry import PAGES

Window = Callable[..., MainWindow]

# The keys of the house's keyboard table; a page gives some of them their meaning.
PROMISED = (
    *("Ctrl+K", "Ctrl+Z", "Ctrl+Y", "F6", "Shift+F6", "Ctrl+N", "Ctrl+O", "F8", "Shift+F8", "F2"),
    *("Ctrl+Shift+P", "F4", "Ctrl+E", "F1", "Ctrl+F", "Ctrl+L", "Ctrl+[", "Ctrl+]", "Ctrl+S"),
    *(
        "Ctrl+Shift+C",
        "Alt+N",
        "Alt+L",
        "Alt+S",
        "Alt+W",
        "Alt+Return",
        "Ctrl+\\",
        *(f"Alt+{number}" for number in range(1, 10)),
    ),
)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what a screen reader is asked to say."""
    said: list[str] = []
    for module in (messages, notices):
        monkeypatch.setattr(module, "announce", lambda _widget, text: said.append(text))
    return said


@pytest.fixture
def faults(open_window: Window) -> Iterator[tuple[MainWindow, list[str]]]:
    """Open a window whose uncaught exceptions go where those of the program go."""
    window = open_window()
    reports: list[str] = []
    caught = Faults()
    caught.tell, caught.report = window.tell_error, reports.append
    before, sys.excepthook = sys.excepthook, caught.take
    yield window, reports
    sys.excepthook = before


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, key, modifiers)
    settle()


def type_text(text: str) -> None:
    """Type a text where the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)
    settle()


# -- menus and keys ------------------------------------------------------------------------------


def test_every_command_is_in_a_menu_with_its_keys(look_at: Window) -> None:
    window = look_at()
    shown = {action for menu in window.menuBar().actions() for action in menu.menu().actions()}
    for command in every_command():
        action = window.commands.actions[command.name]
        assert action in shown
        wanted = [QKeySequence(keys).toString() for keys in command.keys]
        assert [keys.toString() for keys in action.shortcuts()] == wanted


def test_no_key_has_two_meanings() -> None:
    keys = Counter(key for command in every_command() for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("keys", PROMISED)
def test_a_promised_key_works(keys: str) -> None:
    assert keys in {key for command in every_command() for key in command.keys}


@pytest.mark.parametrize("menu", MENUS)
def test_a_menu_has_each_letter_once(menu: str) -> None:
    letters = Counter(mnemonic(one.text) for one in MENUS[menu] if one is not SEPARATOR)
    assert [letter for letter, times in letters.items() if times > 1 or not letter] == []


@pytest.mark.parametrize("entry", [one for one in PAGES if one.keys], ids=lambda one: one.keys)
def test_alt_and_a_number_go_to_a_page(open_window: Window, entry: object) -> None:
    window = open_window()
    press(getattr(Qt.Key, f"Key_{entry.keys[-1]}"), Qt.KeyboardModifier.AltModifier)  # type: ignore[attr-defined]
    place = window.navigator.place
    assert place is not None
    assert place.page == entry.name  # type: ignore[attr-defined]
    assert bool(place.project_id) == bool(entry.needs)  # type: ignore[attr-defined]


def test_back_and_forward(open_window: Window) -> None:
    window = open_window()
    window.commands.run("go_due")
    window.commands.run("go_templates")
    window.commands.run("back")
    assert window.navigator.place.page == "due"  # type: ignore[union-attr]
    window.commands.run("back")
    assert window.navigator.place.page == "home"  # type: ignore[union-attr]
    assert not window.commands.actions["back"].isEnabled()
    window.commands.run("forward")
    assert window.navigator.place.page == "due"  # type: ignore[union-attr]


# -- rail ----------------------------------------------------------------------------------------


def test_the_rail_folds_where_there_is_little_room(look_at: Window) -> None:
    window = look_at()
    assert not window.rail.folded
    look_at("example", 1093, 534)
    assert window.rail.folded
    assert window.rail.button("due").toolTip() == "Due for data (Alt+2)"
    look_at()
    assert not window.rail.folded


def test_a_count_is_spoken(qtbot: QtBot, open_window: Window) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.rail.button("due").count > 0)
    count = window.rail.button("due").count
    assert window.rail.button("due").accessibleName() == f"Due for data, {count} due"


def test_the_rail_shows_a_project_only_inside_it(open_window: Window) -> None:
    window = open_window()
    assert window.rail.button("overview").isHidden()
    window.commands.run("go_overview")
    assert window.rail.button("overview").isVisible()
    assert window.rail.button("measures").count > 0


# -- command box ---------------------------------------------------------------------------------


def test_the_command_box_goes_to_a_project_and_gives_the_focus_back(open_window: Window) -> None:
    window = open_window()
    before = QApplication.focusWidget()
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.box.hasFocus()
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_text("opio")
    press(Qt.Key.Key_Return)
    place = window.navigator.place
    assert place is not None
    assert place.page == "overview"
    project = window.session.workbook.one(Project, place.project_id or 0)
    assert project.title == "Opioid review in chronic pain"
    assert window.box.text() == ""


def test_the_command_box_runs_a_command(open_window: Window) -> None:
    window = open_window()
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_text("keyboard")
    press(Qt.Key.Key_Return)
    assert window.navigator.place.item == "keyboard"  # type: ignore[union-attr]
    assert window.box.recent[0] == "command:help_keyboard"


# -- panes, blank --------------------------------------------------------------------------------


def test_f6_goes_round_the_panes(open_window: Window) -> None:
    window = open_window()
    seen: list[QWidget] = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        panes = (window.rail, window.header, window.pages)
        seen += [pane for pane in panes if focused and pane.isAncestorOf(focused)]
    assert set(seen) == {window.rail, window.header, window.pages}
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.header.isAncestorOf(QApplication.focusWidget() or window)


def test_the_window_can_be_blanked(open_window: Window) -> None:
    window = open_window()
    before = QApplication.focusWidget()
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.cover.isVisible()
    assert window.cover.rect() == window.rect()
    press(Qt.Key.Key_Space)
    assert not window.cover.isVisible()
    assert QApplication.focusWidget() is before


def test_the_ring_follows_the_focus_outside_the_control(open_window: Window) -> None:
    window = open_window()
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = window.box
    inside = box.rect().translated(box.mapTo(window, box.rect().topLeft()))
    assert window.ring.isVisible()
    assert window.ring.geometry().contains(inside)
    assert window.ring.geometry() != inside


# -- messages ------------------------------------------------------------------------------------


def test_what_a_person_can_put_right_is_a_banner(
    faults: tuple[MainWindow, list[str]], spoken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    window, reports = faults

    def refuse() -> None:
        raise WorkbookError("This cannot be done.", "Do that instead.")

    window.commands.bind_page({"export": refuse})
    window.commands.run("export")
    assert window.banner.isVisible()
    shown = [one.text() for one in window.banner.findChildren(QLabel)]
    assert "This cannot be done." in shown
    assert "Do that instead." in shown
    assert spoken == ["This cannot be done. Do that instead."]
    assert reports == []


def test_a_fault_of_ours_is_reported_without_content(
    faults: tuple[MainWindow, list[str]],
) -> None:
    window, reports = faults

    def stumble() -> None:
        raise ValueError("Mrs Example, NHS number 943 476 5919")

    window.commands.bind_page({"export": stumble})
    window.commands.run("export")
    assert not window.banner.isVisible()
    (report,) = reports
    assert "ValueError" in report
    assert "in stumble" in report
    assert "Example" not in report
    assert "943" not in report


def test_a_deleted_project_can_be_taken_back_from_the_toast(
    open_window: Window, spoken: list[str]
) -> None:
    window = open_window()
    before = window.session.workbook.count(Project, deleted_at=None)
    window.commands.run("delete_project")
    assert window.session.workbook.count(Project, deleted_at=None) == before - 1
    assert window.toast.isVisible()
    assert spoken[-1].endswith("deleted. Press Ctrl+Z to undo.")
    (undo,) = [one for one in window.toast.findChildren(QPushButton) if one.isVisible()]
    undo.click()
    assert window.session.workbook.count(Project, deleted_at=None) == before


def test_undoing_the_start_of_a_project_leaves_its_page(open_window: Window) -> None:
    window = open_window()
    workbook = window.session.workbook
    with workbook.edit("Start one"):
        project = workbook.insert(Project(title="Short-lived"))
    window.navigator.go("overview", project.id)
    window.session.undo()
    assert window.navigator.place.page == "home"  # type: ignore[union-attr]


def test_undo_says_what_it_will_take_back(open_window: Window) -> None:
    window = open_window()
    workbook = window.session.workbook
    with workbook.edit("Rename A & B"):
        project = workbook.all(Project)[0]
        workbook.change(project, title="A & B")
    assert window.session.undo_action.text() == "&Undo: Rename A && B"
    window.session.undo_action.trigger()
    assert not window.session.undo_action.isEnabled()
    assert window.session.redo_action.text() == "&Redo: Rename A && B"


# -- a journey by keys ---------------------------------------------------------------------------


def test_this_weeks_data_by_keys_alone(open_window: Window) -> None:
    """Enter, then one Enter after each number: 1 + 2 keys for a percentage, none of the mouse."""
    window = open_window()
    assert isinstance(window.pages.page, HomePage)
    points = window.session.workbook.count(Point)
    press(Qt.Key.Key_Return)
    page = window.pages.page
    assert isinstance(page, DuePage)
    row = page.rows[0]
    assert isinstance(QApplication.focusWidget(), NumberBox)
    type_text("3")
    press(Qt.Key.Key_Return)
    type_text("400")
    press(Qt.Key.Key_Return)
    assert row.done
    assert window.session.workbook.count(Point) == points + 1
    assert QApplication.focusWidget() is page.rows[1].boxes[0]
    type_text("500")
    press(Qt.Key.Key_Return)
    type_text("400")
    press(Qt.Key.Key_Return)
    if page.rows[1].boxes[0].property("wrong"):
        assert not page.rows[1].done
    window.session.undo()
    window.session.undo()
    assert window.session.workbook.count(Point) <= points + 1
