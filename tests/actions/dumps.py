"""Everything in a workbook, to compare before and after."""

from natpatsip_desktop.core.records import Change, Record
from natpatsip_desktop.store.tables import TABLES
from natpatsip_desktop.store.workbook import Workbook


def dump(workbook: Workbook) -> list[Record]:
    """Return every record there is, but for the change log, which outlives undo."""
    return [record for kind in TABLES if kind is not Change for record in workbook.all(kind)]
