"""The four questions to ask before a phase is started, and how the answers are kept with it.

The questions are those of PQ Systems («recalculate control limits?»). The answers are kept as the
words of what a person was sure of, so that the change log and every list can show them as they are.
"""

from collections.abc import Iterable

QUESTIONS = {
    "clearly changed": "Has the process clearly changed?",
    "cause known": "Do you know what changed it?",
    "expected to last": "Do you expect the change to last?",
    "seen long enough": "Have you seen enough points since?",
}


def written(ticked: Iterable[bool]) -> str:
    """Write the answers, one for each question in order: «clearly changed, cause known»."""
    return ", ".join(words for words, sure in zip(QUESTIONS, ticked, strict=True) if sure)


def ticked(sure_of: str) -> tuple[bool, ...]:
    """Read what `written` wrote; words that are no answer are passed over."""
    known = {words.strip() for words in sure_of.split(",")}
    return tuple(words in known for words in QUESTIONS)
