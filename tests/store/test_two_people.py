"""Two people, one file: locks, stale locks, taking over, and both files kept."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from scenes import add, as_the_dead, titles

from natpatsip_desktop.core.records import Project
from natpatsip_desktop.errors import CannotOpen
from natpatsip_desktop.store import locks, working
from natpatsip_desktop.store.document import open_document, read_workbook_at, workbook_at
from natpatsip_desktop.store.locks import Holder, Lock
from natpatsip_desktop.store.places import (
    Kind,
    file_system_of,
    place_of,
    share_of,
    synced_by,
)
from natpatsip_desktop.store.state import Saving

ELSEWHERE = Holder(
    who="Priya Shah",
    machine="WARD-PC-12",
    since=datetime(2025, 9, 8, 14, 32),
    token="0" * 32,
)


def lock_from_elsewhere(target: Path, *, age: float = 0.0) -> Path:
    """Put a lock of another computer beside a workbook, last alive `age` seconds ago."""
    path = locks.lock_path(target)
    path.write_text(ELSEWHERE.text())
    now = path.stat().st_mtime
    os.utime(path, (now - age, now - age))
    return path


def test_the_second_person_may_read_and_is_told_who_has_it(wards: Path) -> None:
    first = open_document(wards, who="Priya Shah")
    second = open_document(wards, who="Tom Reid")
    assert second.state.kind is Saving.READ_ONLY
    assert second.state.words() == "Priya Shah has this project open"
    add(first, "Triage")
    first.close()
    second.close()
    third = open_document(wards, who="Tom Reid")
    assert titles(third)[-1] == "Triage"
    assert third.state.kind is Saving.SAVED
    third.close()


def test_the_command_line_does_not_change_what_somebody_has_open(wards: Path) -> None:
    first = open_document(wards, who="Priya Shah")
    with (
        pytest.raises(CannotOpen, match="Priya Shah has this project open"),
        workbook_at(wards),
    ):
        pytest.fail("the workbook was handed out")
    with read_workbook_at(wards):
        pass
    first.close()


def test_another_process_is_kept_out_and_let_in(wards: Path) -> None:
    first = open_document(wards, who="Priya Shah")
    code = (
        "import sys; from pathlib import Path\n"
        "from natpatsip_desktop.store.document import open_document\n"
        "d = open_document(Path(sys.argv[1])); print(d.state.words()); d.close()"
    )
    command = [sys.executable, "-c", code, str(wards)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == "Priya Shah has this project open\n"
    first.close()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.startswith("All changes saved ")


def test_several_processes_in_turn_lose_nothing(wards: Path) -> None:
    rival = Path(__file__).with_name("rival.py")
    names, count = ["Ann", "Bob", "Cleo"], 6
    rivals = [
        subprocess.Popen(
            [sys.executable, str(rival), str(wards), name, str(count)], stdout=subprocess.PIPE
        )
        for name in names
    ]
    said = [line for one in rivals for line in one.communicate(timeout=120)[0].decode().split("\n")]
    assert [one.returncode for one in rivals] == [0, 0, 0]
    expected = {f"{name} {number}" for name in names for number in range(count)}
    assert set(filter(None, said)) == expected
    kept: set[str] = set()
    for path in wards.parent.glob("*.qiw"):
        with read_workbook_at(path) as workbook:
            kept |= {project.title for project in workbook.all(Project)}
    assert kept >= expected
    assert not list(wards.parent.glob("*.part")) and not list(wards.parent.glob("~*"))


def test_a_lock_of_a_dead_process_here_is_taken_over_at_once(wards: Path) -> None:
    as_the_dead(open_document(wards, who="Priya Shah"))
    document = open_document(wards)
    assert document.state.kind is Saving.SAVED
    document.close()
    assert [entry.name for entry in wards.parent.iterdir()] == ["Wards.qiw"]


def test_a_lock_left_under_another_name_of_the_folder_is_taken_over_too(wards: Path) -> None:
    left = working.make(Path("Z:/Wards.qiw"), who="Priya Shah")  # the same share, as a drive
    lock = locks.acquire(wards, who="Priya Shah", token=left.token)
    assert isinstance(lock, Lock)
    assert isinstance(locks.acquire(wards, who="Tom Reid", token="b" * 32), Holder)
    left.release()
    assert isinstance(locks.acquire(wards, who="Tom Reid", token="b" * 32), Lock)


def test_a_living_lock_of_another_computer_is_respected(wards: Path) -> None:
    lock = lock_from_elsewhere(wards, age=locks.STALE_AFTER - 60)
    document = open_document(wards)
    assert document.state.words() == "Priya Shah has this project open"
    document.close()
    assert lock.exists()


@pytest.mark.parametrize("age", [locks.STALE_AFTER + 60, -locks.STALE_AFTER - 60])
def test_a_lock_without_life_is_taken_over_whatever_the_clock_did(wards: Path, age: float) -> None:
    lock_from_elsewhere(wards, age=age)
    document = open_document(wards)
    assert not document.read_only
    assert document.notices == [
        "Priya Shah on WARD-PC-12, since 14:32, did not close Wards.qiw. You have it now; if they"
        " still have changes, both are kept."
    ]
    document.close()


def test_a_spoilt_lock_file_is_respected_while_it_is_fresh(wards: Path) -> None:
    path = locks.lock_path(wards)
    path.write_bytes(b"\0\xff")
    document = open_document(wards)
    assert document.state.words() == "Somebody has this project open"
    document.close()
    os.utime(path, (0, 0))
    document = open_document(wards)
    assert not document.read_only
    document.close()


def test_taking_over_from_somebody_alive_keeps_both(wards: Path) -> None:
    first = open_document(wards, who="Priya Shah")
    add(first, "Triage by Priya")
    second = open_document(wards, who="Tom Reid", take_over=True)
    assert not second.read_only
    add(second, "Theatre by Tom")
    second.save()
    first.save()
    assert first.target != second.target == wards
    assert "Tom Reid" in first.notices[0]
    add(first, "More by Priya")
    first.close()
    second.close()
    with read_workbook_at(wards) as workbook:
        assert workbook.all(Project)[-1].title == "Theatre by Tom"
    document = open_document(first.target)
    assert titles(document)[-2:] == ["Triage by Priya", "More by Priya"]
    document.close()
    assert len(list(wards.parent.iterdir())) == 2


def test_taken_over_but_not_yet_changed_is_not_overwritten_either(wards: Path) -> None:
    first, before = open_document(wards, who="Priya Shah"), wards.read_bytes()
    add(first, "Triage")
    second = open_document(wards, who="Tom Reid", take_over=True)
    first.save()
    assert wards.read_bytes() == before
    assert first.target != wards
    first.close()
    second.close()


def test_a_lock_that_somebody_deleted_is_made_again(wards: Path) -> None:
    document = open_document(wards, who="Priya Shah")
    locks.lock_path(wards).unlink()
    add(document, "Triage")
    document.save()
    assert document.target == wards
    held = locks.read(locks.lock_path(wards))
    assert held and held.who == "Priya Shah"
    document.close()


def test_the_heartbeat_makes_a_lock_young_again_and_stops_when_taken(wards: Path) -> None:
    path = locks.lock_path(wards)
    mine = locks.acquire(wards, who="Priya Shah", token="a" * 32)
    assert isinstance(mine, Lock)
    os.utime(path, (0, 0))
    assert mine.hold()
    assert path.stat().st_mtime > 0
    assert locks.read(path) == mine.holder
    path.write_text(replace(ELSEWHERE, who="Tom Reid").text())
    assert not mine.hold()
    mine.release()
    assert path.exists(), "the lock of somebody else was removed"
    path.unlink()


# -- places --------------------------------------------------------------------------------

MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
40 22 0:45 / /mnt/qi\\040team rw - cifs //nhs-fs1/qi rw
41 40 0:46 / /mnt/qi\\040team/local rw - ext4 /dev/sdb1 rw
"""


