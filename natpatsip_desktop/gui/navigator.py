"""Where the person is, where they were, and how to go elsewhere."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

HISTORY_KEPT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page, and the records it shows; `item` is a cycle, a return or a topic of the page."""

    page: str
    project_id: int | None = None
    measure_id: int | None = None
    item: int | str | None = None


class Navigator(QObject):
    """Goes to places and remembers the way back; pages ask it and never each other."""

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._at = -1

    @property
    def place(self) -> Place | None:
        """Return where the person is now, or None before the first page."""
        return self._places[self._at] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """Tell whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Tell whether the person came back from a later place."""
        return self._at < len(self._places) - 1

    def go(
        self,
        page: str,
        project_id: int | None = None,
        measure_id: int | None = None,
        item: int | str | None = None,
    ) -> None:
        """Show a page for these records."""
        self.go_to(Place(page=page, project_id=project_id, measure_id=measure_id, item=item))

    def go_to(self, place: Place) -> None:
        """Show a place; going where one is already shows it afresh."""
        if place != self.place:
            del self._places[self._at + 1 :]
            self._places.append(place)
            del self._places[:-HISTORY_KEPT]
            self._at = len(self._places) - 1
        self.moved.emit(place)

    def back(self) -> None:
        """Return to the place before this one."""
        self._step(-1)

    def forward(self) -> None:
        """Undo a step back."""
        self._step(1)

    def forget(self) -> None:
        """Drop the history: its ids belong to a workbook that is no longer open."""
        self._places.clear()
        self._at = -1

    def forget_records(self, project_ids: frozenset[int]) -> None:
        """Drop places of projects that are gone, so that Back never leads to nothing."""
        here = self.place
        self._places = [place for place in self._places if place.project_id not in project_ids]
        self._at = self._places.index(here) if here in self._places else len(self._places) - 1

    def _step(self, by: int) -> None:
        target = self._at + by
        if 0 <= target < len(self._places):
            self._at = target
            self.moved.emit(self._places[target])
