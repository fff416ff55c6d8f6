"""The records a workbook holds: frozen, plain, one per table of the store.

A missing number or date is None, never zero; a missing text is empty.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Unit(StrEnum):
    """What one plotted value is; percent and rate have a numerator and a denominator."""

    PERCENT = "percent"
    RATE = "rate"
    COUNT = "count"
    VALUE = "value"
    DAYS = "days"
    CASES = "cases"


class Better(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Role(StrEnum):
    """What a measure is for in its family of measures."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"


class Frequency(StrEnum):
    """How often a measure has a point; `event` is one point for each event."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    EVENT = "event"


class DriverKind(StrEnum):
    """The level of a node in the project's own driver diagram."""

    AIM = "aim"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    IDEA = "idea"


class Stage(StrEnum):
    """Where a PDSA cycle stands."""

    PLAN = "plan"
    DO = "do"
    STUDY = "study"
    ACT = "act"


class Decision(StrEnum):
    """What was decided at the end of a PDSA cycle."""

    NONE = ""
    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


class ReturnState(StrEnum):
    """How far a return has come."""

    DRAFT = "draft"
    EXPORTED = "exported"
    SENT = "sent"
    REVISED = "revised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a workbook; `id` is its key inside one file, 0 until stored."""

    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Travels(Record):
    """A record that keeps its identity between workbooks; `uuid` is empty until stored."""

    uuid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Travels):
    """The organisation whose workbook this is; `code` is its ODS code."""

    name: str = ""
    code: str = ""
    contact: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Travels):
    """One local piece of improvement work.

    The aim is kept in four parts and read as a sentence (`core.aims`); `main_measure_id`
    names the measure that tells whether it is met.
    """

    title: str = ""
    reason: str = ""
    aim_what: str = ""
    aim_whom: str = ""
    aim_how_much: str = ""
    aim_by: date | None = None
    main_measure_id: int | None = None
    team: str = ""
    place: str = ""
    site_code: str = ""
    starts: date | None = None
    ends: date | None = None
    progress_score: float | None = None
    stage: str = "testing"
    created_at: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalLink(Record):
    """Ties a project to a national secondary driver by its stable id, like MN-SFP."""

    project_id: int = 0
    driver_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver(Travels):
    """A node of the project's own driver diagram; `national_code` says where it came from."""

    project_id: int = 0
    kind: DriverKind = DriverKind.PRIMARY
    text: str = ""
    position: int = 0
    national_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverLink(Record):
    """Says that one node of the diagram drives another; a node may have several parents."""

    parent_id: int = 0
    child_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Travels):
    """What is counted, how, how often, and which way is good.

    `numerator` and `denominator` define what is counted, their labels head the columns of the
    data. `multiplier` scales one over the other (100 for percent, 1000 for a rate per 1,000).
    `chart` and `rules` are the chart type and the rule set that judge it.
    """

    project_id: int = 0
    library_id: str = ""
    name: str = ""
    short_name: str = ""
    role: Role = Role.OUTCOME
    definition: str = ""
    numerator: str = ""
    numerator_label: str = ""
    denominator: str = ""
    denominator_label: str = ""
    unit: Unit = Unit.VALUE
    unit_label: str = ""
    multiplier: float = 1.0
    better: Better = Better.NEITHER
    frequency: Frequency = Frequency.MONTH
    source: str = ""
    collector: str = ""
    chart: str = "run"
    rules: str = "anhoej"
    options: str = ""
    definition_version: str = "1"
    position: int = 0
    created_at: datetime | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLink(Record):
    """Hangs a measure on a node of the driver diagram."""

    measure_id: int = 0
    driver_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """What a measure should reach, from a date on (from the beginning if none)."""

    measure_id: int = 0
    starts: date | None = None
    value: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum(Travels):
    """A group of people a measure is split by; `kind` is age band, sex, ward and so on."""

    measure_id: int = 0
    kind: str = ""
    name: str = ""
    code: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Record):
    """One period of one measure, and of one stratum or none; missing is None, never zero.

    `starts` is the first day of the period (the day of the event for event measures);
    `item` tells apart several single values of one period (subgroups), counting from 0.
    `left_out` is the reason why the point is kept out of the calculations, or empty. `unusual` is
    why a person takes it for an astronomical point, which still counts.
    """

    measure_id: int = 0
    stratum_id: int | None = None
    starts: date = date.min
    item: int = 0
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    note: str = ""
    left_out: str = ""
    unusual: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Travels):
    """From a date on, a centre and limits of its own; limits from `baseline` points, or all.

    `sure_of` holds the answers to the four questions, as `core.phase_answers` writes them.
    """

    measure_id: int = 0
    starts: date = date.min
    baseline: int | None = None
    name: str = ""
    reason: str = ""
    sure_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Travels):
    """A dated note on the charts of a project, or of one measure."""

    project_id: int = 0
    measure_id: int | None = None
    on: date = date.min
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle(Travels):
    """One PDSA cycle; `number` is given once within its project and never reused."""

    project_id: int = 0
    idea_id: int | None = None
    measure_id: int | None = None
    number: int = 0
    title: str = ""
    objective: str = ""
    questions: str = ""
    prediction: str = ""
    plan_who: str = ""
    plan_what: str = ""
    plan_where: str = ""
    plan_when: str = ""
    starts: date | None = None
    ends: date | None = None
    stage: Stage = Stage.PLAN
    did: str = ""
    found: str = ""
    decision: Decision = Decision.NONE
    decision_reason: str = ""
    scale: str = ""
    previous_id: int | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnablerNote(Travels):
    """What a project does about one of the eight enablers."""

    project_id: int = 0
    enabler_code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return(Travels):
    """One submission in one format for one period: a frozen copy of the values that went out."""

    project_id: int | None = None
    format_id: str = ""
    format_version: str = ""
    organisation_code: str = ""
    period: str = ""
    state: ReturnState = ReturnState.EXPORTED
    revision: int = 1
    exported_at: datetime | None = None
    sent_at: datetime | None = None
    file_name: str = ""
    rows: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Record):
    """A choice that changes a result, so that two people see one chart."""

    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Record):
    """One line of the change log, which outlives undo; `what` is the words of the edit."""

    at: datetime = datetime.min
    who: str = ""
    what: str = ""
    kind: str = ""
    record: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""
