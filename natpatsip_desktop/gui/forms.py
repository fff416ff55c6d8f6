"""Designer forms, loaded at run time and checked against the class that uses them."""

from functools import cache
from inspect import get_annotations
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QObject
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QWidget

from natpatsip_desktop.gui import dress
from natpatsip_desktop.paths import shipped


class FormLoader(QUiLoader):
    """Builds a form straight into the widget that asked for it.

    One loader serves all forms: making one looks for Designer plug-ins on the disk, which takes
    five times as long as a form.
    """

    def __init__(self) -> None:
        super().__init__()
        self._root: QWidget | None = None
        self._promoted: dict[str, type[QWidget]] = {}

    def fill(self, root: QWidget, path: Path, promoted: dict[str, type[QWidget]]) -> None:
        """Build the form at `path` into `root`."""
        self._root, self._promoted = root, promoted
        file = QFile(str(path))
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            raise FileNotFoundError(path)
        try:
            self.load(file)
        finally:
            file.close()
            self._root = None

    def createWidget(
        self, class_name: str, parent: QWidget | None = None, name: str = ""
    ) -> QWidget:
        if parent is None and self._root is not None:
            return self._root
        if class_name in self._promoted:
            made = self._promoted[class_name](parent)
            made.setObjectName(name)
            return made
        return super().createWidget(class_name, parent, name)


def load_form(widget: QWidget, *promoted: type[QWidget]) -> None:
    """Build ui/<class name>.ui into `widget` and bind its children to the class's annotations.

    Every annotation of the class that names a kind of QObject must be there, with that kind and
    under that name, or TypeError says which is not. `promoted` are our own widgets in the form.
    """
    kind = type(widget)
    path = shipped("ui") / f"{kind.__name__}.ui"
    name = widget.objectName()
    _loader().fill(widget, path, {one.__name__: one for one in promoted})
    widget.setObjectName(name)
    for field, wanted in form_fields(kind).items():
        found = widget.findChild(wanted, field)
        if found is None:
            raise TypeError(f"{path.name} has no {wanted.__name__} called {field}")
        setattr(widget, field, found)
    dress.dress(widget)


def form_fields(kind: type[QWidget]) -> dict[str, type[QObject]]:
    """Return the children that a class expects in its form."""
    hints = get_annotations(kind, eval_str=True)
    return {
        name: hint
        for name, hint in hints.items()
        if isinstance(hint, type) and issubclass(hint, QObject)
    }


@cache
def _loader() -> FormLoader:
    return FormLoader()
