"""The wheel holds every module, form and resource, and finds them once it is unpacked."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
# Folder in the checkout -> folder in the wheel.
FOLDERS = {
    "natpatsip_desktop": "natpatsip_desktop",
    "ui": "natpatsip_desktop/ui",
    "resources": "natpatsip_desktop/resources",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return zipfile.ZipFile(built)


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_every_file_and_no_other(wheel: zipfile.ZipFile) -> None:
    expected = {
        f"{inside}/{name}" for here, inside in FOLDERS.items() for name in files_below(ROOT / here)
    }
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == expected


def test_wheel_brings_the_command(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    text = wheel.read(entry_points).decode()
    assert "natpatsip = natpatsip_desktop.__main__:main" in text


@pytest.mark.parametrize("folder", ["ui", "resources"])
def test_unpacked_wheel_finds_its_own_files(
    wheel: zipfile.ZipFile, tmp_path: Path, folder: str
) -> None:
    wheel.extractall(tmp_path)
    ask = f"from natpatsip_desktop.paths import shipped; print(shipped({folder!r}))"
    answer = subprocess.run(
        [sys.executable, "-P", "-X", "utf8", "-c", ask],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(answer.stdout.strip()) == tmp_path / "natpatsip_desktop" / folder
