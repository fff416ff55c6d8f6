"""Which rule marks which points, and the reason it gives."""

import numpy as np
import pytest

from natpatsip_desktop.core.analysis import Analysis, Options, PhaseStart, Rule, Series, Side
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.limits import CHARTS
from natpatsip_desktop.core.mdc import assurance_icon, variation_icon
from natpatsip_desktop.core.signals import RULE_SETS, rules_at
from natpatsip_desktop.errors import NotThere

ZIGZAG = [46, 55, 48, 54, 47, 56] * 5


def judged(values: list[float], chart: str, rules: str, **options: int) -> Analysis:
    return analyse(Series(y=np.array(values, dtype=np.float64)), chart, rules, Options(**options))


def test_a_long_run_lists_its_points_its_side_and_the_reason() -> None:
    values = [1, 9, 1, 9, 1, 9, 1, 9, 1, 2, 1, 2, 5, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8, 9, 8]
    median = 5.0
    series = Series(y=np.array(values, dtype=np.float64))
    long_run = analyse(series, "run", "anhoej", Options(centre=median)).signals[0]
    assert long_run.rule == Rule.LONGEST_RUN and long_run.side == Side.BELOW
    assert long_run.points == (8, 9, 10, 11, 13, 14, 15, 16, 17)  # not 12, which is on the line
    assert long_run.why == (
        "9 points in a row are below the centre line; with 25 useful points more than 8 is a "
        "signal."
    )


def test_crossings_list_all_useful_points_and_the_reason() -> None:
    analysis = judged([1, 2, 3, 1, 2, 3, 5, 9, 8, 9, 8, 9, 8], "run", "anhoej")
    crossings = next(signal for signal in analysis.signals if signal.rule == Rule.CROSSINGS)
    assert crossings.points == (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12)
    assert crossings.why == (
        "The line crosses the centre line once; with 12 useful points fewer than 3 is a signal."
    )
    assert analysis.parts[0].runs_signal


def test_a_point_tells_all_the_rules_it_takes_part_in() -> None:
    analysis = judged([50, 51, 50, 49, 50, 51, 49, 50, 51, 50, 49, 70, 50, 51, 52, 53, 54, 55, 56],
                      "i", "mdc")  # fmt: skip
    assert [signal.rule for signal in rules_at(analysis, 11)] == [Rule.OUTSIDE]
    assert [signal.rule for signal in rules_at(analysis, 12)] == [Rule.TREND]
    assert [signal.rule for signal in rules_at(analysis, 18)] == [Rule.OUTSIDE, Rule.TREND]
    assert [signal.rule for signal in rules_at(analysis, 0)] == [Rule.TWO_OF_THREE, Rule.SHIFT]


@pytest.mark.parametrize(("points", "marked"), [(6, True), (7, False)])
def test_making_data_count_takes_6_or_7_points(points: int, marked: bool) -> None:
    values = [*ZIGZAG[:-1], 60, 60.5, 60, 60.5, 60, 60.5, 46]
    analysis = judged(values, "i", "mdc", points_for_shift=points, points_for_trend=points)
    shifts = [signal for signal in analysis.signals if signal.rule == Rule.SHIFT]
    assert bool(shifts) is marked
    if marked:
        assert shifts[0].why == (
            "6 points in a row are above the centre line; 6 or more is a signal."
        )


def test_two_of_three_marks_only_the_close_points() -> None:
    y = np.array([*ZIGZAG, 68, 54, 68, 46], dtype=np.float64)
    analysis = analyse(Series(y=y, phases=(PhaseStart(first=0, baseline=30),)), "i", "mdc")
    [signal] = [s for s in analysis.signals if s.rule == Rule.TWO_OF_THREE]
    assert signal.points == (30, 32) and signal.side == Side.ABOVE
    assert signal.why.startswith("2 of 3 points in a row above the centre line are close")


def test_as_the_excel_tool_means_no_screening_of_moving_ranges() -> None:
    spiked = [*ZIGZAG[:12], 130, *ZIGZAG[:5]]
    screened, excel = (
        analyse(Series(y=np.array(spiked, dtype=np.float64)), "i", "mdc", Options(screen=on))
        for on in (True, False)
    )
    assert screened.upper[0] < excel.upper[0]
    assert screened.parts[0].screened == 2 and excel.parts[0].screened == 0


