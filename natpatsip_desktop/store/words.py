"""What the tables of a workbook are called when people read it."""

from natpatsip_desktop.store.tables import TABLES

# One, and several.
_WORDS = {
    "organisation": ("organisation", "organisations"),
    "project": ("project", "projects"),
    "national_link": ("link to a national driver", "links to national drivers"),
    "driver": ("driver", "drivers"),
    "driver_link": ("line of the driver diagram", "lines of the driver diagram"),
    "measure": ("measure", "measures"),
    "measure_link": ("measure on the driver diagram", "measures on the driver diagram"),
    "target": ("target", "targets"),
    "stratum": ("group", "groups"),
    "point": ("point", "points"),
    "phase": ("phase", "phases"),
    "annotation": ("note on a chart", "notes on charts"),
    "cycle": ("PDSA cycle", "PDSA cycles"),
    "enabler_note": ("note on an enabler", "notes on enablers"),
    "return": ("return", "returns"),
    "setting": ("setting", "settings"),
    "change": ("line of the change log", "lines of the change log"),
}


def named(table: str, count: int = 1) -> str:
    """Return what one record of a table is called, or several."""
    return _WORDS[table][count != 1]


def counted(table: str, count: int) -> str:
    """Say how many records of a table: «1 point», «12,000 points»."""
    return f"{count:,} {named(table, count)}"


assert set(_WORDS) == {table._meta.table_name for table in TABLES.values()}
