"""What a chart shows beside its dots: labels of limits, the key, and the lines below it."""

from datetime import date

import numpy as np

from natpatsip_desktop.core.analysis import Options, PhaseStart, Series
from natpatsip_desktop.core.charts import ChartSpec
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.records import Frequency, Measure, Unit
from natpatsip_desktop.core.spec import Story, chart_of

STEADY = [50.0, 52.0, 49.0, 51.0] * 6
MONTHS = tuple(date(2024 + i // 12, i % 12 + 1, 1) for i in range(24))
MEASURE = Measure(name="Waits", unit=Unit.VALUE, frequency=Frequency.MONTH)


USUAL = Options()


def spec_of(
    chart: str = "i", rules: str = "mdc", options: Options = USUAL, **more: object
) -> ChartSpec:
    series = Series(**{"y": np.array(STEADY), "starts": MONTHS, "better": "up", **more})  # type: ignore[arg-type]
    return chart_of(analyse(series, chart, rules, options), MEASURE, Story(left_out={9: "Outage"}))


def labels(spec: ChartSpec) -> list[str]:
    return [level.label for level in spec.levels if level.label]


def test_limits_keep_their_label_where_the_newest_point_has_no_denominator() -> None:
    n = np.array([100.0] * 23 + [np.nan])
    spec = spec_of("p", "shewhart", n=n)
    assert [label.split(" limit")[0] for label in labels(spec)[1:]] == ["Lower", "Upper"]
    assert {"Lower limit", "Upper limit"} <= dict(spec.reading.workings).keys()


def test_what_the_lines_rest_on_is_said_below_the_chart() -> None:
    frozen = (PhaseStart(first=0, baseline=12),)
    assert spec_of(phases=frozen).footnotes == (
        "baseline: first 12 points",
        "no moving range screened out",
        "trial limits, 12 points",
    )
    assert spec_of(options=Options(screen=False)).footnotes == ("no screening of moving ranges",)
    assert spec_of("run", "anhoej").footnotes == ()
    assert dict(spec_of(phases=frozen).reading.workings)["Baseline"] == "first 12 points"


def test_left_out_points_are_named_with_their_reason_below_the_chart() -> None:
    left_out = np.arange(24) == 9
    assert "1 month left out (Oct 2024, Outage)" in spec_of(left_out=left_out).footnotes


def test_two_sigma_lines_are_drawn_on_request_only_and_said_to_be_no_limits() -> None:
    asked = spec_of(options=Options(two_sigma=True))
    assert {"lower2", "upper2"} <= {level.role for level in asked.levels}
    assert ("inner", "2 sigma, no limits") in asked.key
    usual = spec_of()
    assert not {"lower2", "upper2"} & {level.role for level in usual.levels}
    assert usual.key == ()


def test_icons_of_making_data_count_are_part_of_the_chart_and_its_words() -> None:
    spec = spec_of(target=51.0)
    assert len(spec.icons) == 2
    assert "Assurance: will meet or miss the target by chance." in spec.alt_text
    assert spec_of(rules="shewhart", target=51.0).icons == ()


def test_periods_without_a_number_are_counted_in_words() -> None:
    y = np.array(STEADY)
    y[[4, 5]] = np.nan
    spec = spec_of(y=y)
    assert spec.reading.paragraph.startswith(
        "22 monthly points, Jan 2024 to Dec 2025, 2 months without a number. "
    )
    assert dict(spec.reading.workings)["Points with a value"] == "22 (2 periods have none)"
