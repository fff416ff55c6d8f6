"""The topics of the help: texts in resources/help, and the keyboard list made from the commands."""

from dataclasses import dataclass

from natpatsip_desktop import __version__
from natpatsip_desktop.gui.commands import MENUS, SEPARATOR, Command
from natpatsip_desktop.paths import shipped, user_data

# In the order of the list. A page without a topic of its own is helped by the one named here.
TITLES = {
    "start": "First steps",
    "home": "Home",
    "due": "Due for data",
    "measure": "Measures and charts",
    "signals": "How signals are worked out",
    "drivers": "Aim and driver diagram",
    "cycles": "PDSA cycles",
    "returns": "Returns",
    "templates": "Templates",
    "saving": "Saving, undo and sharing",
    "keyboard": "Keyboard",
    "words": "Words",
    "about": "About",
}
INSTEAD = {
    "overview": "drivers",
    "measures": "measure",
    "project_returns": "returns",
    "return": "returns",
    "project_return": "returns",
    "new_project": "start",
    "settings": "saving",
    "help": "start",
    **dict.fromkeys(("versions", "changes", "deleted", "unsaved", "bring_in", "check"), "saving"),
}
# Keys that are not commands of a menu, by the part of the window where they work.
ELSEWHERE = (
    ("On a project in Home", "Enter", "Open it"),
    ("On a project in Home", "D", "Enter the data that is due"),
    ("In Due for data", "Enter", "Keep the number, go to the next box"),
    ("In Due for data", "Esc", "Skip this one"),
    ("In the data grid", "Enter", "Go right, then to the next period"),
    ("In the data grid", "Ctrl+V", "Paste a block from Excel"),
    ("On a problem of a return", "Enter", "Go to its cell and put it right there"),
    ("Anywhere", "Esc", "Close what opened last"),
    ("Anywhere", "Shift+F10", "Menu of what is selected"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic: its name, its title, and its text as Markdown."""

    name: str
    title: str
    text: str


def topics() -> list[Topic]:
    """Return every topic in order."""
    return [Topic(name=name, title=title, text=_text(name)) for name, title in TITLES.items()]


def topic_for(page: str) -> str:
    """Return the name of the topic that helps with a page."""
    name = INSTEAD.get(page, page)
    return name if name in TITLES else "start"


def find_topics(typed: str, among: list[Topic]) -> list[Topic]:
    """Return the topics that hold every word typed, those with it in the title first."""
    wanted = typed.casefold().split()
    found = [one for one in among if all(w in f"{one.title} {one.text}".casefold() for w in wanted)]
    return sorted(found, key=lambda one: not all(w in one.title.casefold() for w in wanted))


def _text(name: str) -> str:
    if name == "keyboard":
        return keyboard()
    text = (shipped("resources") / "help" / f"{name}.md").read_text(encoding="utf-8")
    return text.replace("{version}", __version__).replace("{folder}", str(user_data()))


def keyboard() -> str:
    """Write the list of all keys as Markdown, from the commands themselves."""
    lines = ["# Keyboard", "", "Everything can be done without a mouse."]
    for title, commands in MENUS.items():
        with_keys = [one for one in commands if one is not SEPARATOR and any(one.keys)]
        if with_keys:
            lines += ["", f"## {title.replace('&', '')}", "", "| Keys | |", "|---|---|"]
            lines += [f"| {_keys(one)} | {_plain(one)} |" for one in with_keys]
    lines += ["", "## Elsewhere", "", "| Keys | Where | |", "|---|---|---|"]
    lines += [f"| {keys} | {where} | {does} |" for where, keys, does in ELSEWHERE]
    return "\n".join(lines)


def _keys(command: Command) -> str:
    return " or ".join(command.keys).replace("\\", "\\\\")


def _plain(command: Command) -> str:
    return command.plain[2:] if command.does == "page" else command.plain
