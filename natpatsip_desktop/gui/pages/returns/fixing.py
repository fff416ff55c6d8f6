"""Goes through the problems of a return: to the cell, the editor there, and on to the next."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from natpatsip_desktop.actions.return_fixes import Fix, fix_of, put_right
from natpatsip_desktop.actions.returns import Prepared
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.returns.fix_editor import FixEditor, Lead
from natpatsip_desktop.gui.pages.returns.numbered import Numbered, is_same
from natpatsip_desktop.gui.pages.returns.preview_card import PreviewCard
from natpatsip_desktop.gui.pages.returns.problem_card import ProblemCard, many
from natpatsip_desktop.gui.session import Session

CORNER = QPoint(60, 84)  # in the preview, for problems without a cell


class Fixing(QObject):
    """Opens the editor of one problem at a time; `finished` says that none like it is left.

    `other_period` is what leads out of a return without any numbers.
    """

    finished = Signal()

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        page: QWidget,
        problems: ProblemCard,
        preview: PreviewCard,
        other_period: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self.session, self.navigator = session, navigator
        self._page, self._problems, self._preview = page, problems, preview
        self._other_period = other_period
        self._prepared: Prepared | None = None
        self._numbered: Sequence[Numbered] = ()
        self._open: Numbered | None = None
        self._fix: Fix | None = None
        self._begun = False
        self.editor = FixEditor(page)
        self.editor.saved.connect(self._save)
        self.editor.left.connect(self._leave)
        problems.list.opened.connect(self.open)
        preview.view.opened.connect(self.open)
        for bar in (preview.view.verticalScrollBar(), preview.view.horizontalScrollBar()):
            bar.valueChanged.connect(self.place)

    # -- what there is to put right --------------------------------------------------------------

    def show(self, prepared: Prepared | None, numbered: Sequence[Numbered]) -> None:
        """Go on with these problems; an editor stays open while its problem is still there."""
        self._prepared, self._numbered = prepared, numbered
        self._open = self._same(self._open) if self._open else None
        if self._open is None:
            self.close()
        elif prepared is not None:
            self._fix = fix_of(prepared, self._open.problem)

    def forget(self) -> None:
        """Begin anew: another return is shown."""
        self._begun = False
        self.close()

    def _same(self, before: Numbered) -> Numbered | None:
        found = (one for one in self._numbered if is_same(one.problem, before.problem))
        return next(found, None)

    # -- one problem -----------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Open the next problem, or the one before; the first time the one that is chosen."""
        if not self._numbered:
            announce(self._page, "There is no problem.")
            return
        chosen = self._open or self._problems.list.current
        if chosen is None:
            number = 1 if by > 0 else len(self._numbered)
        elif self._begun or by < 0:
            number = (chosen.number - 1 + by) % len(self._numbered) + 1
        else:
            number = chosen.number
        self.open(number)

    def open(self, number: int) -> None:
        """Go to the cell of a problem, and open the editor there."""
        one = self._numbered[number - 1]
        assert self._prepared is not None
        self._begun = True
        self._open, self._fix = one, fix_of(self._prepared, one.problem)
        self._problems.list.choose(number)
        if one.place is not None:
            self._preview.go_to(one.problem.sheet, one.place)
        self._preview.view.light(one.place)
        self.editor.ask(self._fix, one.severity, self._leads(self._fix), self._beside(one))

    def _leads(self, fix: Fix) -> list[Lead]:
        go = self.navigator.go
        if fix.measure is not None:
            measure = fix.measure
            return [("Open the measure", partial(go, "measure", measure.project_id, measure.id))]
        if fix.boxes:
            return [("Organisation in Settings", partial(go, "settings"))]
        return [
            ("Choose another period", self._other_period),
            ("Enter numbers", partial(go, "due")),
        ]

    def _beside(self, one: Numbered) -> QRect:
        """Return where the cell of a problem is on the page, or a place in the preview."""
        corner = self._preview.mapTo(self._page, QPoint(0, 0))
        if one.place is None:
            return QRect(corner + CORNER, QSize(0, 0))
        return self._preview.cell_rect(one.place).translated(corner)

    def place(self) -> None:
        """Keep the editor at its cell."""
        if self._open is not None and not self.editor.isHidden():
            self.editor.place(self._beside(self._open))

    # -- its answer ------------------------------------------------------------------------------

    def _save(self, typed: dict[str, str]) -> None:
        before, fix = self._open, self._fix
        if before is None or fix is None:
            return
        # The workbook tells of the change while it is made, so the problems are new after this.
        outcome = put_right(self.session.workbook, fix, typed)
        if outcome.faults:
            self.editor.refuse(outcome.faults)
            return
        if outcome.remark:
            self.session.tell(outcome.remark, kind=Kind.ANSWER)
        self._move_on(before)

    def _move_on(self, before: Numbered) -> None:
        """Open what follows: the same problem if it is still there, else the next of its kind."""
        alike = [one for one in self._numbered if one.severity is before.severity]
        following = self._same(before) or next(
            (one for one in alike if one.number >= before.number), None
        )
        following = following or next(iter(alike), None)
        if following is None:
            self.close()
            self.finished.emit()
            return
        announce(self._page, f"Saved. {many(len(alike)).capitalize()} left.")
        self.open(following.number)

    def _leave(self) -> None:
        self.close()
        self._problems.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Close the editor, wherever the focus goes."""
        self._open, self._fix = None, None
        self.editor.hide()
        self._preview.view.light(None)
