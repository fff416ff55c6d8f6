"""The national tree that ships: its counts, its words, its sources, and its look-ups."""

import json
import re
import shutil
from calendar import month_name
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from natpatsip_desktop.core import programmes
from natpatsip_desktop.core.national import (
    Confidence,
    Level,
    LibraryMeasure,
    NationalDriver,
    Programme,
    Status,
)
from natpatsip_desktop.core.records import Better, Unit
from natpatsip_desktop.errors import BadInput, CannotOpen, NotThere
from natpatsip_desktop.paths import shipped

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
with_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference notes do not travel with the repository"
)

SECONDARY = [
    *("MN-SFP", "MN-PPO", "MN-DWB"),
    *("MD-COV", "MD-CYP", "MD-NAS"),
    *("ME-MCH", "ME-OPI", "ME-MTX"),
    *("AS-COPD", "AS-TRA", "AS-PIP"),
    *("MH-SSH", "MH-RRP", "MH-SEX"),
]

# The notes give a P chart to rolling averages and say at the same time that limits do not suit
# them (DOMAIN.md 1.2); what ships follows the warning.
ROLLING = ["MN-PPO-O1", "MN-PPO-O2", "MN-PPO-O3", "MN-PPO-O4"]


def every_driver() -> list[NationalDriver]:
    return [one for two in programmes.programmes() for one in (*two.whole, *two.drivers)]


def near(driver: Programme | NationalDriver) -> list[tuple[str, str]]:
    """Return source and confidence of everything said about a programme or driver."""
    said = list(driver.ambitions)
    if isinstance(driver, NationalDriver):
        return [
            (one.source, one.confidence)
            for one in (*said, *driver.ideas, *driver.counting, *driver.evidence)
        ]
    return [(one.source, one.confidence) for one in said]


def test_one_aim_five_programmes_fifteen_drivers_eight_enablers() -> None:
    assert "error, harm and death" in programmes.national_aim().text
    assert [one.id for one in programmes.programmes()] == ["MN", "MD", "ME", "AS", "MH"]
    assert [one.id for one in programmes.drivers()] == SECONDARY
    assert all(one.level is Level.SECONDARY for one in programmes.drivers())
    assert len({one.id for one in programmes.enablers()}) == len(programmes.enablers()) == 8


def test_programme_level_measures_have_a_place_outside_the_fifteen() -> None:
    assert {one.id: one.level for one in every_driver() if one.id not in SECONDARY} == {
        "MN-ALL": Level.PRIMARY,
        "MD-ACU": Level.EXTRA,
    }
    assert programmes.driver("MN-ALL").text == programmes.programmes()[0].primary_driver
    assert "Not in the leaflet" in programmes.driver("MD-ACU").source


def test_203_measures_each_on_a_driver_that_exists() -> None:
    measures = programmes.library()
    known = {one.id for one in every_driver()}
    assert len(measures) == len({one.id for one in measures}) == 203
    assert {one.driver_id for one in measures} == known
    assert all(one.id.startswith(f"{one.driver_id}-") for one in measures)


def test_each_measure_file_holds_the_driver_it_is_named_after() -> None:
    for path in (shipped("resources") / "measures").glob("*.toml"):
        assert {one.driver_id for one in programmes.measures_of(path.stem)} == {path.stem}


def test_every_date_has_passed_and_says_so() -> None:
    aim = programmes.national_aim()
    ambitions = [
        one for two in (*programmes.programmes(), *every_driver()) for one in two.ambitions
    ]
    assert len(ambitions) == 21
    dates = [one.by_date for one in (aim, *programmes.programmes(), *ambitions)]
    assert all(date(2021, 1, 1) < day < aim.checked for day in dates)
    states = {one.id: one.status for one in every_driver()}
    assert {one for one, state in states.items() if state is not Status.PASSED} == {"MD-COV"}
    assert aim.status is Status.PASSED
    assert {one.status for one in programmes.programmes()} == {Status.PASSED}


def test_a_machine_date_is_the_last_day_of_the_period_in_words() -> None:
    months = dict(zip(month_name[1:], range(1, 13), strict=True))
    ambitions = [
        one for two in (*programmes.programmes(), *every_driver()) for one in two.ambitions
    ]
    for one in (programmes.national_aim(), *programmes.programmes(), *ambitions):
        words = one.by.removeprefix("by ").split()
        month = months[words[0]] if len(words) == 2 else 12
        assert (one.by_date.year, one.by_date.month) == (int(words[-1]), month)
        assert date.fromordinal(one.by_date.toordinal() + 1).day == 1


def test_everything_said_has_a_source_and_a_confidence() -> None:
    said = [pair for one in (*programmes.programmes(), *every_driver()) for pair in near(one)]
    said += [(one.source, one.confidence) for one in programmes.library()]
    said += [(one.source, one.confidence) for one in programmes.collaboratives()]
    assert all(
        re.match(r"\[(found: \S+.*|knowledge|project notes)\]", source) for source, _ in said
    )
    assert {confidence for _, confidence in said} == set(Confidence)
    named = (programmes.national_aim(), *programmes.enablers(), *programmes.programmes())
    assert all("leaflet" in one.source for one in (*named, *every_driver()))


