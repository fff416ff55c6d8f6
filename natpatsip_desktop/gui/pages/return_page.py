"""One return: its problems beside its sheets, put right in place, and exported from here."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from natpatsip_desktop.actions import past_returns as past
from natpatsip_desktop.actions.returns import Exported, Prepared, mark_sent, prepare
from natpatsip_desktop.core.records import (
    Annotation,
    Measure,
    Organisation,
    Phase,
    Point,
    Project,
    Return,
    ReturnState,
    Target,
)
from natpatsip_desktop.core.returns.layout import FileKind
from natpatsip_desktop.errors import BadInput, Severity, WorkbookError
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.elided import ElidedLabel
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.pages.returns import steps
from natpatsip_desktop.gui.pages.returns.choices import format_menu, period_menu
from natpatsip_desktop.gui.pages.returns.done_card import DoneCard
from natpatsip_desktop.gui.pages.returns.exporting import Exporting, moment
from natpatsip_desktop.gui.pages.returns.fixing import Fixing
from natpatsip_desktop.gui.pages.returns.numbered import Numbered, number_all
from natpatsip_desktop.gui.pages.returns.places import format_and_period, return_place
from natpatsip_desktop.gui.pages.returns.preview_card import VERBS, PreviewCard
from natpatsip_desktop.gui.pages.returns.problem_card import ProblemCard, Standing, many
from natpatsip_desktop.gui.pages.returns.remarks import remarks
from natpatsip_desktop.gui.pages.returns.steps import StepsBar
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice

SIDE, SIDE_NARROW = 300, 262  # px of the card of problems
NARROW = 900  # px of page width
DATA = (Point, Measure, Project, Organisation, Phase, Target, Annotation)
NOTHING_EXPORTED = "Nothing was exported. Fix {} first, or export a draft."


class ReturnPage(Page):
    """Problems at the left, sheets at the right; every problem leads to its cell."""

    heading: ElidedLabel
    steps: StepsBar
    body: QHBoxLayout
    left: QVBoxLayout

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        self.prepared: Prepared | None = None
        self.numbered: tuple[Numbered, ...] = ()
        self._last: Return | None = None
        load_form(self, ElidedLabel, StepsBar)
        self.done = DoneCard(session)
        self.problems = ProblemCard()
        self.preview = PreviewCard()
        self.left.addWidget(self.done)
        self.left.addWidget(self.problems, 1)
        self.body.addWidget(self.preview, 1)
        self.fixing = Fixing(
            session, navigator, self, self.problems, self.preview, self.choose_period
        )
        self.exporting = Exporting(session, self)
        self._connect()

    def _connect(self) -> None:
        preview, exporting = self.preview, self.exporting
        preview.format_button.clicked.connect(self.choose_format)
        preview.period_button.clicked.connect(self.choose_period)
        preview.export_button.clicked.connect(lambda: self.export())
        preview.more_button.clicked.connect(self._show_more)
        preview.answered.connect(exporting.answer)
        exporting.there.connect(preview.ask_about)
        exporting.begun.connect(lambda: preview.set_busy(True))
        exporting.ended.connect(lambda: preview.set_busy(False))
        exporting.done.connect(self._show_done)
        exporting.refused.connect(self._refuse)
        self.done.sent.connect(self.mark_sent)
        self.fixing.finished.connect(self._all_fixed)
        self.session.changed.connect(self._hear)
        self.session.theme.changed.connect(preview.fit)

    # -- what is shown -------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show a return, from its rows with numbers on."""
        self.done.forget()
        self.fixing.forget()
        self.preview.exists_strip.hide()
        super().show_place(place)
        self.preview.begin_at_rows()
        if self._has_errors:
            self.problems.list.choose(1)
        else:
            self.problems.list.choose_none()
        announce(self, self.problems.spoken)

    def reload(self) -> None:
        """Collect and check the return again."""
        try:
            self.prepared = self._prepare()
        except WorkbookError as error:
            self._show_failure(error)
            return
        self._last = past.last_export(self.workbook, self.prepared)
        self.numbered = number_all(self.prepared.problems)
        self.heading.setText(self.prepared.definition.title)
        self.problems.show_problems(self.numbered, remarks(self.prepared, self._last))
        self.preview.show_return(self.prepared, self.numbered)
        self.preview.show_folder(self.exporting.folder)
        self.preview.setEnabled(True)
        self.fixing.show(self.prepared, self.numbered)
        self._show_step()

    def _prepare(self) -> Prepared:
        project_id, today = self.place.project_id, self.session.today()
        format_id, period = format_and_period(self.place)
        if not format_id:
            likely = past.likely_return(self.workbook, project_id, today)
            format_id, period = likely[0].id, likely[1].code
        return prepare(self.workbook, format_id, period, project_id, today=today)

    def _show_failure(self, error: WorkbookError) -> None:
        self.prepared, self.numbered, self._last = None, (), None
        self.heading.setText("Return")
        self.problems.show_problems((), ())
        self.problems.show_standing(
            Standing("There is no return to show", str(error), "error", "circle-alert:error")
        )
        self.preview.show_nothing()
        self.preview.setEnabled(False)
        self.fixing.show(None, ())

    def _show_step(self) -> None:
        now = steps.FIX if self._has_errors else steps.EXPORT
        self.steps.show_step(now if self.done.isHidden() else steps.ALL_DONE)

    def concerns(self, notice: Notice) -> bool:
        """Whatever a return can hold, and what is known of earlier ones."""
        return notice.touches(*DATA, Return)

    def _hear(self, notice: Notice) -> None:
        """Drop what was exported once it is no longer what is shown."""
        if notice.touches(*DATA) or notice.how != "edit":
            self.done.forget()

    def crumb(self) -> str:
        """Return the period; its months are in the sheets."""
        return self.prepared.data.period.words.partition(" (")[0] if self.prepared else ""

    def offers(self) -> Offers:
        """Export, go through the problems, say that the return was sent."""
        if self.prepared is None:
            return {}
        offers: dict[str, Callable[[], object]] = {
            "export": self.export,
            "export_draft": lambda: self.export(draft=True),
            "next_problem": lambda: self.fixing.step(1),
            "previous_problem": lambda: self.fixing.step(-1),
        }
        if self._can_be_sent:
            offers["mark_sent"] = self.mark_sent
        return offers

    def first_focus(self) -> QWidget:
        """Begin at what is to be put right, or at the export."""
        return self.problems.list if self._has_errors else self.preview.export_button

    def set_short(self, short: bool) -> None:
        """Keep the title: the breadcrumb says the period only, and the steps stand beside it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between problems and sheets."""
        super().resizeEvent(event)
        side = SIDE_NARROW if self.width() < NARROW else SIDE
        side = round(side * (1 + (dress.scale() - 1) * 0.6))
        for card in (self.done, self.problems):
            card.setFixedWidth(side)
        self.fixing.place()

    @property
    def _has_errors(self) -> bool:
        return bool(self.numbered) and self.numbered[0].severity is Severity.ERROR

    # -- another one -----------------------------------------------------------------------------

    def choose_format(self) -> None:
        """Offer the formats in a menu."""
        if self.prepared is not None:
            now = self.prepared.definition.id
            choices = past.format_choices(self.workbook)
            _drop_down(
                format_menu(self, choices, now, self._take_format), self.preview.format_button
            )

    def choose_period(self) -> None:
        """Offer the periods that have numbers in a menu."""
        if self.prepared is not None:
            definition, project_id = self.prepared.definition, self.place.project_id
            periods = past.offered_periods(self.workbook, definition, project_id)
            menu = period_menu(self, periods, self.prepared.data.period, self._take_period)
            _drop_down(menu, self.preview.period_button)

    def _take_format(self, format_id: str) -> None:
        """Show the same period in another format, or the likeliest that it takes."""
        assert self.prepared is not None
        project_id, today = self.place.project_id, self.session.today()
        period = self.prepared.data.period
        likely = past.likely_return(self.workbook, project_id, today, format_id, period)
        self._go(format_id, likely[1].code)

    def _take_period(self, period: str) -> None:
        assert self.prepared is not None
        self._go(self.prepared.definition.id, period)

    def _go(self, format_id: str, period: str) -> None:
        self.navigator.go_to(return_place(format_id, period, self.place.project_id))

    # -- the way to the file ---------------------------------------------------------------------

    def export(self, kind: FileKind | None = None, *, draft: bool = False) -> None:
        """Ask where the file should go and write it; with errors go to the list of them."""
        if self.prepared is None:
            return
        self.fixing.close()
        if self._has_errors and not draft:
            self._say_nothing_exported()
            return
        self.exporting.begin(self.prepared, kind or self.prepared.definition.files[0], draft=draft)

    def _say_nothing_exported(self) -> None:
        errors = sum(one.severity is Severity.ERROR for one in self.numbered)
        words = NOTHING_EXPORTED.format(many(errors))
        self.problems.sentence.setText(words)
        current = self.problems.list.current
        if current is None or current.severity is not Severity.ERROR:
            self.problems.list.choose(1)
        self.problems.list.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words)

    def _show_done(self, exported: Exported) -> None:
        if not self._shows(exported.record):
            self.session.tell(exported.words, kind=Kind.ANSWER)
            return
        self.done.show_export(exported)
        self._show_step()
        self.preview.show_folder(self.exporting.folder)
        self.done.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shows(self, record: Return) -> bool:
        """Tell whether this is the return of a record: the person may have gone on meanwhile."""
        if self.prepared is None or not self.isVisible():
            return False
        shown = (self.prepared.definition.id, self.prepared.data.period.code)
        project_id = self.place.project_id
        return (*shown, project_id) == (record.format_id, record.period, record.project_id)

    def _refuse(self, error: WorkbookError) -> None:
        """Say why there is no file; the return stays as it is, to be exported again."""
        self.session.tell(error.message, error.hint, kind=Kind.ERROR)
        self.preview.export_button.setFocus(Qt.FocusReason.OtherFocusReason)
        problems = error.problems if isinstance(error, BadInput) else ()
        for one in self.numbered:
            if one.problem in problems:
                self.problems.list.choose(one.number)
                self.problems.list.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    def _all_fixed(self) -> None:
        """Go to the export once nothing of a kind is left to put right."""
        self.preview.export_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"Saved. {self.problems.spoken}")

    @property
    def _can_be_sent(self) -> bool:
        return self._last is not None and self._last.state is ReturnState.EXPORTED

    def mark_sent(self, return_id: int | None = None) -> None:
        """Note that the return went to those who asked for it."""
        wanted = return_id or (self._last.id if self._last else 0)
        mark_sent(self.workbook, wanted, now=moment(self.session))
        self.session.tell("Marked as sent", kind=Kind.ANSWER, undo=True)

    def _show_more(self) -> None:
        if self.prepared is None:
            return
        menu = QMenu(self)
        for kind in self.prepared.definition.files:
            words = VERBS[kind].replace("to ", "to &")
            menu.addAction(words, partial(self.export, kind))
        menu.addAction("Export a &draft…", lambda: self.export(draft=True))
        menu.addSeparator()
        menu.addAction("Mark as &sent", self.mark_sent).setEnabled(self._can_be_sent)
        _drop_down(menu, self.preview.more_button)


def _drop_down(menu: QMenu, below: QWidget) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))
