"""The looks a chart can have, as a table: our own, two that boards know, and one for printers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from natpatsip_desktop.core.charts import Tone
from natpatsip_desktop.gui.tokens import tokens

_CLEAR_MARKS = {
    Tone.ORDINARY: "line",
    Tone.EARLY: "line",
    Tone.IMPROVE: "improve",
    Tone.CONCERN: "concern",
    Tone.NEUTRAL: "neutral",
}
_CLEAR_WORDS = {
    Tone.ORDINARY: "ink",
    Tone.EARLY: "ink",
    Tone.IMPROVE: "improve_text",
    Tone.CONCERN: "concern_text",
    Tone.NEUTRAL: "neutral_text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours and habits of a chart; a colour is the name of a token or «#RRGGBB».

    `marks` colours dots and brackets by tone, `words` the labels that go with them.
    """

    name: str
    line: str = "line"
    ink: str = "ink"
    ink2: str = "ink2"
    axis: str = "ctrl"
    ground: str = "surface"
    centre: str = "ink"
    centre_signal: str = "ink"
    target: str = "ok"
    target_words: str = "ok_text"
    limits: str = "ctrl"
    band: str = "border"
    badge: str = "badge"
    badge_words: str = "on_badge"
    marks: Mapping[Tone, str] = field(default_factory=lambda: _CLEAR_MARKS)
    words: Mapping[Tone, str] = field(default_factory=lambda: _CLEAR_WORDS)
    grid: str = ""

    def colour(self, name: str, theme: Mapping[str, str] | None = None) -> str:
        """Return «#RRGGBB» of one of the fields above, or of a token, in `theme` (default: now)."""
        return name if name.startswith("#") else (theme or tokens())[name]


CLEAR = Look(name="Clear")

# The colours of the national tool, exactly: lighter than the 3:1 that screens need, so by choice.
MAKING_DATA_COUNT = Look(
    name="Making Data Count",
    line="#A6A6A6",
    centre="#000000",
    centre_signal="#000000",
    target="#DE1B1B",
    target_words="#B01515",
    limits="#A6A6A6",
    grid="#E3E3E3",
    marks={
        Tone.ORDINARY: "#A6A6A6",
        Tone.EARLY: "#A6A6A6",
        Tone.IMPROVE: "#00B0F0",
        Tone.CONCERN: "#E46C0A",
        Tone.NEUTRAL: "#490092",
    },
)

ANHOEJ = Look(
    name="Anhøj",
    line="#5DA5DA",
    centre="#8C8C8C",
    centre_signal="#FAA43A",
    marks={
        Tone.ORDINARY: "#5DA5DA",
        Tone.EARLY: "#5DA5DA",
        Tone.IMPROVE: "#5DA5DA",
        Tone.CONCERN: "#FAA43A",
        Tone.NEUTRAL: "#FAA43A",
    },
)

_BLACK = "#000000"
BLACK_AND_WHITE = Look(
    name="Black and white",
    line=_BLACK,
    ink=_BLACK,
    ink2=_BLACK,
    axis=_BLACK,
    ground="#FFFFFF",
    centre=_BLACK,
    centre_signal=_BLACK,
    target=_BLACK,
    target_words=_BLACK,
    limits="#595959",
    band="#D9D9D9",
    badge=_BLACK,
    badge_words="#FFFFFF",
    marks=dict.fromkeys(Tone, _BLACK),
    words=dict.fromkeys(Tone, _BLACK),
)

LOOKS = (CLEAR, MAKING_DATA_COUNT, ANHOEJ, BLACK_AND_WHITE)


def look_named(name: str) -> Look:
    """Return the look of that name, Clear for a name nobody knows (an older setting)."""
    return next((look for look in LOOKS if look.name == name), CLEAR)
