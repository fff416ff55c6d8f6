"""How the command line speaks: results on standard output, trouble on standard error."""

import contextlib
import json
import math
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from natpatsip_desktop.errors import CannotSave, Problem


class Unheard(CannotSave):
    """What was found could not be written to standard output."""


def say(text: str = "") -> None:
    """Write a line of the result."""
    # A stream that was closed before the start is None.
    if sys.stdout is not None:
        with _heard():
            print(text)


def say_now(text: str) -> None:
    """Write a line of the result at once, for a program that waits for it."""
    say(text)
    finish()


def say_note(text: str) -> None:
    """Write a line on standard error that is no trouble: what was brought back, or kept twice."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):  # nobody is left to be told
            print(text, file=sys.stderr)


def say_error(message: str, hint: str = "") -> None:
    """Write a line of trouble: one sentence and what to do."""
    say_note(f"{message} {hint}".strip())


def say_json(value: Any) -> None:
    """Write one JSON object; a number that is not finite becomes null."""
    say(json.dumps(finite(value), ensure_ascii=False, indent=2, default=str))


def say_problems(problems: Iterable[Problem]) -> None:
    """List problems on standard error, each with its severity and place."""
    for problem in problems:
        say_note(f"{problem.severity}: {problem}")


def say_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows in columns, each as wide as its widest cell."""
    table = [list(heads), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[i]) for row in table) for i in range(len(heads))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())


def finite(value: Any) -> Any:
    """Replace NaN and infinities by None, through lists and dicts."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    return value


# -- the streams themselves ----------------------------------------------------------------


def speak_utf8() -> None:
    """Read and write «90 ≤ 95» on any console, Windows code pages too."""
    for stream, encoding in (
        (sys.stdin, "utf-8-sig"),
        (sys.stdout, "utf-8"),
        (sys.stderr, "utf-8"),
    ):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[union-attr]


def finish() -> None:
    """Hand over what was written so far; raise Unheard where it cannot be taken."""
    if sys.stdout is not None:
        with _heard():
            sys.stdout.flush()


def silence() -> None:
    """Write nothing more, where nobody listens: the end of the program would trip over it."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _heard() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = "Look whether the disk is full, or write it to another place."
        raise Unheard("The answer could not be written out.", hint) from error
