"""Try to make the document lose something: python tests/torture.py ROUNDS [SEED]

For 200 rounds: 200 processes killed with SIGKILL during edits, imports and saves; 500 damaged
workbooks opened and salvaged; 300 runs of 30 steps of the undo state machine; 200 saves with no
room left; 5 times every test of trouble with folders, rights, clocks and other people. Prints the
counts, and the seed, which repeats a run.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "store"))

from full import full_project  # noqa: E402
from hypothesis import HealthCheck, seed, settings  # noqa: E402
from hypothesis.stateful import run_state_machine_as_test  # noqa: E402
from killing import kill_round  # noqa: E402
from machine import UndoMachine  # noqa: E402
from mutants import try_mutant  # noqa: E402
from scenes import add, fill, largest_file, titles  # noqa: E402

from natpatsip_desktop.errors import CannotSave  # noqa: E402
from natpatsip_desktop.paths import DATA_VARIABLE  # noqa: E402
from natpatsip_desktop.store.document import new_document  # noqa: E402

ROUNDS_OF_ONE_FILE = 10
STEPS = 30
TROUBLE = ("trouble", "two_people", "recovery", "versions", "document")
ROUNDS_OF_TROUBLE = 40  # rounds for one time of all these tests


def main(arguments: list[str]) -> int:
    """Run all of it, each part in a folder of its own."""
    if not arguments or not all(word.isdigit() for word in arguments):
        print("Say how many rounds: python tests/torture.py ROUNDS [SEED]", file=sys.stderr)
        return 2
    rounds = int(arguments[0])
    start = int(arguments[1]) if len(arguments) > 1 else random.randrange(10**9)
    print(f"seed {start}", flush=True)
    parts = (
        *((kill, rounds), (damage, rounds * 5 // 2), (undo, rounds * 3 // 2)),
        *((no_room, rounds), (trouble, max(1, rounds // ROUNDS_OF_TROUBLE))),
    )
    for work, count in parts:
        with own_folder() as folder:
            begun = time.monotonic()
            print(f"{work(folder, count, start)} ({time.monotonic() - begun:.0f} s)", flush=True)
    return 0


@contextmanager
def own_folder() -> Iterator[Path]:
    """Give a folder, with the working copies inside it too."""
    with tempfile.TemporaryDirectory(prefix="natpatsip-torture-") as name:
        os.environ[DATA_VARIABLE] = str(Path(name) / "data")
        share = Path(name) / "share"
        share.mkdir()
        yield share


def kill(folder: Path, count: int, start: int) -> str:
    """Kill processes at random moments."""
    done, found = 0, []
    for number in range(count):
        if number % ROUNDS_OF_ONE_FILE == 0:
            place = folder / str(number)
            place.mkdir()
            before = 0
        one = kill_round(place / "Wards.qiw", start + number)
        done += one.done - before
        before = one.done
        found.append(one)
    brought_back = sum(one.brought_back for one in found)
    half = sum(one.half_save for one in found)
    return (
        f"{count} processes killed, {half} of them in the middle of a save: all {done} acknowledged"
        f" edits are there, {brought_back} times brought back at the next start"
    )


def damage(folder: Path, count: int, start: int) -> str:
    """Open and salvage damaged workbooks."""
    path = folder / "Wards.qiw"
    document = new_document(path)
    full_project(document.workbook)
    fill(document, projects=4, points=400)
    document.close()
    good = path.read_bytes()
    found = Counter(try_mutant(good, folder / "Mutant.qiw", start + i) for i in range(count))
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(found.items()))
    return f"{count} damaged workbooks, no traceback and no changed original: {told}"


def undo(folder: Path, count: int, start: int) -> str:
    """Run the undo state machine, with other cases than the suite."""
    options = settings(
        max_examples=count,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=False,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(start)(UndoMachine), settings=options)
    return f"{count} runs of {STEPS} steps of undo and redo, every dump byte for byte as before"


def no_room(folder: Path, count: int, start: int) -> str:
    """Save where no file may grow beyond a random size, and again with room."""
    chance, path, refused = random.Random(start), folder / "Wards.qiw", 0
    document = new_document(path)
    fill(document, points=500)
    document.save()
    for number in range(count):
        add(document, f"Round {number}")
        old = path.read_bytes()
        with largest_file(chance.randrange(4096, len(old))):
            try:
                document.save()
            except CannotSave:
                refused += 1
        if path.read_bytes() != old or titles(document)[-1] != f"Round {number}":
            raise AssertionError(f"round {number} cost something")
        document.save()
    document.close()
    if refused != count:
        raise AssertionError(f"{count - refused} saves said nothing")
    return f"{count} saves with no room: the old file whole, the work kept, each saved with room"


def trouble(folder: Path, count: int, start: int) -> str:
    """Repeat the tests of ordinary trouble."""
    files = [str(HERE / "store" / f"test_{name}.py") for name in TROUBLE]
    for _ in range(count):
        ended = subprocess.run([sys.executable, "-m", "pytest", *files], stdout=subprocess.PIPE)
        if ended.returncode:
            sys.stdout.write(ended.stdout.decode())
            raise AssertionError("a test of trouble failed")
    return f"{count} times every test of trouble with folders, rights, clocks and other people"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
