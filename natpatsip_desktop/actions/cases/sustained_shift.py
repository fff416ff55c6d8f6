"""Cases of sustained shifts (section `sustained_shift`)."""

from typing import Any

from natpatsip_desktop.actions.cases.values import numbers
from natpatsip_desktop.core.analysis import Side
from natpatsip_desktop.core.shift import sustained_levels

Case = dict[str, Any]


def answer_sustained_shift(case: Case) -> list[Case]:
    """List the baseline of a case and each sustained run after it, with their medians."""
    options = case["options"]
    direction = options["direction"]
    wanted = (Side.ABOVE, Side.BELOW) if direction == "both" else (Side(direction),)
    levels = sustained_levels(
        numbers(case["input"]["y"]), options["baseline_n"], options["run_length"], wanted
    )
    return [
        {
            "type": "sustained" if level.side else "baseline",
            "first": level.first + 1,
            "last": level.last + 1,
            "median": level.median,
        }
        for level in levels
    ]
