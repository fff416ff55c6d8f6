"""The change log: when, who, what, before, after and why; to filter, to copy, to print."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from natpatsip_desktop.actions.history import HEADS, Entry, entries
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.records import Change
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.listing import Column, Line, ListingView
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.pages.parts import icon_field
from natpatsip_desktop.gui.printing import table_html, write_pdf
from natpatsip_desktop.gui.session import Session

SHARES = (0.15, 0.1, 0.22, 0.22, 0.11, 0.11, 0.09)
A_MOMENT = 200  # ms after the last letter of the filter


class HistoryPage(Page):
    """The list of changes, and the whole of the chosen one below it."""

    heading: QLabel
    about: QLabel
    filter: QLineEdit
    count: QLabel
    copy: QPushButton
    save_pdf: QPushButton
    listing: ListingView
    whole: QLabel

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self, ListingView)
        icon_field(self.filter, "funnel")
        self.whole.setTextFormat(Qt.TextFormat.RichText)
        self._rows = self.listing.set_columns(*map(Column, HEADS, SHARES))
        self._soon = QTimer(self, singleShot=True, interval=A_MOMENT)
        self._soon.timeout.connect(self.reload)
        self._left: Iterator[Entry] = iter(())
        self.filter.textChanged.connect(lambda _text: self._soon.start())
        self.listing.chosen.connect(self._choose)
        self.copy.clicked.connect(self._copy)
        self.save_pdf.clicked.connect(self._ask_pdf)

    def reload(self) -> None:
        """Read the newest lines that fit the filter; older ones come as they are scrolled to."""
        self._left = self._entries()
        self._rows.show(self._fetch)
        total = self.workbook.count(Change)
        self.count.setText(f"{total:,} line{'' if total == 1 else 's'} in all")
        for button in (self.copy, self.save_pdf):
            button.setEnabled(bool(self._rows.lines))
        self._choose()

    def _entries(self) -> Iterator[Entry]:
        return entries(self.workbook, self.filter.text())

    def _fetch(self, _offset: int, limit: int) -> Sequence[Line]:
        return [Line(entry, entry.cells()) for entry in islice(self._left, limit)]

    def _choose(self) -> None:
        line = self.listing.current
        if line is None:
            nothing = "Nothing fits. Try another word, or clear the box."
            self.whole.setText(nothing if self.filter.text() else "Nothing was changed yet.")
            return
        pairs = zip(HEADS, line.cells, strict=True)
        self.whole.setText(
            "<br>".join(f"<b>{head}:</b> {escape(cell)}" for head, cell in pairs if cell)
        )

    def offers(self) -> Offers:
        """Filter the lines, or take them away on paper."""
        return {"filter": self.filter.setFocus, "export": self._ask_pdf}

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.listing

    # -- taking it away ----------------------------------------------------------------------

    def _copy(self) -> None:
        """Copy every line that fits the filter, as a spreadsheet takes it."""
        rows = [HEADS, *(entry.cells() for entry in self._entries())]
        text = "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
        QGuiApplication.clipboard().setText(text)
        self.session.tell(f"{_lines(len(rows) - 1)} on the clipboard", kind=Kind.ANSWER)

    def _ask_pdf(self) -> None:
        target = self.session.own.target
        suggested = target.with_name(f"{target.stem} change log.pdf")
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the change log", str(suggested), "PDF (*.pdf)"
        )
        if name:
            self.write_pdf(Path(name).with_suffix(".pdf"))

    def write_pdf(self, path: Path) -> None:
        """Write every line that fits the filter to a PDF."""
        rows = [entry.cells() for entry in self._entries()]
        shown = f" with «{self.filter.text().strip()}»" if self.filter.text().strip() else ""
        about = f"{_lines(len(rows))}{shown}, printed on {long_date(self.session.today())}."
        html = f"<p>{escape(about)}</p>{table_html(HEADS, rows)}"
        write_pdf(html, f"Change log of {self.session.document.target.name}", path, landscape=True)
        self.session.tell(f"Saved as {path.name}", kind=Kind.ANSWER)


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"
