"""Adds a measure: one that ships, found by its words, or one of the team's own."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QWidget,
)

from natpatsip_desktop.actions.measures import add_library_measure, add_own_measure
from natpatsip_desktop.core.national import LibraryMeasure
from natpatsip_desktop.core.periods import how_often
from natpatsip_desktop.core.programmes import driver, library, measures_of
from natpatsip_desktop.core.records import Better, Frequency, Measure, NationalLink, Role, Unit
from natpatsip_desktop.core.values import BETWEEN_EVENTS, RATIOS
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.messages import announce
from natpatsip_desktop.gui.pages.list_rows import UNDER, add_heading, dress_list
from natpatsip_desktop.gui.pages.measure.definition_form import BETTER, ROLES, UNITS, fill
from natpatsip_desktop.gui.pages.measure.parts import PaneTabs
from natpatsip_desktop.gui.pages.parts import icon_field
from natpatsip_desktop.gui.session import Session

LIBRARY_ID = Qt.ItemDataRole.UserRole
MOST = 60


class AddCard(QFrame):
    """The panel beside the list; `added` carries the new measure, `left` that it was closed."""

    tabs: PaneTabs
    national: QWidget
    own: QWidget
    search: QLineEdit
    shipped: QListWidget
    add_shipped: QPushButton
    name: QLineEdit
    unit: QComboBox
    better: QComboBox
    frequency: QComboBox
    role: QComboBox
    labels: QWidget
    numerator_label: QLineEdit
    denominator_label: QLineEdit
    wrong: QLabel
    add_own: QPushButton
    close_button: QToolButton

    added = Signal(object)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._project_id = 0
        load_form(self, PaneTabs)
        self.tabs.offer("National measures", "Your own")
        icon_field(self.search, "search")
        dress_list(self.shipped)
        fill(self.unit, UNITS)
        fill(self.better, BETTER)
        fill(self.frequency, {one: how_often(one) for one in Frequency})
        fill(self.role, ROLES)
        self.frequency.setCurrentIndex(self.frequency.findData(Frequency.WEEK.value))
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self._add_first)
        self.shipped.itemActivated.connect(self._add)
        self.add_shipped.clicked.connect(lambda: self._add(self.shipped.currentItem()))
        self.unit.currentIndexChanged.connect(self._fit_labels)
        self.unit.activated.connect(self._suggest_frequency)
        self.name.returnPressed.connect(self._add_own)
        self.name.textEdited.connect(self.wrong.hide)
        self.add_own.clicked.connect(self._add_own)
        self.close_button.clicked.connect(self.left)

    def open(self, project_id: int) -> None:
        """Offer the measures of the project's national driver, and the boxes for its own."""
        self._project_id = project_id
        self.search.clear()
        self.name.clear()
        self.wrong.hide()
        self._fit_labels()
        self._list()
        self.show()
        self.tabs.setCurrentIndex(0)
        self._show_tab(0)

    def _show_tab(self, at: int) -> None:
        self.national.setVisible(at == 0)
        self.own.setVisible(at == 1)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """Return the box to type in first."""
        return self.name if self.national.isHidden() else self.search

    # -- measures that ship --------------------------------------------------------------------

    def _list(self) -> None:
        """List the measures that fit what was typed: those of the project's drivers first."""
        words = self.search.text().casefold().split()
        self.shipped.clear()
        codes = [
            link.driver_code
            for link in self.session.workbook.all(NationalLink, project_id=self._project_id)
        ]
        have = {
            measure.library_id
            for measure in self.session.workbook.all(
                Measure, project_id=self._project_id, deleted_at=None
            )
        }
        for code in codes:
            own = [one for one in measures_of(code) if one.id not in have and _fits(one, words)]
            self._add_rows(driver(code).title, own)
        if words or not codes:
            rest = [
                one
                for one in library()
                if one.driver_id not in codes and one.id not in have and _fits(one, words)
            ]
            self._add_rows("Other national measures", rest[:MOST])
        first = next((i for i in range(self.shipped.count()) if self._id_at(i)), -1)
        self.shipped.setCurrentRow(first)
        self.add_shipped.setEnabled(first >= 0)

    def _add_rows(self, heading: str, found: list[LibraryMeasure]) -> None:
        if not found:
            return
        add_heading(self.shipped, heading)
        order = list(Role)
        for one in sorted(found, key=lambda one: order.index(one.role)):
            suggested = " · suggested" if one.suggested else ""
            words = f"{one.role.value.capitalize()} · {how_often(one.frequency).lower()}{suggested}"
            item = QListWidgetItem(one.name, self.shipped)
            item.setData(LIBRARY_ID, one.id)
            item.setData(UNDER, words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}, {words}")
            item.setToolTip(f"{one.name}\n{one.numerator}")

    def _id_at(self, row: int) -> str:
        return str(self.shipped.item(row).data(LIBRARY_ID) or "")

    def _add_first(self) -> None:
        self._add(self.shipped.currentItem())

    def _add(self, item: QListWidgetItem | None) -> None:
        library_id = str(item.data(LIBRARY_ID) or "") if item else ""
        if library_id:
            new = add_library_measure(self.session.workbook, self._project_id, library_id)
            self.added.emit(new)

    # -- a measure of one's own ----------------------------------------------------------------

    def _fit_labels(self) -> None:
        self.labels.setVisible(Unit(self.unit.currentData()) in RATIOS)

    def _suggest_frequency(self) -> None:
        if Unit(self.unit.currentData()) in BETWEEN_EVENTS:
            self.frequency.setCurrentIndex(self.frequency.findData(Frequency.EVENT.value))

    def _add_own(self) -> None:
        unit = Unit(self.unit.currentData())
        labels: dict[str, Any] = {}
        if unit in RATIOS:
            labels = {
                "numerator_label": self.numerator_label.text().strip(),
                "denominator_label": self.denominator_label.text().strip(),
            }
        try:
            new = add_own_measure(
                self.session.workbook,
                self._project_id,
                self.name.text(),
                unit,
                Better(self.better.currentData()),
                frequency=Frequency(self.frequency.currentData()),
                role=Role(self.role.currentData()),
                **labels,
            )
        except BadInput as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, str(error))
        else:
            self.added.emit(new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _fits(one: LibraryMeasure, words: list[str]) -> bool:
    text = f"{one.name} {one.short_name} {one.id} {one.numerator}".casefold()
    return all(word in text for word in words)
