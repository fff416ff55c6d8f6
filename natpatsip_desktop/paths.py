"""Where shipped files and the user's own files are, in a checkout, a wheel and a frozen app."""

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DATA_VARIABLE = "NATPATSIP_DATA"


def shipped(folder: str) -> Path:
    """Return the folder `ui` or `resources` as it was shipped with this copy of the program."""
    inside, beside = PACKAGE / folder, PACKAGE.parent / folder
    return inside if inside.is_dir() else beside


def user_data() -> Path:
    """Return the folder on the local disk for working copies, logs and comfort settings.

    Never the roaming profile: a working copy on a share would lose SQLite's locking.
    `NATPATSIP_DATA` names another folder (tests, portable use).
    """
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).absolute()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "natpatsip"


def user_documents() -> Path:
    """Return the folder in which a person expects to find their own files."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
