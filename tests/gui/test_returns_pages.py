"""Returns by keys and clicks: choose, put right in place, export, and what becomes of the file."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from walk import settle

from natpatsip_desktop.core.records import (
    Measure,
    Organisation,
    Point,
    Project,
    Return,
    ReturnState,
    Unit,
)
from natpatsip_desktop.core.returns.layout import FileKind
from natpatsip_desktop.errors import Severity
from natpatsip_desktop.gui.app import furnish, make_window
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.messages import Message
from natpatsip_desktop.gui.navigator import Place
from natpatsip_desktop.gui.pages.return_page import ReturnPage
from natpatsip_desktop.gui.pages.returns.exporting import FOLDER, free_name
from natpatsip_desktop.gui.pages.returns.places import list_place, return_place
from natpatsip_desktop.gui.pages.returns_page import ReturnsPage
from natpatsip_desktop.store.workbook import Workbook

TODAY = date(2025, 10, 13)
MDC, OWN, Q2 = "mdc.tidy", "own.measure-return", "2025-Q2"
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL, ALT, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
# Qt's screenless platform says this of every menu.
menus = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
AUGUST, SEPTEMBER = date(2025, 8, 1), date(2025, 9, 1)


@dataclass
class Desk:
    """A window on a workbook, its files, and how many keys were pressed."""

    window: MainWindow
    folder: Path
    keys: int = 0
    asked: list[tuple[Path, list[FileKind]]] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)

    @property
    def workbook(self) -> Workbook:
        return self.window.session.workbook

    @property
    def page(self) -> ReturnPage:
        page = self.window.pages.page
        assert isinstance(page, ReturnPage)
        return page

    @property
    def choosing(self) -> ReturnsPage:
        page = self.window.pages.page
        assert isinstance(page, ReturnsPage)
        return page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.keys += 1
        QTest.keyClick(focused(), key, modifier)
        settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(focused(), text)

    def go(self, place: Place) -> None:
        self.window.navigator.go_to(place)
        settle()

    def open(self, format_id: str = OWN, project_id: int | None = None, to: str = "") -> Path:
        """Show a return, and let the file dialog answer with a file of the folder."""
        self.go(return_place(format_id, Q2, project_id))
        return self.answer_with(self.folder / (to or "return.xlsx"))

    def answer_with(self, path: Path | None) -> Path:
        """Let the file dialog answer with this path."""

        def ask(_parent: QWidget, suggested: Path, kinds: Any) -> Path | None:
            self.asked.append((suggested, list(kinds)))
            return path

        self.page.exporting.ask_where = ask
        return path or self.folder

    def wait(self) -> None:
        """Wait until the file is written."""
        self.window.session.tasks.wait()
        settle()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window for all tests here; each opens a workbook of its own in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATPATSIP_DATA", str(tmp_path_factory.mktemp("window")))
        made = make_window(qapp, TODAY)
    furnish(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def desk(
    window: MainWindow,
    workbook_path: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    """A small workbook in the window, with a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    for name in ("home", "files"):
        (tmp_path / name).mkdir()
    window.comfort.returns_folder = tmp_path / "nowhere"
    window.banner.close_message()
    window.session.open(workbook_path("empty"))
    window.resize(1366, 728)
    window.activateWindow()
    settle()
    made = Desk(window=window, folder=tmp_path / "files")
    fill(made.workbook)
    window.session.told.connect(made.told.append)
    yield made
    window.session.tasks.wait()
    settle()
    window.session.told.disconnect(made.told.append)
    window.session.close()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader was given to say."""
    heard: list[str] = []

    def hear(event: object) -> None:
        message = getattr(event, "message", None)
        if message is not None:
            heard.append(message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def fill(workbook: Workbook) -> None:
    """Two projects with one percentage each, from April to October 2025."""
    with workbook.edit("Fill"):
        workbook.insert(Organisation(name="Northgate", code="ZZ901"))
        for title in ("Smoke-free pregnancies", "Warm babies"):
            project = workbook.insert(Project(title=title))
            measure = workbook.insert(
                Measure(
                    project_id=project.id,
                    name=f"{title}, share",
                    numerator_label="Done",
                    denominator_label="Births",
                    unit=Unit.PERCENT,
                    multiplier=100,
                )
            )
            workbook.insert_many(
                Point(
                    measure_id=measure.id,
                    starts=date(2025, month, 1),
                    numerator=160 + month,
                    denominator=192,
                )
                for month in range(4, 11)
            )


def spoil(desk: Desk, month: date = SEPTEMBER, at: int = 0, **cells: Any) -> Point:
    """Change a number as an import could, and return its point."""
    measure = desk.workbook.all(Measure, "id")[at]
    point = desk.workbook.find(Point, measure_id=measure.id, starts=month)
    assert point is not None
    with desk.workbook.edit("Spoil"):
        return desk.workbook.change(point, **(cells or {"denominator": None}))


def stored(desk: Desk, point: Point) -> Point:
    return desk.workbook.one(Point, point.id)


# -- three steps to a file ---------------------------------------------------------------------


def test_a_file_is_three_steps_away(desk: Desk) -> None:
    desk.press(Qt.Key.Key_3, ALT)
    assert focused() is desk.choosing.formats
    desk.press(ENTER)
    path = desk.answer_with(desk.folder / "mine.xlsx")
    assert focused() is desk.page.preview.export_button
    desk.press(Qt.Key.Key_E, CTRL)
    desk.wait()
    assert desk.keys == 3
    assert openpyxl.load_workbook(path).sheetnames == ["Cover", "Measures", "Definitions"]
    (record,) = desk.workbook.all(Return)
    assert (record.file_name, record.state) == ("mine.xlsx", ReturnState.EXPORTED)


def test_format_period_and_project_are_chosen(desk: Desk) -> None:
    desk.go(list_place(None))
    page = desk.choosing
    titles = [choice.format.id for choice in page.formats.formats.choices]
    desk.press(Qt.Key.Key_Down)
    chosen = page.formats.choice
    assert chosen is not None and chosen.format.id == titles[1]
    offered = [page.period.itemText(at) for at in range(page.period.count())]
    assert page.period.currentText() == "July to September 2025 (quarter 2, 2025 to 2026)"
    assert offered[0] == "April 2025 to March 2026 (2025 to 2026), not over yet"
    assert "November 2025, not over yet" not in offered
    page.period.setCurrentIndex(offered.index("September 2025"))
    project = desk.workbook.all(Project, "title", deleted_at=None)[1]
    page.project.setFocus()
    page.project.setCurrentIndex(0)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert page.project.currentText() == project.title
    assert "Ready to export." in page.summary.text()
    click(page.make_button)
    assert desk.page.prepared is not None
    assert desk.page.prepared.data.project == project
    assert desk.page.prepared.data.period.code == "2025-09"
    assert desk.page.prepared.definition.id == titles[1]


def test_what_went_out_is_listed_and_can_be_marked_and_looked_at_again(desk: Desk) -> None:
    project = desk.workbook.all(Project, "title", deleted_at=None)[0]
    desk.go(list_place(None))
    assert desk.choosing.none_yet.isVisible() and not desk.choosing.past.isVisible()
    desk.open(MDC, project.id)
    desk.page.export()
    desk.wait()
    desk.go(list_place(None))
    page = desk.choosing
    spoken = page.past.table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        f"Making Data Count tidy SPC data, {project.title}, Quarter 2, 2025 to 2026 (July to"
        " September 2025), Exported, return.xlsx, exported on 13 Oct 2025"
    )
    assert page.formats.formats.choices[0].format.id == MDC
    assert page.folder_button.isVisible()
    click(page.sent_button)
    assert desk.workbook.all(Return)[0].state is ReturnState.SENT
    assert not page.sent_button.isVisible()
    assert page.past.table.index(0, 3).data() == "Sent"
    assert desk.told[-1].undo
    page.past.setFocus()
    desk.press(ENTER)
    assert desk.page.place == return_place(MDC, Q2, project.id)
    foot = desk.page.problems.foot.text()
    assert foot.startswith("Sent on 13 October 2025. Nothing has changed since.")


def test_an_empty_workbook_leads_to_its_numbers(
    desk: Desk, workbook_path: Callable[[str], Path]
) -> None:
    desk.window.session.open(workbook_path("many"))
    with desk.workbook.edit("Empty it"):
        for project in desk.workbook.all(Project):
            desk.workbook.delete(project)
    desk.go(list_place(None))
    assert desk.choosing.summary.text().startswith("There are no numbers yet")
    click(desk.choosing.make_button)
    assert desk.window.navigator.place == Place(page="due")
    desk.go(Place(page="return"))
    assert desk.page.prepared is None
    assert "no numbers yet" in desk.page.problems.sentence.text()
    assert desk.page.offers() == {}


# -- put right in place ------------------------------------------------------------------------


def test_a_missing_denominator_is_put_right_at_its_cell_and_undone(
    desk: Desk, said: list[str]
) -> None:
    point = spoil(desk)
    desk.open()
    page = desk.page
    assert page.problems.title.text() == "There is a problem"
    assert page.problems.sentence.text() == "Fix 1 thing before you export. Press F8 to go there."
    assert focused() is page.problems.list
    desk.press(Qt.Key.Key_F8)
    editor = page.fixing.editor
    box = focused()
    assert isinstance(box, QLineEdit) and editor.isVisible()
    assert editor.message.text() == page.numbered[0].problem.what
    assert box.accessibleName().endswith("in September 2025")
    assert page.preview.view.lit == page.numbered[0].place
    desk.type("500")
    desk.press(ENTER)
    assert stored(desk, point).denominator == 500
    assert page.numbered == () and not editor.isVisible()
    assert page.problems.title.text() == "There is no problem"
    assert focused() is page.preview.export_button
    assert any("There is no problem" in words for words in said)
    desk.press(Qt.Key.Key_Z, CTRL)
    assert stored(desk, point).denominator is None
    assert [one.severity for one in page.numbered] == [Severity.ERROR]


def test_saving_moves_on_to_the_next_problem_in_two_keys_each(desk: Desk) -> None:
    spoil(desk, AUGUST)
    spoil(desk, SEPTEMBER)
    spoil(desk, SEPTEMBER, at=1)
    desk.open()
    for _ in range(3):
        if not desk.page.fixing.editor.isVisible():
            desk.press(Qt.Key.Key_F8)
        desk.type("5000")
        desk.press(ENTER)
    assert desk.keys == 4  # the goal is 2 for each problem
    assert desk.page.numbered == ()


def test_f8_goes_round_all_problems_and_back(desk: Desk) -> None:
    spoil(desk, AUGUST)
    spoil(desk, SEPTEMBER)
    desk.open()
    page, numbers = desk.page, []
    for modifier in (NONE, NONE, NONE, SHIFT):
        desk.press(Qt.Key.Key_F8, modifier)
        current = page.problems.list.current
        assert current is not None and page.fixing.editor.isVisible()
        numbers.append(current.number)
    assert numbers == [1, 2, 1, 2]
    desk.press(ESC)
    assert not page.fixing.editor.isVisible()
    assert focused() is page.problems.list
    desk.press(Qt.Key.Key_Up)
    desk.press(ENTER)
    assert page.preview.view.lit == page.numbered[0].place


def test_what_cannot_be_stored_is_said_in_the_editor(desk: Desk) -> None:
    point = spoil(desk)
    desk.open()
    desk.press(Qt.Key.Key_F8)
    desk.type("many")
    desk.press(ENTER)
    editor = desk.page.fixing.editor
    assert editor.isVisible() and "must be a number, like 41" in editor.message.text()
    assert focused().property("wrong")
    assert stored(desk, point).denominator is None


def test_a_numerator_above_its_denominator_has_both_boxes(desk: Desk) -> None:
    point = spoil(desk, numerator=9000)
    desk.open()
    desk.press(Qt.Key.Key_F8)
    assert list(desk.page.fixing.editor.boxes) == ["numerator", "denominator"]
    desk.type("1")
    desk.press(ENTER)
    assert stored(desk, point).numerator == 1
    assert stored(desk, point).denominator == point.denominator


def test_a_click_on_a_badge_opens_its_problem(desk: Desk) -> None:
    spoil(desk)
    desk.open()
    view, place = desk.page.preview.view, desk.page.numbered[0].place
    assert place is not None
    view.go_to(place)
    settle()
    middle = view.visualRect(view.table.index(*place)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settle()
    assert desk.page.fixing.editor.isVisible()
    assert desk.page.numbered[0].place == view.lit


def test_the_organisation_is_named_in_the_return(desk: Desk) -> None:
    with desk.workbook.edit("Forget the code"):
        desk.workbook.change(desk.workbook.all(Organisation)[0], code="")
    desk.open()
    desk.press(Qt.Key.Key_F8)
    assert desk.page.fixing.editor.title.text() == "ODS code of your organisation"
    leads = [lead.text() for lead in desk.page.fixing.editor.leads]
    assert leads == ["Organisation in Settings"]
    desk.type("rx 9")
    desk.press(ENTER)
    message = desk.page.fixing.editor.message.text()
    assert message == "Write the ODS code as 3 to 9 letters and digits, like RX9, not RX 9"
    box = focused()
    assert isinstance(box, QLineEdit)
    box.selectAll()
    desk.type("rx9")
    desk.press(ENTER)
    assert desk.workbook.all(Organisation)[0].code == "RX9"
    assert desk.page.numbered == ()


def test_the_measure_is_one_link_away(desk: Desk) -> None:
    point = spoil(desk)
    desk.open()
    desk.press(Qt.Key.Key_F8)
    (lead,) = desk.page.fixing.editor.leads
    assert lead.text() == "Open the measure"
    click(lead)
    place = desk.window.navigator.place
    assert place is not None and (place.page, place.measure_id) == ("measure", point.measure_id)


def test_warnings_stand_below_errors_and_stop_nothing(desk: Desk) -> None:
    spoil(desk, AUGUST, numerator=None, denominator=None)
    path = desk.open()
    page = desk.page
    assert page.problems.title.text() == "Nothing stops the export"
    texts = [str(row.data()) for row in rows_of(page)]
    assert texts[0] == "Check these. They will not stop the export."
    desk.press(Qt.Key.Key_E, CTRL)
    desk.wait()
    assert path.exists()
    assert page.done.words.text().endswith("Check what is listed below.")


def rows_of(page: ReturnPage) -> list[Any]:
    model = page.problems.list.problems
    return [model.index(row, 0) for row in range(model.rowCount())]


# -- the preview -------------------------------------------------------------------------------


def test_the_preview_speaks_its_cells(desk: Desk) -> None:
    spoil(desk)
    desk.open()
    one, view = desk.page.numbered[0], desk.page.preview.view
    assert one.place is not None
    spoken = view.table.spoken(*one.place)
    assert spoken == f"{one.problem.cells[0]}, Denominator, blank, problem 1: {one.problem.what}"
    assert view.table.spoken(0, 0).startswith("A1, Measure return: Quarter 2")
    assert view.accessibleName() == "Preview of the sheet Measures"
    assert view.table.headerData(6, Qt.Orientation.Horizontal) == "G"


def test_sheets_are_real_tabs(desk: Desk) -> None:
    desk.open()
    tabs, view = desk.page.preview.tabs, desk.page.preview.view
    names = [tabs.tabText(at) for at in range(tabs.count())]
    assert names == ["Cover", "Measures", "Definitions"]
    assert tabs.currentIndex() == 1
    tabs.setFocus()
    desk.press(Qt.Key.Key_Right)
    assert view.accessibleName() == "Preview of the sheet Definitions"
    assert view.table.title_of(4, 1) == "Measure"


def test_cells_are_copied_as_excel_does(desk: Desk) -> None:
    desk.open(MDC)
    view = desk.page.preview.view
    view.setFocus()
    view.go_to((0, 0))
    desk.press(Qt.Key.Key_Right, SHIFT)
    desk.press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "what\timprovement_direction"


@menus
def test_format_and_period_change_by_menus(desk: Desk) -> None:
    desk.open()
    click(desk.page.preview.period_button)
    choose("April to June 2025 (quarter 1, 2025 to 2026)")
    prepared = desk.page.prepared
    assert prepared is not None and prepared.data.period.code == "2025-Q1"
    click(desk.page.preview.format_button)
    choose("Making Data Count tidy SPC data")
    prepared = desk.page.prepared
    assert prepared is not None
    assert (prepared.definition.id, prepared.data.period.code) == (MDC, "2025-Q1")
    desk.press(Qt.Key.Key_BracketLeft, CTRL)
    assert desk.page.heading.text() == "Measure return"


def choose(words: str) -> None:
    """Choose an entry of the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == words)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    settle()


