"""Disclosure rules by name: what becomes of small numbers before anything goes out.

A rule takes the collected sheets and gives them back with numbers hidden or rounded. A national
return wants true counts, so `none` is the ordinary rule of a submission.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from natpatsip_desktop.core.returns.tables import ReturnSheet

Sheets = tuple[ReturnSheet, ...]


def as_they_are(sheets: Sheets) -> Sheets:
    """Leave every number as it is."""
    return sheets


DISCLOSURE: Mapping[str, Callable[[Sheets], Sheets]] = MappingProxyType({"none": as_they_are})
