"""A process to be killed: edits, imports and saves, and says on standard output what is done.

python victim.py WORKBOOK SEED: prints «done N» when edit N (a project and its points) is
acknowledged, and «saved N» when a save that holds it has returned.
"""

import random
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

from natpatsip_desktop.core.records import Measure, Point, Project
from natpatsip_desktop.store.document import Document, new_document, open_document

BIG_IMPORT = 3_000


def say(words: str) -> None:
    """Acknowledge, so that whoever reads it may rely on it from this moment."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def edit(document: Document, number: int, points: int) -> None:
    """Add a project with a measure and points, in one edit."""
    workbook = document.workbook
    with workbook.edit(f"Add project {number}"):
        project = workbook.insert(Project(title=f"Project {number}"))
        measure = workbook.insert(Measure(project_id=project.id, name=f"Measure {number}"))
        first = date(2000, 1, 1)
        workbook.insert_many(
            Point(measure_id=measure.id, starts=first + timedelta(i), value=float(number))
            for i in range(points)
        )


def save_for_ever(document: Document, done: list[int]) -> None:
    """Save again and again, as the automatic save does, in a thread of its own."""
    while True:
        newest = done[-1]
        document.save()
        say(f"saved {newest}")


def main(path: Path, seed: int) -> None:
    """Work until killed."""
    chance = random.Random(seed)
    document = open_document(path) if path.exists() else new_document(path)
    number = document.workbook.count(Project)
    done = [number]
    say("ready")
    threading.Thread(target=save_for_ever, args=(document, done), daemon=True).start()
    while True:
        number += 1
        edit(document, number, BIG_IMPORT if chance.random() < 0.2 else chance.randrange(1, 20))
        if chance.random() < 0.2:
            document.workbook.undo()
            document.workbook.redo()
        done.append(number)
        say(f"done {number}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
