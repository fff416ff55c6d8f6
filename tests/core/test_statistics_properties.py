"""What must hold for any series: no raise, no moved lines, no flag on a point left out."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from natpatsip_desktop.core.analysis import Analysis, Floats, Options, PhaseStart, Rule, Series
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.limits import CHARTS
from natpatsip_desktop.core.signals import RULE_SETS, rules_at

RATIOS = ("p", "pp", "u", "up", "ip")
WAYS = [(chart, rules) for chart in CHARTS for rules in RULE_SETS]
MOVABLE = [(c, r) for c, r in WAYS if c in ("run", "i", "xbar")]
LINES = ("centre", "lower", "upper", "lower2", "upper2")

STRETCH = st.tuples(st.integers(0, 40), st.sampled_from([0, 0, 1, -1, 3]), st.integers(1, 10))


@st.composite
def columns(draw: st.DrawFn, least: int = 0) -> Floats:
    """Draw numerators with gaps, denominators and deviations: stretches that stay, rise or fall.

    Numbers from 0 to 40 drawn singly would hardly ever make a run or a trend.
    """
    stretches = draw(st.lists(STRETCH, min_size=1 if least else 0, max_size=6))
    levels = [start + step * i for start, step, length in stretches for i in range(length)]
    levels += [20] * (least - len(levels))
    random = np.random.default_rng(draw(st.integers(0, 999)))
    y = np.clip(np.array(levels, dtype=np.float64), 0, 40)
    y[random.random(len(y)) < draw(st.sampled_from([0.0, 0.0, 0.1]))] = np.nan
    return np.array([y, random.integers(41, 60, len(y)), random.integers(0, 10, len(y))])


def series_of(chart: str, drawn: Floats) -> Series:
    """Make a series fit for the chart: denominators or subgroup sizes where it has them."""
    y, n, sd = drawn
    if chart in ("xbar", "s"):
        return Series(y=y, n=n - 40, sd=sd)
    return Series(y=y, n=n if chart in RATIOS else None)


def lines(analysis: Analysis, first: int = 0, after: int | None = None) -> Floats:
    """Stack the lines of some points."""
    return np.array([getattr(analysis, name)[first:after] for name in LINES])


def flags(analysis: Analysis) -> list[tuple[str, tuple[int, ...], str]]:
    """List what was marked, without the words."""
    return [(signal.rule, signal.points, signal.side) for signal in analysis.signals]


def take(series: Series, first: int, after: int) -> Series:
    """Cut a series out of a longer one."""
    cut = slice(first, after)
    return replace(
        series,
        y=series.y[cut],
        n=None if series.n is None else series.n[cut],
        sd=None if series.sd is None else series.sd[cut],
        left_out=series.left_out[cut],
        phases=(),
    )


numbers = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, -0.0, 1e308, -1e308, 5e-324, 1.0]),
)


@settings(max_examples=300)
@given(way=st.sampled_from(WAYS), data=st.data())
def test_no_numbers_raise(way: tuple[str, str], data: st.DataObject) -> None:
    chart, rules = way
    size = data.draw(st.integers(0, 25))
    y, n, sd = (
        np.array(data.draw(st.lists(numbers, min_size=size, max_size=size))) for _ in range(3)
    )
    left_out = np.array(
        data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), dtype=np.bool_
    )
    positions = st.integers(-2, 27)
    phases = data.draw(
        st.lists(
            st.builds(PhaseStart, first=positions, baseline=st.none() | st.integers(-1, 30)),
            max_size=3,
        )
    )
    series = Series(
        y=y, n=n if data.draw(st.booleans()) else None, sd=sd, left_out=left_out,
        phases=tuple(phases), multiplier=data.draw(st.sampled_from([1.0, 100.0])),
        target=data.draw(st.none() | st.floats(-5, 5)), better=data.draw(
            st.sampled_from(["up", "down", "neither"])),
    )  # fmt: skip
    analysis = analyse(series, chart, rules)
    assert len(analysis.y) == len(analysis.centre) == len(analysis.upper) == size
    assert (len(analysis.parts) == 0) is (size == 0)
    assert all(0 <= point < size for signal in analysis.signals for point in signal.points)


@settings(max_examples=150)
@given(
    way=st.sampled_from(MOVABLE),
    drawn=columns(),
    move=st.integers(-500, 500),
    scale=st.sampled_from([-4, -1, 0.25, 1, 2, 1024]),
)
def test_moving_and_scaling_moves_and_scales_lines_and_no_flag(
    way: tuple[str, str], drawn: Floats, move: int, scale: float
) -> None:
    chart, rules = way
    series = series_of(chart, drawn)
    sd = None if series.sd is None else series.sd * abs(scale)
    before = analyse(series, chart, rules)
    after = analyse(replace(series, y=series.y * scale + move, sd=sd), chart, rules)
    expected = lines(before) * scale + move
    if scale < 0:  # turned over, the lower lines are the upper ones
        expected = expected[[0, 2, 1, 4, 3]]
        turned = {"above": "below", "below": "above", "up": "down", "down": "up"}
        wanted = [(rule, points, turned.get(side, side)) for rule, points, side in flags(before)]
    else:
        wanted = flags(before)
    np.testing.assert_allclose(lines(after), expected, rtol=1e-9, atol=1e-9 * abs(scale))
    assert flags(after) == wanted


@settings(max_examples=150)
@given(
    chart=st.sampled_from(sorted(CHARTS)),
    drawn=columns(),
    multiplier=st.sampled_from([0.5, 4, 128]),
)
def test_a_multiplier_scales_lines_and_no_flag(
    chart: str, drawn: Floats, multiplier: float
) -> None:
    series = series_of(chart, drawn)
    before, after = analyse(series, chart), analyse(replace(series, multiplier=multiplier), chart)
    np.testing.assert_allclose(lines(after), lines(before) * multiplier, rtol=1e-12)
    assert flags(after) == flags(before)


@settings(max_examples=150)
@given(chart=st.sampled_from(sorted(CHARTS)), drawn=columns(least=2), data=st.data())
def test_appended_points_change_nothing_before_them_under_a_frozen_baseline(
    chart: str, drawn: Floats, data: st.DataObject
) -> None:
    baseline = data.draw(st.integers(1, drawn.shape[1] - 1))
    rules = data.draw(st.sampled_from(["mdc", "perla", "shewhart"]))
    full = replace(series_of(chart, drawn), phases=(PhaseStart(first=0, baseline=baseline),))
    until = data.draw(st.integers(baseline, drawn.shape[1]))
    long = analyse(full, chart, rules)
    short = analyse(replace(take(full, 0, until), phases=full.phases), chart, rules)
    np.testing.assert_array_equal(lines(long, 0, until), lines(short))
    # A mark stays; that of a longer run may reach further. Only verdicts on all points of the
    # phase together (longest run, crossings, runs) are for the phase as it now stands.
    by_point = (Rule.OUTSIDE, Rule.SHIFT, Rule.TREND, Rule.TWO_OF_THREE)
    marked = [
        {(s.rule, s.side, point) for s in each.signals if s.rule in by_point for point in s.points}
        for each in (short, long)
    ]
    assert marked[0] <= marked[1]
    outside = [{mark for mark in each if mark[0] == Rule.OUTSIDE} for each in marked]
    assert outside[0] == {mark for mark in outside[1] if mark[2] < until}


@settings(max_examples=150)
@given(way=st.sampled_from(WAYS), drawn=columns(least=1), data=st.data())
def test_points_left_out_carry_no_flag_and_have_no_say(
    way: tuple[str, str], drawn: Floats, data: st.DataObject
) -> None:
    chart, rules = way
    size = drawn.shape[1]
    left_out = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    series = replace(series_of(chart, drawn), left_out=left_out)
    analysis = analyse(series, chart, rules)
    positions = np.flatnonzero(left_out).tolist()
    assert not any(rules_at(analysis, position) for position in positions)
    if chart == "mr":  # a moving range after a point left out still starts from it
        return
    moved = analyse(replace(series, y=np.where(left_out, 39.0, series.y)), chart, rules)
    assert flags(moved) == flags(analysis)
    np.testing.assert_array_equal(lines(moved)[0], lines(analysis)[0])
    np.testing.assert_array_equal(moved.left_out, left_out)


@settings(max_examples=150)
@given(chart=st.sampled_from(sorted(CHARTS)), drawn=columns(least=1), data=st.data())
def test_the_analysis_of_a_phase_equals_that_of_its_own_slice(
    chart: str, drawn: Floats, data: st.DataObject
) -> None:
    size = drawn.shape[1]
    rules = data.draw(st.sampled_from(sorted(RULE_SETS)))
    firsts = sorted({0, *data.draw(st.lists(st.integers(0, size - 1), max_size=3))})
    baselines = [data.draw(st.none() | st.integers(1, 15)) for _ in firsts]
    phases = tuple(
        PhaseStart(first=first, baseline=baseline)
        for first, baseline in zip(firsts, baselines, strict=True)
    )
    left_out = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    series = replace(series_of(chart, drawn), left_out=left_out, phases=phases)
    analysis = analyse(series, chart, rules)
    for number, (phase, after) in enumerate(zip(phases, [*firsts[1:], size], strict=True)):
        alone = replace(take(series, phase.first, after), phases=(replace(phase, first=0),))
        own = analyse(alone, chart, rules)
        np.testing.assert_array_equal(lines(own), lines(analysis, phase.first, after))
        shifted = [
            (rule, tuple(point + phase.first for point in points), side)
            for rule, points, side in flags(own)
        ]
        assert shifted == [(s.rule, s.points, s.side) for s in analysis.signals if s.part == number]
        part, whole_part = own.parts[0], analysis.parts[number]
        assert replace(part, first=phase.first, last=after - 1) == whole_part


@settings(max_examples=20)
@given(drawn=columns(least=1))
def test_rules_switched_off_are_never_called_no_change(drawn: Floats) -> None:
    for chart in CHARTS:
        analysis = analyse(series_of(chart, drawn), chart, "none")
        assert not analysis.signals and "rules off" in analysis.cautions


@given(drawn=columns(least=1))
def test_screening_never_widens_limits(drawn: Floats) -> None:
    series = series_of("i", drawn)
    screened, plain = (analyse(series, "i", options=Options(screen=on)) for on in (True, False))
    assert not (screened.upper > plain.upper).any()