# -- export ------------------------------------------------------------------------------------


def test_errors_move_the_focus_and_write_nothing(desk: Desk, said: list[str]) -> None:
    spoil(desk)
    path = desk.open()
    page = desk.page
    assert page.preview.export_button.isEnabled()
    click(page.preview.export_button)
    desk.wait()
    assert focused() is page.problems.list
    words = "Nothing was exported. Fix 1 thing first, or export a draft."
    assert page.problems.sentence.text() == words
    assert words in said
    assert desk.asked == [] and not path.exists()
    assert desk.workbook.count(Return) == 0


def test_a_refused_export_goes_to_an_error_even_from_a_warning(desk: Desk) -> None:
    spoil(desk, AUGUST, numerator=None, denominator=None)
    spoil(desk)
    desk.open()
    desk.press(Qt.Key.Key_Down)
    current = desk.page.problems.list.current
    assert current is not None and current.severity is Severity.WARNING
    desk.press(Qt.Key.Key_E, CTRL)
    current = desk.page.problems.list.current
    assert current is not None and current.severity is Severity.ERROR


def test_who_goes_on_while_the_file_is_written_is_told_in_passing(desk: Desk) -> None:
    path = desk.open()
    page = desk.page
    page.export()
    desk.window.navigator.go("home")
    desk.wait()
    assert path.exists() and desk.workbook.count(Return) == 1
    assert desk.told[-1].text.startswith("Saved as return.xlsx.")
    assert not page.done.isVisible()


