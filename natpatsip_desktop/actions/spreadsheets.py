"""Judges the numbers of a spreadsheet that is in no workbook, as they stand there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from natpatsip_desktop.actions.importing import understand_file
from natpatsip_desktop.actions.side_by_side import SIDE_BY_SIDE, side_by_side
from natpatsip_desktop.core.analysis import Analysis, Floats, Options, PhaseStart, Series
from natpatsip_desktop.core.charts import Reading
from natpatsip_desktop.core.checks import check_series
from natpatsip_desktop.core.judge import DEFAULTS, analyse
from natpatsip_desktop.core.periods import label, start_of
from natpatsip_desktop.core.reading import read
from natpatsip_desktop.core.records import Better, Frequency, Measure, Unit
from natpatsip_desktop.core.series import SUBGROUPS, Periods, by_period, days_between
from natpatsip_desktop.core.understanding import (
    Choices,
    Columns,
    PointRow,
    Understood,
    value_column,
)
from natpatsip_desktop.core.understanding.words import tokens
from natpatsip_desktop.core.workings import CHARTS
from natpatsip_desktop.errors import BadInput, Problem, Severity

PROPORTIONS, RATIOS = ("p", "pp"), ("p", "pp", "u", "up", "ip")
SINGLE = ("c", "t", "g", *SUBGROUPS)  # on these charts two columns of numbers are no ratio
EVENTS = ("t", "g")
PERCENT = {"%", "percent", "percentage", "pct"}
MOST_ROWS = 5  # rows of one point that are named
AS_IT_STANDS = Choices(as_it_stands=True)
# Rows without dates are counted on day by day from here; nobody is shown these days.
IN_ORDER = replace(AS_IT_STANDS, first=date(2000, 1, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a spreadsheet is to be judged.

    `column` is the heading of the values (empty: guess), `baseline` how many points fix limits,
    `options` how they are worked out.
    """

    chart: str = "run"
    column: str = ""
    rules: str | None = None
    better: Better = Better.NEITHER
    target: float | None = None
    baseline: int | None = None
    multiplier: float = 1.0
    options: Options = DEFAULTS


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFile:
    """The numbers of a spreadsheet, judged: the analysis, its words, and what to look at.

    `notes` say how the sheet was read, where that is not plain.
    """

    measure: Measure
    series: Series
    analysis: Analysis
    reading: Reading
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def judge_file(
    path: Path, today: date, wanted: Wanted = Wanted(), sheet: str | None = None
) -> JudgedFile:
    """Analyse the numbers of a spreadsheet as they stand: fractions stay fractions.

    A sheet without dates is read in its order. Raise BadInput with every problem if there is
    nothing to analyse.
    """
    understood = _understood(path, sheet, wanted, today)
    if not any(not row.empty for row in understood.rows) and not _only_events(understood, wanted):
        raise BadInput(
            f"There are no numbers to analyse in {path.name}.",
            "Give a table with a row for each point and a heading for each column.",
            understood.problems,
        )
    _must_have_denominator(understood, wanted.chart)
    measure = _measure_of(understood, path, wanted)
    whole = _by_period(understood, wanted)
    series = _series_of(whole, understood, wanted)
    places = _places(whole.starts, understood)
    series, wrong = _without_wrong_rows(series, places, understood, wanted.chart)
    analysis = analyse(series, wanted.chart, wanted.rules, wanted.options)
    problems = [*understood.problems, *_gathered(understood, wanted.chart)]
    return JudgedFile(
        measure=measure,
        series=series,
        analysis=analysis,
        reading=read(analysis, measure),
        problems=(*problems, *wrong),
        notes=tuple(note for note in understood.notes if note.startswith(SIDE_BY_SIDE)),
    )


# -- what the sheet says -------------------------------------------------------------------


def _understood(path: Path, sheet: str | None, wanted: Wanted, today: date) -> Understood:
    """Read a sheet with dates or without, then again as what its chart needs."""
    said, chart = AS_IT_STANDS, wanted.chart
    found = understand_file(path, sheet=sheet, today=today, choices=said)
    if not found.rows:
        ordered = understand_file(path, sheet=sheet, today=today, choices=IN_ORDER)
        said, found = (IN_ORDER, ordered) if ordered.rows else (said, found)
    if wanted.column:
        said = replace(said, columns=value_column(found, wanted.column))
        found = understand_file(path, sheet=sheet, today=today, choices=said)
    paired = found.columns.denominator is not None
    if chart in SINGLE or (chart in RATIOS and not paired):
        asked = replace(_asked(chart, not found.columns.numbers), frequency=_rhythm(found, chart))
        found = understand_file(path, asked, sheet, today=today, choices=said)
    if chart in SUBGROUPS and not wanted.column:

        def read(columns: Columns) -> Understood:
            chosen = replace(said, columns=columns)
            return understand_file(path, asked, sheet, today=today, choices=chosen)

        found = side_by_side(found, read)
    return replace(found, frequency=None) if said.first else found


def _rhythm(found: Understood, chart: str) -> Frequency:
    """Take dates of events for what they are, even where they happen to be a week apart."""
    events = chart in EVENTS and found.frequency in (Frequency.DAY, Frequency.WEEK)
    return Frequency.EVENT if events or found.frequency is None else found.frequency


def _asked(chart: str, dates_only: bool) -> Measure:
    """Describe what a chart needs, so that the columns are chosen for it."""
    unit = Unit.VALUE
    if chart in RATIOS:
        unit = Unit.PERCENT if chart in PROPORTIONS else Unit.RATE
    elif chart == "t" and dates_only:
        unit = Unit.DAYS
    return Measure(unit=unit, chart=chart)


