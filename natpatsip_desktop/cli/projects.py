"""Verbs about the national tree, projects and measures: programmes, start, measure."""

import argparse

from natpatsip_desktop.actions.measures import add_library_measure, add_own_measure
from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.cli.opening import to_change
from natpatsip_desktop.cli.output import say, say_json
from natpatsip_desktop.core import programmes as national
from natpatsip_desktop.core.records import Better, Frequency, Measure, Role, Unit
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.workbook import Workbook

OF_ONES_OWN = ("unit", "better", "role", "numerator", "denominator")


def programmes(arguments: argparse.Namespace) -> int:
    """List the national programmes, drivers and measures."""
    if arguments.json:
        say_json(national.as_json())
        return 0
    say(national.national_aim().text)
    for programme in national.programmes():
        say()
        say(f"{programme.id}  {programme.name}")
        say(f"    {programme.primary_driver}")
        for driver in programme.drivers:
            say(f"  {driver.id}  {driver.title}: {len(national.measures_of(driver.id))} measures")
    say()
    say(f"{len(national.library())} measures in all. Every detail: natpatsip programmes --json")
    return 0


def start(arguments: argparse.Namespace) -> int:
    """Start a project and print its id."""
    with to_change(arguments.file) as workbook:
        project = start_project(workbook, arguments.driver, arguments.title)
    say(str(project.id))
    return 0


def measure(arguments: argparse.Namespace) -> int:
    """Add a measure and print its id."""
    with to_change(arguments.file) as workbook:
        added = _library(workbook, arguments) if arguments.library else _own(workbook, arguments)
    say(str(added.id))
    return 0


def _library(workbook: Workbook, arguments: argparse.Namespace) -> Measure:
    given = [f"--{name}" for name in OF_ONES_OWN if getattr(arguments, name) is not None]
    if given:
        raise BadInput(
            f"{', '.join(given)} is for a measure of your own; one that ships has its own.",
            "Leave it out, or give --name in place of --library.",
        )
    return add_library_measure(
        workbook,
        arguments.project,
        arguments.library,
        target=arguments.target,
        **({"frequency": Frequency(arguments.frequency)} if arguments.frequency else {}),
    )


def _own(workbook: Workbook, arguments: argparse.Namespace) -> Measure:
    if not arguments.unit or not arguments.better:
        raise BadInput(
            "A measure of your own needs --unit and --better.",
            "For example: --unit percent --better up",
        )
    return add_own_measure(
        workbook,
        arguments.project,
        arguments.name,
        Unit(arguments.unit),
        Better(arguments.better),
        frequency=Frequency(arguments.frequency) if arguments.frequency else None,
        target=arguments.target,
        role=Role(arguments.role or "outcome"),
        numerator=arguments.numerator or "",
        numerator_label=arguments.numerator or "",
        denominator=arguments.denominator or "",
        denominator_label=arguments.denominator or "",
    )
