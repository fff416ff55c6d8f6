"""What tests of the command line need: a way to run a command, and small tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

from natpatsip_desktop.__main__ import draw
from natpatsip_desktop.cli import main

Run = Callable[..., tuple[int, str, str]]


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands as a terminal would; each gives exit code, standard output and error."""

    def call(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words], draw)
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        assert "fault in the program" not in said.err
        return code, said.out, said.err

    return call


def table(path: Path, *rows: str) -> Path:
    """Write a text file of these rows."""
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
