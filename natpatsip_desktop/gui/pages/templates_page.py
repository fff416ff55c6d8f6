"""Templates: the national programmes with their drivers, change ideas and measures."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from natpatsip_desktop.core import programmes as national
from natpatsip_desktop.core.national import LibraryMeasure, NationalDriver, Programme
from natpatsip_desktop.core.searching import fits
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages import template_text
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.pages.rich_text import show_html
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice

SHOWS = Qt.ItemDataRole.UserRole


class TemplatesPage(Page):
    """The national tree at the left, what is chosen in it at the right."""

    heading: QLabel
    use: QPushButton
    filter: QLineEdit
    tree: QTreeWidget
    text: QTextBrowser

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self)
        for programme in national.programmes():
            self._add_programme(programme)
        first = next(_tops(self.tree))
        first.setExpanded(True)
        self.tree.currentItemChanged.connect(self._show)
        self.tree.itemActivated.connect(self._toggle)
        self.filter.textChanged.connect(self._filter)
        self.use.clicked.connect(self._use)
        self.tree.setCurrentItem(first)

    def _add_programme(self, programme: Programme) -> None:
        top = _item(self.tree, programme.name, programme)
        for driver in (*programme.drivers, *programme.whole):
            node = _item(top, driver.title, driver)
            for measure in national.measures_of(driver.id):
                _item(node, measure.name, measure)

    def reload(self) -> None:
        """Write the text again in the theme of now."""
        self._show(self.tree.currentItem())

    def concerns(self, notice: Notice) -> bool:
        """Nothing here is from the workbook."""
        return False

    def offers(self) -> Offers:
        """Filter the tree."""
        return {"filter": self.filter.setFocus}

    def first_focus(self) -> QWidget:
        """Begin in the tree."""
        return self.tree

    def _show(self, item: QTreeWidgetItem | None) -> None:
        chosen = item.data(0, SHOWS) if item else None
        if isinstance(chosen, NationalDriver):
            html = template_text.about_driver(chosen, national.measures_of(chosen.id))
        elif isinstance(chosen, LibraryMeasure):
            html = template_text.about_measure(chosen)
        elif isinstance(chosen, Programme):
            html = template_text.about_programme(chosen)
            html += template_text.about_aim(national.national_aim())
        else:
            html = "<p>Nothing fits. Try another word, or clear the box.</p>"
        show_html(self.text, html)

    def _toggle(self, item: QTreeWidgetItem) -> None:
        item.setExpanded(not item.isExpanded())

    def _use(self) -> None:
        """Start a project from the chosen driver, or from the driver of the chosen measure."""
        item = self.tree.currentItem()
        chosen = item.data(0, SHOWS) if item else None
        if isinstance(chosen, NationalDriver):
            self.navigator.go("new_project", item=chosen.id)
        elif isinstance(chosen, LibraryMeasure):
            self.navigator.go("new_project", item=chosen.driver_id)
        else:
            self.navigator.go("new_project", item="national")

    def _filter(self, typed: str) -> None:
        for top in _tops(self.tree):
            _show_matching(top, typed.strip())
        current = self.tree.currentItem()
        if current is None or current.isHidden():
            shown = [top for top in _tops(self.tree) if not top.isHidden()]
            if shown:
                self.tree.setCurrentItem(shown[0])
            else:
                self._show(None)


def _item(
    parent: QTreeWidget | QTreeWidgetItem,
    text: str,
    shows: Programme | NationalDriver | LibraryMeasure,
) -> QTreeWidgetItem:
    made = QTreeWidgetItem(parent, [text])
    made.setData(0, SHOWS, shows)
    made.setToolTip(0, text)
    return made


def _show_matching(item: QTreeWidgetItem, typed: str, above: str = "") -> bool:
    """Show an item if it or something under it fits; open what leads to a fit."""
    said = f"{above} {item.text(0)} {getattr(item.data(0, SHOWS), 'id', '')}"
    children = filter(None, map(item.child, range(item.childCount())))
    under = [_show_matching(child, typed, said) for child in children]
    shown = fits(typed, said) or any(under)
    item.setHidden(not shown)
    if typed:
        item.setExpanded(any(under))
    return shown


def _tops(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    for at in range(tree.topLevelItemCount()):
        if (item := tree.topLevelItem(at)) is not None:
            yield item
