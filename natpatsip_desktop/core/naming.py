"""What single records, their fields and their values are called in lists of changes."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

from natpatsip_desktop.core.periods import long_date, long_label, short_date
from natpatsip_desktop.core.records import (
    Annotation,
    Cycle,
    Driver,
    DriverKind,
    DriverLink,
    EnablerNote,
    Measure,
    MeasureLink,
    NationalLink,
    Organisation,
    Phase,
    Point,
    Project,
    Record,
    Return,
    Setting,
    Stratum,
    Target,
)
from natpatsip_desktop.core.values import plain

LONGEST_NAME = 60
_DRIVERS = {
    DriverKind.AIM: "aim of the diagram",
    DriverKind.PRIMARY: "primary driver",
    DriverKind.SECONDARY: "secondary driver",
    DriverKind.IDEA: "change idea",
}
_FIELDS = {
    "aim_what": "aim, what",
    "aim_whom": "aim, for whom",
    "aim_how_much": "aim, how much",
    "aim_by": "aim, by when",
    "main_measure_id": "main measure",
    "idea_id": "change idea",
    "measure_id": "measure",
    "stratum_id": "group",
    "previous_id": "cycle before",
    "parent_id": "driver above",
    "child_id": "driver below",
    "driver_id": "driver",
    "project_id": "project",
    "starts": "starts on",
    "ends": "ends on",
    "on": "date",
    "plan_who": "who",
    "plan_what": "what",
    "plan_where": "where",
    "plan_when": "when",
    "did": "what was done",
    "found": "what was found",
    "left_out": "left out because",
    "sure_of": "sure of",
    "unusual": "unusual because",
    "definition_version": "version of the definition",
    "library_id": "shipped measure",
    "rules": "rule set",
    "deleted_at": "deleted",
}


class Names:
    """Names the records of one workbook, whose projects, measures, groups and drivers it knows."""

    def __init__(
        self,
        projects: Iterable[Project],
        measures: Iterable[Measure],
        strata: Iterable[Stratum] = (),
        drivers: Iterable[Driver] = (),
    ) -> None:
        self.projects = {one.id: one for one in projects}
        self.measures = {one.id: one for one in measures}
        self.strata = {one.id: one for one in strata}
        self.drivers = {one.id: one for one in drivers}

    def project_of(self, record: Record) -> Project | None:
        """Return the project that a record belongs to, if it belongs to one."""
        if isinstance(record, Project):
            return record
        if isinstance(record, DriverLink):
            parent = self.drivers.get(record.parent_id)
            return self.project_of(parent) if parent else None
        id = getattr(record, "project_id", None)
        if id is None:
            measure = self.measures.get(getattr(record, "measure_id", None) or 0)
            id = measure.project_id if measure else 0
        return self.projects.get(id)

    def of(self, record: Record) -> str:
        """Name a record inside its project: «Births, September 2025», «PDSA 9, Text reminders»."""
        match record:
            case Project():
                return "Project"
            case Measure():
                return record.name
            case Point() | Phase() | Target() | Stratum():
                return self._of_measure(record)
            case Cycle():
                return f"PDSA {record.number}, {_short(record.title)}"
            case Driver():
                return f"{_capital(_DRIVERS[record.kind])} «{_short(record.text)}»"
            case Annotation():
                return f"Note on {long_date(record.on)}"
            case EnablerNote():
                return f"Note on the enabler {record.enabler_code}"
            case Return():
                return f"Return {record.format_id} for {record.period}"
            case NationalLink():
                return f"National driver {record.driver_code}"
            case DriverLink():
                parent, child = self._driver(record.parent_id), self._driver(record.child_id)
                return f"Line from {parent} to {child}"
            case MeasureLink():
                return f"{self._measure(record.measure_id)} on {self._driver(record.driver_id)}"
            case Organisation():
                return "Organisation"
            case Setting():
                return f"Setting «{record.name}»"
            case _:
                return type(record).__name__

    def _of_measure(self, record: Point | Phase | Target | Stratum) -> str:
        measure = self.measures.get(record.measure_id)
        name = self._measure(record.measure_id)
        if isinstance(record, Stratum):
            return f"{name}, group {record.name}"
        if isinstance(record, Target):
            since = f" from {long_date(record.starts)}" if record.starts else ""
            return f"{name}, target{since}"
        if isinstance(record, Phase):
            return f"{name}, phase from {long_date(record.starts)}"
        when = long_label(record.starts, measure.frequency) if measure else str(record.starts)
        group = self.strata.get(record.stratum_id or 0)
        item = f"value {record.item + 1}" if record.item else ""
        return ", ".join(filter(None, [name, when, group.name if group else "", item]))

    def _measure(self, id: int) -> str:
        measure = self.measures.get(id)
        return measure.name if measure else "A measure"

    def _driver(self, id: int) -> str:
        driver = self.drivers.get(id)
        return f"«{_short(driver.text)}»" if driver else "a driver"

    def value(self, field: str, value: object) -> str:
        """Write a value of a field: what an id stands for, dates and numbers as in tables."""
        if field in ("main_measure_id", "measure_id") and isinstance(value, int):
            return self._measure(value)
        if field in ("idea_id", "driver_id") and isinstance(value, int):
            return self._driver(value)
        return value_words(value)


def field_words(field: str) -> str:
    """Return what a field is called: «aim, by when» for aim_by."""
    return _FIELDS.get(field, field.replace("_", " "))


def value_words(value: object) -> str:
    """Write a value as a list of changes does; «empty» if there is none."""
    if value is None or value == "":
        return "empty"
    if isinstance(value, datetime):
        return f"{short_date(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, float):
        return plain(value)
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1].rstrip()}…"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
