"""What an .xlsx file carries beside the values of its cells: read part by part, nothing followed.

Spreadsheet libraries drop what they do not know, so the parts themselves are looked at. Part
names and meanings are those of ECMA-376 (Office Open XML).
"""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from natpatsip_desktop.core.outgoing import Text

_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FOLDER = re.compile(rb'absPath[^>]*\burl="([^"]*)"')
_HIDDEN = re.compile(rb'<(?:\w+:)?(?:row|col)\b[^>]*\bhidden="(?:1|true)"')
_HEADER = re.compile(r"(odd|even|first)(Header|Footer)")
_TARGET = re.compile(rb'Target="([^"]*)"')
_PEOPLE = {
    "creator": "author",
    "lastModifiedBy": "last changed by",
    "Manager": "manager",
    "Company": "company",
}


class Package:
    """The parts of an .xlsx file that was found to be whole and of a bearable size."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(BytesIO(data))
        self._names = [name for name in self._zip.namelist() if not name.endswith("/")]

    def count(self, pattern: str) -> int:
        """Count the parts whose whole name matches, capital letters aside."""
        return len(self._matching(pattern))

    def macros(self) -> bool:
        """Tell whether anything in it could run."""
        return bool(self.count(r".*vbaProject.*\.bin|xl/macrosheets/.*|xl/activeX/.*"))

    def links(self) -> tuple[str, ...]:
        """Return the other workbooks that its formulas read."""
        found = []
        for name in self._matching(r"xl/externalLinks/_rels/.*\.rels"):
            data = self._zip.read(name)
            relations = re.findall(rb"<Relationship\b[^>]*>", data)
            targets = [_TARGET.search(one) for one in relations if b"xternal" in one]
            found += [match[1].decode("utf-8", "replace") for match in targets if match]
        return tuple(dict.fromkeys(found))

    def connections(self) -> int:
        """Count the ways in which it fetches data from elsewhere."""
        return self.count(r"xl/(connections|queryTables/.*|webextensions/.*)\.xml")

    def folder(self) -> str:
        """Return the folder it was last saved in, which Excel may have noted; empty if not."""
        for name in self._matching(r"xl/workbook\.xml"):
            match = _FOLDER.search(self._zip.read(name))
            if match:
                return match[1].decode("utf-8", "replace")
        return ""

    def people(self) -> tuple[Text, ...]:
        """Return each property that may name somebody."""
        found = [
            Text(where=f"properties, {_PEOPLE[tag]}", text=element.text)
            for name in self._matching(r"docProps/(core|app)\.xml")
            for element in self._elements(name)
            if (tag := _tag(element)) in _PEOPLE and element.text and element.text.strip()
        ]
        authors = {
            (element.text or "").strip()
            for name in self._matching(r"xl/comments.*\.xml")
            for element in self._elements(name)
            if _tag(element) == "author"
        }
        authors |= {
            element.get("displayName", "")
            for name in self._matching(r"xl/persons/.*\.xml")
            for element in self._elements(name)
        }
        found += [Text(where="comments, author", text=name) for name in sorted(authors) if name]
        return tuple(found)

    def texts(self) -> tuple[Text, ...]:
        """Return every text that stands in no cell: comments, headers, text boxes, properties."""
        kinds = {
            r"xl/(comments.*|threadedComments/.*)\.xml": "comments",
            r"xl/drawings/[^/]*\.(xml|vml)": "text boxes",
            r"xl/charts/[^/]*\.xml": "charts",
            r"xl/pivotCache/.*\.xml": "the copied rows of a pivot table",
            r"xl/externalLinks/[^/]*\.xml": "values kept from another file",
            r"docProps/.*\.xml": "properties",
        }
        found = [
            Text(where=where, text=" \n ".join(self._words(name)))
            for pattern, where in kinds.items()
            for name in self._matching(pattern)
        ]
        for name in self._matching(r"xl/worksheets/[^/]*\.xml"):
            words = [e.text or "" for e in self._elements(name) if _HEADER.fullmatch(_tag(e))]
            found.append(Text(where="headers and footers", text=" ".join(words)))
        return tuple(text for text in found if text.text.strip())

    def hidden_parts(self) -> tuple[str, ...]:
        """Name the sheets in which rows or columns are hidden."""
        parts = {
            relation.get("Id"): relation.get("Target", "").rpartition("/")[2]
            for name in self._matching(r"xl/_rels/workbook\.xml\.rels")
            for relation in self._elements(name)
        }
        found = []
        for name in self._matching(r"xl/workbook\.xml"):
            for sheet in self._elements(name):
                id = next((value for key, value in sheet.items() if key.endswith("}id")), "")
                part = parts.get(id)
                if sheet.tag == f"{_SPREADSHEET}sheet" and part and self._hides(part):
                    found.append(sheet.get("name", ""))
        return tuple(found)

    def _hides(self, part: str) -> bool:
        names = self._matching(rf"xl/worksheets/{re.escape(part)}")
        return any(_HIDDEN.search(self._zip.read(name)) for name in names)

    def _words(self, name: str) -> Iterator[str]:
        for element in self._elements(name):
            yield from filter(None, (element.text, element.get("v"), element.get("displayName")))

    def _matching(self, pattern: str) -> list[str]:
        wanted = re.compile(pattern, re.IGNORECASE)
        return [name for name in self._names if wanted.fullmatch(name)]

    def _elements(self, name: str) -> Iterator[ElementTree.Element]:
        """Yield the elements of a part; none of one that declares entities or is spoilt."""
        data = self._zip.read(name)
        if b"<!DOCTYPE" in data[:4096].upper():
            return
        try:
            yield from ElementTree.fromstring(data).iter()
        except ElementTree.ParseError:
            return


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
