"""The page area: makes each page when it is first shown, and keeps its scroll position."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.pages.registry import entry_of, page_class
from natpatsip_desktop.gui.session import Session

SHORT = 600  # px of window height under which pages leave out what the frame says


class PageScroll(QScrollArea):
    """Scrolls one page up and down; sideways a page must fit."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pageScroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the page its width, and give it the height that its text needs there."""
        super().resizeEvent(event)
        page = self.widget()
        if isinstance(page, Page):
            with focus_kept(page):
                page.set_room(self.viewport().width())
        self._fit_text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do the same when the page's content changes."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit_text()
        return super().eventFilter(watched, event)

    def _fit_text(self) -> None:
        # A scroll area asks for no height that depends on the width, so wrapped text is cut.
        page = self.widget()
        layout = page.layout() if page is not None else None
        if page is not None and layout is not None:
            wraps = layout.hasHeightForWidth()
            wide = self.viewport().width()
            page.setMinimumHeight(layout.minimumHeightForWidth(wide) if wraps else 0)


@contextmanager
def focus_kept(page: Page) -> Iterator[None]:
    """Keep the focus on a page that changes: what is hidden gives it to the window's first link."""
    focused = QApplication.focusWidget()
    inside = focused is not None and page.isAncestorOf(focused)
    yield
    now = QApplication.focusWidget()
    if inside and (now is None or not page.isAncestorOf(now)):
        target = page.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)


class PageArea(QStackedWidget):
    """Shows one page at a time."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setAccessibleName("Page")
        self._session = session
        self._navigator = navigator
        self._pages: dict[str, Page] = {}
        self._short = False

    @property
    def page(self) -> Page | None:
        """Return the page that is shown."""
        scroll = self.currentWidget()
        page = scroll.widget() if isinstance(scroll, QScrollArea) else None
        return page if isinstance(page, Page) else None

    def show_place(self, place: Place) -> Page:
        """Show the page of a place, made now if it is the first time."""
        page = self._pages.get(place.page) or self._make(place.page)
        page.set_short(self._short)
        page.show_place(place)
        self.setCurrentIndex(list(self._pages).index(place.page))
        return page

    def forget(self) -> None:
        """Drop every page: another workbook is open now."""
        while (scroll := self.widget(0)) is not None:
            self.removeWidget(scroll)
            scroll.deleteLater()
        self._pages.clear()

    def set_short(self, short: bool) -> None:
        """Tell the page that the window is short, or no longer so."""
        if short != self._short:
            self._short = short
            for page in self._pages.values():
                page.set_short(short)

    def _make(self, name: str) -> Page:
        page = page_class(entry_of(name))(self._session, self._navigator)
        page.setObjectName(f"page_{name}")
        dress.dress(page)
        self._pages[name] = page
        # The page last: Qt styles all of it again whenever one of those above it gets a parent.
        scroll = PageScroll()
        self.addWidget(scroll)
        scroll.setWidget(page)
        return page
