#!/usr/bin/env python3
"""Set up and start, or test, the workbook in a fresh checkout. Needs Python 3.11 and nothing else.

    python3 packaging/dev.py run                open the example workbook
    python3 packaging/dev.py run ARGUMENTS ...  the same as: natpatsip ARGUMENTS ...
    python3 packaging/dev.py test               run every test; takes pytest's arguments
    python3 packaging/dev.py doctor             say what is missing and change nothing

On Windows it is: py packaging\\dev.py run

Options:
    --wheels DIR   no network: take the pinned packages from DIR (packaging/README.md says how)
    --no-system    never call apt-get: print what to ask an administrator for instead
"""

import sys

if sys.version_info < (3, 11):  # before anything that an older Python does not know
    sys.stderr.write(
        "Python 3.11 or newer is needed; this is %d.%d.\n"
        "If a newer one is there under another name, use that: python3.11 packaging/dev.py run\n"
        % sys.version_info[:2]
    )
    sys.exit(2)

import argparse
import hashlib
import os
import shlex
import subprocess
import sysconfig
from pathlib import Path

from system import (
    LINUX,
    CannotGoOn,
    install_packages,
    missing_packages,
    say,
    screen_named,
    succeeds,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from natpatsip_desktop.__main__ import wants_window
from natpatsip_desktop.paths import user_data

ROOT = Path(__file__).resolve().parents[1]
WINDOWS = os.name == "nt"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCKS = ROOT / "packaging" / "locks"
NATPATSIP = [str(PYTHON), "-P", "-m", "natpatsip_desktop"]


def stamp(kind: str) -> tuple[Path, str]:
    """Return the file that says .venv is ready to `run` or `test`, and what it must hold."""
    lock = (LOCKS / f"{kind}.txt").read_bytes()
    made_of = lock + f"{sys.version_info[:2]} {VENV}".encode()
    return VENV / f".ready-{kind}", hashlib.sha256(made_of).hexdigest()


def is_ready(kind: str) -> bool:
    file, wanted = stamp(kind)
    return PYTHON.exists() and file.exists() and file.read_text() == wanted


def set_up(kind: str, wheels: str | None) -> None:
    """Bring .venv in line with the lock file of this kind."""
    usable = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    if not succeeds([str(PYTHON), "-c", usable]):
        say(f"making {VENV}")
        if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
            raise CannotGoOn(f"{VENV} could not be made; the lines above say why.")
    say(f"installing the packages pinned in packaging/locks/{kind}.txt")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    source = ["--no-index", "--find-links", str(Path(wheels).resolve())] if wheels else []
    pinned = ["--require-hashes", "--only-binary=:all:", "-r", str(LOCKS / f"{kind}.txt")]
    if subprocess.call([*pip, *source, *pinned], stdout=sys.stderr) != 0:
        raise CannotGoOn(
            "The pinned packages could not be installed; the lines above say why.\n"
            "No network here: use --wheels DIR. Behind a proxy that reads TLS: set PIP_CERT to\n"
            "its certificate file. packaging/README.md says more."
        )
    install_project()
    file, wanted = stamp(kind)
    file.write_text(wanted)


def install_project() -> None:
    """Give .venv the package and the command `natpatsip` straight from this checkout.

    It is what an editable install does, without its build tools, so it needs no network. All files
    hold relative paths only: spaces and accents in a folder's name do no harm.
    """
    site = sysconfig.get_path("purelib", "venv", {"base": str(VENV)})
    Path(site, "natpatsip-workbook.pth").write_text(os.path.relpath(ROOT, site) + "\n")
    if WINDOWS:
        command, text = "Scripts/natpatsip.cmd", '@"%~dp0python.exe" -P -m natpatsip_desktop %*\n'
    else:
        here = '$(dirname "$(readlink -f "$0")")'
        command = "bin/natpatsip"
        text = f'#!/bin/sh\nexec "{here}/python" -P -m natpatsip_desktop "$@"\n'
    (VENV / command).write_text(text)
    (VENV / command).chmod(0o755)


def example_workbook() -> str:
    """Return the example workbook in the user's data folder, written on first use."""
    example = user_data() / "example.qiw"
    if not example.exists():
        example.parent.mkdir(parents=True, exist_ok=True)
        if subprocess.call([*NATPATSIP, "demo", str(example)], stdout=sys.stderr) != 0:
            raise CannotGoOn("The example workbook could not be written; the lines above say why.")
    say(f"the example workbook is {example} (yours to change; delete it to get a fresh one)")
    return str(example)


def run(arguments: list[str]) -> int:
    """Start the program; a window is wanted without arguments or with a workbook's name."""
    arguments = arguments or [example_workbook()]
    # Qt aborts where no display answers, so a throw-away process asks first.
    ask_qt = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    if wants_window(arguments) and LINUX and not succeeds([str(PYTHON), "-c", ask_qt]):
        raise CannotGoOn(
            "No display answers here, so no window can open. Everything else is ready:\n\n"
            f"    {VENV}/bin/natpatsip info {shlex.quote(arguments[0])}\n\n"
            "For the window, run this again on a desktop, over ssh -X, or on a virtual display:\n"
            "apt-get install xvfb xauth, then xvfb-run python3 packaging/dev.py run"
        )
    return subprocess.call([*NATPATSIP, *arguments])


def doctor() -> int:
    """Print what this machine has and lacks; 1 if something is missing."""
    missing = missing_packages()
    print("Python          ", sys.version.split()[0], f"({sys.executable})")
    print("system packages ", "missing: " + " ".join(missing) if missing else "all there")
    print("display         ", "yes" if screen_named() else "none: no window, all else works")
    for kind in ("run", "test"):
        print(f"{kind:<16} ", "ready" if is_ready(kind) else "not set up yet")
    return 1 if missing else 0


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--wheels")
    parser.add_argument("--no-system", action="store_true")
    parser.add_argument("verb", nargs="?", choices=["run", "test", "doctor"])
    options, arguments = parser.parse_known_args(argv)
    if options.verb is None:
        print(__doc__)
        return 0 if {"-h", "--help"} & set(arguments) else 2
    if options.verb == "doctor":
        return doctor()
    missing = missing_packages()
    if missing:
        install_packages(missing, allowed=not options.no_system)
    if not is_ready(options.verb):
        set_up(options.verb, options.wheels)
    if options.verb == "run":
        return run(arguments)
    return subprocess.call([PYTHON, "-m", "pytest", *arguments], cwd=ROOT)


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
    except CannotGoOn as reason:
        say(str(reason))
        code = 2
    except KeyboardInterrupt:
        code = 130
    sys.exit(code if code >= 0 else 128 - code)  # ended by a signal: as a shell would say it
