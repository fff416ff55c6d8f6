"""Workbooks with random damage: bytes changed, cut short, pages swapped, wiped or repeated."""

import random
from collections.abc import Callable
from pathlib import Path

from natpatsip_desktop.core.records import Change
from natpatsip_desktop.errors import CannotOpen, WorkbookError
from natpatsip_desktop.store.document import open_document
from natpatsip_desktop.store.salvage import salvage
from natpatsip_desktop.store.tables import TABLES
from natpatsip_desktop.store.workbook import Workbook

PAGE = 4096


def change_bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 1, 2, 5, 40])):
        data[chance.randrange(len(data))] = chance.randrange(256)


def change_head(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 2, 4])):
        data[chance.randrange(100)] = chance.randrange(256)


def change_schema(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 2, 4])):
        data[chance.randrange(100, 3 * PAGE)] = chance.randrange(256)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def swap_pages(data: bytearray, chance: random.Random) -> None:
    a, b = (PAGE * chance.randrange(len(data) // PAGE) for _ in range(2))
    data[a : a + PAGE], data[b : b + PAGE] = data[b : b + PAGE], data[a : a + PAGE]


def wipe(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice([16, 512, PAGE]))
    data[start:end] = bytes([chance.choice([0, 255])]) * (end - start)


def repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.choice([1, 64, PAGE])]


WAYS: list[Callable[[bytearray, random.Random], None]] = [
    change_bytes,
    change_head,
    change_schema,
    cut,
    swap_pages,
    wipe,
    repeat,
]


def try_mutant(good: bytes, path: Path, seed: int) -> str:
    """Damage a workbook and use it as a person would; return «opened», «refused» or «partly».

    Whatever happens is one sentence, and the file stays as it is. «partly»: it opened, and some
    part said that it is damaged.
    """
    chance = random.Random(seed)
    data = bytearray(good)
    chance.choice(WAYS)(data, chance)
    path.write_bytes(data)
    outcome = "opened"
    try:
        document = open_document(path)
    except CannotOpen as error:
        assert str(error) and error.hint, "a refusal says what to do"
        outcome = "refused"
    else:
        outcome = _use(document.workbook)
        document.close()
    assert path.read_bytes() == data, "the original was changed"
    _salvage(path, bytes(data))
    return outcome


def _use(workbook: Workbook) -> str:
    try:
        for kind in TABLES:
            for record in workbook.all(kind):
                if kind is not Change:
                    repr(record)
        for measure_id in range(5):
            workbook.numbers(measure_id)
    except WorkbookError:
        return "partly"
    return "opened"


def _salvage(path: Path, data: bytes) -> None:
    """Bring what can be read into a new workbook, which must be a good one."""
    target = path.with_name("Salvaged.qiw")
    target.unlink(missing_ok=True)
    try:
        salvage(path, target)
    except CannotOpen:
        assert not target.exists()
    else:
        document = open_document(target)
        assert _use(document.workbook) == "opened"
        document.close()
    assert path.read_bytes() == data, "salvage changed the original"
