"""The pages of a saved workbook: nothing in them that was deleted, and a head that says so.

A working copy is copied page by page, which is quicker than writing every row anew. SQLite with
`secure_delete` overwrites deleted rows and pages, but a page whose rows moved to another keeps
their letters between its row pointers and its rows; here they are wiped. The layout is that of
https://www.sqlite.org/fileformat2.html (sections 1.3 and 1.6).
"""

import hashlib
import itertools
import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import numpy as np

from natpatsip_desktop.store.migrations import VERSION, migrate, version_of

AT_ONCE = 4 * 1024**2  # bytes; a multiple of every page size
HEAD = 100
ROLLBACK = b"\1\1"  # a file at rest has no log beside it
# In place of the change counter. Whoever else writes the file counts on from here, so a file with
# this number has held nothing but what we wrote since we wiped it.
WIPED = 0x4E505351.to_bytes(4, "big")
TREES = (2, 5, 10, 13)  # first bytes of the pages that hold rows; all others begin with 0
ZEROS = bytes(65_536)


def lay_out(path: Path) -> None:
    """Bring a working copy that nobody has open to the layout of a save, unless it has it.

    That is the present version, the trees of all tables first, and nothing that was deleted:
    salvage and the quick way of saving rely on it.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if version_of(connection) != VERSION or not _is_wiped(path):
            migrate(connection)
            connection.execute("VACUUM")
    finally:
        connection.close()


def _is_wiped(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(HEAD)
    return head[24:28] == WIPED and head[92:96] == WIPED


def finish(path: Path) -> str:
    """Wipe what was deleted from a database nobody has open, and return its SHA-256.

    Everything is on the disk when this returns.
    """
    digest = hashlib.sha256()
    with path.open("rb+", buffering=0) as file, ThreadPoolExecutor(2) as pool:
        _mark(file)
        begun = pool.submit(os.fsync, file.fileno())  # while we still read
        summed = pool.submit(digest.update, b"")
        for block in _wiped(file):
            summed.result()
            summed = pool.submit(digest.update, block)
        summed.result()
        begun.result()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _wiped(file: BinaryIO) -> Iterator[memoryview]:
    """Wipe a file block by block; a block given holds until the next but one is asked for."""
    file.seek(0)
    size = _page_size(file.read(HEAD))
    start = 0
    for block in itertools.cycle((bytearray(AT_ONCE), bytearray(AT_ONCE))):
        length = _read(file, block, start)
        for at in wipe(block, length, size, first=start == 0) if size else ():
            _write(file, block[at : at + size], start + at)
        if not length:
            return
        yield memoryview(block)[:length]
        start += length


def _mark(file: BinaryIO) -> None:
    """Make the head that of a file at rest, the same for the same content."""
    for at, cells in ((18, ROLLBACK), (24, WIPED), (92, WIPED)):
        _write(file, cells, at)


def _page_size(head: bytes) -> int:
    """Return the page size; 0 where pages may be of a kind that must not be touched."""
    size = int.from_bytes(head[16:18], "big")
    moves_pages = any(head[52:56])  # auto_vacuum: its pointer maps look like trees
    return 0 if moves_pages else 65_536 if size == 1 else size


def wipe(block: bytearray, length: int, size: int, *, first: bool = False) -> list[int]:
    """Fill the unused middle of every tree page with zeros; return where the changed pages start.

    `first` says that the block begins with the first page of a file, whose tree starts late.
    """
    pages = np.frombuffer(block, np.uint8)[:length].reshape(-1, size)
    begin = np.arange(len(pages)) * size
    heads = pages[:, :8].astype(np.int64)
    if first:
        heads[0] = pages[0, HEAD : HEAD + 8]
    kind = heads[:, 0]
    after = np.where(kind < 8, 12, 8) + 2 * (heads[:, 3] << 8 | heads[:, 4])
    if first:
        after[0] += HEAD
    content = heads[:, 5] << 8 | heads[:, 6]
    content = np.where(content == 0, 65_536, content)
    unused = np.isin(kind, TREES) & (after < content) & (content <= size)
    changed = []
    for at, start, end in zip(
        begin[unused].tolist(), after[unused].tolist(), content[unused].tolist(), strict=True
    ):
        if block[at + start : at + end] != ZEROS[: end - start]:
            block[at + start : at + end] = ZEROS[: end - start]
            changed.append(at)
    return changed


def _read(file: BinaryIO, block: bytearray, start: int) -> int:
    """Fill the block from `start` on, as far as the file goes; return how much that is."""
    file.seek(start)
    length = 0
    view = memoryview(block)
    while part := file.readinto(view[length:]):  # type: ignore[attr-defined]
        length += part
    return length


def _write(file: BinaryIO, cells: bytes | bytearray, at: int) -> None:
    file.seek(at)
    left = memoryview(cells)
    while left:
        left = left[file.write(left) :]
