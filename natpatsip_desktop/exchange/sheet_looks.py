"""How cells of the workbooks we make look; the colours are those of UX.md section 4."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from types import MappingProxyType

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from natpatsip_desktop.core.sheets import Look, SheetCell

_FONT = "Arial"
_INK, _INK_2, _WHITE = "FF212B32", "FF4C6272", "FFFFFFFF"
_HEAD_FILL, _BANNER_TEXT, _RULE = "FF003087", "FF6B4A00", "FFD8DDE0"

# Row heights in points. Excel would fit rows to wrapped text by itself, other programs do not.
_HEIGHTS = {Look.TITLE: 30.0, Look.BANNER: 20.0, Look.LINE: 26.0, Look.HEAD: 36.0}
_ONE_LINE, _NEXT_LINE, _AIR = 20.0, 14.5, 5.5
_HIGHEST = 409.0  # what Excel takes

_FONTS: Mapping[Look, Font] = MappingProxyType(
    {
        Look.TITLE: Font(name=_FONT, size=16, bold=True, color=_INK),
        Look.BANNER: Font(name=_FONT, size=11, bold=True, color=_BANNER_TEXT),
        Look.LINE: Font(name=_FONT, size=11, color=_INK_2),
        Look.HEAD: Font(name=_FONT, size=11, bold=True, color=_WHITE),
        Look.HEAD_OF_FIGURES: Font(name=_FONT, size=11, bold=True, color=_WHITE),
        Look.BODY: Font(name=_FONT, size=11, color=_INK),
        Look.FIGURE: Font(name=_FONT, size=11, color=_INK),
        Look.LABEL: Font(name=_FONT, size=11, bold=True, color=_INK),
        Look.ENTRY: Font(name=_FONT, size=11, color=_INK),
    }
)
_HEADS = (Look.HEAD, Look.HEAD_OF_FIGURES)
_FIGURES = (Look.FIGURE, Look.HEAD_OF_FIGURES)
_RULED = (Look.BODY, Look.FIGURE, Look.LABEL, Look.ENTRY)
# A title runs over the cells to its right; everything in a table or a cover wraps.
_ON_ONE_LINE = (Look.TITLE, Look.BANNER, Look.LINE)


def style_name(look: Look) -> str:
    """Return the name under which a look stands among the styles of a workbook."""
    return f"Return {look.value}"


def named_style(look: Look) -> NamedStyle | None:
    """Return a new style for a look, or None for plain cells."""
    if look not in _FONTS:
        return None
    style = NamedStyle(
        name=style_name(look),
        font=_FONTS[look],
        alignment=Alignment(
            horizontal="right" if look in _FIGURES else "left",
            vertical="center",
            wrap_text=look not in _ON_ONE_LINE,
            indent=1,
        ),
    )
    if look in _HEADS:
        style.fill = PatternFill("solid", start_color=_HEAD_FILL, end_color=_HEAD_FILL)
    if look in _RULED:
        style.border = Border(bottom=Side(style="thin", color=_RULE))
    return style


def row_height(row: Sequence[SheetCell], widths: Sequence[float]) -> float | None:
    """Return the height of a row in points, None for a plain one; wrapped text gets its lines."""
    if not row or row[0].look is Look.PLAIN:
        return None
    if row[0].look in _HEIGHTS:
        return _HEIGHTS[row[0].look]
    lines = max(
        _lines(cell.value, width)
        for cell, width in zip(row, (*widths, *[0.0] * len(row)), strict=False)
    )
    return min(_HIGHEST, max(_ONE_LINE, _NEXT_LINE * lines + _AIR))


def _lines(value: object, width: float) -> int:
    """Estimate the lines a text takes in a column; two characters go to the indent.

    Widths count digits, and running text in Arial is narrower than digits by about a sixth.
    """
    if not isinstance(value, str) or not width:
        return 1
    room = max(int((width - 2) * 1.15), 1)
    return sum(1 if len(line) <= room else len(wrap(line, room)) for line in value.split("\n"))
