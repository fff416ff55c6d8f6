"""Settings: text size, colours, a shared computer, and the organisation; each works at once."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from natpatsip_desktop.actions.organisation import change_organisation, organisation
from natpatsip_desktop.core.records import Organisation
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.pages.page import Page
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.theme import TEXT_SIZES, Look
from natpatsip_desktop.paths import user_data
from natpatsip_desktop.store.workbook import Notice

LOOKS = {
    Look.SYSTEM: "As on this computer",
    Look.LIGHT: "Light",
    Look.DARK: "Dark",
}


class SettingsPage(Page):
    """One page, no OK button."""

    heading: QLabel
    text_size: QComboBox
    look: QComboBox
    shared: QCheckBox
    organisation_name: QLineEdit
    organisation_code: QLineEdit
    organisation_contact: QLineEdit
    organisation_email: QLineEdit
    workbook_path: QLabel
    kept_path: QLabel
    versions: QPushButton
    changes: QPushButton
    deleted: QPushButton
    unsaved: QPushButton

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        load_form(self)
        self.text_size.addItems([f"{percent}%" for percent in TEXT_SIZES])
        self.look.addItems(list(LOOKS.values()))
        self.text_size.activated.connect(self._choose_size)
        self.look.activated.connect(self._choose_look)
        self.shared.clicked.connect(self._choose_shared)
        for link in (self.versions, self.changes, self.deleted, self.unsaved):
            link.clicked.connect(partial(self._go, link.objectName()))
        for name, field in self._fields().items():
            field.editingFinished.connect(lambda name=name: self._keep(name))

    def _fields(self) -> dict[str, QLineEdit]:
        return {
            "name": self.organisation_name,
            "code": self.organisation_code,
            "contact": self.organisation_contact,
            "email": self.organisation_email,
        }

    def reload(self) -> None:
        """Show the choices as they are kept."""
        theme = self.session.theme
        self.text_size.setCurrentIndex(TEXT_SIZES.index(theme.percent))
        self.look.setCurrentIndex(list(LOOKS).index(theme.look))
        self.shared.setChecked(self.session.comfort.shared)
        known = organisation(self.workbook)
        for name, field in self._fields().items():
            if not field.hasFocus() or not field.isModified():
                field.setText(getattr(known, name))
        self.workbook_path.setText(str(self.session.document.target))
        self.kept_path.setText(str(user_data()))

    def concerns(self, notice: Notice) -> bool:
        """Only the organisation is from the workbook."""
        return notice.touches(Organisation)

    def first_focus(self) -> QWidget:
        """Begin with the text size."""
        return self.text_size

    def _go(self, page: str, _checked: bool) -> None:
        self.navigator.go(page)

    def _choose_size(self, at: int) -> None:
        self.session.comfort.text_size = TEXT_SIZES[at]
        self.session.theme.choose(percent=TEXT_SIZES[at])

    def _choose_look(self, at: int) -> None:
        look = list(LOOKS)[at]
        self.session.comfort.look = look
        self.session.theme.choose(look=look)

    def _choose_shared(self, shared: bool) -> None:
        self.session.comfort.shared = shared

    def _keep(self, name: str) -> None:
        change_organisation(self.workbook, **{name: self._fields()[name].text()})
