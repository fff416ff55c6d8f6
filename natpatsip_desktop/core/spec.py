"""From an analysis to a ChartSpec: which dots, lines, words and marks a chart shows."""

from dataclasses import dataclass

import numpy as np

from natpatsip_desktop.core.analysis import Analysis, Floats, Part, Rule, Signal
from natpatsip_desktop.core.charts import (
    Badge,
    Bracket,
    ChartSpec,
    Dot,
    Level,
    PhaseBand,
    Reading,
    Tone,
)
from natpatsip_desktop.core.mdc_icons import icons_of
from natpatsip_desktop.core.paragraph import about_left_out
from natpatsip_desktop.core.periods import end_of, how_often, label, long_date, noun
from natpatsip_desktop.core.reading import read
from natpatsip_desktop.core.records import Annotation, Cycle, Frequency, Measure, Unit
from natpatsip_desktop.core.series import SUBGROUPS
from natpatsip_desktop.core.values import exact, unit_words
from natpatsip_desktop.core.verdict import RUN_RULES, Case, tone_of, verdict_of
from natpatsip_desktop.core.wording import Words
from natpatsip_desktop.core.workings import CHARTS, method, rests_on, screening

NOTES_SAID = 3  # dated notes in the text form of a chart
RUNS = (Rule.LONGEST_RUN, Rule.CROSSINGS, Rule.SHIFT, Rule.RUNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What stands around the numbers: PDSA cycles, dated notes, and the words on points."""

    cycles: tuple[Cycle, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    notes: dict[int, str] | None = None
    left_out: dict[int, str] | None = None


def chart_of(analysis: Analysis, measure: Measure, story: Story = Story()) -> ChartSpec:
    """Make the chart of one measure; positions in `story` are those of the analysis."""
    words = Words(analysis, measure, verdict_of(analysis))
    reading = read(analysis, measure, story.cycles, story.left_out or {})
    latest = words.verdict.newest
    shown = latest >= 0
    return ChartSpec(
        kind=analysis.chart,
        title=title(measure),
        subtitle=method(analysis),
        frequency=measure.frequency.value,
        percent=measure.unit is Unit.PERCENT,
        decimals=words.decimals,
        dots=_dots(words, story),
        levels=(*_centres(words), *_limits(words), *_target(words)) if shown else (),
        phases=_phases(analysis),
        brackets=_brackets(words),
        badges=_badges(words, story),
        latest_label=f"Latest {words.value(latest)}" if shown else "",
        latest_tone=reading.tone,
        key=_key(words),
        footnotes=_footnotes(words, story),
        alt_text=alt_text(words, reading, story),
        reading=reading,
        icons=icons_of(analysis) if shown else (),
    )


def title(measure: Measure) -> str:
    """Name a chart: what is measured, in what unit, by which period."""
    unit, name = unit_words(measure), measure.name.lower()
    # «Restraints per 1,000 bed days» and «Days between falls» name their unit themselves.
    named = not unit or unit.lower() in name or (" per " in name and "per " in unit)
    words = measure.name if named else f"{measure.name} ({unit})"
    if measure.frequency is Frequency.EVENT:
        return words
    return f"{words}, by {noun(measure.frequency, 1)}"


# -- dots --------------------------------------------------------------------------------------


def _dots(words: Words, story: Story) -> tuple[Dot, ...]:
    analysis = words.analysis
    tones = point_tones(analysis)
    notes, reasons = story.notes or {}, story.left_out or {}
    on_line = np.isclose(analysis.y, analysis.centre, rtol=1e-12, atol=0.0)
    return tuple(
        Dot(
            starts=start,
            label=label(start, words.measure.frequency),
            y=None if np.isnan(analysis.y[i]) else float(analysis.y[i]),
            tone=tones.get(i, Tone.ORDINARY),
            on_line=bool(on_line[i]),
            left_out=reasons.get(i, "no reason given") if analysis.left_out[i] else "",
            note=notes.get(i, ""),
            words=_dot_words(words, i, notes.get(i, "")),
        )
        for i, start in enumerate(analysis.starts)
    )


def point_tones(analysis: Analysis) -> dict[int, Tone]:
    """Colour the points of a signal; of several runs in one phase, the newest only.

    The runs rules of a run chart speak of a whole phase: colouring an early low run together
    with a late high one would tell two stories at once. All of them are still listed as reasons.
    """
    tones: dict[int, Tone] = {}
    for signal in _coloured(analysis):
        tone = tone_of(signal, analysis.better)
        tones.update(dict.fromkeys(signal.points, tone))
    return tones


def _coloured(analysis: Analysis) -> list[Signal]:
    if analysis.rules in ("anhoej", "perla"):
        return _newest_runs(analysis)
    marks = [s for s in analysis.signals if s.rule not in (Rule.CROSSINGS, Rule.RUNS)]
    # What is said first must be painted last, where a point takes part in several rules.
    order = (Rule.SHIFT, Rule.LONGEST_RUN, Rule.TWO_OF_THREE, Rule.TREND, Rule.OUTSIDE)
    return sorted(marks, key=lambda signal: order.index(Rule(signal.rule)))


def _newest_runs(analysis: Analysis) -> list[Signal]:
    newest: dict[int, Signal] = {}
    for signal in analysis.signals:
        if signal.rule in (*RUN_RULES, Rule.TREND):
            best = newest.get(signal.part)
            if best is None or signal.points[-1] >= best.points[-1]:
                newest[signal.part] = signal
    marked = (signal for signal in analysis.signals if signal.rule == Rule.ASTRONOMICAL)
    return [*newest.values(), *marked]


def _dot_words(words: Words, i: int, note: str) -> str:
    """Say one point in full, for the point's card and the screen reader."""
    analysis = words.analysis
    when = words.when(i)
    if np.isnan(analysis.y[i]):
        return f"{when[:1].upper()}{when[1:]}: no value."
    parts = [f"{when[:1].upper()}{when[1:]}: {words.value(i)}{_of(analysis, words.measure, i)}."]
    if analysis.left_out[i]:
        parts.append("Left out of the calculations.")
    if note:
        parts.append(f"Note: {note}.")
    return " ".join(parts)


def _of(analysis: Analysis, measure: Measure, i: int) -> str:
    """Give the two numbers behind a percentage or rate, or how many values a subgroup has."""
    if analysis.chart in SUBGROUPS and analysis.n is not None:
        size = analysis.n[i]
        return "" if np.isnan(size) else f" ({size:.0f} value{'' if size == 1 else 's'})"
    if analysis.n is None or np.isnan(analysis.n[i]) or measure.multiplier == 0:
        return ""
    denominator = float(analysis.n[i])
    numerator = round(float(analysis.y[i]) / measure.multiplier * denominator, 6)
    return f" ({exact(numerator)} of {exact(denominator)})" if denominator > 1 else ""


# -- lines -------------------------------------------------------------------------------------


def _centres(words: Words) -> tuple[Level, ...]:
    analysis = words.analysis
    fired = {signal.part for signal in analysis.signals if signal.rule in RUNS}
    last = len(analysis.parts) - 1
    early = words.verdict.case is Case.EARLY
    return tuple(
        Level(
            role="centre",
            first=part.first,
            last=part.last,
            ys=_values(analysis.centre, part.first, part.last),
            label=_centre_label(words, part, so_far=early and number == last),
            dashed=number in fired,
        )
        for number, part in enumerate(analysis.parts)
        if not np.isnan(analysis.centre[part.last])
    )


def _centre_label(words: Words, part: Part, *, so_far: bool) -> str:
    """Label a centre line, with a word of warning while there are too few points to judge."""
    name = words.centre_word.capitalize()
    level = words.level(float(words.analysis.centre[part.last]))
    return f"{name} so far {level}" if so_far else f"{name} {level}"


def _limits(words: Words) -> tuple[Level, ...]:
    analysis = words.analysis
    lines = [("lower", analysis.lower), ("upper", analysis.upper)]
    if analysis.options.two_sigma:
        lines += [("lower2", analysis.lower2), ("upper2", analysis.upper2)]
    last = len(analysis.parts) - 1
    found = []
    for role, values in lines:
        for number, part in enumerate(analysis.parts):
            ys = _values(values, part.first, part.last)
            if any(y is not None for y in ys):
                shown = [y for y in ys if y is not None]
                text = _limit_label(words, role, shown[-1]) if number == last else ""
                found.append(Level(role=role, first=part.first, last=part.last, ys=ys, label=text))
    return tuple(found)


def _limit_label(words: Words, role: str, value: float) -> str:
    """Label the limits of the newest phase; 2-sigma lines have none, they are no limits."""
    if role not in ("lower", "upper"):
        return ""
    return f"{role.capitalize()} limit {words.level(value)}"


def _target(words: Words) -> tuple[Level, ...]:
    target, last = words.analysis.target, len(words.analysis.y) - 1
    if target is None or last < 0:
        return ()
    text = f"Target {words.level(target)}"
    return (Level(role="target", first=0, last=last, ys=(target,) * (last + 1), label=text),)


def _values(values: Floats, first: int, last: int) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(v) else float(v) for v in values[first : last + 1])


