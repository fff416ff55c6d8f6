"""The same verbs from a terminal; `main` is the one place that turns faults into exit codes.

Exit 0: done. 1: done, but problems were found (listed). 2: could not (one sentence and what to
do, on standard error).
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from natpatsip_desktop.cli.arguments import parser
from natpatsip_desktop.cli.output import Unheard, finish, say_error, silence, speak_utf8
from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.errors import BadInput, WorkbookError

Draw = Callable[[ChartSpec, Path], Path]

COULD_NOT = 2


def main(argv: Sequence[str], draw: Draw) -> int:
    """Run one verb and return its exit code; nothing ever ends in a traceback.

    `draw` writes a chart to a file: the terminal knows no Qt, so it is given the means.
    """
    speak_utf8()
    try:
        code = _run(argv, draw)
        finish()
        return code
    except BrokenPipeError:
        # The reader went away (`| head`): nothing is left to be said to anybody.
        silence()
        return COULD_NOT
    except Unheard as error:
        silence()
        return _could_not(error)
    except WorkbookError as error:
        return _could_not(error)
    except KeyboardInterrupt:
        say_error("Stopped before the end.", "What was finished before is kept.")
        return COULD_NOT
    except Exception as fault:
        return _fault(fault)


def _run(argv: Sequence[str], draw: Draw) -> int:
    try:
        arguments = parser().parse_args(list(argv))
    except SystemExit as left:  # help was asked for, or the words were not understood
        return int(left.code or 0)
    arguments.draw = draw
    code: int = arguments.run(arguments)
    return code


def _could_not(error: WorkbookError) -> int:
    say_error(error.message, error.hint)
    if isinstance(error, BadInput):
        for problem in error.problems:
            say_error(f"- {problem}")
    return COULD_NOT


def _fault(fault: Exception) -> int:
    """Report a bug without its content, which may hold somebody's data."""
    frame = fault.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    say_error(
        f"This is a fault in the program, not in what you did ({type(fault).__name__}, {place}).",
        "Your workbook is as it was. Tell whoever looks after this program.",
    )
    return COULD_NOT
