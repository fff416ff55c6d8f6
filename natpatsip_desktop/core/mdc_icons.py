"""The two icons of NHS England's Making Data Count with their words: variation and assurance."""

from dataclasses import dataclass

from natpatsip_desktop.core.analysis import Analysis
from natpatsip_desktop.core.charts import Glyph, Tone

WAYS = {"high": (Glyph.UP, "higher"), "low": (Glyph.DOWN, "lower")}
KINDS = {
    "improvement": (Tone.IMPROVE, "special cause, improvement"),
    "concern": (Tone.CONCERN, "special cause, concern"),
    "neutral": (Tone.NEUTRAL, "special cause, no direction set"),
}
ASSURANCE = {
    "pass": (Glyph.PASS, Tone.IMPROVE, "meets the target every time"),
    "fail": (Glyph.FAIL, Tone.CONCERN, "misses the target unless something changes"),
    "inconsistent": (Glyph.HIT_OR_MISS, Tone.ORDINARY, "will meet or miss the target by chance"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """One icon, and what it says in words."""

    tone: Tone
    glyph: Glyph
    words: str


def icons_of(analysis: Analysis) -> tuple[Icon, ...]:
    """Give the variation icon, then the assurance icon, as far as the rule set has them."""
    found = (_variation(analysis.variation), _assurance(analysis.assurance))
    return tuple(icon for icon in found if icon is not None)


def _variation(name: str) -> Icon | None:
    if not name:
        return None
    if name == "common_cause":
        return Icon(tone=Tone.ORDINARY, glyph=Glyph.WAVE, words="Variation: common cause")
    kind, _, way = name.rpartition("_")
    tone, said = KINDS[kind]
    glyph, where = WAYS[way]
    return Icon(tone=tone, glyph=glyph, words=f"Variation: {said}, {where}")


def _assurance(name: str) -> Icon | None:
    if name not in ASSURANCE:
        return None
    glyph, tone, said = ASSURANCE[name]
    return Icon(tone=tone, glyph=glyph, words=f"Assurance: {said}")
