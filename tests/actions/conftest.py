"""An open workbook for the verbs, and the proof that a verb is one step."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dumps import dump

from natpatsip_desktop.store.workbook import Workbook


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    """An empty workbook."""
    opened = Workbook(tmp_path / "work.qiw")
    yield opened
    opened.close()


@pytest.fixture
def one_step(workbook: Workbook) -> Callable[..., Any]:
    """Run a verb and prove that it is one undo step, that undo restores all, and redo too."""

    def run(verb: Callable[..., Any], *values: Any, **named: Any) -> Any:
        before = dump(workbook)
        result = verb(workbook, *values, **named)
        after = dump(workbook)
        assert before != after, "the verb changed nothing"
        workbook.undo()
        assert dump(workbook) == before
        workbook.redo()
        assert dump(workbook) == after
        return result

    return run
