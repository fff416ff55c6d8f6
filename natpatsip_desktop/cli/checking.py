"""The verb that looks at a file before it is relied on or sent: check."""

import argparse

from natpatsip_desktop.actions.checking import Checked, check_file, salvage
from natpatsip_desktop.actions.recovering import left_of
from natpatsip_desktop.cli.opening import IN_THE_WINDOW
from natpatsip_desktop.cli.output import say, say_note, say_problems
from natpatsip_desktop.errors import BadInput

OFFER = "To bring what can be read into a new workbook: natpatsip check {} --salvage NEW.qiw"


def check(arguments: argparse.Namespace) -> int:
    """Check a workbook, a return or any spreadsheet; 1 if there is something to put right."""
    found = check_file(arguments.file)
    for left in left_of(arguments.file):
        say_note(f"{left.words()} {IN_THE_WINDOW}")
    say(found.words())
    say_problems(found.problems)
    if arguments.salvage is not None:
        _salvage(arguments, found)
    elif found.damaged and found.is_workbook:
        say(OFFER.format(arguments.file))
    return 1 if found.problems else 0


def _salvage(arguments: argparse.Namespace, found: Checked) -> None:
    """Bring what can be read of a damaged workbook into a new one."""
    if not found.is_workbook:
        raise BadInput("Only a workbook can be salvaged.", "Leave --salvage out.")
    if not found.damaged:
        say("Nothing needs to be salvaged, so nothing was written.")
        return
    brought = salvage(arguments.file, arguments.salvage)
    say(brought.words())
    say_problems(brought.problems)
