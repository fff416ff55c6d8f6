"""The national programmes and the measures that ship, read from resources/ when first asked for.

All of it is a starting point and read-only; how the files are made is told at their heads.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from natpatsip_desktop.core import programme_files
from natpatsip_desktop.core.definitions import read_definition
from natpatsip_desktop.core.national import (
    Collaborative,
    Enabler,
    LibraryMeasure,
    NationalAim,
    NationalDriver,
    Programme,
)
from natpatsip_desktop.errors import NotThere
from natpatsip_desktop.paths import shipped


def national_aim() -> NationalAim:
    """Return the overall aim of the national programmes."""
    return _national(shipped("resources")).aim


def enablers() -> tuple[Enabler, ...]:
    """Return the eight enablers in the order of the leaflet."""
    return _national(shipped("resources")).enablers


def programmes() -> tuple[Programme, ...]:
    """Return the five programmes in the order of the leaflet."""
    folder = shipped("resources")
    return tuple(_programme(folder, programme_id) for programme_id in _national(folder).order)


def drivers() -> tuple[NationalDriver, ...]:
    """Return the fifteen secondary drivers, programme by programme."""
    return tuple(driver for programme in programmes() for driver in programme.drivers)


def driver(driver_id: str) -> NationalDriver:
    """Return a driver of any level by its id, like MN-SFP, or raise NotThere."""
    every = {one.id: one for one in _every_driver()}
    if driver_id not in every:
        raise _not_there("national driver", driver_id, every)
    return every[driver_id]


def measures_of(driver_id: str) -> tuple[LibraryMeasure, ...]:
    """Return the measures that ship for one driver, or raise NotThere; reads one file only."""
    return _measures(shipped("resources"), driver(driver_id).id)


def library() -> tuple[LibraryMeasure, ...]:
    """Return all measures that ship, in the order of the drivers."""
    folder = shipped("resources")
    return tuple(measure for one in _every_driver() for measure in _measures(folder, one.id))


def library_measure(measure_id: str) -> LibraryMeasure:
    """Return a measure by its id, like MN-SFP-O1, or raise NotThere."""
    driver_id = measure_id.rpartition("-")[0]
    known = any(one.id == driver_id for one in _every_driver())
    for measure in measures_of(driver_id) if known else ():
        if measure.id == measure_id:
            return measure
    raise _not_there("national measure", measure_id, [measure.id for measure in library()])


def collaboratives() -> tuple[Collaborative, ...]:
    """Return the fifteen Patient Safety Collaboratives under today's names."""
    return _collaboratives(shipped("resources"))


def as_json() -> dict[str, object]:
    """Return the whole tree and all measures as plain values, dates as ISO text."""
    return {
        "aim": _plain(asdict(national_aim())),
        "enablers": [_plain(asdict(enabler)) for enabler in enablers()],
        "programmes": [_plain(asdict(programme)) for programme in programmes()],
        "measures": [_plain(asdict(measure)) for measure in library()],
        "collaboratives": [_plain(asdict(collaborative)) for collaborative in collaboratives()],
    }


def _every_driver() -> list[NationalDriver]:
    return [
        driver for programme in programmes() for driver in (*programme.whole, *programme.drivers)
    ]


def _not_there(what: str, name: str, ids: Iterable[str]) -> NotThere:
    near = get_close_matches(name.upper(), ids, n=3)
    nearest = f"The nearest are {', '.join(near)}. " if near else ""
    hint = f"{nearest}`natpatsip programmes` lists them all."
    return NotThere(f"No {what} has the id {name}.", hint)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(cell) for key, cell in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(cell) for cell in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _national(folder: Path) -> programme_files.National:
    return read_definition(folder / "programmes" / "national.toml", programme_files.build_national)


@cache
def _programme(folder: Path, programme_id: str) -> Programme:
    return read_definition(
        folder / "programmes" / f"{programme_id}.toml", programme_files.build_programme
    )


@cache
def _measures(folder: Path, driver_id: str) -> tuple[LibraryMeasure, ...]:
    # A driver that someone added may have no measures yet.
    path = folder / "measures" / f"{driver_id}.toml"
    return read_definition(path, programme_files.build_measures) if path.exists() else ()


@cache
def _collaboratives(folder: Path) -> tuple[Collaborative, ...]:
    return read_definition(folder / "collaboratives.toml", programme_files.build_collaboratives)
