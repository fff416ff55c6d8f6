"""The return formats that ship, and which version of one applies to a period."""

from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from natpatsip_desktop.core.definitions import read_definition
from natpatsip_desktop.core.returns.definition import build_format
from natpatsip_desktop.core.returns.layout import ReturnFormat
from natpatsip_desktop.errors import BadInput, NotThere
from natpatsip_desktop.paths import shipped


def formats() -> tuple[ReturnFormat, ...]:
    """Return every version of every return format that ships, by id and then by version."""
    return formats_in(shipped("resources") / "returns")


@cache
def formats_in(folder: Path) -> tuple[ReturnFormat, ...]:
    """Return the formats defined by the files of a folder; raise BadInput for a bad file."""
    found: dict[tuple[str, str], tuple[ReturnFormat, Path]] = {}
    for path in sorted(folder.glob("*.toml")):
        one = read_definition(path, build_format)
        key = (one.id, one.version)
        if key in found:
            raise BadInput(
                f"{path.name} and {found[key][1].name} both define {one.id} version {one.version}.",
                f"Give one of them another version, in {folder}.",
            )
        found[key] = (one, path)
    return tuple(found[key][0] for key in sorted(found))


def format_of(format_id: str, on: date) -> ReturnFormat:
    """Return the version of a format for a period that ends on a day, or raise NotThere."""
    versions = [one for one in formats() if one.id == format_id]
    if not versions:
        raise NotThere(f"There is no return format {format_id}.", _nearest(format_id))
    fitting = [one for one in versions if one.applies_on(on)]
    if not fitting:
        spans = " and ".join(_span(one) for one in versions)
        raise NotThere(
            f"There is no version of {format_id} for that period.",
            f"The ones that ship are for periods {spans}.",
        )
    return max(fitting, key=lambda one: (one.valid_from or date.min, one.version))


def _nearest(format_id: str) -> str:
    ids = sorted({one.id for one in formats()})
    near = get_close_matches(format_id.lower(), ids, n=3, cutoff=0.4) or ids
    return f"The nearest are {', '.join(near)}. `natpatsip formats` lists them all."


def _span(one: ReturnFormat) -> str:
    since = f"from {one.valid_from}" if one.valid_from else ""
    until = f"to {one.valid_to}" if one.valid_to else ""
    return " ".join(part for part in (since, until) if part) or "of any date"
