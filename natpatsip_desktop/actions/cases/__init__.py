"""Answers cases in the schema of the statistics vectors, one JSON object a line."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from natpatsip_desktop.actions.cases.mdc import answer_mdc
from natpatsip_desktop.actions.cases.qic import answer_qic
from natpatsip_desktop.actions.cases.run_rules import answer_run_rules
from natpatsip_desktop.actions.cases.shape import checked
from natpatsip_desktop.actions.cases.sustained_shift import answer_sustained_shift
from natpatsip_desktop.errors import WorkbookError

Case = dict[str, Any]

SECTIONS: dict[str, Callable[[Case], Any]] = {
    "qic": answer_qic,
    "xmr_mdc": answer_mdc,
    "xmr_mdc_six": answer_mdc,
    "run_rules": answer_run_rules,
    "sustained_shift": answer_sustained_shift,
}


def answer(case: Case) -> Any:
    """Compute the `expected` object of a case, or {"error": why not}.

    A case has `section`, `chart` where the section has one, `input` and `options`; positions
    count from 1, null is a missing value.
    """
    section = case.get("section")
    if not isinstance(section, str) or section not in SECTIONS:
        return {"error": f"A case needs a section: {', '.join(SECTIONS)}."}
    try:
        return SECTIONS[section](checked(case))
    except WorkbookError as error:
        return {"error": str(error)}
    except KeyError as error:
        return {"error": f"The case has no {error}."}
    except (ArithmeticError, AttributeError, IndexError, TypeError, ValueError) as error:
        # A case comes from outside: anything in it may be of the wrong kind.
        return {"error": f"The case could not be understood: {error}."}


def answer_lines(lines: Iterable[str]) -> Iterator[str]:
    """Answer one case a line, as JSON; blank lines are passed over.

    A line that is not a case has an error for its answer, and the next line is read.
    """
    for line in lines:
        if line.strip():
            yield _as_json(_answer_line(line))


def _answer_line(line: str) -> Any:
    try:
        case = json.loads(line)
    except (RecursionError, ValueError) as error:
        return {"error": f"The line is not JSON: {error}."}
    return answer(case) if isinstance(case, dict) else {"error": "The line is not a JSON object."}


def _as_json(answered: Any) -> str:
    try:
        return json.dumps(answered, ensure_ascii=False, allow_nan=False)
    except ValueError:
        return json.dumps({"error": "The answer would hold NaN or Infinity."})
