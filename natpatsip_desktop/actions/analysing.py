"""Analyses for scripts: every result as plain values, and the whole reading as one text."""

from typing import Any

import numpy as np

from natpatsip_desktop.core.advice import second_thoughts
from natpatsip_desktop.core.analysis import Analysis, Floats, Part, Series
from natpatsip_desktop.core.charts import Reading
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.core.shift import offered_phase
from natpatsip_desktop.core.workings import method


def as_json(analysis: Analysis, reading: Reading, measure: Measure) -> dict[str, Any]:
    """Give an analysis as one object.

    `points` holds one list for each column, named as in the test vectors; positions in `parts`
    and `signals` count from 1. `reading` is the whole reading as text, `words` its pieces.
    """
    return {
        "measure": _about(measure),
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


def suggested(series: Series, analysis: Analysis) -> dict[str, Any]:
    """Give what a person may want to do: another chart, a phase to start; nothing is applied."""
    advice, offer = second_thoughts(series, analysis.chart), offered_phase(analysis)
    return {
        "chart_advice": None if advice is None else {"chart": advice.chart, "why": advice.reason},
        "phase_offer": None
        if offer is None
        else {
            "first": offer.first + 1,
            "starts": None if offer.starts is None else offer.starts.isoformat(),
            "why": offer.words,
            "questions": list(offer.questions),
        },
    }


def whole(reading: Reading) -> str:
    """Put headline, the whole reading (data, phases, latest value, method, ...) and next step."""
    return _joined(f"{reading.headline}.", reading.paragraph, reading.next_step)


def brief(reading: Reading) -> str:
    """Put headline, evidence and next step into one text."""
    evidence = (reading.sentence, reading.target_sentence, reading.next_step)
    return _joined(f"{reading.headline}.", *evidence)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part.strip("."))


def _about(measure: Measure) -> dict[str, Any]:
    """Say what is measured; a spreadsheet has no id."""
    return {
        "id": measure.id or None,
        "library": measure.library_id or None,
        "name": measure.name,
        "unit": measure.unit.value,
        "better": measure.better.value,
        "frequency": measure.frequency.value,
    }


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