def test_another_workbook_opened_while_the_file_is_written_is_left_alone(
    desk: Desk, workbook_path: Callable[[str], Path]
) -> None:
    path = desk.open()
    desk.page.export()
    desk.window.session.open(workbook_path("example"))
    desk.wait()
    assert path.exists() and desk.workbook.count(Return) == 0


def test_a_draft_goes_out_with_errors_and_says_so(desk: Desk) -> None:
    spoil(desk)
    desk.open(to="mine.xlsx")
    desk.window.commands.run("export_draft")
    desk.wait()
    draft = desk.folder / "mine DRAFT.xlsx"
    assert openpyxl.load_workbook(draft)["Measures"]["A2"].value.startswith("DRAFT")
    assert "do not send it" in desk.page.done.words.text()
    assert not desk.page.done.sent_button.isVisible()
    assert "mark_sent" not in desk.page.offers()
    assert desk.workbook.all(Return)[0].state is ReturnState.DRAFT


def test_a_patient_stops_even_a_draft(desk: Desk) -> None:
    spoil(desk, note="Baby of 943 476 5919")
    desk.open()
    desk.page.export(draft=True)
    desk.wait()
    assert "must not leave your team" in desk.told[-1].text
    assert list(desk.folder.iterdir()) == []
    assert focused() is desk.page.problems.list


