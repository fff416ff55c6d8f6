"""What are you starting from? A national driver of one of the programmes, or a blank aim."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from natpatsip_desktop.core import programmes as national
from natpatsip_desktop.core.answers import Answers, starting_from
from natpatsip_desktop.core.national import NationalDriver, Programme
from natpatsip_desktop.core.searching import fits
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.list_rows import add_heading, dress_list
from natpatsip_desktop.gui.pages.new_project.step import Step
from natpatsip_desktop.gui.pages.parts import icon_field

DRIVER = Qt.ItemDataRole.UserRole
WORDS = Qt.ItemDataRole.UserRole + 1
BLANK = "An aim of your own"
BLANK_TEXT = (
    "Say what will be better, for whom, how much and by when. You name the main measure yourself, "
    "and can hang the project on a national driver later."
)
UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class StartStep(Step):
    """The drivers under their programmes at the left, what comes with the chosen one beside."""

    question = "What are you starting from?"
    hint = (
        "A national driver brings its change ideas and measures. You can change everything later."
    )

    filter: QLineEdit
    choices: QListWidget
    nothing: QLabel
    programme: QLabel
    title: QLabel
    text: QLabel
    passed_card: QFrame
    passed: QLabel
    wanted: QLabel
    comes: QLabel
    source: QLabel

    def __init__(self) -> None:
        super().__init__()
        load_form(self)
        self._headings: list[QListWidgetItem] = []
        self._items: list[tuple[QListWidgetItem, QListWidgetItem | None]] = []
        icon_field(self.filter, "search")
        dress_list(self.choices)
        self._add(BLANK, "", f"{BLANK} blank")
        for programme in national.programmes():
            self._add_programme(programme)
        self.nothing.hide()
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(self._filter)
        self.choices.currentItemChanged.connect(self._choose)

    def _add(self, text: str, driver_id: str, words: str) -> QListWidgetItem:
        item = QListWidgetItem(text, self.choices)
        item.setData(DRIVER, driver_id)
        item.setData(WORDS, words)
        self._items.append((item, self._headings[-1] if self._headings else None))
        return item

    def _add_programme(self, programme: Programme) -> None:
        self._headings.append(add_heading(self.choices, programme.short_name))
        for driver in programme.drivers:
            measures = " ".join(one.name for one in national.measures_of(driver.id))
            ideas = " ".join(one.text for one in driver.ideas)
            said = f"{driver.title} {driver.text} {driver.id} {programme.name} {ideas} {measures}"
            item = self._add(driver.title, driver.id, said)
            item.setToolTip(driver.text)
            spoken = f"{driver.title}, {programme.short_name}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    # -- the answer --------------------------------------------------------------------------

    def fill(self) -> None:
        """Choose the answer in the list, all of which is shown."""
        with QSignalBlocker(self.choices):
            self.filter.clear()
            for item, _ in self._items:
                if item.data(DRIVER) == self.answers.driver_id:
                    self.choices.setCurrentItem(item)
        self._describe()

    def given(self) -> Answers:
        """Return the answers with the chosen driver."""
        item = self.choices.currentItem()
        chosen = str(item.data(DRIVER)) if item else self.answers.driver_id
        self.answers = starting_from(self.answers, chosen)
        return self.answers

    def first_focus(self) -> QWidget:
        """Begin in the search: the arrows move in the list from there."""
        return self.filter

    def _choose(self) -> None:
        self._describe()
        self.edited.emit()
        if self.filter.hasFocus():
            announce(self.choices, self.title.text())

    def lacks(self) -> str:
        """Say that nothing can be chosen: what was chosen before is out of sight."""
        return "" if self.nothing.isHidden() else self.nothing.text()

    # -- what is told of it ------------------------------------------------------------------

    def _describe(self) -> None:
        item = self.choices.currentItem()
        driver_id = str(item.data(DRIVER)) if item else ""
        for label in (self.programme, self.passed_card, self.comes, self.source):
            label.setVisible(bool(driver_id))
        if driver_id:
            self._describe_driver(national.driver(driver_id))
        else:
            self.title.setText(BLANK)
            self.text.setText(BLANK_TEXT)

    def _describe_driver(self, driver: NationalDriver) -> None:
        programme = next(one for one in national.programmes() if one.id == driver.programme_id)
        self.programme.setText(programme.name)
        self.title.setText(driver.title)
        self.text.setText(driver.text)
        if programme.by_date < self.today:
            said = f"This national date has passed ({programme.by}): say your own"
        else:
            said = f"The national date is {programme.by}: say your own too"
        self.passed.setText(said)
        self.wanted.setText("\n".join(_wanted(driver, self.today)))
        self.wanted.setVisible(bool(self.wanted.text()))
        measures = national.measures_of(driver.id)
        self.comes.setText(
            f"{len(driver.ideas)} change ideas and {len(measures)} measures to choose from"
        )
        self.source.setText(f"Source: {driver.source}")

    # -- the search --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while somebody types in the search."""
        if (
            watched is self.filter
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and Qt.Key(event.key()) in UP_AND_DOWN
        ):
            QCoreApplication.sendEvent(self.choices, event)
            return True
        return super().eventFilter(watched, event)

    def _filter(self, typed: str) -> None:
        shown = [one for one in self._items if fits(typed, one[0].data(WORDS))]
        for item, _ in self._items:
            item.setHidden(item not in [one for one, _ in shown])
        for heading in self._headings:
            heading.setHidden(heading not in [above for _, above in shown])
        self.nothing.setVisible(not shown)
        current = self.choices.currentItem()
        if shown and (current is None or current.isHidden()):
            self.choices.setCurrentItem(shown[0][0])


def _wanted(driver: NationalDriver, today: date) -> Iterator[str]:
    for one in driver.ambitions:
        passed = ", passed" if one.by_date < today else ""
        yield f"{one.text}, {one.by}{passed}"
