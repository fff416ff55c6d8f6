"""The warm strip on Home: which measures wait for a number, and the way to give it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from natpatsip_desktop.actions.due import DueMeasure
from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.pages.parts import Click, button

MINUTES_EACH = 0.6
NAMED = 3


class DueStrip(QFrame):
    """Says what is due; hidden when nothing is."""

    def __init__(self, enter: Click) -> None:
        super().__init__()
        self.setProperty("card", "warm")
        icon = QLabel()
        icon.setProperty(dress.ICON, "calendar-clock:ink")
        icon.setProperty(dress.ICON_SIZE, 22)
        self._title = dress.words("", "body", bold=True)
        self._names = dress.words("", "caption", tone="quiet")
        self.enter = button("Enter data", enter, kind="primary")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._names)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(12)
        row.addWidget(icon)
        row.addLayout(words, 1)
        row.addWidget(self.enter)
        self._names.setMinimumWidth(60)

    def show_due(self, due: Sequence[DueMeasure]) -> None:
        """Show what is due, or nothing at all."""
        self.setHidden(not due)
        if due:
            self._title.setText(title_of(due))
            self._names.setText(names_of(due))
            self._names.setToolTip("\n".join(one.measure.name for one in due))


def title_of(due: Sequence[DueMeasure]) -> str:
    """Say how many measures wait, and for what."""
    count = len(due)
    weekly = all(one.measure.frequency is Frequency.WEEK for one in due)
    late = any(one.overdue for one in due)
    what = "this week’s data" if weekly and not late else "data"
    return f"{count} measure{' needs' if count == 1 else 's need'} {what}"


def names_of(due: Sequence[DueMeasure]) -> str:
    """Name the measures, and say how long it takes to give their numbers."""
    names = [one.measure.short_name or one.measure.name for one in due]
    if len(names) > NAMED + 1:
        said = f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    else:
        said = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    minutes = max(1, round(sum(len(one.missing) for one in due) * MINUTES_EACH))
    return f"{said} – about {minutes} minute{'' if minutes == 1 else 's'}"
