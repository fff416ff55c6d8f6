"""Which entries of the command box fit what was typed: recent first, then prefix, then fuzzy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

SHOWN = 9
NOTHING = "Nothing found. Try fewer letters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something to go to or to do; `key` keeps it recognisable from one day to the next.

    `also` holds words by which it is found as well, though it does not show them.
    """

    key: str
    text: str
    kind: str
    hint: str
    icon: str
    run: Callable[[], object]
    also: str = ""


def find(typed: str, entries: Sequence[Entry], recent: Sequence[str] = ()) -> list[Entry]:
    """Return the entries that fit, best first, at most `SHOWN`.

    Nothing typed fits what was used last, then everything in its own order.
    """
    wanted = typed.casefold().split()
    place = {key: at for at, key in enumerate(recent)}
    ranked = []
    for order, entry in enumerate(entries):
        fit = _fit(wanted, entry.text.casefold(), entry.also)
        if fit is None:
            continue
        used = place.get(entry.key, len(place))
        # What was used lately leads among equals in kind: words that begin so, or letters in order.
        ranked.append(((fit >= 2, used == len(place), fit, used, order), entry))
    ranked.sort(key=lambda pair: pair[0])
    return [entry for _, entry in ranked[:SHOWN]]


def spoken(entry: Entry) -> str:
    """Say an entry as a screen reader should."""
    return f"{entry.text}, {entry.hint or entry.kind}"


def _fit(wanted: Sequence[str], text: str, also: str = "") -> int | None:
    """Return how well a text fits, 0 best, or None.

    0 where the text begins so, 1 where its words do, 2 with its other words too, 3 inside, 4 for
    letters in order.
    """
    if not wanted or text.startswith(" ".join(wanted)):
        return 0
    words = text.replace("-", " ").replace("(", " ").split()
    if all(any(word.startswith(part) for word in words) for part in wanted):
        return 1
    words += also.split()
    if all(any(word.startswith(part) for word in words) for part in wanted):
        return 2
    if all(part in text for part in wanted):
        return 3
    return 4 if _in_order("".join(wanted), text) else None


def _in_order(letters: str, text: str) -> bool:
    at = iter(text)
    return all(letter in at for letter in letters)
