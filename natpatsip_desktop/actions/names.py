"""The names of what is in a workbook, for sentences about it."""

from natpatsip_desktop.core.naming import Names
from natpatsip_desktop.core.records import Driver, Measure, Project, Stratum
from natpatsip_desktop.store.reading import Reading


def names_in(workbook: Reading) -> Names:
    """Return the names of everything in a workbook."""
    return Names(
        workbook.all(Project), workbook.all(Measure), workbook.all(Stratum), workbook.all(Driver)
    )
