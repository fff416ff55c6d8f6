"""«How is this worked out?» says the settings that a person can change."""

import numpy as np
import pytest

from natpatsip_desktop.core.analysis import Options, Series
from natpatsip_desktop.core.judge import analyse
from natpatsip_desktop.core.workings import workings

SPIKE = [50.0, 52.0, 49.0, 51.0] * 5 + [90.0] + [50.0, 52.0, 49.0]


def rows(chart: str, rules: str, **options: object) -> dict[str, str]:
    analysis = analyse(Series(y=np.array(SPIKE)), chart, rules, Options(**options))  # type: ignore[arg-type]
    return dict(workings(analysis, lambda value: f"{value:.1f}", "average"))


@pytest.mark.parametrize(
    ("screen", "words"),
    [
        (True, "screened: 2 kept out of the limits"),
        (False, "all used, as the Excel tool does (no screening)"),
    ],
)
def test_screening_is_said_and_moves_the_limits(screen: bool, words: str) -> None:
    found = rows("i", "mdc", screen=screen)
    assert found["Moving ranges"] == words
    other = rows("i", "mdc", screen=not screen)
    assert found["Upper limit"] != other["Upper limit"]


def test_making_data_count_says_6_or_7_points() -> None:
    found = rows("i", "mdc", points_for_shift=6)
    assert found["Points on one side"] == "6 or more is a signal"
    assert found["Points going one way"] == "7 or more is a signal"


def test_a_run_chart_has_no_moving_ranges() -> None:
    found = rows("run", "anhoej")
    assert "Moving ranges" not in found and "Points on one side" not in found
