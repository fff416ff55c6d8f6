"""Fields of a form: a label, a box, and the words that say what has to be put right in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

NARROWEST = 8  # letters that a box with choices shows at least


def align_fields(form: QWidget) -> None:
    """Keep label and box of each field together, however high the field beside it is.

    A form's fields are its vertical layouts called «…_field».
    """
    for field in form.findChildren(QVBoxLayout):
        if field.objectName().endswith("_field"):
            field.setAlignment(Qt.AlignmentFlag.AlignTop)


def narrow_choices(form: QWidget) -> None:
    """Let boxes with choices be narrower than their longest choice, which a person wrote."""
    for box in form.findChildren(QComboBox):
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        box.setSizeAdjustPolicy(policy)
        box.setMinimumContentsLength(NARROWEST)


def say_fault(form: QWidget, name: str, fault: str) -> None:
    """Say at the box `name` of a form what has to be put right, in its label «…_wrong»."""
    box, words = getattr(form, name), getattr(form, f"{name}_wrong")
    assert isinstance(box, QWidget) and isinstance(words, QLabel)
    words.setText(fault)
    words.setVisible(bool(fault))
    box.setAccessibleDescription(fault)
    if bool(box.property("wrong")) != bool(fault):
        box.setProperty("wrong", bool(fault))
        box.style().unpolish(box)
        box.style().polish(box)
