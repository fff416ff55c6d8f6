"""Ticks, labels, lanes and pieces of line are right as numbers, before anything is drawn."""

from datetime import date
from itertools import pairwise

import pytest
from chart_specs import BASELINE, every_mark, plain, smoke_free
from hypothesis import given
from hypothesis import strategies as st

from natpatsip_desktop.gui.charts.frame import make_heading, make_room
from natpatsip_desktop.gui.charts.layout import (
    clearest,
    edges,
    lay_badges,
    line_pieces,
    nearest,
    spread,
    tail,
    walk,
    wrap,
)
from natpatsip_desktop.gui.charts.plan import plan
from natpatsip_desktop.gui.charts.ticks import EDGE, date_ticks, every_nth, label_ticks, value_scale
from natpatsip_desktop.gui.charts.word_marks import word_spots

amounts = st.floats(-1e6, 1e6, allow_nan=False).map(lambda y: round(y, 3))
TEN_PX = 10.0


def text_width(text: str, role: str, *, bold: bool = False) -> float:
    return len(text) * (7.5 if bold else 7.0)


# -- labels pushed apart ---------------------------------------------------------------------------


def test_labels_far_apart_stay_where_they_are() -> None:
    assert spread([10, 50, 90], 15.5) == [10, 50, 90]


def test_two_labels_that_meet_move_the_same_way_apart() -> None:
    assert spread([50, 54], 16) == [44, 60]


def test_equal_labels_keep_the_order_given() -> None:
    assert spread([50, 50, 50], 10) == [40, 50, 60]


def test_labels_stay_within_the_chart() -> None:
    assert spread([3, 4, 5], 10, 0, 100) == [0, 10, 20]
    assert spread([96, 97], 10, 0, 100) == [90, 100]


@given(st.lists(st.floats(0, 400), max_size=8))
def test_labels_never_meet_and_keep_their_order(places: list[float]) -> None:
    moved = spread(places, 15.5)
    order = sorted(range(len(places)), key=lambda i: places[i])
    assert all(moved[b] - moved[a] >= 15.5 - 1e-6 for a, b in pairwise(order))


# -- badges in lanes -------------------------------------------------------------------------------


def test_badges_with_room_all_stand_in_the_first_lane() -> None:
    found = lay_badges([20, 200, 400], [20] * 3, [100] * 3, 3, 600)
    assert [(place.lane, place.room) for place in found] == [(0, 100)] * 3


def test_a_badge_goes_below_words_that_are_in_its_way() -> None:
    found = lay_badges([20, 60, 100], [20] * 3, [100] * 3, 3, 600)
    assert [place.lane for place in found] == [0, 1, 2]


def test_words_are_cut_at_the_next_badge_of_the_lane() -> None:
    first, second = lay_badges([20, 100], [20] * 2, [100] * 2, 1, 600)
    assert first.room == 100 - 10 - 6 - (20 + 10 + 6)
    assert second.room == 100


def test_words_without_room_for_34_px_go() -> None:
    first, _ = lay_badges([20, 75], [20] * 2, [100] * 2, 1, 600)
    assert first.room == 0


def test_short_words_need_no_34_px() -> None:
    assert lay_badges([20], [20], [12], 1, 50)[0].room == 12


@given(st.lists(st.floats(0, 600), max_size=12).map(sorted), st.integers(1, 3))
def test_badges_never_overlap(xs: list[float], lanes: int) -> None:
    found = lay_badges(xs, [20] * len(xs), [90] * len(xs), lanes, 600)
    for lane in range(lanes):
        row = [place for place in found if place.lane == lane]
        assert all(b.x - a.x >= 20 and a.x + 16 + a.room <= b.x - 16 for a, b in _worded(row))
        assert all(b.x - a.x >= 20 for a, b in pairwise(row))


def _worded(row):  # type: ignore[no-untyped-def]
    return [(a, b) for a, b in pairwise(row) if a.room]


# -- lines and stretches ---------------------------------------------------------------------------


def test_the_line_breaks_where_a_phase_begins() -> None:
    assert [(p[0], p[-1]) for p in line_pieces(smoke_free())] == [(0, 21), (22, 51)]


def test_the_line_breaks_at_a_gap() -> None:
    assert line_pieces(plain((1, 2, None, None, 3))) == [[0, 1], [4]]


def test_stretches_end_half_way_between_dots() -> None:
    assert edges([0, 10, 30], 5) == [-5, 5, 20, 40]
    assert edges([7], 5) == [2, 12]
    assert edges([], 5) == []


