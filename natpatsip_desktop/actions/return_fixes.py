"""What puts a problem of a return right: the boxes to type in, and the measure it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from natpatsip_desktop.actions.entry import enter, field_label
from natpatsip_desktop.actions.organisation import change_organisation
from natpatsip_desktop.actions.returns import Prepared
from natpatsip_desktop.core.periods import long_label
from natpatsip_desktop.core.privacy import nhs_numbers_in
from natpatsip_desktop.core.records import Frequency, Measure, Point
from natpatsip_desktop.core.returns.findings import CellProblem
from natpatsip_desktop.core.values import RATIOS, plain
from natpatsip_desktop.store.workbook import Workbook

_OF_ORGANISATION = "organisation."
_NUMBERS = ("numerator", "denominator")
# The rules whose problems are put right by typing numbers; `required` too, for numbers only.
_BY_NUMBERS = ("both-numbers", "some-number", "numerator-within-denominator", "required")
_BY_VALUE = "percent-within-100"
_ORGANISATION_LABELS = {
    "name": "Name of your organisation",
    "code": "ODS code of your organisation",
    "contact": "Who prepares the return",
    "email": "E-mail",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box to type in: the field it fills, its label, and what is stored now."""

    name: str
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """How a problem is put right; without boxes it is done elsewhere, mostly at its measure.

    `starts` and `item` name the point; boxes without a measure belong to the organisation.
    """

    title: str
    message: str
    boxes: tuple[Box, ...] = ()
    measure: Measure | None = None
    starts: date | None = None
    item: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of typed texts: `faults` by box if nothing was stored, and a `remark`."""

    faults: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""


def fix_of(prepared: Prepared, problem: CellProblem) -> Fix:
    """Return how a problem of a prepared return is put right."""
    if problem.measure_id is None and problem.source.startswith(_OF_ORGANISATION):
        return _organisation_fix(prepared, problem)
    measure, point = _subject(prepared, problem)
    if measure is None:
        return Fix(title="The whole return", message=problem.what)
    names = _wanted(problem, measure, point)
    return Fix(
        title=_title(problem, measure, names),
        message=problem.what,
        boxes=tuple(_box(measure, point, name) for name in names),
        measure=measure,
        starts=problem.starts,
        item=point.item if point else 0,
    )


def put_right(workbook: Workbook, fix: Fix, typed: Mapping[str, str]) -> Outcome:
    """Store what was typed into the boxes of a fix in one undo step, or say what is wrong."""
    first = fix.boxes[0].name
    if first != "note" and not any(text.strip() for text in typed.values()):
        return Outcome(faults={first: fix.message})
    if fix.measure is None:
        texts = {name: text.upper() if name == "code" else text for name, text in typed.items()}
        change_organisation(workbook, **texts)
        return Outcome()
    assert fix.starts is not None
    entry = enter(workbook, fix.measure.id, fix.starts, typed, fix.item)
    return Outcome(faults=entry.faults, remark=entry.remark)


def _organisation_fix(prepared: Prepared, problem: CellProblem) -> Fix:
    name = problem.source.removeprefix(_OF_ORGANISATION)
    label = _ORGANISATION_LABELS[name]
    text = getattr(prepared.data.organisation, name)
    return Fix(title=label, message=problem.what, boxes=(Box(name=name, label=label, text=text),))


def _subject(prepared: Prepared, problem: CellProblem) -> tuple[Measure | None, Point | None]:
    """Return the measure and the point that a problem is about."""
    for series in prepared.data.series:
        if series.measure.id == problem.measure_id:
            points = (point for point in series.points if point.id == problem.point_id)
            return series.measure, next(points, None)
    return None, None


def _wanted(problem: CellProblem, measure: Measure, point: Point | None) -> tuple[str, ...]:
    """Return the fields of the point that are to be typed; none if it is put right elsewhere."""
    if problem.source == "point.note":
        # A note can also come from the chart; then emptying this one would change nothing.
        return ("note",) if point and nhs_numbers_in(point.note) else ()
    numbers = problem.starts is not None and problem.source.startswith("point.")
    if not numbers or problem.rule not in (*_BY_NUMBERS, _BY_VALUE):
        return ()
    if problem.rule == _BY_VALUE or measure.unit not in RATIOS:
        return ("value",)
    missing = tuple(name for name in _NUMBERS if point is None or getattr(point, name) is None)
    return missing if len(missing) == 1 else _NUMBERS


def _title(problem: CellProblem, measure: Measure, names: tuple[str, ...]) -> str:
    """Say what is asked for: «Births in September 2025»."""
    if problem.starts is None:
        return measure.name
    when = long_label(problem.starts, measure.frequency)
    if len(names) != 1 or names == ("note",):
        return f"{measure.name}, {when}"
    on_a_day = measure.frequency in (Frequency.DAY, Frequency.EVENT)
    return f"{field_label(measure, names[0])} {'on' if on_a_day else 'in'} {when}"


def _box(measure: Measure, point: Point | None, name: str) -> Box:
    stored = getattr(point, name) if point else None
    text = stored if isinstance(stored, str) else plain(stored)
    return Box(name=name, label=field_label(measure, name), text=text)
