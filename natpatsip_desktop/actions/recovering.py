"""Work that a process left behind before it was saved: found, compared, kept or thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from natpatsip_desktop.actions.comparing import Comparison, compare
from natpatsip_desktop.actions.versions import file_as_version
from natpatsip_desktop.core.periods import long_date, short_date
from natpatsip_desktop.errors import CannotOpen
from natpatsip_desktop.store import files, recovery, salvage, saving, versions, working
from natpatsip_desktop.store.document import recover, recoverable
from natpatsip_desktop.store.places import real
from natpatsip_desktop.store.recovery import Fate, Recovery
from natpatsip_desktop.store.salvage import Salvage
from natpatsip_desktop.store.working import Working

__all__ = ["Fate", "Recovery", "left_behind", "left_of", "recover"]


def left_behind() -> list[Recovery]:
    """Return the work that was never saved, newest first. May be called from any thread."""
    return sorted(recoverable(), key=lambda found: found.at, reverse=True)


def left_of(path: Path) -> list[Recovery]:
    """Return the work on one workbook that was never saved."""
    target = real(path)
    return [found for found in left_behind() if found.target == target]


def goes_on_by_itself(found: Recovery) -> bool:
    """Tell whether opening the workbook brings this work back without a question."""
    return found.fate is Fate.UNCHANGED and not found.damaged


def words(left: list[Recovery]) -> str:
    """Say in a sentence that there is such work."""
    if len(left) > 1:
        return f"Work on {len(left)} workbooks was never saved. It is kept on this computer."
    (found,) = left
    when = f"{found.at:%H:%M}, {long_date(found.at.date())}"
    return f"Your work on {found.target.name} up to {when}, was never saved. It is kept here."


def fate_words(found: Recovery) -> str:
    """Say what became of the file, as a table does."""
    if found.damaged:
        return "Work damaged"
    return {
        Fate.UNCHANGED: "As you left it",
        Fate.CHANGED: "Changed",
        Fate.GONE: "Gone",
    }[found.fate]


def when_words(found: Recovery) -> str:
    """Say up to when it goes, as a table does."""
    return f"{short_date(found.at.date())}, {found.at:%H:%M}"


def what_opens(found: Recovery) -> str:
    """Say where the work goes on when it is opened."""
    if found.damaged:
        return "What can be read of it goes into a new workbook; the rest is listed."
    if found.fate is Fate.UNCHANGED:
        return f"Your work goes on in {found.target.name}."
    name = recovery.destination(found).name
    if found.fate is Fate.GONE:
        return f"Your work goes on as {name}."
    return f"Your work goes on in {name}, beside the file; both are kept."


def compared_with_file(found: Recovery) -> Comparison:
    """Say what is in this work and not in its file; raise CannotOpen if one cannot be read.

    May be called from any thread.
    """
    with TemporaryDirectory(prefix="natpatsip-") as folder, _held(found) as place:
        mine = Path(folder) / "mine.qiw"
        part = mine.with_suffix(".part")
        with saving.written(place.file, part, found.target.name):
            files.put_in_place(part, mine)
        theirs = file_as_version(found.target)
        with (
            versions.opened(theirs) as before,
            versions.opened(file_as_version(mine)) as after,
        ):
            return compare(before, after)


def salvage_work(found: Recovery) -> Salvage:
    """Bring what can be read of damaged work into a new workbook beside its file."""
    with _held(found) as place:
        target = saving.free_name(recovery.destination(found), "salvaged")
        return salvage.salvage(place.file, target)


def throw_away(found: Recovery) -> None:
    """Throw the work away for good."""
    with _held(found) as place:
        recovery.discard(place)


@contextmanager
def _held(found: Recovery) -> Iterator[Working]:
    """Hold the working copy meanwhile, so that no other window brings it back."""
    place = working.take(found.folder)
    if place is None:
        raise CannotOpen("This work is already open, or was brought back before.")
    try:
        yield place
    finally:
        place.release()
