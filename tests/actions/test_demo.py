"""The example workbook: invented, complete, and judged by the real engine."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from natpatsip_desktop.actions.charts import chart
from natpatsip_desktop.actions.demo import WEEKS, plans, write_demo
from natpatsip_desktop.actions.home import project_rows
from natpatsip_desktop.core.charts import Tone
from natpatsip_desktop.core.privacy import nhs_numbers_in
from natpatsip_desktop.core.records import (
    Cycle,
    Decision,
    EnablerNote,
    Measure,
    NationalLink,
    Point,
    Project,
    Stage,
)
from natpatsip_desktop.errors import CannotSave
from natpatsip_desktop.store.document import read_workbook_at
from natpatsip_desktop.store.workbook import Workbook

TODAY = date(2025, 10, 13)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo") / "Example.qiw"
    write_demo(made, TODAY)
    return made


@pytest.fixture
def example(path: Path) -> Iterator[Workbook]:
    with read_workbook_at(path) as workbook:
        yield workbook


def test_it_stands_on_all_five_programmes(example: Workbook) -> None:
    assert example.count(Project) >= 5
    codes = {link.driver_code.split("-")[0] for link in example.all(NationalLink)}
    assert codes == {"MN", "MD", "ME", "AS", "MH"}


def test_each_project_has_an_aim_cycles_and_an_enabler_note(example: Workbook) -> None:
    for project in example.all(Project):
        assert project.aim_by is not None and project.aim_by > TODAY
        assert example.count(Cycle, project_id=project.id)
        assert example.count(EnablerNote, project_id=project.id)
        assert project.main_measure_id is not None


def test_its_data_end_just_before_today_and_go_back_two_years(example: Workbook) -> None:
    starts = [point.starts for point in example.all(Point)]
    assert max(starts) < TODAY
    assert (TODAY - min(starts)).days >= WEEKS * 7 - 14


def test_the_engine_finds_in_it_what_the_plan_expects(example: Workbook) -> None:
    expected = {
        measure.get("name", measure.get("library")): measure["expect"]
        for project in plans()["project"]
        for measure in project["measure"]
        if "expect" in measure
    }
    assert set(expected.values()) >= {"improve", "concern", "ordinary", "early"}
    for measure in example.all(Measure):
        wanted = expected.get(measure.name, expected.get(measure.library_id))
        if wanted is not None:
            assert chart(example, measure.id).reading.tone == Tone(wanted), measure.name


def test_home_shows_every_kind_of_signal(example: Workbook) -> None:
    rows = project_rows(example, TODAY)
    assert {row.reading.short for row in rows} >= {
        "Improved",
        "Getting worse",
        "No change",
        "Too early to say",
        "Holding at the new level",
    }
    assert all(row.project.title in row.spoken for row in rows)


def test_its_cycles_stand_in_every_stage_with_every_decision(example: Workbook) -> None:
    cycles = example.all(Cycle)
    assert {cycle.stage for cycle in cycles} == set(Stage)
    assert {cycle.decision for cycle in cycles} == set(Decision)
    assert all(cycle.prediction for cycle in cycles)


def test_it_names_nobody_and_no_real_organisation(example: Workbook) -> None:
    records = repr([example.all(kind) for kind in (Project, Cycle, EnablerNote, Measure)])
    # A random identity can look like an NHS number, and says nothing about anybody.
    text = re.sub(r"uuid='[^']*'", "", records)
    assert not nhs_numbers_in(text)
    assert "invented" in plans()["organisation"]["name"]


def test_the_same_day_gives_the_same_numbers(tmp_path: Path, example: Workbook) -> None:
    again = tmp_path / "again.qiw"
    write_demo(again, TODAY)
    with read_workbook_at(again) as other:
        assert other.all(Point) == example.all(Point)


def test_it_never_replaces_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(CannotSave):
        write_demo(path, TODAY)
    assert path.read_bytes() == before
