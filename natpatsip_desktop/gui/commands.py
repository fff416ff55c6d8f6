"""Every command of the window in one table, and the QActions made from it.

A command without a receiver is shown but not to be used; the frame gives some of them receivers
for good, and each page gives others theirs for as long as it is shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from natpatsip_desktop.gui.pages.registry import PAGES

Receivers = Mapping[str, Callable[[], object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command: its words with their mnemonic, its keys, and what it does for the help."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    does: str = ""

    @property
    def plain(self) -> str:
        """Return the words without mnemonic and dots, for lists and speech."""
        return self.text.replace("&", "").rstrip("…")


SEPARATOR = Command(name="", text="")


def _pages() -> tuple[Command, ...]:
    return tuple(
        Command(
            name=f"go_{entry.name}",
            text=f"&{number} {entry.title}",
            keys=(entry.keys,),
            does="page",
        )
        for number, entry in enumerate((entry for entry in PAGES if entry.keys), start=1)
    )


MENUS: Mapping[str, tuple[Command, ...]] = {
    "&File": (
        Command(name="new_project", text="&New project…", keys=("Ctrl+N",)),
        Command(name="open", text="&Open a workbook…", keys=("Ctrl+O",)),
        Command(name="example", text="&Look round an example"),
        SEPARATOR,
        Command(name="save", text="&Save now", keys=("Ctrl+S",)),
        Command(name="save_copy", text="Save a &copy…", keys=("Ctrl+Shift+S",)),
        Command(name="export", text="&Export…", keys=("Ctrl+E",)),
        Command(name="export_draft", text="Export a &draft…"),
        Command(name="mark_sent", text="&Mark the return as sent"),
        Command(name="check_file", text="Chec&k a file before you send it…"),
        SEPARATOR,
        Command(name="bring_in", text="&Bring in a project…"),
        Command(name="versions", text="&Versions"),
        Command(name="changes", text="C&hange log"),
        Command(name="unsaved", text="&Work that was not saved"),
        SEPARATOR,
        Command(name="settings", text="Se&ttings", keys=("Ctrl+,",)),
        Command(name="quit", text="&Quit", keys=("Ctrl+Q",)),
    ),
    "&Edit": (
        Command(name="undo", text="&Undo", keys=("Ctrl+Z",)),
        Command(name="redo", text="&Redo", keys=("Ctrl+Y",)),
        SEPARATOR,
        Command(name="copy_chart", text="&Copy the chart", keys=("Ctrl+Shift+C",)),
        Command(name="edit", text="&Edit", keys=("F2",)),
        Command(name="fill_down", text="Fill &down", keys=("Ctrl+D",)),
        Command(name="filter", text="&Filter this page", keys=("Ctrl+F",)),
    ),
    "&View": (
        *_pages(),
        SEPARATOR,
        Command(name="back", text="&Back", keys=("Ctrl+[", "Alt+Left")),
        Command(name="forward", text="&Forward", keys=("Ctrl+]", "Alt+Right")),
        SEPARATOR,
        Command(name="find", text="&Search or run a command", keys=("Ctrl+K",)),
        Command(name="next_pane", text="&Next pane", keys=("F6",)),
        Command(name="previous_pane", text="&Previous pane", keys=("Shift+F6",)),
        Command(name="next_problem", text="Ne&xt problem", keys=("F8",)),
        Command(name="previous_problem", text="Pre&vious problem", keys=("Shift+F8",)),
        Command(name="side_panel", text="Side p&anel", keys=("F4",)),
        Command(name="fold_rail", text="Fold the &rail", keys=("Ctrl+\\",)),
        Command(name="blank", text="Blank the &window", keys=("Ctrl+L",)),
    ),
    "&Project": (
        Command(name="enter_data", text="Enter the &data that is due"),
        Command(name="plan_cycle", text="&Plan a cycle…", keys=("Ctrl+Shift+P",)),
        Command(name="cycle_on", text="Move the cycle &on"),
        Command(name="cycle_back", text="Move the cycle &back"),
        Command(name="delete_cycle", text="Delete the &cycle"),
        Command(name="add_measure", text="Add a &measure…"),
        SEPARATOR,
        Command(name="rename_project", text="&Rename the project…"),
        Command(name="hand_over", text="&Hand over the project…"),
        Command(name="delete_project", text="De&lete the project"),
        Command(name="deleted", text="Recently dele&ted"),
    ),
    "&Measure": (
        Command(name="paste", text="&Paste from Excel", keys=("Ctrl+Shift+V",)),
        Command(name="import_data", text="&Import a spreadsheet…"),
        Command(name="add_period", text="Add an&other period…"),
        Command(name="copy_data", text="Cop&y all the data"),
        SEPARATOR,
        Command(
            name="open_point",
            text="Open this poin&t, with its rules",
            keys=("Alt+Return", "Alt+Enter"),
        ),
        Command(name="add_note", text="Add a &note", keys=("Alt+N",)),
        Command(name="date_note", text="Add a note &by its date…", keys=("Ctrl+Shift+N",)),
        Command(name="start_phase", text="&Start a phase here…", keys=("Alt+S",)),
        Command(
            name="leave_out", text="&Leave this point out, or count it again…", keys=("Alt+L",)
        ),
        Command(name="mark_unusual", text="&Flag this point as unusual, or not…", keys=("Alt+U",)),
        Command(name="clear_period", text="Cl&ear this period"),
        SEPARATOR,
        Command(name="how_worked_out", text="How is this wor&ked out?", keys=("Alt+W",)),
        Command(name="help_choose", text="&Help me choose a chart…"),
        Command(name="chart_and_rules", text="&Chart and rules…"),
        Command(name="set_target", text="Tar&get…"),
        Command(name="phases", text="Ph&ases…"),
        Command(name="left_out_points", text="Left-o&ut points…"),
        Command(name="toggle_data", text="Hide or show the &data", keys=("Ctrl+2",)),
        SEPARATOR,
        Command(name="main_measure", text="&Make this the main measure"),
        Command(name="move_up", text="Mo&ve up", keys=("Alt+Up",)),
        Command(name="move_down", text="Move do&wn", keys=("Alt+Down",)),
        Command(name="delete_measure", text="Delete the measu&re"),
    ),
    "&Help": (
        Command(name="help", text="&Help for this page", keys=("F1",)),
        Command(name="help_keyboard", text="&Keyboard"),
        Command(name="help_signals", text="How &signals are worked out"),
        Command(name="about", text="&About this workbook"),
    ),
}


def every_command() -> Iterator[Command]:
    """Yield every command, menu by menu."""
    for commands in MENUS.values():
        yield from (command for command in commands if command is not SEPARATOR)


class Commands(QObject):
    """The QActions of every command, by name; `ready` are made elsewhere (undo and redo)."""

    def __init__(self, parent: QObject, ready: Mapping[str, QAction]) -> None:
        super().__init__(parent)
        self._ready = ready
        self._frame: dict[str, Callable[[], object]] = {}
        self._page: dict[str, Callable[[], object]] = {}
        self.actions = {
            command.name: ready.get(command.name) or self._make(command)
            for command in every_command()
        }

    def fill(self, bar: QMenuBar) -> None:
        """Put every command into its menu."""
        for title, commands in MENUS.items():
            menu = QMenu(title, bar)
            for command in commands:
                if command is SEPARATOR:
                    menu.addSeparator()
                else:
                    menu.addAction(self.actions[command.name])
            bar.addMenu(menu)

    def bind_frame(self, receivers: Receivers) -> None:
        """Give commands the receivers that they have wherever the person is."""
        self._frame = dict(receivers)
        self._enable()

    def bind_page(self, receivers: Receivers) -> None:
        """Give commands the receivers that the page shown now has for them."""
        self._page = dict(receivers)
        self._enable()

    def run(self, name: str) -> None:
        """Do a command as its menu entry would."""
        self.actions[name].trigger()

    def _make(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: self._do(command.name))
        return action

    def _do(self, name: str) -> None:
        receiver = self._page.get(name) or self._frame.get(name)
        if receiver is not None:
            receiver()

    def _enable(self) -> None:
        for name, action in self.actions.items():
            if name not in self._ready:
                action.setEnabled(name in self._page or name in self._frame)
