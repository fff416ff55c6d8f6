"""Making Data Count icons have words, and other rule sets have no icons."""

import numpy as np
import pytest

from natpatsip_desktop.core.analysis import Series
from natpatsip_desktop.core.charts import Glyph, Tone
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.mdc_icons import icons_of

STEADY = [50.0, 52.0, 49.0, 51.0] * 5


@pytest.mark.parametrize(
    ("target", "glyph", "words"),
    [
        (40, Glyph.PASS, "Assurance: meets the target every time"),
        (70, Glyph.FAIL, "Assurance: misses the target unless something changes"),
        (51, Glyph.HIT_OR_MISS, "Assurance: will meet or miss the target by chance"),
    ],
)
def test_assurance_compares_limits_with_the_target(target: float, glyph: Glyph, words: str) -> None:
    series = Series(y=np.array(STEADY), target=target, better="up")
    variation, assurance = icons_of(analyse(series, "i", "mdc"))
    assert (variation.glyph, variation.words) == (Glyph.WAVE, "Variation: common cause")
    assert (assurance.glyph, assurance.words) == (glyph, words)


@pytest.mark.parametrize(
    ("better", "tone", "words"),
    [
        ("up", Tone.IMPROVE, "Variation: special cause, improvement, higher"),
        ("down", Tone.CONCERN, "Variation: special cause, concern, higher"),
        ("neither", Tone.NEUTRAL, "Variation: special cause, no direction set, higher"),
    ],
)
def test_variation_says_good_or_bad_and_which_way(better: str, tone: Tone, words: str) -> None:
    series = Series(y=np.array([*STEADY, 90.0]), better=better)
    (icon,) = icons_of(analyse(series, "i", "mdc"))
    assert (icon.tone, icon.glyph, icon.words) == (tone, Glyph.UP, words)


@pytest.mark.parametrize(("points", "icons"), [(12, 1), (13, 2)])
def test_trial_limits_assure_nobody(points: int, icons: int) -> None:
    series = Series(y=np.array(STEADY[:points]), target=40, better="up")
    assert len(icons_of(analyse(series, "i", "mdc"))) == icons


@pytest.mark.parametrize("rules", ["shewhart", "none"])
def test_other_rule_sets_have_no_icons(rules: str) -> None:
    assert icons_of(analyse(Series(y=np.array(STEADY), target=40, better="up"), "i", rules)) == ()
