"""Spreadsheets as people and R users have them, judged as they stand."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from oracle_vectors import FREE, cases, differences

from natpatsip_desktop.actions.spreadsheets import JudgedFile, Wanted, judge_file
from natpatsip_desktop.core.analysis import Floats
from natpatsip_desktop.core.records import Better, Frequency, Unit
from natpatsip_desktop.errors import BadInput, NotThere

TODAY = date(2026, 11, 23)
# What of a case a spreadsheet and the options of the command line can say.
SAYABLE = {"screen_mr", "multiply", "freeze", "target"}
# Months without a row are missing points here, which a script without a calendar cannot know.
BY_CALENDAR = "qic-i-missing_months_rows_absent"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def judge(folder: Path, text: str, chart: str = "run", **wanted: Any) -> JudgedFile:
    path = folder / "data.csv"
    path.write_text(text.replace(" ", "\n"), encoding="utf-8")
    return judge_file(path, TODAY, Wanted(chart=chart, **wanted))


def plain(values: Floats) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values]


# -- against the vectors -------------------------------------------------------------------


def sayable() -> list[dict[str, Any]]:
    return [
        case
        for case in cases(FREE)
        if case["section"] == "qic"
        and case["id"] != BY_CALENDAR
        and set(case["options"]) <= SAYABLE
        and case["options"].get("screen_mr", True)
        and case["input"].get("x_type") != "category"
        and any(y is not None for y in case["input"]["y"])
        and "error" not in case.get("recommended", case["expected"])
    ]


def as_csv(given: dict[str, Any]) -> str:
    x = given.get("x") or range(1, len(given["y"]) + 1)
    columns = [x, given["y"], *([given["n"]] if "n" in given else [])]
    rows = [
        ",".join("NA" if cell is None else str(cell) for cell in row)
        for row in zip(*columns, strict=True)
    ]
    return "\n".join(["x,y,n" if "n" in given else "x,y", *rows])


def test_a_spreadsheet_of_a_vector_has_the_lines_of_the_vector(folder: Path) -> None:
    wrong = {}
    chosen = sayable()
    for case in chosen:
        options = case["options"]
        found = judge(
            folder,
            as_csv(case["input"]),
            case["chart"],
            baseline=options.get("freeze"),
            multiplier=options.get("multiply", 1.0),
        ).analysis
        right = case.get("recommended", case["expected"])["points"]
        lines = {
            "y": plain(found.y),
            "cl": plain(found.centre),
            "lcl": plain(found.lower),
            "ucl": plain(found.upper),
        }
        if told := differences({name: right[name] for name in lines}, lines):
            wrong[case["id"]] = told
    assert {case["chart"] for case in chosen} >= {"run", "i", "mr", "xbar", "s", "t", "p", "u"}
    assert not wrong


# -- what people have ----------------------------------------------------------------------

TWELVE_TO_NINE = [10.0, 12.0, 9.0]


@pytest.mark.parametrize(
    "text",
    [
        "date,value 2024-01-01,10 2024-02-01,12 2024-03-01,9",
        "DATE,VALUE 01/01/2024,10 01/02/2024,12 01/03/2024,9",
        "Datum;Wert 01.01.2024;10,0 01.02.2024;12,0 01.03.2024;9,0",
        "month,percent Jan-24,10% Feb-24,12% Mar-24,9%",
        "date,ward,value,comment,target 2024-01-01,Elm,10,ok,12 2024-02-01,Elm,12,,12"
        " 2024-03-01,Elm,9,late,12",
        '"","date","y" "1",2024-01-01,10 "2",2024-02-01,12 "3",2024-03-01,9',
        "date,value 2024-01-01T00:00:00Z,10 2024-02-01T00:00:00Z,12 2024-03-01T00:00:00Z,9",
    ],
)
def test_dates_and_values_are_found(folder: Path, text: str) -> None:
    found = judge(folder, text)
    assert plain(found.analysis.y) == TWELVE_TO_NINE
    assert [start.isoformat() for start in found.analysis.starts] == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
    ]
    assert not found.problems


@pytest.mark.parametrize(
    "text",
    [
        "value 10 12 9",
        "10 12 9",
        "x,y 1,10 2,12 3,9",
        "i,y 1,10 2,12 3,9",
        "week,value 1,10 2,12 3,9",
        "event,hours 1,10 2,12 3,9",
        '"","x","y" "1",1,10 "2",2,12 "3",3,9',
        "x,y 3,9 1,10 2,12",
        "subgroup,value 7,9 5,10 6,12",
    ],
)
def test_rows_without_dates_are_read_in_their_order(folder: Path, text: str) -> None:
    found = judge(folder, text)
    assert plain(found.analysis.y) == TWELVE_TO_NINE
    assert found.analysis.starts == ()
    assert not found.problems


@pytest.mark.parametrize(
    "text",
    [
        "x,y,n 1,10,100 2,12,110 3,9,90",
        "n,y 100,10 110,12 90,9",
        "month,numerator,denominator Jan-24,10,100 Feb-24,12,110 Mar-24,9,90",
        "MONTH,NUM,DENOM 01/01/2024,10,100 01/02/2024,12,110 01/03/2024,9,90",
    ],
)
@pytest.mark.parametrize("chart", ["run", "i", "p", "u", "pp", "up", "ip"])
def test_a_numerator_and_a_denominator_are_a_ratio(folder: Path, text: str, chart: str) -> None:
    found = judge(folder, text, chart)
    assert plain(found.analysis.y) == [10 / 100, 12 / 110, 9 / 90]
    assert found.analysis.n is not None and plain(found.analysis.n) == [100, 110, 90]


def test_p_limits_are_those_of_the_formula(folder: Path) -> None:
    found = judge(folder, "x,y,n 1,10,100 2,12,110 3,9,90", "p", multiplier=100.0).analysis
    p = 31 / 300
    assert plain(found.centre) == pytest.approx([100 * p] * 3)
    assert found.upper[0] == pytest.approx(100 * (p + 3 * (p * (1 - p) / 100) ** 0.5))


@pytest.mark.parametrize(
    "text",
    [
        "date,wait 2024-01-01,10 2024-01-01,12 2024-01-02,14 2024-01-02,11 2024-01-02,8",
        "date,patient,wait 2024-01-01,A,10 2024-01-01,B,12 2024-01-02,A,14 2024-01-02,B,11"
        " 2024-01-02,C,8",
        "subgroup,wait 1,10 1,12 2,14 2,11 2,8",
        "date,wait 2024-01-01,10 2024-01-01,12 2024-02-19,14 2024-02-19,11 2024-02-19,8",
    ],
)
def test_several_rows_of_one_date_are_a_subgroup(folder: Path, text: str) -> None:
    found = judge(folder, text, "xbar")
    assert plain(found.analysis.y) == [11, 11]
    assert found.analysis.n is not None and plain(found.analysis.n) == [2, 3]
    assert plain(judge(folder, text, "s").analysis.y) == pytest.approx([2**0.5, 3])
    assert not found.problems


@pytest.mark.parametrize(
    "text",
    [
        "sample,x1,x2,x3 1,10,12,8 2,14,11,8 3,9,,12",
        "sample,x1,x2,x3,xbar,R 1,10,12,8,10,4 2,14,11,8,11,6 3,9,,12,10.5,3",
        "Month,Obs 1,Obs 2,Obs 3 Jan-24,10,12,8 Feb-24,14,11,8 Mar-24,9,,12",
    ],
)
def test_values_side_by_side_are_a_subgroup_as_textbooks_print_them(
    folder: Path, text: str
) -> None:
    path = folder / "data.csv"
    path.write_text(text.replace(" ", "\n").replace("Obs\n", "Obs "), encoding="utf-8")
    found = judge_file(path, TODAY, Wanted(chart="xbar"))
    assert plain(found.analysis.y) == pytest.approx([10, 11, 10.5])
    assert found.analysis.n is not None and plain(found.analysis.n) == [3, 3, 2]
    assert found.notes[0].startswith("Read as the values of each subgroup: ")
    assert not found.problems
    sd = judge_file(path, TODAY, Wanted(chart="s")).analysis.y
    assert plain(sd) == pytest.approx([2, 3, 4.5**0.5])


def test_columns_of_different_things_are_no_subgroup(folder: Path) -> None:
    found = judge(folder, "date,wait,age Jan-24,10,70 Feb-24,14,81 Mar-24,9,65", "xbar")
    assert plain(found.analysis.y) == [10, 14, 9]
    assert "There are 2 columns of numbers" in str(found.problems[0])


def test_elsewhere_several_rows_of_one_period_are_made_one_aloud(folder: Path) -> None:
    text = "date,value 2024-01-01,10 2024-01-01,12 2024-02-01,9"
    averaged, added = judge(folder, text), judge(folder, text, "c")
    assert (plain(averaged.analysis.y), plain(added.analysis.y)) == ([11, 9], [22, 9])
    assert [str(problem) for problem in averaged.problems] == [
        "Jan 2024 has several rows, which were averaged. Check that this is meant"
    ]
    assert "added up" in str(added.problems[0])


def test_rows_of_several_wards_are_not_mixed(folder: Path) -> None:
    with pytest.raises(BadInput) as raised:
        judge(folder, "date,ward,value 2024-01-01,Elm,10 2024-01-01,Ash,12")
    assert "«Elm», «Ash»" in str(raised.value.problems[0])


def test_dates_of_events_alone_give_the_days_between_them(folder: Path) -> None:
    found = judge(folder, "date 2024-02-10 2024-01-05 2024-01-17 2024-01-20", "t")
    assert plain(found.analysis.y) == [None, 12, 3, 21]
    assert (found.measure.unit, found.measure.frequency) == (Unit.DAYS, Frequency.EVENT)


def test_events_a_week_apart_are_events_all_the_same(folder: Path) -> None:
    found = judge(folder, "date,days 2024-01-01,7 2024-01-08,7 2024-01-29,21", "t")
    assert plain(found.analysis.y) == [7, 7, 21]


def test_missing_numbers_keep_their_place(folder: Path) -> None:
    found = judge(folder, "x,y 1,NA 2,12 3,9 4,NA")
    assert plain(found.analysis.y) == [None, 12, 9, None]
    assert len(found.problems) == 2


def test_a_direction_a_target_and_a_baseline_reach_the_analysis(folder: Path) -> None:
    rows = " ".join(f"{i},{20 if i < 13 else 30}.{i % 3}" for i in range(1, 25))
    found = judge(
        folder, f"x,y {rows}", "i", rules="mdc", better=Better.DOWN, target=25.0, baseline=12
    )
    assert found.analysis.parts[0].baseline_observed == 12
    assert found.analysis.variation == "concern_high"
    assert found.analysis.assurance == "pass"
    assert found.reading.headline == "The measure is getting worse"


@pytest.mark.parametrize(
    ("text", "chart", "words"),
    [
        ("x,y 1,10 2,12", "p", "needs a numerator and a denominator"),
        ("x,y 1,NA 2,NA", "run", "no numbers to analyse"),
        ("name,place Ann,Elm Bob,Ash", "run", "no numbers to analyse"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_a_sentence(
    folder: Path, text: str, chart: str, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        judge(folder, text, chart)


@pytest.mark.parametrize(
    ("text", "chart", "words"),
    [
        (
            "d,y,n Jan-24,10,100 Feb-24,120,110 Mar-24,9,90",
            "p",
            "row 3 (Feb 2024): The numerator must be",
        ),
        ("x,y 1,10 2,-1 3,9", "c", "row 3: Enter a count of 0 or more."),
        ("x,y 1,10 2,0 3,9", "t", "row 3: Enter a time above 0."),
    ],
)
def test_a_row_its_chart_cannot_use_is_told_and_counts_as_missing(
    folder: Path, text: str, chart: str, words: str
) -> None:
    found = judge(folder, text, chart)
    assert str(found.problems[-1]).startswith(words)
    assert np.isnan(found.analysis.y[1])
    if chart == "p":
        assert found.analysis.centre[0] == pytest.approx(19 / 190)


@pytest.mark.parametrize(
    ("text", "chart", "where"),
    [
        ("d,y 2024-03-01,-3 2024-01-01,5 2024-02-01,4", "c", "row 2 (Mar 2024)"),
        ("d,y 2024-01-01,5 2024-04-01,-3 2024-02-01,4", "c", "row 3 (Apr 2024)"),
        ("d,y 2024-01-01,5 2024-02-01,-3 2024-02-01,-4", "c", "rows 3, 4 (Feb 2024)"),
    ],
)
def test_a_problem_names_the_row_of_the_sheet(
    folder: Path, text: str, chart: str, where: str
) -> None:
    assert judge(folder, text, chart).problems[-1].where == where


def test_a_denominator_of_0_is_told_once(folder: Path) -> None:
    found = judge(folder, "d,num,den Jan-24,10,100 Feb-24,2,0 Mar-24,9,90", "p")
    assert [problem.where for problem in found.problems] == ["row 3"]


def test_rows_without_dates_have_no_dates_to_doubt_however_many(folder: Path) -> None:
    count = 12_000
    rows = " ".join(f"{i},{i % 7}" for i in range(1, count + 1))
    found = judge(folder, f"x,y {rows}")
    assert (len(found.analysis.y), found.problems) == (count, ())
    assert not np.isnan(found.analysis.y).any()


def test_numbers_that_nothing_can_be_done_with_are_told_cell_by_cell(folder: Path) -> None:
    found = judge(folder, "d,y Jan-24,5 Feb-24,inf Mar-24,nan Apr-24,1e400 May-24,4", "i")
    assert plain(found.analysis.y) == [5, None, None, None, 4]
    assert [problem.where for problem in found.problems] == ["cell B3", "cell B4", "cell B5"]


def test_the_column_of_values_can_be_named(folder: Path) -> None:
    text = "month,Elm,Ash Jan-24,10,20 Feb-24,12,22 Mar-24,9,29"
    guessed, named = judge(folder, text), judge(folder, text, column="ash")
    assert (guessed.measure.name, len(guessed.problems)) == ("Elm", 1)
    assert (named.measure.name, plain(named.analysis.y)) == ("Ash", [20, 22, 29])
    assert not named.problems
    in_order = judge(folder, "x,Elm,Ash 1,10,20 2,12,22", "c", column="Ash")
    assert plain(in_order.analysis.y) == [20, 22]
    with pytest.raises(NotThere, match="The headings are «month», «Elm», «Ash»"):
        judge(folder, text, column="Oak")
