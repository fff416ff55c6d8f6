"""A folder as a share would be, a small workbook in it, and a small disk."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from scenes import Protect, fill, withdrawn

from natpatsip_desktop.store.document import new_document


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return an empty folder, as a share would be."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def wards(shared: Path) -> Path:
    """Return the file of a closed workbook with two projects."""
    path = shared / "Wards.qiw"
    document = new_document(path)
    fill(document)
    document.close()
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 2 MB, where this computer lets us."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(disk)], capture_output=True
    )
    if made.returncode:
        pytest.skip("only root may mount a small disk; the file-size tests do the same")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def write_protected(tmp_path: Path) -> Protect:
    """Return what withdraws the right to write a file or a folder, where that can be done."""
    if sys.platform == "win32":
        pytest.skip("Windows takes such a right away through its own lists only")
    probe = tmp_path / "probe"
    probe.mkdir()
    try:
        with withdrawn(probe):
            pass
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("root may write anywhere here: run as a user, or where chattr +i works")
    return withdrawn
