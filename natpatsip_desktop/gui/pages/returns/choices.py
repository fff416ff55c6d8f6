"""The menus in which a return is turned into one of another format or period."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from natpatsip_desktop.actions.past_returns import FormatChoice, months_first
from natpatsip_desktop.core.periods import ReturnPeriod
from natpatsip_desktop.core.records import Frequency

KINDS = {Frequency.MONTH: "Months", Frequency.QUARTER: "Quarters", Frequency.YEAR: "Years"}


def format_menu(
    parent: QWidget, choices: Sequence[FormatChoice], now: str, choose: Callable[[str], object]
) -> QMenu:
    """Return a menu of the formats, the one used last on top."""
    menu, group = _menu(parent, "Formats")
    for choice in choices:
        one = choice.format
        action = menu.addAction(_plain(one.title), partial(choose, one.id))
        action.setCheckable(True)
        action.setChecked(one.id == now)
        group.addAction(action)
    return menu


def period_menu(
    parent: QWidget,
    periods: Sequence[ReturnPeriod],
    now: ReturnPeriod,
    choose: Callable[[str], object],
) -> QMenu:
    """Return a menu of the periods, newest first; those of another kind are one level deeper."""
    menu, group = _menu(parent, "Periods")
    _add_periods(menu, group, [one for one in periods if one.frequency is now.frequency], choose)
    for action in menu.actions():
        action.setChecked(action.data() == now.code)
    others = [kind for kind in KINDS if kind is not now.frequency]
    menu.addSeparator()
    for kind in others:
        of_kind = [one for one in periods if one.frequency is kind]
        if of_kind:
            _add_periods(menu.addMenu(KINDS[kind]), group, of_kind, choose)
    return menu


def _menu(parent: QWidget, name: str) -> tuple[QMenu, QActionGroup]:
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    return menu, QActionGroup(menu)


def _add_periods(
    menu: QMenu,
    group: QActionGroup,
    periods: Sequence[ReturnPeriod],
    choose: Callable[[str], object],
) -> None:
    for one in periods:
        action = menu.addAction(_plain(months_first(one)), partial(choose, one.code))
        action.setData(one.code)
        action.setCheckable(True)
        group.addAction(action)


def _plain(text: str) -> str:
    return text.replace("&", "&&")
