"""The two icons of NHS England's Making Data Count with their words: variation and assurance."""

from natpatsip_desktop.core.analysis import Analysis
from natpatsip_desktop.core.cautions import TRIAL_MDC
from natpatsip_desktop.core.charts import Glyph, Icon, Tone

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


def icons_of(analysis: Analysis) -> tuple[Icon, ...]:
    """Give the variation icon, then the assurance icon, as far as the rule set has them.

    Trial limits assure nobody: as in the national Excel tool (NHSRplotthedots issue 194), a phase
    of fewer than 13 points has no assurance icon.
    """
    trial = not analysis.parts or analysis.parts[-1].baseline_observed < TRIAL_MDC
    found = (_variation(analysis.variation), _assurance("" if trial else analysis.assurance))
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
