"""Banner and toast: where the window shows what it has to tell."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.messages import Act, Kind, Message, announce
from natpatsip_desktop.gui.standing import ActRow

STAYS = 10_000  # ms that a toast with Undo stays
PASSES = 4_000  # ms that an answer stays
BANNERS = {Kind.ERROR: ("error", "circle-alert:error"), Kind.NEWS: ("info", "info:primary")}


class Banner(QFrame):
    """A sentence and what to do, above the page until it is closed."""

    shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setAccessibleName("Message")
        self._icon = QLabel()
        self._text = dress.words("", "body", bold=True, wrap=True)
        self._hint = dress.words("", "body", wrap=True)
        self._acts = ActRow()
        self._close = QToolButton()
        self._close.setAccessibleName("Close this message")
        self._close.setToolTip("Close this message (Esc)")
        self._close.setProperty(dress.ICON, "x:ink2")
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        dress.dress_one(self._close)
        self._close.clicked.connect(self.close_message)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        row.addLayout(words, 1)
        row.addWidget(self._acts, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def close_message(self) -> None:
        """Put the message away."""
        self.hide()
        self.shown.emit(False)

    @property
    def text(self) -> str:
        """Return what is shown; empty if nothing is."""
        return "" if self.isHidden() else f"{self._text.text()} {self._hint.text()}".strip()

    @property
    def acts(self) -> list[QPushButton]:
        """Return the buttons of what is offered."""
        return self._acts.buttons

    def _closing(self, act: Act) -> Act:
        def run() -> None:
            self.close_message()
            act.run()

        return Act(act.words, run)

    def show_message(self, message: Message) -> None:
        """Show a message in place of the one before, and have it spoken."""
        card, icon = BANNERS[message.kind]
        self.setProperty("card", card)
        self.style().unpolish(self)
        self.style().polish(self)
        self._icon.setProperty(dress.ICON, icon)
        dress.dress_one(self._icon)
        self._text.setText(message.text)
        self._hint.setText(message.hint)
        self._hint.setVisible(bool(message.hint))
        self._acts.offer([self._closing(act) for act in message.acts])
        self.shown.emit(True)
        self.show()
        announce(self, f"{message.text} {message.hint}".strip())


class Toast(QFrame):
    """An answer at the foot of the window, with Undo where the last edit can be taken back."""

    def __init__(self, window: QWidget, undo: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("card", "toast")
        self.setAccessibleName("Answer")
        self._text = dress.words("", "body")
        self._undo = QPushButton("Undo")
        self._undo.setProperty("kind", "quiet")
        self._undo.setAccessibleName("Undo (Ctrl+Z)")
        self._undo.clicked.connect(self.hide)
        self._undo.clicked.connect(undo)
        self._undo.installEventFilter(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(self._text)
        row.addWidget(self._undo)
        window.installEventFilter(self)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show an answer for a while, and have it spoken."""
        self._text.setText(message.text)
        self._undo.setVisible(message.undo)
        self._timer.start(STAYS if message.undo else PASSES)
        self._place()
        self.show()
        self.raise_()
        ending = ". Press Ctrl+Z to undo." if message.undo else ""
        announce(self, f"{message.text}{ending}")

    def close_message(self) -> None:
        """Put the answer away."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._undo:
            # Somebody who has reached the button must not lose it under their fingers.
            if kind == QEvent.Type.FocusIn:
                self._timer.stop()
            elif kind == QEvent.Type.FocusOut:
                self._timer.start(STAYS)
        elif kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        window = self._window
        self.adjustSize()
        wide = min(self.sizeHint().width(), window.width() - 40)
        high = self.sizeHint().height()
        # At the right: in the middle it lay over what the chart says of the numbers just typed.
        left = window.width() - wide - 24
        self.setGeometry(left, window.height() - high - 24, wide, high)
