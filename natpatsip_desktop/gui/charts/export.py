"""Charts as files (PNG, SVG, PDF), as a picture for a slide, and on the clipboard."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QMimeData,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.errors import CannotSave, WorkbookError
from natpatsip_desktop.gui.charts.looks import CLEAR, Look
from natpatsip_desktop.gui.charts.page import draw_page

PROGRAM = "NatPatSIP workbook"
MM_PER_INCH = 25.4
PX_PER_INCH = 96
WORD_MM = (170.0, 90.0)
SLIDE_MM = (254.0, 143.0)
# On a slide text must be larger than on paper: the chart is laid out as if on this much less.
SLIDE_ZOOM = 1.4


def write_chart(
    spec: ChartSpec,
    path: Path | str,
    size_mm: tuple[float, float] = WORD_MM,
    *,
    look: Look = CLEAR,
    dpi: int = 300,
) -> Path:
    """Write a chart as the suffix of `path` says (.png, .svg, .pdf), and return the path.

    `size_mm` is width and height; `dpi` counts for .png alone. Needs a QGuiApplication.
    Raises WorkbookError for another suffix, CannotSave where the file cannot be written.
    """
    path = Path(path)
    writers: dict[str, Callable[[], bytes]] = {
        ".png": lambda: _png(spec, size_mm, look, dpi),
        ".svg": lambda: _svg(spec, size_mm, look),
        ".pdf": lambda: _pdf(spec, size_mm, look),
    }
    make = writers.get(path.suffix.lower())
    if make is None:
        raise WorkbookError(
            f"A chart cannot be written as «{path.name}».",
            "Choose a file name that ends in .png, .svg or .pdf.",
        )
    _save(path, make())
    return path


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotSave(
            f"The chart could not be saved as «{path}».",
            "Choose another folder, like Documents, or close the program that has the file open.",
        ) from error


def chart_image(
    spec: ChartSpec,
    size_mm: tuple[float, float] = SLIDE_MM,
    *,
    look: Look = CLEAR,
    dpi: int = 192,
    zoom: float = SLIDE_ZOOM,
) -> QImage:
    """Return the chart with its title as a picture, by default one that fills a 16:9 slide.

    `zoom` is how many times larger than on paper everything is.
    """
    width, height = (round(mm / MM_PER_INCH * dpi) for mm in size_mm)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    # Text is measured at 96 dots an inch and scaled: set before painting, the true density
    # would make it grow a second time.
    image.setDotsPerMeterX(_per_metre(PX_PER_INCH))
    image.setDotsPerMeterY(_per_metre(PX_PER_INCH))
    factor = dpi / PX_PER_INCH * zoom
    painter = QPainter(image)
    painter.scale(factor, factor)
    draw_page(painter, spec, width / factor, height / factor, look)
    painter.end()
    image.setDotsPerMeterX(_per_metre(dpi))
    image.setDotsPerMeterY(_per_metre(dpi))
    for key, text in (("Title", spec.title), ("Description", spec.alt_text), ("Software", PROGRAM)):
        image.setText(key, text)
    return image


def _per_metre(dpi: int) -> int:
    return round(dpi * 1000 / MM_PER_INCH)


def _png(spec: ChartSpec, size_mm: tuple[float, float], look: Look, dpi: int) -> bytes:
    image = chart_image(spec, size_mm, look=look, dpi=dpi, zoom=1.0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _svg(spec: ChartSpec, size_mm: tuple[float, float], look: Look) -> bytes:
    width, height = (mm / MM_PER_INCH * PX_PER_INCH for mm in size_mm)
    buffer = QBuffer()
    svg = QSvgGenerator()
    svg.setOutputDevice(buffer)
    svg.setResolution(PX_PER_INCH)
    svg.setSize(QSize(round(width), round(height)))
    svg.setViewBox(QRectF(0, 0, width, height))
    svg.setTitle(spec.title)
    svg.setDescription(spec.alt_text)
    painter = QPainter(svg)
    draw_page(painter, spec, width, height, look)
    painter.end()
    return bytes(buffer.data().data())


def _pdf(spec: ChartSpec, size_mm: tuple[float, float], look: Look) -> bytes:
    width, height = (mm / MM_PER_INCH * PX_PER_INCH for mm in size_mm)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pdf = QPdfWriter(buffer)
    pdf.setResolution(PX_PER_INCH)
    pdf.setPageSize(QPageSize(QSizeF(*size_mm), QPageSize.Unit.Millimeter))
    pdf.setPageMargins(QMarginsF(0, 0, 0, 0))
    pdf.setTitle(spec.title)
    pdf.setCreator(PROGRAM)
    pdf.setDocumentXmpMetadata(_xmp(spec))
    painter = QPainter(pdf)
    draw_page(painter, spec, width, height, look)
    painter.end()
    return bytes(buffer.data().data())


def _xmp(spec: ChartSpec) -> QByteArray:
    """Return title and alt text as XMP, where programs that read PDFs aloud look for them."""
    title, words = escape(spec.title), escape(spec.alt_text)
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{words}</rdf:li></rdf:Alt></dc:description>"
        f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    return QByteArray(packet.encode())


def chart_mime(spec: ChartSpec, *, look: Look = CLEAR) -> QMimeData:
    """Return the chart for the clipboard: a picture for slides, an SVG, and the alt text."""
    mime = QMimeData()
    mime.setImageData(chart_image(spec, look=look))
    mime.setData("image/svg+xml", QByteArray(_svg(spec, SLIDE_MM, look)))
    mime.setText(spec.alt_text)
    return mime
