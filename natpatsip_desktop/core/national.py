"""The national tree as records: programmes, drivers, enablers and the measures that ship.

Every statement carries its source and how far it can be trusted; low confidence is shown as
«suggested», so that no guess reads as national.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from natpatsip_desktop.core.records import Better, Frequency, Role, Unit


class Confidence(StrEnum):
    """How far a statement can be trusted; low is a proposal that a team must look at first."""

    HIGH = "high"
    MED = "med"
    LOW = "low"


class Status(StrEnum):
    """Where a national date stands: passed, closed with its programme, or still to come."""

    PASSED = "passed"
    CLOSED = "closed"
    CURRENT = "current"


class Level(StrEnum):
    """Where a national driver stands: under a programme's aim, the aim itself, or an extra.

    `primary` is the programme's own primary driver, so that whole-programme measures have a
    place; `extra` is not in the leaflet and kept for reuse. Only `secondary` is of the 15.
    """

    SECONDARY = "secondary"
    PRIMARY = "primary"
    EXTRA = "extra"


class ChartKind(StrEnum):
    """The chart that suits a measure when there are points enough."""

    RUN = "run"
    I = "i"  # noqa: E741 - the chart's own name
    T = "t"
    P = "p"
    C = "c"
    U = "u"
    G = "g"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something said about a driver: a change idea, a counting rule, or what is known so far."""

    text: str
    source: str
    confidence: Confidence

    @property
    def suggested(self) -> bool:
        """Tell whether it is a proposal of this program, to be shown as «suggested»."""
        return self.confidence is Confidence.LOW


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIdea(Statement):
    """A change worth testing, short enough for a card of the driver diagram; `note` says more."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambition(Statement):
    """What was wanted nationally, by when in its own words, and the last day of that period."""

    by: str
    by_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalDriver:
    """A driver of the national tree; `text` is the leaflet's, `title` a short form of it.

    `counting` are rules of counting, `evidence` results and cautions to know before starting.
    """

    id: str
    programme_id: str
    level: Level
    title: str
    text: str
    status: Status
    source: str
    ideas: tuple[ChangeIdea, ...]
    counting: tuple[Statement, ...]
    evidence: tuple[Statement, ...]
    ambitions: tuple[Ambition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One national programme; `drivers` are secondary, `whole` those of the programme itself."""

    id: str
    name: str
    short_name: str
    primary_driver: str
    by: str
    by_date: date
    status: Status
    source: str
    drivers: tuple[NationalDriver, ...]
    whole: tuple[NationalDriver, ...]
    ambitions: tuple[Ambition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalAim:
    """The overall aim; `advice` is what to tell a team about all these dates."""

    text: str
    by: str
    by_date: date
    status: Status
    advice: str
    source: str
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Enabler:
    """One of the eight enablers; `question` is what a local team answers about it."""

    id: str
    title: str
    meaning: str
    question: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryMeasure:
    """A measure that ships: how to count it, how it reads in small places, and who says so.

    `source` is the provenance, `data_source` where a team finds its numbers. `target` is a
    number only where `target_text` holds one clear number. Without a denominator
    `numerator_label` heads the one column of values. `multiplier` is 1 where none applies.
    """

    id: str
    driver_id: str
    name: str
    short_name: str
    role: Role
    numerator: str
    numerator_label: str
    denominator: str
    denominator_label: str
    multiplier: float
    unit: Unit
    unit_label: str
    better: Better
    frequency: Frequency
    frequency_note: str
    chart: ChartKind
    target: float | None
    target_text: str
    caution: str
    data_source: str
    source: str
    confidence: Confidence

    @property
    def suggested(self) -> bool:
        """Tell whether it is a proposal of this program, to be shown as «suggested»."""
        return self.confidence is Confidence.LOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaborative:
    """A Patient Safety Collaborative under today's name; `regions` are NHS region codes.

    `name_then` is the name in the leaflet's time, `name` the one in use from `name_from` on;
    `area` is the map of `area_years` and has a confidence of its own.
    """

    id: str
    name: str
    name_from: date
    name_then: str
    regions: tuple[str, ...]
    area: str
    area_years: str
    area_confidence: Confidence
    source: str
    confidence: Confidence
