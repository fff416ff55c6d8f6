"""The card of a measure's data: the grid, what comes into it, and what has to be put right."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout

from natpatsip_desktop.actions.entry import clear, fill
from natpatsip_desktop.core.periods import long_label, noun
from natpatsip_desktop.core.privacy import nhs_numbers_in
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.elided import ElidedLabel
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.pages.measure.data_view import DataView
from natpatsip_desktop.gui.pages.measure.drafts import Drafts, Key, take
from natpatsip_desktop.gui.pages.measure.incoming import Incoming
from natpatsip_desktop.gui.pages.measure.paste import is_block, understand_block
from natpatsip_desktop.gui.pages.measure.period_strip import PeriodStrip, day_of
from natpatsip_desktop.gui.pages.measure.shown import Shown
from natpatsip_desktop.gui.session import Session

PERSON = "That looks like an NHS number. Do not name patients."
NOTHING = "There is nothing to paste. Copy the cells in Excel first."
NOTHING_TO_FILL = "Choose the cells to fill, with the one to copy on top."
ALL_DONE = "All done. There is no later period to fill in yet."


class DataCard(QFrame):
    """Takes numbers in by hand, by paste and from files.

    `drafted` says that what is being corrected or asked for changed, so that chart and grid are
    to be made anew.
    """

    title: QLabel
    paste_button: QPushButton
    more_button: QToolButton
    grid: DataView
    fault_strip: QFrame
    fault: QLabel
    hint: ElidedLabel
    count: QLabel
    column: QVBoxLayout

    drafted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown: Shown | None = None
        self._drafts: dict[int, Drafts] = {}
        self._extra: dict[int, set[date]] = {}
        self._remark = ""
        load_form(self, DataView, ElidedLabel)
        self.incoming = Incoming(session, self)
        self.period_strip = PeriodStrip()
        self.column.insertWidget(1, self.incoming.strip)
        self.column.insertWidget(2, self.period_strip)
        self.column.setStretchFactor(self.grid, 1)
        self._connect()

    def _connect(self) -> None:
        self.paste_button.clicked.connect(self.paste)
        self.more_button.clicked.connect(self._more)
        self.grid.table.typed.connect(self._typed)
        self.grid.cleared.connect(self._clear)
        self.grid.pasted.connect(self.paste)
        self.grid.ended.connect(lambda: self._say(ALL_DONE))
        self.grid.given_up.connect(self._give_up)
        self.incoming.taken.connect(self.grid.go_to_first_entry)
        self.incoming.done.connect(self._leave)
        self.incoming.reading.connect(self._say_reading)
        self.period_strip.named.connect(self._name_period)
        self.period_strip.left.connect(self._leave)

    # -- what is shown -------------------------------------------------------------------------

    def drafts_of(self, measure_id: int) -> Drafts:
        """Return what was typed for a measure but has faults."""
        return self._drafts.setdefault(measure_id, Drafts())

    def extra_of(self, measure_id: int) -> set[date]:
        """Return the periods of a measure that were asked for."""
        return self._extra.setdefault(measure_id, set())

    def show_data(self, shown: Shown, *, arrived: bool = False) -> None:
        """Show the data of a measure; on arrival the first cell to fill in is the current one."""
        drafts = self.drafts_of(shown.measure.id)
        self._shown = shown
        locked = self.session.workbook.read_only
        self.grid.refresh(
            lambda: self.grid.table.show(shown.measure, shown.rows, drafts, locked=locked)
        )
        if arrived:
            self._close_strips()
            self.grid.go_to_first_entry()
        count = len(shown.points)
        self.count.setText(f"{count:,} {noun(shown.measure.frequency, count)}")
        self._say_reading("")
        self._show_fault()

    def _say_reading(self, name: str) -> None:
        frequency = self._shown.measure.frequency if self._shown else Frequency.EVENT
        one = "one" if frequency is Frequency.EVENT else noun(frequency)
        enter = f"Enter moves right, then to the next {one}"
        self.hint.setText(f"Reading {name}…" if name else enter)

    def _say(self, remark: str) -> None:
        """Show a remark under the grid, and have it spoken."""
        self._remark = remark
        self._show_fault()
        if remark:
            announce(self, remark)

    def _show_fault(self) -> None:
        fault = self._drafts_now().first_fault
        words = self._remark
        if fault is not None and self._shown is not None:
            (starts, _), _, what = fault
            words = f"{what} ({long_label(starts, self._shown.measure.frequency)})"
        self.fault.setText(words)
        dress.mark(self.fault, "tone", "error" if fault else "warn")
        self.fault_strip.setVisible(bool(words))

    def _drafts_now(self) -> Drafts:
        return self.drafts_of(self._shown.measure.id) if self._shown else Drafts()

    # -- typing --------------------------------------------------------------------------------

    def _typed(self, at: int, name: str, text: str) -> None:
        if name == "period":
            self._date_event(text)
            return
        row = self.grid.table.rows[at]
        self.enter((row.starts, row.item), {name: text})

    def enter(self, key: Key, texts: Mapping[str, str]) -> None:
        """Store what was typed for a period, or keep it until it is put right."""
        if self._shown is None:
            return
        drafts = self._drafts_now()
        waited = key in drafts.texts
        entry = take(self.session.workbook, self._shown.measure.id, drafts, key, texts)
        person = nhs_numbers_in(texts.get("note", ""))
        self._say(PERSON if person else entry.remark)
        if entry.faults:
            announce(self, ". ".join(entry.faults.values()))
        if entry.faults or waited:
            self.drafted.emit()

    def _date_event(self, text: str) -> None:
        """Take the date of an event that has no numbers yet."""
        if self._shown is None:
            return
        found = day_of(text, self._shown.measure.frequency, self.session.today())
        if isinstance(found, date):
            self.extra_of(self._shown.measure.id).clear()
            self._name_period(found)
        else:
            self._say(found)

    def _clear(self, cells: list[tuple[int, str]]) -> None:
        """Empty cells in one step of undo; what was being corrected there is forgotten."""
        if self._shown is None:
            return
        rows, drafts = self.grid.table.rows, self._drafts_now()
        wanted: dict[Key, list[str]] = {}
        for at, name in cells:
            wanted.setdefault((rows[at].starts, rows[at].item), []).append(name)
        waited = [key for key in wanted if key in drafts.texts]
        for key in waited:
            drafts.drop(key)
        there = {(point.starts, point.item) for point in self._shown.points}
        wanted = {key: names for key, names in wanted.items() if key in there}
        if wanted:
            what = clear(self.session.workbook, self._shown.measure.id, wanted)
            words = f"{what[:1].upper()}{what[1:]} cleared"
            self.session.tell(words, kind=Kind.ANSWER, undo=True)
        if waited:
            self.drafted.emit()

    def fill_down(self) -> None:
        """Copy the top cell of each chosen column into those below it, in one step of undo."""
        if self._shown is None:
            return
        wanted, drafts = self.grid.fill_down_texts(), self._drafts_now()
        if not wanted:
            self._say(NOTHING_TO_FILL)
            return
        wanted = {key: texts for key, texts in wanted.items() if self._differs(key, texts)}
        if not wanted:
            return
        waited = [key for key in wanted if key in drafts.texts]
        typed = {key: {**drafts.texts.get(key, {}), **wanted[key]} for key in wanted}
        entries = fill(self.session.workbook, self._shown.measure.id, typed)
        for key, entry in entries.items():
            drafts.drop(key)
            if entry.faults:
                drafts.keep(key, typed[key], entry.faults)
        self._say(next((entry.remark for entry in entries.values() if entry.remark), ""))
        if waited or any(entry.faults for entry in entries.values()):
            self.drafted.emit()

    def _differs(self, key: Key, texts: Mapping[str, str]) -> bool:
        table = self.grid.table
        at = table.row_of(key)
        return any(table.text(at, name) != text for name, text in texts.items())

    def clear_period(self, at: int) -> None:
        """Take a whole period away."""
        self._clear([(at, name) for name in ("numerator", "denominator", "value", "note")])

    def _give_up(self) -> None:
        """Close the strip that is open, or go back to what is stored in this period."""
        key = self.grid.current_key()
        if not self.incoming.strip.isHidden() or not self.period_strip.isHidden():
            self._leave()
        elif key is not None and key in self._drafts_now().texts:
            self._drafts_now().drop(key)
            self.drafted.emit()

    # -- paste and files -----------------------------------------------------------------------

    def paste(self) -> None:
        """Take the clipboard: one cell as if typed, a block with a look at it first."""
        text = QGuiApplication.clipboard().text()
        if self._shown is None or not text.strip():
            self._say(NOTHING)
            return
        self._say("")
        index = self.grid.currentIndex()
        if not is_block(text) and index.isValid():
            self.grid.table.setData(index, text.strip())
            return
        key, measure = self.grid.current_key(), self._shown.measure
        at = key[0] if key else self.session.today()
        found = understand_block(text, measure, at, self.session.today())
        self.period_strip.hide()
        self.incoming.consider(measure.id, found, "Pasted")

    def choose_file(self) -> None:
        """Ask for a spreadsheet and look at it."""
        if self._shown is not None:
            self.incoming.choose_file(self._shown.measure)

    def _leave(self) -> None:
        self._close_strips()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_strips(self) -> None:
        self._remark = ""
        self.incoming.forget()
        self.period_strip.hide()

    # -- periods -------------------------------------------------------------------------------

    def ask_for_period(self) -> None:
        """Ask for a period that has no row."""
        if self._shown is None:
            return
        oldest = self._shown.rows[-1].starts if self._shown.rows else self.session.today()
        self.incoming.forget()
        self.period_strip.open(self._shown.measure.frequency, oldest, self.session.today())

    def _name_period(self, starts: date) -> None:
        """Give a period a row, and go there."""
        if self._shown is None:
            return
        self._close_strips()
        self.extra_of(self._shown.measure.id).add(starts)
        self.drafted.emit()
        rows = [row for row in self.grid.table.rows if row.starts == starts]
        item = next((row.item for row in rows if row.point is None), 0)
        self.grid.go_to((starts, item), self.grid.table.entry_columns()[0])
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- menu ----------------------------------------------------------------------------------

    def _more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("&Add another period…", self.ask_for_period)
        menu.addAction("&Import a spreadsheet…", self.choose_file)
        menu.addAction("&Copy all the data", self.copy_all)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def copy_all(self) -> None:
        """Put the whole table on the clipboard with its heads, oldest period first."""
        table = self.grid.table
        lines = [[column.title for column in table.columns]]
        lines += [
            [table.text(at, column.name) for column in table.columns]
            for at in reversed(range(len(table.rows)))
        ]
        text = "\n".join("\t".join(line) for line in lines)
        QGuiApplication.clipboard().setText(text)
        self.session.tell("Copied. Paste it into Excel.", kind=Kind.ANSWER)
