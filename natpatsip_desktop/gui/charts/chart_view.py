"""The chart on a page: shows a ChartSpec, answers mouse and keys, and speaks its dots."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.charts.badge_marks import badge_words_at
from natpatsip_desktop.gui.charts.drawing import draw_chart
from natpatsip_desktop.gui.charts.frame import Frame, Room, make_heading, make_room
from natpatsip_desktop.gui.charts.graphic import Graphic
from natpatsip_desktop.gui.charts.layout import walk
from natpatsip_desktop.gui.charts.lettering import Lettering
from natpatsip_desktop.gui.charts.looks import CLEAR, Look
from natpatsip_desktop.gui.charts.plan import Plan, plan
from natpatsip_desktop.gui.charts.sheet import Sheet
from natpatsip_desktop.gui.tokens import tokens

if TYPE_CHECKING:
    from natpatsip_desktop.gui.charts.plot_area import PlotArea

EMPTY = "Add your first number, or paste from Excel"
NO_TITLE = "Chart"
WAYS = {
    int(Qt.Key.Key_Left): "left",
    int(Qt.Key.Key_Right): "right",
    int(Qt.Key.Key_Home): "home",
    int(Qt.Key.Key_End): "end",
}


class ChartView(Graphic):
    """A chart that pages, mouse and keys can walk through; dots are counted from 0.

    `hovered` gives the dot under the mouse, or -1; `picked` the dot that a click or a key made
    the current one; `opened` the current dot on Enter; `menu_wanted` a dot (or -1) and where on
    the screen its menu belongs.
    """

    hovered = Signal(int)
    picked = Signal(int)
    opened = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._plot: PlotArea | None = None
        self._plan: Plan | None = None
        self._room: Room | None = None
        self._letters = Lettering(scale=dress.scale(), device=self)
        self._look = CLEAR
        self._heading = True
        self._cursor = -1
        self._hover = -1
        self.set_spec(None)

    # -- what it shows -------------------------------------------------------------------------

    @property
    def spec(self) -> ChartSpec | None:
        """Return the chart shown."""
        return self._plan.spec if self._plan else None

    @property
    def cursor_dot(self) -> int:
        """Return the current dot, -1 if there is none."""
        return self._cursor

    def set_spec(self, spec: ChartSpec | None) -> None:
        """Show a chart, or what to do first where there is none or it has no value yet."""
        there = spec is not None and any(dot.y is not None for dot in spec.dots)
        self._plan = plan(spec) if spec is not None and there else None
        self._hover = -1
        if self._plan is None or not self._has(self._cursor):
            self._cursor = -1
        self.setAccessibleName((spec.title if spec else "") or NO_TITLE)
        self.setAccessibleDescription(spec.alt_text if spec and there else EMPTY)
        if self._plan:
            self._plot_area().show()
            self._fit()
            self._plot_area().show_plan(self._plan, self._room_now())
        elif self._plot:
            self._plot.hide()
        self.update()

    def set_look(self, look: Look) -> None:
        """Draw in another look from now on."""
        self._look = look
        self._redraw()

    def set_heading(self, shown: bool) -> None:
        """Show title and key within the chart, or leave them to the page."""
        self._heading = shown
        self._fit()
        self._redraw()

    def select(self, dot: int) -> None:
        """Make `dot` the current one without saying so; -1 for none."""
        self._cursor = dot if self._has(dot) else -1
        self._redraw()

    def light(self, dot: int) -> None:
        """Ring a dot because the mouse is on its row elsewhere; -1 for none."""
        self._hover = dot if self._has(dot) else -1
        self._redraw()

    def reset_zoom(self) -> None:
        """Show the whole time again."""
        if self._plan and self._plot:
            self._plot.show_plan(self._plan, self._room_now())

    def sizeHint(self) -> QSize:
        """Return the size that shows three lanes of cycles well."""
        return QSize(640, 420)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that can be read."""
        return QSize(280, 180)

    # -- painting ------------------------------------------------------------------------------

    def _plot_area(self) -> "PlotArea":
        if self._plot is None:
            # pyqtgraph takes 0.45 s to import: only once there is a chart to show.
            from natpatsip_desktop.gui.charts.plot_area import PlotArea  # noqa: PLC0415

            self._plot = PlotArea(self, self._draw, self._words_at)
            self._plot.pointed.connect(self._point_at)
            self._plot.pressed.connect(self._pick)
            self._plot.reset.connect(self.reset_zoom)
            self._plot.resized.connect(self._fit)
            self._column.addWidget(self._plot)
        return self._plot

    def _room_now(self) -> Room:
        if self._room is None:
            self._fit()
        assert self._room is not None
        return self._room

    def _fit(self) -> None:
        """Divide the room of the widget as it is now."""
        if self._plan is None:
            return
        scale, text = self._letters.scale, self._letters.width
        size = self._plot_area().size()
        spec, heading = self._plan.spec, None
        if self._heading:  # which names the rule set, as every chart does
            heading = make_heading(spec, size.width(), text, subtitle=spec.subtitle)
        self._room = make_room(
            self._plan, size.width(), size.height(), text, scale=scale, heading=heading
        )
        self._plot_area().set_room(self._room)

    def _sheet(self, painter: QPainter, shown: Plan) -> Sheet:
        return Sheet(
            painter=painter,
            plan=shown,
            room=self._room_now(),
            frame=self._frame(),
            look=self._look,
            letters=self._letters,
            theme=tokens(),
        )

    def _frame(self) -> Frame:
        return self._plot_area().frame()

    def _draw(self, painter: QPainter) -> None:
        """Paint the chart in the plot area (called by its one item)."""
        if self._plan is None:
            return
        sheet = self._sheet(painter, self._plan)
        painter.fillRect(self.rect(), sheet.colour(self._look.ground))
        whole = self._plan.x1 - self._plan.x0
        draw_chart(
            sheet,
            cursor=self._cursor if self._cursor >= 0 else None,
            hover=self._hover if self._hover >= 0 else None,
            zoomed=sheet.frame.x1 - sheet.frame.x0 < 0.999 * whole,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and what to do first while there is nothing to show."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._look.colour(self._look.ground)))
        if self._plan is None:
            painter.setFont(self._letters.font("body"))
            painter.setPen(QColor(self._look.colour(self._look.ink2)))
            box = self.rect().adjusted(20, 0, -20, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box, flags, EMPTY)

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme or text size."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._letters = Lettering(scale=dress.scale(), device=self)
            self._fit()
            self._redraw()
        super().changeEvent(event)

    def _redraw(self) -> None:
        if self._plot:
            self._plot.redraw()
        self.update()

    # -- dots ----------------------------------------------------------------------------------

    def dot_rect(self, dot: int) -> QRect:
        """Return where a dot is, 24 px wide, in px of this widget; empty where it has no value."""
        if not self._has(dot):
            return QRect()
        at = self._spot(dot).toPoint()
        return QRect(at.x() - 12, at.y() - 12, 24, 24)

    def _spot(self, dot: int) -> QPointF:
        assert self._plan is not None
        value = self._plan.spec.dots[dot].y or 0.0
        frame = self._frame()
        return QPointF(frame.x(self._plan.xs[dot]), frame.y(value))

    def _has(self, dot: int) -> bool:
        dots = self._plan.spec.dots if self._plan else ()
        return 0 <= dot < len(dots) and dots[dot].y is not None

    def _words_at(self, at: QPointF) -> str:
        """Return the words of the badge or dot at a place, for the tool tip."""
        if self._plan is None:
            return ""
        sheet = self._sheet(QPainter(), self._plan)
        dot = self._plot_area().dot_at(at)
        return badge_words_at(sheet, at) or (self._dot_words(dot) if dot >= 0 else "")

    def _dot_words(self, i: int) -> str:
        assert self._plan is not None
        dot = self._plan.spec.dots[i]
        return dot.words or dot.label

    def _point_at(self, dot: int) -> None:
        if dot != self._hover:
            self._hover = dot
            self._redraw()
            self.hovered.emit(dot)

    def _pick(self, dot: int) -> None:
        if self._has(dot):
            self.select(dot)
            self.picked.emit(dot)

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the dots with Left, Right, Home and End; open the current one with Enter."""
        found = self._walk(event.key())
        if found is not None:
            self._pick(found)
            self._announce(self._dot_words(found))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor >= 0:
            self.opened.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def _walk(self, key: int) -> int | None:
        """Return the dot a key leads to, None for other keys or where there is no dot."""
        dots = self._plan.spec.dots if self._plan else ()
        there = [i for i, dot in enumerate(dots) if dot.y is not None]
        way = WAYS.get(key)
        return walk(there, self._cursor, way) if there and way else None

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the dot under the mouse, or of the current one by key."""
        if self._plan is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            dot = self._plot_area().dot_at(QPointF(event.pos()))
            self._pick(dot)
            self.menu_wanted.emit(dot, event.globalPos())
        else:
            place = self.dot_rect(self._cursor).center() if self._cursor >= 0 else QPoint(20, 20)
            self.menu_wanted.emit(self._cursor, self.mapToGlobal(place))