def test_the_file_is_suggested_in_the_folder_used_last(desk: Desk) -> None:
    home = Path.home()
    desk.open()
    assert desk.page.preview.saves_to.text() == f"Saves to {FOLDER}"
    desk.page.export()
    desk.wait()
    (suggested, kinds), *_ = desk.asked
    assert suggested.parent == home / FOLDER and suggested.parent.is_dir()
    assert suggested.name == "ZZ901 measure return 2025-Q2.xlsx"
    assert kinds == [FileKind.XLSX]
    desk.answer_with(None)
    desk.page.export()
    assert desk.asked[1][0] == desk.folder / "ZZ901 measure return 2025-Q2.xlsx"


@menus
def test_csv_is_offered_where_the_format_has_it(desk: Desk) -> None:
    path = desk.open(MDC, to="mine.csv")
    click(desk.page.preview.more_button)
    choose("Export to &CSV…")
    desk.wait()
    assert desk.asked[0][0].suffix == ".csv"
    assert desk.asked[0][1] == [FileKind.CSV, FileKind.XLSX]
    assert path.read_text(encoding="utf-8").startswith("what,improvement_direction,date")


@pytest.mark.parametrize(
    ("keys", "kept", "files"),
    [
        ([ENTER], True, {"return.xlsx", "return (2).xlsx"}),
        ([Qt.Key.Key_Tab, ENTER], False, {"return.xlsx"}),
        ([Qt.Key.Key_Tab, Qt.Key.Key_Tab, ENTER], True, {"return.xlsx"}),
    ],
    ids=["keep both", "replace", "cancel"],
)
def test_a_file_that_is_there_is_asked_about(
    desk: Desk, keys: list[Qt.Key], kept: bool, files: set[str]
) -> None:
    path = desk.open()
    path.write_text("mine")
    desk.page.export()
    settle()
    assert desk.page.preview.exists_strip.isVisible()
    assert focused() is desk.page.preview.both_button
    for key in keys:
        desk.press(key)
    desk.wait()
    assert (path.read_bytes() == b"mine") is kept
    assert {one.name for one in desk.folder.iterdir()} == files
    assert not desk.page.preview.exists_strip.isVisible()
    assert desk.workbook.count(Return) == (0 if "cancel" in files or len(keys) == 3 else 1)


