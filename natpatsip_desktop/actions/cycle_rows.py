"""The cycles of a project with what they hang on: what a list, a board or a ramp shows."""

from dataclasses import dataclass

from natpatsip_desktop.actions.cycles import change_ideas, cycles
from natpatsip_desktop.core.periods import short_date
from natpatsip_desktop.core.records import Cycle, Measure, Stage
from natpatsip_desktop.store.workbook import Workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleRow:
    """A cycle with the words of what it hangs on; `led_to` is the number of the next one."""

    cycle: Cycle
    idea: str = ""
    measure: str = ""
    led_to: int | None = None

    @property
    def dates(self) -> str:
        """Say when it is: «21 Jul 2025 to 31 Oct 2025», «Starts 20 Oct 2025»."""
        starts, ends = self.cycle.starts, self.cycle.ends
        if starts and ends:
            return f"{short_date(starts)} to {short_date(ends)}"
        if starts:
            word = "Starts" if self.cycle.stage is Stage.PLAN else "Since"
            return f"{word} {short_date(starts)}"
        return f"Until {short_date(ends)}" if ends else ""

    @property
    def spoken(self) -> str:
        """Say the whole cycle in a few words for a screen reader."""
        cycle = self.cycle
        decided = f", {cycle.decision.value}" if cycle.decision else ""
        parts = [f"Cycle {cycle.number}, {cycle.title}", f"{cycle.stage.value}{decided}", self.idea]
        parts += [f"predict {cycle.prediction}" if cycle.prediction else ""]
        parts += [f"found {cycle.found}" if cycle.found else "", self.dates, cycle.scale]
        return ". ".join(part for part in parts if part)


def cycle_rows(workbook: Workbook, project_id: int) -> list[CycleRow]:
    """Return the cycles of a project with what they hang on, in the order of their numbers."""
    found = cycles(workbook, project_id)
    ideas = {idea.id: idea.text for idea in change_ideas(workbook, project_id)}
    measures = {one.id: one.name for one in workbook.all(Measure, project_id=project_id)}
    next_one = {one.previous_id: one.number for one in reversed(found) if one.previous_id}
    return [
        CycleRow(
            cycle=one,
            idea=ideas.get(one.idea_id or 0, ""),
            measure=measures.get(one.measure_id or 0, ""),
            led_to=next_one.get(one.id),
        )
        for one in found
    ]
