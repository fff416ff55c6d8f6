"""What stands in place of the chart while a measure has no numbers: what to do first."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from natpatsip_desktop.core.periods import label, long_label, noun, previous_start
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.values import RATIOS
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.measure.data_table import columns_of
from natpatsip_desktop.gui.pages.measure.shown import Shown

AIR = "padding: 2px 14px"


class FirstNumbers(QWidget):
    """Says how numbers come in, with an example of what to copy."""

    how: QLabel
    example: QLabel
    paste_button: QPushButton
    file_button: QPushButton

    paste_wanted = Signal()
    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        load_form(self)
        self.example.setTextFormat(Qt.TextFormat.RichText)
        self.paste_button.clicked.connect(self.paste_wanted)
        self.file_button.clicked.connect(self.file_wanted)

    def show_measure(self, shown: Shown) -> None:
        """Say it in the words of this measure."""
        measure = shown.measure
        when = long_label(shown.rows[0].starts, measure.frequency) if shown.rows else ""
        one = "event" if measure.frequency is Frequency.EVENT else noun(measure.frequency)
        self.how.setText(
            f"Type the number for {when} in the grid, or copy a table like this in Excel and "
            f"press Ctrl+V. One row for each {one}; the first row may hold the headings."
        )
        self.example.setText(_example(shown))


def _example(shown: Shown) -> str:
    """Write a table of two rows with the measure's own headings."""
    measure = shown.measure
    if not shown.rows:
        return ""
    ratio = measure.unit in RATIOS
    wanted = ("period", "numerator", "denominator") if ratio else ("period", "value")
    heads = [column.title for column in columns_of(measure) if column.name in wanted]
    numbers = (("41", "52"), ("44", "50")) if ratio else (("12",), ("9",))
    last = shown.rows[0].starts
    starts = (previous_start(last, measure.frequency), last)
    lines = [
        [label(start, measure.frequency), *cells]
        for start, cells in zip(starts, numbers, strict=True)
    ]
    return _table(heads, lines)


def _table(heads: list[str], lines: list[list[str]]) -> str:
    rows = [
        "".join(f"<{tag} align='left' style='{AIR}'>{escape(one)}</{tag}>" for one in row)
        for tag, row in [("th", heads), *(("td", line) for line in lines)]
    ]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table align='center' cellspacing='0'>{body}</table>"