def test_each_secondary_driver_offers_change_ideas_short_enough_for_a_card() -> None:
    assert all(len(one.ideas) >= 5 for one in programmes.drivers() if one.id != "MD-COV")
    ideas = [idea.text for one in programmes.drivers() for idea in one.ideas]
    assert max(map(len, ideas)) <= 64
    assert not [text for text in ideas if text.endswith(".")]


def test_low_confidence_reads_as_suggested() -> None:
    suggested = [one for one in programmes.library() if one.suggested]
    assert len(suggested) == 27
    assert {one.confidence for one in suggested} == {Confidence.LOW}
    assert all(idea.suggested for idea in programmes.driver("AS-PIP").ideas)


def test_units_go_with_denominators_multipliers_and_charts() -> None:
    for one in programmes.library():
        divided = one.unit in (Unit.PERCENT, Unit.RATE)
        assert bool(one.denominator) is bool(one.denominator_label) is divided, one.id
        assert (one.unit is Unit.PERCENT) is (one.unit_label == "%"), one.id
        assert one.unit is not Unit.PERCENT or one.multiplier == 100, one.id
        assert divided or one.multiplier == 1, one.id
        assert (one.unit is Unit.DAYS) is (one.chart == "t"), one.id
        assert (one.unit is Unit.CASES) is (one.chart == "g"), one.id
        assert one.chart not in ("p", "u") or divided, one.id


def test_names_and_labels_fit_small_places() -> None:
    for one in programmes.library():
        assert 0 < len(one.short_name) <= 18, one.id
        assert 0 < len(one.numerator_label) <= 16, one.id
        assert len(one.denominator_label) <= 16, one.id
        assert one.numerator_label != one.denominator_label, one.id
        assert not one.short_name[0].islower(), one.id


def test_short_names_differ_within_a_driver() -> None:
    pairs = Counter((one.driver_id, one.short_name) for one in programmes.library())
    assert [pair for pair, times in pairs.items() if times > 1] == []


def test_a_target_number_stands_in_the_words_of_the_target() -> None:
    numbered = [one for one in programmes.library() if one.target is not None]
    assert len(numbered) == 35
    for one in numbered:
        assert one.target is not None
        assert f"{one.target:g}" in re.findall(r"\d+", one.target_text), one.id


def test_fifteen_collaboratives_in_known_regions() -> None:
    fifteen = programmes.collaboratives()
    assert len({one.name for one in fifteen}) == 15
    regions = {region for one in fifteen for region in one.regions}
    assert regions == {"Y56", "Y58", "Y59", "Y60", "Y61", "Y62", "Y63"}


@with_reference
def test_the_tree_speaks_the_words_of_the_leaflet() -> None:
    text = (REFERENCE / "programme-leaflet.txt").read_text(encoding="utf-8")
    leaflet = " ".join(text.split())
    assert programmes.national_aim().text in leaflet
    assert all(one.primary_driver in leaflet for one in programmes.programmes())
    assert all(one.by in one.primary_driver for one in programmes.programmes())
    assert all(one.name in leaflet for one in programmes.programmes())
    assert all(one.text in leaflet for one in programmes.drivers())
    assert all(f"{one.title}:" in leaflet for one in programmes.enablers() if one.id != "EN-LEA")


def reference_measures() -> dict[str, dict[str, str | None]]:
    text = (REFERENCE / "measures.json").read_text(encoding="utf-8")
    return {row["id"]: row for row in json.loads(text)}


