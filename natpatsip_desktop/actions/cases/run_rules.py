"""Cases of the run chart rules of Perla, Provost and Murray (section `run_rules`)."""

from typing import Any

import numpy as np

from natpatsip_desktop.actions.cases.values import numbers
from natpatsip_desktop.core import perla
from natpatsip_desktop.core.analysis import Ints, Signs
from natpatsip_desktop.core.compare import sides
from natpatsip_desktop.core.limits.values import median_of
from natpatsip_desktop.core.runs import Stretches, long_runs, runs_of

Case = dict[str, Any]
SIDES = {1: "above", -1: "below"}
DIRECTIONS = {1: "up", -1: "down"}
EXPECTED = {"verdict": "as_expected"}


def answer_run_rules(case: Case) -> Case:
    """Apply the rules to the numbers of a case around its centre, or their median."""
    y, centre = numbers(case["input"]["y"]), case["input"].get("centre")
    observed = np.isfinite(y).nonzero()[0]
    values = y[observed]
    median = median_of(values) if centre is None else float(centre)
    signs = sides(values, median)
    useful, useful_signs = observed[signs != 0], signs[signs != 0]
    shifts = _listed(long_runs(useful_signs, perla.SHIFT), useful, "side", SIDES)
    trends = _listed(perla.trends(values), observed, "direction", DIRECTIONS)
    counts = _counts(useful_signs)
    return {
        "median": None if np.isnan(median) else median,
        "n": len(observed),
        **counts,
        "shifts": shifts,
        "trends": trends,
        "signals": {
            "shift": bool(shifts),
            "trend": bool(trends),
            "runs": (counts["runs_published"] or EXPECTED)["verdict"] != "as_expected",
        },
    }


def _counts(useful_signs: Signs) -> Case:
    """Count the useful points and their runs, and compare these with their limits."""
    useful, runs = len(useful_signs), runs_of(useful_signs)
    above = int(np.count_nonzero(useful_signs > 0))
    number = len(runs.first)
    return {
        "n_useful": useful,
        "n_above": above,
        "n_below": useful - above,
        "n_runs": number,
        "n_crossings": runs.crossings,
        "longest_run": runs.longest,
        "runs_published": _verdict(perla.PUBLISHED.get(useful), number),
        "runs_exact": _exact(above, useful - above, number),
    }


def _listed(found: Stretches, points: Ints, name: str, words: dict[int, str]) -> list[Case]:
    listed = []
    for first, after, length, sign in found.rows():
        members = (points[first:after] + 1).tolist()
        listed.append(
            {
                name: words[sign],
                "length": length,
                "first": members[0],
                "last": members[-1],
                "members": members,
            }
        )
    return listed


def _exact(above: int, below: int, runs: int) -> Case | None:
    verdict = _verdict(perla.exact_limits(above, below), runs)
    if verdict is None:
        return None
    at_most, at_least = perla.tails_of_runs(above, below)
    return verdict | {"p_le": float(at_most[runs - 2]), "p_ge": float(at_least[runs - 2])}


def _verdict(limits: tuple[int, int] | None, runs: int) -> Case | None:
    if limits is None:
        return None
    lower, upper = limits
    verdict = "too_few" if runs < lower else "too_many" if runs > upper else "as_expected"
    return {"lower": lower, "upper": upper, "verdict": verdict}
