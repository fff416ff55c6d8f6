"""The pills beside a measure's title: as many as there is room for, the telling ones first."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtWidgets import QWidget

from natpatsip_desktop.gui.tokens import SPACE


def fit_pills(pills: Sequence[QWidget], gives_way: QWidget, room: int) -> None:
    """Show the pills that fit from the first on; `gives_way` only where it costs none of them."""
    seen = _fitting(pills, room)
    gives_way.setVisible(_fitting(pills, room - taken(gives_way)) == seen)
    for at, pill in enumerate(pills):
        pill.setVisible(at < seen)


def taken(widget: QWidget) -> int:
    """Return the width of a widget in the heading, with the space beside it."""
    return widget.sizeHint().width() + SPACE["s"]


def _fitting(widgets: Sequence[QWidget], room: int) -> int:
    return sum(end <= room for end in accumulate(map(taken, widgets)))