def test_shares_are_found_in_the_list_of_mounts() -> None:
    assert file_system_of(Path("/mnt/qi team/Wards.qiw"), MOUNTS) == "cifs"
    assert file_system_of(Path("/mnt/qi team/local/Wards.qiw"), MOUNTS) == "ext4"
    assert file_system_of(Path("/mnt/qi teams/Wards.qiw"), MOUNTS) == "ext4"
    assert file_system_of(Path("/home/priya/Wards.qiw"), "nonsense\n") == ""


@pytest.mark.parametrize(
    ("path", "share"),
    [
        ("\\\\nhs-fs1\\qi\\wards\\Wards.qiw", "\\\\nhs-fs1\\qi"),
        ("//nhs-fs1/qi/Wards.qiw", "\\\\nhs-fs1\\qi"),
        ("\\\\?\\UNC\\nhs-fs1\\qi\\Wards.qiw", "\\\\nhs-fs1\\qi"),
        ("\\\\?\\C:\\Users\\priya\\Wards.qiw", ""),
        ("C:\\Users\\priya\\Wards.qiw", ""),
    ],
)
def test_unc_paths_are_shares(path: str, share: str) -> None:
    assert share_of(path) == share


def test_synced_folders_are_known_by_variable_and_by_name() -> None:
    environ = {"OneDriveCommercial": "/home/priya/Trust files"}
    assert synced_by(Path("/home/priya/Trust files/Wards.qiw"), environ) == "OneDrive"
    assert synced_by(Path("/home/priya/OneDrive - NHS Trust/Wards.qiw"), {}) == "OneDrive"
    assert synced_by(Path("/home/priya/Dropbox/Wards.qiw"), {}) == "Dropbox"
    assert synced_by(Path("/home/priya/Documents/OneDrives/Wards.qiw"), {}) == ""


def test_a_place_has_words_only_if_they_matter(
    wards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert place_of(wards).words() == ""
    monkeypatch.setenv("OneDrive", str(wards.parent))
    place = place_of(wards)
    assert place.kind is Kind.SYNCED
    assert "OneDrive copies to other computers" in place.words()


def test_a_lock_that_nobody_can_read_is_respected(wards: Path) -> None:
    locks.lock_path(wards).mkdir()
    document = open_document(wards)
    assert document.read_only
    assert document.holder or document.notices
    document.close()
    locks.lock_path(wards).rmdir()
    document = open_document(wards)
    assert not document.read_only
    document.close()
