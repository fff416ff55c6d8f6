"""Verbs about numbers: import, analyse, chart."""

import argparse
import sys
from datetime import date
from typing import Any

from natpatsip_desktop.actions import charts
from natpatsip_desktop.actions.analysing import as_json, judge_file, whole
from natpatsip_desktop.actions.cases import answer_lines
from natpatsip_desktop.actions.importing import Rule, import_points, understand_file
from natpatsip_desktop.cli.output import say, say_json, say_problems
from natpatsip_desktop.core.analysis import Analysis
from natpatsip_desktop.core.charts import Reading
from natpatsip_desktop.core.reading import read
from natpatsip_desktop.core.records import Measure
from natpatsip_desktop.core.workings import method
from natpatsip_desktop.errors import BadInput, Problem
from natpatsip_desktop.store.document import read_workbook_at, workbook_at


def import_data(arguments: argparse.Namespace) -> int:
    """Bring numbers in; 1 if some could not be read."""
    with workbook_at(arguments.file) as workbook:
        measure = workbook.one(Measure, arguments.measure)
        understood = understand_file(arguments.data, measure, arguments.sheet)
        if not understood.rows:
            raise BadInput(
                f"Nothing in {arguments.data.name} could be brought in.",
                "Put right what is listed, then import it again.",
                understood.problems,
            )
        rule: Rule = "replace" if arguments.replace else "new"
        result = import_points(workbook, measure.id, understood, rule)
    for note in understood.notes:
        say(note)
    say(result.words)
    say_problems(result.problems)
    return 1 if result.problems else 0


def analyse(arguments: argparse.Namespace) -> int:
    """Judge a measure of a workbook, a spreadsheet, or cases from standard input."""
    if arguments.jsonl:
        for line in answer_lines(sys.stdin):
            print(line, flush=True)
        return 0
    if arguments.file is None:
        hint = "Give a workbook with --measure, a .csv, or --jsonl."
        raise BadInput("Say what to analyse.", hint)
    if arguments.measure is not None or arguments.file.suffix.lower() == ".qiw":
        return _analyse_measure(arguments)
    return _analyse_file(arguments)


def _analyse_measure(arguments: argparse.Namespace) -> int:
    if arguments.measure is None:
        raise BadInput(
            "Say which measure to analyse.", "Add --measure ID; `natpatsip info` lists the ids."
        )
    with read_workbook_at(arguments.file) as workbook:
        judged = charts.judge(workbook, arguments.measure, arguments.rules)
        story = charts.story(workbook, judged)
    reading = read(judged.analysis, judged.measure, story.cycles, story.left_out or {})
    _say(arguments, judged.analysis, reading, _about(judged.measure))
    return 0


def _about(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "library": measure.library_id or None,
        "name": measure.name,
        "unit": measure.unit.value,
        "better": measure.better.value,
        "frequency": measure.frequency.value,
    }


def _analyse_file(arguments: argparse.Namespace) -> int:
    found = judge_file(
        arguments.file,
        date.today(),
        chart=arguments.chart or "run",
        rules=arguments.rules,
        sheet=arguments.sheet,
    )
    about = {"name": found.measure.name, "file": str(arguments.file)}
    _say(arguments, found.analysis, found.reading, about, found.understood.problems)
    say_problems(found.understood.problems)
    return 1 if found.understood.problems else 0


def _say(
    arguments: argparse.Namespace,
    analysis: Analysis,
    reading: Reading,
    about: dict[str, Any],
    problems: tuple[Problem, ...] = (),
) -> None:
    if arguments.json:
        result = as_json(analysis, reading, about)
        say_json({**result, "problems": [str(problem) for problem in problems]})
        return
    say(f"{about['name']}: {method(analysis)}")
    say(whole(reading))
    for label, value in reading.workings[1:]:
        say(f"  {label}: {value}")
    for line in reading.why:
        say(f"- {line}")
    for caution in reading.cautions:
        say(f"Bear in mind: {caution}")


def chart(arguments: argparse.Namespace) -> int:
    """Draw a measure's chart to a file."""
    with read_workbook_at(arguments.file) as workbook:
        spec = charts.chart(workbook, arguments.measure)
    arguments.draw(spec, arguments.output)
    say(f"Wrote {arguments.output}: {spec.alt_text}")
    return 0