def test_the_done_card_opens_shows_copies_and_marks(desk: Desk) -> None:
    path = desk.open()
    desk.page.export()
    desk.wait()
    done, opened = desk.page.done, list[QUrl]()
    done.open_url = lambda url: opened.append(url) is None
    rows = desk.page.prepared.rows if desk.page.prepared else 0
    assert done.words.text() == f"Saved as return.xlsx. 3 sheets, {rows} rows."
    assert focused() is done.open_button
    desk.press(ENTER)
    click(done.folder_button)
    assert [Path(url.toLocalFile()) for url in opened] == [path, path.parent]
    click(done.copy_button)
    assert Path(QGuiApplication.clipboard().text()) == path
    click(done.sent_button)
    assert desk.workbook.all(Return)[0].state is ReturnState.SENT
    assert done.isVisible() and not done.sent_button.isVisible()
    assert "Step" not in desk.page.steps.accessibleDescription()
    assert "preview and export: done" in desk.page.steps.accessibleDescription()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.workbook.all(Return)[0].state is ReturnState.EXPORTED


def test_what_was_exported_is_forgotten_once_a_number_changes(desk: Desk) -> None:
    desk.open()
    desk.page.export()
    desk.wait()
    assert desk.page.done.isVisible()
    spoil(desk, numerator=1)
    settle()
    assert not desk.page.done.isVisible()
    foot = desk.page.problems.foot.text()
    assert "It has changed since: exporting it makes revision 2." in foot


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_values: Any, **_named: Any) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr("natpatsip_desktop.actions.return_files.write_workbook", broken)
    path = desk.open()
    desk.page.export()
    desk.wait()
    message = desk.told[-1]
    assert message.text == f"You are not allowed to write in {desk.folder}."
    assert message.hint == "Choose another folder, like Documents."
    assert not path.exists() and desk.workbook.count(Return) == 0
    assert focused() is desk.page.preview.export_button
    monkeypatch.undo()
    desk.page.export()
    desk.wait()
    assert path.exists()


