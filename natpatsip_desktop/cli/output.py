"""How the command line speaks: results on standard output, trouble on standard error."""

import json
import math
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from natpatsip_desktop.errors import Problem


def say(text: str = "") -> None:
    """Write a line of the result."""
    print(text)


def say_error(message: str, hint: str = "") -> None:
    """Write a line of trouble: one sentence and what to do."""
    print(f"{message} {hint}".strip(), file=sys.stderr)


def say_json(value: Any) -> None:
    """Write one JSON object; a number that is not finite becomes null."""
    print(json.dumps(finite(value), ensure_ascii=False, indent=2, default=str))


def say_problems(problems: Iterable[Problem]) -> None:
    """List problems on standard error, each with its severity and place."""
    for problem in problems:
        print(f"{problem.severity}: {problem}", file=sys.stderr)


def say_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows in columns, each as wide as its widest cell."""
    table = [list(heads), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[i]) for row in table) for i in range(len(heads))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def finite(value: Any) -> Any:
    """Replace NaN and infinities by None, through lists and dicts."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    return value
