"""Numbers written with a decimal comma, as spreadsheets of other countries save them."""

import pytest

from natpatsip_desktop.core.cells import Row
from natpatsip_desktop.exchange.text_in import read_text

TOLD = "Commas were read as decimal points: 10,5 is 10.5"


def cells(text: str) -> tuple[Row, ...]:
    return read_text(text).rows[1:]


def test_commas_become_points_in_the_whole_text_and_that_is_told() -> None:
    sheet = read_text("date;value\n01.01.2024;10,5\n01.02.2024;12,250\n01.03.2024;1.234,5 %\n")
    assert [row[1] for row in sheet.rows[1:]] == ["10.5", "12.250", "1234.5 %"]
    assert [row[0] for row in sheet.rows[1:]] == ["01.01.2024", "01.02.2024", "01.03.2024"]
    assert TOLD in sheet.notes


def test_tabs_between_the_columns_do_as_well() -> None:
    assert cells("date\tvalue\nJan-24\t-10,5\nFeb-24\t12\n") == (
        ("Jan-24", "-10.5"),
        ("Feb-24", "12"),
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        # Thousands, for all that can be known.
        ("date;value\nJan-24;1,234\nFeb-24;2,345\n", "1,234"),
        # A number with a decimal point speaks for points.
        ("date;value;rate\nJan-24;10,5;0.5\n", "10,5"),
        ('date,value\nJan-24,"1,234"\nFeb-24,"12"\n', "1,234"),
        ("date;note\nJan-24;wards 1,2 and 3\n", "wards 1,2 and 3"),
    ],
)
def test_a_comma_that_may_be_another_sign_is_left_alone(text: str, cell: str) -> None:
    sheet = read_text(text)
    assert sheet.rows[1][1] == cell
    assert not any("decimal" in note for note in sheet.notes)
