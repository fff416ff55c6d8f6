"""Numbers that come from the clipboard or a file: looked at first, then taken in one step."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from natpatsip_desktop.actions.importing import import_points, preview, understand_file
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.core.understanding import Understood
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.pages.measure.paste_strip import PasteStrip
from natpatsip_desktop.gui.session import Session

SHEETS = "Spreadsheets (*.xlsx *.xls *.xlsm *.ods *.csv *.tsv *.txt)"


class Incoming(QObject):
    """What is about to come into one measure, shown in a `PasteStrip`.

    `reading` carries the name of a file that is being read, empty once it is; `taken` says that
    numbers came in, `done` that the strip was answered.
    """

    reading = Signal(str)
    taken = Signal()
    done = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.strip = PasteStrip()
        self._measure_id = 0
        self._understood = Understood()
        self._source = ""
        self.strip.taken.connect(self._take)
        self.strip.ruled.connect(self._look_again)
        self.strip.left.connect(self.done)

    def consider(self, measure_id: int, understood: Understood, source: str) -> None:
        """Show what a block or a file would change."""
        self._measure_id, self._understood, self._source = measure_id, understood, source
        shown = preview(self.session.workbook, measure_id, understood)
        self.strip.open(shown, understood.notes, source)

    def choose_file(self, measure: Measure) -> None:
        """Ask for a spreadsheet and look at it."""
        parent = self.parent()
        assert isinstance(parent, QWidget)
        name, _ = QFileDialog.getOpenFileName(parent, "Import a spreadsheet", "", SHEETS)
        if name:
            self.look_at_file(Path(name), measure)

    def look_at_file(self, path: Path, measure: Measure) -> None:
        """Understand a file in another thread, then show what it would change."""
        self._measure_id = measure.id
        read = partial(understand_file, path, measure, today=self.session.today())
        self.reading.emit(path.name)
        self.session.tasks.run(
            read, then=partial(self._arrived, measure.id, path.name), fail=self._failed
        )

    def _arrived(self, measure_id: int, name: str, understood: Understood) -> None:
        self.reading.emit("")
        # Somebody may have gone on to another measure while the file was read.
        if measure_id == self._measure_id:
            self.consider(measure_id, understood, name)

    def _failed(self, error: BaseException) -> None:
        self.reading.emit("")
        if not isinstance(error, WorkbookError):
            raise error
        self.session.tell(error.message, error.hint, kind=Kind.ERROR)

    def forget(self) -> None:
        """Leave what is shown, and what is still being read."""
        self._measure_id = 0
        self.strip.hide()

    def _look_again(self) -> None:
        shown = preview(self.session.workbook, self._measure_id, self._understood, self.strip.rule)
        self.strip.show_preview(shown, self._understood.notes, self._source)
        announce(self.strip, shown.words)

    def _take(self) -> None:
        """Bring in what was shown, as one step of undo."""
        measure_id, rule = self._measure_id, self.strip.rule
        self.done.emit()
        result = import_points(self.session.workbook, measure_id, self._understood, rule)
        self.taken.emit()
        self.session.tell(result.words, kind=Kind.ANSWER, undo=result.written > 0)
