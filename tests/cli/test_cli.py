"""The command line is a contract: what it prints, its exit codes, and never a traceback."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command import Run, runner, table
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from natpatsip_desktop.actions.demo import write_demo


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], qapp: QApplication) -> Run:
    """Run a command; give its exit code, standard output and standard error.

    `qapp` is there because the chart verb would make an application that the window tests,
    in the same process, could not use; without one it is tried in tests/gui/charts.
    """
    return runner(capsys)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "d.qiw"
    write_demo(path, date(2026, 11, 23))
    return path


@pytest.fixture
def births(run: Run, tmp_path: Path) -> tuple[Path, str]:
    """A workbook with one measure; the file and the measure's id."""
    file = tmp_path / "w.qiw"
    assert run("new", file)[0] == 0
    project = run("start", file, "--driver", "MN-SFP", "--title", "Smoke-free")[1].strip()
    measure = run("measure", file, "--project", project, "--library", "MN-SFP-O2")[1].strip()
    assert project.isdigit() and measure.isdigit()
    return file, measure


def year(path: Path) -> Path:
    """12 months of numbers as a spreadsheet would have them."""
    rows = [f"{month:02d}/2025,{40 + month},{52 + month}" for month in range(1, 13)]
    return table(path, "Month,Smoke-free,Births", *rows)


# -- the way through ---------------------------------------------------------------------------


def test_from_a_driver_to_a_return(run: Run, births: tuple[Path, str], tmp_path: Path) -> None:
    file, measure = births
    code, said, _ = run("import", file, "--measure", measure, year(tmp_path / "y.csv"))
    assert code == 0
    assert "12 new" in said
    code, said, _ = run("analyse", file, "--measure", measure, "--json")
    result = json.loads(said)
    assert code == 0
    assert result["points"]["x"][0] == "2025-01-01"
    assert result["points"]["y"][0] == pytest.approx(41 / 53 * 100)
    assert result["points"]["n"][0] == 53
    assert (result["chart"], result["rules"]) == ("run", "anhoej")
    assert result["parts"][0]["n_obs"] == 12
    assert result["reading"].startswith(result["words"]["headline"])
    assert "12 monthly points, Jan 2025 to Dec 2025." in result["reading"]
    assert "Run chart, Anhøj rules." in result["reading"]
    out = tmp_path / "r.xlsx"
    code, said, err = run("return", file, "--format", "mdc.tidy", "--period", "2025-Q2", "-o", out)
    assert code in (0, 1), err
    rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:4] == ("what", "improvement_direction", "date", "value")
    assert [row[2].date().isoformat() for row in rows[1:]] == [
        "2025-07-31",
        "2025-08-31",
        "2025-09-30",
    ]


