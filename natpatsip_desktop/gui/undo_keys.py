"""Undo and redo by keyboard from within a box that has nothing of its own to take back."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class UndoKeys(QObject):
    """Hands Ctrl+Z and Ctrl+Y to the workbook where the focused box would swallow them.

    A box of Qt claims both even when it is empty or its text is kept already, so that the keys
    would do nothing where most numbers are typed.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the key to the shortcut; the box never sees that it was asked."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undoes = event.matches(QKeySequence.StandardKey.Undo)
        redoes = event.matches(QKeySequence.StandardKey.Redo)
        if not (undoes or redoes) or _own_step(watched, redo=redoes):
            return False
        event.ignore()
        return True

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is self._watched:
            old.removeEventFilter(self)
        self._watched = None
        typed_in = isinstance(new, (QLineEdit, QPlainTextEdit, QTextEdit))
        if new is not None and typed_in and new.window() is self._window:
            self._watched = new
            new.installEventFilter(self)


def _own_step(box: QObject, *, redo: bool) -> bool:
    """Tell whether a box has text of its own to take back, or to put back again.

    Text that is kept already is the workbook's to take back, in one history with the rest.
    """
    if isinstance(box, QLineEdit):
        return box.isRedoAvailable() if redo else box.isUndoAvailable() and box.isModified()
    if isinstance(box, (QPlainTextEdit, QTextEdit)):
        document = box.document()
        return document.isRedoAvailable() if redo else document.isUndoAvailable()
    return True
