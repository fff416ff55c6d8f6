"""Colours, type sizes and spaces of the window as plain data, and the theme in use now."""

from collections.abc import Mapping
from types import MappingProxyType

TOKENS_LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "bg": "#F0F4F5",
        "surface": "#FFFFFF",
        "border": "#D8DDE0",
        "ctrl": "#768692",
        "ink": "#212B32",
        "ink2": "#4C6272",
        "primary": "#005EB8",
        "primary_hover": "#004B93",
        "on_primary": "#FFFFFF",
        "link": "#005EB8",
        "link_strong": "#004B93",
        "aim": "#003087",
        "on_aim": "#FFFFFF",
        "tint": "#E6EFF8",
        "select": "#E6EFF8",
        "on_select": "#212B32",
        "quiet_tint": "#E8EDEE",
        "line": "#4C6272",
        "badge": "#425563",
        "on_badge": "#FFFFFF",
        "improve": "#0072C6",
        "improve_text": "#00518F",
        "concern": "#C4570A",
        "concern_text": "#A8480A",
        "neutral": "#490092",
        "neutral_text": "#490092",
        "neutral_tint": "#EEE6F6",
        "idea": "#00797A",
        "ok": "#007F3B",
        "ok_text": "#00602C",
        "ok_tint": "#E6F3EB",
        "error": "#D5281B",
        "error_text": "#A01C13",
        "error_tint": "#FCEBE9",
        "warn_tint": "#FFF7E0",
        "warn_text": "#6B4A00",
        "warn_border": "#E8CE7C",
        "focus": "#FFEB3B",
        "focus_ink": "#212B32",
        "toast": "#212B32",
        "on_toast": "#FFFFFF",
    }
)

TOKENS_DARK: Mapping[str, str] = MappingProxyType(
    {
        "bg": "#141B20",
        "surface": "#1B242B",
        "border": "#33414B",
        "ctrl": "#8797A1",
        "ink": "#F0F4F5",
        "ink2": "#B9C4CB",
        "primary": "#1976CC",
        "primary_hover": "#1568B5",
        "on_primary": "#FFFFFF",
        "link": "#7CC0F5",
        "link_strong": "#7CC0F5",
        "aim": "#0B3C7A",
        "on_aim": "#FFFFFF",
        "tint": "#173A57",
        "select": "#173A57",
        "on_select": "#F0F4F5",
        "quiet_tint": "#2A363F",
        "line": "#B9C4CB",
        "badge": "#B9C4CB",
        "on_badge": "#1B242B",
        "improve": "#41B6E6",
        "improve_text": "#7CC9EE",
        "concern": "#F7923B",
        "concern_text": "#F9A961",
        "neutral": "#C9A6F2",
        "neutral_text": "#C9A6F2",
        "neutral_tint": "#33284A",
        "idea": "#4FC4C5",
        "ok": "#5FD38D",
        "ok_text": "#7FDDA4",
        "ok_tint": "#173527",
        "error": "#FF8A80",
        "error_text": "#FFA49C",
        "error_tint": "#43211F",
        "warn_tint": "#3A3217",
        "warn_text": "#F2D98A",
        "warn_border": "#7A6A2E",
        "focus": "#FFEB3B",
        "focus_ink": "#212B32",
        "toast": "#F0F4F5",
        "on_toast": "#212B32",
    }
)

# Type sizes in points at 100% text size; nothing smaller than 8.5.
SIZES: Mapping[str, float] = MappingProxyType(
    {
        "page": 17.0,
        "big": 17.0,
        "value": 14.0,
        "section": 12.5,
        "body": 10.0,
        "grid": 9.5,
        "caption": 9.0,
        "axis": 9.0,
        "head": 8.5,
    }
)

# Distances in logical px: the 4 px grid, then the measures of named things.
SPACE: Mapping[str, int] = MappingProxyType(
    {
        "xs": 4,
        "s": 8,
        "m": 12,
        "l": 20,
        "page": 20,
        "page_short": 14,
        "radius_card": 6,
        "radius_control": 4,
        "radius_pill": 9,
        "button": 30,
        "button_quiet": 28,
        "target": 24,
        "row": 64,
        "row_short": 56,
        "row_grid": 29,
        "rail": 212,
        "rail_folded": 56,
        "header": 46,
    }
)

_current: Mapping[str, str] = TOKENS_LIGHT


def tokens() -> Mapping[str, str]:
    """Return the colours of the theme in use now: name to «#RRGGBB»."""
    return _current


def use_tokens(colours: Mapping[str, str]) -> None:
    """Make `colours` the theme from now on (light, dark, or taken from a contrast palette).

    Widgets that painted before are not told: send them a PaletteChange.
    """
    missing = TOKENS_LIGHT.keys() - colours.keys()
    if missing:
        raise KeyError(f"a theme needs every token; missing: {', '.join(sorted(missing))}")
    global _current
    _current = MappingProxyType(dict(colours))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21, of two «#RRGGBB» colours (formula: WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
