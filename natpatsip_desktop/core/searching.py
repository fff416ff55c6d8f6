"""Whether words that somebody types fit a text: «smoking» finds smoke-free pregnancies."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(ies|ings?|ers?|ed|es|s|e|y)$")
LEAST = 3  # letters that a word keeps


def fits(typed: str, text: str) -> bool:
    """Tell whether each word typed is in the text, or begins like one of its words."""
    said, stems = text.casefold(), set(_stems(text))
    return all(
        word in said or any(stem.startswith(_stem(word)) for stem in stems)
        for word in typed.casefold().split()
    )


def _stems(text: str) -> Iterator[str]:
    yield from (_stem(word) for word in _WORD.findall(text.casefold()))


def _stem(word: str) -> str:
    bare = _ENDING.sub("", word)
    return bare if len(bare) >= LEAST else word
