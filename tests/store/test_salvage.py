"""Salvage: what could be read goes to a new workbook, what could not is listed."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from full import FILES
from scenes import fill

from natpatsip_desktop.core.records import Cycle, Measure, Point, Project, Setting
from natpatsip_desktop.errors import CannotOpen, CannotSave
from natpatsip_desktop.store.document import new_document, open_document, read_workbook_at
from natpatsip_desktop.store.leaves import Pages
from natpatsip_desktop.store.migrations import VERSION
from natpatsip_desktop.store.salvage import Salvage, salvage

PAGE = 4096
LONG = "A long story. " * 2000


@pytest.fixture
def big(shared: Path) -> Path:
    """Return a workbook of a few hundred pages, with a text that fills several."""
    path = shared / "Big.qiw"
    document = new_document(path)
    fill(document, projects=4, points=2000)
    with document.workbook.edit("More"):
        document.workbook.insert(Cycle(project_id=1, number=1, found=LONG))
        document.workbook.insert(Setting(name="colours", value="clear"))
    document.close()
    return path


def roots(path: Path) -> dict[str, int]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    found = dict(connection.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    connection.close()
    return found


def wipe(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    path.write_bytes(data)


def salvaged(path: Path) -> tuple[Salvage, Path]:
    """Salvage a file that cannot be opened, and see that the result can."""
    with pytest.raises(CannotOpen):
        open_document(path)
    before, target = path.read_bytes(), path.with_name("Salvaged.qiw")
    result = salvage(path, target)
    assert path.read_bytes() == before
    open_document(target).close()
    return result, target


def everything(path: Path) -> list[list[object]]:
    with read_workbook_at(path) as workbook:
        return [list(workbook.all(kind)) for kind in (Project, Measure, Point, Cycle, Setting)]


def test_a_whole_workbook_comes_out_whole(big: Path) -> None:
    result = salvage(big, big.with_name("Salvaged.qiw"))
    assert result.problems == ()
    assert result.kept["point"] == 8000
    assert everything(big) == everything(result.target)
    assert result.words() == (
        "4 projects, 4 measures and 8,000 points were brought into Salvaged.qiw."
    )


def test_a_head_that_is_gone_costs_nothing(big: Path) -> None:
    with read_workbook_at(big) as workbook:
        expected = workbook.count(Point)
    wipe(big, 1)
    result, target = salvaged(big)
    assert result.kept["point"] == expected
    assert result.kept["project"] == 4
    with read_workbook_at(target) as workbook:
        assert workbook.one(Cycle, 1).found == LONG


@pytest.mark.parametrize("version", range(1, VERSION + 1))
@pytest.mark.parametrize("saved", [False, True], ids=["as it was", "saved now"])
@pytest.mark.parametrize("wiped", [False, True], ids=["whole", "without a head"])
def test_rows_of_an_older_version_come_out_whole(
    shared: Path, version: int, saved: bool, wiped: bool
) -> None:
    path = shared / "Old.qiw"
    shutil.copyfile(FILES / f"v{version}.qiw", path)
    if saved:
        document = open_document(path)
        with document.workbook.edit("Add"):
            document.workbook.insert(Project(title="Theatre"))
        document.close()
    expected = everything(path)
    if wiped:
        wipe(path, 1)
    result = salvage(path, path.with_name("Salvaged.qiw"))
    assert everything(result.target) == expected
    assert result.kept["phase"] == 1
    assert len(result.problems) == wiped


def test_the_root_of_the_points_gone_costs_no_point(big: Path) -> None:
    wipe(big, roots(big)["point"])
    result, _ = salvaged(big)
    assert result.kept["point"] == 8000
    assert [problem.where for problem in result.problems] == [""]
    assert "1 place in the file cannot be read at all" in result.problems[0].what


def test_a_leaf_gone_costs_only_its_own_rows(big: Path) -> None:
    pages = Pages.of(big.read_bytes())
    leaf = list(pages.leaves(roots(big)["point"]))[7]
    lost = len(list(pages.rows(leaf)))
    assert lost > 50
    wipe(big, leaf)
    result, _ = salvaged(big)
    assert result.kept["point"] == 8000 - lost
    assert result.problems


def test_a_project_gone_takes_what_hangs_on_it_and_says_so(big: Path) -> None:
    wipe(big, roots(big)["project"])
    result, _ = salvaged(big)
    assert result.kept["project"] == 0
    assert result.kept["setting"] == 1
    said = {problem.where: problem.what for problem in result.problems}
    assert said["point"] == "8,000 points could not be read whole and were left out."
    assert said["cycle"] == "1 PDSA cycle could not be read whole and was left out."


def test_a_cut_file_gives_what_stood_before_the_cut(big: Path) -> None:
    data = big.read_bytes()
    big.write_bytes(data[: len(data) // 2])
    result, _ = salvaged(big)
    assert 0 < result.kept["point"] < 8000


def test_content_no_record_can_hold_is_left_out_alone(big: Path) -> None:
    connection = sqlite3.connect(big)
    connection.execute("UPDATE point SET starts = '2025-02-30' WHERE id = 3")
    connection.execute("UPDATE project SET created_at = 'yesterday' WHERE id = 2")
    connection.execute("UPDATE measure SET chart = 'pie', rules = 'of thumb' WHERE id = 2")
    connection.execute("UPDATE project SET title = CAST(x'41ff42' AS TEXT) WHERE id = 1")
    connection.commit()
    connection.close()
    result, target = salvaged(big)
    assert result.kept["project"] == 4, "a time that may be missing costs no project"
    assert result.kept["point"] == 8000 - 1
    assert [problem.what for problem in result.problems if problem.where == "project"] == [
        "1 date or number could not be read and was left empty."
    ]
    with read_workbook_at(target) as workbook:
        assert workbook.one(Project, 1).title == "A\ufffdB"
        assert workbook.find(Point, id=3) is None
        measure = workbook.one(Measure, 2)
        assert (measure.chart, measure.rules) == ("run", "anhoej")
        assert workbook.one(Point, 1).starts == date(2025, 1, 1)


def test_nothing_to_salvage(shared: Path) -> None:
    path = shared / "Wards.qiw"
    head = b"SQLite format 3\0"
    for content in (b"", b"ward,births\n", head + bytes(9000), bytes(range(256)) * 99):
        path.write_bytes(content)
        with pytest.raises(CannotOpen, match=r"Nothing in Wards\.qiw could be read"):
            salvage(path, shared / "Salvaged.qiw")
        assert [entry.name for entry in shared.iterdir()] == ["Wards.qiw"]


def test_salvage_takes_nobodys_place(big: Path, wards: Path) -> None:
    before = wards.read_bytes()
    with pytest.raises(CannotSave, match="already there"):
        salvage(big, wards)
    assert wards.read_bytes() == before
