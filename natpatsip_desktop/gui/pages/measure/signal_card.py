"""What the chart says, in words: headline, evidence, next step, and how it was worked out."""

from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from natpatsip_desktop.core.charts import Reading, Tone
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.gui.charts.signal_icon import SignalIcon
from natpatsip_desktop.gui.forms import load_form

ICON = 44
TONES = {Tone.IMPROVE: "improve", Tone.CONCERN: "concern", Tone.NEUTRAL: "neutral"}
HOW = "How is this worked out?"
HIDE = "Hide how it is worked out"


class SignalCard(QFrame):
    """Shows a `Reading`; `phase_asked` says that a phase is to be started where it is offered."""

    headline: QLabel
    sentence: QLabel
    next_step: QLabel
    target: QLabel
    phase_button: QPushButton
    how_button: QPushButton
    workings: QLabel
    front: QHBoxLayout
    column: QVBoxLayout

    phase_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        load_form(self)
        self.icon = SignalIcon(ICON)
        self.front.insertWidget(0, self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self.front.setStretch(1, 1)
        self.workings.setTextFormat(Qt.TextFormat.RichText)
        self.workings.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.workings.setAccessibleName(HOW.rstrip("?"))
        self.workings.hide()
        self.phase_button.clicked.connect(self.phase_asked)
        self.how_button.clicked.connect(self.toggle_workings)

    def show_reading(self, reading: Reading, offered: date | None) -> None:
        """Show a reading, and a phase to start at `offered`."""
        self.icon.show_signal(reading.tone, reading.glyph)
        self._say(self.headline, reading.headline)
        self.headline.setProperty("tone", TONES.get(reading.tone, ""))
        self.headline.style().unpolish(self.headline)
        self.headline.style().polish(self.headline)
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

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def toggle_workings(self) -> None:
        """Show or hide the numbers behind the reading."""
        opened = self.workings.isHidden()
        self.workings.setVisible(opened)
        self.how_button.setText(HIDE if opened else HOW)
        if opened:
            self.workings.setFocus(Qt.FocusReason.OtherFocusReason)


def _workings(reading: Reading) -> str:
    """Write numbers, reasons and cautions as a table."""
    rows = "".join(
        f"<tr><td style='padding-right: 18px'>{escape(label)}</td><td><b>{escape(value)}</b></td>"
        "</tr>"
        for label, value in reading.workings
    )
    why = "".join(f"<li>{escape(line)}</li>" for line in reading.why)
    cautions = "".join(f"<li>{escape(_capital(line))}</li>" for line in reading.cautions)
    parts = [f"<table cellspacing='0' cellpadding='2'>{rows}</table>"]
    if why:
        parts.append(f"<p style='margin: 8px 0 0 0'><b>Why</b></p><ul style='margin: 0'>{why}</ul>")
    if cautions:
        parts.append(
            "<p style='margin: 8px 0 0 0'><b>Bear in mind</b></p>"
            f"<ul style='margin: 0'>{cautions}</ul>"
        )
    return "".join(parts)


def _spoken(reading: Reading) -> str:
    numbers = [f"{label}: {value}." for label, value in reading.workings]
    return " ".join([*numbers, *reading.why, *(f"{_capital(one)}." for one in reading.cautions)])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