def test_a_return_that_is_open_in_excel_is_exported_again_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_part: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr("natpatsip_desktop.actions.return_files.put_in_place", held)
    path = desk.open()
    path.write_text("the one that is open")
    desk.page.export()
    settle()
    click(desk.page.preview.replace_button)
    desk.wait()
    said = f"{desk.told[-1].text} {desk.told[-1].hint}"
    assert said == "The return is open in Excel. Close it there, then export again."
    assert path.read_text() == "the one that is open"
    assert [one.name for one in desk.folder.iterdir()] == ["return.xlsx"]


def test_a_workbook_that_is_open_to_read_only_says_so_before_anything_is_written(
    desk: Desk,
) -> None:
    path = desk.open()
    desk.workbook.read_only = True
    desk.page.export()
    desk.wait()
    assert "open to read only" in desk.told[-1].text
    assert not path.exists()
    desk.workbook.read_only = False


def test_a_free_name_counts_on(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a (2).xlsx"):
        (tmp_path / name).touch()
    assert free_name(tmp_path / "a.xlsx").name == "a (3).xlsx"


# -- room --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wide", "high"), [(1366, 728), (1093, 534), (900, 430)])
def test_the_editor_lies_where_it_is_seen(desk: Desk, wide: int, high: int) -> None:
    desk.window.resize(wide, high)
    settle()
    spoil(desk, numerator=9000)
    desk.open()
    desk.press(Qt.Key.Key_F8)
    editor = desk.page.fixing.editor
    assert desk.page.visibleRegion().contains(editor.geometry())
    for part in (*editor.boxes.values(), editor.save_button, *editor.leads):
        assert part.width() >= part.minimumSizeHint().width()
        corner = part.mapTo(editor, QPoint(0, 0))
        assert editor.rect().contains(QRect(corner, part.size()))
