"""The rows of a SQLite file read straight from its pages, whatever else of it is damaged.

The layout is that of https://www.sqlite.org/fileformat2.html (sections 1.6 and 2.1). Nothing is
believed: every number is checked against the file before it is used.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

LEAF, INTERIOR = 0x0D, 0x05
DEFAULT_PAGE = 4096
DEEPEST = 20  # levels of a tree; a real one with 20 million rows has 5
INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes of each serial type


class Damaged(Exception):
    """A page or a row is not what it should be."""


class Row(NamedTuple):
    """One row as it stands in the file; texts with spoilt letters hold «\ufffd» instead."""

    id: int
    cells: list[object]


@dataclass(slots=True)
class Pages:
    """The pages of a file, numbered from 1."""

    data: bytes
    size: int
    unreadable: int = 0  # pages and rows met that made no sense

    @classmethod
    def of(cls, data: bytes) -> "Pages":
        """Cut a file into pages, of the size its head says if that can be."""
        size = int.from_bytes(data[16:18], "big")
        size = 65536 if size == 1 else size
        sensible = size in {2**n for n in range(9, 17)}
        return cls(data=data, size=size if sensible else DEFAULT_PAGE)

    @property
    def count(self) -> int:
        """How many pages there are; the last may be cut short."""
        return -(-len(self.data) // self.size)

    def page(self, number: int) -> bytes:
        """Return a page; raise Damaged if there is none."""
        if not 1 <= number <= self.count:
            raise Damaged
        return self.data[(number - 1) * self.size : number * self.size].ljust(self.size, b"\0")

    def kind(self, number: int) -> int:
        """Return the type byte of a page."""
        return self.page(number)[_start(number)]

    def leaves(self, root: int, deep: int = 0, seen: set[int] | None = None) -> Iterator[int]:
        """Yield the leaf pages of the tree under a page, passing over what is damaged."""
        seen = seen if seen is not None else set()
        try:
            kind = self.kind(root)
            if root in seen or deep > DEEPEST or kind not in (LEAF, INTERIOR):
                raise Damaged
        except Damaged:
            self.unreadable += 1
            return
        seen.add(root)
        if kind == LEAF:
            yield root
            return
        for child in self._children(root):
            yield from self.leaves(child, deep + 1, seen)

    def _children(self, number: int) -> list[int]:
        page, start = self.page(number), _start(number)
        offsets = _offsets(page, start, head=12)
        children = [int.from_bytes(page[at : at + 4], "big") for at in offsets]
        return [*children, int.from_bytes(page[start + 8 : start + 12], "big")]

    def rows(self, leaf: int) -> Iterator[Row]:
        """Yield the rows of a leaf page, passing over what is damaged."""
        page = self.page(leaf)
        for at in _offsets(page, _start(leaf), head=8):
            try:
                yield self._row(page, at)
            except (Damaged, IndexError, struct.error):
                self.unreadable += 1

    def _row(self, page: bytes, at: int) -> Row:
        length, at = _varint(page, at)
        id, at = _varint(page, at)
        return Row(_signed(id), cells(self._payload(page, at, length)))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """Return the whole of a row, of which a long one goes on in other pages."""
        if length > len(self.data):
            raise Damaged
        local = _local(length, self.size)
        found = bytearray(page[at : at + local])
        next_page = int.from_bytes(page[at + local : at + local + 4], "big")
        while len(found) < length:
            more = self.page(next_page)
            next_page = int.from_bytes(more[:4], "big")
            found += more[4 : 4 + length - len(found)]
        return bytes(found)


def _start(number: int) -> int:
    return 100 if number == 1 else 0


def _offsets(page: bytes, start: int, head: int) -> list[int]:
    """Return where the cells of a page begin, leaving out places that cannot be."""
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + head
    count = min(count, (len(page) - first) // 2)
    offsets = struct.unpack_from(f">{count}H", page, first)
    return [at for at in offsets if first <= at < len(page)]


def _local(length: int, size: int) -> int:
    """Return how many bytes of a row stand in its leaf page (file format, section 1.6)."""
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    if length <= most:
        return length
    wanted = least + (length - least) % (size - 4)
    return wanted if wanted <= most else least


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = 0
    for i in range(8):
        byte = data[at + i]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + i + 1
    return number << 8 | data[at + 8], at + 9


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number


def cells(record: bytes) -> list[object]:
    """Read the cells of a row; raise Damaged or IndexError if they do not fill it exactly."""
    head, at = _varint(record, 0)
    if head > len(record):
        raise Damaged
    types, found = [], []
    while at < head:
        serial, at = _varint(record, at)
        types.append(serial)
    for serial in types:
        cell, at = _cell(record, at, serial)
        found.append(cell)
    if at != len(record):
        raise Damaged
    return found


def _cell(record: bytes, at: int, serial: int) -> tuple[object, int]:
    if serial in INTEGERS:
        end = at + INTEGERS[serial]
        return int.from_bytes(record[at:end], "big", signed=True), end
    if serial == 0:
        return None, at
    if serial == 7:
        return struct.unpack_from(">d", record, at)[0], at + 8
    if serial in (8, 9):
        return serial - 8, at
    if serial < 12:
        raise Damaged
    end = at + (serial - 12) // 2
    if end > len(record):
        raise Damaged
    part = record[at:end]
    return (part.decode("utf-8", "replace") if serial % 2 else part), end
