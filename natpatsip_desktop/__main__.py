"""One name for both faces: no words or a workbook opens the window, a verb is for the terminal."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from natpatsip_desktop.core.charts import ChartSpec

NO_DISPLAY = (
    "There is no screen to show the window on.",
    "Start it on a desktop, or use the command line: natpatsip --help",
)


def main() -> int:
    """Run the program and return its exit code: 0 done, 1 problems found, 2 could not."""
    words = sys.argv[1:]
    try:
        if wants_window(words):
            return open_window(Path(words[0]) if words else None)
        # Here and not above: each face starts without the other.
        from natpatsip_desktop.cli import main as cli_main  # noqa: PLC0415

        return cli_main(words, draw)
    except KeyboardInterrupt:
        return say("Stopped before anything was done.", "Start it again when you like.")


def draw(spec: "ChartSpec", path: Path) -> Path:
    """Write a chart to a file for the command line, which knows no Qt itself."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    language = next((os.environ[name] for name in names if os.environ.get(name)), "")
    if sys.platform.startswith("linux") and "UTF" not in language.upper():
        # Qt complains aloud where the language of the system is not set, as in many scripts.
        os.environ["LC_ALL"] = "C.UTF-8"
    # Here and not above: only this verb needs Qt.
    from natpatsip_desktop.gui.charts.headless import draw_to_file  # noqa: PLC0415

    return draw_to_file(spec, path)


def wants_window(words: list[str]) -> bool:
    """Tell whether the words after the program's name ask for the window."""
    return not words or (len(words) == 1 and words[0].lower().endswith(".qiw"))


def open_window(path: Path | None) -> int:
    """Open the window, or say in two plain sentences why that is not possible here."""
    if not has_screen():
        return say(*NO_DISPLAY)
    try:
        # Here and not above: the command line starts without Qt.
        from natpatsip_desktop.gui.app import run  # noqa: PLC0415
    except ImportError as error:
        if "PySide6" not in f"{error.name} {error.path} {error}" and ".so" not in str(error):
            raise
        missing = str(error).split(":")[0]
        return say(
            f"A system library that the window needs is missing: {missing}.",
            "On Debian or Ubuntu: apt-get install libegl1 libgl1 libxkbcommon0 libdbus-1-3",
        )
    return run(path)


def has_screen() -> bool:
    """Tell whether Qt can show a window here; it would abort the process if not."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(message: str, hint: str) -> int:
    """Say on standard error what could not be done; return the exit code for that."""
    if sys.stderr is not None:
        sys.stderr.write(f"{message}\n{hint}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
