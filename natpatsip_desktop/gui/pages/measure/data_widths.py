"""How the columns of the data grid share its width: numbers first, the note has the rest."""

from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.measure.data_delegate import NEEDED, PAD, grid_font
from natpatsip_desktop.gui.pages.measure.data_table import DataTable

NOTE_AT_LEAST = 48
HEAD_MARGIN = 8  # px that a header keeps free beside its padding
SAMPLE = 200  # rows that are measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """How wide each column but the note would be: with its whole head, and by its cells alone."""

    whole: tuple[int, ...] = ()
    bare: tuple[int, ...] = ()


def wanted(table: DataTable) -> Wants:
    """Measure the words of a table, which takes longer than to share a width by them."""
    columns = range(len(table.columns) - 1)
    return Wants(
        whole=tuple(_needs(table, i) for i in columns),
        bare=tuple(_needs(table, i, head=False) for i in columns),
    )


def column_widths(wants: Wants, room: int) -> list[int]:
    """Return a width in px for each column; long heads give way, their tip says the whole."""
    if not wants.whole:
        return []
    widths = list(wants.whole)
    short = NOTE_AT_LEAST - (room - sum(widths))
    while short > 0:
        # The widest head gives way first, so that as few as possible are cut.
        able = [i for i in range(1, len(widths)) if widths[i] > wants.bare[i]]
        if not able:
            break
        widest = max(able, key=lambda i: widths[i])
        widths[widest], short = widths[widest] - 1, short - 1
    return [*widths, max(NOTE_AT_LEAST, room - sum(widths))]


def _needs(table: DataTable, column: int, *, head: bool = True) -> int:
    one = table.columns[column]
    # The values of a signal are bold, and what was cut to «1…» is no value.
    metrics = QFontMetrics(grid_font(bold=one.name == "value"))
    rows = range(min(SAMPLE, len(table.rows)))
    words = {table.text(at, one.name) for at in rows} | _at_least(one.name)
    wide = max((metrics.horizontalAdvance(text) for text in words), default=0)
    if head:
        bold = QFontMetrics(dress.font("head", bold=True))
        wide = max(wide, bold.horizontalAdvance(one.title) + HEAD_MARGIN)
    return wide + 2 * PAD + 2


def _at_least(name: str) -> set[str]:
    """Return what a column must have room for, whatever it holds."""
    if name in ("numerator", "denominator"):
        return {NEEDED}
    return {"value": {"100"}, "period": {"28 Sep 2025"}}.get(name, set())
