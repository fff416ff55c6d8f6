"""Definition files: what is wrong in one is named by file, place and key, all at once."""

from enum import StrEnum
from pathlib import Path

import pytest

from natpatsip_desktop.core.definitions import Table, once_each, read_definition
from natpatsip_desktop.errors import BadInput, CannotOpen


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def build(file: Table) -> tuple[str, float | None, str, Colour, tuple[str, ...], tuple[str, ...]]:
    rows = file.tables("row")
    once_each((row, row.text("id")) for row in rows)
    return (
        file.text("name"),
        file.number("size"),
        file.day("since").isoformat(),
        file.choice("colour", Colour),
        file.texts("words"),
        tuple(row.text("id") for row in rows),
    )


GOOD = """
name = "A"
size = 3
since = 2025-03-31
colour = "blue"
words = ["x", "y"]
[[row]]
id = "R1"
[[row]]
id = "R2"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "things.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read_definition(path, build)
    assert str(path) in caught.value.hint
    return [str(problem).removeprefix(f"{path.parent.name}/") for problem in caught.value.problems]


def test_reads_every_kind_of_cell(tmp_path: Path) -> None:
    read = read_definition(written(tmp_path, GOOD), build)
    assert read == ("A", 3.0, "2025-03-31", Colour.BLUE, ("x", "y"), ("R1", "R2"))


def test_a_number_may_be_left_out_and_so_may_tables(tmp_path: Path) -> None:
    text = GOOD[: GOOD.index("[[row]]")].replace("size = 3\n", "")
    read = read_definition(written(tmp_path, text), build)
    assert (read[1], read[-1]) == (None, ())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('name = "A"', "", "things.toml, name: add text in quotation marks"),
        ('name = "A"', "name = 1", "things.toml, name: write text in quotation marks"),
        ('name = "A"', 'name = ""', "things.toml, name: write a text, it is empty"),
        ("size = 3", 'size = "3"', "things.toml, size: write a number, like 95"),
        ("size = 3", "size = true", "things.toml, size: write a number, like 95"),
        ("2025-03-31", '"March"', "things.toml, since: write a date, like 2025-03-31"),
        ("2025-03-31", "2025-03-31T10:00:00", "things.toml, since: write a date, like 2025-03-31"),
        ('"blue"', '"green"', "things.toml, colour: write one of red, blue"),
        (
            '["x", "y"]',
            '["x", 2]',
            "things.toml, words: write every entry of the list in quotation marks",
        ),
        ('id = "R1"', "", "things.toml, row 1, id: add text in quotation marks"),
        (
            'id = "R1"',
            'id = "R2"',
            "things.toml, row R2, id: give it another id, R2 is there twice",
        ),
        ("size = 3", "sort = 3", "things.toml, sort: take it out, no such key is known"),
        ("size = 3", "sise = 3", "things.toml, sise: take it out or spell it size"),
        ("[[row]]", "[row]", "things.toml, row: write tables headed [[row]]"),
    ],
)
def test_names_file_place_and_key(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = GOOD if old != "[[row]]" else GOOD[: GOOD.rindex("[[row]]")]
    assert problem in problems_of(written(tmp_path, text.replace(old, new, 1)))


def test_a_misspelt_key_is_told_how_it_is_spelt(tmp_path: Path) -> None:
    text = GOOD.replace("colour =", "color =")
    assert problems_of(written(tmp_path, text)) == [
        "things.toml, colour: add one of red, blue",
        "things.toml, color: take it out or spell it colour",
    ]


def test_tells_all_problems_at_once(tmp_path: Path) -> None:
    text = GOOD.replace('name = "A"', "name = 1").replace("size = 3", 'size = "3"')
    path = written(tmp_path, text)
    assert len(problems_of(path)) == 2
    with pytest.raises(BadInput, match=r"things\.toml, name: .* \(and 1 more\)\."):
        read_definition(path, build)


def test_a_file_that_is_not_toml_is_named_with_the_line(tmp_path: Path) -> None:
    path = written(tmp_path, 'name = "A"\nsize 3\n')
    with pytest.raises(BadInput, match=r"things\.toml breaks the rules of TOML at line 2"):
        read_definition(path, build)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "things.toml"
    path.write_bytes(b'name = "\xff"')
    with pytest.raises(BadInput, match=r"things\.toml is not text in UTF-8"):
        read_definition(path, build)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match=r"things\.toml is not there"):
        read_definition(tmp_path / "things.toml", build)


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "things.toml").mkdir()
    with pytest.raises(CannotOpen, match=r"things\.toml cannot be read"):
        read_definition(tmp_path / "things.toml", build)


def test_reads_true_or_false_and_a_table_of_texts(tmp_path: Path) -> None:
    path = written(tmp_path, 'shown = true\n[words]\na = "x"\nb = "y"\n')
    read = read_definition(path, lambda file: (file.flag("shown"), file.pairs("words")))
    assert read == (True, {"a": "x", "b": "y"})


def test_true_or_false_may_have_a_default_and_a_table_of_texts_may_be_missing(
    tmp_path: Path,
) -> None:
    read = read_definition(
        written(tmp_path, ""), lambda file: (file.flag("shown", True), file.pairs("words"))
    )
    assert read == (True, {})
