"""The focus ring: one overlay that follows the keyboard focus, outside the control."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTextEdit, QWidget
from shiboken6 import isValid

from natpatsip_desktop.gui.tokens import tokens

INK = 2
GLOW = 3
AROUND = INK + GLOW
RADIUS = 7.0
MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Hide,
        QEvent.Type.Show,
        QEvent.Type.LayoutRequest,
    }
)
TYPED_IN = (QLineEdit, QTextEdit)


class FocusRing(QWidget):
    """Rings the focused control once the keyboard is used; the mouse shows where it is itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._by_keys = False
        self._target: QWidget | None = None
        self._chain: list[QWidget] = []
        self._selection: QItemSelectionModel | None = None
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]
        self.hide()

    def watch_input(self, window: QObject) -> None:
        """Learn from the window's own events whether the keyboard or the mouse is used."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            self._use(by_keys=True)
        elif kind == QEvent.Type.MouseButtonPress and not isinstance(watched, QWidget):
            self._use(by_keys=False)
        elif kind in MOVES:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        glow = QRectF(self.rect()).adjusted(GLOW / 2, GLOW / 2, -GLOW / 2, -GLOW / 2)
        painter.setPen(QPen(QColor(colours["focus"]), GLOW))
        painter.drawRoundedRect(glow, RADIUS, RADIUS)
        inset = GLOW + INK / 2
        ink = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(QColor(colours["focus_ink"]), INK))
        painter.drawRoundedRect(ink, RADIUS - GLOW, RADIUS - GLOW)

    def _use(self, *, by_keys: bool) -> None:
        if by_keys != self._by_keys:
            self._by_keys = by_keys
            self._place()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        inside = new is not None and new is not self._window and new.window() is self._window
        self._target = new if inside else None
        widget = self._target
        while widget is not None and widget is not self._window:
            widget.installEventFilter(self)
            self._chain.append(widget)
            widget = widget.parentWidget()
        if isinstance(self._target, QAbstractItemView):
            self._selection = self._target.selectionModel()
            self._selection.currentChanged.connect(self._place)
            self._target.verticalScrollBar().valueChanged.connect(self._place)
        self._place()

    def _let_go(self) -> None:
        for widget in filter(isValid, self._chain):
            widget.removeEventFilter(self)
        self._chain.clear()
        alive = self._target is not None and isValid(self._target)
        if alive and self._selection is not None and isinstance(self._target, QAbstractItemView):
            self._selection.currentChanged.disconnect(self._place)
            self._target.verticalScrollBar().valueChanged.disconnect(self._place)
        self._selection = None

    def _place(self, *_ignored: object) -> None:
        target = self._target
        shown = self._by_keys or isinstance(target, TYPED_IN)
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        if not shown or target.property("ownRing"):
            self.hide()
            return
        area = _ringed(target)
        corner = target.mapTo(self._window, area.topLeft())
        wanted = QRect(corner, area.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        self.setGeometry(wanted & self._window.rect())
        self.show()
        self.raise_()
        self.update()


def _ringed(target: QWidget) -> QRect:
    """Return what to ring in the target's own coordinates: a row or cell, or the whole control."""
    if isinstance(target, QAbstractItemView) and target.currentIndex().isValid():
        row = target.visualRect(target.currentIndex())
        port = target.viewport()
        if target.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows:
            row = QRect(0, row.top(), port.width(), row.height())
        row.moveTopLeft(port.mapTo(target, row.topLeft()))
        inside = row & port.geometry()
        if not inside.isEmpty():
            return inside.adjusted(AROUND, AROUND, -AROUND, -AROUND)
    return target.rect()
