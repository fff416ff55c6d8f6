"""The words of the command line and what they call."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from natpatsip_desktop import __version__
from natpatsip_desktop.cli import checking, numbers, projects, returns, workbooks
from natpatsip_desktop.cli.output import say_error
from natpatsip_desktop.core.records import Better, Frequency, Role, Unit
from natpatsip_desktop.core.workings import CHARTS, RULE_SETS

Run = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """Says in one sentence what was not understood, and where the help is."""

    def error(self, message: str) -> NoReturn:
        say_error(f"{message[:1].upper()}{message[1:]}.", f"Try: {self.prog} --help")
        self.exit(2)


def parser() -> argparse.ArgumentParser:
    """Build the parser of every verb."""
    top = Parser(
        prog="natpatsip",
        description="The NatPatSIP workbook: patient-safety improvement projects in one file.",
        epilog="Without a verb, the window opens: natpatsip [FILE.qiw]",
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


def _verb(verbs: "Verbs", name: str, run: Run, words: str) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(
        name, help=words, description=f"{words[:1].upper()}{words[1:]}."
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
    tree = _verb(verbs, "programmes", projects.programmes, "list the national tree and measures")
    _json(tree)


def _project_verbs(verbs: "Verbs") -> None:
    start = _verb(verbs, "start", projects.start, "start a project from a national driver")
    _file(start)
    start.add_argument("--driver", required=True, metavar="ID", help="like MN-SFP")
    start.add_argument("--title", required=True, metavar="TEXT")
    measure = _verb(verbs, "measure", projects.measure, "add a measure to a project")
    _file(measure)
    measure.add_argument("--project", required=True, type=int, metavar="ID")
    which = measure.add_mutually_exclusive_group(required=True)
    which.add_argument("--library", metavar="ID", help="a measure that ships, like MN-SFP-O2")
    which.add_argument("--name", metavar="TEXT", help="a measure of your own")
    measure.add_argument("--unit", choices=[*map(str, Unit)])
    measure.add_argument("--better", choices=[*map(str, Better)])
    measure.add_argument("--frequency", choices=[*map(str, Frequency)])
    measure.add_argument("--role", choices=[*map(str, Role)])
    measure.add_argument("--numerator", metavar="TEXT", help="what the numerator counts")
    measure.add_argument("--denominator", metavar="TEXT", help="what the denominator counts")
    measure.add_argument("--target", type=float, metavar="NUMBER")


def _number_verbs(verbs: "Verbs") -> None:
    bring = _verb(verbs, "import", numbers.import_data, "bring numbers in from a spreadsheet")
    _file(bring)
    bring.add_argument("--measure", required=True, type=int, metavar="ID")
    bring.add_argument("data", type=Path, metavar="DATA.xlsx|.csv")
    bring.add_argument("--sheet", metavar="NAME")
    bring.add_argument("--replace", action="store_true", help="replace numbers already there")
    analyse = _verb(verbs, "analyse", numbers.analyse, "judge a measure, a .csv, or cases as JSON")
    analyse.add_argument("file", type=Path, nargs="?", metavar="FILE.qiw|DATA.csv")
    analyse.add_argument("--measure", type=int, metavar="ID")
    analyse.add_argument("--chart", choices=[*CHARTS], help="for a .csv (default: run)")
    analyse.add_argument("--rules", choices=[*RULE_SETS])
    analyse.add_argument("--sheet", metavar="NAME")
    analyse.add_argument(
        "--jsonl", action="store_true", help="one case a line in, one result a line out"
    )
    _json(analyse)
    chart = _verb(verbs, "chart", numbers.chart, "draw a measure's chart to a file")
    _file(chart)
    chart.add_argument("--measure", required=True, type=int, metavar="ID")
    _output(chart, "OUT.png|.svg|.pdf")


def _return_verbs(verbs: "Verbs") -> None:
    _json(_verb(verbs, "formats", returns.formats, "list the return formats"))
    make = _verb(verbs, "return", returns.make, "write a return")
    _file(make)
    make.add_argument("--format", required=True, metavar="ID", help="like mdc.tidy")
    make.add_argument("--period", required=True, metavar="PERIOD", help="like 2025-Q2 or 2025-09")
    make.add_argument("--project", type=int, metavar="ID", help="one project only")
    make.add_argument("--draft", action="store_true", help="write it in spite of its problems")
    _output(make, "OUT.xlsx|.csv")


def _output(verb: argparse.ArgumentParser, name: str) -> None:
    verb.add_argument("-o", "--output", required=True, type=Path, metavar=name)
