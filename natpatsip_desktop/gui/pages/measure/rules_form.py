"""How a measure is charted and judged: chart type, rule set, and what goes with them."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from natpatsip_desktop.actions.charts import options_of
from natpatsip_desktop.actions.set_up import choose_chart, choose_rules, set_options
from natpatsip_desktop.core.offers import charts_for, rule_sets_for
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.core.workings import CHARTS, RULE_SETS
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.measure.shown import Shown
from natpatsip_desktop.gui.session import Session

ABOUT_RULES = {
    "anhoej": "A run that is longer, or a line that crosses the median less often, than chance "
    "alone usually gives. The limits depend on how many points there are.",
    "perla": "6 or more points on one side, 5 or more going one way, or too few or too many runs.",
    "mdc": "A point outside the limits, a run on one side, a trend, or 2 of 3 points close to a "
    "limit. More rules find more, and also give more false alarms.",
    "shewhart": "A point outside the limits, and the runs that the Anhøj rules look for.",
    "none": "Nothing is judged. The chart says «Rules off».",
}
COUNTS = ("6", "7")


def chart_words(chart: str) -> str:
    """Name a chart type in a box."""
    return "Run chart (median)" if chart == "run" else CHARTS[chart]


def fill_charts(box: QComboBox, measure: Measure) -> None:
    """Offer the chart types that suit a measure, the one in use chosen."""
    box.blockSignals(True)
    box.clear()
    for chart in charts_for(measure.unit, measure.chart):
        box.addItem(chart_words(chart), chart)
    box.setCurrentIndex(box.findData(measure.chart))
    box.blockSignals(False)


class RulesForm(QWidget):
    """Edits chart, rules and options in place; each choice is one step of undo."""

    chart: QComboBox
    rules: QComboBox
    about_rules: QLabel
    runs: QWidget
    points_for_shift: QComboBox
    points_for_trend: QComboBox
    as_excel: QCheckBox
    floor: QCheckBox
    two_sigma: QCheckBox

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._measure = Measure()
        load_form(self)
        for box in (self.points_for_shift, self.points_for_trend):
            box.addItems(list(COUNTS))
        self._connect()

    def _connect(self) -> None:
        self.chart.activated.connect(
            lambda: choose_chart(
                self.session.workbook, self._measure.id, str(self.chart.currentData())
            )
        )
        self.rules.activated.connect(
            lambda: choose_rules(
                self.session.workbook, self._measure.id, str(self.rules.currentData())
            )
        )
        self.points_for_shift.activated.connect(
            lambda i: self._set(f"{COUNTS[i]} points on one side", points_for_shift=int(COUNTS[i]))
        )
        self.points_for_trend.activated.connect(
            lambda i: self._set(f"{COUNTS[i]} points in a trend", points_for_trend=int(COUNTS[i]))
        )
        self.as_excel.clicked.connect(
            lambda on: self._set(
                "Limits as the Excel tool" if on else "Screen ranges", screen=not on
            )
        )
        self.floor.clicked.connect(
            lambda on: self._set("Lower limit at 0" if on else "Lower limit as it comes", floor=on)
        )
        self.two_sigma.clicked.connect(
            lambda on: self._set(f"{'Show' if on else 'Hide'} two-sigma lines", two_sigma=on)
        )

    def _set(self, what: str, **options: object) -> None:
        set_options(self.session.workbook, self._measure.id, what, **options)

    def show_measure(self, shown: Shown) -> None:
        """Show how a measure is charted; only choices that make a difference are there."""
        self._measure = measure = shown.measure
        options = options_of(measure)
        fill_charts(self.chart, measure)
        self.rules.clear()
        for rules in rule_sets_for(measure.chart, measure.rules):
            self.rules.addItem(RULE_SETS[rules], rules)
        self.rules.setCurrentIndex(self.rules.findData(measure.rules))
        self.about_rules.setText(ABOUT_RULES[measure.rules])
        self.points_for_shift.setCurrentText(str(options.points_for_shift))
        self.points_for_trend.setCurrentText(str(options.points_for_trend))
        self.runs.setVisible(measure.rules == "mdc")
        self.as_excel.setChecked(not options.screen)
        self.as_excel.setVisible(measure.chart in ("i", "mr", "ip"))
        self.floor.setChecked(options.floor)
        self.floor.setVisible(measure.chart == "i")
        self.two_sigma.setChecked(options.two_sigma)
        self.two_sigma.setVisible(measure.chart != "run")
