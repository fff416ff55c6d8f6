"""Texts of a definition with names in braces: checked when read, filled in when used."""

from collections.abc import Collection, Mapping
from string import Formatter

from natpatsip_desktop.core.periods import long_label
from natpatsip_desktop.core.returns.data import PeriodRow
from natpatsip_desktop.core.values import plain

IN_LINES = frozenset({"title", "banner", "version", "organisation", "period", "scope"})
IN_FILE_NAMES = frozenset({"format", "organisation", "period", "project"})
IN_MESSAGES = frozenset(
    {
        "measure",
        "period",
        "numerator",
        "denominator",
        "numerator_label",
        "denominator_number",
        "value",
        "count",
        "found",
        "header",
        "advice",
    }
)


def unknown_names(text: str, known: Collection[str]) -> list[str]:
    """Return what a text has in braces that is not a known name; a lone brace counts too."""
    try:
        pieces = list(Formatter().parse(text))
    except ValueError:
        return ["{"]
    return [
        name
        for _, name, form, turn in pieces
        if name is not None and (name not in known or form or turn)
    ]


def fill(text: str, words: Mapping[str, str]) -> str:
    """Put words into a text that `unknown_names` has found nothing wrong with."""
    return text.format_map(words)


def row_words(row: PeriodRow) -> dict[str, str]:
    """Return what a message may say about one row."""
    measure, point = row.series.measure, row.point
    return {
        "measure": measure.name,
        "period": long_label(row.starts, measure.frequency),
        "numerator": number_of(measure.numerator_label or measure.numerator, "the numerator"),
        "denominator": number_of(
            measure.denominator_label or measure.denominator, "the denominator"
        ),
        "numerator_label": measure.numerator_label or measure.numerator or "The numerator",
        "numerator_number": plain(point.numerator) if point else "",
        "denominator_number": plain(point.denominator) if point else "",
        "value": plain(row.value),
    }


def number_of(label: str, otherwise: str) -> str:
    """Turn the heading of a column of counts into words: «Births» into «the number of births»."""
    text = label.strip()
    if not text:
        return otherwise
    # An abbreviation keeps its capitals.
    text = text if text[:2].isupper() else text[:1].lower() + text[1:]
    return f"the {text}" if text.startswith("number ") else f"the number of {text}"
