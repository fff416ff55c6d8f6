"""The words of a reading, case by case, as UX section 7 fixes them."""

from datetime import date, timedelta

import numpy as np
import pytest

from natpatsip_desktop.core.analysis import Analysis, PhaseStart, Series
from natpatsip_desktop.core.charts import Glyph, Reading, Tone
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.reading import read
from natpatsip_desktop.core.records import Better, Cycle, Frequency, Measure, Role, Unit

MONDAY = date(2025, 1, 6)
PATTERN = "LHLLHLLHLLHLLHLLHLLLLL" + "H" * 9


def weeks(count: int) -> tuple[date, ...]:
    return tuple(MONDAY + timedelta(weeks=i) for i in range(count))


def judged(
    values: list[float], better: str = "up", phases: tuple[PhaseStart, ...] = (), **more: object
) -> Analysis:
    series = Series(
        y=np.array(values), starts=weeks(len(values)), better=better, phases=phases, **more
    )
    return analyse(series)


def measure(better: str = "up", **words: object) -> Measure:
    return Measure(
        name="Visits",
        unit=Unit.VALUE,
        better=Better(better),
        frequency=Frequency.WEEK,
        **words,
    )


def reading(values: list[float], better: str = "up", cycles: tuple[Cycle, ...] = ()) -> Reading:
    return read(judged(values, better), measure(better), cycles)


def shifted() -> list[float]:
    """16 low points with 6 high ones among them, then 9 high ones: the median is the top low."""
    values = [30.0 + i / 10 if mark == "H" else 10.0 + i / 10 for i, mark in enumerate(PATTERN)]
    values[0] = 13.0
    return values


SHIFTED = shifted()


def test_a_run_on_the_good_side_reads_as_improvement() -> None:
    found = reading(SHIFTED)
    assert found.headline == "The measure has improved"
    assert found.sentence == (
        "The last 9 weeks are all above the median of 13.0. With 30 points, chance alone "
        "rarely gives more than 8 in a row."
    )
    assert (found.tone, found.glyph) == (Tone.IMPROVE, Glyph.UP)
    assert (found.short, found.short_sentence) == ("Improved", "9 weeks above the median")


def test_the_same_run_on_the_bad_side_reads_as_concern() -> None:
    found = reading(SHIFTED, "down")
    assert found.headline == "The measure is getting worse"
    assert (found.tone, found.glyph) == (Tone.CONCERN, Glyph.UP)
    assert found.next_step.startswith("Talk to the team this week; look at the notes from ")


def test_a_balancing_measure_that_worsens_asks_about_harm() -> None:
    found = read(judged(SHIFTED, "down"), measure("down", role=Role.BALANCING))
    assert found.next_step == (
        "This was meant to stay the same. Is the change causing harm elsewhere?"
    )


def test_without_a_direction_it_asks_for_one() -> None:
    found = reading(SHIFTED, "neither")
    assert found.headline == "The measure has changed"
    assert found.sentence.endswith("Say which way is better to see if this is good.")
    assert found.tone is Tone.NEUTRAL


def test_a_run_after_a_cycle_names_it_with_care() -> None:
    cycle = Cycle(number=9, title="opt-out referral in clinic B", starts=weeks(22)[21])
    later = Cycle(number=10, title="too late", starts=weeks(30)[26])
    found = reading(SHIFTED, "up", (cycle, later))
    assert found.next_step == (
        "The run starts after PDSA 9, opt-out referral in clinic B. That does not prove the test "
        "did it: check what else changed. If the new level holds, start a new phase."
    )


def test_points_on_the_median_inside_a_run_are_counted_honestly() -> None:
    values = [*SHIFTED[:26], 13.0, *SHIFTED[26:]]
    found = reading(values)
    assert found.sentence.startswith("Of the last 10 weeks, 9 are above the median of 13.0.")


def test_a_run_that_is_over_reads_as_past() -> None:
    values = [*SHIFTED, 10.0, 31.0, 11.0]
    found = reading(values)
    assert found.headline == "The measure changed for a while"
    assert found.sentence.startswith("9 weeks in a row were above the median, the week from ")
    assert found.sentence.endswith("Since then there is no signal.")
    assert (found.tone, found.glyph) == (Tone.ORDINARY, Glyph.WAVE)


def test_few_crossings_read_as_a_shift() -> None:
    values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 17.0, 18.0, 19.0, 20.0, 21.0, 22.0]
    found = reading(values)
    assert found.headline == "The measure has shifted"
    assert found.sentence == (
        "The line crosses the median once. With 12 points chance alone usually gives at least 3. "
        "Look for a slow drift or two different levels."
    )


