"""Saves that cannot be done: the old file is whole, the work kept, the sentence says what to do."""

import errno
import os
import shutil
import sys
from pathlib import Path

import pytest
from scenes import Protect, add, fill, largest_file, leave_free, titles

from natpatsip_desktop.core.records import Project
from natpatsip_desktop.errors import CannotOpen, CannotSave, WorkbookError
from natpatsip_desktop.store import files, working
from natpatsip_desktop.store.document import (
    Document,
    new_document,
    open_document,
    read_workbook_at,
    recover,
    recoverable,
)
from natpatsip_desktop.store.state import Saving

SAFE = "Your work is kept safe on this computer"


def refused(document: Document, message: str) -> None:
    """Try to save, and see that it says this and keeps the work."""
    with pytest.raises(CannotSave, match=message) as caught:
        document.save()
    assert SAFE in caught.value.hint
    assert document.state.kind is Saving.NOT_SAVED
    assert document.state.words() == "Not saved yet: kept safe on this computer"
    assert message in document.state.why


def saved_titles(path: Path) -> list[str]:
    with read_workbook_at(path) as workbook:
        return [project.title for project in workbook.all(Project)]


def test_a_disk_full_at_any_write_of_a_save_costs_nothing(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    old, size = wards.read_bytes(), wards.stat().st_size
    for limit in range(4096, size, 8192):
        with largest_file(limit):
            refused(document, "there is no room left")
        assert wards.read_bytes() == old
        assert titles(document)[-1] == "Triage"
    document.save()
    assert document.state.kind is Saving.SAVED
    document.close()
    assert saved_titles(wards)[-1] == "Triage"


def test_a_full_disk_costs_nothing_either(small_disk: Path) -> None:
    path = small_disk / "Wards.qiw"
    document = new_document(path)
    fill(document, points=500)
    document.save()
    add(document, "Triage")
    old, size = path.read_bytes(), path.stat().st_size
    for free in range(0, size, 16384):
        ballast = leave_free(small_disk, free)
        refused(document, "there is no room left")
        assert path.read_bytes() == old
        assert sorted(entry.name for entry in small_disk.iterdir()) == sorted(
            ["Wards.qiw", "ballast", "~Wards.qiw.lock"]
        )
    ballast.unlink()
    document.close()
    assert saved_titles(path)[-1] == "Triage"


def test_an_edit_on_a_full_disk_is_refused_whole_and_can_be_done_again(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Before")
    wal = Path(f"{document.workbook.path}-wal").stat().st_size
    with largest_file(wal + 100), pytest.raises(WorkbookError, match="was not kept"):
        fill(document, points=2000)
    assert titles(document) == ["Project 0", "Project 1", "Before"]
    assert document.workbook.undo_label == "Add Before"
    add(document, "After")
    document.close()
    assert saved_titles(wards) == ["Project 0", "Project 1", "Before", "After"]


def test_no_new_workbook_where_nothing_may_be_written(
    write_protected: Protect, shared: Path
) -> None:
    with write_protected(shared), pytest.raises(CannotSave, match="not allowed to write"):
        new_document(shared / "Wards.qiw")
    with pytest.raises(CannotSave, match="its folder is not there"):
        new_document(shared / "gone" / "Wards.qiw")
    assert list(shared.iterdir()) == []
    assert list(working.root().iterdir()) == []


def test_a_workbook_in_a_read_only_folder_opens_to_read_and_says_why(
    write_protected: Protect, wards: Path
) -> None:
    with write_protected(wards.parent):
        document = open_document(wards)
        assert document.state.kind is Saving.READ_ONLY
        assert "not allowed to write in the folder of Wards.qiw" in document.notices[0]
        document.close()


def test_a_folder_that_becomes_read_only(write_protected: Protect, wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    with write_protected(wards.parent):
        refused(document, "not allowed to write in its folder")
    document.close()
    assert saved_titles(wards)[-1] == "Triage"


def test_permission_to_write_the_file_withdrawn(write_protected: Protect, wards: Path) -> None:
    document, old = open_document(wards), wards.read_bytes()
    add(document, "Triage")
    with write_protected(wards):
        refused(document, "it may only be read now")
        assert wards.read_bytes() == old
    document.save()
    document.close()


def test_a_vanished_folder(wards: Path) -> None:
    document, share = open_document(wards), wards.parent
    add(document, "Triage")
    share.rename(share.with_name("away"))
    refused(document, "its folder is not there any more")
    share.with_name("away").rename(share)
    document.close()
    assert saved_titles(wards)[-1] == "Triage"


def test_a_vanished_folder_at_close_leaves_the_work_to_be_brought_back(wards: Path) -> None:
    document, share = open_document(wards), wards.parent
    add(document, "Triage")
    shutil.rmtree(share)
    with pytest.raises(CannotSave, match="its folder is not there any more"):
        document.close()
    (found,) = recoverable()
    document = recover(found)
    assert titles(document)[-1] == "Triage"
    assert document.target.name.startswith("Wards (brought back ")
    document.close()
    assert saved_titles(document.target)[-1] == "Triage"


def test_a_renamed_file_is_not_written_again_unless_asked(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    wards.rename(wards.with_name("Renamed.qiw"))
    refused(document, "no longer in its folder: it was renamed, moved or deleted")
    assert not wards.exists()
    document.save(anew=True)
    document.close()
    assert saved_titles(wards)[-1] == "Triage"
    assert saved_titles(wards.with_name("Renamed.qiw"))[-1] == "Project 1"


def test_a_file_replaced_by_another_program_is_kept_and_ours_goes_beside_it(wards: Path) -> None:
    document = open_document(wards, who="Priya Shah")
    add(document, "Triage")
    wards.write_text("not a workbook any more")
    document.save()
    assert wards.read_text() == "not a workbook any more"
    assert document.target.name.startswith("Wards (Priya Shah ")
    (notice,) = document.notices
    assert "Both are kept" in notice and document.target.name in notice
    add(document, "Theatre")
    document.close()
    assert saved_titles(document.target)[-2:] == ["Triage", "Theatre"]
    assert sorted(entry.name for entry in wards.parent.iterdir()) == [
        document.target.name,
        "Wards.qiw",
    ]


def test_a_disk_that_fills_up_while_both_are_kept(wards: Path) -> None:
    document = open_document(wards, who="Priya Shah")
    add(document, "Triage")
    wards.write_text("not a workbook any more")
    put = files.put_in_place

    def full(part: Path, target: Path) -> None:
        if target.suffix == ".qiw":
            raise OSError(28, "No space left on device")
        put(part, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "put_in_place", full)
        refused(document, "there is no room left")
    assert [entry.name for entry in wards.parent.glob("*.qiw")] == ["Wards.qiw"]
    document.close()
    assert wards.read_text() == "not a workbook any more"
    assert saved_titles(document.target)[-1] == "Triage"
    assert len(list(wards.parent.iterdir())) == 2


def test_a_file_changed_without_a_new_time_or_size_is_noticed(wards: Path) -> None:
    document, stat = open_document(wards), wards.stat()
    add(document, "Triage")
    changed = bytearray(wards.read_bytes())
    changed[-1] ^= 1
    wards.with_name("x").write_bytes(changed)
    os.utime(wards.with_name("x"), ns=(stat.st_atime_ns, stat.st_mtime_ns))
    wards.with_name("x").rename(wards)
    document.save()
    assert wards.read_bytes() == changed
    assert document.target != wards
    document.close()


def test_a_file_only_touched_is_not_taken_for_changed(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    os.utime(wards, (0, 0))  # a sync program, or a clock set back
    document.save()
    assert document.target == wards and not document.notices
    document.close()
    assert saved_titles(wards)[-1] == "Triage"


def test_a_file_made_again_on_a_link_keeps_the_link(wards: Path, tmp_path: Path) -> None:
    link = tmp_path / "Link.qiw"
    try:
        link.symlink_to(wards)
    except OSError:
        pytest.skip("links are not for everybody here")
    document = open_document(link)
    add(document, "Triage")
    document.close()
    assert link.is_symlink()
    assert saved_titles(wards)[-1] == "Triage"


def test_the_working_folder_itself_may_be_refused(write_protected: Protect, wards: Path) -> None:
    with write_protected(working.root()), pytest.raises(WorkbookError, match="cannot be written"):
        open_document(wards)


def test_a_name_too_long_for_the_disk_is_said(shared: Path) -> None:
    for letters in (244, 300):  # the lock does not fit, the file itself does not
        path = shared / f"{'x' * letters}.qiw"
        with pytest.raises(CannotSave, match="is too long"):
            new_document(path)
    with pytest.raises(CannotOpen, match="is too long"):
        open_document(path)
    document = new_document(shared / "Wards.qiw")
    for copy in (document.save_as, document.save_copy):
        with pytest.raises(CannotSave, match="is too long"):
            copy(path)
    document.close()


def test_both_are_kept_under_a_name_that_is_nearly_too_long(shared: Path) -> None:
    path = shared / f"{'é' * 115}.qiw"
    document = new_document(path)
    add(document, "Ours")
    path.write_bytes(path.read_bytes() + bytes(4096))
    document.save()
    assert document.target.name.startswith("é" * 75)
    assert "é" * 76 not in document.target.name
    document.close()
    assert saved_titles(document.target) == ["Ours"]


def test_links_in_a_circle_and_names_that_cannot_be_are_said(wards: Path, shared: Path) -> None:
    circle = shared / "Circle.qiw"
    circle.symlink_to(circle)
    document = open_document(wards)
    for path in (circle, shared / "a\0b.qiw"):
        for way in (open_document, new_document, document.save_as, document.save_copy):
            with pytest.raises(WorkbookError, match="There can be no file of this name"):
                way(path)
    document.close()


@pytest.mark.skipif(sys.platform == "win32", reason="every name is text on Windows")
def test_a_name_that_is_no_text_is_a_name_all_the_same(shared: Path) -> None:
    path = shared / os.fsdecode(b"Wards \xff.qiw")
    document = new_document(path)
    add(document, "Triage")
    document.close()
    assert saved_titles(path) == ["Triage"]


def test_a_disk_of_this_computer_that_fills_up_during_a_save_is_named(
    wards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(wards)
    add(document, "Triage")

    def full(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(working, "write_whole", full)
        refused(document, "the disk of this computer is full")
    document.close()
    assert saved_titles(wards)[-1] == "Triage"


def test_a_working_copy_that_somebody_removed_is_not_taken_for_the_folder_of_the_file(
    wards: Path,
) -> None:
    document = open_document(wards)
    add(document, "Triage")
    away = document.workbook.path.with_name("away")
    document.workbook.path.rename(away)
    with pytest.raises(CannotSave, match="folder for your work on this computer is not there"):
        document.save()
    away.rename(document.workbook.path)
    document.close()
    assert saved_titles(wards)[-1] == "Triage"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_no_edit_is_acknowledged_that_nothing_keeps(wards: Path) -> None:
    document = open_document(wards)
    shutil.rmtree(working.root())
    with pytest.raises(WorkbookError, match="Somebody removed the folder on this computer"):
        add(document, "Triage")
    assert titles(document) == ["Project 0", "Project 1"]
    document.close()
    document = open_document(wards)
    add(document, "Triage")
    document.close()
    assert saved_titles(wards) == ["Project 0", "Project 1", "Triage"]
