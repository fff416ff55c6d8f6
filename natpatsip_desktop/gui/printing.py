"""A text as a PDF for paper: A4, numbered pages, no screen colours."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from natpatsip_desktop import __version__
from natpatsip_desktop.errors import CannotSave

MARGIN = 14.0  # mm
DPI = 300
STYLE = (
    "body { font-family: 'Noto Sans', 'Segoe UI', sans-serif; font-size: 8pt; color: #212B32; }"
    "h1 { font-size: 14pt; } p { font-size: 9pt; }"
    "th { text-align: left; background: #E8EDEE; } td, th { padding: 3px 5px; }"
)


def table_html(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write rows as a table whose heads are repeated on each page."""
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        "<table border='0.5' cellspacing='0' width='100%' style='border-collapse: collapse'>"
        f"<thead><tr>{head}</tr></thead>{body}</table>"
    )


def write_pdf(html: str, title: str, path: Path, *, landscape: bool = False) -> None:
    """Write a text to a PDF file; raise CannotSave if that cannot be done."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(f"NatPatSIP workbook {__version__}")
    writer.setResolution(DPI)
    sort = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, sort, margins, QPageLayout.Unit.Millimeter))
    document = QTextDocument()
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(f"<h1>{escape(title)}</h1>{html}")
    document.print_(writer)
    del writer  # the end of the file is written when its writer goes
    try:
        path.write_bytes(bytes(buffer.data().data()))
    except OSError as error:
        raise CannotSave(
            f"{path.name} could not be saved there.",
            "Choose another folder, like Documents, or close the program that has the file open.",
        ) from error
