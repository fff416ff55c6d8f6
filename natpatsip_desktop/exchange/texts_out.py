"""Makes text safe to hand to other programs: no broken characters, nothing run as a formula."""

import re

LONGEST_TEXT = 32_767  # what one Excel cell holds
# Not allowed in XML 1.0: control characters, halves of surrogate pairs, two non-characters.
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cleaned(text: str) -> tuple[str, int]:
    """Return a text with what no XML file can hold taken out, and how many characters that was.

    Line ends become plain line feeds, and a text too long for an Excel cell is cut.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    whole, removed = _BROKEN.subn("", plain)
    return whole[:LONGEST_TEXT], removed + max(0, len(whole) - LONGEST_TEXT)


def escaped(text: str) -> str:
    """Keep a text like _x0041_ from being read as the letter A (ECMA-376, ST_Xstring)."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def like_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take a typed text for a formula.

    Tab and line ends count too: some programs strip them first (OWASP, CSV injection).
    """
    return text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")
