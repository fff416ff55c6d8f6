"""Words that a person must not meet: the list is the one of the house style for text."""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "natpatsip_desktop"
# errors.py and __main__.py speak to people too; tests, README and docstrings speak to developers.
BANNED = re.compile(
    r"\b(please|sorry|valid|invalid|significant(ly)?|significance|out of control)\b", re.IGNORECASE
)
# A key, a name, a column or a file: lower case, no blank.
IDENTIFIER = re.compile(r"[a-z0-9_.:/#-]*")

# Text in which a banned word is right, with the reason. Empty is best.
ALLOWED: dict[str, str] = {}


def docstrings(tree: ast.AST) -> set[int]:
    """Return the ids of the nodes that are docstrings, of attributes too."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def spoken(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and text of every string in Python source that may reach a person."""
    tree = ast.parse(source)
    passed = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = [part for part in node.values if isinstance(part, ast.Constant)]
            passed |= {id(part) for part in pieces}
            yield node.lineno, "{}".join(str(part.value) for part in pieces) + "{}"
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in passed
            and not IDENTIFIER.fullmatch(node.value)
        ):
            yield node.lineno, node.value


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text of the program that a person may read, with where it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, text in spoken(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(ROOT)}:{line}", text
    for path in sorted((ROOT / "ui").rglob("*.ui")):
        for element in ET.parse(path).iter("string"):
            yield f"{path.relative_to(ROOT)}", element.text or ""
    for pattern in ("help/**/*.md", "returns/**/*.toml"):
        for path in sorted((ROOT / "resources").glob(pattern)):
            for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{line}", text


def test_no_banned_word_reaches_a_person() -> None:
    found = [
        f"{where}: {text!r}"
        for where, text in texts()
        if BANNED.search(text) and text not in ALLOWED
    ]
    assert not found


def test_allowed_texts_still_exist() -> None:
    assert set(ALLOWED) <= {text for _, text in texts()}


@pytest.mark.parametrize(
    "source",
    ['say("Please enter a number")', 'say(f"{name} is invalid")', 'TITLE = "Invalid"'],
)
def test_a_planted_word_is_found(source: str) -> None:
    assert any(BANNED.search(text) for _, text in spoken(source))


def test_names_and_docstrings_are_left_alone() -> None:
    source = 'def valid():\n    """Say whether it is valid."""\n    return row["valid"]\n'
    assert list(spoken(source)) == []
