"""The menus of the Measure page's buttons."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

SEPARATOR = ("", "")
# What the button with the dots offers, by the names of the page's commands.
MORE = (
    ("&About this measure\tF4", "side_panel"),
    ("&Help me choose a chart…", "help_choose"),
    ("Chart and &rules…", "chart_and_rules"),
    ("&Target…", "set_target"),
    ("&Phases…", "phases"),
    ("&Notes on the chart…\tCtrl+Shift+N", "date_note"),
    ("&Left-out points…", "left_out_points"),
    SEPARATOR,
    ("Hide or show the &data\tCtrl+2", "toggle_data"),
    ("&Make this the main measure", "main_measure"),
    ("D&elete the measure", "delete_measure"),
)
Entry = tuple[str, Callable[[], object] | None]


def more_entries(offers: Mapping[str, Callable[[], object]]) -> list[Entry]:
    """Return the entries of the button with the dots."""
    return [(words, offers.get(name)) for words, name in MORE]


def pop_up(button: QWidget, entries: Iterable[Entry]) -> None:
    """Show a menu below a button; an entry that does nothing is a line between two groups."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, do in entries:
        if do is None:
            menu.addSeparator()
        else:
            menu.addAction(words, do)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