def test_ordinary_variation_reads_as_no_change() -> None:
    found = reading([10.0, 12.0, 9.0, 13.0, 11.0, 8.0, 14.0, 10.5, 12.5, 9.5, 11.5, 10.2])
    assert found.headline == "No change"
    assert found.sentence.startswith("The points go up and down as this process usually does.")
    assert found.short_sentence == "Ordinary week-to-week variation"


def test_a_target_changes_what_to_compare_with() -> None:
    values = [10.0, 12.0, 9.0, 13.0, 11.0, 8.0, 14.0, 10.5, 12.5, 9.5, 11.5, 10.2]
    found = read(judged(values, target=15.0), measure())
    assert found.sentence.endswith("Compare it with your target.")


def test_few_points_read_as_too_early() -> None:
    found = reading([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    assert found.headline == "Too early to say"
    assert found.sentence == (
        "You have 6 of the 10 points needed to look for a signal. Keep adding one each week."
    )
    assert found.short_sentence == "6 of the 10 points needed"


def test_points_on_the_median_are_explained_when_they_are_why_it_is_too_early() -> None:
    found = reading([1.0, 2.0, 2.0, 2.0, 2.0, 3.0, 2.0, 2.0, 1.0, 3.0, 2.0])
    assert found.sentence.startswith(
        "You have 4 of the 10 points needed to look for a signal; 7 more lie exactly on the median"
        " and do not count."
    )


def test_a_series_that_never_moves_is_no_change() -> None:
    found = reading([5.0] * 14)
    assert (found.headline, found.short_sentence) == ("No change", "Every value is 5")
    assert found.sentence.startswith("Every value is 5, so nothing goes up or down.")
    assert not found.cautions
    assert "Bear in mind" not in found.paragraph


def test_a_point_that_is_alone_is_not_called_a_point_on_its_own_median() -> None:
    found = reading([5.0])
    assert found.sentence.startswith("You have 1 of the 10 points needed to look for a signal.")


def test_the_sentence_and_what_to_bear_in_mind_do_not_say_the_same() -> None:
    found = reading([1.0, 2.0, 3.0, 4.0])
    assert "4 of the 10 points needed" in found.sentence
    assert not found.cautions


def test_too_few_points_say_nothing_about_the_target() -> None:
    series = Series(y=np.array([5.0, 6.0, 5.5]), starts=weeks(3), better="up", target=5.0)
    found = read(analyse(series, "i", "mdc"), measure())
    assert found.headline == "Too early to say"
    assert not found.target_sentence
    assert "The target is 5" in found.paragraph


def test_each_reason_names_its_periods_its_line_and_its_value() -> None:
    ordinary = [10.0, 11.0, 9.0, 10.0, 12.0, 9.0, 10.0, 11.0, 10.0, 12.0, 11.0, 9.0]
    series = Series(y=np.array([*ordinary, 30.0]), starts=weeks(13), better="down")
    found = read(analyse(series, "i", "mdc"), measure())
    assert found.why == ("The week from 31 March 2025: 30 is above the upper limit of 16.0.",)
    assert found.sentence.endswith("Find out what was different that week.")
    (run, *_) = reading(SHIFTED).why
    assert run.startswith("The week from 9 June 2025 to the week from 4 August 2025: 9 points")
    assert "above the median" in run


def test_an_event_that_stands_out_is_spoken_of_as_an_event() -> None:
    gaps = np.array([2.0, 3, 1, 4, 2, 3, 5, 2, 1, 3, 2, 4, 400])
    falls = Measure(name="Days between falls", unit=Unit.DAYS, frequency=Frequency.EVENT)
    found = read(analyse(Series(y=gaps, starts=weeks(13)), "t"), falls)
    assert found.headline == "One event stands out"
    assert found.sentence.endswith("Find out what was different at that event.")


def test_a_quiet_phase_holds_at_the_new_level() -> None:
    low = [10.0, 12.0, 9.0, 13.0, 11.0, 8.0, 14.0, 10.5, 12.5, 9.5]
    analysis = judged([*low, *(v + 50 for v in low)], phases=(PhaseStart(first=10),))
    found = read(analysis, measure())
    assert found.headline == "Holding at the new level"
    assert found.sentence == "No signal since the phase started on 17 March 2025."


def test_a_new_phase_says_since_when_it_waits() -> None:
    low = [10.0, 12.0, 9.0, 13.0, 11.0, 8.0, 14.0, 10.5, 12.5, 9.5]
    analysis = judged([*low, 60.0, 62.0, 59.0], phases=(PhaseStart(first=10),))
    found = read(analysis, measure())
    assert found.sentence.startswith(
        "You have 2 of the 10 points needed to look for a signal since 17 March 2025;"
        " 1 more lies exactly on the median and does not count."
    )


@pytest.mark.parametrize("values", [[], [float("nan")] * 4])
def test_nothing_to_read_says_what_to_do(values: list[float]) -> None:
    found = reading(values)
    assert found.headline == "No numbers yet"
    assert found.sentence == "Add your first number, or paste from Excel."


def test_rules_off_is_never_no_change() -> None:
    series = Series(y=np.array(SHIFTED), starts=weeks(len(SHIFTED)), better="up")
    found = read(analyse(series, rules="none"), measure())
    assert (found.headline, found.tone) == ("Rules off", Tone.EARLY)


def test_workings_show_every_number_of_the_verdict() -> None:
    rows = dict(reading(SHIFTED).workings)
    assert rows["Useful points"] == "30 (1 lies on the median and does not count)"
    assert rows["Longest run"] == "9 (more than 8 is a signal)"
    assert rows["Crossings"] == "12 (fewer than 10 is a signal)"
    assert rows["Median"] == "13.0"


def test_workings_of_few_points_do_not_name_limits_that_are_not_used() -> None:
    rows = dict(reading([1.0, 2.0, 3.0, 4.0]).workings)
    assert rows["Useful points"] == "4"
    assert rows["Longest run"] == "2 (not judged before 10 useful points)"
    assert rows["Crossings"] == "1 (not judged before 10 useful points)"


def test_a_chart_on_which_runs_mean_nothing_shows_none() -> None:
    analysis = analyse(Series(y=np.array([10.0, 11, 12, 10, 9, 10, 11, 12, 10, 9, 8, 20])), "mr")
    found = read(analysis, measure())
    assert "Longest run" not in dict(found.workings)
    assert found.workings[0] == ("Chart and rules", "Moving range chart, Shewhart limits")


def test_a_value_that_rounds_to_the_limit_it_crossed_is_told_apart_from_it() -> None:
    ordinary = [85.0, 82.0, 88.0, 84.0, 86.0, 83.0, 87.0, 85.0, 84.0, 88.0, 86.0, 83.0]
    series = Series(
        y=np.array([*ordinary, 93.4]),
        starts=weeks(13),
        phases=(PhaseStart(first=0, baseline=12),),
    )
    seen = Measure(name="Seen in time", unit=Unit.PERCENT, frequency=Frequency.WEEK)
    found = read(analyse(series, "i", "mdc"), seen)
    assert "93.4% is outside the limits 77% to 93.3%." in found.sentence
    assert found.why[0].endswith("93.4% is above the upper limit of 93.3%.")


def test_a_far_point_at_the_end_of_a_run_does_not_stand_out_alone() -> None:
    falling = Series(y=np.arange(20.0, 6.0, -1.0), starts=weeks(14), better="up")
    found = read(analyse(falling, "i", "mdc"), measure())
    assert found.headline == "The measure is getting worse"
    assert found.sentence.startswith("The last 7 weeks are all below the average of 13.5.")
    assert "Latest value 7, outside the limits 10.8 to 16.2." in found.paragraph


def test_of_signals_that_are_over_the_last_one_is_told() -> None:
    values = [9.0, 7, 8, 9, 8, 3, 4, 5, 6, 7, 8, 9, 10, 9, 8, 7, 8]
    found = read(analyse(Series(y=np.array(values), starts=weeks(17)), "i", "mdc"), measure())
    assert found.sentence == (
        "8 weeks in a row went up, the week from 10 February 2025 to the week from 31 March 2025."
        " Since then there is no signal."
    )


@pytest.mark.parametrize(
    ("at", "headline", "words"),
    [
        (11, "One month is unusual", "December 2024: you marked 40 as unusual."),
        (5, "One month stood out", "June 2024: 40 was marked as unusual. Since then there is no"),
    ],
)
def test_a_point_that_a_person_marked_is_told(at: int, headline: str, words: str) -> None:
    y = np.array([5.0, 3.0, 6.0, 4.0] * 3)
    y[at] = 40.0
    starts = tuple(date(2024, month, 1) for month in range(1, 13))
    series = Series(y=y, starts=starts, unusual=np.arange(12) == at)
    measure = Measure(name="Falls", unit=Unit.COUNT, frequency=Frequency.MONTH)
    reading = read(analyse(series, "run", "perla"), measure)
    assert reading.headline == headline
    assert reading.sentence.startswith(words)
