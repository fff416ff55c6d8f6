"""Opening, editing, saving and closing, as long as nothing goes wrong."""

import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest
from scenes import add, fill, titles

from natpatsip_desktop.core.records import Point, Project
from natpatsip_desktop.errors import CannotSave, WorkbookError
from natpatsip_desktop.store import files, saving, working
from natpatsip_desktop.store.document import (
    new_document,
    open_document,
    read_workbook_at,
    workbook_at,
)
from natpatsip_desktop.store.state import SaveState, Saving


def test_a_new_workbook_is_a_file_at_once_and_holds_what_was_put_in(shared: Path) -> None:
    path = shared / "Wards.qiw"
    document = new_document(path)
    assert path.exists()
    fill(document)
    assert document.state.kind is Saving.DIRTY
    document.close()
    with read_workbook_at(path) as workbook:
        assert workbook.count(Point) == 40
    assert [entry.name for entry in shared.iterdir()] == ["Wards.qiw"]
    assert list(working.root().iterdir()) == []


def test_a_new_workbook_never_takes_the_place_of_a_file(wards: Path) -> None:
    before = wards.read_bytes()
    with pytest.raises(WorkbookError, match=r"Wards.qiw is already there"):
        new_document(wards)
    assert wards.read_bytes() == before


def test_looking_at_a_workbook_does_not_touch_its_file(wards: Path) -> None:
    before, stat = wards.read_bytes(), wards.stat()
    open_document(wards).close()
    with read_workbook_at(wards) as workbook:
        workbook.all(Project)
    assert wards.read_bytes() == before
    assert (wards.stat().st_mtime_ns, wards.stat().st_ino) == (stat.st_mtime_ns, stat.st_ino)


def test_saving_twice_writes_the_same_bytes(wards: Path, shared: Path) -> None:
    document = open_document(wards)
    document.save_copy(shared / "1.qiw")
    document.save_copy(shared / "2.qiw")
    document.close()
    assert (shared / "1.qiw").read_bytes() == (shared / "2.qiw").read_bytes()


def test_the_states_of_saving(wards: Path) -> None:
    document = open_document(wards)
    assert document.state.kind is Saving.SAVED
    add(document, "Triage")
    assert document.state.words() == "Not saved yet: kept safe on this computer"
    assert document.save().kind is Saving.SAVED
    assert document.state.words() == f"All changes saved {document.state.saved_at:%H:%M}"
    document.close()
    document = open_document(wards, read_only=True)
    assert document.state.words() == "Open to read only"
    document.close()


def test_the_words_are_those_of_the_design() -> None:
    at = datetime(2025, 9, 8, 14, 32)
    said = {kind: SaveState(kind=kind, saved_at=at, holder="Priya Shah").words() for kind in Saving}
    assert said == {
        Saving.SAVED: "All changes saved 14:32",
        Saving.DIRTY: "Not saved yet: kept safe on this computer",
        Saving.SAVING: "Saving…",
        Saving.NOT_SAVED: "Not saved yet: kept safe on this computer",
        Saving.READ_ONLY: "Priya Shah has this project open",
        Saving.RECOVERED: "We brought back your work from 14:32",
    }


def test_undo_makes_a_saved_workbook_one_to_save_again(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    document.save()
    document.workbook.undo()
    assert document.state.kind is Saving.DIRTY
    document.close()
    with read_workbook_at(wards) as workbook:
        assert workbook.find(Project, title="Triage") is None


def test_an_edit_during_a_save_in_another_thread_stays_unsaved(
    wards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(wards)
    add(document, "Before")
    written, edited = threading.Event(), threading.Event()
    write = saving._write

    def slow(connection: sqlite3.Connection, part: Path, as_it_is: bool) -> None:
        write(connection, part, as_it_is)
        written.set()
        edited.wait(10)

    monkeypatch.setattr(saving, "_write", slow)
    worker = threading.Thread(target=document.save)
    worker.start()
    assert written.wait(10)
    assert document.state.kind is Saving.SAVING
    add(document, "Meanwhile")
    edited.set()
    worker.join()
    assert document.state.kind is Saving.DIRTY
    with read_workbook_at(wards) as workbook:
        assert workbook.find(Project, title="Before") is not None
        assert workbook.find(Project, title="Meanwhile") is None
    document.close()
    with read_workbook_at(wards) as workbook:
        assert workbook.find(Project, title="Meanwhile") is not None


def test_a_workbook_open_to_read_refuses_every_change(wards: Path) -> None:
    document = open_document(wards, read_only=True)
    with pytest.raises(WorkbookError, match="open to read only"):
        add(document, "Triage")
    with pytest.raises(CannotSave, match="open to read only"):
        document.save()
    document.close()


def test_save_a_copy_leaves_the_document_where_it_is(wards: Path, shared: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    document.save_copy(shared / "Copy.qiw")
    assert document.target == wards
    assert document.state.kind is Saving.DIRTY
    with pytest.raises(CannotSave, match=r"Copy.qiw is already there"):
        document.save_copy(shared / "Copy.qiw")
    document.close()
    with read_workbook_at(shared / "Copy.qiw") as workbook:
        assert workbook.find(Project, title="Triage") is not None


def test_save_as_goes_on_in_the_other_file(wards: Path, shared: Path) -> None:
    document, before = open_document(wards), wards.read_bytes()
    add(document, "Triage")
    document.save_as(shared / "Other.qiw")
    add(document, "Theatre")
    document.close()
    assert wards.read_bytes() == before
    assert sorted(entry.name for entry in shared.iterdir()) == ["Other.qiw", "Wards.qiw"]
    with read_workbook_at(shared / "Other.qiw") as workbook:
        assert workbook.find(Project, title="Theatre") is not None


def test_a_workbook_for_a_moment_keeps_what_was_done_before_a_failure(wards: Path) -> None:
    with pytest.raises(ZeroDivisionError), workbook_at(wards) as workbook:
        with workbook.edit("Add"):
            workbook.insert(Project(title="Kept"))
        with workbook.edit("Fail"):
            workbook.insert(Project(title="Rolled back"))
            raise ZeroDivisionError
    document = open_document(wards)
    assert titles(document) == ["Project 0", "Project 1", "Kept"]
    document.close()


def test_a_workbook_is_used_from_its_own_thread_only(wards: Path) -> None:
    document, caught = open_document(wards), []

    def work() -> None:
        try:
            document.workbook.all(Project)
        except RuntimeError as error:
            caught.append(str(error))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert caught == ["a workbook is used from the thread that opened it"]
    document.close()


def test_a_change_outside_an_edit_is_a_bug(wards: Path) -> None:
    document = open_document(wards)
    with pytest.raises(RuntimeError, match="every change belongs in"):
        document.workbook.insert(Project(title="x"))
    document.close()


def test_a_working_copy_is_on_the_disk_before_an_edit_can_build_on_it(
    wards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, bool]] = []
    sync = files.sync

    def note(path: Path) -> None:
        synced.append((path.name, (path.parent / "workbook.qiw").exists()))
        sync(path)

    monkeypatch.setattr(files, "sync", note)
    open_document(wards).close()
    assert ("incoming.qiw", False) in synced
