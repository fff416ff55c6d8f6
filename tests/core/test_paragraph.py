"""The whole reading as one text, part by part."""

from datetime import date

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Options, PhaseStart, Series
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.paragraph import about_method, about_target
from natpatsip_desktop.core.reading import read
from natpatsip_desktop.core.records import Frequency, Measure, Unit
from natpatsip_desktop.core.verdict import verdict_of
from natpatsip_desktop.core.wording import Words

LOW = [71.0, 74.0, 69.0, 72.0, 70.0, 73.0, 68.0, 75.0, 71.5, 72.5, 69.5, 73.5]
HIGH = [84.0, 86.0, 83.0, 87.0, 85.0, 82.0, 88.0, 84.5, 85.5, 83.5, 86.5]
SCREENED = Options()
MEASURE = Measure(name="Seen in time", unit=Unit.PERCENT, frequency=Frequency.MONTH)


def months(count: int) -> tuple[date, ...]:
    return tuple(date(2024 + i // 12, i % 12 + 1, 1) for i in range(count))


def judged(
    values: list[float],
    chart: str = "i",
    rules: str = "mdc",
    options: Options = SCREENED,
    **more: object,
) -> Analysis:
    series = Series(y=np.array(values), starts=months(len(values)), better="up", **more)
    return analyse(series, chart, rules, options)


def text(analysis: Analysis, reasons: dict[int, str] | None = None) -> str:
    return read(analysis, MEASURE, (), reasons or {}).paragraph


def test_it_tells_data_phases_latest_target_and_method() -> None:
    analysis = judged(
        [*LOW, *HIGH], phases=(PhaseStart(first=12, name="triage form"),), target=90.0
    )
    told = text(analysis)
    assert told.startswith("23 monthly points, Jan 2024 to Nov 2025. ")
    assert "Baseline average 72% (12 points)." in told
    assert (
        "Since Jan 2025 the average is 85% (11 points), a phase you started for «triage form»."
    ) in told
    assert "Latest value 87%, inside the limits " in told
    assert (
        "The target 90% lies inside the limits: the process meets and misses it by chance." in told
    )
    assert "NHS Making Data Count" in told
    assert (
        "Bear in mind: phase 1: trial limits, 12 points; phase 2: trial limits, 11 points." in told
    )


def test_a_frozen_baseline_is_told_by_its_points() -> None:
    analysis = judged([*LOW, *HIGH], phases=(PhaseStart(first=0, baseline=12),))
    assert "Average 72% (first 12 points)." in text(analysis)


def test_a_latest_value_outside_the_limits_is_told() -> None:
    analysis = judged([*LOW, *LOW, 99.0])
    told = text(analysis)
    assert "January 2026: 99% is outside the limits " in told
    assert told.count("outside the limits") == 1


def test_left_out_points_are_named_with_their_reasons() -> None:
    left_out = np.zeros(12, dtype=np.bool_)
    left_out[[7, 8]] = True
    told = text(judged(LOW, left_out=left_out), {7: "IT outage"})
    assert "2 months left out (Aug 2024, IT outage; Sep 2024)." in told


def test_the_target_is_told_alone_where_there_are_no_limits() -> None:
    analysis = judged(LOW, "run", "anhoej", target=90.0)
    assert about_target(Words(analysis, MEASURE, verdict_of(analysis))) == "The target is 90%."


def test_screening_is_told_where_limits_rest_on_moving_ranges() -> None:
    spiked = [*LOW, 99.0, *LOW]
    assert about_method(judged(spiked)).endswith("2 moving ranges screened out.")
    unscreened = judged(spiked, options=Options(screen=False))
    assert about_method(unscreened).endswith("no screening of moving ranges.")
    assert "screen" not in about_method(judged(LOW, "run", "anhoej"))


def test_positions_alone_are_told_without_dates() -> None:
    series = Series(y=np.array(LOW))
    told = read(analyse(series), MEASURE).paragraph
    assert told.startswith("12 monthly points. Median 72% (12 points).")


def test_nothing_is_told_as_what_to_do() -> None:
    assert text(judged([])) == "Add your first number, or paste from Excel."
