"""The card of one period: its value, the rules it takes part in, and what to do with it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan

from PySide6.QtCore import QRect, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.core.analysis import Rule, Signal
from natpatsip_desktop.core.grid import GridRow
from natpatsip_desktop.core.periods import long_label
from natpatsip_desktop.core.point_checks import NO_DATA
from natpatsip_desktop.core.signals import rules_at
from natpatsip_desktop.core.values import RATIOS, show
from natpatsip_desktop.core.verdict import verdict_of
from natpatsip_desktop.core.wording import Words
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.measure.shown import Shown

WIDTH = 330
AWAY = 16
Save = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Where a point is on the page, and what of the page its card may cover."""

    point: QRect
    within: QRect


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the card asks for in place of the facts, and what is done with the answer."""

    words: str
    example: str
    save: Save
    hint: str = ""
    button: str = "Save"
    text: str = ""
    quick: str = ""


class PointCard(QFrame):
    """Lies over the page beside a point until it is closed with Esc.

    `wants` carries what was asked for with its buttons: note, phase, leave_out or count.
    """

    when: QLabel
    value: QLabel
    rules: QLabel
    note: QLabel
    verbs: QWidget
    note_button: QPushButton
    phase_button: QPushButton
    out_button: QPushButton
    close_button: QToolButton
    form: QWidget
    ask: QLabel
    questions: QLabel
    first_box: QLineEdit
    wrong: QLabel
    save_button: QPushButton
    quick_button: QPushButton
    cancel_button: QPushButton
    column: QVBoxLayout

    wants = QtSignal(str)
    closed = QtSignal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        load_form(self)
        self.setObjectName("pointCard")
        self._page = page
        self._save: Save | None = None
        self._left_out = False
        self.note_button.clicked.connect(lambda: self.wants.emit("note"))
        self.phase_button.clicked.connect(lambda: self.wants.emit("phase"))
        self.out_button.clicked.connect(
            lambda: self.wants.emit("count" if self._left_out else "leave_out")
        )
        self.save_button.clicked.connect(self._answer)
        self.quick_button.clicked.connect(self._answer_quickly)
        self.cancel_button.clicked.connect(self.close_card)
        self.close_button.clicked.connect(self.close_card)
        self.hide()

    # -- what it shows -------------------------------------------------------------------------

    def show_facts(self, shown: Shown, row: GridRow, beside: Beside) -> None:
        """Show one period beside its point."""
        self._describe(shown, row)
        self.form.hide()
        self.verbs.show()
        has_value = row.dot >= 0
        self.phase_button.setVisible(has_value)
        self.out_button.setVisible(row.point is not None)
        self._left_out = bool(row.left_out)
        self.out_button.setText("Count again" if self._left_out else "Leave out…")
        self.note_button.setText("Change the note…" if row.text("note") else "Add a note…")
        self._place(beside)
        self.note_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._spoken())

    def ask_for(self, shown: Shown, row: GridRow, beside: Beside, ask: Ask) -> None:
        """Ask for a text about a period, and hand it on with Enter."""
        self._describe(shown, row)
        self._save = ask.save
        self.verbs.hide()
        self.form.show()
        self.ask.setText(ask.words)
        self.questions.setText(ask.hint)
        self.questions.setVisible(bool(ask.hint))
        self.first_box.setText(ask.text)
        self.first_box.setPlaceholderText(ask.example)
        self.first_box.setAccessibleName(f"{ask.words} {ask.example}")
        self.save_button.setText(ask.button)
        self.quick_button.setText(ask.quick)
        self.quick_button.setVisible(bool(ask.quick))
        self.wrong.hide()
        self._place(beside)
        self.first_box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first_box.selectAll()

    def _describe(self, shown: Shown, row: GridRow) -> None:
        when = long_label(row.starts, shown.measure.frequency)
        self.when.setText(f"{when[:1].upper()}{when[1:]}")
        self.value.setText(value_words(shown, row))
        rules = [*lines_words(shown, row), *rules_words(shown, row)]
        self.rules.setText("\n".join(rules))
        self.rules.setVisible(bool(rules))
        note = row.text("note")
        self.note.setText(f"Note: {note}")
        self.note.setVisible(bool(note))

    def _spoken(self) -> str:
        labels = (self.when, self.value, self.rules, self.note)
        return ". ".join(label.text() for label in labels if not label.isHidden())

    def _place(self, beside: Beside | None = None) -> None:
        """Lie beside the point, within the chart where it fits; else stay and only grow."""
        self.show()
        self.column.activate()
        wide = round(WIDTH * dress.scale())
        high = self.column.totalHeightForWidth(wide)
        left, top = self.x(), self.y()
        if beside is not None:
            left = beside.point.right() + AWAY
            if left + wide > beside.within.right():
                left = beside.point.left() - AWAY - wide
            top = beside.point.center().y() - 40
        left = max(AWAY, min(left, self._page.width() - wide - AWAY))
        top = max(AWAY, min(top, self._page.height() - high - AWAY))
        self.setGeometry(QRect(left, top, wide, high))
        self.raise_()

    # -- answers -------------------------------------------------------------------------------

    def _answer(self) -> None:
        self._hand_on(self.first_box.text())

    def _answer_quickly(self) -> None:
        self._hand_on(self.quick_button.text())

    def _hand_on(self, text: str) -> None:
        save = self._save
        if save is None:
            return
        try:
            save(text.strip())
        except BadInput as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            self._place()
            announce(self, str(error))
        else:
            self.close_card()

    def close_card(self) -> None:
        """Go away, and say so."""
        if not self.isHidden():
            self._save = None
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the answer on with Enter, go away with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.form.isHidden():
            self._answer()
        else:
            super().keyPressEvent(event)


def value_words(shown: Shown, row: GridRow) -> str:
    """Say the value of a period with the numbers behind it, like «88% (36 of 41)»."""
    measure, point = shown.measure, row.point
    if point is None:
        return "No numbers yet"
    both = point.numerator is not None and point.denominator is not None
    numbers = f" ({row.text('numerator')} of {row.text('denominator')})" if both else ""
    if measure.unit in RATIOS:
        percent = "%" if shown.spec.percent else ""
        return f"{row.result}{percent}{numbers}" if row.result else "No value"
    return (
        show(point.value, measure.unit, shown.spec.decimals)
        if point.value is not None
        else ("No value")
    )


def lines_words(shown: Shown, row: GridRow) -> list[str]:
    """Say the centre line and the limits at a point, like «Average 50.2, limits 38.4 to 62.0»."""
    analysis, at = shown.judged.analysis, row.dot
    if at < 0 or isnan(analysis.centre[at]):
        return []
    words = Words(analysis, shown.measure, verdict_of(analysis))
    centre = f"{words.centre_word.capitalize()} {words.level(analysis.centre[at])}"
    lower, upper = analysis.lower[at], analysis.upper[at]
    limits = "" if isnan(lower) and isnan(upper) else f", limits {words.between(lower, upper)}"
    return [f"{centre}{limits}"]


def rules_words(shown: Shown, row: GridRow) -> list[str]:
    """Say why a point does not count, or every rule that it takes part in."""
    if row.left_out:
        return [f"Left out of the calculations: {row.left_out}"]
    if row.dot < 0:
        return []
    analysis = shown.judged.analysis
    line = Words(analysis, shown.measure, verdict_of(analysis)).centre_word
    return [
        f"• {signal.why.replace('centre line', line)}{_which_of(signal, row.dot)}"
        for signal in rules_at(analysis, row.dot)
    ] or ["In no signal."]


def _which_of(signal: Signal, dot: int) -> str:
    """Say which point of a run or trend this is: «This is point 7 of 9.»"""
    if len(signal.points) < 2 or signal.rule in (Rule.CROSSINGS, Rule.RUNS):
        return ""
    return f" This is point {signal.points.index(dot) + 1} of {len(signal.points)}."


def note_ask(row: GridRow, frequency_noun: str, save: Save) -> Ask:
    """Ask for a note; a period without numbers can be marked as having none."""
    empty = row.point is None or not row.point.note
    blank = row.point is None
    return Ask(
        words="Note",
        example="What happened? Do not name patients",
        save=save,
        text="" if empty else row.text("note"),
        quick=f"{NO_DATA}{frequency_noun}" if blank else "",
    )


def leave_out_ask(save: Save) -> Ask:
    """Ask why a point does not count."""
    return Ask(
        words="Leave this point out of the calculations",
        example="Why? Like IT outage, half the forms lost",
        hint="It stays on the chart, hollow with a cross.",
        save=save,
        button="Leave it out",
    )


def unusual_ask(save: Save) -> Ask:
    """Ask why a point stands apart; it counts all the same."""
    return Ask(
        words="Flag this point as unusual (astronomical)",
        example="Why? Like far from every other week",
        hint="It still counts. Perla and Provost leave this rule to your judgement.",
        save=save,
        button="Flag it",
    )
