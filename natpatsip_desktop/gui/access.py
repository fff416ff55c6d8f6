"""Whether the open workbook can be changed, by whom, and what there is to tell about it."""

import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from natpatsip_desktop.actions import recovering
from natpatsip_desktop.actions.holding import Holding, holding_of
from natpatsip_desktop.errors import WorkbookError
from natpatsip_desktop.gui import verbs
from natpatsip_desktop.gui.messages import Act, Kind
from natpatsip_desktop.gui.navigator import Navigator, Place
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.gui.standing import StandingStrip

if TYPE_CHECKING:
    from natpatsip_desktop.actions.recovering import Recovery
    from natpatsip_desktop.store.document import Document

LOOK = 20_000  # ms between looks whether whoever has the workbook has closed it
READ = "You can read and copy everything; changes are theirs to make."


class Access(QObject):
    """Keeps the strip above the page true, and tells once what a document has to say.

    It looks now and then whether somebody who has the workbook open has closed or left it.
    """

    def __init__(
        self, parent: QObject, session: Session, strip: StandingStrip, navigator: Navigator
    ) -> None:
        super().__init__(parent)
        self._session, self._strip, self._navigator = session, strip, navigator
        self._target = Path()
        self._shown: Document | None = None
        self._places: set[str] = set()
        self._speaks_of_work = False
        self._again = QTimer(self, interval=LOOK)
        self._again.timeout.connect(self.look)
        session.opened.connect(self._open)
        navigator.moved.connect(self._move)
        session.autosave.state.connect(self._tell_notices)
        session.autosave.failed.connect(self._cannot_save)

    def _open(self) -> None:
        """Say how the document that is shown now can be used."""
        self._again.stop()
        self._shown = document = self._session.document
        self._target = document.target
        self._speaks_of_work = False
        self._strip.clear()
        if self._session.looking_at:
            self._say_looking()
        elif document.holder:
            text = f"{document.holder} has this workbook open."
            self._strip.say(text, READ, self._waiting())
            self._again.start()
            self.look()
        elif document.read_only:
            self._strip.say("You can only read this workbook.", acts=self._waiting())
        else:
            # In another thread: each working copy is opened for it, and one may be large.
            self._look_for_work()
        self._tell_place()

    # -- work that was never saved ---------------------------------------------------------

    def _look_for_work(self) -> None:
        # In another thread: each working copy is opened for it, and one may be large.
        left_behind, then = recovering.left_behind, partial(self._say_left, self._shown)
        self._session.tasks.run(left_behind, then=then, fail=_is_no_news)

    def _say_left(self, shown: object, left: "list[Recovery]") -> None:
        """Say that there is work that was never saved, for as long as there is."""
        if shown is not self._shown or not (self._speaks_of_work or not self._strip.text):
            return
        self._speaks_of_work = bool(left)
        if left:
            acts = [
                Act("Look at it", lambda: self._navigator.go("unsaved")),
                Act("Later", self._strip.clear),
            ]
            self._strip.say(recovering.words(left), acts=acts, icon="life-buoy")
        else:
            self._strip.clear()

    def _move(self, place: Place) -> None:
        """Look again after a person has decided about such work."""
        if self._speaks_of_work and place.page != "unsaved" and self._strip.text:
            self._look_for_work()

    def _say_looking(self) -> None:
        words = f"You are looking at {self._session.looking_at}."
        hint = "You can read and copy everything. Your workbook is as you left it."
        self._strip.say(words, hint, [Act("Go back", self._go_back)], icon="rotate-ccw-clock")

    def _go_back(self) -> None:
        self._session.go_back()
        self._navigator.go("versions")

    # -- somebody else has it --------------------------------------------------------------

    def look(self) -> None:
        """Look whether the workbook is free by now, in another thread."""
        if not self._session.is_open:
            return
        document = self._session.document
        found = partial(self._found, document)
        # A share that is away for a while is no news; the next look tells.
        self._session.tasks.run(holding_of, document.target, then=found, fail=_is_no_news)

    def _found(self, document: "Document", holding: Holding | None) -> None:
        if document is not self._shown or not document.holder:
            return
        if holding is None:
            self._again.stop()
            words = f"{document.holder} has closed this workbook."
            hint = "You see it as it was. Open the newest to make changes."
            self._strip.say(words, hint, [Act("Open the newest", self._reopen)], icon="lock-open")
        elif holding.left:
            hint = (
                "Nothing has been heard from there for some minutes. If they are not working on it"
                " any more, take it over; if they still have changes, both are kept."
            )
            acts = [Act("Take it over", partial(self._reopen, True)), *self._waiting()[:1]]
            self._strip.say(holding.words(self._session.today()), hint, acts)
        elif holding.words(self._session.today()) != self._strip.text:
            self._strip.say(holding.words(self._session.today()), READ, self._waiting())

    def _waiting(self) -> list[Act]:
        return [
            Act("Try again", self._reopen),
            Act("Save a copy…", lambda: verbs.save_copy(self._session, self._strip)),
        ]

    def show_newest(self) -> None:
        """Open the workbook anew on the page that is shown: it changed while nobody was here."""
        self._open_again(anew=True)
        if not self._session.document.read_only:
            self._session.tell(
                "Somebody else changed this workbook while you were away.",
                "Your work was saved before; you see the newest now.",
            )

    def _open_again(self, *, take_over: bool = False, anew: bool = False) -> None:
        place, target = self._navigator.place, self._session.own.target
        self._session.open(target, take_over=take_over, anew=anew)
        if place is not None:
            self._navigator.go_to(place)

    def _reopen(self, take_over: bool = False) -> None:
        """Open the workbook again, on the page that is shown."""
        self._open_again(take_over=take_over)
        document = self._session.document
        if document.read_only:
            still = f"{document.holder} still has it open" if document.holder else "Still read only"
            self._session.tell(still, kind=Kind.ANSWER)
        else:
            self._session.tell("You can make changes now", kind=Kind.ANSWER)

    # -- what the document has to say ------------------------------------------------------

    def _tell_notices(self) -> None:
        """Tell once what the document has to say: brought back, taken over, or kept twice."""
        if not self._session.is_open:
            return  # a save that ended while the window was closing
        document = self._session.document
        words = " ".join(document.notices)
        document.notices.clear()
        theirs, self._target = self._target, document.target
        if theirs != document.target:
            # A save found the file changed, and went on in a new one beside it.
            self._session.comfort.workbook = document.target
            self._session.tell(words, acts=self._both(theirs))
        elif words:
            self._session.tell(words)

    def _cannot_save(self, error: WorkbookError) -> None:
        """Say why the work is not in its file yet, and offer what can be done about it."""
        session = self._session
        acts = [
            Act("Try again", session.save_now),
            Act("Save under another name…", lambda: verbs.save_as(session, self._strip)),
        ]
        if "Save it there again" in error.hint:
            acts[0] = Act("Save it there again", lambda: verbs.save_anew(session))
        session.tell(error.message, error.hint, kind=Kind.ERROR, acts=tuple(acts))

    def _both(self, theirs: Path) -> tuple[Act, ...]:
        return (
            Act("Compare the two", lambda: self._navigator.go("versions", item=str(theirs))),
            Act("Open theirs", partial(self._session.open, theirs)),
        )

    def _tell_place(self) -> None:
        """Say once for each workbook what a share or a synced folder means for it."""
        document, comfort = self._session.document, self._session.comfort
        told = self._session.looking_at or document.notices
        words = "" if told else document.place.words()
        key = hashlib.sha256(str(document.target).encode()).hexdigest()[:12]
        if words and key not in self._places | set(comfort.places):
            self._places.add(key)
            comfort.places = [*comfort.places, key]
            self._session.tell(words)


def _is_no_news(error: BaseException) -> None:
    if not isinstance(error, OSError):
        raise error
