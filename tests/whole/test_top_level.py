"""The top level holds exactly what README's map names, so that a newcomer has nothing to guess."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = {
    "README.md",
    "natpatsip_desktop",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
    "ui",
}
MADE_HERE = {"build", "dist", "look"}  # what .gitignore names


def names_at_top() -> set[str]:
    """Return what git keeps at the top level; on a machine without git, what lies there."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "-c", f"safe.directory={ROOT}", "ls-files"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return {line.split("/")[0] for line in listed.stdout.splitlines()}
    return {path.name for path in ROOT.iterdir()} - MADE_HERE


def test_top_level_is_what_was_agreed() -> None:
    assert {name for name in names_at_top() if not name.startswith(".")} == EXPECTED
