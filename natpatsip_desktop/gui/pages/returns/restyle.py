"""Properties that the style sheet asks for, changed while a widget is shown."""

from PySide6.QtWidgets import QWidget


def put_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property and let the style sheet see it; nothing happens if it has that value."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
