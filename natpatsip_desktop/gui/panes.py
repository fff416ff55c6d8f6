"""F6: the focus goes from one part of the window to the next, and back to where it was there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from natpatsip_desktop.gui.page_area import PageArea

Pane = QWidget


def step(panes: Sequence[Pane], by: int) -> None:
    """Put the focus into the next pane that is shown and can take it."""
    focused = QApplication.focusWidget()
    at = next((i for i, pane in enumerate(panes) if _holds(pane, focused)), -1 if by > 0 else 0)
    for distance in range(1, len(panes) + 1):
        target = _entrance(panes[(at + by * distance) % len(panes)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def focusable(widget: QWidget) -> bool:
    """Tell whether Tab can stop at a widget now."""
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
    )


def _holds(pane: Pane, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def _entrance(pane: Pane) -> QWidget | None:
    """Return where the focus goes in a pane: the lit button, the page's choice, or the first."""
    if not pane.isVisible():
        return None
    if isinstance(pane, PageArea) and pane.page is not None:
        first = pane.page.first_focus()
        if first is not None and focusable(first):
            return first
    inside = [widget for widget in pane.findChildren(QWidget) if focusable(widget)]
    lit = [widget for widget in inside if getattr(widget, "isChecked", bool)()]
    return next(iter(lit + inside), None)
