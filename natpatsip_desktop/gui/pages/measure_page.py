"""The Measure page: the chart beside its data, and what it says in words below."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from natpatsip_desktop.actions.measures import delete_measure
from natpatsip_desktop.actions.set_up import choose_chart, set_main_measure
from natpatsip_desktop.core.mdc_icons import icons_of
from natpatsip_desktop.core.periods import how_often
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.charts.chart_view import ChartView
from natpatsip_desktop.gui.elided import ElidedLabel
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import Kind, announce
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.pages.measure import files
from natpatsip_desktop.gui.pages.measure.about_card import AboutCard
from natpatsip_desktop.gui.pages.measure.asking import Asking
from natpatsip_desktop.gui.pages.measure.chart_help import ChartHelp, DoubtStrip
from natpatsip_desktop.gui.pages.measure.data_card import DataCard
from natpatsip_desktop.gui.pages.measure.definition_form import BETTER
from natpatsip_desktop.gui.pages.measure.first_numbers import FirstNumbers
from natpatsip_desktop.gui.pages.measure.menus import Entry, more_entries, pop_up
from natpatsip_desktop.gui.pages.measure.panes import Panes
from natpatsip_desktop.gui.pages.measure.parts import PaneTabs
from natpatsip_desktop.gui.pages.measure.phase_card import PhaseCard
from natpatsip_desktop.gui.pages.measure.pills import fit_pills, taken
from natpatsip_desktop.gui.pages.measure.point_card import Beside, PointCard
from natpatsip_desktop.gui.pages.measure.point_verbs import PointVerbs
from natpatsip_desktop.gui.pages.measure.rules_form import fill_charts
from natpatsip_desktop.gui.pages.measure.shown import Shown, look_at
from natpatsip_desktop.gui.pages.measure.signal_card import SignalCard
from natpatsip_desktop.gui.pages.page import Offers, Page
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.tokens import SPACE

USUAL = 1114  # px of width before the window has said how wide the page is


class MeasurePage(Page):
    """One measure, all of it on one page; every number, note and phase is changed in place."""

    heading: ElidedLabel
    role_pill: QLabel
    frequency_pill: QLabel
    better_pill: QLabel
    chart_box: QComboBox
    help_button: QToolButton
    note_button: QPushButton
    export_button: QPushButton
    more_button: QToolButton
    tabs: PaneTabs
    column: QVBoxLayout
    left: QWidget
    left_column: QVBoxLayout
    body: QHBoxLayout
    chart_card: QFrame
    chart_column: QVBoxLayout
    chart: ChartView

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        self.shown: Shown | None = None
        self._wide = USUAL
        self._short = False
        load_form(self, ElidedLabel, PaneTabs, ChartView)
        self.tabs.offer("Chart", "Data", "About this measure")
        self.signal = SignalCard()
        self.data = DataCard(session)
        self.about = AboutCard(session)
        self.point = PointCard(self)
        self.first = FirstNumbers()
        self.phase = PhaseCard(session)
        self.chart_help = ChartHelp(session)
        self.doubt = DoubtStrip(session)
        self._build()
        self.panes = Panes(self.tabs, self.left, self.data, self.about)
        self.verbs = PointVerbs(session, self.point, self.data, self._beside, self._ask_phase)
        self._connect()

    def _build(self) -> None:
        self.chart_column.addWidget(self.first)
        self.chart_column.addWidget(self.doubt)
        cards = (self.phase, self.chart_help)
        self.asking = Asking(self.left_column, self.signal, cards, self._leave_point, self._fit)
        self.left_column.setStretchFactor(self.chart_card, 1)
        # The chart takes what is left: its wish for more must not make the page scroll.
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.data)
        self.body.addWidget(self.about)
        self.body.setStretchFactor(self.left, 1)

    def _connect(self) -> None:
        self.chart_box.activated.connect(self._choose_chart)
        self.help_button.clicked.connect(self._help_choose)
        self.doubt.help_wanted.connect(self._help_choose)
        self.note_button.clicked.connect(self.verbs.ask_note)
        self.export_button.clicked.connect(self._show_export)
        self.more_button.clicked.connect(self._show_more)
        self.signal.toggled.connect(self._fit)
        self.signal.phase_asked.connect(self._ask_offered_phase)
        self.about.left.connect(self._toggle_about)
        self.phase.cycle_wanted.connect(self._show_cycle)
        self.point.closed.connect(self._leave_point)
        self.data.drafted.connect(self.reload)
        self.first.paste_wanted.connect(self._paste)
        self.first.file_wanted.connect(self.data.choose_file)
        chart, grid = self.chart, self.data.grid
        chart.hovered.connect(lambda dot: grid.light(grid.table.row_of_dot(dot)))
        chart.picked.connect(lambda dot: grid.choose(grid.table.row_of_dot(dot)))
        chart.opened.connect(self.verbs.open)
        chart.menu_wanted.connect(lambda _dot, at: self.verbs.show_menu(at))
        grid.rested.connect(lambda row: chart.light(self._dot_of(row)))
        grid.chosen.connect(lambda row: chart.select(self._dot_of(row)))
        grid.menu_wanted.connect(lambda _row, at: self.verbs.show_menu(at))

    # -- what is shown -------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show a measure; at another one than before, the next period is ready to be typed."""
        arrived = self.shown is None or self.shown.measure.id != place.measure_id
        self.place = place
        self.point.close_card()
        self.asking.close()
        self._show(arrived=arrived)
        if arrived:
            self.chart.select(-1)
        self._fit()

    def reload(self) -> None:
        """Show the measure as it is now, and say aloud what the chart says if that is new."""
        before = self.shown
        self._show()
        after = self.shown
        if before and after and before.measure.id == after.measure.id:
            was, now = before.spec.reading, after.spec.reading
            if (was.headline, was.sentence) != (now.headline, now.sentence):
                announce(self.signal, f"{now.headline}. {now.sentence}")

    def _show(self, *, arrived: bool = False) -> None:
        measure_id = self.place.measure_id
        if measure_id is None:
            return
        drafts, extra = self.data.drafts_of(measure_id), self.data.extra_of(measure_id)
        shown = look_at(
            self.workbook, measure_id, self.session.today(), drafts.periods, frozenset(extra)
        )
        self.shown = self.verbs.shown = shown
        self._show_heading(shown)
        self._fit_pills()
        numbers = any(dot.y is not None for dot in shown.spec.dots)
        self.first.setHidden(numbers)
        self.first.show_measure(shown)
        self.chart.setVisible(numbers)
        self.chart.set_spec(shown.spec)
        self.signal.show_reading(shown.spec.reading, shown.offer.starts if shown.offer else None)
        self.signal.show_icons(icons_of(shown.judged.analysis))
        self.doubt.show_doubt(shown.judged, shown.doubt)
        self.data.show_data(shown, arrived=arrived)
        self.about.show_measure(shown)

    def _show_heading(self, shown: Shown) -> None:
        measure = shown.measure
        self.heading.setText(measure.name)
        self.role_pill.setText(measure.role.value.capitalize())
        self.frequency_pill.setText(how_often(measure.frequency))
        self.better_pill.setText(BETTER[measure.better])
        fill_charts(self.chart_box, measure)

    # -- room ----------------------------------------------------------------------------------

    def set_short(self, short: bool) -> None:
        """Leave out the title, and waste no height."""
        super().set_short(short)
        self._short = short
        edge = 10 if short else SPACE["page_short"]
        self.column.setContentsMargins(SPACE["page"], edge, SPACE["page"], edge)
        self.column.setSpacing(8 if short else 10)
        self.signal.set_low(short)

    def set_room(self, wide: int) -> None:
        """Put chart and data beside each other, or behind tabs."""
        self._wide = wide
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take up another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.shown is not None:
            self._fit()

    def _fit(self) -> None:
        self.panes.fit(self._wide)
        self.chart_card.setMinimumHeight(round(self.asking.chart_at_least * dress.scale()))
        self.chart.set_heading(not (self._short and self.asking.is_open))
        self._fit_pills()
        self.data.grid.fit_text()

    def _fit_pills(self) -> None:
        """Show as many pills as there is room for; help is in the menu too, and gives way first.

        How often comes last: the chart's title says it too.
        """
        fixed: list[QWidget] = [self.chart_box, self.note_button, self.export_button]
        fixed += [self.more_button] if self.heading.isHidden() else [self.more_button, self.heading]
        pills = (self.role_pill, self.better_pill, self.frequency_pill)
        room = self._wide - 2 * SPACE["page"] - sum(map(taken, fixed))
        fit_pills(pills, self.help_button, room)

    def first_focus(self) -> QWidget:
        """Return where typing goes on arrival: the next period's first number."""
        return self.data.grid if not self.data.isHidden() else self.chart

    # -- points --------------------------------------------------------------------------------

    def _dot_of(self, row: int) -> int:
        rows = self.data.grid.table.rows
        return rows[row].dot if 0 <= row < len(rows) else -1

    def _beside(self, dot: int) -> Beside:
        """Return where a point is on the page, or the middle of what is shown instead."""
        if self.left.isHidden():
            return Beside(point=_middle(self.rect()), within=self.rect())
        place = self.chart.dot_rect(dot)
        place = _middle(self.chart.rect()) if place.isEmpty() else place
        corner = self.left.mapTo(self, QPoint(0, 0))
        return Beside(
            point=QRect(self.chart.mapTo(self, place.topLeft()), place.size()),
            within=QRect(corner, self.left.size()),
        )

    def _leave_point(self) -> None:
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_offered_phase(self) -> None:
        offer = self.shown.offer if self.shown else None
        if offer is not None and offer.starts is not None:
            row = self.data.grid.table.row_of((offer.starts, 0))
            self.data.grid.choose(row)
            self.chart.select(self._dot_of(row))
            self._ask_phase(offer.starts)

    def _ask_phase(self, starts: date) -> None:
        if self.shown:
            self.panes.show_chart()
            self.phase.prepare(self.shown.measure, starts)
            self.asking.open(self.phase)

    def _show_cycle(self, cycle_id: int) -> None:
        self.navigator.go("cycles", self.place.project_id, item=cycle_id)

    def _help_choose(self) -> None:
        if self.shown:
            self.panes.show_chart()
            self.chart_help.prepare(self.shown.judged)
            self.asking.open(self.chart_help)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a paste anywhere on the page, and close what lies over it with Esc."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() == Qt.Key.Key_Escape and not self.point.isHidden():
            self.point.close_card()
        elif event.key() == Qt.Key.Key_Escape and self.asking.is_open:
            self.asking.leave()
        else:
            super().keyPressEvent(event)

    def _paste(self) -> None:
        self.panes.show_data()
        self.data.paste()

    # -- commands ------------------------------------------------------------------------------

    def offers(self) -> Offers:
        """Return what can be done here, by keys and menus alike."""
        panes, verbs, data = self.panes, self.verbs, self.data
        found: dict[str, Callable[[], object]] = {
            "paste": self._paste,
            "import_data": self._with_data(data.choose_file),
            "add_period": self._with_data(data.ask_for_period),
            "copy_data": data.copy_all,
            "open_point": verbs.open,
            "add_note": verbs.ask_note,
            "date_note": self._note_a_day,
            "fill_down": self._with_data(data.fill_down),
            "start_phase": verbs.ask_phase,
            "leave_out": verbs.ask_leave_out,
            "mark_unusual": verbs.ask_unusual,
            "clear_period": lambda: data.clear_period(data.grid.currentIndex().row()),
            "how_worked_out": self._show_workings,
            "help_choose": self._help_choose,
            "chart_and_rules": lambda: panes.show_about(self.about.rules),
            "set_target": lambda: panes.show_about(self.about.targets),
            "phases": lambda: panes.show_about(self.about.phases),
            "left_out_points": lambda: panes.show_about(self.about.left_out),
            "side_panel": self._toggle_about,
            "toggle_data": self._toggle_data,
            "main_measure": self._make_main,
            "delete_measure": self._delete,
            "edit": self._edit,
            "copy_chart": self._copy_chart,
            "export": self._show_export,
        }
        return found

    def _with_data(self, do: Callable[[], object]) -> Callable[[], object]:
        def run() -> None:
            self.panes.show_data()
            do()

        return run

    def _edit(self) -> None:
        self.panes.show_data()
        self.data.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.data.grid.edit(self.data.grid.currentIndex())

    def _note_a_day(self) -> None:
        key = self.data.grid.current_key()
        self.panes.show_about(self.about.notes)
        self.about.notes.begin_note(key[0] if key else self.session.today())

    def _show_workings(self) -> None:
        self.panes.show_chart()
        self.signal.toggle_workings()

    def _toggle_about(self) -> None:
        self.panes.toggle_about()
        self._back_to_work()

    def _toggle_data(self) -> None:
        self.panes.toggle_data()
        self._back_to_work()

    def _back_to_work(self) -> None:
        if self.about.isHidden():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_chart(self) -> None:
        if self.shown and self.chart_box.currentData() != self.shown.measure.chart:
            choose_chart(self.workbook, self.shown.measure.id, str(self.chart_box.currentData()))

    def _make_main(self) -> None:
        if self.shown:
            set_main_measure(self.workbook, self.shown.measure.id)
            words = f"{self.shown.measure.name} is the main measure now"
            self.session.tell(words, kind=Kind.ANSWER, undo=True)

    def _delete(self) -> None:
        if self.shown:
            measure = self.shown.measure
            self.navigator.go("measures", measure.project_id)
            delete_measure(self.workbook, measure.id)
            self.session.tell(f"{measure.name} deleted", kind=Kind.ANSWER, undo=True)

    # -- menus and files -----------------------------------------------------------------------

    def _show_export(self) -> None:
        entries: list[Entry] = [
            (f"{words}…", partial(self._save_chart, kind)) for kind, words in files.KINDS.items()
        ]
        copy: Entry = ("&Copy the chart\tCtrl+Shift+C", self._copy_chart)
        pop_up(self.export_button, [*entries, ("", None), copy])

    def _save_chart(self, kind: str) -> None:
        if self.shown:
            files.save_chart(self.session, self, self.shown.spec, kind)

    def _copy_chart(self) -> None:
        if self.shown:
            files.copy_chart(self.session, self.shown.spec)

    def _show_more(self) -> None:
        pop_up(self.more_button, more_entries(self.offers()))


def _middle(rect: QRect) -> QRect:
    return QRect(rect.center(), rect.center())
