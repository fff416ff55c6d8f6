"""Takes a file that is about to be sent apart, so that `core.outgoing` can judge it."""

from pathlib import Path

from natpatsip_desktop.core.cells import Sheet
from natpatsip_desktop.core.outgoing import Outgoing
from natpatsip_desktop.exchange.package import Package
from natpatsip_desktop.exchange.sheets_in import SheetFile

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
UNSEEN = (
    "in this kind of file, links, comments and properties cannot be looked for. Save it as .xlsx"
    " and check that."
)


def take_apart(path: Path) -> Outgoing:
    """Say what an .xlsx, .xlsm, .xls, .ods or .csv file carries.

    Raises CannotOpen with one sentence if it cannot be opened; nothing in it is run or followed.
    """
    with SheetFile(path) as file:
        tabs = file.tabs()
        sheets: tuple[Sheet, ...] = tuple(file.sheet(tab.name) for tab in tabs)
    hidden = tuple(tab.name for tab in tabs if tab.hidden)
    data = path.read_bytes()
    if not data.startswith(_ZIP):
        old = data.startswith(_OLE)
        unseen = UNSEEN if old else ""
        macros = old and _MACROS in data
        return Outgoing(sheets=sheets, hidden_sheets=hidden, macros=macros, unseen=unseen)
    return _with_parts(sheets, hidden, Package(data))


def _with_parts(sheets: tuple[Sheet, ...], hidden: tuple[str, ...], package: Package) -> Outgoing:
    office = package.count(r"xl/workbook\.xml")
    return Outgoing(
        sheets=sheets,
        hidden_sheets=hidden,
        hidden_parts=package.hidden_parts(),
        texts=package.texts(),
        links=package.links(),
        people=package.people(),
        connections=package.connections(),
        pivot_copies=package.count(r"xl/pivotCache/pivotCacheRecords.*\.xml"),
        embedded=package.count(r"xl/(embeddings|model)/.*"),
        macros=package.macros(),
        folder=package.folder(),
        unseen="" if office else UNSEEN,
    )
