"""What a person answers to start a project, kept as it was typed, and what has to be put right."""

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from natpatsip_desktop.core.aims import aim_sentence
from natpatsip_desktop.core.days import read_day
from natpatsip_desktop.core.national import LibraryMeasure
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.programmes import driver, library_measure, measures_of
from natpatsip_desktop.core.records import Better, Frequency, Project, Role, Unit
from natpatsip_desktop.core.understanding.numbers import Sort, read_number
from natpatsip_desktop.core.values import plain
from natpatsip_desktop.errors import NotThere, Problem

IDEAS_AT_START = 5
LONGEST_TITLE = 60
_ODS_CODE = re.compile(r"[A-Z0-9]{3,9}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers to the questions about a new project; empty where there is none yet.

    An empty `driver_id` is an aim of the team's own, an empty `library_id` a main measure of its
    own with the name `measure`. `more` are ids of further measures that ship. Dates and numbers
    are texts, so that a slip can be shown as it was typed.
    """

    driver_id: str = ""
    ideas: tuple[str, ...] = ()
    aim_what: str = ""
    aim_whom: str = ""
    aim_how_much: str = ""
    aim_by: str = ""
    library_id: str = ""
    measure: str = ""
    unit: Unit = Unit.PERCENT
    better: Better = Better.UP
    numerator: str = ""
    denominator: str = ""
    frequency: Frequency = Frequency.MONTH
    target: str = ""
    more: tuple[str, ...] = ()
    title: str = ""
    team: str = ""
    place: str = ""
    site_code: str = ""


# -- answers that bring others with them ---------------------------------------------------


def starting_from(answers: Answers, driver_id: str) -> Answers:
    """Answer what the project starts from; its first ideas and its first measure come with it.

    Nothing changes if that is the answer already. Raise NotThere for an unknown driver.
    """
    if driver_id == answers.driver_id:
        return answers
    began = replace(answers, driver_id=driver_id, ideas=(), more=())
    if not driver_id:
        return choose_measure(began, "")
    ideas = tuple(idea.text for idea in driver(driver_id).ideas[:IDEAS_AT_START])
    return choose_measure(replace(began, ideas=ideas), main_candidates(driver_id)[0].id)


def main_candidates(driver_id: str) -> list[LibraryMeasure]:
    """Return the measures of a driver, outcomes first: they tell best whether an aim is met."""
    order = list(Role)
    return sorted(measures_of(driver_id), key=lambda one: order.index(one.role))


def choose_measure(answers: Answers, library_id: str) -> Answers:
    """Answer which measure is the main one; how often and the target come with it.

    Nothing changes if that is the answer already.
    """
    if library_id == answers.library_id:
        return answers
    others = tuple(one for one in answers.more if one != library_id)
    if not library_id:
        return replace(answers, library_id="", more=others, target="", frequency=Frequency.MONTH)
    shipped = library_measure(library_id)
    return replace(
        answers,
        library_id=library_id,
        more=others,
        frequency=shipped.frequency,
        target=plain(shipped.target),
    )


# -- what follows from answers -------------------------------------------------------------


def aim_of(answers: Answers, today: date) -> Project:
    """Return a project that holds only the aim; without a date until one can be read."""
    by = read_day(answers.aim_by, today, ends=True)
    return Project(
        aim_what=answers.aim_what.strip(),
        aim_whom=answers.aim_whom.strip(),
        aim_how_much=answers.aim_how_much.strip(),
        aim_by=by if isinstance(by, date) else None,
    )


def title_of(answers: Answers, today: date) -> str:
    """Return the title: as answered, else the driver's, else the aim without its date."""
    title = answers.title.strip()
    if not title and answers.driver_id:
        title = driver(answers.driver_id).title
    return title or _cut(aim_sentence(replace(aim_of(answers, today), aim_by=None)))


def _cut(words: str) -> str:
    if len(words) <= LONGEST_TITLE:
        return words
    return words[:LONGEST_TITLE].rpartition(" ")[0] + "…"


def target_of(answers: Answers) -> float | None:
    """Return the target as a number, or None without one."""
    return read_number(answers.target).value


def odd_code(code: str) -> str:
    """Say what an ODS code looks like if this is not like one; a hint, since codes change."""
    if not code.strip() or _ODS_CODE.fullmatch(code.strip().upper()):
        return ""
    return "An ODS code has 3 to 9 letters and digits and no blanks, like RX901. Look at it again."


# -- what has to be put right --------------------------------------------------------------


def problems(answers: Answers, today: date) -> tuple[Problem, ...]:
    """Say everything that stops a project from being started; `where` is the answer's name."""
    found = (
        Problem(where="aim_what", what=_wrong_aim(answers)),
        Problem(where="aim_by", what=_wrong_date(answers, today)),
        Problem(where="measure", what=_wrong_measure(answers)),
        Problem(where="target", what=_wrong_target(answers)),
    )
    return tuple(problem for problem in found if problem.what)


def _wrong_aim(answers: Answers) -> str:
    said = answers.aim_what.strip()
    return "" if said else "Say what will be better, like «smoke-free at delivery»"


def _wrong_date(answers: Answers, today: date) -> str:
    if not answers.aim_by.strip():
        return ""
    by = read_day(answers.aim_by, today, ends=True)
    if isinstance(by, str):
        return by.rstrip(".")
    if by > today:
        return ""
    return f"{long_date(by)} has passed. Say a date after {long_date(today)}"


def _wrong_measure(answers: Answers) -> str:
    if answers.library_id or answers.measure.strip():
        return ""
    return "Enter the name of the main measure, like «Women smoke-free at delivery»"


def _wrong_target(answers: Answers) -> str:
    read = read_number(answers.target)
    if read.sort is Sort.EMPTY:
        return ""
    if read.sort is not Sort.NUMBER or read.value is None:
        return "The target must be a number, like 95"
    unit = library_measure(answers.library_id).unit if answers.library_id else answers.unit
    if read.value < 0 and unit is not Unit.VALUE:
        return "The target must be 0 or more"
    if unit is Unit.PERCENT and read.value > 100:
        return "The target must be 100 or less, since the measure is a percentage"
    return ""


# -- answers as text -----------------------------------------------------------------------


def to_text(answers: Answers) -> str:
    """Write answers as JSON text, to be kept as a draft."""
    return json.dumps(asdict(answers), ensure_ascii=False)


def from_text(text: str) -> Answers | None:
    """Read answers from text; None if it is not what `to_text` wrote or names what is gone.

    A draft may come from another version of the program or of the measures that ship.
    """
    try:
        known = json.loads(text)
        answers = Answers(**{field.name: _value(field.name, known) for field in fields(Answers)})
        _look_up(answers)
    except (ValueError, TypeError, KeyError, AttributeError, NotThere):
        return None
    return answers


def _value(name: str, known: dict[str, Any]) -> Any:
    kind = {"unit": Unit, "better": Better, "frequency": Frequency}.get(name, str)
    if name in ("ideas", "more"):
        return tuple(str(one) for one in known[name])
    return kind(known[name])


def _look_up(answers: Answers) -> None:
    """Raise NotThere if a driver or measure does not ship any more."""
    if answers.driver_id:
        driver(answers.driver_id)
    for one in (answers.library_id, *answers.more):
        if one:
            library_measure(one)
