"""The records a workbook holds: frozen, plain, one per table of the store.

Every record has `id`, the row's key inside one file (0 until stored). What travels between
workbooks also has `uuid`, its identity everywhere (empty until stored).
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
class Organisation:
    """The organisation whose workbook this is; `code` is its ODS code."""

    id: int = 0
    uuid: str = ""
    name: str = ""
    code: str = ""
    contact: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One local piece of improvement work.

    The aim is kept in four parts and read as a sentence (`core.aims`); `main_measure_id`
    names the measure that tells whether it is met.
    """

    id: int = 0
    uuid: str = ""
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
class NationalLink:
    """Ties a project to a national secondary driver by its stable id, like MN-SFP."""

    id: int = 0
    project_id: int = 0
    driver_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A node of the project's own driver diagram; `national_code` says where it came from."""

    id: int = 0
    uuid: str = ""
    project_id: int = 0
    kind: DriverKind = DriverKind.PRIMARY
    text: str = ""
    position: int = 0
    national_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverLink:
    """Says that one node of the diagram drives another; a node may have several parents."""

    id: int = 0
    parent_id: int = 0
    child_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted, how, how often, and which way is good.

    `multiplier` scales numerator over denominator (100 for percent, 1000 for a rate per 1,000).
    `chart` and `rules` are the chart type and the rule set that judge it.
    """

    id: int = 0
    uuid: str = ""
    project_id: int = 0
    library_id: str = ""
    name: str = ""
    short_name: str = ""
    role: Role = Role.OUTCOME
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
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
class MeasureLink:
    """Hangs a measure on a node of the driver diagram."""

    id: int = 0
    measure_id: int = 0
    driver_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a measure should reach, from a date on (from the beginning if none)."""

    id: int = 0
    measure_id: int = 0
    starts: date | None = None
    value: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """A group of people a measure is split by; `kind` is age band, sex, ward and so on."""

    id: int = 0
    uuid: str = ""
    measure_id: int = 0
    kind: str = ""
    name: str = ""
    code: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of one measure, and of one stratum or none; missing is None, never zero.

    `starts` is the first day of the period (the day of the event for event measures);
    `item` tells apart several single values of one period (subgroups), counting from 0.
    `left_out` is the reason why the point is kept out of the calculations, or empty.
    """

    id: int = 0
    measure_id: int = 0
    stratum_id: int | None = None
    starts: date = date.min
    item: int = 0
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    note: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """From a date on, a centre and limits of its own; limits from `baseline` points, or all."""

    id: int = 0
    uuid: str = ""
    measure_id: int = 0
    starts: date = date.min
    baseline: int | None = None
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A dated note on the charts of a project, or of one measure."""

    id: int = 0
    uuid: str = ""
    project_id: int = 0
    measure_id: int | None = None
    on: date = date.min
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One PDSA cycle; `number` is given once within its project and never reused."""

    id: int = 0
    uuid: str = ""
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
class EnablerNote:
    """What a project does about one of the eight enablers."""

    id: int = 0
    uuid: str = ""
    project_id: int = 0
    enabler_code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One submission in one format for one period: a frozen copy of the values that went out."""

    id: int = 0
    uuid: str = ""
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
class Setting:
    """A choice that changes a result, so that two people see one chart."""

    id: int = 0
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the change log, which outlives undo; `what` is the words of the edit."""

    id: int = 0
    at: datetime = datetime.min
    who: str = ""
    what: str = ""
    kind: str = ""
    record: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""


Record = (
    Organisation
    | Project
    | NationalLink
    | Driver
    | DriverLink
    | Measure
    | MeasureLink
    | Target
    | Stratum
    | Point
    | Phase
    | Annotation
    | Cycle
    | EnablerNote
    | Return
    | Setting
    | Change
)
