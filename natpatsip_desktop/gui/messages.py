"""What the window tells a person: a sentence in a banner or a toast, spoken as well."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from natpatsip_desktop.errors import WorkbookError


class Kind(StrEnum):
    """How a message is shown: errors and news stay in a banner, answers pass by in a toast."""

    ERROR = "error"
    NEWS = "info"
    ANSWER = "toast"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a message offers to do: the words of its button, and what it does."""

    words: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One sentence, a hint what to do, and whether the last edit can be taken back from it.

    `acts` are offered as buttons in the banner, which a click on one puts away.
    """

    text: str
    hint: str = ""
    kind: Kind = Kind.NEWS
    undo: bool = False
    acts: tuple[Act, ...] = ()


def from_error(error: WorkbookError, acts: tuple[Act, ...] = ()) -> Message:
    """Return the message for something that a person can put right."""
    return Message(text=error.message, hint=error.hint, kind=Kind.ERROR, acts=acts)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