def _must_have_denominator(understood: Understood, chart: str) -> None:
    if chart in RATIOS and understood.columns.denominator is None:
        raise BadInput(
            f"A {CHARTS[chart]} needs a numerator and a denominator in each row.",
            "Name the two columns numerator and denominator, or y and n.",
            understood.problems,
        )


def _only_events(understood: Understood, wanted: Wanted) -> bool:
    """Tell whether there are dates alone, whose distances are what a T chart shows."""
    return wanted.chart == "t" and len(understood.rows) > 1 and not understood.columns.numbers


def _measure_of(understood: Understood, path: Path, wanted: Wanted) -> Measure:
    columns, names = understood.columns, understood.headings
    column = columns.value if columns.value is not None else columns.numerator
    name = names[column] if column is not None and column < len(names) else ""
    return Measure(
        name=name or path.stem,
        unit=_unit(understood, wanted, name),
        better=wanted.better,
        frequency=understood.frequency or Frequency.EVENT,
        chart=wanted.chart,
    )


def _unit(understood: Understood, wanted: Wanted, name: str) -> Unit:
    if understood.columns.denominator is not None:
        per_cent = wanted.multiplier == 100 and wanted.chart not in ("u", "up")
        return Unit.PERCENT if per_cent else Unit.RATE
    if not understood.columns.numbers:
        return Unit.DAYS
    largest = max((abs(row.value) for row in understood.rows if row.value is not None), default=0)
    named = bool(tokens(name) & PERCENT)
    return Unit.PERCENT if named and 1 < largest * wanted.multiplier <= 100 else Unit.VALUE


# -- the series ----------------------------------------------------------------------------


def _by_period(understood: Understood, wanted: Wanted) -> Periods:
    rows = _in_order(understood)
    ratio = understood.columns.denominator is not None
    return by_period(
        [row.starts for row in rows],
        _plotted(rows, understood, ratio),
        _column(rows, "denominator") if ratio else None,
        np.zeros(len(rows), dtype=np.bool_),
        wanted.chart,
        _frequency(understood),
    )


def _in_order(understood: Understood) -> list[PointRow]:
    return sorted(understood.rows, key=lambda row: row.starts)


def _frequency(understood: Understood) -> Frequency:
    return Frequency.DAY if understood.frequency is None else understood.frequency


def _series_of(whole: Periods, understood: Understood, wanted: Wanted) -> Series:
    return Series(
        y=whole.y,
        n=whole.n,
        sd=whole.sd,
        starts=whole.starts if understood.frequency else (),
        phases=(PhaseStart(first=0, baseline=wanted.baseline),),
        multiplier=wanted.multiplier,
        target=wanted.target,
        better=wanted.better.value,
    )


def _places(starts: Sequence[date], understood: Understood) -> list[str]:
    """Say where each point stands in the sheet: «row 6», or «rows 6, 7» of a group."""
    rows = _in_order(understood)
    if len(rows) == len(starts):
        return [row.where for row in rows]
    found: dict[date, list[str]] = {}
    for row in rows:
        found.setdefault(start_of(row.starts, _frequency(understood)), []).append(row.where)
    return [_joined(found.get(start, [])) for start in starts]


def _joined(places: Sequence[str]) -> str:
    """Name several rows at once, the first few of many."""
    if len(places) < 2:
        return "".join(places)
    more = "" if len(places) <= MOST_ROWS else f" and {len(places) - MOST_ROWS} more"
    return f"rows {', '.join(place.removeprefix('row ') for place in places[:MOST_ROWS])}{more}"


def _without_wrong_rows(
    series: Series, places: Sequence[str], understood: Understood, chart: str
) -> tuple[Series, list[Problem]]:
    """Count what a chart cannot use as missing, and say in which row of the sheet it is."""
    told = {problem.where for problem in understood.problems}
    found, y = [], series.y.copy()
    for problem in check_series(series, chart):
        at = int(problem.where.removeprefix("row ")) - 1
        if problem.severity is Severity.ERROR:
            y[at] = np.nan
        elif places[at] in told:
            continue
        when = ""
        if series.starts and understood.frequency:
            when = f" ({label(series.starts[at], understood.frequency)})"
        found.append(replace(problem, where=f"{places[at]}{when}"))
    return replace(series, y=y), found


def _plotted(rows: Sequence[PointRow], understood: Understood, ratio: bool) -> Floats:
    if not understood.columns.numbers:
        return days_between([row.starts for row in rows])
    numerator, value = _column(rows, "numerator"), _column(rows, "value")
    return numerator if ratio or np.isnan(value).all() else value


def _column(rows: Sequence[PointRow], name: str) -> Floats:
    cells = (getattr(row, name) for row in rows)
    return np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)


def _gathered(understood: Understood, chart: str) -> list[Problem]:
    """Say that rows of one period were made one point, where the chart does not call for it."""
    if chart in SUBGROUPS or understood.frequency is Frequency.EVENT:
        return []
    rows = Counter(row.starts for row in understood.rows)
    repeated = [start for start, count in rows.items() if count > 1]
    if not repeated:
        return []
    done = "added up" if chart == "c" or understood.columns.denominator is not None else "averaged"
    first = label(repeated[0], understood.frequency) if understood.frequency else "One point"
    more = "" if len(repeated) == 1 else f" and {len(repeated) - 1} more"
    has = "have" if more else "has"
    what = f"{first}{more} {has} several rows, which were {done}. Check that this is meant"
    return [Problem(where="", what=what, severity=Severity.WARNING)]
