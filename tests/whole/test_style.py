"""Format, lint, types and size: what a review would say first, said by the tests."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


@pytest.mark.parametrize(
    "tool", ["ruff format --check .", "ruff check .", "mypy"], ids=["format", "lint", "types"]
)
def test_tool_finds_nothing(tool: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", *tool.split()], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert result.returncode == 0, result.stdout + result.stderr


def too_long(source: str) -> list[str]:
    """Return a line for a file, and for each function in it, that is longer than agreed."""
    found = []
    lines = len(source.splitlines())
    if lines > LONGEST_FILE:
        found.append(f"{lines} lines")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                found.append(f"{node.name} has {lines} lines")
    return found


def test_no_file_and_no_function_is_too_long() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {what}"
        for path in sorted((ROOT / "natpatsip_desktop").rglob("*.py"))
        for what in too_long(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_too_long_is_noticed() -> None:
    body = "    pass\n" * LONGEST_FUNCTION
    assert too_long(f"def long():\n{body}") == [f"long has {LONGEST_FUNCTION + 1} lines"]
    assert too_long("\n" * (LONGEST_FILE + 1)) == [f"{LONGEST_FILE + 1} lines"]
