"""What is typed in a search finds the words that people mean by it."""

import pytest

from natpatsip_desktop.core.searching import fits

TEXT = "Smoke-free pregnancies: women who smoke are referred, MN-SFP"


@pytest.mark.parametrize(
    "typed",
    ["", "smoke", "Smoking", "smokers", "pregnancy free", "MN-SFP", "sfp", "referring", "nanc"],
)
def test_found(typed: str) -> None:
    assert fits(typed, TEXT)


@pytest.mark.parametrize("typed", ["opioids", "smoke opioid", "zzz", "menu"])
def test_not_found(typed: str) -> None:
    assert not fits(typed, TEXT)


def test_short_words_keep_their_ending() -> None:
    assert not fits("use", "us and them")
    assert fits("beds", "Restraints per 1,000 bed days")
