"""Help: offline, searchable, opened at the part that is about the page one came from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.help_topics import Topic, find_topics, topic_for, topics
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.pages.rich_text import show_markdown
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice

NAME = Qt.ItemDataRole.UserRole


class HelpPage(Page):
    """A list of topics and the text of one of them."""

    heading: QLabel
    search: QLineEdit
    topics: QListWidget
    text: QTextBrowser

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self)
        self._all: list[Topic] = topics()
        self.search.textChanged.connect(self._fill)
        self.topics.currentItemChanged.connect(self._show)
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(lambda url: self._choose(url.toString()))
        self._fill("")

    def show_place(self, place: Place) -> None:
        """Show the topic that the place names, or the one for the page it names."""
        super().show_place(place)
        if place.item:
            self.search.clear()
            self._choose(topic_for(str(place.item)))

    def reload(self) -> None:
        """Write the text again in the theme of now."""
        self._show(self.topics.currentItem())

    def concerns(self, notice: Notice) -> bool:
        """Nothing here is from the workbook."""
        return False

    def first_focus(self) -> QWidget:
        """Begin with the search."""
        return self.search

    def _fill(self, typed: str) -> None:
        self.topics.clear()
        for topic in find_topics(typed, self._all):
            item = QListWidgetItem(topic.title, self.topics)
            item.setData(NAME, topic.name)
        self.topics.setCurrentRow(0)

    def _choose(self, name: str) -> None:
        for row in range(self.topics.count()):
            if self.topics.item(row).data(NAME) == name:
                self.topics.setCurrentRow(row)

    def _show(self, item: QListWidgetItem | None) -> None:
        name = item.data(NAME) if item else None
        topic = next((one for one in self._all if one.name == name), None)
        none = "# Nothing found\n\nTry another word, or clear the box."
        show_markdown(self.text, topic.text if topic else none)
