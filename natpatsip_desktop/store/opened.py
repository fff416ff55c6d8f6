"""Document: one open workbook on a private working copy, saved as a whole into its file."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from natpatsip_desktop.errors import CannotSave, WorkbookError
from natpatsip_desktop.store import deleted, files, known, locks, saving, versions
from natpatsip_desktop.store.differences import Difference, differences
from natpatsip_desktop.store.faults import SAFE, Cause, Doing, cause_of, spoken
from natpatsip_desktop.store.files import Stamp
from natpatsip_desktop.store.locks import Holder, Lock
from natpatsip_desktop.store.places import place_of, real
from natpatsip_desktop.store.recovery import Recovery
from natpatsip_desktop.store.state import SaveState, Saving
from natpatsip_desktop.store.versions import Thinned, Version
from natpatsip_desktop.store.workbook import Notice, Workbook
from natpatsip_desktop.store.working import Working


class Document:
    """One open workbook: every edit is on the disk at once, `save` carries it into its file.

    `save` and `state` may be used from any thread; everything else from the one that opened it.
    `notices` are sentences to show once: what was brought back, taken over, or kept twice.
    `place` knows shares and synced folders and has words for them. While it is `resting`, others
    may have the workbook.
    """

    def __init__(self, place: Working, lock: Lock | None, *, holder: str = "") -> None:
        self.target = place.about.target
        self.read_only = place.about.read_only
        self.holder = holder
        self.place = place_of(self.target)
        self.notices: list[str] = []
        self._working = place
        self._lock = lock
        self.resting = False
        self._one_save = threading.Lock()
        self._edits = self._saved_edits = 0
        self._busy = self._closed = False
        self._why = ""
        self._brought_back: datetime | None = None
        stamp = place.about.stamp
        self._saved_at = files.moment(stamp.modified / 1e9) if stamp else None
        self.workbook = Workbook(place.file, who=place.about.who, read_only=self.read_only)
        self.workbook.on_change.append(self._edited)

    def purge(self) -> int:
        """Remove for good what was deleted long ago, and say how much; the next save does it too.

        That alone is no reason to save: looking at a workbook does not change its file.
        """
        count = deleted.purge(self.workbook)
        self._edits = self._saved_edits = 0
        return count

    def _edited(self, notice: Notice) -> None:
        self._edits += 1
        self._brought_back = None

    @property
    def state(self) -> SaveState:
        """Where saving stands now; derived, so that edits and saves cannot contradict it."""
        if self.read_only:
            return SaveState(kind=Saving.READ_ONLY, holder=self.holder)
        if self._busy:
            return SaveState(kind=Saving.SAVING, saved_at=self._saved_at)
        if self._brought_back:
            return SaveState(kind=Saving.RECOVERED, saved_at=self._brought_back, why=self._why)
        if self._edits == self._saved_edits:
            return SaveState(kind=Saving.SAVED, saved_at=self._saved_at)
        kind = Saving.NOT_SAVED if self._why else Saving.DIRTY
        return SaveState(kind=kind, saved_at=self._saved_at, why=self._why)

    def bring_back(self, found: Recovery) -> None:
        """Say that this is work that a process left behind, and that it is not saved yet."""
        self._edits += 1
        self._brought_back = found.at
        self.notices.append(f"{self.state.words()}. {found.words()}")

    # -- saving ----------------------------------------------------------------------------

    def save(self, *, anew: bool = False) -> SaveState:
        """Carry the work into the file in one step; raise CannotSave, with the work kept here.

        The file before is kept as a dated version. If somebody else changed the file, both are
        kept: the work goes on in a new file beside it, and a notice says so. If the file is no
        longer in its folder, it is written there again only if `anew`.
        """
        if self.read_only:
            raise CannotSave("This workbook is open to read only.", "Save a copy instead.")
        with self._one_save:
            edits = self._edits
            if edits != self._saved_edits or not self._working.about.stamp:
                self._saved(edits, lambda: self._carry(anew))
        return self.state

    def save_as(self, path: Path) -> SaveState:
        """Go on in another file, which must not be there yet; the one before stays as it is."""
        target = real(path)
        saving.check_free(target)
        with self._one_save:
            self._saved(self._edits, lambda: self._move_to(target))
        return self.state

    def _saved(self, edits: int, carry: Callable[[], None]) -> None:
        self._busy, self._why = True, ""
        try:
            carry()
            self._saved_edits = edits
            self._saved_at = datetime.now()
            self._brought_back = None
        except WorkbookError as error:
            self._why = str(error)
            raise
        finally:
            self._busy = False

    def _carry(self, anew: bool) -> None:
        target, stamp = self.target, self._working.about.stamp
        part = self._working.part(target)
        with self._written(part, target) as digest:
            there = target.exists()
            if there and not (stamp and self._is_ours() and stamp.fits(target)):
                self._keep_both()
                return
            if there:
                saving.check_may_write(target)
                self._keep_version()
            elif stamp and not anew:
                raise CannotSave(
                    f"{target.name} is no longer in its folder: it was renamed, moved or deleted.",
                    f"{SAFE} Save it there again, or save it under another name.",
                )
            self._put(part, target, digest)

    def _written(self, part: Path, target: Path) -> AbstractContextManager[str]:
        return saving.written(self._working.file, part, target.name, as_it_is=True)

    def _put(self, part: Path, target: Path, digest: str) -> None:
        """Move a written part to its place, so noted that being killed in between does no harm."""
        newest = saving.newest_change(part)
        with spoken(Doing.NOTE, target.name):
            self._working.note(next_digest=digest, next_change=newest)
        files.put_in_place(part, target)
        stamp = Stamp.of(target.stat(), digest)
        with spoken(Doing.NOTE, target.name):
            self._working.note(stamp=stamp, saved_change=newest, next_digest="")
        known.remember(digest)

    def _is_ours(self) -> bool:
        return self._lock is None or self._lock.hold()

    def _keep_version(self) -> None:
        try:
            versions.keep(self.target)
        except OSError as error:
            full = cause_of(error) is Cause.FULL
            why = "the disk is full" if full else "their folder on this computer cannot be written"
            self._notify(f"The version before this save could not be kept: {why}.")

    def _keep_both(self) -> None:
        """Go on in a file beside the one that somebody else changed."""
        theirs, now = self.target, datetime.now()
        other = locks.read(locks.lock_path(theirs))
        who = "somebody else" if not other or self._is_ours() else other.who
        ours = saving.free_name(theirs, f"{self.workbook.who} {now.day} {now:%b %Y %H.%M}")
        self._move_to(ours)
        self._notify(
            f"{theirs.name} was changed or taken over by {who} since you opened it. Both are kept:"
            f" theirs is {theirs.name}, yours is {ours.name}. Compare them before you go on."
        )

    def _move_to(self, target: Path) -> None:
        part = self._working.part(target)
        with self._written(part, target) as digest:
            lock = locks.acquire(target, who=self.workbook.who, token=self._working.token)
            if isinstance(lock, Holder):
                raise CannotSave(f"{lock.who} is making {target.name} now.", "Choose another name.")
            before, self._lock, self.target = self._lock, lock, target
            lock.keep_alive()
            if before:
                before.release()
            with spoken(Doing.NOTE, target.name):
                self._working.note(target=target, stamp=None)
            self._put(part, target, digest)

    def _notify(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    def save_copy(self, path: Path) -> None:
        """Write the workbook as it is now to another file; raise CannotSave if one is there."""
        target = real(path)
        saving.check_free(target)
        part = self._working.part(target)
        with self._written(part, target):
            files.put_in_place(part, target)

    def versions(self) -> list[Version]:
        """Return the dated versions of this workbook kept on this computer, newest first."""
        return versions.all_versions(self.target)

    def thinned(self) -> list[Thinned]:
        """Return how many versions of which days are not kept any more, newest day first."""
        return versions.thinned(self.target)

    def compare(self, version: Version) -> list[Difference]:
        """Return what changed from a version to now; raise CannotOpen if it cannot be read."""
        with versions.opened(version) as then:
            return differences(then.connection, self.workbook.connection)

    def restore(self, version: Version) -> str:
        """Go back to a version, in one edit that undo takes back; return the words of the edit."""
        label = f"Go back to the version of {version.words()}"
        with versions.opened(version) as then, self.workbook.edit(label):
            self.workbook.become(then)
        return label

    # -- nobody works here for a while -------------------------------------------------------

    def rest(self) -> None:
        """Save, and let others have the workbook until `wake`; raise CannotSave if that fails."""
        if not self.read_only and self._lock:
            self.save()
            self._lock.release()
            self._lock = None
            self.resting = True

    def wake(self) -> bool:
        """Take the workbook again; False if somebody else has it, or changed it meanwhile.

        Then it must be opened anew. Out of reach, the work goes on, and a save keeps both if need
        be.
        """
        stamp = self._working.about.stamp
        try:
            lock = locks.acquire(self.target, who=self.workbook.who, token=self._working.token)
            if isinstance(lock, Holder):
                return False
            if stamp and not stamp.fits(self.target):
                lock.release()
                return False
        except OSError:
            return True
        self._lock, self.resting = lock, False
        lock.keep_alive()
        return True

    # -- the end ---------------------------------------------------------------------------

    def close(self) -> None:
        """Save what is not saved and tidy up; what cannot be saved stays on this computer."""
        if self._closed:
            return
        try:
            if not self.read_only:
                self.save()
        except BaseException:
            self._let_go()
            self._working.release()
            raise
        self._let_go()
        self._working.remove()

    def _let_go(self) -> None:
        self._closed = True
        self.workbook.close()
        if self._lock:
            self._lock.release()
