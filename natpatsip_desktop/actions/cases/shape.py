"""Checks that a case has the fields of its section, so that no misspelt option is passed over."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from natpatsip_desktop.core.grouping import SUMMARIES
from natpatsip_desktop.core.limits import CHARTS
from natpatsip_desktop.errors import BadInput

Case = dict[str, Any]
LONGEST_SHOWN = 40
NEED_N = ("p", "pp", "u", "up", "ip")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field may hold, as a test and in words; `needed` fields may not be left out."""

    words: str
    fits: Callable[[Any], bool]
    needed: bool = False


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _one_of(*names: str, needed: bool = False) -> Kind:
    return Kind(f"one of {', '.join(names)}", lambda v: isinstance(v, str) and v in names, needed)


def _list_of(words: str, fits: Callable[[Any], bool], needed: bool = False) -> Kind:
    return Kind(f"a list of {words}", lambda v: isinstance(v, list) and all(map(fits, v)), needed)


NUMBERS = "numbers, null for missing"
NUMBER = Kind("a number", lambda value: _number(value) and isfinite(value))
FLAG = Kind("true or false", lambda value: isinstance(value, bool))
COUNT = Kind("a whole number above 0", lambda value: _whole(value) and value > 0)
SEVERAL = Kind("a whole number of 2 or more", lambda value: _whole(value) and value > 1)
Y = _list_of(NUMBERS, lambda value: value is None or _number(value), needed=True)
N = _list_of(NUMBERS, lambda value: value is None or _number(value))
POSITIONS = _list_of("positions, counted from 1", _whole)
TEXTS = _list_of("dates as text", lambda value: isinstance(value, str))

INPUTS: dict[str, dict[str, Kind]] = {
    "qic": {
        "y": Y,
        "n": N,
        "x": Kind("a list", lambda value: isinstance(value, list)),
        "x_type": _one_of("index", "date", "category"),
    },
    "xmr_mdc": {"y": Y, "date": Kind(TEXTS.words, TEXTS.fits, needed=True)},
    "run_rules": {"y": Y, "centre": NUMBER},
    "sustained_shift": {"y": Y},
}
MDC = {
    "direction": _one_of("increase", "decrease", "neutral", needed=True),
    "target": NUMBER,
    "rebase": TEXTS,
    "fix_after_n_points": COUNT,
    "screen": FLAG,
    "points_for_shift": SEVERAL,
    "points_for_trend": SEVERAL,
}
OPTIONS: dict[str, dict[str, Kind]] = {
    "qic": {
        "screen_mr": FLAG,
        "part": Kind(
            "a list of positions, or a label for each row",
            lambda value: (
                isinstance(value, list)
                and (all(map(_whole, value)) or all(isinstance(label, str) for label in value))
            ),
        ),
        "freeze": COUNT,
        "exclude": POSITIONS,
        "multiply": NUMBER,
        "cl": NUMBER,
        "target": NUMBER,
        "agg": _one_of(*SUMMARIES),
        "x_period": _one_of("week", "month", "quarter"),
        "y_neg": FLAG,
    },
    "xmr_mdc": MDC,
    "run_rules": {},
    "sustained_shift": {
        "direction": _one_of("above", "below", "both", needed=True),
        "baseline_n": Kind(COUNT.words, COUNT.fits, needed=True),
        "run_length": Kind(COUNT.words, COUNT.fits, needed=True),
    },
}


def checked(case: Case) -> Case:
    """Return a case whose fields all fit, without those that are null; else raise BadInput."""
    section = str(case["section"]).removesuffix("_six")
    given = _fields(case.get("input"), INPUTS[section], "input")
    options = _fields(case.get("options") or {}, OPTIONS[section], "option")
    rows = len(given["y"])
    for name in ("n", "x", "date"):
        if name in given and len(given[name]) != rows:
            raise BadInput(f"«{name}» has {len(given[name])} rows, but «y» has {rows}.")
    _check_days(given.get("date", ()), "date")
    _check_days(options.get("rebase", ()), "rebase")
    if section == "qic":
        given = _with_x(given)
        _check_chart(case.get("chart"), given)
        _check_x(given, options)
    return case | {"input": given, "options": options}


def _with_x(given: Case) -> Case:
    """Drop the rows without «x», which belong nowhere (SPC.md section 1)."""
    x = given.get("x", [])
    kept = [row for row, one in enumerate(x) if one is not None]
    if len(kept) == len(x):
        return given
    columns = {
        name: [given[name][row] for row in kept] for name in ("x", "y", "n") if name in given
    }
    return given | columns


def _check_x(given: Case, options: Case) -> None:
    """Check that rows can be put in order by «x»: whole days, or things of one kind."""
    x = given.get("x", [])
    if given.get("x_type") == "date" or options.get("x_period"):
        _check_days(x, "x")
    elif given.get("x_type") != "category" and not (
        all(map(_number, x)) or all(isinstance(one, str) for one in x)
    ):
        raise BadInput(
            "The rows cannot be put in order by «x».", "Give all numbers, or all dates as text."
        )


def _check_days(days: Iterable[Any], name: str) -> None:
    for row, day in enumerate(days, start=1):
        try:
            date.fromisoformat(day)
        except (TypeError, ValueError):
            raise BadInput(
                f"Row {row}: «{name}» must be a date, not {_shown(day)}.",
                "Write it like 2025-09-08.",
            ) from None


def _check_chart(chart: Any, given: Case) -> None:
    if not isinstance(chart, str) or chart not in CHARTS:
        raise BadInput(f"There is no chart {_shown(chart)}.", f"Choose from: {', '.join(CHARTS)}.")
    if chart in NEED_N and "n" not in given:
        raise BadInput(f"A chart «{chart}» needs «n», the denominators.")


def _fields(found: Any, known: dict[str, Kind], what: str) -> Case:
    if not isinstance(found, dict):
        raise BadInput(f"«{what}{'' if what == 'input' else 's'}» must be an object.")
    there = {name: value for name, value in found.items() if value is not None}
    for name, value in there.items():
        if name not in known:
            names = ", ".join(known) or "none"
            raise BadInput(f"There is no {what} {_shown(name)}.", f"Known here: {names}.")
        if not known[name].fits(value):
            raise BadInput(f"The {what} «{name}» must be {known[name].words}, not {_shown(value)}.")
    for name, kind in known.items():
        if kind.needed and name not in there:
            raise BadInput(f"The case has no {what} «{name}».", f"Give it as {kind.words}.")
    return there


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