def test_events_need_no_more_than_their_dates(run: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "w.qiw", tmp_path / "r.csv"
    run("new", file)
    project = run("start", file, "--driver", "MD-NAS", "--title", "Falls")[1].strip()
    made = run(
        *("measure", file, "--project", project, "--name", "Days between falls"),
        *("--unit", "days", "--better", "up"),
    )[1].strip()
    days = table(tmp_path / "falls.csv", "Date", "3/7/2025", "9/7/2025", "9/7/2025", "20/7/2025")
    code, said, _ = run("import", file, "--measure", made, days)
    assert (code, "4 new" in said) == (0, True)
    assert "  Points with a value: 3" in run("analyse", file, "--measure", made)[1]
    to_make = ("return", file, "--format", "mdc.tidy", "--period", "2025-Q2", "-o", out)
    assert run(*to_make)[0] == 0
    values = [line.split(",")[2:4] for line in out.read_text("utf-8-sig").splitlines()[1:]]
    assert values == [["09/07/2025", "6"], ["09/07/2025", "0"], ["20/07/2025", "11"]]


def test_the_organisation_that_returns_ask_for_can_be_named(
    run: Run, births: tuple[Path, str], tmp_path: Path
) -> None:
    file, measure = births
    run("import", file, "--measure", measure, year(tmp_path / "y.csv"))
    out = tmp_path / "r.xlsx"
    to_make = ("return", file, "--format", "own.measure-return", "--period", "2025-Q2", "-o", out)
    assert run(*to_make)[0] == 2
    code, said, _ = run("organisation", file, "--code", "rx9", "--name", "Northmoor (invented)")
    assert (code, said) == (0, "This is the workbook of Northmoor (invented) RX9.\n")
    assert run(*to_make)[0] == 0
    code, _, wrong = run("organisation", file)
    assert (code, wrong) == (2, "Give --code, --name or both. For example: --code RX9\n")


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_chart_is_drawn_without_a_display(
    run: Run, example: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"chart{suffix}"
    code, said, _ = run("chart", example, "--measure", 4, "-o", out)
    assert code == 0
    assert out.stat().st_size > 1000
    assert "Median" in said


def test_the_example_holds_what_it_promises(run: Run, example: Path) -> None:
    code, said, _ = run("info", example, "--json")
    info = json.loads(said)
    assert code == 0
    assert info["integrity"] == "whole"
    assert len(info["projects"]) >= 5
    assert {d[:2] for p in info["projects"] for d in p["drivers"]} == {"MN", "MD", "ME", "AS", "MH"}
    assert all(p["cycles"] for p in info["projects"])
    code, said, _ = run("info", example)
    assert code == 0
    assert "Smoke-free pregnancies" in said


def test_programmes_prints_the_whole_tree(run: Run) -> None:
    code, said, _ = run("programmes", "--json")
    tree = json.loads(said)
    assert code == 0
    assert len(tree["programmes"]) == 5
    assert run("programmes")[0] == 0


def test_formats_lists_what_ships(run: Run) -> None:
    ids = [one["id"] for one in json.loads(run("formats", "--json")[1])["formats"]]
    assert {"mdc.tidy", "own.measure-return"} <= set(ids)
    assert "mdc.tidy" in run("formats")[1]


def test_a_csv_is_analysed_as_it_stands(run: Run, tmp_path: Path) -> None:
    code, said, _ = run("analyse", year(tmp_path / "y.csv"), "--chart", "p", "--json")
    result = json.loads(said)
    assert code == 0
    top = sum(40 + month for month in range(1, 13))
    below = sum(52 + month for month in range(1, 13))
    assert result["points"]["cl"][0] == pytest.approx(top / below)
    assert result["rules"] == "shewhart"


def test_rules_that_judge_by_limits_make_an_xmr_chart_of_a_run_chart(
    run: Run, example: Path
) -> None:
    result = json.loads(run("analyse", example, "--measure", 4, "--rules", "mdc", "--json")[1])
    assert (result["chart"], result["rules"]) == ("i", "mdc")
    assert result["points"]["ucl"][0] is not None
    assert result["variation"]
    result = json.loads(run("analyse", example, "--measure", 4, "--rules", "perla", "--json")[1])
    assert (result["chart"], result["rules"]) == ("run", "perla")


def test_a_csv_without_dates_is_read_in_its_order(run: Run, tmp_path: Path) -> None:
    data = table(tmp_path / "v.csv", "value", *[str(v) for v in (3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5)])
    code, said, _ = run("analyse", data, "--json")
    result = json.loads(said)
    assert code == 0
    assert result["points"]["x"] == list(range(1, 12))
    assert result["points"]["cl"][0] == 4.0


def test_cases_are_answered_one_a_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, example: Path
) -> None:
    case: dict[str, Any] = {
        "section": "qic",
        "chart": "run",
        "input": {"x_type": "index", "y": [1, 2, 3, None, 5]},
        "options": {"screen_mr": True},
    }
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{json.dumps(case)}\nnot json\n"))
    code, said, _ = run("analyse", "--jsonl")
    first, second = map(json.loads, said.splitlines())
    assert code == 0
    assert first["points"]["cl"] == [2.5] * 5
    assert "error" in second


# -- bad input ---------------------------------------------------------------------------------


def test_what_could_not_be_read_is_listed_and_the_rest_comes_in(
    run: Run, births: tuple[Path, str], tmp_path: Path
) -> None:
    file, measure = births
    data = table(
        tmp_path / "bad.csv",
        "Month,Smoke-free,Births",
        "Jan 2025,41,52",
        "Feb 2025,n.a. yet,50",
        "Mar 2025,60,50",
        "31/04/2025,40,50",
        "Jan 2025,41,55",
        "May 2025,44,50",
    )
    code, _, err = run("import", file, "--measure", measure, data)
    assert code == 1
    assert "n.a. yet" in err
    assert "50 or fewer" in err
    assert "31 April 2025 does not exist" in err
    assert "more than one row for Jan 2025" in err
    result = json.loads(run("analyse", file, "--measure", measure, "--json")[1])
    assert result["points"]["x"] == ["2025-05-01"]


def test_importing_twice_adds_nothing(run: Run, births: tuple[Path, str], tmp_path: Path) -> None:
    file, measure = births
    data = year(tmp_path / "y.csv")
    run("import", file, "--measure", measure, data)
    code, said, _ = run("import", file, "--measure", measure, data)
    assert code == 0
    assert "12 already there" in said or "already there" in said
    assert json.loads(run("info", file, "--json")[1])["projects"][0]["measures"][0]["points"] == 12


def bad_commands(file: Path, folder: Path) -> list[list[object]]:
    text = table(folder / "text.qiw", "not a workbook")
    empty = folder / "empty.qiw"
    empty.touch()
    blank = table(folder / "blank.csv", "")
    garbage = folder / "garbage.xlsx"
    garbage.write_bytes(b"PK\x03\x04 not really")
    nowhere = folder / "no" / "such" / "folder"
    out = folder / "o.xlsx"
    return [
        ["info", text],
        ["info", empty],
        ["info", folder / "missing.qiw"],
        ["info", folder],
        ["new", file],
        ["demo", file],
        ["new", nowhere / "w.qiw"],
        ["start", file, "--driver", "MN-XXX", "--title", "A"],
        ["start", file, "--driver", "MN-SFP", "--title", "  "],
        ["start", file, "--title", "A"],
        ["measure", file, "--project", 99, "--library", "MN-SFP-O2"],
        ["measure", file, "--project", 1, "--library", "MN-SFP-O99"],
        ["measure", file, "--project", 1, "--name", "A"],
        ["measure", file, "--project", 1, "--name", "A", "--unit", "furlong", "--better", "up"],
        ["import", file, "--measure", 99, garbage],
        ["import", file, "--measure", 1, garbage],
        ["import", file, "--measure", 1, blank],
        ["import", file, "--measure", 1, folder / "none.xlsx"],
        ["import", file, "--measure", 1, text],
        ["analyse", file],
        ["analyse", file, "--measure", 99],
        ["analyse", file, "--measure", 1, "--rules", "guess"],
        ["analyse", blank],
        ["analyse"],
        ["chart", file, "--measure", 1, "-o", folder / "c.bmp"],
        ["chart", file, "--measure", 1, "-o", nowhere / "c.png"],
        ["return", file, "--format", "no.such", "--period", "2025-Q2", "-o", out],
        ["return", file, "--format", "mdc.tidy", "--period", "2025-Q9", "-o", out],
        ["return", file, "--format", "mdc.tidy", "--period", "2025-Q2", "-o", nowhere / "r.xlsx"],
        ["frobnicate"],
    ]


def test_every_bad_command_gets_one_sentence_and_what_to_do(
    run: Run, births: tuple[Path, str], tmp_path: Path
) -> None:
    file, measure = births
    run("import", file, "--measure", measure, year(tmp_path / "y.csv"))
    before = json.loads(run("info", file, "--json")[1])
    for words in bad_commands(file, tmp_path):
        code, _, err = run(*words)
        assert code == 2, words
        first = err.splitlines()[0]
        assert first.count(". ") >= 1 or first.endswith("--help"), (words, err)
    assert json.loads(run("info", file, "--json")[1]) == before


def test_the_column_to_import_can_be_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "w.qiw"
    run("new", file)
    run("start", file, "--driver", "MN-SFP", "--title", "Falls")
    words = ("--name", "Falls", "--unit", "count", "--better", "down")
    run("measure", file, "--project", 1, *words)
    data = table(tmp_path / "d.csv", "Month,Elm,Ash", "Jan 2025,3,5", "Feb 2025,4,6")
    code, _, err = run("import", file, "--measure", 1, data, "--column", "Oak")
    assert (code, err) == (2, "There is no column «Oak». The headings are «Month», «Elm», «Ash».\n")
    code, said, err = run("import", file, "--measure", 1, data, "--column", "Ash")
    assert (code, err) == (0, "")
    assert "2 new" in said
    result = json.loads(run("analyse", file, "--measure", 1, "--json")[1])
    assert result["points"]["y"] == [5, 6]


# -- analyse by another chart, rule set or option ----------------------------------------------


def as_one(said: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(said)
    return result


def test_a_measure_is_analysed_by_every_chart_that_suits_it(
    run: Run, births: tuple[Path, str], tmp_path: Path
) -> None:
    file, measure = births
    run("import", file, "--measure", measure, year(tmp_path / "y.csv"))
    for chart in ("run", "p", "pp", "i", "ip", "mr"):
        code, said, _ = run("analyse", file, "--measure", measure, "--chart", chart, "--json")
        assert (code, as_one(said)["chart"]) == (0, chart)
    code, _, err = run("analyse", file, "--measure", measure, "--chart", "t")
    assert code == 2
    assert "Choose from: run, p, pp, i, ip, mr." in err


def test_screening_and_6_points_are_chosen_from_the_terminal(run: Run, tmp_path: Path) -> None:
    rows = [f"{at},{50 + (at % 3) + (40 if at == 9 else 0)}" for at in range(1, 25)]
    rows += [f"{at},{60 + at}" for at in range(25, 31)]
    data = table(tmp_path / "d.csv", "x,y", *rows)
    asked = ("analyse", data, "--chart", "i", "--rules", "mdc", "--json")
    usual = as_one(run(*asked)[1])
    wide = as_one(run(*asked, "--no-screening")[1])
    assert wide["points"]["ucl"][0] > usual["points"]["ucl"][0]
    trends = [one for one in usual["signals"] if one["rule"] == "trend"]
    six = [
        one for one in as_one(run(*asked, "--points", "6")[1])["signals"] if one["rule"] == "trend"
    ]
    assert len(six) > 0 and len(six) >= len(trends)


def test_half_a_ratio_in_a_workbook_is_a_problem_with_its_period(
    run: Run, births: tuple[Path, str], tmp_path: Path
) -> None:
    file, measure = births
    rows = ["01/2025,41,52", "02/2025,44,", "03/2025,45,55"]
    data = table(tmp_path / "h.csv", "Month,Smoke-free,Births", *rows)
    run("import", file, "--measure", measure, data)
    code, said, err = run("analyse", file, "--measure", measure, "--json")
    assert code == 1
    assert "warning: Feb 2025: Enter" in err
    assert as_one(said)["problems"][0].startswith("Feb 2025: Enter")


def test_a_phase_and_a_better_chart_are_suggested_and_not_applied(run: Run, tmp_path: Path) -> None:
    rows = [f"{at},{(5, 3, 6, 4)[at % 4] if at < 17 else 9 + at % 2}" for at in range(1, 27)]
    data = table(tmp_path / "shift.csv", "x,y", *rows)
    code, said, _ = run("analyse", data, "--json")
    result = as_one(said)
    assert (code, len(result["parts"])) == (0, 1)
    assert result["phase_offer"]["first"] == 17
    assert len(result["phase_offer"]["questions"]) == 4
    assert "To consider: 10 points in a row" in run("analyse", data)[1]
    large = [f"{at},{8000 + 400 * (at % 5)},12000" for at in range(1, 25)]
    asked = run("analyse", table(tmp_path / "l.csv", "x,y,n", *large), "--chart", "p", "--json")
    result = as_one(asked[1])
    assert (result["chart"], result["chart_advice"]["chart"]) == ("p", "pp")
