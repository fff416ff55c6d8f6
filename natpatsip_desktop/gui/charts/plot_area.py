"""The plot of a chart view: pyqtgraph gives ranges, zoom and hit-testing, we paint every mark.

Importing this module costs the time of importing pyqtgraph: only ChartView does it, when needed.
"""

from collections.abc import Callable

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent, MouseDragEvent
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from natpatsip_desktop.gui.charts.frame import Frame, Room
from natpatsip_desktop.gui.charts.layout import nearest
from natpatsip_desktop.gui.charts.plan import Plan

REACH = 14.0
LEAST_SHOWN = 4
SIDES = ("left", "right", "top", "bottom")


class TimeBox(pg.ViewBox):  # type: ignore[misc]
    """The rectangle of the data: Ctrl+wheel zooms time, dragging moves it while zoomed."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=True, y=False)

    def mouseDragEvent(self, event: MouseDragEvent, axis: int | None = None) -> None:
        """Move along time with the left button; the right one belongs to the menu."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
        else:
            event.ignore()


class Marks(pg.GraphicsObject):  # type: ignore[misc]
    """The one item that paints the whole chart, in px of the plot item."""

    def __init__(self, plot: pg.PlotItem, draw: Callable[[QPainter], None]) -> None:
        super().__init__()
        self._plot = plot
        self._draw = draw
        self.setParentItem(plot)
        self.setZValue(100)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        """Return the whole plot item: labels stand outside the data."""
        return QRectF(self._plot.boundingRect())

    def paint(self, painter: QPainter, *_: object) -> None:
        """Paint the chart."""
        self._draw(painter)

    def moved(self) -> None:
        """Say that size or ranges have changed."""
        self.prepareGeometryChange()
        self.update()


class PlotArea(pg.PlotWidget):  # type: ignore[misc]
    """A pyqtgraph plot without axes, menu or buttons, which the wheel passes by."""

    pointed = Signal(int)
    pressed = Signal(int)
    reset = Signal()
    resized = Signal()

    def __init__(
        self,
        parent: QWidget,
        draw: Callable[[QPainter], None],
        words_at: Callable[[QPointF], str],
    ) -> None:
        box = TimeBox()
        super().__init__(parent, viewBox=box, background=None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self._words_at = words_at
        self._xs: tuple[float, ...] = ()
        self._box = box
        item = self.getPlotItem()
        for side in SIDES:
            item.hideAxis(side)
        item.hideButtons()
        item.setMenuEnabled(False)
        self._marks = Marks(item, draw)
        box.sigRangeChanged.connect(self._marks.moved)
        box.sigResized.connect(self._marks.moved)
        self.scene().sigMouseMoved.connect(lambda at: self.pointed.emit(self.dot_at(at)))
        self.scene().sigMouseClicked.connect(self._clicked)

    # -- what it shows -------------------------------------------------------------------------

    def show_plan(self, plan: Plan, room: Room) -> None:
        """Show the whole of `plan`, the data within the margins of `room`."""
        # Dots without a value cannot be pointed at.
        there = zip(plan.xs, plan.spec.dots, strict=True)
        self._xs = tuple(x if dot.y is not None else float("inf") for x, dot in there)
        span = plan.x1 - plan.x0
        least = span * min(1.0, LEAST_SHOWN / max(1, len(plan.xs)))
        self._box.setLimits(xMin=plan.x0, xMax=plan.x1, minXRange=least, maxXRange=span)
        self._box.setRange(
            xRange=(plan.x0, plan.x1), yRange=(plan.scale.low, plan.scale.high), padding=0
        )
        self.set_room(room)

    def set_room(self, room: Room) -> None:
        """Leave the margins of `room` round the data."""
        edges = (room.left, room.top, room.right, room.bottom)
        item = self.getPlotItem()
        item.layout.setContentsMargins(*edges)
        # The margins before may have been too high to let it become as low as the widget.
        item.setGeometry(QRectF(self.viewport().rect()))
        self._marks.moved()

    def frame(self) -> Frame:
        """Return where the data is now, and what part of it is shown."""
        place = self._box.geometry()
        (x0, x1), (y0, y1) = self._box.viewRange()
        return Frame(
            left=place.x(),
            top=place.y(),
            width=max(1.0, place.width()),
            height=max(1.0, place.height()),
            x0=x0,
            x1=x1,
            y0=y0,
            y1=y1,
        )

    def redraw(self) -> None:
        """Paint again, nothing having moved."""
        self._marks.update()

    # -- mouse ---------------------------------------------------------------------------------

    def dot_at(self, at: QPointF) -> int:
        """Return the dot nearest in time to a place in px, -1 where there is none near it."""
        if not self._box.geometry().adjusted(-REACH, 0, REACH, 0).contains(at):
            return -1
        x = self._box.mapSceneToView(at).x()
        reach = REACH * self._box.viewPixelSize()[0]
        found = nearest(self._xs, x, max(reach, self._half_way()))
        return -1 if found is None else found

    def _half_way(self) -> float:
        return (self._xs[-1] - self._xs[0]) / max(1, len(self._xs) - 1) / 2

    def _clicked(self, event: MouseClickEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not event.double():
            self.pressed.emit(self.dot_at(event.scenePos()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the whole time again."""
        super().mouseDoubleClickEvent(event)
        self.reset.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom time with Ctrl; without it the page scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the dot pointed at."""
        self.pointed.emit(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QEvent) -> None:
        """Tell the view, which divides the room anew."""
        super().resizeEvent(event)
        self.resized.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the words of the dot or badge that the mouse rests on."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self._words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return bool(super().viewportEvent(event))