def as_in_reference(one: LibraryMeasure, told: dict[str, str | None]) -> dict[str, object]:
    """Return a shipped measure in the words of the notes, for the same row of the notes."""
    long = {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly"}
    long |= {"year": "annual", "event": "each event"}
    return {
        "id": one.id,
        "name": one.name,
        "type": one.role.value,
        "numerator": one.numerator,
        "denominator": one.denominator or None,
        "multiplier": None if told["multiplier"] is None else one.multiplier,
        "unit": one.unit_label,
        "direction": "monitor" if one.better is Better.NEITHER else one.better.value,
        "frequency": one.frequency_note or long[one.frequency],
        "chart": {"i": "XmR", "run": "run"}.get(one.chart, one.chart.upper()),
        "source": one.source,
        "confidence": one.confidence.value,
        "data_source": one.data_source,
        "target": one.target_text or None,
    }


@with_reference
@pytest.mark.parametrize("driver_id", [*SECONDARY, "MN-ALL", "MD-ACU"])
def test_every_measure_agrees_with_the_notes_field_by_field(driver_id: str) -> None:
    reference = reference_measures()
    first = reference[f"{driver_id}-O1"]["target"]
    for one in programmes.measures_of(driver_id):
        told = reference[one.id]
        wanted = {key: told[key] for key in told if key not in ("programme", "secondary_driver")}
        if wanted["target"] == "as O1":
            wanted["target"] = first
        if one.id in ROLLING:
            assert (wanted["chart"], one.chart) == ("P", "run")
            wanted["chart"] = "run"
        assert as_in_reference(one, told) == wanted


@with_reference
def test_every_measure_hangs_where_the_notes_hang_it() -> None:
    reference = reference_measures()
    assert set(reference) == {one.id for one in programmes.library()}
    for one in programmes.library():
        driver = programmes.driver(one.driver_id)
        told = reference[one.id]["secondary_driver"] or ""
        assert driver.text == told or (
            told.startswith("Programme level") and driver.level != "secondary"
        )


def test_finds_one_measure_and_the_measures_of_one_driver() -> None:
    smoke_free = programmes.library_measure("MN-SFP-O2")
    assert (smoke_free.name, smoke_free.target) == ("Smoke-free pregnancies", 94)
    assert smoke_free in programmes.measures_of("MN-SFP")
    assert len(programmes.measures_of("MN-SFP")) == 13


def test_an_unknown_driver_is_answered_with_near_ids() -> None:
    with pytest.raises(NotThere, match=r"No national driver has the id mn-sfb\.") as caught:
        programmes.driver("mn-sfb")
    assert "The nearest are MN-SFP" in caught.value.hint


@pytest.mark.parametrize("wrong", ["MN-SFP-O9", "mn-sfp-o1", "MN-SPF-O1"])
def test_an_unknown_measure_is_answered_with_near_ids(wrong: str) -> None:
    with pytest.raises(NotThere, match=f"No national measure has the id {wrong}") as caught:
        programmes.library_measure(wrong)
    assert "The nearest are MN-SFP-" in caught.value.hint


def test_an_id_like_nothing_else_is_answered_without_a_guess() -> None:
    for ask in (programmes.driver, programmes.measures_of, programmes.library_measure):
        with pytest.raises(NotThere) as caught:
            ask("")
        assert caught.value.hint == "`natpatsip programmes` lists them all."


def test_json_holds_the_whole_tree_in_plain_values() -> None:
    told = json.loads(json.dumps(programmes.as_json()))
    assert told["aim"]["by_date"] == "2025-03-31"
    assert [len(one["drivers"]) for one in told["programmes"]] == [3] * 5
    assert len(told["measures"]) == 203
    assert (len(told["enablers"]), len(told["collaboratives"])) == (8, 15)
    measure = next(one for one in told["measures"] if one["id"] == "MN-SFP-O1")
    assert (measure["unit"], measure["better"], measure["multiplier"]) == ("percent", "down", 100)


@pytest.fixture
def own_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program read a copy of its resources, to be edited as a person would."""
    copy = tmp_path / "resources"
    shutil.copytree(shipped("resources"), copy)
    monkeypatch.setattr(programmes, "shipped", lambda folder: copy)
    return copy


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_edited_measure_is_what_people_get(own_resources: Path) -> None:
    edit(own_resources / "measures" / "MN-SFP.toml", "target = 6\n", "target = 4\n")
    assert programmes.library_measure("MN-SFP-O1").target == 4


def test_one_driver_is_read_without_the_files_of_the_others(own_resources: Path) -> None:
    (own_resources / "measures" / "MH-RRP.toml").write_text("not toml", encoding="utf-8")
    assert len(programmes.measures_of("MN-SFP")) == 13
    with pytest.raises(BadInput, match=r"measures/MH-RRP\.toml"):
        programmes.library()


def test_a_driver_of_one_s_own_may_have_no_measures_yet(own_resources: Path) -> None:
    path = own_resources / "programmes" / "ME.toml"
    edit(path, 'id = "ME-MTX"', 'id = "ME-OWN"')
    assert programmes.measures_of("ME-OWN") == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("programmes/MN.toml", "by_date = 2023-03-31", "", r"driver MN-SFP, ambition 1, by_date"),
        ("programmes/MN.toml", 'level = "primary"', 'level = "top"', r"driver MN-ALL, level"),
        ("programmes/MN.toml", 'id = "MN-SFP"', 'id = "SFP"', r"begin the id with MN-"),
        ("programmes/national.toml", 'id = "EN-COD"', 'id = "EN-INQ"', r"EN-INQ is there twice"),
        ("measures/MN-SFP.toml", 'better = "down"', 'better = "less"', r"MN-SFP-O1, better: write"),
        ("measures/MN-SFP.toml", "MN-SFP-O1", "MN-DWB-O1", r"begin the id with MN-SFP-"),
        ("measures/MN-SFP.toml", "target = 6\n", 'target = "6%"\n', r"target: write a number"),
        ("collaboratives.toml", '["Y60"]', '"Y60"', r"collaborative PSC-01, regions"),
    ],
)
def test_a_file_with_a_mistake_names_file_and_key(
    own_resources: Path, file: str, old: str, new: str, words: str
) -> None:
    edit(own_resources / file, old, new)
    with pytest.raises(BadInput, match=words) as caught:
        programmes.as_json()
    assert Path(file).name in caught.value.message


def test_a_programme_file_that_is_gone_is_named(own_resources: Path) -> None:
    (own_resources / "programmes" / "AS.toml").unlink()
    with pytest.raises(CannotOpen, match=r"programmes/AS\.toml is not there"):
        programmes.programmes()
