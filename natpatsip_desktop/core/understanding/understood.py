"""What was understood of a sheet: its columns, its points, every problem, every decision."""

from dataclasses import dataclass
from datetime import date

from natpatsip_desktop.core.records import Frequency
from natpatsip_desktop.errors import NotThere, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of the table holds what, counted from 0; None where there is none.

    `series` is the column that tells several series in one sheet apart (measure, ward, site).
    """

    period: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    value: int | None = None
    note: int | None = None
    series: int | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The columns that numbers are read from."""
        chosen = (self.numerator, self.denominator, self.value)
        return tuple(column for column in chosen if column is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person said where the program would guess; None and empty mean «guess».

    `as_it_stands` keeps every row: several of one period, and those without a number.
    """

    columns: Columns | None = None
    day_first: bool | None = None
    series: str = ""
    first: date | None = None
    newest_first: bool = False
    as_it_stands: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """One row that can become a point; missing numbers are None."""

    where: str
    starts: date
    item: int = 0
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether the row holds no number at all."""
        return self.numerator is None and self.denominator is None and self.value is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Everything that was understood of one sheet or pasted block.

    `columns` count from 0 in a table with one period a row; `across` tells that rows and columns
    were swapped to get it, and `headings` name its columns. `unread` names the rows that hold
    something which cannot be read, `blank` counts periods without a number. `series` are the names
    to choose from where a sheet holds several series. `frequency` is what the rows were read by.
    """

    sheet: str = ""
    columns: Columns = Columns()
    headings: tuple[str, ...] = ()
    across: bool = False
    rows: tuple[PointRow, ...] = ()
    unread: tuple[str, ...] = ()
    blank: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    frequency: Frequency | None = None


def value_column(understood: Understood, heading: str) -> Columns:
    """Choose the column of values by its heading; raise NotThere, with the headings there are."""
    wanted = heading.strip().casefold()
    headings = [name.casefold() for name in understood.headings]
    if not wanted or wanted not in headings:
        known = ", ".join(f"«{name}»" for name in understood.headings if name) or "none"
        raise NotThere(f"There is no column «{heading}».", f"The headings are {known}.")
    return Columns(value=headings.index(wanted))