def test_perla_and_provost_mark_shifts_trends_and_the_number_of_runs() -> None:
    analysis = judged([1, 2, 3, 1, 2, 3, 4, 6, 7, 8, 9, 8, 9, 8], "run", "perla")
    found = {signal.rule: signal for signal in analysis.signals}
    assert set(found) == {Rule.SHIFT, Rule.TREND, Rule.RUNS}
    assert found[Rule.TREND].points == (3, 4, 5, 6, 7, 8, 9, 10)
    assert found[Rule.TREND].why == "8 points in a row go up; 5 or more is a signal."
    assert found[Rule.RUNS].side == Side.FEW
    assert "2 runs" in found[Rule.RUNS].why and "fewer than 4" in found[Rule.RUNS].why


def test_too_many_runs_are_a_signal_too() -> None:
    [signal] = judged([1, 9] * 10, "run", "perla").signals
    assert (signal.rule, signal.side) == (Rule.RUNS, Side.MANY)


def test_no_rule_looks_across_a_phase() -> None:
    y = np.array([*ZIGZAG[:10], 60, 61, 60, 61, 60, 61, 60, 61, *ZIGZAG[:10]], dtype=np.float64)
    whole = analyse(Series(y=y), "i", "mdc")
    halves = analyse(Series(y=y, phases=(PhaseStart(first=14),)), "i", "mdc")
    assert any(signal.rule == Rule.SHIFT for signal in whole.signals)
    assert not any(signal.rule == Rule.SHIFT for signal in halves.signals)


def test_a_baseline_within_a_phase_fixes_the_limits_of_that_phase() -> None:
    y = np.array([*ZIGZAG[:12], *(value + 20 for value in ZIGZAG[:12]), 99, 99], dtype=np.float64)
    after = PhaseStart(first=12, baseline=12, name="after", reason="new form")
    phases = (PhaseStart(first=0), after)
    analysis = analyse(Series(y=y, phases=phases), "i")
    assert analysis.centre[0] == 51 and analysis.centre[12] == 71
    assert set(analysis.upper[12:]) == {analysis.upper[12]}
    assert [signal.points for signal in analysis.signals if signal.rule == Rule.OUTSIDE] == [
        (24,), (25,)]  # fmt: skip
    part = analysis.parts[1]
    assert (part.name, part.reason, part.baseline_observed) == ("after", "new form", 12)


def test_anhoej_keeps_silent_below_10_useful_points() -> None:
    series = Series(y=np.array([9.0] * 9))
    assert analyse(series, options=Options(centre=5)).signals == ()
    longer = Series(y=np.array([9.0] * 10))
    assert analyse(longer, options=Options(centre=5)).signals


def test_moving_ranges_are_judged_by_their_limit_only() -> None:
    # A run of small ranges and one large one: no rule about runs holds for moving ranges.
    values = [10, 11] * 15 + [40] + [10, 11] * 5
    for rules in ("anhoej", "perla", "mdc", "shewhart"):
        analysis = judged(values, "mr", rules)
        assert {signal.rule for signal in analysis.signals} == {Rule.OUTSIDE}
        assert not analysis.parts[0].runs_signal
    assert judged(values, "mr", "none").signals == ()


def test_a_point_on_a_limit_is_no_signal_whatever_the_rounding() -> None:
    # 9 events in 100: the lower limit is 0.09 - 3 * 0.03, and a month without events is on it.
    y = np.array([9.0, 18, 9, 0] * 5)
    for size in (100.0, 300.0, 700.0, 1100.0):
        analysis = analyse(Series(y=y, n=np.full(20, size)), "u", "shewhart")
        assert not [signal for signal in analysis.signals if signal.rule == Rule.OUTSIDE]


def test_rules_switched_off_say_so() -> None:
    analysis = judged([float(value) for value in range(30)], "i", "none")
    assert analysis.signals == () and analysis.cautions == ("rules off",)
    assert analysis.variation == analysis.assurance == ""


