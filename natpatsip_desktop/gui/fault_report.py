"""The report of a fault of the program, for copying into a mail; the work is safe."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.paths import user_data


class FaultReport(QDialog):
    """Says that the work is safe, and shows what happened without any of its content."""

    def __init__(self, report: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong in the program")
        self.resize(620, 380)
        self._text = QPlainTextEdit(report)
        self._text.setReadOnly(True)
        self._text.setAccessibleName("Report")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("&Copy the report", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 14)
        column.setSpacing(10)
        column.addWidget(dress.words("Your work is safe", "section", bold=True))
        column.addWidget(
            dress.words(
                "The program met a fault of its own. Every change you made is kept on this "
                "computer. You can go on; if something looks odd, close the window and open it "
                "again. Copy this report and send it to the people who look after the program: "
                "it holds no names, notes or numbers of yours.",
                wrap=True,
            )
        )
        column.addWidget(self._text, 1)
        where = dress.words(f"The log is in {user_data() / 'log'}", "caption", tone="quiet")
        column.addWidget(where)
        column.addWidget(buttons)