def test_the_box_that_covers_least_is_taken() -> None:
    boxes = [(0.0, 0.0, 10.0, 10.0), (20.0, 0.0, 30.0, 10.0)]
    assert clearest(boxes, [(5, 5), (25, 50)]) == 1
    assert clearest(boxes, []) == 0


def test_the_nearest_dot_is_found_within_reach() -> None:
    assert nearest([0, 10, 20], 13) == 1
    assert nearest([0, 10, 20], 33, reach=5) is None
    assert nearest([], 1) is None


def test_a_tail_keeps_what_belongs_to_its_dots() -> None:
    cut = tail(smoke_free(), 40)
    assert len(cut.dots) == 40
    assert [(p.first, p.last) for p in cut.phases] == [(0, 9), (10, 39)]
    assert [(le.first, le.last, len(le.ys)) for le in cut.levels] == [
        (0, 39, 40),
        (0, 9, 10),
        (10, 39, 30),
    ]
    assert (cut.brackets[0].first, cut.brackets[0].last) == (31, 39)
    assert [badge.number for badge in tail(smoke_free(), 26).badges] == [5, 7, 9]
    assert tail(smoke_free(), 60) == smoke_free()


def test_a_walk_passes_over_gaps_and_stays_at_the_ends() -> None:
    there = [1, 2, 5]
    assert [walk(there, 2, way) for way in ("left", "right", "home", "end")] == [1, 5, 1, 5]
    assert [walk(there, 5, "right"), walk(there, 1, "left"), walk(there, -1, "left")] == [5, 1, 5]


def test_text_wraps_between_words() -> None:
    assert wrap("one two three", 8, len) == ["one two", "three"]
    assert wrap("unbreakable", 3, len) == ["unbreakable"]
    assert wrap("", 3, len) == []


# -- values ----------------------------------------------------------------------------------------


def texts(values: list[float], *, percent: bool = False, whole: bool = False) -> list[str]:
    return [tick.text for tick in value_scale(values, percent=percent, whole=whole).ticks]


def test_percentages_have_the_axis_of_the_picture() -> None:
    values = [*BASELINE, 95.9]
    assert texts(values, percent=True) == ["50%", "60%", "70%", "80%", "90%", "100%"]


def test_amounts_begin_at_0_only_under_40_per_cent() -> None:
    assert texts([39, 100])[0] == "0"
    assert texts([60, 100])[0] != "0"


def test_counts_have_no_halves() -> None:
    assert texts([0, 1], whole=True) == ["0", "1", "2", "3"]
    assert texts([3, 3], whole=True) == ["2", "3", "4", "5"]


def test_an_axis_of_nothing_but_0_or_100_stays_within() -> None:
    assert texts([0, 0], percent=True)[0] == "0%"
    assert texts([100, 100], percent=True)[-1] == "100%"
    assert texts([], percent=True)


def test_more_than_100_per_cent_is_shown() -> None:
    scale = value_scale([50, 200], percent=True, whole=False)
    assert scale.high >= 200


def test_negative_numbers_have_a_true_minus() -> None:
    assert texts([-5, 3.2])[0] == "−6"


@given(st.lists(amounts, min_size=1, max_size=30), st.booleans())
def test_three_to_six_steps_hold_every_value(values: list[float], whole: bool) -> None:
    scale = value_scale(values, percent=False, whole=whole)
    size = max(map(abs, values)) * 1e-6 + 1e-9
    assert scale.low <= min(values) + size
    assert scale.high >= max(values) - size
    assert 3 <= len(scale.ticks) - 1 <= 6
    assert len({tick.text for tick in scale.ticks}) == len(scale.ticks)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30))
def test_percentages_stay_between_0_and_100(values: list[float]) -> None:
    scale = value_scale(values, percent=True, whole=False)
    assert scale.low >= 0
    assert scale.high <= 100 + 1e-6


# -- dates -----------------------------------------------------------------------------------------

FIRST = date(2024, 10, 7)
LOW, HIGH = FIRST.toordinal() - 5, date(2025, 9, 29).toordinal() + 5


def words(width: float, low: float = LOW, high: float = HIGH, frequency: str = "week"):  # type: ignore[no-untyped-def]
    return [(t.text, t.second) for t in date_ticks(low, high, frequency, FIRST, width)]


def test_months_of_the_picture() -> None:
    found = words(560)
    months = "Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep"
    assert " ".join(text for text, _ in found) == months
    assert [year for _, year in found if year] == ["2024", "2025"]
    assert found[0][1] == "2024"
    assert found[2] == ("Jan", "2025")


