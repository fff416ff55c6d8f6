"""Draws charts to files with no window and no display: for the command line."""

import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.gui.charts.export import WORD_MM, write_chart
from natpatsip_desktop.gui.charts.looks import CLEAR, Look

_kept: list[QGuiApplication] = []


def draw_to_file(
    spec: ChartSpec,
    path: Path | str,
    size_mm: tuple[float, float] = WORD_MM,
    *,
    look: Look = CLEAR,
) -> Path:
    """Write a chart to .png, .svg or .pdf, starting Qt without a display where it has not been.

    Raises what `write_chart` raises.
    """
    _ensure_application()
    return write_chart(spec, path, size_mm, look=look)


def _ensure_application() -> None:
    if QGuiApplication.instance() is not None:
        return
    # On Windows the ordinary platform needs no display either, and alone knows the fonts.
    if sys.platform != "win32":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _kept.append(QGuiApplication(["natpatsip"]))