@pytest.mark.parametrize(("chart", "rules"), [("pie", "none"), ("run", "tarot")])
def test_an_unknown_chart_or_rule_set_names_those_there_are(chart: str, rules: str) -> None:
    with pytest.raises(NotThere) as error:
        analyse(Series(y=np.zeros(3)), chart, rules)
    assert all(name in error.value.hint for name in (CHARTS if chart == "pie" else RULE_SETS))


def test_the_usual_rules_are_anhoej_on_run_charts_and_shewhart_on_others() -> None:
    series = Series(y=np.array(ZIGZAG, dtype=np.float64))
    assert analyse(series).rules == "anhoej"
    assert analyse(series, "i").rules == "shewhart"


# -- icons ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "icon"),
    [("up", "improvement_high"), ("down", "concern_high"), ("neither", "neutral_high")],
)
def test_the_newest_observed_point_gives_the_variation_icon(better: str, icon: str) -> None:
    y = np.array([*ZIGZAG, 99, np.nan], dtype=np.float64)
    assert analyse(Series(y=y, better=better), "i", "mdc").variation == icon
    left_out = np.array([False] * 30 + [True, False])
    quiet = Series(y=y, better=better, left_out=left_out)
    assert analyse(quiet, "i", "mdc").variation == "common_cause"


def test_limits_of_an_older_phase_give_no_assurance_icon() -> None:
    y = np.array([*ZIGZAG, np.nan], dtype=np.float64)
    series = Series(y=y, target=99, better="up", phases=(PhaseStart(first=20),))
    assert analyse(series, "i", "mdc").assurance == "fail"
    series = Series(y=y, target=99, better="up", phases=(PhaseStart(first=30),))
    assert analyse(series, "i", "mdc").assurance == ""


def test_nothing_observed_has_no_icons() -> None:
    analysis = analyse(Series(y=np.full(5, np.nan), target=3, better="up"), "i", "mdc")
    assert (analysis.variation, analysis.assurance) == ("", "")
    assert variation_icon(None, "up") == "common_cause"


@pytest.mark.parametrize(
    ("target", "up", "down"),
    [(12, "fail", "pass"), (8, "inconsistent", "inconsistent"), (5, "pass", "fail"),
     (10, "inconsistent", "inconsistent"), (6, "inconsistent", "inconsistent")],
)  # fmt: skip
def test_the_target_against_the_limits_gives_the_assurance_icon(
    target: float, up: str, down: str
) -> None:
    assert assurance_icon(6, 10, target, "up") == up
    assert assurance_icon(6, 10, target, "down") == down


def test_limits_of_no_width_on_the_target_reach_it() -> None:
    assert assurance_icon(100, 100, 100, "up") == assurance_icon(0, 0, 0, "down") == "pass"
    assert assurance_icon(100, 100, 101, "up") == "fail"


def test_no_assurance_icon_without_target_direction_or_limits() -> None:
    assert assurance_icon(6, 10, None, "up") == ""
    assert assurance_icon(6, 10, 8, "neither") == ""
    assert assurance_icon(float("nan"), float("nan"), 8, "up") == ""


def test_an_astronomical_point_is_what_a_person_marked_and_of_perla_alone() -> None:
    y = np.array([5.0, 3.0, 6.0, 4.0, 40.0, 5.0, 3.0, 6.0, 4.0, 5.5, 3.5, np.nan])
    marks = np.isin(np.arange(12), [4, 11])
    found = [
        signal
        for signal in analyse(Series(y=y, unusual=marks), "run", "perla").signals
        if signal.rule == Rule.ASTRONOMICAL
    ]
    assert [(signal.points, signal.side) for signal in found] == [((4,), Side.ABOVE)]
    for chart, rules in (("run", "anhoej"), ("i", "shewhart"), ("i", "mdc"), ("run", "none")):
        judged = analyse(Series(y=y, unusual=marks), chart, rules)
        assert not any(signal.rule == Rule.ASTRONOMICAL for signal in judged.signals)


def test_a_marked_point_that_is_left_out_carries_no_flag() -> None:
    y = np.array([5.0, 3.0, 6.0, 4.0, 40.0] * 3)
    marks = np.arange(15) == 4
    analysis = analyse(Series(y=y, unusual=marks, left_out=marks), "run", "perla")
    assert not any(signal.rule == Rule.ASTRONOMICAL for signal in analysis.signals)
