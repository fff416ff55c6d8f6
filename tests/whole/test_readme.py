"""README is true: it names every verb, and its commands work as they stand there.

Blocks marked ```sh, and the `$ ` lines of blocks marked ```console, run line by line in one empty
folder. Anything that is only to be read belongs in a block with another mark.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN, TEST = "python3 packaging/dev.py run", "python3 packaging/dev.py test"

# What gets a newcomer as far as the tests, or is too slow to run in them; test_dev.py and the
# scripts themselves answer for these. A command that is neither here nor ours fails.
NOT_RUN_HERE = (
    RUN,
    TEST,
    "git clone ",
    "cd ",
    ". .venv/bin/activate",
    ".venv/bin/python tests/look.py ",
    ".venv/bin/python tests/bench.py ",
)
OURS = re.compile(r"printf |(\.venv/bin/)?natpatsip\b")


def commands(text: str) -> list[str]:
    """Return the commands a reader of Markdown text is told to type, in their order."""
    found: list[str] = []
    for mark, block in re.findall(r"^```(sh|console)\n(.*?)^```$", text, re.M | re.S):
        lines = block.replace("\\\n", "").splitlines()
        if mark == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        found += [line for line in lines if line and not line.startswith("#")]
    return found


def verbs() -> list[str]:
    """Return the verbs that the command line itself lists in its help."""
    answer = subprocess.run(
        [sys.executable, "-P", "-m", "natpatsip_desktop", "--help"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    listed = re.findall(r"^    ([a-z-]+)(?:  |$)", answer.stdout, re.M)
    assert "demo" in listed, f"no list of verbs in the help:\n{answer.stdout}"
    return listed


@pytest.fixture
def terminal(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which `natpatsip` and `.venv/bin/natpatsip` are this checkout."""
    bin_folder = tmp_path / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    start = f'"{sys.executable}" -P "{Path(__file__).with_name("open_once.py")}"'
    if os.name == "nt":
        (bin_folder / "natpatsip.cmd").write_text(f"@{start} %*\n", encoding="utf-8")
    else:
        (bin_folder / "natpatsip").write_text(f'#!/bin/sh\nexec {start} "$@"\n', encoding="utf-8")
        (bin_folder / "natpatsip").chmod(0o755)
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}


def test_readme_gives_the_two_commands_and_ci_runs_the_second() -> None:
    assert {RUN, TEST} <= set(commands(README))
    assert TEST in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_readme_names_every_verb() -> None:
    assert [verb for verb in verbs() if not re.search(rf"natpatsip {verb}\b", README)] == []


def test_readme_holds_no_command_this_test_does_not_know() -> None:
    unknown = [
        line
        for line in commands(README)
        if not line.startswith(NOT_RUN_HERE) and not OURS.match(line)
    ]
    assert not unknown


def test_readme_commands_work(tmp_path: Path, terminal: dict[str, str]) -> None:
    for line in filter(OURS.match, commands(README)):
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, env=terminal, capture_output=True, encoding="utf-8"
        )
        said = f"$ {line}\n{done.stdout}{done.stderr}"
        # 1 is «done, problems listed», as a return with a measure that has no numbers; a fault is
        # 1 too where Python itself ends it.
        assert done.returncode in (0, 1) and "Traceback" not in said, said


def test_commands_are_found_in_both_kinds_of_block() -> None:
    text = "```sh\na \\\n  b\n# why\n```\n```console\n$ c\noutput\n```\n```text\nd\n```\n"
    assert commands(text) == ["a   b", "c"]
