"""Render every page of the example workbook to PNG, for people to look at.

python tests/look.py OUT_DIR [PAGE...]
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
_HOME = tempfile.TemporaryDirectory(prefix="natpatsip-look-")
os.environ["NATPATSIP_DATA"] = str(Path(_HOME.name) / "data")

from PySide6.QtWidgets import QApplication  # noqa: E402

from natpatsip_desktop.actions.demo import write_demo  # noqa: E402
from natpatsip_desktop.actions.home import main_measure  # noqa: E402
from natpatsip_desktop.core.records import Project  # noqa: E402
from natpatsip_desktop.gui.app import furnish, make_window  # noqa: E402
from natpatsip_desktop.gui.main_window import MainWindow  # noqa: E402
from natpatsip_desktop.gui.navigator import Place  # noqa: E402
from natpatsip_desktop.gui.pages.registry import PAGES, PageEntry  # noqa: E402

SIZES = ((1366, 728), (1093, 534))
TODAY = date(2025, 10, 13)


def main(words: list[str]) -> int:
    """Render the pages named, or all, into the folder given first."""
    if not words:
        print(__doc__)
        return 2
    folder, wanted = Path(words[0]), set(words[1:])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    example = Path(_HOME.name) / "Example.qiw"
    write_demo(example, TODAY)
    window = make_window(app, TODAY)
    furnish(window)
    window.show()
    window.session.open(example)
    for wide, high in SIZES:
        window.resize(wide, high)
        for entry in PAGES:
            if not wanted or entry.name in wanted:
                render(app, window, entry, folder / f"{wide}x{high}-{entry.name}.png")
    window.session.close()
    return 0


def render(app: QApplication, window: MainWindow, entry: PageEntry, path: Path) -> None:
    """Show a page and write the whole window to a file."""
    window.navigator.go_to(place_of(window, entry))
    for _ in range(20):
        app.processEvents()
    window.grab().save(str(path))
    print(path)


def place_of(window: MainWindow, entry: PageEntry) -> Place:
    """Return a place of the example for a page."""
    workbook = window.session.workbook
    project = workbook.all(Project)[0]
    measure = main_measure(workbook, project)
    return Place(
        page=entry.name,
        project_id=project.id if entry.needs else None,
        measure_id=measure.id if measure and entry.needs == "measure" else None,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
