"""Where a workbook lies: this computer, a share, a mapped drive or a synced folder, in words."""

import errno
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PureWindowsPath

from natpatsip_desktop.errors import CannotOpen

SHARED_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "vboxsf", "davfs", "fuse.sshfs"}
SYNCED_VARIABLES = ("OneDriveCommercial", "OneDriveConsumer", "OneDrive")
SYNCED_FOLDERS = ("OneDrive", "Dropbox", "Google Drive", "GoogleDrive", "iCloudDrive", "Nextcloud")
REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


class Kind(StrEnum):
    """What sort of place a file is in."""

    LOCAL = "local"
    SHARE = "share"
    MAPPED = "mapped"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a file is; `name` is the drive or the service."""

    kind: Kind
    name: str = ""

    def words(self) -> str:
        """Say what that means for the person; empty for a place on this computer."""
        match self.kind:
            case Kind.SHARE | Kind.MAPPED:
                return (
                    f"This workbook is on {self.name}. You work on a copy on this computer, and it"
                    " is saved there as a whole, so a dropped connection loses nothing."
                )
            case Kind.SYNCED:
                return (
                    f"This workbook is in a folder that {self.name} copies to other computers."
                    " Let one person at a time change it: there a lock arrives late, and both"
                    " files are kept if two people change it."
                )
            case _:
                return ""


def real(path: Path) -> Path:
    """Return where a file really is, links followed; raise CannotOpen if it cannot be anywhere."""
    try:
        found = path.resolve()
        # From Python 3.13 on a circle is left as it is. `is_symlink` trips over a name too long.
        if os.path.islink(found):  # noqa: PTH114
            raise OSError(errno.ELOOP, "links in a circle")
        return found
    except (OSError, RuntimeError, ValueError) as error:  # a circle of links, or no name at all
        raise CannotOpen(
            "There can be no file of this name.",
            "Choose another one, or look whether links in its folder lead in a circle.",
        ) from error


def place_of(path: Path) -> Place:
    """Say where a file is, as far as this computer knows."""
    synced = synced_by(path, os.environ)
    if synced:
        return Place(kind=Kind.SYNCED, name=synced)
    if sys.platform == "win32":
        return _place_on_windows(path)
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        mounts = ""
    system = file_system_of(path, mounts)
    if system in SHARED_SYSTEMS or "/gvfs/" in path.as_posix():
        return Place(kind=Kind.SHARE, name="a shared drive")
    return Place(kind=Kind.LOCAL)


def synced_by(path: PurePath, environ: Mapping[str, str]) -> str:
    """Name the service that copies this folder elsewhere; empty if none is known."""
    for variable in SYNCED_VARIABLES:
        folder = environ.get(variable)
        if folder and path.is_relative_to(folder):
            return "OneDrive"
    for part in path.parts:
        for name in SYNCED_FOLDERS:
            if part == name or part.startswith(f"{name} - "):
                return name
    return ""


def share_of(path: str) -> str:
    """Return server and share of a UNC path, long form or short; empty if it is none."""
    plain = path.replace("/", "\\")
    if plain.startswith("\\\\?\\UNC\\"):
        plain = "\\\\" + plain[8:]
    drive = PureWindowsPath(plain).drive
    return drive if drive.startswith("\\\\") and drive[2] not in "?." else ""


def file_system_of(path: PurePath, mountinfo: str) -> str:
    """Find the type of the file system of a path in the text of /proc/self/mountinfo."""
    best, system = "", ""
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        cells = left.split(" ")
        if len(cells) < 5 or not right:
            continue
        point = cells[4].replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(best):
            best, system = point, right.split(" ")[0]
    return system


if sys.platform == "win32":
    import ctypes

    def _place_on_windows(path: Path) -> Place:
        share = share_of(str(path))
        if share:
            return Place(kind=Kind.SHARE, name=f"the share {share}")
        if ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == REMOTE_DRIVE:
            return Place(kind=Kind.MAPPED, name=f"the shared drive {path.drive}")
        return Place(kind=Kind.LOCAL)
else:

    def _place_on_windows(path: Path) -> Place:
        raise NotImplementedError
