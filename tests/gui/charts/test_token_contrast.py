"""Every pair of colours that is used together can be told apart."""

import pytest

from natpatsip_desktop.gui.tokens import (
    SIZES,
    TOKENS_DARK,
    TOKENS_LIGHT,
    contrast,
    tokens,
    use_tokens,
)

TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink2", "link") for ground in ("surface", "bg", "tint")),
    *((ink, "quiet_tint") for ink in ("ink", "ink2")),
    *((f"{tone}_text", "surface") for tone in ("improve", "concern", "neutral", "ok", "error")),
    *((f"{tone}_text", "bg") for tone in ("improve", "concern", "neutral")),
    *((f"{tone}_text", "tint") for tone in ("improve", "concern")),
    *((f"{tone}_text", f"{tone}_tint") for tone in ("ok", "error", "warn", "neutral")),
    ("ink", "warn_tint"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_aim", "aim"),
    ("on_badge", "badge"),
    ("on_toast", "toast"),
    ("focus_ink", "focus"),
]
MARKS = ("ctrl", "line", "improve", "concern", "neutral", "ok", "error", "idea", "badge")


@pytest.mark.parametrize("theme", [TOKENS_LIGHT, TOKENS_DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable(theme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [TOKENS_LIGHT, TOKENS_DARK], ids=["light", "dark"])
@pytest.mark.parametrize("mark", MARKS)
def test_marks_are_seen_on_cards_and_page(theme: dict[str, str], mark: str) -> None:
    assert contrast(theme[mark], theme["surface"]) >= 3
    assert contrast(theme[mark], theme["bg"]) >= 3


def test_both_themes_hold_the_same_names() -> None:
    assert TOKENS_LIGHT.keys() == TOKENS_DARK.keys()


def test_contrast_is_that_of_the_published_examples() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_theme_is_whole_or_refused() -> None:
    with pytest.raises(KeyError, match="surface"):
        use_tokens({name: ink for name, ink in TOKENS_DARK.items() if name != "surface"})
    use_tokens(TOKENS_DARK)
    assert tokens()["ink"] == TOKENS_DARK["ink"]
    use_tokens(TOKENS_LIGHT)
    assert tokens() == TOKENS_LIGHT


def test_nothing_is_written_too_small() -> None:
    assert min(SIZES.values()) >= 8.5
