"""The menu of a cycle: every drag of a later board has its entry here already."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from natpatsip_desktop.core.records import Stage
from natpatsip_desktop.gui.pages.cycles.looks import STAGES


def cycle_menu(
    parent: QWidget,
    here: Stage,
    *,
    edit: Callable[[], object],
    move: Callable[[Stage], object],
    plan_next: Callable[[], object],
    delete: Callable[[], object],
) -> QMenu:
    """Return the menu of a cycle in the stage `here`; it goes away when it is closed."""
    menu = QMenu(parent)
    menu.addAction("&Edit", edit)
    moves = menu.addMenu("&Move to…")
    for stage in Stage:
        if stage is not here:
            moves.addAction(STAGES[stage].word, partial(move, stage))
    menu.addAction("Plan the &next cycle", plan_next)
    menu.addSeparator()
    menu.addAction("De&lete", delete)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
