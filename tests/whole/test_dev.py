"""The set-up script: what it says on the wrong machine, and that it makes a venv that works."""

import ast
import importlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "dev.py"
LOCKS = ROOT / "packaging" / "locks"


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(SCRIPT.parent)
    return importlib.import_module("system")


@pytest.fixture
def dev(system: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """Return the script as a module that works in a checkout of its own, on an empty lock."""
    module = importlib.import_module("dev")
    checkout = tmp_path / "Zoë’s ward"
    monkeypatch.setattr(module, "ROOT", checkout)
    monkeypatch.setattr(module, "VENV", checkout / ".venv")
    monkeypatch.setattr(module, "PYTHON", checkout / module.PYTHON.relative_to(ROOT))
    monkeypatch.setattr(module, "LOCKS", tmp_path)
    (tmp_path / "run.txt").write_text("# nothing is pinned here\n", encoding="utf-8")
    package = checkout / "natpatsip_desktop"
    package.mkdir(parents=True)
    (package / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\n", encoding="utf-8")
    return module


def test_older_python_gets_one_sentence() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))
    pretend = (
        "import runpy, sys; sys.version_info = (3, 10, 13, 'final', 0); "
        f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr.startswith("Python 3.11 or newer is needed; this is 3.10.\n")


def test_script_needs_the_standard_library_only() -> None:
    bare = [sys.executable, "-S", str(SCRIPT), "doctor"]  # -S: nothing that pip installed
    done = subprocess.run(bare, capture_output=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    assert "system packages" in done.stdout


@pytest.mark.parametrize(
    ("sudo", "line"),
    [
        (None, "    apt-get update && apt-get install -y --no-install-recommends libegl1 libgl1\n"),
        (
            "/usr/bin/sudo",
            "    sudo apt-get update && "
            "sudo apt-get install -y --no-install-recommends libegl1 libgl1\n",
        ),
    ],
    ids=["no sudo", "sudo that asks for a password"],
)
def test_ordinary_user_is_told_what_to_ask_for(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch, sudo: str | None, line: str
) -> None:
    there = {"apt-get": "/usr/bin/apt-get", "sudo": sudo}
    monkeypatch.setattr(shutil, "which", there.get)
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(system, "succeeds", lambda command: False)
    with pytest.raises(system.CannotGoOn) as told:
        system.install_packages(["libegl1", "libgl1"], allowed=True)
    assert line in str(told.value)


def test_no_system_installs_nothing_even_as_root(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: pytest.fail("something was run"))
    with pytest.raises(system.CannotGoOn, match="apt-get install"):
        system.install_packages(["libegl1"], allowed=False)


def test_lists_are_refreshed_once_when_apt_fails(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def apt(command: list[str], **_: object) -> int:
        calls.append(command[1])
        return 0 if len(calls) == 3 else int(command[1] == "install")

    monkeypatch.setattr(shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(subprocess, "call", apt)
    system.install_packages(["libegl1"], allowed=True)
    assert calls == ["install", "update", "install"]


def test_set_up_makes_a_venv_with_the_command(dev: ModuleType, tmp_path: Path) -> None:
    assert not dev.is_ready("run")
    dev.set_up("run", wheels=None)
    assert dev.is_ready("run")
    (command,) = dev.PYTHON.parent.glob("natpatsip*")
    asked = [command, "info", "my file.qiw"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert answer.stdout == "['info', 'my file.qiw']\n"
    (dev.LOCKS / "run.txt").write_text("# another lock\n", encoding="utf-8")
    assert not dev.is_ready("run")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a display")
def test_window_without_a_display_is_explained(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    with pytest.raises(dev.CannotGoOn, match="No display answers here"):
        dev.run(["ward.qiw"])


def test_options_are_taken_and_the_rest_passed_on(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(dev, "missing_packages", list)
    monkeypatch.setattr(dev, "set_up", lambda *given: seen.append(given))
    monkeypatch.setattr(dev, "run", seen.append)
    dev.main(["--wheels", "there", "run", "info", "a.qiw", "--json"])
    assert seen == [("run", "there"), ["info", "a.qiw", "--json"]]


@pytest.mark.parametrize("kind", ["run", "test"])
def test_lock_holds_hashes_and_no_address(kind: str) -> None:
    text = (LOCKS / f"{kind}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links", text)
    for pinned in re.findall(r"^\S+==\S.*?(?=^\S|\Z)", text, re.M | re.S):
        assert "--hash=sha256:" in pinned


@pytest.mark.parametrize("kind", ["run", "test"])
def test_lock_fits_pyproject(kind: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"]
    if kind == "test":
        wanted = wanted + project["optional-dependencies"]["test"]
    lock = (LOCKS / f"{kind}.txt").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, re.M))
    for requirement in map(Requirement, wanted):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert name in pins, f"{name} is not pinned; packaging/README.md says how"
        assert requirement.specifier.contains(pins[name]), requirement
