"""Dated versions: what is kept, what is thinned out, looking, comparing and going back."""

import errno
import os
import shutil
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machine import dump
from scenes import add, fill, titles

from natpatsip_desktop.core.records import Measure, Point, Project, Target
from natpatsip_desktop.errors import CannotOpen, WorkbookError
from natpatsip_desktop.store import versions
from natpatsip_desktop.store.document import new_document, open_document
from natpatsip_desktop.store.versions import Version, surplus_versions

NOW = datetime(2025, 9, 8, 14, 32)


def made(*ages: timedelta, size: int = 10) -> list[Version]:
    """Make versions of these ages, the oldest first in the call."""
    return [
        Version(path=Path(f"{number}.qiw"), number=number, at=NOW - age, size=size)
        for number, age in enumerate(ages, 1)
    ]


def kept(found: list[Version], **options: int) -> list[int]:
    surplus = surplus_versions(found, NOW, **options)
    return [version.number for version in found if version not in surplus]


def test_all_of_today_are_kept() -> None:
    assert kept(made(*(timedelta(minutes=i) for i in range(300, 0, -1)))) == list(range(1, 301))


def test_of_the_days_before_the_last_of_each_is_kept_for_a_month() -> None:
    day, hour = timedelta(days=1), timedelta(hours=1)
    found = made(31 * day + hour, 31 * day, 2 * day + hour, 2 * day, day + hour, day)
    assert kept(found) == [2, 4, 6]


def test_of_the_months_before_the_last_of_each_is_kept_for_a_year() -> None:
    days = [500, 367, 330, 328, 120, 100, 95, 40]
    found = made(*(timedelta(days=d) for d in days))
    months = [(version.at.year, version.at.month) for version in found]
    assert months[4:7] == [(2025, 5), (2025, 5), (2025, 6)]
    assert kept(found) == [2, 4, 6, 7, 8]  # and what it held a year ago


def test_what_a_workbook_held_that_rested_for_long_is_not_lost_at_once() -> None:
    assert kept(made(timedelta(days=500), timedelta(minutes=2), timedelta(minutes=1))) == [1, 2, 3]


def test_versions_ahead_of_a_clock_that_was_set_back_are_kept() -> None:
    assert kept(made(-timedelta(days=400), -timedelta(days=399), timedelta(0))) == [1, 2, 3]


def test_the_bound_drops_the_versions_closest_in_time_and_never_the_newest() -> None:
    minutes = [100, 99, 60, 30, 29, 1]
    found = made(*(timedelta(minutes=m) for m in minutes), size=10)
    assert kept(found, max_bytes=40) == [2, 3, 5, 6]
    assert kept(found, max_bytes=1) == [6]


@given(
    ages=st.lists(st.integers(-5, 600 * 24), max_size=40),
    sizes=st.integers(1, 30),
    bound=st.integers(1, 400),
)
def test_thinning_keeps_the_newest_and_is_stable(ages: list[int], sizes: int, bound: int) -> None:
    found = made(*(timedelta(hours=h) for h in sorted(ages, reverse=True)), size=sizes)
    surplus = surplus_versions(found, NOW, bound)
    left = [version for version in found if version not in surplus]
    assert surplus_versions(left, NOW, bound) == []
    assert not found or left[-1] == found[-1]
    assert len(left) == 1 or sum(version.size for version in left) <= bound or not left


def test_each_save_keeps_what_the_file_held_before(wards: Path) -> None:
    held = []
    for title in ("Triage", "Theatre", "Discharge"):
        held.append(wards.read_bytes())
        document = open_document(wards)
        add(document, title)
        document.close()
    document = open_document(wards)
    found = document.versions()
    assert [version.path.read_bytes() for version in reversed(found)][-3:] == held
    assert [version.number for version in found] == sorted(
        (version.number for version in found), reverse=True
    )
    assert all(version.size == version.path.stat().st_size for version in found)
    document.close()


def test_thinned_out_versions_are_told(wards: Path) -> None:
    document = open_document(wards)
    os.utime(wards, (0, datetime(2025, 9, 8, 10).timestamp()))
    versions.keep(wards, NOW)
    os.utime(wards, (0, datetime(2025, 9, 8, 11).timestamp()))
    versions.keep(wards, NOW)
    assert versions.thinned(wards) == []
    os.utime(wards, (0, datetime(2025, 9, 9, 9).timestamp()))
    versions.keep(wards, NOW + timedelta(days=1))
    (told,) = versions.thinned(wards)
    assert (told.day, told.count) == (date(2025, 9, 8), 1)
    assert told.words() == "1 version of 8 September 2025 was thinned out."
    assert [version.words() for version in versions.all_versions(wards)][:2] == [
        "9 Sep 2025 09:00",
        "8 Sep 2025 11:00",
    ]
    document.close()


def test_a_clock_set_back_does_not_mix_up_which_version_is_the_newest(wards: Path) -> None:
    for hour in (12, 11, 10):
        os.utime(wards, (0, datetime(2025, 9, 8, hour).timestamp()))
        versions.keep(wards, datetime(2025, 9, 8, hour, 1))
    times = [version.at.hour for version in versions.all_versions(wards)]
    assert times[:3] == [10, 11, 12]


