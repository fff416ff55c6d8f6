"""The rail at the left: one real button for each page, with words where there is room."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from natpatsip_desktop.gui import dress, icons
from natpatsip_desktop.gui.pages.registry import PAGES, PageEntry, Rail
from natpatsip_desktop.gui.tokens import SPACE, tokens

MARGIN = 8
HEIGHT = 32
HEIGHT_FOLDED = 40
HEIGHT_LEAST = 26
ICON = 18
# Badges of work that waits are warm; the others only count.
WARM = frozenset({"due"})


class RailButton(QToolButton):
    """A page's button: icon, words, a bar while it is lit, and a count or a dot."""

    def __init__(self, entry: PageEntry) -> None:
        super().__init__()
        self.entry = entry
        self.folded = False
        self.count = 0
        self.setObjectName(f"rail_{entry.name}")
        self.setText(entry.title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # In a low window the buttons move closer together, down to 26 px.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._say()

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, or the words beside it."""
        self.folded = folded
        self._say()
        self.updateGeometry()
        self.update()

    def set_count(self, count: int) -> None:
        """Show how many things wait here, or how many there are."""
        if count != self.count:
            self.count = count
            self._say()
            self.update()

    def _say(self) -> None:
        waiting = "due" if self.entry.name in WARM else "in it"
        self.setAccessibleName(
            f"{self.entry.title}, {self.count} {waiting}" if self.count else self.entry.title
        )
        keys = f" ({self.entry.keys})" if self.entry.keys else ""
        self.setToolTip(f"{self.entry.title}{keys}" if self.folded else self.entry.keys)

    def sizeHint(self) -> QSize:
        height = HEIGHT_FOLDED if self.folded else HEIGHT
        return QSize(HEIGHT_FOLDED, max(height, self.fontMetrics().height() + 12))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: what a finger or a mouse can still hit."""
        return QSize(HEIGHT_FOLDED, HEIGHT_LEAST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = tokens()
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(colours["tint" if self.isChecked() else "bg"]))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self.isChecked():
            painter.setBrush(QColor(colours["primary"]))
            painter.drawRoundedRect(QRectF(0, 4, 3, self.height() - 8), 1.5, 1.5)
        self._paint_icon(painter)
        if not self.folded:
            self._paint_words(painter)
        if self.count:
            self._paint_dot(painter) if self.folded else self._paint_count(painter)

    def _paint_icon(self, painter: QPainter) -> None:
        left = (self.width() - ICON) // 2 if self.folded else 13
        token = "primary" if self.isChecked() else "ink2"
        painter.drawPixmap(
            left, (self.height() - ICON) // 2, icons.picture(self.entry.icon, token, ICON)
        )

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(dress.font("body", bold=self.isChecked()))
        painter.setPen(QColor(tokens()["link_strong" if self.isChecked() else "ink"]))
        taken = self._pill().width() + 11 if self.count else 4
        room = self.rect().adjusted(40, 0, -round(taken), 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        # By the metrics of the painter: the lit one is bold, which is wider.
        cut = painter.fontMetrics().elidedText(
            self.entry.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, align, cut)

    def _count_text(self) -> str:
        return str(self.count) if self.count < 1000 else "999+"

    def _pill(self) -> QRectF:
        """Return the box of the count at the right."""
        metrics = QFontMetrics(dress.font("head", bold=True))
        high = max(18.0, metrics.height() + 2.0)
        wide = max(high, metrics.horizontalAdvance(self._count_text()) + 12.0)
        return QRectF(self.width() - wide - 7, (self.height() - high) / 2, wide, high)

    def _paint_count(self, painter: QPainter) -> None:
        painter.setFont(dress.font("head", bold=True))
        pill = self._pill()
        warm = self.entry.name in WARM
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens()["warn_tint" if warm else "tint"]))
        if self.isChecked():
            painter.setBrush(QColor(tokens()["surface"]))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(tokens()["warn_text" if warm else "improve_text"]))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._count_text())

    def _paint_dot(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens()["concern" if self.entry.name in WARM else "primary"]))
        painter.drawEllipse(QPointF(self.width() / 2 + 11, self.height() / 2 - 10), 4, 4)


class RailFrame(QFrame):
    """All buttons: pages for everything, pages of the open project, settings and help.

    `chosen` carries the name of a page. The buttons are in no QButtonGroup: in one, Tab would
    stop at the lit button only, and arrows would change the page.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("Main")
        self.folded = False
        self._buttons: dict[str, RailButton] = {}
        self._rule = QFrame()
        self._rule.setProperty("rule", True)
        self._project = dress.words("", "head", bold=True, tone="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 11, MARGIN, 11)
        column.setSpacing(4)
        for part in (Rail.TOP, Rail.PROJECT, Rail.BOTTOM):
            self._add_part(column, part)
        self.set_folded(False)
        self.set_project("")

    def _add_part(self, column: QVBoxLayout, part: Rail) -> None:
        if part is Rail.PROJECT:
            column.addSpacing(6)
            column.addWidget(self._rule)
            column.addSpacing(6)
            self._project.setContentsMargins(13, 0, 0, 2)
            column.addWidget(self._project)
        elif part is Rail.BOTTOM:
            column.addStretch(1)
        for entry in PAGES:
            if entry.rail is part:
                column.addWidget(self._button(entry))

    def _button(self, entry: PageEntry) -> RailButton:
        button = self._buttons[entry.name] = RailButton(entry)
        button.clicked.connect(lambda: self.chosen.emit(entry.name))
        return button

    @property
    def project_label(self) -> QLabel:
        """Return the words above the pages of the open project."""
        return self._project

    def button(self, page: str) -> RailButton:
        """Return the button of a page."""
        return self._buttons[page]

    def light(self, page: str) -> None:
        """Light the button of the page that is shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == page)

    def set_count(self, page: str, count: int) -> None:
        """Show a count beside a page."""
        self._buttons[page].set_count(count)

    def set_project(self, title: str) -> None:
        """Show the pages of a project under its title, or none of them."""
        wide = SPACE["rail"] - 2 * MARGIN - 26
        metrics = self._project.fontMetrics()
        self._project.setText(metrics.elidedText(title.upper(), Qt.TextElideMode.ElideRight, wide))
        self._project.setToolTip(title)
        self._project.setHidden(self.folded or not title)
        self._rule.setHidden(not title)
        for entry in PAGES:
            if entry.rail is Rail.PROJECT:
                self._buttons[entry.name].setHidden(not title)

    def set_folded(self, folded: bool) -> None:
        """Fold to icons, or unfold to icons and words."""
        self.folded = folded
        self.setFixedWidth(SPACE["rail_folded" if folded else "rail"])
        self._project.setHidden(folded or not self._project.text())
        for button in self._buttons.values():
            button.set_folded(folded)
