"""Where the values of a return can come from: the fixed vocabulary of the definitions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from natpatsip_desktop.core.aims import aim_sentence
from natpatsip_desktop.core.periods import how_often, label
from natpatsip_desktop.core.returns.data import MeasureSeries, PeriodRow, ReturnData
from natpatsip_desktop.core.returns.layout import Certainty, ReturnFormat, RowsOf
from natpatsip_desktop.core.series import target_now
from natpatsip_desktop.core.sheets import Value
from natpatsip_desktop.core.values import unit_words

_SURE = {
    Certainty.VERIFIED: "A: taken from a published file",
    Certainty.ITEMS_ONLY: "B: the items are published, the layout is ours",
    Certainty.FROM_MEMORY: "C: from memory, not checked against a published file",
    Certainty.OUR_OWN: "D: our own layout",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole return: its format, its data, and how many measures, rows and blanks it has."""

    format: ReturnFormat
    data: ReturnData
    measures: int = 0
    rows: int = 0
    missing: int = 0


About = Whole | MeasureSeries | PeriodRow

OF_WHOLE: Mapping[str, Callable[[Whole], Value]] = {
    "organisation.code": lambda whole: organisation_code(whole.data),
    "organisation.name": lambda whole: whole.data.organisation.name.strip(),
    "organisation.contact": lambda whole: whole.data.organisation.contact.strip(),
    "organisation.email": lambda whole: whole.data.organisation.email.strip(),
    "return.title": lambda whole: whole.format.title,
    "return.banner": lambda whole: whole.format.banner,
    "return.format": lambda whole: f"{whole.format.id}, version {whole.format.version}",
    "return.certainty": lambda whole: _SURE[whole.format.certainty],
    "return.period": lambda whole: whole.data.period.words,
    "return.period_code": lambda whole: whole.data.period.code,
    "return.scope": lambda whole: _scope(whole.data),
    "return.made_on": lambda whole: whole.data.made_on,
    "return.measures": lambda whole: whole.measures,
    "return.rows": lambda whole: whole.rows,
    "return.missing": lambda whole: whole.missing,
}
OF_MEASURE: Mapping[str, Callable[[MeasureSeries], Value]] = {
    "project.title": lambda series: series.project.title,
    "project.place": lambda series: series.project.place,
    "project.site_code": lambda series: series.project.site_code.strip().upper(),
    "project.aim": lambda series: aim_sentence(series.project),
    "measure.id": lambda series: measure_code(series),
    "measure.name": lambda series: series.measure.name,
    "measure.type": lambda series: series.measure.role.value,
    "measure.definition": lambda series: series.measure.definition,
    "measure.numerator": lambda series: series.measure.numerator,
    "measure.denominator": lambda series: series.measure.denominator,
    "measure.unit": lambda series: unit_words(series.measure),
    "measure.better": lambda series: series.measure.better.value,
    "measure.frequency": lambda series: how_often(series.measure.frequency),
    "measure.source": lambda series: series.measure.source,
    "measure.collector": lambda series: series.measure.collector,
    "measure.definition_version": lambda series: series.measure.definition_version,
    "measure.target": lambda series: target_now(series.targets, _newest(series)),
}
_OF_PERIOD: Mapping[str, Callable[[PeriodRow], Value]] = {
    "period.start": lambda row: row.starts,
    "period.end": lambda row: row.ends,
    "period.label": lambda row: label(row.starts, row.series.measure.frequency),
    "point.numerator": lambda row: row.point.numerator if row.point else None,
    "point.denominator": lambda row: row.point.denominator if row.point else None,
    "point.value": lambda row: row.value,
    "point.note": lambda row: note_of(row),
    "point.left_out": lambda row: row.point.left_out if row.point else "",
    "phase.starts_here": lambda row: "true" if row.starts_phase else "",
    "phase.baseline": lambda row: row.phase.baseline if row.phase else None,
    "phase.last_baseline": lambda row: row.last_phase.baseline if row.last_phase else None,
    "target": lambda row: target_now(row.series.targets, row.starts),
}
# Sources whose number has the unit of the measure, and so a scale if that is percent.
IN_UNIT = frozenset({"point.value", "target", "measure.target"})

SOURCES_OF: Mapping[RowsOf | None, frozenset[str]] = MappingProxyType(
    {
        None: frozenset(OF_WHOLE),
        RowsOf.MEASURE: frozenset([*OF_WHOLE, *OF_MEASURE]),
        RowsOf.PERIOD: frozenset([*OF_WHOLE, *OF_MEASURE, *_OF_PERIOD]),
    }
)


def read_source(source: str, whole: Whole, about: About) -> Value:
    """Return the value a source has for one row of a return; empty text counts as missing."""
    if source in OF_WHOLE:
        value = OF_WHOLE[source](whole)
    elif source in OF_MEASURE:
        value = OF_MEASURE[source](series_of(about))
    elif isinstance(about, PeriodRow):
        value = _OF_PERIOD[source](about)
    else:
        raise KeyError(source)
    return None if value == "" else value


def series_of(about: About) -> MeasureSeries:
    """Return the measure a row is about."""
    if isinstance(about, Whole):
        raise TypeError("a whole return is about no single measure")
    return about.series if isinstance(about, PeriodRow) else about


def organisation_code(data: ReturnData) -> str:
    """Return the organisation's ODS code as the national lists write it."""
    return data.organisation.code.strip().upper()


def measure_code(series: MeasureSeries) -> str:
    """Return the national id of a measure, or one made from what identifies it everywhere."""
    measure = series.measure
    return measure.library_id or f"LOCAL-{measure.uuid[:8].upper()}"


def note_of(row: PeriodRow) -> str:
    """Join what was noted in a period: notes on the chart, on the point, why it is left out."""
    noted = [note.text for note in row.series.annotations if row.starts <= note.on <= row.ends]
    if row.point is not None:
        noted.append(row.point.note)
        if row.point.left_out:
            noted.append(f"Left out of the calculations: {row.point.left_out}")
    said = (text.strip() for text in noted)
    return "; ".join(dict.fromkeys(text for text in said if text))


def _scope(data: ReturnData) -> str:
    if data.project is not None:
        return data.project.title
    count = len({series.project.id for series in data.series})
    return f"All projects ({count})"


def _newest(series: MeasureSeries) -> date | None:
    return max((point.starts for point in series.points), default=None)
