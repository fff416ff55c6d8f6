"""The card at the right of a return: its sheets as they will be saved, and the way to the file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout

from natpatsip_desktop.actions.returns import Prepared
from natpatsip_desktop.core.returns.layout import FileKind
from natpatsip_desktop.errors import Severity
from natpatsip_desktop.gui.elided import ElidedLabel
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.returns.exporting import Answer
from natpatsip_desktop.gui.pages.returns.numbered import Numbered, Place, marks_on
from natpatsip_desktop.gui.pages.returns.sheet_table import NO_SHEET, ShownSheet
from natpatsip_desktop.gui.pages.returns.sheet_tabs import SheetTabs
from natpatsip_desktop.gui.pages.returns.sheet_view import SheetView

SLOW = 1000  # ms after which the writing says that it goes on
ROOM_FOR_WORDS = 660  # px of card width under which the quiet words are left out
VERBS = {FileKind.XLSX: "Export to Excel…", FileKind.CSV: "Export to CSV…"}


class PreviewCard(QFrame):
    """Shows the sheets of a return.

    `answered` carries the `Answer` to a file that is there.
    """

    title: QLabel
    exactly: ElidedLabel
    format_button: QPushButton
    period_button: QPushButton
    view: SheetView
    exists_strip: QFrame
    exists_words: QLabel
    both_button: QPushButton
    replace_button: QPushButton
    cancel_button: QPushButton
    busy_strip: QFrame
    busy_words: QLabel
    busy_bar: QProgressBar
    tabs: SheetTabs
    saves_to: ElidedLabel
    export_button: QPushButton
    more_button: QToolButton
    column: QVBoxLayout

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        load_form(self, ElidedLabel, SheetView, SheetTabs)
        self._sheets: list[ShownSheet] = []
        self.column.setStretchFactor(self.view, 1)
        self.tabs.currentChanged.connect(self._show_sheet)
        for answer, button in (
            (Answer.BOTH, self.both_button),
            (Answer.REPLACE, self.replace_button),
            (Answer.CANCEL, self.cancel_button),
        ):
            button.clicked.connect(partial(self._answer, answer))
        self._slow = QTimer(self, singleShot=True, interval=SLOW)
        self._slow.timeout.connect(self.busy_strip.show)
        self.exists_strip.hide()
        self.busy_strip.hide()

    # -- what is shown -------------------------------------------------------------------------

    def show_return(self, prepared: Prepared, numbered: Sequence[Numbered]) -> None:
        """Show the sheets of a return; the sheet, cell and place stay where they can."""
        self._sheets = [
            ShownSheet(out=out, tables=sheet.tables, marks=marks_on(out.name, numbered))
            for out, sheet in zip(prepared.preview(), prepared.sheets, strict=True)
        ]
        errors = [one for one in numbered if one.severity is Severity.ERROR]
        counts = [
            sum(one.problem.sheet == sheet.out.name for one in errors) for sheet in self._sheets
        ]
        self.tabs.show_sheets([sheet.out.name for sheet in self._sheets], counts)
        self.export_button.setText(VERBS[prepared.definition.files[0]])
        self._show_sheet(self.tabs.currentIndex())

    def show_nothing(self) -> None:
        """Show an empty sheet: there is no return."""
        self._sheets = []
        self.tabs.show_sheets([], [])
        self.view.show_sheet(NO_SHEET)

    def begin_at_rows(self) -> None:
        """Choose the sheet where the numbers are, the first with a table."""
        tables = (at for at, sheet in enumerate(self._sheets) if sheet.tables)
        self.tabs.setCurrentIndex(next(tables, 0))

    def show_folder(self, folder: Path) -> None:
        """Say where the file will be suggested."""
        home = Path.home()
        near = folder.relative_to(home) if folder.is_relative_to(home) else folder
        self.saves_to.setText(f"Saves to {QDir.toNativeSeparators(str(near))}")

    def _show_sheet(self, at: int) -> None:
        if 0 <= at < len(self._sheets):
            self.view.show_sheet(self._sheets[at])
            name = self._sheets[at].out.name
            self.view.setAccessibleName(f"Preview of the sheet {name}")

    def fit(self) -> None:
        """Take up the text size in use."""
        self.view.fit()

    # -- cells ---------------------------------------------------------------------------------

    def go_to(self, sheet: str, place: Place) -> None:
        """Bring a cell of a sheet to the middle of the preview."""
        names = [one.out.name for one in self._sheets]
        if sheet in names:
            self.tabs.setCurrentIndex(names.index(sheet))
            self.view.go_to(place)

    def cell_rect(self, place: Place) -> QRect:
        """Return where a cell is within this card."""
        rect = self.view.cell_rect(place)
        return rect.translated(self.view.mapTo(self, QPoint(0, 0)))

    # -- the way to the file -------------------------------------------------------------------

    def ask_about(self, path: Path) -> None:
        """Ask what to do with a file that is there."""
        self.exists_words.setText(f"{path.name} is in the folder {path.parent.name} already.")
        self.exists_strip.show()
        self.both_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.exists_words.text())

    def _answer(self, answer: Answer, _checked: bool = False) -> None:
        self.exists_strip.hide()
        self.export_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit(answer)

    def set_busy(self, busy: bool) -> None:
        """Say after a moment that the file is being written, or that it is no longer."""
        if busy:
            self._slow.start()
        else:
            self._slow.stop()
            self.busy_strip.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out quiet words where there is no room for them."""
        super().resizeEvent(event)
        for label in (self.exactly, self.saves_to):
            label.setVisible(self.width() >= ROOM_FOR_WORDS)
