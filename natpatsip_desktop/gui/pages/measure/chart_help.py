"""Helps to choose a chart with two plain questions, and says where the one in use does not suit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QToolButton, QWidget

from natpatsip_desktop.actions.advising import Answers, can_use, chart_advice, first_answers
from natpatsip_desktop.actions.charts import Judged
from natpatsip_desktop.actions.set_up import choose_chart
from natpatsip_desktop.core.advice import Advice, Number
from natpatsip_desktop.core.offers import charts_for
from natpatsip_desktop.core.workings import CHARTS
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.pages.measure.rules_form import chart_words
from natpatsip_desktop.gui.session import Session

TITLE = "Help me choose a chart"
WITH_SIZE = (Number.PERCENTAGE, Number.RATE, Number.COUNT)  # numbers that come from another one
STEADY = (("Yes, about the same", True), ("No, it changes", False))


class ChartHelp(QFrame):
    """Two questions, a chart with its reason, and the others; `left` says it is done with."""

    heading: QLabel
    number_box: QComboBox
    steady_label: QLabel
    steady_box: QComboBox
    answer: QLabel
    reason: QLabel
    needs: QLabel
    chart_box: QComboBox
    use_button: QPushButton
    close_button: QToolButton

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._judged: Judged | None = None
        load_form(self)
        self.heading.setText(TITLE)
        for number in Number:
            self.number_box.addItem(f"{number[:1].upper()}{number[1:]}", number)
        for words, steady in STEADY:
            self.steady_box.addItem(words, steady)
        self.number_box.setAccessibleName("What is each number?")
        self.steady_box.setAccessibleName(self.steady_label.text())
        self.chart_box.setAccessibleName("Charts that suit these numbers")
        self._connect()
        self.hide()

    def _connect(self) -> None:
        for box in (self.number_box, self.steady_box):
            box.activated.connect(self._advise)
        self.chart_box.activated.connect(self._name_button)
        self.use_button.clicked.connect(self._use)
        self.close_button.clicked.connect(self.left)

    def prepare(self, judged: Judged) -> None:
        """Get ready for a measure, with what is known of it as the answers."""
        self._judged = judged
        answers = first_answers(judged)
        self.number_box.setCurrentIndex(self.number_box.findData(answers.number))
        self.steady_box.setCurrentIndex(self.steady_box.findData(answers.steady))
        self._advise()

    def enter(self) -> None:
        """Put the focus into the first question; Enter uses the chart."""
        self.number_box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answers(self) -> Answers:
        return Answers(
            number=Number(self.number_box.currentData()),
            steady=bool(self.steady_box.currentData()),
        )

    def _advise(self) -> None:
        if self._judged is None:
            return
        answers = self._answers()
        for widget in (self.steady_label, self.steady_box):
            widget.setVisible(answers.number in WITH_SIZE)
        advice = chart_advice(self._judged, answers)
        self.answer.setText(f"{CHARTS[advice.chart]}{_later(advice)}")
        self.reason.setText(advice.reason)
        self._fill(self._judged, advice)
        announce(self, f"{self.answer.text()}. {advice.reason}")

    def _fill(self, judged: Judged, advice: Advice) -> None:
        """Offer the chart advised first, then the others that suit the numbers as entered."""
        fits = can_use(judged, advice.chart)
        first = (advice.chart,) if fits else ()
        others = [one for one in charts_for(judged.measure.unit) if one != advice.chart]
        self.chart_box.clear()
        for chart in (*first, *others):
            suggested = " (suggested)" if chart == advice.chart else ""
            self.chart_box.addItem(f"{chart_words(chart)}{suggested}", chart)
        self.needs.setVisible(not fits)
        self.needs.setText(
            f"The numbers of this measure are not entered that way. For a {CHARTS[advice.chart]}, "
            "change «Each number is» under «About this measure» (F4)."
        )
        self._name_button()

    def _name_button(self) -> None:
        kept = self._judged is not None and self._chart() == self._judged.measure.chart
        self.use_button.setText("Keep this chart" if kept else "Use this chart")

    def _chart(self) -> str:
        return str(self.chart_box.currentData())

    def _use(self) -> None:
        if self._judged is not None:
            use_chart(self.session, self._judged, self._chart())
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use the chart with Enter, leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._use()
        else:
            super().keyPressEvent(event)


class DoubtStrip(QWidget):
    """One calm line under the chart where its numbers suit another one; `help_wanted` asks for it.

    The button draws the other chart where the numbers allow it, and else opens the questions.
    """

    words: QLabel
    use_button: QPushButton

    help_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._judged: Judged | None = None
        self._chart = ""
        load_form(self)
        self.use_button.clicked.connect(self._do)
        self.hide()

    def show_doubt(self, judged: Judged, doubt: Advice | None) -> None:
        """Say the doubt there is, or go away."""
        self._judged = judged
        self.setVisible(doubt is not None)
        if doubt is None:
            return
        self._chart = doubt.chart if can_use(judged, doubt.chart) else ""
        self.words.setText(doubt.reason)
        use = f"Use a {chart_words(self._chart)}" if self._chart else f"{TITLE}…"
        self.use_button.setText(use)

    def _do(self) -> None:
        if self._chart and self._judged is not None:
            use_chart(self.session, self._judged, self._chart)
        else:
            self.help_wanted.emit()


def use_chart(session: Session, judged: Judged, chart: str) -> None:
    """Draw a measure as another chart, which undo takes back."""
    if chart != judged.measure.chart:
        choose_chart(session.workbook, judged.measure.id, chart)
        session.tell(f"{CHARTS[chart]} now", kind=Kind.ANSWER, undo=True)


def _later(advice: Advice) -> str:
    return f" now, {CHARTS[advice.later]} later" if advice.later else ""
