"""Files this computer has checked or written itself, so that opening one again need not check it.

An empty file for each, named by format version and SHA-256: the same bytes need the same answer.
"""

from pathlib import Path

from natpatsip_desktop import paths
from natpatsip_desktop.store.migrations import VERSION

KEPT = 300


def is_known(digest: str) -> bool:
    """Tell whether a file of these bytes was found whole before."""
    return _mark(digest).exists()


def remember(digest: str) -> None:
    """Note that a file of these bytes is whole; forget the oldest. Only speed hangs on it."""
    mark = _mark(digest)
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        marks = sorted(mark.parent.iterdir(), key=lambda one: one.stat().st_mtime)
        for old in marks[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        pass  # then it is checked again the next time


def _mark(digest: str) -> Path:
    return paths.user_data() / "known" / f"{VERSION}-{digest}"
