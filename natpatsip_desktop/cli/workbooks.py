"""Verbs about whole workbooks: demo, new, info, organisation."""

import argparse
from datetime import date
from pathlib import Path

from natpatsip_desktop.actions.demo import write_demo
from natpatsip_desktop.actions.info import Info, describe
from natpatsip_desktop.actions.organisation import change_organisation
from natpatsip_desktop.cli.opening import bring_back, to_change
from natpatsip_desktop.cli.output import say, say_json
from natpatsip_desktop.errors import BadInput, CannotSave
from natpatsip_desktop.store.document import new_document


def demo(arguments: argparse.Namespace) -> int:
    """Write the example workbook."""
    made = write_demo(_new_place(arguments.file), date.today())
    say(f"Wrote the example workbook {arguments.file}: {made}.")
    return 0


def new(arguments: argparse.Namespace) -> int:
    """Make an empty workbook."""
    new_document(_new_place(arguments.file)).close()
    say(f"Made an empty workbook {arguments.file}.")
    return 0


def organisation(arguments: argparse.Namespace) -> int:
    """Say whose workbook it is, as returns ask."""
    given = {name: text for name in ("code", "name") if (text := getattr(arguments, name))}
    if not given:
        raise BadInput("Give --code, --name or both.", "For example: --code RX9")
    with to_change(arguments.file) as workbook:
        known = change_organisation(workbook, **given)
    say(f"This is the workbook of {' '.join(text for text in (known.name, known.code) if text)}.")
    return 0


def _new_place(path: Path) -> Path:
    """Refuse a name or a folder that a new workbook cannot have, before anything is made."""
    if path.suffix.lower() != ".qiw":
        raise BadInput("The name of a workbook ends in .qiw.", "Give one like Ward.qiw.")
    if not path.absolute().parent.is_dir():
        raise CannotSave(f"There is no folder «{path.parent}».", "Make it first, or name another.")
    return path


def info(arguments: argparse.Namespace) -> int:
    """Say what a workbook holds."""
    bring_back(arguments.file)
    found = describe(arguments.file)
    if arguments.json:
        say_json(found.as_json())
    else:
        _say_info(found)
    return 0


def _say_info(found: Info) -> None:
    say(f"{found.path}: workbook of version {found.version}, {found.integrity}")
    if found.organisation:
        say(f"Organisation: {found.organisation}")
    for project in found.projects:
        say(f"Project {project.id}: {project.title}")
        for measure in project.measures:
            days = f", {measure.first} to {measure.last}" if measure.points else ""
            points = "1 point" if measure.points == 1 else f"{measure.points} points"
            say(f"  Measure {measure.id}: {measure.name} ({points}{days})")
