"""New project: six questions, one on a page, kept as a draft until the project is started."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from natpatsip_desktop.actions.drafts import (
    Draft,
    drop_draft,
    first_answers,
    keep_draft,
    project_draft,
)
from natpatsip_desktop.actions.projects import begin_project
from natpatsip_desktop.core.answers import Answers, problems, starting_from
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.programmes import drivers
from natpatsip_desktop.core.records import Setting
from natpatsip_desktop.errors import Problem
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.error_summary import ErrorSummary
from natpatsip_desktop.gui.pages.new_project.aim_step import AimStep
from natpatsip_desktop.gui.pages.new_project.check_step import CheckStep
from natpatsip_desktop.gui.pages.new_project.ideas_step import IdeasStep
from natpatsip_desktop.gui.pages.new_project.measure_step import MeasureStep
from natpatsip_desktop.gui.pages.new_project.start_step import StartStep
from natpatsip_desktop.gui.pages.new_project.step import Step
from natpatsip_desktop.gui.pages.new_project.team_step import TeamStep
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.store.workbook import Notice, Workbook

START = "Start the project"


class NewProjectPage(Page):
    """Asks, keeps the answers, and starts the project in one step of undo."""

    step: QLabel
    draft_note: QLabel
    start_again: QPushButton
    question: QLabel
    hint: QLabel
    summary: ErrorSummary
    steps: QVBoxLayout
    back_button: QPushButton
    next_button: QPushButton
    keys: QLabel

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self, ErrorSummary)
        self.answers = Answers()
        self._begun_with = Answers()
        self._workbook: Workbook | None = None
        self._arrived_from: Place | None = None
        self._keeping = False
        self._changing = False
        self._at = 0
        check = CheckStep()
        check.change.connect(self._change)
        self._all: list[Step] = [StartStep(), IdeasStep(), AimStep(), MeasureStep(), TeamStep()]
        self._all.append(check)
        for one in self._all:
            self.steps.addWidget(one)
            one.edited.connect(self._forget_problems)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._next)
        self.start_again.clicked.connect(self._start_again)
        self.summary.chosen.connect(self._go_to_problem)

    @property
    def shown(self) -> Step:
        """Return the question that is shown."""
        return self._all[self._at]

    def box_of(self, answer: str) -> QWidget:
        """Return the box of an answer of the question that is shown."""
        return self.shown.box(answer)

    # -- arriving and leaving ----------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Go on with the draft, or begin; `place.item` names what to start from."""
        self._keep()
        self.place = place
        self._workbook = self.workbook
        self.reload()
        if place.item and place != self._arrived_from:
            self._start_from(str(place.item))
        self._arrived_from = place

    def reload(self) -> None:
        """Read the draft again, or begin without answers."""
        draft = project_draft(self.workbook)
        self._begun_with = first_answers(self.workbook)
        self.answers = draft.answers if draft else self._begun_with
        self._changing = False
        self._say_draft(draft)
        self._show(min(draft.step, len(self._all) - 1) if draft else 0)

    def concerns(self, notice: Notice) -> bool:
        """The draft, if it was changed elsewhere: by undo."""
        return notice.touches(Setting) and not self._keeping

    def _say_draft(self, draft: Draft | None) -> None:
        for widget in (self.draft_note, self.start_again):
            widget.setVisible(draft is not None)
        if draft is not None:
            self.draft_note.setText(f"Your draft from {long_date(draft.kept)}: finish it, or")

    def _start_from(self, item: str) -> None:
        """Answer the first question by what the person chose on another page."""
        known = [driver.id for driver in drivers()]
        if item in known:
            self.answers = starting_from(self.answers, item)
        elif item == "national" and not self.answers.driver_id:
            self.answers = starting_from(self.answers, known[0])
        elif item in ("blank", "excel"):
            self.answers = starting_from(self.answers, "")
        self._show(0)

    def _keep(self) -> None:
        """Keep the answers so far, if there are any and it is still the same workbook."""
        if not self.session.is_open or self._workbook is not self.workbook:
            return
        self.answers = self.shown.given()
        if self.answers != self._begun_with and not self.workbook.read_only:
            self._keeping = True
            try:
                draft = Draft(answers=self.answers, step=self._at, kept=self.session.today())
                keep_draft(self.workbook, draft)
            finally:
                self._keeping = False

    def showEvent(self, event: QShowEvent) -> None:
        """Hear when the window is left or closed."""
        super().showEvent(event)
        self.window().removeEventFilter(self)
        self.window().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the answers when another page is shown."""
        super().hideEvent(event)
        self._keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the answers before the window closes, and when the person turns to another one."""
        if event.type() in (QEvent.Type.Close, QEvent.Type.WindowDeactivate) and self.isVisible():
            self._keep()
        return super().eventFilter(watched, event)

    # -- from question to question -----------------------------------------------------------

    def _show(self, at: int) -> None:
        shown = self._all[at]
        shown.show_answers(self.answers, self.session.today())
        self._at = at
        for one in self._all:
            one.setVisible(one is shown)
        self.step.setText(f"Step {at + 1} of {len(self._all)}")
        self.question.setText(shown.question)
        self.hint.setText(shown.hint)
        self.summary.show_problems(())
        self.back_button.setVisible(at > 0)
        last = at == len(self._all) - 1
        self.next_button.setText(START if last else "&Continue")
        self._chain()
        if self.isVisible():
            target = self.first_focus()
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"{self.step.text()}. {shown.question}")

    def _chain(self) -> None:
        """Let Tab go through what is read from the top down: the question lies in the middle."""
        between = [*self.summary.findChildren(QWidget), *self.shown.findChildren(QWidget)]
        # The list that a box with choices drops down is a window of its own.
        stops = [
            one
            for one in between
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is self.window()
        ]
        chain = [self.start_again, *stops, self.next_button, self.back_button]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def first_focus(self) -> QWidget:
        """Begin at the question; at the last one with what starts the project."""
        last = self._at == len(self._all) - 1
        return self.next_button if last else self.shown.first_focus()

    def set_short(self, short: bool) -> None:
        """Leave the hint out in a short window."""
        self.hint.setHidden(short)

    def offers(self) -> Offers:
        """Search the drivers."""
        return {"filter": self._all[0].first_focus().setFocus} if self._at == 0 else {}

    def _next(self) -> None:
        if lacks := self.shown.lacks():
            announce(self, lacks)
            return
        self._keep()
        last = self._at == len(self._all) - 1
        asked = self.shown.asks
        found = [
            problem
            for problem in problems(self.answers, self.session.today())
            if last or problem.where in asked
        ]
        if found:
            self._show_problems(found)
        elif last:
            self._start()
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Go to the next question, or back to the answers if one of them was to be changed."""
        at = len(self._all) - 1 if self._changing else self._at + 1
        self._changing = False
        self._show(at)
        self._keep()

    def _back(self) -> None:
        if self._at > 0:
            self._keep()
            self._show(self._at - 1)

    def _change(self, step: int) -> None:
        self._show(step)
        self._changing = True

    def _start(self) -> None:
        answers, self._workbook = self.answers, None
        project = begin_project(self.workbook, answers, self.session.today())
        self.navigator.go("measure", project.id, project.main_measure_id)
        words = f"{project.title} started. Now its first numbers."
        self.session.tell(words, kind=Kind.ANSWER, undo=True)

    def _start_again(self) -> None:
        self._keeping = True
        drop_draft(self.workbook)
        self._keeping = False
        self.reload()
        self.session.tell("Draft thrown away", kind=Kind.ANSWER, undo=True)

    # -- problems ----------------------------------------------------------------------------

    def _show_problems(self, found: list[Problem]) -> None:
        self.shown.show_faults({problem.where: problem.what for problem in found})
        self.summary.show_problems(found)
        self._chain()

    def _go_to_problem(self, where: str) -> None:
        """Put the focus into the box that has a problem, on its own page."""
        at = next(i for i, one in enumerate(self._all) if where in one.asks)
        if at != self._at:
            self._change(at)
        self._all[at].box(where).setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_problems(self) -> None:
        """Stop saying what was wrong: it is being put right."""
        if not self.summary.isHidden():
            self.summary.show_problems(())
            self.shown.show_faults({})

    # -- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, leave with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self._keep()
        kept = project_draft(self.workbook) is not None
        if self.navigator.can_go_back:
            self.navigator.back()
        else:
            self.navigator.go("home")
        if kept:
            words = "Your answers are kept. Ctrl+N goes on with them."
            self.session.tell(words, kind=Kind.ANSWER)
