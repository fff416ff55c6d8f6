"""Analyses for scripts: a spreadsheet judged as it stands, and every result as plain values."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Floats, Part, Series
from natpatsip_desktop.core.cells import Sheet
from natpatsip_desktop.core.charts import Reading
from natpatsip_desktop.core.checks import check_series
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.reading import read
from natpatsip_desktop.core.records import Frequency, Measure, Unit
from natpatsip_desktop.core.series import by_period
from natpatsip_desktop.core.understanding import Choices, Understood, understand
from natpatsip_desktop.core.workings import method
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.exchange.sheets_in import read_sheet


def as_json(analysis: Analysis, reading: Reading, measure: dict[str, Any]) -> dict[str, Any]:
    """Give an analysis as one object.

    `points` holds one list for each column, named as in the test vectors; positions in `parts`
    and `signals` count from 1. `reading` is the whole reading as text, `words` its pieces.
    """
    return {
        "measure": measure,
        "chart": analysis.chart,
        "rules": analysis.rules,
        "method": method(analysis),
        "points": _points(analysis),
        "parts": [_part(number, part) for number, part in enumerate(analysis.parts, 1)],
        "signals": [
            {
                "rule": str(signal.rule),
                "points": [position + 1 for position in signal.points],
                "part": signal.part + 1,
                "side": str(signal.side),
                "why": signal.why,
            }
            for signal in analysis.signals
        ],
        "target": analysis.target,
        "variation": analysis.variation or None,
        "assurance": analysis.assurance or None,
        "cautions": list(analysis.cautions),
        "reading": whole(reading),
        "words": {
            "headline": reading.headline,
            "sentence": reading.sentence,
            "next_step": reading.next_step,
            "target": reading.target_sentence,
        },
    }


def whole(reading: Reading) -> str:
    """Put headline, evidence and next step into one text."""
    parts = (f"{reading.headline}.", reading.sentence, reading.target_sentence, reading.next_step)
    return " ".join(part for part in parts if part.strip("."))


def _points(analysis: Analysis) -> dict[str, Any]:
    return {
        "x": [start.isoformat() for start in analysis.starts]
        or list(range(1, len(analysis.y) + 1)),
        "y": _column(analysis.y),
        "n": None if analysis.n is None else _column(analysis.n),
        "cl": _column(analysis.centre),
        "lcl": _column(analysis.lower),
        "ucl": _column(analysis.upper),
        "lcl95": _column(analysis.lower2),
        "ucl95": _column(analysis.upper2),
        "left_out": [int(position) + 1 for position in np.flatnonzero(analysis.left_out)],
    }


def _column(values: Floats) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values]


def _part(number: int, part: Part) -> dict[str, Any]:
    return {
        "part": number,
        "first": part.first + 1,
        "last": part.last + 1,
        "name": part.name,
        "reason": part.reason,
        "baseline": part.baseline,
        "n_obs": part.observed,
        "n_useful": part.useful,
        "longest_run": part.longest_run,
        "longest_run_max": part.longest_run_limit,
        "n_crossings": part.crossings,
        "n_crossings_min": part.crossings_limit,
        "runs_signal": part.runs_signal,
        "n_sigma_signals": part.outside,
    }


# -- a spreadsheet that is in no workbook --------------------------------------------------------

RATIO_CHARTS = ("p", "pp", "u", "up", "ip")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFile:
    """The numbers of a spreadsheet, judged: what was understood, the analysis and its words."""

    understood: Understood
    measure: Measure
    analysis: Analysis
    reading: Reading


def judge_file(
    path: Path,
    today: date,
    *,
    chart: str = "run",
    rules: str | None = None,
    sheet: str | None = None,
) -> JudgedFile:
    """Analyse the numbers of a spreadsheet as they stand: fractions stay fractions.

    A sheet without dates is read in its order. Raise BadInput with every problem if there is
    nothing to analyse.
    """
    understood = _understood(read_sheet(path, sheet), chart, today)
    if not understood.rows:
        raise BadInput(
            f"There are no numbers to analyse in {path.name}.",
            "Give a table with a row for each period and a heading for each column.",
            understood.problems,
        )
    measure = _measure_of(understood, path, chart)
    series = _series_of(understood, chart)
    problems = check_series(series, chart)
    analysis = analyse(series, chart, rules)
    understood = replace(understood, problems=(*understood.problems, *problems))
    return JudgedFile(
        understood=understood,
        measure=measure,
        analysis=analysis,
        reading=read(analysis, measure),
    )


def _understood(sheet: Sheet, chart: str, today: date) -> Understood:
    """Read a sheet with dates or without; two columns of numbers are a ratio on these charts."""
    understood = understand(sheet, today=today)
    if not understood.rows:
        return _in_order(sheet, today) or understood
    if chart in RATIO_CHARTS and understood.columns.denominator is None:
        frequency = understood.frequency or Frequency.EVENT
        return understand(sheet, Measure(unit=Unit.RATE, frequency=frequency), today=today)
    return understood


def _in_order(sheet: Sheet, today: date) -> Understood | None:
    """Read a sheet without dates, its rows counted on day by day (the days are not shown)."""
    daily = Measure(name="", unit=Unit.VALUE, frequency=Frequency.DAY)
    choices = Choices(first=date(2000, 1, 1))
    understood = understand(sheet, daily, today=today, choices=choices)
    return replace(understood, frequency=None) if understood.rows else None


def _measure_of(understood: Understood, path: Path, chart: str) -> Measure:
    columns, names = understood.columns, understood.headings
    column = columns.value if columns.value is not None else columns.numerator
    name = names[column] if column is not None and column < len(names) else path.stem
    ratio = columns.denominator is not None
    return Measure(
        name=name,
        unit=Unit.RATE if ratio else Unit.VALUE,
        frequency=understood.frequency or Frequency.EVENT,
        chart=chart,
    )


def _series_of(understood: Understood, chart: str) -> Series:
    def column(name: str) -> Floats:
        cells = (getattr(row, name) for row in understood.rows)
        return np.array([np.nan if cell is None else cell for cell in cells])

    numerator, value = column("numerator"), column("value")
    ratio = understood.columns.denominator is not None
    y = numerator if ratio or np.isnan(value).all() else value
    whole = by_period(
        [row.starts for row in understood.rows],
        y,
        column("denominator") if ratio else None,
        np.zeros(len(y), dtype=np.bool_),
        chart,
        understood.frequency or Frequency.EVENT,
    )
    starts = whole.starts if understood.frequency else ()
    return Series(y=whole.y, n=whole.n, sd=whole.sd, starts=starts)
