"""Runs commands as a terminal would."""

import pytest
from command import Run
from PySide6.QtWidgets import QApplication

from natpatsip_desktop.__main__ import draw
from natpatsip_desktop.cli import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], qapp: QApplication) -> Run:
    """Run a command; give its exit code, standard output and standard error.

    `qapp` is there because the chart verb would make an application that the window tests,
    in the same process, could not use; without one it is tried in tests/gui/charts.
    """

    def call(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words], draw)
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        assert "fault in the program" not in said.err
        return code, said.out, said.err

    return call
