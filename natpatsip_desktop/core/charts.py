"""ChartSpec: a chart as data, so that the screen, the files and the tests share one truth."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tone(StrEnum):
    """What a mark or a reading means for people; shape and words always go with its colour."""

    ORDINARY = "ordinary"
    IMPROVE = "improve"
    CONCERN = "concern"
    NEUTRAL = "neutral"
    EARLY = "early"


class Glyph(StrEnum):
    """What the signal icon shows inside its ring."""

    UP = "up"
    DOWN = "down"
    WAVE = "wave"
    EARLY = "early"
    PASS = "P"
    FAIL = "F"
    HIT_OR_MISS = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a chart says, in words: headline, evidence, next step, and how it was worked out.

    `short` and `short_sentence` are the words of a table row («Improved», «9 weeks above the
    median»). `workings` are label and value of every number used; `paragraph` is the whole
    reading as one text for reports. `why` holds one line for each signal.
    """

    tone: Tone = Tone.ORDINARY
    glyph: Glyph = Glyph.WAVE
    headline: str = ""
    sentence: str = ""
    next_step: str = ""
    short: str = ""
    short_sentence: str = ""
    target_sentence: str = ""
    workings: tuple[tuple[str, str], ...] = ()
    why: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One plotted point; `y` is None where the line breaks."""

    starts: date
    label: str
    y: float | None
    tone: Tone = Tone.ORDINARY
    on_line: bool = False
    left_out: str = ""
    note: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A piece of centre or limit line from dot `first` to dot `last` (0-based, inclusive).

    `ys` has one value for each dot of the piece; `role` is centre, lower, upper, lower2,
    upper2 or target.
    """

    role: str
    first: int
    last: int
    ys: tuple[float | None, ...]
    label: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseBand:
    """Where a phase begins, and its name, for charts with more than one phase."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Marks a run of dots with words, like «9 in a row above»."""

    first: int
    last: int
    side: str
    tone: Tone
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A numbered PDSA cycle or a dated note above the data."""

    on: date
    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """An icon of Making Data Count, and what it says in words."""

    tone: Tone
    glyph: Glyph
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """Everything there is to draw, and to say, about one measure.

    `frequency` is that of the measure (day, week, month, quarter, year, event); `percent`
    charts clamp to 0-100 and print a % sign, others print `decimals` decimals. `icons` stand
    above charts that leave the window, where no card says what they say.
    """

    kind: str
    title: str
    subtitle: str
    frequency: str
    percent: bool
    decimals: int
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...] = ()
    phases: tuple[PhaseBand, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    badges: tuple[Badge, ...] = ()
    latest_label: str = ""
    latest_tone: Tone = Tone.ORDINARY
    key: tuple[tuple[str, str], ...] = ()
    footnotes: tuple[str, ...] = ()
    alt_text: str = ""
    reading: Reading = Reading()
    icons: tuple[Icon, ...] = ()