# -- marks -------------------------------------------------------------------------------------


def _phases(analysis: Analysis) -> tuple[PhaseBand, ...]:
    if len(analysis.parts) < 2:
        return ()
    return tuple(
        PhaseBand(first=part.first, last=part.last, name=_phase_name(number, part.name))
        for number, part in enumerate(analysis.parts)
    )


def _phase_name(number: int, name: str) -> str:
    if number == 0:
        return name or "Baseline"
    return f"Phase {number + 1}: {name}" if name else f"Phase {number + 1}"


def _brackets(words: Words) -> tuple[Bracket, ...]:
    """Bracket the run that the headline speaks of."""
    signal = words.verdict.signal
    if words.verdict.case is not Case.NOW or signal is None or signal.rule not in RUN_RULES:
        return ()
    text = f"{len(signal.points)} in a row {signal.side}"
    tone = tone_of(signal, words.analysis.better)
    first, last = signal.points[0], signal.points[-1]
    return (Bracket(first=first, last=last, side=str(signal.side), tone=tone, text=text),)


def _badges(words: Words, story: Story) -> tuple[Badge, ...]:
    """Mark the tests and notes that lie within the periods drawn."""
    starts = words.analysis.starts
    if not starts:
        return ()
    first, last = starts[0], end_of(starts[-1], words.measure.frequency)
    marks = [
        Badge(on=cycle.starts, text=cycle.title, number=cycle.number)
        for cycle in story.cycles
        if cycle.starts
    ]
    marks += [Badge(on=note.on, text=note.text) for note in story.annotations]
    return tuple(sorted((m for m in marks if first <= m.on <= last), key=lambda mark: mark.on))


