"""Verbs about numbers: import, analyse, chart."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from natpatsip_desktop.actions import charts
from natpatsip_desktop.actions.analysing import as_json, brief, suggested
from natpatsip_desktop.actions.cases import answer_lines
from natpatsip_desktop.actions.charts import Judged
from natpatsip_desktop.actions.importing import Rule, import_points, understand_file
from natpatsip_desktop.actions.spreadsheets import JudgedFile, Wanted, judge_file
from natpatsip_desktop.cli.opening import to_change, to_read
from natpatsip_desktop.cli.output import say, say_json, say_note, say_now, say_problems
from natpatsip_desktop.core.analysis import Analysis, Options
from natpatsip_desktop.core.charts import Reading
from natpatsip_desktop.core.reading import read
from natpatsip_desktop.core.records import Better, Measure
from natpatsip_desktop.core.understanding import Choices, value_column
from natpatsip_desktop.core.workings import method
from natpatsip_desktop.errors import BadInput, Problem

FOR_A_SPREADSHEET = ("sheet", "column", "better", "target", "baseline", "multiply")


def import_data(arguments: argparse.Namespace) -> int:
    """Bring numbers in; 1 if some could not be read."""
    with to_change(arguments.file) as workbook:
        measure = workbook.one(Measure, arguments.measure)
        understood = understand_file(arguments.data, measure, arguments.sheet)
        if arguments.column:
            chosen = Choices(columns=value_column(understood, arguments.column))
            understood = understand_file(arguments.data, measure, arguments.sheet, choices=chosen)
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
        return _answer_cases(arguments)
    if arguments.file is None:
        hint = "Give a workbook with --measure, a .csv, or --jsonl."
        raise BadInput("Say what to analyse.", hint)
    if arguments.measure is not None or arguments.file.suffix.lower() == ".qiw":
        return _analyse_measure(arguments)
    return _analyse_file(arguments)


def _answer_cases(arguments: argparse.Namespace) -> int:
    if arguments.file is not None or arguments.measure is not None:
        raise BadInput("--jsonl reads cases from standard input.", "Leave the file out.")
    if sys.stdin is None:
        raise BadInput("There is no standard input to read.", "Give it one, like < cases.jsonl.")
    for line in answer_lines(sys.stdin):
        say_now(line)
    return 0


def _analyse_measure(arguments: argparse.Namespace) -> int:
    if arguments.measure is None:
        raise BadInput(
            "Say which measure to analyse.", "Add --measure ID; `natpatsip info` lists the ids."
        )
    given = [f"--{name}" for name in FOR_A_SPREADSHEET if getattr(arguments, name) is not None]
    if given:
        raise BadInput(
            f"{', '.join(given)} is for a spreadsheet; a measure has its own in the workbook.",
            "Leave it out, or change the measure in the window.",
        )
    with to_read(arguments.file) as workbook:
        kept = charts.options_of(workbook.one(Measure, arguments.measure))
        judged = charts.judge(
            workbook,
            arguments.measure,
            arguments.rules,
            chart=arguments.chart,
            options=_options(arguments, kept),
        )
        story = charts.story(workbook, judged)
        problems = charts.trouble(workbook, judged)
    reading = read(judged.analysis, judged.measure, story.cycles, story.left_out or {})
    return _say(arguments, judged, reading, problems)


def _options(arguments: argparse.Namespace, kept: Options) -> Options:
    """Change the options of a chart as far as the words of the command ask for it."""
    options = replace(kept, screen=False) if arguments.no_screening else kept
    if not arguments.points:
        return options
    points = int(arguments.points)
    return replace(options, points_for_shift=points, points_for_trend=points)


def _analyse_file(arguments: argparse.Namespace) -> int:
    limits = arguments.rules in charts.NEED_LIMITS
    wanted = Wanted(
        chart=arguments.chart or ("i" if limits else "run"),
        column=arguments.column or "",
        rules=arguments.rules,
        better=Better(arguments.better or "neither"),
        target=arguments.target,
        baseline=arguments.baseline,
        multiplier=arguments.multiply or 1.0,
        options=_options(arguments, Options()),
    )
    found = judge_file(arguments.file, date.today(), wanted, arguments.sheet)
    for note in found.notes:
        say_note(f"{note}.")
    return _say(arguments, found, found.reading, found.problems)


def _say(
    arguments: argparse.Namespace,
    judged: Judged | JudgedFile,
    reading: Reading,
    problems: Sequence[Problem],
) -> int:
    """Print an analysis and what is wrong with its numbers; 1 if there is something."""
    offers = suggested(judged.series, judged.analysis)
    if arguments.json:
        result = as_json(judged.analysis, reading, judged.measure)
        say_json({**result, **offers, "problems": [str(problem) for problem in problems]})
    else:
        _say_in_words(judged.measure, judged.analysis, reading)
        for offer in filter(None, offers.values()):
            say(f"To consider: {offer['why']}")
    say_problems(problems)
    return 1 if problems else 0


def _say_in_words(measure: Measure, analysis: Analysis, reading: Reading) -> None:
    say(f"{measure.name}: {method(analysis)}")
    say(brief(reading))
    for label, value in reading.workings[1:]:
        say(f"  {label}: {value}")
    for line in reading.why:
        say(f"- {line}")
    for caution in reading.cautions:
        say(f"Bear in mind: {caution}")


def chart(arguments: argparse.Namespace) -> int:
    """Draw a measure's chart to a file."""
    with to_read(arguments.file) as workbook:
        spec = charts.chart(workbook, arguments.measure)
    arguments.draw(spec, arguments.output)
    say(f"Wrote {arguments.output}: {spec.alt_text}")
    return 0
