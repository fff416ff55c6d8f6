"""Verbs about returns: formats, return."""

import argparse

from natpatsip_desktop.actions.returns import export, list_formats, prepare
from natpatsip_desktop.cli.opening import to_change
from natpatsip_desktop.cli.output import say, say_json, say_problems, say_table
from natpatsip_desktop.errors import Severity


def formats(arguments: argparse.Namespace) -> int:
    """List the return formats."""
    found = list_formats()
    if arguments.json:
        say_json({"formats": found})
        return 0
    heads = ("id", "version", "title", "periods")
    rows = [[str(f[head]) for head in heads[:-1]] + [_listed(f["periods"])] for f in found]
    say_table(heads, rows)
    return 0


def _listed(values: object) -> str:
    return ", ".join(map(str, values)) if isinstance(values, list) else str(values)


def make(arguments: argparse.Namespace) -> int:
    """Write a return; 1 if there is something in it to look at."""
    with to_change(arguments.file) as workbook:
        prepared = prepare(workbook, arguments.format, arguments.period, arguments.project)
        made = export(workbook, prepared, arguments.output, draft=arguments.draft, overwrite=True)
    say(f"{prepared.definition.title}: {prepared.data.period.words}")
    say(made.words)
    say_problems(made.problems)
    return 1 if any(p.severity is not Severity.INFO for p in made.problems) else 0