def test_a_version_that_cannot_be_kept_does_not_stop_the_save(
    wards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(versions, "keep", full)
    document = open_document(wards)
    add(document, "Triage")
    document.save()
    assert "could not be kept" in document.notices[0]
    document.close()


def test_a_version_is_opened_to_read_only(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    document.save()
    (version, *_) = document.versions()
    before = version.path.read_bytes()
    with versions.opened(version) as then:
        assert then.find(Project, title="Triage") is None
        with pytest.raises(WorkbookError), then.edit("x"):
            pytest.fail("a version let itself be changed")
    assert version.path.read_bytes() == before
    version.path.write_bytes(b"spoilt")
    with pytest.raises(CannotOpen), versions.opened(version):
        pytest.fail("a spoilt version was opened")
    document.close()


def test_comparing_says_what_changed_in_words(wards: Path) -> None:
    document = open_document(wards)
    workbook = document.workbook
    with workbook.edit("Many things"):
        workbook.change(workbook.one(Project, 1), title="Triage", aim_by=date(2026, 3, 31))
        workbook.change(workbook.one(Project, 2), deleted_at=NOW)
        workbook.change(workbook.one(Point, 4), value=52.0, note="Recounted")
        workbook.delete(workbook.one(Point, 5))
        workbook.insert(Target(measure_id=1, starts=date(2025, 9, 8), value=85.5))
        extra = workbook.insert(Measure(project_id=1, name="Blood loss"))
        workbook.insert_many(
            Point(measure_id=extra.id, starts=date(2025, 1, 1), item=i) for i in range(100)
        )
    document.save()
    (version, *_) = document.versions()
    assert [difference.words() for difference in document.compare(version)] == [
        "Project «Triage»: title Project 0 → Triage",
        "Project «Triage»: aim by (empty) → 31 Mar 2026",
        "Project «Project 1»: deleted",
        "Measure «Blood loss»: added",
        "Target of «Births 0» from 8 Sep 2025: added",
        "Point 1 Jan 2025 of «Births 0»: value 3 → 52",
        "Point 1 Jan 2025 of «Births 0»: note (empty) → Recounted",
        "Point 1 Jan 2025 of «Births 0»: deleted",
        "Measure «Blood loss»: 100 points added",
    ]
    document.close()


def test_going_back_restores_everything_and_undo_takes_it_back(wards: Path) -> None:
    document = open_document(wards)
    workbook = document.workbook
    before = dump(workbook)
    with workbook.edit("Many things"):
        workbook.delete(workbook.one(Project, 1))
        workbook.change(workbook.one(Project, 2), title="Triage")
        project = workbook.insert(Project(title="New"))
        measure = workbook.insert(Measure(project_id=project.id, name="New"))
        workbook.insert_many(
            Point(measure_id=measure.id, starts=date(2025, 1, 1), item=i) for i in range(60)
        )
    document.save()
    (version, *_) = document.versions()
    after = dump(workbook)
    label = document.restore(version)
    assert label == f"Go back to the version of {version.words()}" == workbook.undo_label
    assert dump(workbook) == before
    workbook.undo()
    assert dump(workbook) == after
    workbook.redo()
    assert dump(workbook) == before
    document.close()
    document = open_document(wards)
    assert titles(document) == ["Project 0", "Project 1"]
    document.close()


def test_going_back_when_rows_swapped_what_only_one_may_have(shared: Path) -> None:
    path = shared / "Wards.qiw"
    document = new_document(path)
    fill(document)
    workbook = document.workbook
    document.save()
    before = dump(workbook)
    first, second = workbook.all(Project)
    with workbook.edit("Swap"):
        workbook.change(first, uuid="for a moment")
        workbook.change(second, uuid=first.uuid)
        workbook.change(first, uuid=second.uuid)
        one, other = workbook.one(Point, 1), workbook.one(Point, 2)
        workbook.change(one, item=1000)
        workbook.change(other, item=one.item)
        workbook.change(one, item=other.item)
    document.save()
    document.restore(document.versions()[0])
    assert dump(workbook) == before
    document.close()


def test_a_disk_full_halfway_leaves_no_half_version(
    wards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(path: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    def half(source: Path, path: Path) -> None:
        path.write_bytes(source.read_bytes()[:4096])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "hardlink_to", no_link)
    document = open_document(wards)
    add(document, "Triage")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copy2", half)
        document.save()
    assert document.notices == ["The version before this save could not be kept: the disk is full."]
    assert [version.number for version in document.versions()] == [1]
    assert len(list(versions.folder_of(document.target).iterdir())) == 1
    add(document, "Theatre")
    document.save()
    version, _ = document.versions()
    with versions.opened(version) as then:
        assert then.count(Project) == 3
    document.close()


def test_made_up_names_among_the_versions_are_passed_over(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    document.save()
    folder = versions.folder_of(document.target)
    (folder / "000009 2025-99-99 10.10.10.qiw").write_bytes(b"x")
    (folder / "000010 2025-01-01 10.10.10.qiw").mkdir()
    (folder / "thinned.json").write_text("[1")
    (folder / "000011 2025-01-01 10.10.10.part").write_bytes(b"half")
    add(document, "Theatre")
    document.save()
    assert [version.number for version in document.versions()] == [3, 2, 1]
    assert document.thinned() == []
    assert not list(folder.glob("*.part"))
    document.close()


def test_a_version_that_is_not_whole_is_called_by_its_time(wards: Path) -> None:
    document = open_document(wards)
    add(document, "Triage")
    document.save()
    version = document.versions()[0]
    version.path.unlink()
    version.path.write_bytes(b"")
    with pytest.raises(CannotOpen, match=f"The version of {version.words()} is empty"):
        document.compare(version)
    document.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such times")
@pytest.mark.parametrize("time", [-(10**10), 253_402_300_799, 10**12])
def test_a_file_from_outside_the_calendar_is_saved_all_the_same(wards: Path, time: int) -> None:
    os.utime(wards, (time, time))
    document = open_document(wards)
    add(document, "Triage")
    document.save()
    assert len(document.versions()) == 2
    document.close()
