"""The aim as a sentence, and what it still lacks."""

import re
from datetime import date

from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.records import Project

SOON = 90  # days: an aim needs longer
_SHARE = re.compile(r"^\d+(\.\d+)?\s*%$")


def aim_sentence(project: Project) -> str:
    """Write the aim as one sentence from its four parts; empty if nothing is said yet.

    A share reads «95% of women smoke-free at delivery»; anything else «50% fewer restraints
    for people on Elm Ward».
    """
    how_much, what, whom = project.aim_how_much, project.aim_what, project.aim_whom
    if _SHARE.match(how_much) and whom:
        said = [f"{how_much} of {whom}", what]
    else:
        said = [how_much, what, f"for {whom}" if whom else ""]
    words = " ".join(part.strip() for part in said if part.strip())
    if not words:
        return ""
    by = f" by {long_date(project.aim_by)}" if project.aim_by else ""
    return f"{words[:1].upper()}{words[1:]}{by}"


def example_day(today: date) -> str:
    """Return a day to come as an example of an aim's date: the end of a financial year."""
    year = today.year
    while (date(year, 3, 31) - today).days < SOON:
        year += 1
    return long_date(date(year, 3, 31))


def aim_lacks(project: Project, today: date) -> list[str]:
    """Say what the aim still needs, each as a sentence that says what to do."""
    wants = (
        (project.aim_what, "Say what will be better, like «smoke-free at delivery»"),
        (project.aim_whom, "Say for whom, like «women booked in our unit»"),
        (project.aim_how_much, "Say how much, like «95%» or «50% fewer»"),
        (project.aim_by, f"Say by when, like {example_day(today)}"),
    )
    return [words for there, words in wants if not there]


def time_left(by: date | None, today: date) -> str:
    """Say how long there is until the aim's date, in weeks or days."""
    if by is None:
        return ""
    days = (by - today).days
    if days < 0:
        return "date passed"
    if days < 14:
        return f"{days} day{'' if days == 1 else 's'} left"
    return f"{days // 7} weeks left"
