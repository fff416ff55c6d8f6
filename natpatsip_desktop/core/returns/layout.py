"""What a return format is: the frozen values that a definition file is read into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.core.sheets import GENERAL
from natpatsip_desktop.errors import Severity


class FormatStatus(StrEnum):
    """Whether a format is being written, in use, or kept for reading old returns."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class Certainty(StrEnum):
    """How sure we are of a layout (FORMATS.md section 0.1)."""

    VERIFIED = "A"
    ITEMS_ONLY = "B"
    FROM_MEMORY = "C"
    OUR_OWN = "D"


class Level(StrEnum):
    """Whose numbers a return holds."""

    ORGANISATION = "organisation"
    PROJECT = "project"


class FileKind(StrEnum):
    """The kinds of file a format can be saved as, by their endings."""

    XLSX = "xlsx"
    CSV = "csv"


class Kind(StrEnum):
    """What the cells of a column hold; a percent is stored as a fraction, as Excel does."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


class RowsOf(StrEnum):
    """What one row of a table is about."""

    PERIOD = "measure and period"
    MEASURE = "measure"


class Reach(StrEnum):
    """Which periods a table holds: those of the return, or the whole series up to its end."""

    PERIOD = "period"
    SERIES = "series"


class Missing(StrEnum):
    """What becomes of a period without a value: a row with blank cells, or no row."""

    ROW = "row"
    SKIP = "skip"


class Guard(StrEnum):
    """How a csv keeps text that begins like a formula from being run by a spreadsheet."""

    APOSTROPHE = "apostrophe"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: its heading, where its values come from, and how they are shown.

    `formats` has number formats by unit or frequency of the measure, `map` the words to write
    for the words of the source. `missing` is what to say where a required cell is blank.
    """

    header: str
    source: str
    kind: Kind
    required: bool = False
    number_format: str = GENERAL
    formats: Mapping[str, str] = field(default_factory=dict)
    map: Mapping[str, str] = field(default_factory=dict)
    width: float = 0.0
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One line of a cover: a label and a value from a source, or a text that never changes."""

    label: str
    source: str = ""
    text: str = ""
    kind: Kind = Kind.TEXT
    number_format: str = GENERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table with one row for each measure and period, or for each measure."""

    columns: tuple[Column, ...]
    rows: RowsOf = RowsOf.PERIOD
    reach: Reach = Reach.PERIOD
    missing: Missing = Missing.ROW
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsBlock:
    """Labels in one column and their values in the next."""

    fields: tuple[Field, ...]


Block = TableBlock | FieldsBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """One sheet: the lines above, then its blocks; a plain sheet has no looks at all."""

    name: str
    blocks: tuple[Block, ...]
    plain: bool = False
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRule:
    """One check: the rule by name, how much it matters, the cell it points at, what it says."""

    rule: str
    severity: Severity
    source: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvLayout:
    """How one sheet's table is written as text."""

    sheet: str
    encoding: str
    date: str
    guard: Guard


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a definition was learnt from, and when it was looked at."""

    what: str
    seen: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFormat:
    """One version of one return format, in data.

    It applies to periods that end from `valid_from` to `valid_to`, where these are given.
    """

    id: str
    version: str
    title: str
    owner: str
    about: str
    status: FormatStatus
    official: bool
    certainty: Certainty
    banner: str
    origins: tuple[Origin, ...]
    valid_from: date | None
    valid_to: date | None
    supersedes: str
    periods: tuple[Frequency, ...]
    levels: tuple[Level, ...]
    files: tuple[FileKind, ...]
    file_name: str
    disclosure: str
    route: tuple[str, ...]
    sheets: tuple[SheetLayout, ...]
    csv: CsvLayout | None
    checks: tuple[CheckRule, ...]

    def applies_on(self, day: date) -> bool:
        """Tell whether this version is the one for a period that ends on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)
