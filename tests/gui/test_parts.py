"""The parts of the window that are tested without one: finder, navigator, tasks, forms, help."""

import threading
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from natpatsip_desktop.gui import forms
from natpatsip_desktop.gui.commands import every_command
from natpatsip_desktop.gui.finder import Entry, find
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.other_words import OTHER_WORDS
from natpatsip_desktop.gui.pages.help_topics import find_topics, keyboard, topic_for, topics
from natpatsip_desktop.gui.pages.registry import PAGES
from natpatsip_desktop.gui.tasks import Tasks
from natpatsip_desktop.paths import shipped

# -- finder --------------------------------------------------------------------------------------


def entry(text: str) -> Entry:
    return Entry(key=text, text=text, kind="", hint="", icon="", run=lambda: None)


ENTRIES = [entry(text) for text in ("Smoke-free pregnancies", "CO test at booking", "Settings")]


def found(typed: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [one.text for one in find(typed, ENTRIES, recent)]


def test_finding_prefers_the_beginning_then_words_then_letters_in_order() -> None:
    assert found("co") == ["CO test at booking"]
    assert found("preg") == ["Smoke-free pregnancies"]
    assert found("stgs") == ["Settings"]
    assert found("test book") == ["CO test at booking"]
    assert found("xyz") == []
    assert found("s")[:2] == ["Smoke-free pregnancies", "Settings"]


def test_a_command_is_found_by_what_people_call_it_elsewhere() -> None:
    named = Entry(
        key="c", text="Chart", kind="", hint="", icon="", run=lambda: None, also="spc limits"
    )
    assert find("spc", [*ENTRIES, named])[0] is named
    assert find("chart lim", [*ENTRIES, named]) == [named]


def test_every_other_word_belongs_to_a_command() -> None:
    assert set(OTHER_WORDS) <= {command.name for command in every_command()}


def test_what_was_used_last_comes_first() -> None:
    assert found("", recent=("Settings",))[0] == "Settings"
    assert found("s", recent=("Settings",))[0] == "Settings"


# -- navigator -----------------------------------------------------------------------------------


def test_going_somewhere_new_forgets_the_way_forward() -> None:
    navigator = Navigator()
    for page in ("home", "due", "templates"):
        navigator.go(page)
    navigator.back()
    navigator.go("help")
    assert not navigator.can_go_forward
    navigator.back()
    assert navigator.place is not None
    assert navigator.place.page == "due"


def test_places_of_a_project_that_is_gone_are_forgotten() -> None:
    navigator = Navigator()
    navigator.go("home")
    navigator.go("overview", 7)
    navigator.go("due")
    navigator.forget_records(frozenset({7}))
    navigator.back()
    assert navigator.place is not None
    assert navigator.place.page == "home"


# -- tasks ---------------------------------------------------------------------------------------


def test_work_is_done_elsewhere_and_handed_back_here(qtbot: QtBot) -> None:
    tasks, threads, results = Tasks(), [], []

    def work(number: int) -> int:
        threads.append(threading.get_ident())
        return number * 2

    def take(result: int) -> None:
        threads.append(threading.get_ident())
        results.append(result)

    for number in range(20):
        tasks.run(work, number, then=take)
    qtbot.waitUntil(lambda: len(results) == 20)
    assert sorted(results) == [number * 2 for number in range(20)]
    assert threading.get_ident() in threads
    assert len(set(threads)) > 1


def test_what_fails_is_handed_back_too(qtbot: QtBot) -> None:
    tasks, failed = Tasks(), []
    tasks.run(lambda: 1 / 0, then=lambda _: None, fail=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ZeroDivisionError)


class Waiting(QObject):
    """A page that waits for a result."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[object] = []

    def take(self, more: str, result: object) -> None:
        self.taken.append((more, result))


def test_nobody_is_called_who_is_gone(qtbot: QtBot) -> None:
    tasks, stays, gone = Tasks(), Waiting(), Waiting()
    for page in (gone, stays):
        tasks.run(lambda: 7, then=partial(page.take, "seven"), fail=partial(page.take, "bad"))
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: bool(stays.taken))
    assert (stays.taken, gone.taken) == ([("seven", 7)], [])


def test_a_fault_is_not_lost_with_its_page(qtbot: QtBot) -> None:
    tasks, gone = Tasks(), Waiting()
    tasks.run(lambda: 1 / 0, then=gone.take, fail=partial(gone.take, "bad"))
    shiboken6.delete(gone)
    with qtbot.captureExceptions() as caught:
        tasks.wait()
        QApplication.processEvents()
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


# -- forms ---------------------------------------------------------------------------------------

FORMS = sorted(shipped("ui").glob("*.ui"))
FIELDS = {"QLineEdit", "QComboBox", "QPlainTextEdit", "QTextEdit", "QDateEdit", "QSpinBox"}
VIEWS = {"QTableView", "QTreeView", "QTreeWidget", "QListView", "QListWidget", "QTextBrowser"}
every_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


def widgets(path: Path) -> list[ElementTree.Element]:
    return list(ElementTree.parse(path).getroot().iter("widget"))


def prop(widget: ElementTree.Element, name: str) -> str:
    for one in widget.findall("property"):
        if one.get("name") == name:
            return "".join(one.itertext()).strip()
    return ""


@every_form
def test_a_form_is_named_after_its_class(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    assert root.findtext("class") == path.stem == widgets(path)[0].get("name")


@every_form
def test_every_field_of_a_form_has_a_label_or_a_name(path: Path) -> None:
    buddies = {prop(one, "buddy") for one in widgets(path)}
    nameless = [
        one.get("name")
        for one in widgets(path)
        if one.get("class") in FIELDS | VIEWS
        and one.get("name") not in buddies
        and not prop(one, "accessibleName")
    ]
    assert nameless == []


@every_form
def test_the_fields_of_a_form_have_an_order(path: Path) -> None:
    fields = [one.get("name") for one in widgets(path) if one.get("class") in FIELDS | VIEWS]
    stops = [one.text for one in ElementTree.parse(path).getroot().iter("tabstop")]
    assert set(stops) <= {one.get("name") for one in widgets(path)}
    if len(fields) > 1:
        assert [name for name in fields if name not in stops] == []


@every_form
def test_a_form_fixes_no_size_in_pixels(path: Path) -> None:
    fixed = [
        one.get("name")
        for one in widgets(path)
        if prop(one, "geometry")
        or (prop(one, "maximumSize") and prop(one, "maximumSize") == prop(one, "minimumSize"))
    ]
    assert fixed == []


def test_a_form_that_lacks_a_field_is_refused(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Small(QWidget):
        there: QLabel
        missing: QLineEdit

    (tmp_path / "Small.ui").write_text(
        '<ui version="4.0"><class>Small</class><widget class="QWidget" name="Small">'
        '<widget class="QLabel" name="there"/></widget></ui>'
    )
    monkeypatch.setattr(forms, "shipped", lambda _folder: tmp_path)
    with pytest.raises(TypeError, match="no QLineEdit called missing"):
        load_form(Small())


def test_a_form_fills_its_class(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Badge(QLabel):
        pass

    class Filled(QWidget):
        badge: Badge
        box: QLineEdit

    (tmp_path / "Filled.ui").write_text(
        '<ui version="4.0"><class>Filled</class><widget class="QWidget" name="Filled">'
        '<layout class="QVBoxLayout" name="column">'
        '<item><widget class="Badge" name="badge"/></item>'
        '<item><widget class="QLineEdit" name="box"/></item></layout></widget></ui>'
    )
    monkeypatch.setattr(forms, "shipped", lambda _folder: tmp_path)
    made = Filled()
    load_form(made, Badge)
    assert type(made.badge) is Badge
    assert made.badge.parent() is made
    assert made.layout() is not None


# -- help ----------------------------------------------------------------------------------------


def test_every_topic_has_a_text_that_begins_with_a_title() -> None:
    for topic in topics():
        assert topic.text.startswith("# ")
        assert "{" not in topic.text


@pytest.mark.parametrize("page", [entry.name for entry in PAGES])
def test_every_page_has_help(page: str) -> None:
    assert topic_for(page) in {topic.name for topic in topics()}


def test_the_keyboard_list_holds_every_key() -> None:
    text = keyboard().replace("\\\\", "\\")
    missing = [key for command in every_command() for key in command.keys if key not in text]
    assert missing == []


def test_help_is_found_by_its_words() -> None:
    everything = topics()
    assert find_topics("undo", everything)[0].title == "Saving, undo and sharing"
    assert find_topics("crossings median", everything)
    assert find_topics("xyzzy", everything) == []
