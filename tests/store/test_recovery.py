"""Work left by a process that ended: brought back, wherever its file is now."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scenes import Protect, add, as_the_dead, titles

from natpatsip_desktop import paths
from natpatsip_desktop.errors import CannotOpen
from natpatsip_desktop.store import files, working
from natpatsip_desktop.store.document import (
    new_document,
    open_document,
    recover,
    recoverable,
    workbook_at,
)
from natpatsip_desktop.store.recovery import Fate
from natpatsip_desktop.store.state import Saving


def leave_work(wards: Path, title: str = "Triage") -> None:
    """Edit a workbook and die before it is saved."""
    document = open_document(wards, who="Priya Shah")
    add(document, title)
    as_the_dead(document)


def test_nothing_is_brought_back_where_nothing_was_lost(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    document.save()
    as_the_dead(document)
    assert recoverable() == []
    assert list(working.root().iterdir()) == []
    assert [entry.name for entry in wards.parent.iterdir()] == ["Wards.qiw"]


def test_work_is_listed_with_its_time_and_brought_back_to_its_file(wards: Path) -> None:
    leave_work(wards)
    (found,) = recoverable()
    assert (found.target, found.what, found.edits) == (wards, "Add Triage", 1)
    assert found.fate is Fate.UNCHANGED
    assert found.words().startswith("Wards.qiw: 1 change up to ")
    assert recoverable() == [found], "looking must not take it away"
    document = recover(found)
    assert document.state.kind is Saving.RECOVERED
    assert document.state.words() == f"We brought back your work from {found.at:%H:%M}"
    assert document.notices[0].startswith(document.state.words())
    assert titles(document)[-1] == "Triage"
    document.save()
    assert document.state.kind is Saving.SAVED
    document.close()
    assert recoverable() == []
    document = open_document(wards)
    assert titles(document)[-1] == "Triage"
    document.close()


def test_opening_the_file_brings_the_work_back_by_itself(wards: Path) -> None:
    leave_work(wards)
    document = open_document(wards)
    assert document.state.kind is Saving.RECOVERED
    add(document, "Theatre")
    assert document.state.kind is Saving.DIRTY
    document.close()
    document = open_document(wards)
    assert titles(document)[-2:] == ["Triage", "Theatre"]
    document.close()


def test_half_a_copy_that_was_under_way_at_the_end_is_swept_away(wards: Path) -> None:
    document = open_document(wards)
    half = document._working.part(wards.with_name("Copy.qiw"))
    as_the_dead(document)
    half.write_bytes(b"half")
    other = wards.with_name("Copy.qiw.0123abcd.part")
    other.write_bytes(b"of another process")
    assert recoverable() == []
    assert not half.exists()
    assert other.exists()


def test_the_command_line_brings_it_back_too_and_says_so(wards: Path) -> None:
    leave_work(wards)
    said: list[str] = []
    with workbook_at(wards, tell=said.append) as workbook:
        assert workbook.newest_change() > 0
    assert said[0].startswith("We brought back your work from ")


def test_work_of_a_living_process_is_left_alone(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    assert recoverable() == []
    document.close()


def test_brought_back_twice_is_refused(wards: Path) -> None:
    leave_work(wards)
    (found,) = recoverable()
    document = recover(found)
    with pytest.raises(CannotOpen, match="already open, or was brought back before"):
        recover(found)
    document.close()


def test_dying_again_after_bringing_back_loses_nothing(wards: Path) -> None:
    leave_work(wards)
    document = open_document(wards)
    as_the_dead(document)
    document = open_document(wards)
    assert document.state.kind is Saving.RECOVERED
    assert titles(document)[-1] == "Triage"
    document.close()


def test_a_file_changed_meanwhile_is_kept_and_the_work_goes_beside_it(wards: Path) -> None:
    leave_work(wards)
    shutil.rmtree(working.root().parent / "versions", ignore_errors=True)
    other = wards.with_name("Other.qiw")
    document = new_document(other)
    add(document, "Somebody else's")
    document.close()
    other.replace(wards)
    theirs = wards.read_bytes()

    document = open_document(wards)
    assert titles(document) == ["Somebody else's"], "the file itself opens as it is"
    document.close()
    (found,) = recoverable()
    assert found.fate is Fate.CHANGED
    assert "both are kept" in found.words()
    document = recover(found)
    assert document.target.name.startswith("Wards (brought back ")
    document.close()
    assert wards.read_bytes() == theirs
    document = open_document(document.target)
    assert titles(document)[-1] == "Triage"
    document.close()


def test_work_whose_file_is_gone_becomes_the_file_again(wards: Path) -> None:
    leave_work(wards)
    wards.unlink()
    (found,) = recoverable()
    assert found.fate is Fate.GONE
    document = recover(found)
    document.close()
    document = open_document(wards)
    assert titles(document)[-1] == "Triage"
    document.close()


def test_work_whose_file_somebody_has_open_goes_beside_it(wards: Path) -> None:
    leave_work(wards)
    (found,) = recoverable()
    hidden = found.folder.rename(found.folder.parent.with_name("hidden"))
    document = open_document(wards, who="Tom Reid", take_over=True)
    hidden.rename(found.folder)
    ours = recover(found)
    assert ours.target != wards
    ours.close()
    document.close()


def test_work_on_a_folder_that_became_read_only_opens_and_stays(
    write_protected: Protect, wards: Path
) -> None:
    leave_work(wards)
    with write_protected(wards.parent):
        (found,) = recoverable()
        document = recover(found)
        assert titles(document)[-1] == "Triage"
        as_the_dead(document)
    document = open_document(wards)
    assert titles(document)[-1] == "Triage"
    document.close()


def test_a_save_that_took_place_unnoted_is_not_taken_for_somebody_elses(
    wards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(wards)
    add(document, "Triage")
    put = files.put_in_place

    def die(part: Path, target: Path) -> None:
        put(part, target)
        if target == wards:
            raise KeyboardInterrupt

    monkeypatch.setattr(files, "put_in_place", die)
    with pytest.raises(KeyboardInterrupt):
        document.save()
    monkeypatch.setattr(files, "put_in_place", put)
    add(document, "Theatre")
    as_the_dead(document)
    document = open_document(wards)
    assert document.target == wards
    assert titles(document)[-2:] == ["Triage", "Theatre"]
    document.close()
    assert [entry.name for entry in wards.parent.iterdir()] == ["Wards.qiw"]


@pytest.mark.parametrize("at", ["look", "inspect", "purge"])
def test_dying_while_a_workbook_is_opened_leaves_nothing_to_bring_back(
    wards: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from natpatsip_desktop.store import checks, deleted, document\n"
        f"module = deleted if {at!r} == 'purge' else checks\n"
        f"setattr(module, {at!r}, lambda *rest: os.kill(os.getpid(), 9))\n"
        "document.open_document(Path(sys.argv[1]))"
    )
    shutil.rmtree(working.root().parent / "known")
    died = subprocess.run([sys.executable, "-c", code, str(wards)])
    assert died.returncode == -9
    assert recoverable() == []
    document = open_document(wards)
    assert document.state.kind is Saving.SAVED and not document.notices
    assert document.target == wards
    document.close()


def test_a_damaged_working_copy_is_listed_and_never_thrown_away(wards: Path) -> None:
    leave_work(wards)
    (found,) = recoverable()
    for path in found.folder.glob("workbook.qiw*"):
        path.write_bytes(b"SQLite format 3\0" + bytes(5000))
    (found,) = recoverable()
    assert found.damaged
    with pytest.raises(CannotOpen):
        recover(found)
    assert recoverable() == [found]
    document = open_document(wards)
    assert titles(document) == ["Project 0", "Project 1"], "the file itself opens"
    document.close()


def test_work_whose_notes_cannot_be_read_is_brought_back_among_the_documents(
    wards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "user_documents", lambda: tmp_path)
    leave_work(wards)
    (found,) = recoverable()
    (found.folder / "about.json").write_text("{}")
    (found,) = recoverable()
    document = recover(found)
    document.close()
    document = open_document(tmp_path / "Brought back.qiw")
    assert titles(document)[-1] == "Triage"
    document.close()
