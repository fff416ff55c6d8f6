"""Makes the records of the national tree out of its definition files, and checks their ids."""

from dataclasses import dataclass

from natpatsip_desktop.core.definitions import Table, once_each
from natpatsip_desktop.core.national import (
    Ambition,
    ChangeIdea,
    ChartKind,
    Collaborative,
    Confidence,
    Enabler,
    Level,
    LibraryMeasure,
    NationalAim,
    NationalDriver,
    Programme,
    Statement,
    Status,
)
from natpatsip_desktop.core.records import Better, Frequency, Role, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class National:
    """What stands above the programmes: the aim, the enablers, and the programmes' order."""

    aim: NationalAim
    enablers: tuple[Enabler, ...]
    order: tuple[str, ...]


def build_national(file: Table) -> National:
    """Make the overall aim and the enablers out of programmes/national.toml."""
    aim = file.table("aim")
    return National(
        aim=NationalAim(
            text=aim.text("text"),
            by=aim.text("by"),
            by_date=aim.day("by_date"),
            status=aim.choice("status", Status),
            advice=aim.text("advice"),
            source=aim.text("source"),
            checked=aim.day("checked"),
        ),
        enablers=tuple(_enabler(table) for table in _own(file, "enabler", "EN")),
        order=file.texts("order"),
    )


def build_programme(file: Table) -> Programme:
    """Make a programme with its drivers out of programmes/ID.toml."""
    programme_id = file.text("id")
    every = [_driver(table, programme_id) for table in _own(file, "driver", programme_id)]
    return Programme(
        id=programme_id,
        name=file.text("name"),
        short_name=file.text("short_name"),
        primary_driver=file.text("primary_driver"),
        by=file.text("by"),
        by_date=file.day("by_date"),
        status=file.choice("status", Status),
        source=file.text("source"),
        drivers=tuple(driver for driver in every if driver.level is Level.SECONDARY),
        whole=tuple(driver for driver in every if driver.level is not Level.SECONDARY),
        ambitions=_ambitions(file),
    )


def build_measures(file: Table) -> tuple[LibraryMeasure, ...]:
    """Make the measures of one driver out of measures/ID.toml."""
    driver_id = file.text("driver")
    return tuple(_measure(table, driver_id) for table in _own(file, "measure", driver_id))


def build_collaboratives(file: Table) -> tuple[Collaborative, ...]:
    """Make the Patient Safety Collaboratives out of collaboratives.toml."""
    names_from, area_years = file.day("names_from"), file.text("area_years")
    return tuple(
        Collaborative(
            id=table.text("id"),
            name=table.text("name"),
            name_from=names_from,
            name_then=table.text("name_then"),
            regions=table.texts("regions"),
            area=table.text("area"),
            area_years=area_years,
            area_confidence=table.choice("area_confidence", Confidence),
            source=table.text("source"),
            confidence=table.choice("confidence", Confidence),
        )
        for table in _own(file, "collaborative", "PSC")
    )


def _own(file: Table, key: str, above: str) -> list[Table]:
    """Return the tables under a key after checking that their ids are their own and belong."""
    tables = file.tables(key)
    once_each((table, table.text("id")) for table in tables)
    for table in tables:
        if not table.text("id").startswith(f"{above}-"):
            table.refuse("id", f"begin the id with {above}-")
    return tables


def _enabler(table: Table) -> Enabler:
    return Enabler(
        id=table.text("id"),
        title=table.text("title"),
        meaning=table.text("meaning"),
        question=table.text("question"),
        source=table.text("source"),
    )


def _driver(table: Table, programme_id: str) -> NationalDriver:
    return NationalDriver(
        id=table.text("id"),
        programme_id=programme_id,
        level=table.choice("level", Level),
        title=table.text("title"),
        text=table.text("text"),
        status=table.choice("status", Status),
        source=table.text("source"),
        ideas=tuple(_idea(idea) for idea in table.tables("idea")),
        counting=_statements(table, "counting"),
        evidence=_statements(table, "evidence"),
        ambitions=_ambitions(table),
    )


def _idea(table: Table) -> ChangeIdea:
    return ChangeIdea(
        text=table.text("text"),
        note=table.text("note", ""),
        source=table.text("source"),
        confidence=table.choice("confidence", Confidence),
    )


def _statements(above: Table, key: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            text=table.text("text"),
            source=table.text("source"),
            confidence=table.choice("confidence", Confidence),
        )
        for table in above.tables(key)
    )


def _ambitions(above: Table) -> tuple[Ambition, ...]:
    return tuple(
        Ambition(
            text=table.text("text"),
            by=table.text("by"),
            by_date=table.day("by_date"),
            source=table.text("source"),
            confidence=table.choice("confidence", Confidence),
        )
        for table in above.tables("ambition")
    )


def _measure(table: Table, driver_id: str) -> LibraryMeasure:
    multiplier = table.number("multiplier")
    return LibraryMeasure(
        id=table.text("id"),
        driver_id=driver_id,
        name=table.text("name"),
        short_name=table.text("short_name"),
        role=table.choice("type", Role),
        numerator=table.text("numerator"),
        numerator_label=table.text("numerator_label"),
        denominator=table.text("denominator", ""),
        denominator_label=table.text("denominator_label", ""),
        multiplier=1.0 if multiplier is None else multiplier,
        unit=table.choice("unit", Unit),
        unit_label=table.text("unit_label"),
        better=table.choice("better", Better),
        frequency=table.choice("frequency", Frequency),
        frequency_note=table.text("frequency_note", ""),
        chart=table.choice("chart", ChartKind),
        target=table.number("target"),
        target_text=table.text("target_text", ""),
        caution=table.text("caution", ""),
        data_source=table.text("data_source"),
        source=table.text("source"),
        confidence=table.choice("confidence", Confidence),
    )