@pytest.mark.parametrize(("width", "step"), [(300, 2), (200, 3), (100, 6), (50, 12)])
def test_narrow_charts_leave_months_out(width: float, step: int) -> None:
    found = date_ticks(LOW, HIGH + 400, "month", FIRST, width * 2.1)
    months = [date.fromordinal(int(tick.at)) for tick in found]
    counts = [one.year * 12 + one.month for one in months]
    assert {b - a for a, b in pairwise(counts)} <= {step}


def test_under_ten_weeks_days_are_written() -> None:
    found = words(400, FIRST.toordinal() - 3, FIRST.toordinal() + 45)
    assert found[0] == ("7 Oct", "2024")
    assert [text for text, _ in found][:3] == ["7 Oct", "14 Oct", "21 Oct"]


def test_over_six_years_only_years() -> None:
    found = words(500, LOW - 3000, HIGH)
    assert all(text.isdigit() and not year for text, year in found)


@given(
    st.integers(20, 6000), st.floats(60, 1600), st.sampled_from(["day", "week", "month", "quarter"])
)
def test_date_ticks_have_room_and_keep_off_the_edges(
    days: int, width: float, frequency: str
) -> None:
    low, high = float(LOW), float(LOW + days)
    found = date_ticks(low, high, frequency, FIRST, width)
    px = [(tick.at - low) / days * width for tick in found]
    assert all(b - a >= 40 - 1e-6 for a, b in pairwise(px))
    assert all(EDGE * width - 1e-6 <= x <= width * (1 - EDGE) + 1e-6 for x in px)
    years = [tick.second for tick in found if tick.second]
    assert len(set(years)) == len(years)


def test_events_have_their_own_labels_as_far_as_they_fit() -> None:
    labels = [f"no {i}" for i in range(10)]
    assert len(label_ticks(labels, -0.5, 9.5, 1000, 40)) == 10
    assert [tick.text for tick in label_ticks(labels, -0.5, 9.5, 200, 40)] == [
        "no 0",
        "no 3",
        "no 6",
        "no 9",
    ]
    assert label_ticks([], 0, 1, 100, 10) == []


# -- room ------------------------------------------------------------------------------------------


def test_a_high_chart_has_the_lanes_it_needs() -> None:
    shown = plan(smoke_free())
    room = make_room(shown, 700, 430, text_width, heading=make_heading(shown.spec, 700, text_width))
    assert (room.lanes, room.words) == (3, True)


def test_a_low_chart_has_one_lane_with_numbers_only() -> None:
    room = make_room(plan(smoke_free()), 700, 260, text_width)
    assert (room.lanes, room.words) == (1, False)


def test_a_chart_without_cycles_has_no_lanes() -> None:
    assert make_room(plan(plain((1, 2, 3))), 700, 430, text_width).lanes == 0


def test_the_key_goes_below_a_title_that_leaves_no_room() -> None:
    spec = smoke_free()
    assert not make_heading(spec, 900, text_width).key_below
    assert make_heading(spec, 600, text_width).key_below
    assert len(make_heading(spec, 250, text_width).lines) > 1


def test_events_and_shared_days_are_counted() -> None:
    assert plan(plain((1, 2, 3), frequency="event")).xs == (0, 1, 2)
    assert plan(plain((1, 2, 3), frequency="week")).xs[0] > 700_000
    assert plan(plain((1,), frequency="month")).x0 < plan(plain((1,), frequency="month")).xs[0]


def test_the_right_margin_holds_latest_then_the_levels_that_end_there() -> None:
    assert plan(smoke_free()).end_labels() == ["Latest 88%", "Target 95%", "Median 85%"]
    assert plan(every_mark()).end_labels()[-1] == "Target 25.5"


@pytest.mark.parametrize(
    ("height", "left"),
    [
        (200, ["40%", "50%", "60%", "70%", "80%", "90%", "100%"]),
        (90, ["40%", "60%", "80%", "100%"]),
        (46, ["40%", "70%", "100%"]),
    ],
)
def test_values_give_way_where_they_would_stand_in_each_other(
    height: float, left: list[str]
) -> None:
    ticks = value_scale([45, 97], percent=True, whole=False).ticks
    assert [tick.text for tick in every_nth(ticks, height, 16)] == left


def test_words_keep_off_words_rather_than_off_the_line() -> None:
    word = (0.0, 0.0, 60.0, 14.0)
    over_the_word, over_the_line = (40.0, 8.0, 100.0, 22.0), (40.0, 30.0, 100.0, 44.0)
    line = [(float(x), 37.0) for x in range(40, 60, 4)]
    assert clearest([over_the_word, over_the_line], [*line, *word_spots(word)]) == 1
