"""Verbs about returns: formats, return."""

import argparse

from natpatsip_desktop.actions.returns import export, list_formats, prepare
from natpatsip_desktop.cli.output import say, say_json, say_problems, say_table
from natpatsip_desktop.errors import BadInput, Severity
from natpatsip_desktop.store.document import workbook_at


def formats(arguments: argparse.Namespace) -> int:
    """List the return formats."""
    found = list_formats()
    if arguments.json:
        say_json({"formats": found})
        return 0
    heads = ("id", "version", "title", "periods")
    rows = [[f["id"], f["version"], f["title"], ", ".join(f["periods"])] for f in found]
    say_table(heads, rows)
    return 0


def make(arguments: argparse.Namespace) -> int:
    """Write a return; 1 if it was written in spite of problems, or with warnings."""
    with workbook_at(arguments.file) as workbook:
        prepared = prepare(workbook, arguments.format, arguments.period, arguments.project)
        errors = [p for p in prepared.problems if p.severity is Severity.ERROR]
        if errors and not arguments.draft:
            raise BadInput(
                f"The return has {len(errors)} problem{'s' if len(errors) > 1 else ''}.",
                "Put them right, or write it as a draft with --draft.",
                tuple(prepared.problems),
            )
        made = export(workbook, prepared, arguments.output, draft=arguments.draft, overwrite=True)
    say(made.words)
    say_problems(prepared.problems)
    return 1 if prepared.problems else 0
