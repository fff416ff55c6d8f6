"""A sustained shift is offered as a phase, never applied."""

from datetime import date

import numpy as np

from natpatsip_desktop.core.analysis import PhaseStart, Series, Side
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.phase_answers import QUESTIONS
from natpatsip_desktop.core.shift import suggest_phase, sustained_levels

BEFORE = [5, 3, 6, 4] * 4
AFTER = [9, 8, 9, 10, 8, 9, 8, 9, 10, 9]
MONTHS = tuple(date(2024 + month // 12, month % 12 + 1, 1) for month in range(30))


def series(values: list[float], **changes: object) -> Series:
    y = np.array(values, dtype=np.float64)
    return Series(y=y, starts=MONTHS[: len(y)], **changes)  # type: ignore[arg-type]


def test_nine_points_on_one_side_offer_a_phase() -> None:
    analysis = analyse(series(BEFORE + AFTER))
    suggestion = suggest_phase(analysis)
    assert suggestion is not None
    assert (suggestion.first, suggestion.starts) == (16, date(2025, 5, 1))
    assert suggestion.side == Side.ABOVE and suggestion.median == 9
    assert suggestion.words == (
        "9 points in a row from 1 May 2025 are above the level before. Start a phase at 1 May 2025?"
    )
    assert suggestion.questions == tuple(QUESTIONS.values()) and len(QUESTIONS) == 4
    assert len(analysis.parts) == 1  # offered, not applied


def test_eight_points_are_not_yet_sustained() -> None:
    assert suggest_phase(analyse(series(BEFORE + AFTER[:8]))) is None


def test_nothing_is_offered_again_once_the_phase_is_there() -> None:
    phases = (PhaseStart(first=16),)
    assert suggest_phase(analyse(series(BEFORE + AFTER, phases=phases))) is None


def test_points_left_out_do_not_sustain_a_shift() -> None:
    left_out = np.zeros(26, dtype=np.bool_)
    left_out[[17, 19]] = True
    assert suggest_phase(analyse(series(BEFORE + AFTER, left_out=left_out))) is None


def test_a_baseline_of_the_phase_is_the_level_before() -> None:
    phases = (PhaseStart(first=0, baseline=20),)
    assert suggest_phase(analyse(series(BEFORE + AFTER, phases=phases))) is None


def test_without_dates_the_point_is_named() -> None:
    suggestion = suggest_phase(analyse(Series(y=np.array(BEFORE + AFTER, dtype=np.float64))))
    assert suggestion is not None and "Start a phase at point 17?" in suggestion.words


def test_an_empty_series_offers_nothing() -> None:
    assert suggest_phase(analyse(Series(y=np.zeros(0)))) is None
    assert suggest_phase(analyse(Series(y=np.full(40, np.nan)))) is None


def test_only_wanted_sides_and_values_off_the_median_count() -> None:
    y = np.array([5, 5, 5, 9, 5, 9, np.nan, 9, 1, 1, 1], dtype=np.float64)
    both = list(sustained_levels(y, 3, 3))
    assert [(level.first, level.last, level.median) for level in both] == [
        (0, 2, 5),
        (3, 7, 9),
        (8, 10, 1),
    ]
    below = list(sustained_levels(y, 3, 3, (Side.BELOW,)))
    assert [(level.first, level.last) for level in below] == [(0, 2), (8, 10)]
