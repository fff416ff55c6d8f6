"""What the chart says, in words: headline, evidence, next step, and how it was worked out."""

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.core.charts import Icon, Reading, Tone
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.charts.signal_icon import SignalIcon
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.measure.mdc_row import IconRow

ICON = 44
LOW_AND_WIDE = 740  # px of card width from which the buttons of a low card have all their words
TONES = {Tone.IMPROVE: "improve", Tone.CONCERN: "concern", Tone.NEUTRAL: "neutral"}
HOW = "How is this worked out?"
HIDE = "Hide how it is worked out"


class SignalCard(QFrame):
    """Shows a `Reading`; `phase_asked` says that a phase is to be started where it is offered.

    `toggled` says that the numbers behind the reading were shown or put away.
    """

    headline: QLabel
    sentence: QLabel
    next_step: QLabel
    target: QLabel
    phase_button: QPushButton
    how_button: QPushButton
    workings: QLabel
    asks: QWidget
    asks_box: QBoxLayout
    front: QGridLayout
    column: QVBoxLayout

    phase_asked = Signal()
    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        load_form(self)
        self.icon = SignalIcon(ICON)
        self.front.addWidget(self.icon, 0, 0, 4, 1, Qt.AlignmentFlag.AlignTop)
        self.front.setColumnStretch(1, 1)
        self.icons = IconRow()
        self.icons.setContentsMargins(ICON + 14, 0, 0, 0)
        self.column.insertWidget(1, self.icons)
        self.how_button.setAccessibleName(HOW)
        self._low = False
        self._lay_out()
        self.workings.setTextFormat(Qt.TextFormat.RichText)
        self.workings.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.workings.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.workings.setContentsMargins(ICON + 12, 0, 0, 0)
        self.workings.setAccessibleName(HOW.rstrip("?"))
        self.workings.hide()
        self.phase_button.clicked.connect(self.phase_asked)
        self.how_button.clicked.connect(self.toggle_workings)

    def show_reading(self, reading: Reading, offered: date | None) -> None:
        """Show a reading, and a phase to start at `offered`."""
        self.icon.show_signal(reading.tone, reading.glyph)
        self._say(self.headline, reading.headline)
        dress.mark(self.headline, "tone", TONES.get(reading.tone, ""))
        self._say(self.sentence, reading.sentence)
        self._say(self.next_step, reading.next_step)
        self._say(self.target, reading.target_sentence)
        self.phase_button.setVisible(offered is not None)
        if offered is not None:
            self.phase_button.setText(f"Start a phase at {long_date(offered)}…")
        self.how_button.setVisible(bool(reading.workings))
        self.workings.setText(_workings(reading))
        self.workings.setAccessibleDescription(_spoken(reading))
        if not reading.workings:
            self.workings.hide()

    def show_icons(self, icons: Sequence[Icon]) -> None:
        """Show the icons of Making Data Count; assurance says what the target line would."""
        self.icons.show_icons(icons)
        if len(icons) > 1:
            self.target.hide()

    # -- room ----------------------------------------------------------------------------------

    def set_low(self, low: bool) -> None:
        """Use less height: what can be done stands beside the headline, the words below both."""
        if low != self._low:
            self._low = low
            self._lay_out()

    def _lay_out(self) -> None:
        side = Qt.AlignmentFlag.AlignTop
        self.front.removeWidget(self.asks)
        rows = 1 if self._low else 4
        self.front.addWidget(self.asks, 0, 2, rows, 1, side)
        beside = QBoxLayout.Direction.LeftToRight
        self.asks_box.setDirection(beside if self._low else QBoxLayout.Direction.TopToBottom)
        for row, label in enumerate((self.sentence, self.next_step, self.target), start=1):
            self.front.removeWidget(label)
            self.front.addWidget(label, row, 1, 1, 2 if self._low else 1)
        self._fit_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words of the buttons as long as there is room."""
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        short = self._low and self.width() < LOW_AND_WIDE * dress.scale()
        words = HOW if self.workings.isHidden() else HIDE
        self.how_button.setText("" if short else words)
        self.how_button.setToolTip(words if short else "")
        self.how_button.setAccessibleName(words)

    # -- words ---------------------------------------------------------------------------------

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def toggle_workings(self) -> None:
        """Show or hide the numbers behind the reading."""
        opened = self.workings.isHidden()
        self.workings.setVisible(opened)
        self._fit_words()
        self.toggled.emit()
        if opened:
            announce(self, self.workings.accessibleDescription())


def _workings(reading: Reading) -> str:
    """Write numbers, reasons and cautions, then the whole as one text that can be copied."""
    rows = "".join(
        f"<tr><td style='padding-right: 18px'>{escape(label)}</td><td><b>{escape(value)}</b></td>"
        "</tr>"
        for label, value in reading.workings
    )
    why = _list("Why", reading.why)
    cautions = _list("Bear in mind", [_capital(line) for line in reading.cautions])
    report = _list("In one text, for a report", [reading.paragraph])
    return f"<table cellspacing='0' cellpadding='2'>{rows}</table>{why}{cautions}{report}"


def _list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<br>• {escape(line)}" for line in lines)
    return f"<p style='margin: 6px 0 0 2px'><b>{title}</b>{items}</p>"


def _spoken(reading: Reading) -> str:
    numbers = [f"{label}: {value}." for label, value in reading.workings]
    return " ".join([*numbers, *reading.why, *(f"{_capital(one)}." for one in reading.cautions)])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
