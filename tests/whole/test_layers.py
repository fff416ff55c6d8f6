"""The layers point one way, nothing imports in a circle, and nothing can reach a network."""

import ast
import graphlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "natpatsip_desktop"
NETWORK = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "xmlrpc", "requests", "httpx"}
QT_NETWORK = {"PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets"}


def lint_imports(project: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of pyproject.toml over a copy of the project."""
    command = "from importlinter.cli import lint_imports_command as check; check()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of what the contracts look at, to plant a breach in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / PACKAGE, tmp_path / PACKAGE, ignore=skip)
    return tmp_path


def test_every_contract_is_kept() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("core/planted.py", "import natpatsip_desktop.store", "The layers point one way"),
        ("store/planted.py", "import natpatsip_desktop.exchange", "The layers point one way"),
        ("errors.py", "import natpatsip_desktop.core", "The layers point one way"),
        ("helpers.py", "", "The layers point one way"),
        ("actions/planted.py", "import PySide6.QtCore", "Only gui knows Qt"),
        ("gui/planted.py", "import sqlite3", "Only store knows SQL"),
        ("core/planted.py", "import csv", "Only exchange knows spreadsheets"),
    ],
)
def test_a_planted_breach_is_found(project: Path, module: str, planted: str, contract: str) -> None:
    with (project / PACKAGE / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{planted}\n")
    result = lint_imports(project)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout


def test_no_module_imports_itself_through_others() -> None:
    graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=True, cache_dir=None)
    order = graphlib.TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    )
    order.prepare()  # raises CycleError, which names the circle


def imported_names(source: str) -> Iterator[str]:
    """Yield every module that Python source names in an import, with the names taken from it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reaches_network(name: str) -> bool:
    qt = any(name == module or name.startswith(f"{module}.") for module in QT_NETWORK)
    return qt or name.split(".")[0] in NETWORK


def test_nothing_imports_a_network_module() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / PACKAGE).rglob("*.py"))
        for name in imported_names(path.read_text(encoding="utf-8"))
        if reaches_network(name)
    ]
    assert not found


@pytest.mark.parametrize(
    "planted",
    [
        "import socket",
        "from urllib.request import urlopen",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
        "def later():\n    import http.client",
    ],
)
def test_a_planted_network_import_is_found(planted: str) -> None:
    assert any(map(reaches_network, imported_names(planted)))
