"""The words of the command line and what they call."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from natpatsip_desktop import __version__
from natpatsip_desktop.cli import checking, numbers, projects, returns, workbooks
from natpatsip_desktop.cli.parsing import Parser, above_zero, national_id, number, whole
from natpatsip_desktop.core.records import Better, Frequency, Role, Unit
from natpatsip_desktop.core.workings import CHARTS, RULE_SETS

Run = Callable[[argparse.Namespace], int]


def parser() -> argparse.ArgumentParser:
    """Build the parser of every verb."""
    top = Parser(
        prog="natpatsip",
        description="The NatPatSIP workbook: patient-safety improvement projects in one file.",
        epilog="Without a verb, the window opens: natpatsip [FILE.qiw]. Exit codes: 0 done, 1 done"
        " but problems found (listed), 2 could not. Every verb has its own --help.",
    )
    top.add_argument("--version", action="version", version=f"natpatsip {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
    _workbook_verbs(verbs)
    _project_verbs(verbs)
    _number_verbs(verbs)
    _return_verbs(verbs)
    return top


if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[Parser]


def _verb(
    verbs: "Verbs", name: str, run: Run, words: str, more: str = ""
) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(
        name, help=words, description=f"{words[:1].upper()}{words[1:]}.", epilog=more
    )
    verb.set_defaults(run=run)
    return verb


def _file(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=Path, metavar="FILE.qiw", help="the workbook")


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="print one JSON object")


def _workbook_verbs(verbs: "Verbs") -> None:
    _file(_verb(verbs, "demo", workbooks.demo, "write the example workbook"))
    _file(_verb(verbs, "new", workbooks.new, "make an empty workbook"))
    info = _verb(verbs, "info", workbooks.info, "say what a workbook holds, and if it is whole")
    _file(info)
    _json(info)
    check = _verb(verbs, "check", checking.check, "look at a file before you rely on it or send it")
    check.add_argument("file", type=Path, metavar="FILE", help="a workbook, a return, any .xlsx")
    check.add_argument(
        "--salvage", type=Path, metavar="NEW.qiw", help="bring what can be read into a new workbook"
    )
    ours = _verb(verbs, "organisation", workbooks.organisation, "say whose workbook it is")
    _file(ours)
    ours.add_argument("--code", type=national_id, metavar="ODS", help="its ODS code, like RX9")
    ours.add_argument("--name", metavar="TEXT", help="its name, as returns show it")
    tree = _verb(verbs, "programmes", projects.programmes, "list the national tree and measures")
    _json(tree)


def _project_verbs(verbs: "Verbs") -> None:
    start = _verb(verbs, "start", projects.start, "start a project from a national driver")
    _file(start)
    start.add_argument(
        "--driver", required=True, type=national_id, metavar="ID", help="like MN-SFP"
    )
    start.add_argument("--title", required=True, metavar="TEXT", help="a short name")
    measure = _verb(verbs, "measure", projects.measure, "add a measure to a project")
    _file(measure)
    measure.add_argument(
        "--project", required=True, type=whole, metavar="ID", help="`natpatsip info` lists them"
    )
    which = measure.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--library", type=national_id, metavar="ID", help="a measure that ships, like MN-SFP-O2"
    )
    which.add_argument("--name", metavar="TEXT", help="a measure of your own")
    measure.add_argument("--unit", choices=[*map(str, Unit)], help="of your own measure")
    measure.add_argument("--better", choices=[*map(str, Better)], help="which way is better")
    measure.add_argument(
        "--frequency",
        choices=[*map(str, Frequency)],
        help="default: month; event for days and cases between events",
    )
    measure.add_argument("--role", choices=[*map(str, Role)], help="default: outcome")
    measure.add_argument("--numerator", metavar="TEXT", help="what the numerator counts")
    measure.add_argument("--denominator", metavar="TEXT", help="what the denominator counts")
    measure.add_argument("--target", type=number, metavar="NUMBER")


def _number_verbs(verbs: "Verbs") -> None:
    bring = _verb(verbs, "import", numbers.import_data, "bring numbers in from a spreadsheet")
    _file(bring)
    _measure(bring, required=True)
    bring.add_argument("data", type=Path, metavar="DATA.xlsx|.csv", help="the spreadsheet")
    bring.add_argument("--sheet", metavar="NAME", help="default: the first that fits")
    _column(bring)
    bring.add_argument("--replace", action="store_true", help="replace numbers already there")
    _analyse(verbs)
    chart = _verb(verbs, "chart", numbers.chart, "draw a measure's chart to a file")
    _file(chart)
    _measure(chart, required=True)
    _output(chart, "OUT.png|.svg|.pdf")


ABOUT_ANALYSE = (
    "A spreadsheet has a row for each point: a date or a number in order, then a value, or a"
    " numerator and a denominator (x, y and n will do). Several rows of one date are a subgroup on"
    " xbar and s charts; elsewhere they are averaged, or added up where they are counts. Its"
    " numbers are taken as they stand: 0.88 stays 0.88 unless you --multiply."
)


def _analyse(verbs: "Verbs") -> None:
    words = "judge a measure, a spreadsheet, or cases as JSON"
    analyse = _verb(verbs, "analyse", numbers.analyse, words, ABOUT_ANALYSE)
    analyse.add_argument(
        "file", type=Path, nargs="?", metavar="FILE.qiw|DATA.csv", help="or .xlsx, .xls, .ods"
    )
    _measure(analyse, required=False)
    analyse.add_argument("--rules", choices=[*RULE_SETS], help="mdc and shewhart: with limits")
    analyse.add_argument("--chart", choices=[*CHARTS], help="default: run, or i with mdc rules")
    analyse.add_argument(
        "--no-screening", action="store_true", help="use all moving ranges, as the Excel tool does"
    )
    analyse.add_argument(
        "--points", choices=("6", "7"), help="of a shift or a trend, with mdc; default: 7"
    )
    analyse.add_argument(
        "--jsonl", action="store_true", help="one case a line in, one result a line out"
    )
    _json(analyse)
    sheet = analyse.add_argument_group("for a spreadsheet")
    sheet.add_argument("--sheet", metavar="NAME", help="default: the first that fits")
    _column(sheet)
    sheet.add_argument("--better", choices=[*map(str, Better)], help="which way is better")
    sheet.add_argument("--target", type=number, metavar="NUMBER")
    sheet.add_argument(
        "--baseline", type=whole, metavar="N", help="only the first N points fix the limits"
    )
    sheet.add_argument(
        "--multiply", type=above_zero, metavar="NUMBER", help="like 100, to show percentages"
    )


def _column(verb: "argparse._ActionsContainer") -> None:
    words = "the heading of the values (default: guess)"
    verb.add_argument("--column", metavar="NAME", help=words)


def _measure(verb: argparse.ArgumentParser, *, required: bool) -> None:
    words = "`natpatsip info` lists them"
    verb.add_argument("--measure", required=required, type=whole, metavar="ID", help=words)


def _return_verbs(verbs: "Verbs") -> None:
    _json(_verb(verbs, "formats", returns.formats, "list the return formats"))
    make = _verb(verbs, "return", returns.make, "write a return")
    _file(make)
    make.add_argument(
        "--format", required=True, metavar="ID", help="`natpatsip formats` lists them"
    )
    make.add_argument(
        "--period",
        required=True,
        metavar="PERIOD",
        help="2025-09, 2025-Q2 (July to September) or 2025/26; years begin in April",
    )
    make.add_argument("--project", type=whole, metavar="ID", help="one project only")
    make.add_argument("--draft", action="store_true", help="write it in spite of its problems")
    _output(make, "OUT.xlsx|.csv")


def _output(verb: argparse.ArgumentParser, name: str) -> None:
    verb.add_argument("-o", "--output", required=True, type=Path, metavar=name)
