"""Charts made by hand for the tests; `smoke_free` is the chart of the picture 05-measure."""

from dataclasses import replace
from datetime import date, timedelta

from natpatsip_desktop.core.charts import (
    Badge,
    Bracket,
    ChartSpec,
    Dot,
    Glyph,
    Level,
    PhaseBand,
    Reading,
    Tone,
)

BASELINE = (
    *(70.9, 67.4, 60.9, 68.4, 62.6, 63.7, 75.7, 63.7, 67.5, 74.5, 65.3, 63.1, 75.1, 69.8, 79.3),
    *(69.0, 74.1, 66.8, 76.5, 73.3, 85.5, 81.7),
)
SECOND = (
    *(82.3, 82.3, 89.0, 85.5, 94.5, 84.2, 80.9, 83.1, 76.9, 80.5, 85.5, 76.9, 81.2, 77.4, 80.1),
    *(83.4, 84.2, 91.8, 90.8, 88.7, 82.3, 90.7, 90.3, 89.8, 90.3, 90.0, 95.9, 90.9, 89.4, 87.8),
)
CYCLES = (
    (1, date(2024, 11, 11), "CO test, room 3"),
    (2, date(2024, 12, 23), "CO test, all rooms"),
    (4, date(2025, 3, 10), "Opt-out referral, clinic A"),
    (5, date(2025, 4, 14), "Text reminders"),
    (7, date(2025, 5, 26), "Home visits"),
    (9, date(2025, 7, 21), "Opt-out referral, clinic B"),
)


def monday(week: int) -> date:
    return date(2024, 10, 7) + timedelta(weeks=week)


def smoke_free() -> ChartSpec:
    values = BASELINE + SECOND
    dots = tuple(
        Dot(
            starts=monday(i),
            label=f"{monday(i).day} {monday(i):%b %Y}",
            y=y,
            tone=Tone.IMPROVE if i >= 43 else Tone.ORDINARY,
            words=f"Week from {monday(i).day} {monday(i):%B %Y}: {y:.0f}%",
        )
        for i, y in enumerate(values)
    )
    return ChartSpec(
        kind="run",
        title="Percentage of women smoke-free at delivery, by week",
        subtitle="Run chart, Anhøj rules",
        frequency="week",
        percent=True,
        decimals=0,
        dots=dots,
        levels=(
            Level(role="target", first=0, last=51, ys=(95.0,) * 52, label="Target 95%"),
            Level(role="centre", first=0, last=21, ys=(69.4,) * 22, label="Median 69%"),
            Level(
                role="centre",
                first=22,
                last=51,
                ys=(85.45,) * 30,
                label="Median 85%",
                dashed=True,
            ),
        ),
        phases=(
            PhaseBand(first=0, last=21, name="Baseline"),
            PhaseBand(first=22, last=51, name="Phase 2: opt-out referral"),
        ),
        brackets=(
            Bracket(first=43, last=51, side="above", tone=Tone.IMPROVE, text="9 in a row above"),
        ),
        badges=tuple(Badge(on=on, text=text, number=number) for number, on, text in CYCLES),
        latest_label="Latest 88%",
        latest_tone=Tone.IMPROVE,
        key=(("dot", "run of points"), ("dash", "dashed median: signal")),
        footnotes=("Numerator: women smoke-free at delivery. Denominator: all births.",),
        alt_text=(
            "Run chart of women smoke-free at delivery, weekly, 7 October 2024 to 29 September "
            "2025, 52 points. Median 69% before 10 March 2025, 85% after. Latest 88%, target "
            "95%. The last 9 weeks are above the median: improved."
        ),
        reading=Reading(
            tone=Tone.IMPROVE,
            glyph=Glyph.UP,
            headline="The measure has improved",
            short="Improved",
            short_sentence="9 in a row above the median",
        ),
    )


def plain(
    values: tuple[float | None, ...], *, frequency: str = "month", percent: bool = False
) -> ChartSpec:
    """Return a chart of `values` with a centre line and nothing else."""
    days = {"day": 1, "week": 7, "month": 31, "quarter": 91, "year": 365, "event": 0}[frequency]
    known = sorted(y for y in values if y is not None)
    dots = tuple(
        Dot(starts=date(2023, 1, 1) + timedelta(days=days * i), label=f"no {i + 1}", y=y)
        for i, y in enumerate(values)
    )
    centre = known[len(known) // 2] if known else None
    level = Level(
        role="centre", first=0, last=len(values) - 1, ys=(centre,) * len(values), label="Median"
    )
    return ChartSpec(
        kind="run",
        title="Falls, by month",
        subtitle="Run chart",
        frequency=frequency,
        percent=percent,
        decimals=1,
        dots=dots,
        levels=(level,) if known else (),
        latest_label="Latest",
        alt_text="Run chart of falls.",
    )


def every_mark() -> ChartSpec:
    """Return a control chart with every kind of mark there is."""
    tones = {4: Tone.IMPROVE, 9: Tone.CONCERN, 14: Tone.NEUTRAL}
    base = plain(tuple(20 + (i * 7) % 11 for i in range(24)))
    dots = tuple(
        replace(
            dot,
            y=None if i == 11 else dot.y,
            tone=tones.get(i, Tone.ORDINARY),
            on_line=i in (2, 6),
            left_out="Bank holiday" if i == 17 else "",
        )
        for i, dot in enumerate(base.dots)
    )
    uppers = tuple(32 + (i % 3) for i in range(24))
    lowers = tuple(18 - (i % 3) for i in range(24))
    return replace(
        base,
        kind="xbar",
        dots=dots,
        levels=(
            *base.levels,
            Level(role="upper", first=0, last=23, ys=uppers, label="Upper limit"),
            Level(role="lower", first=0, last=23, ys=lowers, label="Lower limit"),
            Level(role="upper2", first=0, last=23, ys=(29.0,) * 24),
            Level(role="lower2", first=0, last=23, ys=(21.0,) * 24),
            Level(role="target", first=0, last=23, ys=(25.5,) * 24, label="Target 25.5"),
        ),
        phases=(
            PhaseBand(first=0, last=11, name="Before"),
            PhaseBand(first=12, last=23, name="After"),
        ),
        brackets=(Bracket(first=1, last=5, side="below", tone=Tone.CONCERN, text="5 going down"),),
        badges=(
            Badge(on=date(2023, 6, 3), text="New lead midwife"),
            Badge(on=date(2023, 6, 4), text="Huddle at 10:00", number=12),
        ),
        key=tuple((sign, sign) for sign in ("dot", "concern", "on_line", "left_out", "limits")),
    )
