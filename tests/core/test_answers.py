"""Answers to the questions about a new project: what follows from them, and what is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from natpatsip_desktop.core.answers import (
    IDEAS_AT_START,
    Answers,
    aim_of,
    choose_measure,
    from_text,
    main_candidates,
    odd_code,
    problems,
    starting_from,
    title_of,
    to_text,
)
from natpatsip_desktop.core.days import read_day
from natpatsip_desktop.core.records import Frequency, Role, Unit
from natpatsip_desktop.errors import NotThere

TODAY = date(2025, 10, 13)
READY = Answers(aim_what="smoke-free at delivery", measure="Women smoke-free")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("20 Oct", date(2025, 10, 20), date(2025, 10, 20)),
        ("1 January", date(2026, 1, 1), date(2026, 1, 1)),
        ("31/3/26", date(2026, 3, 31), date(2026, 3, 31)),
        ("March 2026", date(2026, 3, 1), date(2026, 3, 31)),
        (" Tomorrow ", date(2025, 10, 14), date(2025, 10, 14)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, first: date, last: date) -> None:
    assert read_day(typed, TODAY) == first
    assert read_day(typed, TODAY, ends=True) == last


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31 February 2026", "31 February 2026 does not exist: February has 28 days."),
        ("soon", "Write a date, like 13 October 2025."),
        ("", "Write a date, like 13 October 2025."),
        ("29 Feb", "29 Feb has no year. Write it like 8 September 2025."),
    ],
)
def test_what_is_no_day_is_said_in_words(typed: str, words: str) -> None:
    assert read_day(typed, TODAY) == words


def test_a_driver_brings_its_first_ideas_and_its_first_outcome() -> None:
    answers = starting_from(Answers(), "MN-SFP")
    assert len(answers.ideas) == IDEAS_AT_START
    assert answers.library_id == "MN-SFP-O1"
    assert (answers.frequency, answers.target) == (Frequency.QUARTER, "6")
    chosen = replace(answers, ideas=answers.ideas[:1])
    assert starting_from(chosen, "MN-SFP") == chosen, "the same answer again changes nothing"
    blank = starting_from(chosen, "")
    assert (blank.ideas, blank.library_id, blank.target) == ((), "", "")
    with pytest.raises(NotThere):
        starting_from(Answers(), "MN-XXX")


def test_the_main_measure_is_not_taken_along_twice() -> None:
    answers = replace(starting_from(Answers(), "MN-SFP"), more=("MN-SFP-O2", "MN-SFP-P1"))
    chosen = choose_measure(answers, "MN-SFP-O2")
    assert chosen.more == ("MN-SFP-P1",)
    assert (chosen.frequency, chosen.target) == (Frequency.MONTH, "94")


def test_outcomes_come_first() -> None:
    roles = [one.role for one in main_candidates("MH-RRP")]
    assert roles == sorted(roles, key=list(Role).index)


def test_the_title_follows_from_the_other_answers() -> None:
    assert title_of(replace(READY, title=" Ours "), TODAY) == "Ours"
    assert title_of(starting_from(READY, "MN-SFP"), TODAY) == "Smoke-free pregnancies"
    aim = replace(READY, aim_how_much="95%", aim_whom="women", aim_by="March 2026")
    assert title_of(aim, TODAY) == "95% of women smoke-free at delivery"
    assert len(title_of(replace(READY, aim_what="very long " * 20), TODAY)) <= 61
    assert aim_of(aim, TODAY).aim_by == date(2026, 3, 31)


def test_only_the_aim_and_the_main_measure_are_needed() -> None:
    assert [problem.where for problem in problems(Answers(), TODAY)] == ["aim_what", "measure"]
    assert problems(READY, TODAY) == ()
    by_driver = starting_from(Answers(aim_what="less harm"), "MN-SFP")
    assert problems(by_driver, TODAY) == ()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            replace(READY, aim_by="31 March 2024"),
            "31 March 2024 has passed. Say a date after 13 October 2025",
        ),
        (
            replace(READY, aim_by="13 October 2025"),
            "13 October 2025 has passed. Say a date after 13 October 2025",
        ),
        (
            replace(READY, aim_by="31 June 2026"),
            "31 June 2026 does not exist: June has 30 days",
        ),
        (replace(READY, target="most"), "The target must be a number, like 95"),
        (
            replace(READY, target="950"),
            "The target must be 100 or less, since the measure is a percentage",
        ),
        (replace(READY, target="-1"), "The target must be 0 or more"),
    ],
)
def test_what_cannot_be_used_says_what_to_do(answers: Answers, words: str) -> None:
    assert [problem.what for problem in problems(answers, TODAY)] == [words]


def test_a_value_may_be_meant_to_be_below_zero() -> None:
    assert problems(replace(READY, unit=Unit.VALUE, target="-1"), TODAY) == ()


def test_an_odd_code_is_a_hint() -> None:
    assert odd_code("") == odd_code(" rx901 ") == ""
    assert odd_code("RX 901").startswith("An ODS code has")


def test_answers_survive_as_text() -> None:
    answers = replace(starting_from(READY, "MH-RRP"), target="«6»", more=("MH-RRP-P1",))
    assert from_text(to_text(answers)) == answers


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "nonsense",
        to_text(READY).replace("percent", "parsec"),
        to_text(replace(READY, driver_id="MN-GONE")),
        to_text(replace(READY, more=("MN-SFP-X9",))),
    ],
)
def test_text_that_is_not_ours_is_no_answer(text: str) -> None:
    assert from_text(text) is None
