"""Put single numbers in, correct them, say why one does not count."""

from datetime import date
from typing import Any

from natpatsip_desktop.core.periods import long_label, noun, start_of
from natpatsip_desktop.core.point_checks import names_of, wrong_numbers
from natpatsip_desktop.core.records import Measure, Point
from natpatsip_desktop.core.values import plain
from natpatsip_desktop.errors import BadInput, Problem
from natpatsip_desktop.store.workbook import Workbook


def point_at(workbook: Workbook, measure_id: int, starts: date, item: int = 0) -> Point | None:
    """Return the point of a period, if there is one; `item` tells several of one period apart."""
    return workbook.find(Point, measure_id=measure_id, stratum_id=None, starts=starts, item=item)


def check_numbers(
    measure: Measure,
    numerator: float | None,
    denominator: float | None,
    value: float | None,
    where: str = "",
) -> list[Problem]:
    """List what is wrong with the numbers of one point, in words that say what to do."""
    found = wrong_numbers(measure.unit, names_of(measure), numerator, denominator, value)
    return [Problem(where=where, what=what) for what in found]


def set_point(
    workbook: Workbook,
    measure_id: int,
    day: date,
    *,
    numerator: float | None = None,
    denominator: float | None = None,
    value: float | None = None,
    note: str | None = None,
    item: int = 0,
) -> Point | None:
    """Set the numbers of the period that `day` lies in; None takes a number away.

    An empty point without a note is removed. Raise BadInput with every problem; nothing is
    stored then.
    """
    measure = workbook.one(Measure, measure_id)
    starts = start_of(day, measure.frequency)
    when = long_label(starts, measure.frequency)
    problems = check_numbers(measure, numerator, denominator, value, when)
    if problems:
        what = ". ".join(problem.what for problem in problems)
        raise BadInput(f"{what}.", f"Look at {when} again.", tuple(problems))
    old = point_at(workbook, measure_id, starts, item)
    cells: dict[str, Any] = {"numerator": numerator, "denominator": denominator, "value": value}
    if note is not None:
        cells["note"] = note.strip()
    label = f"{_label(measure, old, cells)}, {when}"
    new = Point(measure_id=measure_id, starts=starts, item=item, **cells)
    return _store(workbook, new, old, cells, label)


def _store(
    workbook: Workbook, new: Point, old: Point | None, cells: dict[str, Any], label: str
) -> Point | None:
    empty = all(cells[name] is None for name in ("numerator", "denominator", "value"))
    note = cells.get("note", old.note if old else "")
    if empty and not note and old is None:
        return None
    with workbook.edit(label):
        if empty and not note and old is not None:
            workbook.delete(old)
            return None
        if old is None:
            return workbook.insert(new)
        return workbook.change(old, **cells)


def _label(measure: Measure, old: Point | None, cells: dict[str, Any]) -> str:
    """Name the edit by the first number that changes, like «births 41 → 52»."""
    names = {
        "numerator": measure.numerator_label or "numerator",
        "denominator": measure.denominator_label or "denominator",
        "value": measure.numerator_label or measure.short_name or measure.name,
    }
    for name, words in names.items():
        before, after = (getattr(old, name) if old else None), cells[name]
        if before != after:
            change = f"{plain(before) or 'empty'} → {plain(after) or 'empty'}"
            return f"{words}: {change}"
    return f"Note on {measure.name}"


def note_point(workbook: Workbook, point_id: int, text: str) -> Point:
    """Write a note on a point."""
    point = workbook.one(Point, point_id)
    measure = workbook.one(Measure, point.measure_id)
    with workbook.edit(f"Note on {long_label(point.starts, measure.frequency)}"):
        return workbook.change(point, note=text.strip())


def leave_out(workbook: Workbook, point_id: int, reason: str) -> Point:
    """Keep a point out of centre, limits and rules, with the reason; it is still drawn."""
    point = workbook.one(Point, point_id)
    measure = workbook.one(Measure, point.measure_id)
    if not reason.strip():
        raise BadInput(
            "Say why this point does not count.", "Like «IT outage, half the forms lost»."
        )
    with workbook.edit(f"Leave out {long_label(point.starts, measure.frequency)}"):
        return workbook.change(point, left_out=reason.strip())


def take_back_in(workbook: Workbook, point_id: int) -> Point:
    """Let a point count again."""
    point = workbook.one(Point, point_id)
    measure = workbook.one(Measure, point.measure_id)
    with workbook.edit(f"Count {long_label(point.starts, measure.frequency)} again"):
        return workbook.change(point, left_out="")


def mark_unusual(workbook: Workbook, point_id: int, reason: str) -> Point:
    """Take a point for unusual (astronomical), with the reason; it counts all the same.

    An empty reason takes the mark away.
    """
    point = workbook.one(Point, point_id)
    measure = workbook.one(Measure, point.measure_id)
    when = long_label(point.starts, measure.frequency)
    words = f"Mark {when} as unusual" if reason.strip() else f"Take the mark off {when}"
    with workbook.edit(words):
        return workbook.change(point, unusual=reason.strip())


def delete_points(workbook: Workbook, measure_id: int, starts: list[date]) -> int:
    """Remove the points of these periods; return how many there were."""
    measure = workbook.one(Measure, measure_id)
    found = workbook.all(Point, measure_id=measure_id, stratum_id=None, starts=starts)
    count = f"{len(found)} {noun(measure.frequency, len(found))}"
    with workbook.edit(f"Clear {count} of {measure.name}"):
        for point in found:
            workbook.delete(point)
    return len(found)
