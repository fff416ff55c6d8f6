"""The answers to the four questions before a phase, as they are kept."""

from itertools import product

import pytest

from natpatsip_desktop.core.phase_answers import QUESTIONS, ticked, written


@pytest.mark.parametrize("ticks", list(product((False, True), repeat=len(QUESTIONS))))
def test_answers_come_back_as_they_were_written(ticks: tuple[bool, ...]) -> None:
    assert ticked(written(ticks)) == ticks


def test_words_that_are_no_answer_are_passed_over() -> None:
    assert ticked("cause known, sure as can be") == (False, True, False, False)
