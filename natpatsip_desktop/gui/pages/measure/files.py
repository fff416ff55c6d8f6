"""A measure's chart as a file or on the clipboard."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.gui.messages import Kind
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.paths import user_documents

KINDS = {"png": "Picture (PNG)", "svg": "Drawing (SVG)", "pdf": "Page (PDF)"}


def save_chart(session: Session, parent: QWidget, spec: ChartSpec, kind: str) -> None:
    """Ask for a name and write the chart there."""
    suggested = user_documents() / f"{file_name(spec)}.{kind}"
    name, _ = QFileDialog.getSaveFileName(
        parent, "Save the chart", str(suggested), f"{KINDS[kind]} (*.{kind})"
    )
    if name:
        path = Path(name)
        write(session, spec, path if path.suffix else path.with_suffix(f".{kind}"))


def write(session: Session, spec: ChartSpec, path: Path) -> None:
    """Write the chart and say where it is."""
    # Here and not above: nobody needs the writers before the first export.
    from natpatsip_desktop.gui.charts.export import write_chart  # noqa: PLC0415

    write_chart(spec, path)
    session.tell(f"Saved the chart as {path.name}", kind=Kind.ANSWER)


def copy_chart(session: Session, spec: ChartSpec) -> None:
    """Put the chart on the clipboard, ready for a slide."""
    from natpatsip_desktop.gui.charts.export import chart_mime  # noqa: PLC0415 - as above

    QGuiApplication.clipboard().setMimeData(chart_mime(spec))
    session.tell("Copied. Paste the chart into a slide.", kind=Kind.ANSWER)


def file_name(spec: ChartSpec) -> str:
    """Make a file name of a chart's title."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in spec.title)
    return " ".join(kept.split())[:80] or "Chart"
