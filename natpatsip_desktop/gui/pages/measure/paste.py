"""What a pasted block means at the place where it was pasted."""

from datetime import date

from natpatsip_desktop.actions.importing import understand_text
from natpatsip_desktop.core.periods import periods_between, previous_start
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.core.understanding import Choices, Understood


def is_block(text: str) -> bool:
    """Tell whether a text holds more than one cell."""
    return "\t" in text or "\n" in text.strip("\r\n")


def understand_block(text: str, measure: Measure, at: date, today: date) -> Understood:
    """Understand a block pasted at the period `at`.

    Rows without dates of their own go on from there; where they would run into the future, the
    last row belongs to that period and the others to those before it.
    """
    choices = Choices(first=at)
    found = understand_text(text, measure, choices=choices, today=today)
    if found.columns.period is not None or not found.rows:
        return found
    newest = max(row.starts for row in found.rows)
    if newest <= today:
        return found
    first = at
    for _ in periods_between(at, newest, measure.frequency)[1:]:
        first = previous_start(first, measure.frequency)
    return understand_text(text, measure, choices=Choices(first=first), today=today)
