"""What a person does with one period: open its card, note, start a phase, leave out, count."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from natpatsip_desktop.actions.points import leave_out, mark_unusual, take_back_in
from natpatsip_desktop.core.grid import GridRow
from natpatsip_desktop.core.periods import noun
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.gui.pages.measure.data_card import DataCard
from natpatsip_desktop.gui.pages.measure.point_card import (
    Ask,
    Beside,
    PointCard,
    leave_out_ask,
    note_ask,
    unusual_ask,
)
from natpatsip_desktop.gui.pages.measure.shown import Shown
from natpatsip_desktop.gui.session import Session


class PointVerbs:
    """Does what is asked for with the current row of the grid, through the point card.

    `beside` says where on the page a row's point is; `phase_wanted` asks about a phase that would
    start at a period.
    """

    def __init__(
        self,
        session: Session,
        card: PointCard,
        data: DataCard,
        beside: Callable[[int], Beside],
        phase_wanted: Callable[[date], object],
    ) -> None:
        self.session = session
        self.card = card
        self.data = data
        self.beside = beside
        self.phase_wanted = phase_wanted
        self.shown: Shown | None = None
        card.wants.connect(self.do)

    def do(self, name: str) -> None:
        """Do one of: open, note, phase, leave_out, count."""
        verbs = {
            "open": self.open,
            "note": self.ask_note,
            "phase": self.ask_phase,
            "leave_out": self.ask_leave_out,
            "count": self.count_again,
        }
        verbs[name]()

    def _current(self) -> tuple[Shown, GridRow] | None:
        at = self.data.grid.currentIndex().row()
        rows = self.data.grid.table.rows
        if self.shown is None or not 0 <= at < len(rows):
            return None
        return self.shown, rows[at]

    def _ask(self, shown: Shown, row: GridRow, ask: Ask) -> None:
        self.card.ask_for(shown, row, self.beside(row.dot), ask)

    def open(self) -> None:
        """Show the card of the current period."""
        if found := self._current():
            shown, row = found
            self.card.show_facts(shown, row, self.beside(row.dot))

    def ask_note(self) -> None:
        """Ask for a note on the current period, which may be empty."""
        if found := self._current():
            shown, row = found
            key = row.starts, row.item
            one = shown.measure.frequency
            word = "time" if one is Frequency.EVENT else noun(one)
            save = partial(self._note, key)
            self._ask(shown, row, note_ask(row, word, save))

    def _note(self, key: tuple[object, int], text: str) -> None:
        self.data.enter(key, {"note": text})  # type: ignore[arg-type]

    def ask_phase(self) -> None:
        """Ask what changed before a phase starts at the current point."""
        found = self._with_value("Choose the point that the phase starts at, then try again.")
        if found:
            self.card.close_card()
            self.phase_wanted(found[1].starts)

    def ask_leave_out(self) -> None:
        """Ask why the current point does not count; one that is left out counts again."""
        found = self._with_value("Choose the point to leave out, then try again.")
        if found is None:
            return
        shown, row = found
        if row.left_out:
            self.count_again()
            return

        def leave(reason: str) -> None:
            if row.point is not None:
                leave_out(self.session.workbook, row.point.id, reason)

        self._ask(shown, row, leave_out_ask(leave))

    def ask_unusual(self) -> None:
        """Ask why the current point is unusual; one that is flagged loses its flag."""
        found = self._with_value("Choose the point to flag, then try again.")
        if found is None:
            return
        shown, row = found
        point, workbook = row.point, self.session.workbook
        if shown.judged.analysis.rules != "perla":
            words = "Only the Perla and Provost rules look at points that you flag."
            self.session.tell(words, "Choose them under Chart and rules, then try again.")
        elif point is not None and point.unusual:
            mark_unusual(workbook, point.id, "")
        elif point is not None:
            self._ask(shown, row, unusual_ask(partial(self._flag, point.id)))

    def _flag(self, point_id: int, reason: str) -> None:
        if not reason:
            raise BadInput("Say why this point is unusual.", "Like «far from every other week».")
        mark_unusual(self.session.workbook, point_id, reason)

    def count_again(self) -> None:
        """Let the current point count again."""
        found = self._current()
        if found and found[1].point is not None and found[1].left_out:
            self.card.close_card()
            take_back_in(self.session.workbook, found[1].point.id)

    def _with_value(self, otherwise: str) -> tuple[Shown, GridRow] | None:
        found = self._current()
        if found is None or found[1].dot < 0:
            self.session.tell("This period has no number yet.", otherwise)
            return None
        return found

    def show_menu(self, at: QPoint) -> None:
        """Show what can be done with the current period."""
        found = self._current()
        if found is None:
            return
        _, row = found
        menu = QMenu(self.data)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("&Open\tAlt+Return", self.open)
        menu.addAction("Add a &note…\tAlt+N", self.ask_note)
        if row.dot >= 0:
            menu.addAction("&Start a phase here…\tAlt+S", self.ask_phase)
            words = "&Count again" if row.left_out else "&Leave out…"
            if self.shown and self.shown.judged.analysis.rules == "perla":
                flagged = row.point is not None and row.point.unusual
                flag = "Take the &flag off" if flagged else "&Flag as unusual…"
                menu.addAction(f"{flag}\tAlt+U", self.ask_unusual)
            menu.addAction(f"{words}\tAlt+L", self.ask_leave_out)
        menu.addSeparator()
        menu.addAction("&Copy\tCtrl+C", self.data.grid.copy)
        if row.point is not None:
            index = self.data.grid.currentIndex().row()
            menu.addAction("Cl&ear", lambda: self.data.clear_period(index))
        menu.popup(at)
