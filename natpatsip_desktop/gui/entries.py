"""Everything the command box can find: projects, measures, pages and commands."""

from functools import partial

from natpatsip_desktop.core.records import Measure, Project
from natpatsip_desktop.gui.commands import Commands, every_command
from natpatsip_desktop.gui.finder import Entry
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.other_words import OTHER_WORDS
from natpatsip_desktop.store.workbook import Workbook


def entries(workbook: Workbook, navigator: Navigator, commands: Commands) -> list[Entry]:
    """List what can be gone to or done now; pages are among the commands, with their keys."""
    titles = {
        project.id: project.title
        for project in workbook.all(Project, "-edited_at", deleted_at=None)
    }
    found = [_project(navigator, id, title) for id, title in titles.items()]
    found += [
        _measure(navigator, measure, titles[measure.project_id])
        for measure in workbook.all(Measure, "position", deleted_at=None)
        if measure.project_id in titles
    ]
    return found + _commands(commands)


def _project(navigator: Navigator, project_id: int, title: str) -> Entry:
    return Entry(
        key=f"project:{project_id}",
        text=title,
        kind="project",
        hint="",
        icon="clipboard-list",
        run=partial(navigator.go, "overview", project_id),
    )


def _measure(navigator: Navigator, measure: Measure, project: str) -> Entry:
    return Entry(
        key=f"measure:{measure.id}",
        text=measure.name,
        kind=project,
        hint="",
        icon="chart-line",
        run=partial(navigator.go, "measure", measure.project_id, measure.id),
    )


def _commands(commands: Commands) -> list[Entry]:
    return [
        Entry(
            key=f"command:{command.name}",
            text=_words(command.plain),
            kind="page" if command.does == "page" else "command",
            hint=commands.actions[command.name].shortcut().toString(),
            icon="arrow-right" if command.does == "page" else "chevron-right",
            run=commands.actions[command.name].trigger,
            also=OTHER_WORDS.get(command.name, ""),
        )
        for command in every_command()
        if commands.actions[command.name].isEnabled() and command.name != "find"
    ]


def _words(plain: str) -> str:
    """Drop the number that pages have in their menu."""
    return plain[2:] if plain[:1].isdigit() else plain
