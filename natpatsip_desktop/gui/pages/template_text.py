"""What the Templates page says about a programme, a driver or a measure, as HTML."""

from collections.abc import Iterable
from html import escape

from natpatsip_desktop.core.national import (
    LibraryMeasure,
    NationalAim,
    NationalDriver,
    Programme,
    Statement,
)
from natpatsip_desktop.core.periods import how_often, long_date
from natpatsip_desktop.core.records import Better

BETTER = {Better.UP: "Higher is better", Better.DOWN: "Lower is better"}
SUGGESTED = " <span class='warn'>(suggested: look at it with your team first)</span>"


def about_aim(aim: NationalAim) -> str:
    """Write about the overall aim and what its dates mean today."""
    return (
        f"<h2>The national aim</h2><p>{escape(aim.text)}</p><p>{escape(aim.advice)}</p>"
        f"{_source(aim.source)}<p class='quiet'>Checked {long_date(aim.checked)}</p>"
    )


def about_programme(programme: Programme) -> str:
    """Write about a programme and its drivers."""
    drivers = "".join(f"<li>{escape(driver.title)}</li>" for driver in programme.drivers)
    return (
        f"<h2>{escape(programme.name)}</h2><p>{escape(programme.primary_driver)}</p>"
        f"<p>National date: {escape(programme.by)} ({programme.status.value}). "
        "Give your own project a date of its own.</p>"
        f"<h3>Secondary drivers</h3><ul>{drivers}</ul>{_source(programme.source)}"
    )


def about_driver(driver: NationalDriver, measures: Iterable[LibraryMeasure]) -> str:
    """Write about a driver: change ideas, measures, and what to know before starting."""
    listed = "".join(
        f"<li>{escape(one.name)} <span class='quiet'>{one.role.value}</span></li>"
        for one in measures
    )
    return (
        f"<h2>{escape(driver.title)}</h2><p>{escape(driver.text)}</p>"
        + _ambitions(driver)
        + _statements("Change ideas", driver.ideas)
        + f"<h3>Measures</h3><ul>{listed}</ul>"
        + _statements("How to count", driver.counting)
        + _statements("Know before you start", driver.evidence)
        + _source(driver.source)
    )


def about_measure(measure: LibraryMeasure) -> str:
    """Write a measure's operational definition."""
    rows = (
        ("Kind", measure.role.value.capitalize()),
        ("Numerator", measure.numerator),
        ("Denominator", measure.denominator),
        ("Unit", measure.unit_label or measure.unit.value),
        ("Direction", BETTER.get(measure.better, "Neither way is better")),
        ("How often", measure.frequency_note or how_often(measure.frequency)),
        ("Target", measure.target_text),
        ("Where the numbers are", measure.data_source),
        ("Know", measure.caution),
    )
    table = "".join(
        f"<tr><td><b>{label}</b></td><td>{escape(text)}</td></tr>" for label, text in rows if text
    )
    mark = SUGGESTED if measure.suggested else ""
    return (
        f"<h2>{escape(measure.name)}</h2><p class='quiet'>{measure.id}{mark}</p>"
        f"<table>{table}</table>{_source(measure.source)}"
    )


def _ambitions(driver: NationalDriver) -> str:
    said = "".join(f"<li>{escape(one.text)}, by {escape(one.by)}</li>" for one in driver.ambitions)
    return f"<h3>What was wanted nationally</h3><ul>{said}</ul>" if said else ""


def _statements(title: str, statements: Iterable[Statement]) -> str:
    said = "".join(
        f"<li>{escape(one.text)}{SUGGESTED if one.suggested else ''}</li>" for one in statements
    )
    return f"<h3>{title}</h3><ul>{said}</ul>" if said else ""


def _source(source: str) -> str:
    return f"<p class='quiet'>Source: {escape(source)}</p>"