def _key(words: Words) -> tuple[tuple[str, str], ...]:
    """Explain in the chart's corner only the marks that it holds."""
    key = []
    if any(tone is not Tone.ORDINARY for tone in point_tones(words.analysis).values()):
        key.append(("dot", "points of a signal"))
    if any(signal.rule in RUNS for signal in words.analysis.signals):
        key.append(("dash", f"dashed {words.centre_word}: signal"))
    if words.analysis.left_out.any():
        key.append(("left_out", "left out"))
    inner = words.analysis.lower2, words.analysis.upper2
    if words.analysis.options.two_sigma and not np.isnan(inner).all():
        key.append(("inner", "2 sigma, no limits"))
    return tuple(key)


def _footnotes(words: Words, story: Story) -> tuple[str, ...]:
    """Say below a chart what its lines rest on, which points are left out, and every caution."""
    analysis = words.analysis
    frozen = bool(analysis.parts) and analysis.parts[-1].baseline is not None
    basis = f"baseline: {rests_on(analysis.parts[-1])}" if frozen else ""
    said = (basis, screening(analysis), about_left_out(words, story.left_out or {}).rstrip("."))
    others = (one for one in analysis.cautions if not one.endswith("left out"))
    return (*(one for one in said if one), *others)


# -- words -------------------------------------------------------------------------------------


def alt_text(words: Words, reading: Reading, story: Story = Story()) -> str:
    """Say the whole chart in a few sentences for somebody who cannot see it."""
    analysis, measure = words.analysis, words.measure
    kind = f"{CHARTS[analysis.chart]} of {measure.name}, {how_often(measure.frequency).lower()}"
    there = np.flatnonzero(~np.isnan(analysis.y))
    if words.verdict.newest < 0 or not analysis.starts:
        return f"{kind}. No numbers yet."
    points = f"{len(there)} point{'s' if len(there) != 1 else ''}"
    sentences = [
        f"{kind}, {words.span(int(there[0]), int(there[-1]))}, {points}{_and_left_out(words)}.",
        _centres_in_words(words),
        _limits_in_words(words),
        f"Latest {words.value(words.verdict.newest)}{_and_target(words)}.",
        f"{reading.headline}: {reading.sentence}",
        *(f"{icon.words}." for icon in icons_of(analysis)),
        _notes_in_words(words, story),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _notes_in_words(words: Words, story: Story) -> str:
    """Say the newest dated notes that are drawn: a chart in words has room for a few."""
    drawn = [badge for badge in _badges(words, story) if badge.number is None]
    told = [f"{long_date(note.on)}, {note.text.rstrip('.')}" for note in drawn[-NOTES_SAID:]]
    earlier = len(drawn) - len(told)
    more = f"; and {earlier} earlier" if earlier else ""
    name = "Note" if len(drawn) == 1 else "Notes"
    return f"{name}: {'; '.join(told)}{more}." if told else ""


def _centres_in_words(words: Words) -> str:
    analysis = words.analysis
    said = []
    for number, part in enumerate(analysis.parts):
        centre = analysis.centre[part.last]
        if np.isnan(centre):
            continue
        since = f" from {long_date(analysis.starts[part.first])}" if number else ""
        said.append(f"{words.level(centre)}{since}")
    return f"{words.centre_word.capitalize()} {', then '.join(said)}." if said else ""


def _limits_in_words(words: Words) -> str:
    analysis, at = words.analysis, words.verdict.newest
    lower, upper = analysis.lower[at], analysis.upper[at]
    if np.isnan(lower) and np.isnan(upper):
        return ""
    return f"Limits {words.between(lower, upper)}."


def _and_left_out(words: Words) -> str:
    count = int(np.count_nonzero(words.analysis.left_out))
    return f", {count} left out" if count else ""


def _and_target(words: Words) -> str:
    target = words.analysis.target
    return "" if target is None else f", target {words.level(target)}"
