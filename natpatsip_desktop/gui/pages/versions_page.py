"""Versions: what the workbook held before each save; look at it, compare, go back to it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from natpatsip_desktop.actions import versions
from natpatsip_desktop.actions.comparing import Comparison
from natpatsip_desktop.actions.versions import Contents
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.comparison_text import comparison_html
from natpatsip_desktop.gui.pages.listing import Column, Line, ListingView
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.pages.rich_text import show_html
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.versions import Version
from natpatsip_desktop.store.workbook import Notice

COLUMNS = (
    Column("Saved on", 0.44),
    Column("Size", 0.18, number=True),
    Column("Projects", 0.19, number=True),
    Column("Points", 0.19, number=True),
)
NARROW = 900  # px of page width under which there is one column
A_MOMENT = 150  # ms: going down the list with the arrows compares only where one stops
THINNED_TOLD = 3
NONE = (
    "No version yet. The first is kept when your work is saved for the second time: "
    "make a change, and it appears here by itself."
)


class VersionsPage(Page):
    """The list at the left; what is chosen, and what changed since, at the right."""

    heading: QLabel
    about: QLabel
    both: QHBoxLayout
    listing: ListingView
    thinned: QLabel
    chosen: QLabel
    look: QPushButton
    restore: QPushButton
    against_label: QLabel
    against: QComboBox
    copy: QPushButton
    changes: QTextBrowser

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self, ListingView)
        self._contents: dict[Path, Contents | None] = {}
        self._found: Comparison | None = None
        self._counting = False
        self._asked = 0
        self._soon = QTimer(self, singleShot=True, interval=A_MOMENT)
        self._soon.timeout.connect(self._compare)
        self._rows = self.listing.set_columns(*COLUMNS)
        self.listing.chosen.connect(self._choose)
        self.listing.opened.connect(self._look)
        self.listing.verticalScrollBar().valueChanged.connect(self._count_visible)
        self.against.activated.connect(self._compare)
        self.look.clicked.connect(self._look)
        self.restore.clicked.connect(self._restore)
        self.copy.clicked.connect(self._copy)
        session.autosave.state.connect(self._refresh)

    # -- what is shown -----------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show the list; `item` may name another file to compare with, as after both were kept."""
        super().show_place(place)
        if place.item:
            self.listing.go_to_row(0)

    def reload(self) -> None:
        """Read which versions there are; the chosen one stays chosen."""
        kept, before, against = self._versions(), self.version, self.against.currentData()
        self._rows.show(lambda offset, limit: [self._line(v) for v in kept[offset:][:limit]])
        self._fill_against(kept)
        if before in kept:
            self.listing.go_to_row(kept.index(before))
        if against in kept:
            self.against.setCurrentIndex(kept.index(against) + 1)
        told = [one.words() for one in versions.thinned_out(self.session.own)[:THINNED_TOLD]]
        self.thinned.setText(" ".join(told))
        self.thinned.setVisible(bool(told))
        self._count_visible()

    def _versions(self) -> list[Version]:
        """Return the other file of this place, if there is one, and the versions."""
        kept = versions.kept_versions(self.session.own)
        if self.place.item and Path(str(self.place.item)).exists():
            return [versions.file_as_version(Path(str(self.place.item))), *kept]
        return kept

    def _refresh(self) -> None:
        """Show a version that a save has just kept, if the page is in view."""
        if self.isVisible() and len(self._versions()) != len(self._rows.lines):
            self.reload()

    def concerns(self, notice: Notice) -> bool:
        """An edit makes no version; what is compared with now is another thing, though."""
        if self.against.currentIndex() == 0:
            self._soon.start()
        return False

    def _line(self, version: Version) -> Line:
        held = self._contents.get(version.path)
        counts = (f"{held.projects:,}", f"{held.points:,}") if held else ("", "")
        return Line(version, (self._when(version), versions.size_words(version.size), *counts))

    def _when(self, version: Version) -> str:
        return versions.when_words(version) if version.number else version.path.name

    def _fill_against(self, kept: list[Version]) -> None:
        self.against.clear()
        self.against.addItem("Now", None)
        for version in kept:
            self.against.addItem(self._when(version), version)

    # -- how much each holds -----------------------------------------------------------------

    def _count_visible(self) -> None:
        """Count what the rows in view hold, one after the other in another thread.

        Each must be opened for it, and a comparison that a person waits for must not wait for that.
        """
        if self._counting:
            return
        about = (self._rows.lines[row].about for row in self.listing.visible_rows())
        version = next((one for one in about if one.path not in self._contents), None)
        if version is not None:
            self._counting = True
            self._contents[version.path] = None
            then = partial(self._counted, version)
            self.session.tasks.run(
                versions.contents_of, version, then=then, fail=self._cannot_count
            )

    def _counted(self, version: Version, held: Contents) -> None:
        self._contents[version.path] = held
        for row, line in enumerate(self._rows.lines):
            if line.about == version:
                self._rows.change(row, self._line(version))
        self._counting = False
        self._count_visible()

    def _cannot_count(self, error: BaseException) -> None:
        self._counting = False
        # A version that is not whole any more has no counts; looking at it says why.
        if not isinstance(error, WorkbookError):
            raise error
        self._count_visible()

    # -- what is chosen ----------------------------------------------------------------------

    @property
    def version(self) -> Version | None:
        """Return the chosen version."""
        current = self.listing.current
        return current.about if current else None

    def _choose(self) -> None:
        version = self.version
        for widget in (self.look, self.restore, self.against, self.against_label, self.copy):
            widget.setVisible(version is not None)
        if version is None:
            self.chosen.setText("Versions of this workbook")
            show_html(self.changes, f"<p>{NONE}</p>")
            return
        self.chosen.setText(_name(version)[:1].upper() + _name(version)[1:])
        self.restore.setEnabled(not self.session.own.read_only)
        self._soon.start()

    def _compare(self) -> None:
        """Say what changed from the chosen version to the other one, in another thread."""
        version, other = self.version, self.against.currentData()
        if version is None or not self.session.is_open:
            return
        if isinstance(other, Version) and other.number and other.number < version.number:
            version, other = other, version
        self._found = None
        self.copy.setEnabled(False)
        show_html(self.changes, "<p>Comparing…</p>")
        self._asked += 1
        self.session.tasks.run(
            versions.compared,
            self.session.own,
            version,
            other,
            then=partial(self._show, self._asked),
            fail=self._cannot_compare,
        )

    def _show(self, asked: int, found: Comparison) -> None:
        if asked != self._asked:
            return  # something else was asked meanwhile; its answer is on the way
        self._found = found
        self.copy.setEnabled(True)
        show_html(self.changes, comparison_html(found))
        announce(self, found.words())

    def _cannot_compare(self, error: BaseException) -> None:
        if not isinstance(error, WorkbookError):
            raise error
        show_html(self.changes, f"<p>{error.message}</p><p>{error.hint}</p>")

    # -- what can be done --------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.listing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above what is chosen in a narrow window."""
        super().resizeEvent(event)
        wide = self.width() >= NARROW
        self.both.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def _look(self) -> None:
        if self.version is not None:
            self.session.look_at(versions.look_at(self.version), _name(self.version))

    def _restore(self) -> None:
        version = self.version
        if version is not None:
            self.session.go_back()  # while another one is looked at, this page goes with it
            versions.go_back_to(self.session.own, version)
            self.session.tell(f"This is {_name(version)} again", kind=Kind.ANSWER, undo=True)

    def _copy(self) -> None:
        if self._found is not None:
            QGuiApplication.clipboard().setText(self._found.text())
            self.session.tell("What changed is on the clipboard", kind=Kind.ANSWER)


def _name(version: Version) -> str:
    if not version.number:
        return f"the file {version.path.name}"
    return f"the version of {versions.version_words(version)}"
