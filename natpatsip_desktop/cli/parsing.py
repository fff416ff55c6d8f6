"""Reads the words of a command; what is not understood is said in one sentence."""

import argparse
import re
from math import isfinite
from typing import Any, NoReturn

from natpatsip_desktop.cli.output import say_error

# What argparse says, and how a person would say it.
PLAIN = (
    (r"argument VERB: \w+ choice: '(.*)' \(.*\)", "There is no verb «{0}»"),
    (
        r"argument (\S+): \w+ choice: '(.*)' \(choose from (.*)\)",
        "{0} cannot be «{1}», only {2}",
    ),
    (r"argument (\S+): (must be .*)", "{0} {1}"),
    (r"argument (\S+): not allowed with argument (\S+)", "{0} and {1} cannot be given together"),
    (r"argument (\S+): expected one argument", "{0} needs a word after it"),
    (r"one of the arguments (\S+) (\S+) is required", "Give {0} or {1}"),
    (r"the following arguments are required: (.*)", "This is missing: {0}"),
    (r"unrecognized arguments: (.*)", "This was not understood: {0}"),
)


class Parser(argparse.ArgumentParser):
    """Says in one sentence what was not understood, and where the help is."""

    def __init__(self, **settings: Any) -> None:
        # A shortened name that fits today may fit two tomorrow, and a script would break.
        super().__init__(**settings, allow_abbrev=False, formatter_class=_wide)

    def error(self, message: str) -> NoReturn:
        say_error(f"{in_plain_words(message)}.", f"Try: {self.prog} --help")
        self.exit(2)


def _wide(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, max_help_position=30)


def in_plain_words(message: str) -> str:
    """Turn a message of argparse into a sentence without its full stop."""
    for pattern, words in PLAIN:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*(_listed(group) for group in found.groups()))
    return f"{message[:1].upper()}{message[1:]}"


def _listed(text: str) -> str:
    """Write a list of choices without the quotation marks of Python."""
    return text.replace("'", "") if text.startswith("'") else text


def number(text: str) -> float:
    """Read a number that can be worked with; infinity and «nan» are none."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise argparse.ArgumentTypeError(f"must be a number, like 90, not «{text}»")
    return value


def above_zero(text: str) -> float:
    """Read a number above 0."""
    value = number(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"must be a number above 0, like 100, not «{text}»")
    return value


def whole(text: str) -> int:
    """Read a whole number above 0, as ids and numbers of points are."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"must be a whole number, like 3, not «{text}»")
    return int(text)


def national_id(text: str) -> str:
    """Read the id of a driver or a measure that ships; they are all in capitals."""
    return text.strip().upper()
