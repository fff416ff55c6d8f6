"""The quick way to a measure's numbers."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from natpatsip_desktop.core.records import Measure, Point, Project
from natpatsip_desktop.errors import BadInput
from natpatsip_desktop.store.workbook import Workbook


def test_numbers_come_in_order_with_missing_and_left_out(tmp_path: Path) -> None:
    workbook = Workbook(tmp_path / "w.qiw")
    with workbook.edit("Numbers"):
        project = workbook.insert(Project(title="P"))
        measure = workbook.insert(Measure(project_id=project.id, name="M"))
        may, june = date(2025, 5, 1), date(2025, 6, 1)
        workbook.insert(Point(measure_id=measure.id, starts=june, value=2.0, left_out="outage"))
        workbook.insert(Point(measure_id=measure.id, starts=may, numerator=1.0, denominator=4.0))
    starts, cells = workbook.numbers(measure.id)
    assert starts == (may, june)
    nan = np.nan
    np.testing.assert_array_equal(cells, [[1.0, 4.0, nan, 0.0], [nan, nan, 2.0, 1.0]])
    assert workbook.numbers(measure.id + 1)[1].shape == (0, 4)
    workbook.close()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"value": float("inf")}, "too large to be kept"),
        ({"numerator": -1e300}, "too large to be kept"),
        ({"starts": date.max}, "The year 9999"),
        ({"starts": date(1899, 12, 31)}, "The year 1899"),
    ],
)
def test_what_would_be_refused_at_opening_is_never_written(
    tmp_path: Path, cells: dict[str, Any], words: str
) -> None:
    workbook = Workbook(tmp_path / "w.qiw")
    with workbook.edit("Numbers"):
        project = workbook.insert(Project(title="P"))
        measure = workbook.insert(Measure(project_id=project.id, name="M"))
    point = Point(measure_id=measure.id, starts=date(2025, 5, 1))
    for write in (workbook.insert, lambda one: workbook.insert_many([one])):
        with pytest.raises(BadInput, match=words), workbook.edit("Too much"):
            write(replace(point, **cells))
    assert workbook.count(Point) == 0
    workbook.close()
