"""One of several processes that want the same workbook: python rival.py WORKBOOK NAME COUNT.

Adds projects, one at a time, each in a document of its own, and prints each title once it is
acknowledged. While another has the workbook it waits and tries again.
"""

import random
import sys
import time
from pathlib import Path

from natpatsip_desktop.core.records import Project
from natpatsip_desktop.errors import CannotOpen
from natpatsip_desktop.store.document import workbook_at


def add(path: Path, title: str) -> None:
    """Add a project as soon as the workbook is free."""
    while True:
        try:
            with workbook_at(path, who=title) as workbook, workbook.edit(f"Add {title}"):
                workbook.insert(Project(title=title))
            return
        except CannotOpen:
            time.sleep(random.random() / 50)


if __name__ == "__main__":
    for number in range(int(sys.argv[3])):
        words = f"{sys.argv[2]} {number}"
        add(Path(sys.argv[1]), words)
        sys.stdout.write(words + "\n")
        sys.stdout.flush()
