"""What the workbook needs of a Linux system, and how to get it from apt-get (stdlib only)."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

LINUX = sys.platform.startswith("linux")

# A shared library that must load, and the Debian and Ubuntu package that brings it. Found with ldd
# and tried on a minimal Debian 12. Without the first table Qt cannot even draw a chart to a file.
DRAWING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


class CannotGoOn(Exception):
    """Something a person has to do first; the text says what."""


def say(text: str) -> None:
    print(f"[dev] {text}", file=sys.stderr, flush=True)


def succeeds(command: list[str]) -> bool:
    """Run a command silently and say whether it could be started and ended well."""
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0


def screen_named() -> bool:
    """Say whether the environment names a display; only Linux has to ask."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """Return the Debian packages that Qt and venv still need here."""
    if not LINUX:
        return []
    wanted = DRAWING | (SCREEN if screen_named() else {})
    missing = [package for library, package in wanted.items() if not loads(library)]
    if importlib.util.find_spec("ensurepip") is None:  # Debian and Ubuntu ship it apart
        missing.append("python%d.%d-venv" % sys.version_info[:2])
    return missing


def install_packages(packages: list[str], allowed: bool) -> None:
    """Install Debian packages, or stop with the exact line to ask an administrator for."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise CannotGoOn(
            f"Missing on this system, by their Debian names: {names}.\n"
            "Install what brings them here, then run this again."
        )
    root, has_sudo = os.geteuid() == 0, shutil.which("sudo") is not None
    sudo = "sudo " if has_sudo and not root else ""
    update, install = "apt-get update", f"apt-get install -y --no-install-recommends {names}"
    ask = (
        "Ask an administrator to run this line, then run this again:\n\n"
        f"    {sudo}{update} && {sudo}{install}\n"
    )
    if not allowed or not (root or (sudo and succeeds(["sudo", "-n", "true"]))):
        raise CannotGoOn(f"System packages are missing. {ask}")

    def apt_get(line: str) -> bool:
        prefix = [] if root else ["sudo", "-n"]
        command = [*prefix, *line.split(), "-q", "-o", "DPkg::Lock::Timeout=900"]
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        return subprocess.call(command, env=environment, stdout=sys.stderr) == 0

    say(f"installing system packages: {names}")
    # The package lists of a fresh machine are often missing or old: then one update, one more try.
    if not apt_get(install) and not (apt_get(update) and apt_get(install)):
        raise CannotGoOn(f"apt-get could not install them. {ask}")
